"""The headings of tables and the few words of their last cells."""

import re

LONGEST_HEADER = 110
"""Characters."""
_HEADING = (
    r"(?:nr\.?|#|(?:tidigare\s+|lämnade?\s+|revisionens\s+|revisorernas\s+|ny\s+)?rekommendation(?:er(?:na)?)?(?:\s+(?:från|år)?\s*(?:19|20)\d\d)?"
    r"|rekommendation\s+genomförd|(?:revisions|kontroll|del|granskningens\s+)?fråg(?:a|or)|kontrollmål|iakttagelser?|(?:gransknings)?område|process|avsnitt"
    r"|priorit\w+|prio|risk(?:nivå|bedömning)?|väsentlighet"
    r"|(?:vår\s+|samlad\s+|revisorernas\s+|revisionens\s+)?bedömning(?:\s+(?:19|20)\d\d)?|(?:nuvarande\s+)?status|svar|utfall|omdöme|resultat"
    r"|åtgärdad\??|genomförd\??|uppfyll[dt]\??|(?:revisionens\s+)?slutsats"
    r"|(?:vår\s+)?kommentar(?:er)?|motivering|(?:vidtagna\s+|planerade\s+|föreslagen\s+)?åtgärd(?:er)?|(?:nämndens|styrelsens|bolagets|förvaltningens)\s+"
    r"(?:svar|yttrande|kommentar(?:er)?|åtgärd(?:er)?)|nämnd(?:er)?(?:/styrelse)?|styrelse/nämnd|adressat(?:er)?|mottagare|riktas\s+till|berör|avser"
    r"|(?:nämndens\s+)?ställningstagande|ansvarig\s+(?:nämnd|styrelse|part)|ansvarig(?:a)?|tid(?:s)?plan|klart?(?:\s+senast)?|när)"
)
HEADING = re.compile(rf"(?<!\w){_HEADING}(?!\w)", re.IGNORECASE)
"""Of one column."""
TABLE_HEADER = re.compile(rf"{_HEADING}(?:\s+{_HEADING})*", re.IGNORECASE)
"""A line that is nothing but headings of columns."""
NUMBER_CELL = re.compile(r"nr\.?|#", re.IGNORECASE)
REMARK_CELL = re.compile(
    r"åtgärd(?!ad)|kommentar|motivering|svar|ställningstagande|iakttagelse|ansvarig|yttrande", re.IGNORECASE
)
TABLE_HEADER_AGAIN = re.compile(
    r"(?:nr\.?\s+|#\s+)?(?:rekommendation|revisionsfråg|kontrollmål|delfråg|kontrollfråg|fråg)", re.IGNORECASE
)
"""At the top of the next page the headings may stand once more."""
TABLE_HINT = re.compile(
    r"^\s*(?:nr\.?\s+|#\s+|(?:[\w/]+\s+){1,3})?(?:rekommendation|revisionsfråg|kontrollmål|delfråg|kontrollfråg|fråg)",
    re.IGNORECASE | re.MULTILINE,
)
RECOMMENDATION_CELL = re.compile(r"\brekommendation", re.IGNORECASE)
QUESTION_CELL = re.compile(r"fråg(?:a|or)\b|kontrollmål", re.IGNORECASE)
VERDICT_CELL = re.compile(
    r"(?<!risk)bedömning|status|^svar$|utfall|omdöme|resultat|åtgärdad|genomförd|uppfyll|slutsats", re.IGNORECASE
)
PRIORITY_CELL = re.compile(r"\bprio|\brisk|väsentlighet", re.IGNORECASE)
BODY_CELL = re.compile(
    r"^nämnd(?:er|/styrelse)?$|^styrelse/nämnd|adressat|mottagare|riktas|^berör|^ansvarig\s+(?:nämnd|styrelse|part)",
    re.IGNORECASE,
)
FINDING_CELL = re.compile(r"iakttagelse|område$|^process$|^avsnitt$", re.IGNORECASE)
"""Beside it, to the right, what is recommended."""
RECOMMENDATION_HEADING = re.compile(
    r"(?:(?:våra|vår|revisionens|revisorernas)\s+)?rekommendation(?:er)?", re.IGNORECASE
)
MARK_CELL = re.compile(r"[xX✓✔•●–—-]")
NO_MARK = "–—-"
EMPTY_CELL = re.compile(r"[\s–—-]*|Inga?(?:\s+rekommendation(?:er)?)?\.?|Ej\s+aktuellt\.?", re.IGNORECASE)
"""Where nothing is recommended."""
PRIORITY = re.compile(
    r"(?:^|\s)(?P<said>Hög|Medel|Medelhög|Låg|Mycket hög|Prio(?:ritet)?\s*[1-4]|Kritisk|Väsentlig)\.?\W*$"
)
"""(C)"""
TABLE_VERDICT = re.compile(
    r"(?:^|(?<=[.?!])\s+|(?<=[a-zåäö0-9)])\s+(?=\S+(?:\s+\S+){0,2}\s*[^\w.]*$))"
    r"(?P<said>(?:Ja|Nej)(?:,?\s+(?:delvis|i\s+huvudsak|till\s+viss\s+del|till\s+stor\s+del|i\s+allt\s+väsentligt))?|Delvis(?:\s+(?:uppfyll[dt]a?|åtgärda[dt]e?"
    r"|genomför[dt]a?|ja))?|(?:Ej|Inte|Helt|Till\s+(?:stor|viss|övervägande)\s+del|I\s+(?:allt\s+)?(?:väsentligt|huvudsak)|I\s+begränsad\s+omfattning)"
    r"(?:\s+(?:helt\s+)?(?:ja|uppfyll[dt]a?|åtgärda[dt]e?|genomför[dt]a?|tillräcklig[at]?|besvarad))?|Uppfyll[dt]a?|Åtgärda[dt]e?|Genomför[dt]a?|Pågår|Kvarstår"
    r"|Beaktad|(?:Ot|T)illräcklig[at]?|Kan\s+(?:ej|inte)\s+bedömas)(?=\s*[^\w.,]*$|[.,:]\s|\.$|\s+[A-ZÅÄÖ])"
)
"""(C) The cell that closes a row; what is said beside it may follow on the line."""
