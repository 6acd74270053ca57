"""The words and phrases that intake knows: the next firm's wording is one line here.

Patterns read running text in which a blank may be a line break; all but those marked (C) are used without case.
"""

import re

FIRMS = (
    ("PwC", r"P[wW]C|Öhrlings PricewaterhouseCoopers|PricewaterhouseCoopers"),
    ("KPMG", r"KPMG"),
    ("EY", r"EY|Ernst\s*&\s*Young"),
    ("Deloitte", r"Deloitte|DELOITTE"),
    ("BDO", r"BDO"),
    ("Sirius", r"Sirius|SIRIUS"),
    ("Azets", r"Azets|AZETS"),
    ("Grant Thornton", r"Grant Thornton"),
)
"""Name and the ways it is written."""
FIRM = re.compile(
    r"(?=[PKEÖDBSAG])\b(?:" + "|".join(f"(?P<f{number}>{ways})" for number, (_, ways) in enumerate(FIRMS)) + r")\b"
)
"""(C) The group's name is the place in FIRMS."""

STATE_BODIES = (
    "länsstyrelsen",
    "socialstyrelsen",
    "transportstyrelsen",
    "sjöfartsstyrelsen",
    "rikspolisstyrelsen",
    "bolagsstyrelsen",
    "förbundsstyrelsen",
)
"""Bodies by their ending, but none of the municipality's that answers an audit."""

BODY_ENDINGS = r"(?:n\w{0,2}mnden|styrelsen|utskottet|fullm\w{1,2}ktige)"
"""With what a poor scan makes of ä."""

OF_KIND = r"(?:tekniska|sociala|gemensamma|gröna|lokala)"
"""What makes a bare "nämnden" a name."""
COLLECTIVES = r"(?:berörda|ansvariga|samtliga|övriga|aktuella|granskade|alla|kommunens|regionens)\s+(?:\w+\s+)?nämnder"

RECOMMENDS = r"rekommender(?:as|ar|at)"
"""The verb; a noun ("rekommendationer") announces a list only with one of the phrases below."""

LIST_INTRO = re.compile(
    r"(?:rekommend[^.?!]*:|rekommender\w+[^.?!]*\batt:?|följande\s+rekommendation\w*[^?!]*|rekommendationerna\s+är[^?!]*"
    r"|(?:\bbör|\bbör\s+\w+|uppmanar\b[^.?!]*|föreslår\s+(?:vi|revis\w+)\b[^.?!]*|(?:vi|revis\w+)\s+föreslår\b[^.?!]*):"
    r"|lämna[rs]?\b[^.?!]*\brekommendation\w*[^.?!]*[:.]?)\s*$",
    re.IGNORECASE,
)
"""The sentence before a list of recommendations."""

LIST_HEADING = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:våra|samlade|lämnade|nya)\s+)?(?:rekommendationer(?:na)?|förslag\s+till\s+åtgärder)"
    r"(?:\s+till\s+[\w\s,-]+)?:?",
    re.IGNORECASE,
)
"""A heading right above a list of recommendations."""

NO_LIST_INTRO = re.compile(
    r"revisionsfråg|kontrollmål|frågeställning|förslag\s+till\s+beslut|beslutar|"
    r"(?:granskningen|rapporten)\s+visar|iakttag|\bbrister\b",
    re.IGNORECASE,
)

EARLIER = re.compile(
    r"\btidigare\b|föregående|\bförra\b|ursprunglig|lämnades|\bår\s+(?:19|20)\d\d|"
    r"granskning(?:en)?\s+(?:från\s+)?(?:19|20)\d\d",
    re.IGNORECASE,
)
"""Where the recommendations announced are those of an earlier audit."""

FOLLOW_UP = re.compile(
    r"uppföljande\s+granskning|uppföljning\s+av\s+(?:en\s+)?(?:tidigare\s+)?granskning", re.IGNORECASE
)

RUNNING_RECOMMENDATION = re.compile(
    r"\brekommenderas\b|\brekommenderar\s+(?:vi\b|revisorerna\b|revisionen\b)?|\b(?:vi|revisorerna|revisionen)\s+rekommenderar\b",
    re.IGNORECASE,
)

VERDICT = re.compile(
    r"(?:Ja|Nej|Delvis|Ej\s+\w+|Inte\s+(?:helt\s+)?\w+|Uppfyll[td]a?|(?:Delvis|Helt|Till\s+(?:stor|viss)\s+del|"
    r"I\s+(?:allt\s+)?(?:väsentligt|huvudsak))(?:\s+\w+)?|Åtgärda[dt]|Genomförd?)\.?",
)
"""(C) A whole line that answers an audit question or judges an earlier recommendation."""

