"""How papers write the names of places, kommuner and regions."""

import re

_AFTER_CAPITAL = r"[a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
PLACE = rf"[A-ZÅÄÖ]{_AFTER_CAPITAL}"
PLACE_AND_DATE = re.compile(
    rf"(?:{PLACE}(?:\s+den)?,?\s+)?(?:(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}\s+(?:januari|februari|mars|april|maj|juni|juli|augusti|september"
    r"|oktober|november|december)\s+(?:19|20)\d\d)\.?"
)
"""(C) A whole line, above a signature or in a head."""
# What begins with a set of letters is found many times as fast: the word's beginning is looked for from its second.
KOMMUN = re.compile(
    rf"(?P<first>[A-ZÅÄÖ](?<!\w\w){_AFTER_CAPITAL})(?:[ ](?P<second>{PLACE}))?"
    r"\s+(?:kommuns?|[Ss]tads?)\b(?!\s+n\w{0,2}mnd)"
)
KOMMUN_IN_CAPITALS = re.compile(
    r"\b(?P<first>[A-ZÅÄÖ]{3,}?)S?(?:[ ](?P<second>[A-ZÅÄÖ]{3,}?)S?)?[ ]+(?:KOMMUN|STAD)S?\b"
)
REGION = re.compile(rf"Region(?<!\wRegion)\s+{PLACE}")
"""(C)"""
REGION_IN_CAPITALS = re.compile(r"^REGION [A-ZÅÄÖ]{4,}$", re.MULTILINE)
FIRST_OF_PLACE = re.compile(r"Östra|Västra|Norra|Södra|Stora|Lilla|Nya|\w+s")
NO_PLACE = re.compile(
    r"En|Vår|Er|Varje|Denna|Övriga|Annan|Samma|Samt|Av|Den|Kommunen|Svensk|Svenska|Och|Inom|För|Att|Som|Till|Hela|Vilken"
    r"|Om|På|Med|Någon|Alla|Respektive|Berörd|Region|Hur|Har|Är|De|Vi"
)
OWN_S = ("ås", "näs", "fors", "hus")
"""Endings of place names whose s is no genitive: "Alingsås kommun" against "Älvstads kommun"."""