ANSWER_WORDS = re.compile(
    r"\bsvar\w*|yttra\w*|remissvar\w*|besvara\w*|synpunkt\w*|syn\s+på|återkoppl\w*|återrapporter\w*|ta\s+del\s+av|få\s+del\s+av|"
    r"tillhanda|inkomma|kommit\s+in|tillställ\w*",
    re.IGNORECASE,
)
BY = re.compile(r"\b(?:senast|före|innan|till\s+och\s+med|t\.?\s?o\.?\s?m\.?|inom)\b[^.;:?!]{0,40}\s*$", re.IGNORECASE)
"""What stands right before a date that is a deadline."""
LATEST = re.compile(r"[Ss]enast(?<!\w[Ss]enast)\s+")
BY_IN_DATE = re.compile(r"^(?:före|senast|utgången|slutet)", re.IGNORECASE)
DEADLINE_HINTS = ("senast", "före", "innan", "till och med", "t.o.m", "inom", "lämna", "avge", "inkom", "svara")
"""One of them stands in every sentence that sets a deadline, by BY, BY_IN_DATE or HAND_IN."""
HAND_IN = re.compile(r"\b(?:lämna|avge|inkomma|svara)\w*\b[^.;?!]*$", re.IGNORECASE)
PAST = re.compile(
    r"\bbegärdes\b|\bskulle\b|\bhade\b|\bönskade\b|\bförväntades\b|\bbesvarades\b|\blämnades\b|\binkom\b|\bvar\s+senast\b|"
    r"\bbeslutade\b",
    re.IGNORECASE,
)
"""A deadline that is told of is not one that is set."""
NO_DEADLINE = re.compile(r"\b(?:tidsplan|tidplan|status)\s*:", re.IGNORECASE)
DATED = re.compile(r"\bdatera[dt]\w*\s*$", re.IGNORECASE)
"""Right before the date of a paper."""

HANDED_OVER = re.compile(
    r"\b(?:överlämna\w*|översänd\w*|skicka\w*|sänd\w*|remittera\w*|tillställ\w*)\b[^.?!]*\btill\s+"
    r"|\b(?:svar|yttrande\w*|synpunkter)\s+(?:\w+\s+){0,2}(?:från|av)\s+",
    re.IGNORECASE,
)
"""Before the bodies that are asked to answer."""
FOR_INFORMATION = re.compile(r"för\s+k\w{1,2}nnedom(?!\s+och)", re.IGNORECASE)
FOR_ANSWER = re.compile(r"yttra|svar|besvara|synpunkt|åtgärd", re.IGNORECASE)
RECEIVES = re.compile(r"\b(?:till|tillställ\w*(?:\s+det)?|delges?)\s+", re.IGNORECASE)
"""Before the body that an answer goes to."""
TO_AUDITORS = re.compile(r"\btill\s+(?:\w+\s+){0,2}revis\w+", re.IGNORECASE)
YOU = re.compile(r"\b(?:er|ni|ert|Er|Ni)\b")

DATE_LABEL = re.compile(r"\bDatum:?\s*$", re.IGNORECASE)
NO_DATE_LABEL = re.compile(r"godkän|justera|utskrift", re.IGNORECASE)

DIARIENUMMER_LABEL = re.compile(
    r"\b(?:Diarienummer|Diarienr|Diarie-?nr|Dnr|Vårt\s+dnr|Ärendenummer|Ärende\s*nr)\b\.?:?\s*", re.IGNORECASE
)
DIARIENUMMER = re.compile(
    r"[A-ZÅÄÖ]{1,8}[ /-]?(?:19|20)\d\d[:/-]\d+(?:[.:-]\d+)*|[A-ZÅÄÖ]{1,8}[ ](?:19|20)\d\d[-/: ]\d+"
    r"|\d{2}/[A-ZÅÄÖ]{1,6}[ ]?\d{2,6}|\d+(?:\.\d+)+-\d+/(?:19|20)\d\d"
    r"|(?:19|20)\d\d[/:-][A-ZÅÄÖ]{0,6}\s?\d{1,6}(?:[.-]\d+)*"
    r"|\d{2,6}/\d{2,4}|[A-ZÅÄÖ]{1,8}[ ]\d+/(?:19|20)?\d\d"
)
"""(C) The shapes that are met; after a label anything with a digit will do."""
DATE_LIKE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}/\d{2,4}")

TITLE_WORDS = re.compile(
    r"granskning|revision|uppföljning|yttrande|svar\s+på|remiss|synpunkter|betänkande|motion|medborgarförslag|samråd|SOU\b",
    re.IGNORECASE,
)
SECTION_HEADINGS = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:sammanfattning|bakgrund|inledning|beslut|förslag\s+till\s+beslut|beslutsunderlag|syfte|ärendet|"
    r"beskrivning\s+av\s+ärendet|rekommendationer|innehåll(?:sförteckning)?|generella\s+kommentarer)\b(?=\s*$|\s+[A-ZÅÄÖ])",
    re.IGNORECASE,
)
LETTERHEAD = re.compile(
    r"(?:datum|diarie|dnr|handläggare|telefon|mobil|e-?post|telefax|fax|till\b|från\b|för\s+(?:kännedom|yttrande)|sida|beteckning|"
    r"vår\s+ref|er\s+ref|adress|postadress|organisationsn|www\.)|.*@",
    re.IGNORECASE,
)
"""A line of a letterhead: no title, whatever stands in it."""
ASKING = re.compile(r"\b(?:önskar|önskas|emotser|senast\s+den)\b", re.IGNORECASE)
"""A sentence that asks for something: no title, though it names an answer or an audit."""
KIND_WORDS = (
    "missiv",
    "revisionsrapport",
    "granskningsrapport",
    "rapport",
    "internremiss",
    "intern remiss",
    "remiss",
    "tjänsteskrivelse",
    "yttrande",
    "protokollsutdrag",
    "följebrev",
    "motion",
    "motion till kommunfullmäktige",
    "medborgarförslag",
)
YTTRANDE_HEAD = re.compile(
    r"yttrande(?:\s+\S*\d\S*|\s+diarienummer.*|\s+(?:från|över|av|avseende)\b(?!.*\bsenast\b).*)?", re.IGNORECASE
)
"""A line of the head that says that the paper is a yttrande, without its last full stop."""
AUDITORS_SIGN = re.compile(
    r"^för\s+(?:\w+\s+){0,4}revisorer(?:na)?\b|^(?:på\s+)?(?:\w+\s+){0,2}revisorernas\s+vägnar",
    re.IGNORECASE | re.MULTILINE,
)
AUDITED_BY_US = re.compile(
    r"\b(?:vi|oss)\s+(?:de\s+)?förtroendevalda\s+revisorer|egenskap\s+av\s+(?:förtroendevalda\s+)?revisorer|revisorerna\s+(?:önskar|överlämnar|begär)|"
    r"vi\s+\w{0,2}nskar\s+svar",
    re.IGNORECASE,
)
REPORT_WORDS = (
    "revisionsfråg",
    "kontrollmål",
    "iakttagelser",
    "revisionell bedömning",
    "revisionella bedömning",
    "granskningsresultat",
    "revisionskriteri",
    "uppdragsledare",
    "projektledare",
)
STATE_SENDER = re.compile(r"\b\w*departementet\b|regeringskansliet|\bSOU\s+\d{4}", re.IGNORECASE)

_AFTER_CAPITAL = r"[a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
PLACE = rf"[A-ZÅÄÖ]{_AFTER_CAPITAL}"
# What begins with a set of letters is found many times as fast: the word's beginning is looked for from its second.
KOMMUN = re.compile(
    rf"(?P<first>[A-ZÅÄÖ](?<!\w\w){_AFTER_CAPITAL})(?:[ ](?P<second>{PLACE}))?"
    r"\s+(?:kommuns?|[Ss]tads?)\b(?!\s+n\w{0,2}mnd)"
)
REGION = re.compile(rf"Region(?<!\wRegion)\s+{PLACE}")
"""(C)"""
FIRST_OF_PLACE = re.compile(r"Östra|Västra|Norra|Södra|Stora|Lilla|Nya|\w+s")
NO_PLACE = re.compile(
    r"En|Vår|Er|Varje|Denna|Övriga|Annan|Samma|Samt|Av|Den|Kommunen|Svensk|Svenska|Och|Inom|För|Att|Som|Till|Hela|Vilken"
    r"|Om|På|Med|Någon|Alla|Respektive|Berörd|Region|Hur|Har|Är|De|Vi"
)
OWN_S = ("ås", "näs", "fors", "hus")
"""Endings of place names whose s is no genitive: "Alingsås kommun" against "Älvstads kommun"."""

NEXT_LABEL = re.compile(
    r"(?P<label>Åtgärd(?:er)?|Tidsplan|Tidplan|Ansvarig\w*|Svar|Kommentar|Status|Yttrande|Ställningstagande)\s*:\s*",
    re.IGNORECASE,
)
"""A paragraph that answers the recommendation above it."""
