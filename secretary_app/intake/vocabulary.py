"""The words and phrases that intake knows: the next firm's wording is one line here.

Patterns read running text in which a blank may be a line break; all but those marked (C) are used without case.
"""

import re

from secretary_app.intake.vocabulary_headings import REK

_SPOILT = {"å": "[åaä4&é]", "ä": "(?:[äaå&éid4]{1,2})", "ö": "[öo60é]"}


def spoilt(pattern: str) -> str:
    """The pattern with what a poor scan makes of å, ä and ö."""
    return re.sub("[åäö]", lambda letter: _SPOILT[letter[0]], pattern)


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
    r"(?=[PKEÖDBSAG])\b(?:" + "|".join(f"(?P<f{number}>{ways})" for number, (_, ways) in enumerate(FIRMS)) + r")s?\b"
)
"""(C) The group's name is the place in FIRMS."""

STATE_BODIES = (
    "länsstyrelsen",
    "socialstyrelsen",
    "transportstyrelsen",
    "sjöfartsstyrelsen",
    "rikspolisstyrelsen",
)
"""Bodies by their ending, but none of the municipality's that answers an audit."""

BODY_ENDINGS = r"(?:n\w{0,2}mnden|styrelsen|utskottet|direktionen|fullm\w{1,2}ktige)"
"""With what a poor scan makes of ä."""

MENDED_STEMS = {
    "miljo": "miljö",
    "halso": "hälso",
    "sjukvards": "sjukvårds",
    "aldre": "äldre",
    "raddnings": "räddnings",
    "overformyndar": "överförmyndar",
    "vard": "vård",
    "stod": "stöd",
}
"""Stems of bodies' names without the dots and rings that a scan has lost."""
SPOILT_STEMS = re.compile(rf"\b(?:{'|'.join(MENDED_STEMS)})(?=-|\w*n\w{{0,2}}mnd)", re.IGNORECASE)
OF_KIND = r"(?:tekniska|sociala|gemensamma|gröna|lokala)"
"""What makes a bare "nämnden" a name."""
COLLECTIVES = r"(?:berörda|ansvariga|samtliga|övriga|aktuella|granskade|alla|kommunens|regionens)\s+(?:\w+\s+)?nämnder"

RECOMMENDS = re.compile(r"rek\w{2,5}end", re.IGNORECASE)

"""Of "rekommendera", also where a scan made rn of m."""
LIST_INTRO = re.compile(
    rf"(?:{REK}[^.?!]*:|(?:{REK}er\w+|uppmana[rs]?|uppmaningar?)\b[^.?!]*\batt:?|följande\s+{REK}ation\w*[^?!]*|{REK}ationerna\s+är[^?!]*"
    r"|(?:\bb[öo6]r|\bb[öo6]r\s+\w+|uppmanar\b[^.?!]*|(?:anser|bedömer|menar)\b[^.?!]*\b(?:behöver|måste)|föreslår\s+(?:vi|revis\w+)\b[^.?!]*|(?:vi|revis\w+)\s+föreslår\b[^.?!]*):"
    rf"|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|nedanstående|listas)\s+(?:\w+\s+){{0,3}}?{REK}ationer\w*[^.?!]*[:.]?"
    rf"|lämna[rs]?\b[^.?!]*\b{REK}ation\w*[^.?!]*[:.]?)\s*$",
    re.IGNORECASE,
)
"""The sentence before a list of recommendations."""

IMPROVEMENTS = re.compile(
    r"\b(?:vi\s+(?:vill\s+|även\s+|också\s+|därför\s+)*(?:lämnar?|ger?)|(?:lämnar|ger)\s+vi|revis\w+\s+(?:lämnar|ger))\s[^.?!]*"
    r"\b(?:följande|nedanstående)\s+(?:förbättringsförslag|förslag\s+(?:till|på)\s+(?:förbättring|åtgärd|utveckling)\w*)"
    r"[^.?!]*:$",
    re.IGNORECASE,
)
"""The same of auditors, in whose papers suggestions are recommendations."""

RECOMMENDATIONS_TO = re.compile(rf"{REK}ation(?:en|er|erna)?\s+(?:riktade?\s+)?till\s+", re.IGNORECASE)
STRONG_INTRO = re.compile(rf"\bföljande\s+(?:\w+\s+)?{REK}ation|{REK}er\w*\s[^.?!]*\bföljande\b", re.IGNORECASE)
"""Announces the list also where one more sentence follows it."""
ITEM_VERB = re.compile(
    r"(?:att\s+)?(?:säkerställ|tillse|se\s+(?:över|till)|upprätta|fastställ|utveckla|följ|stärk|förstärk|tydliggör|förtydliga|ta\s+(?:fram|initiativ|ställning)"
    r"|inför|genomför|besluta|överväg|verka\s+för|vidta|utred|analysera|dokumentera|revidera|uppdatera|prioritera|initiera|etablera|utbilda|informera"
    r"|redovisa|implementera|formalisera|systematisera|inrätta|utvärdera|anta|efterfråga|begär|granska|komplettera|kartlägg|klargör|skapa|intensifiera)a?\b",
    re.IGNORECASE,
)
"""With such a verb begins what is recommended."""
NO_LIST_INTRO = re.compile(
    r"revisionsfråg|kontrollmål|frågeställning|förslag\s+till\s+beslut|beslutar|"
    r"(?:(?:granskningen|rapporten)\s+visar|iakttag|\bbrister\b)(?![^?!]*\b(?:rekommendera[rs]\b|rekommendationer\b))|\bbeslutade\b|rekommendationer\s+till\s+kommuner\b"
    r"|\b(?:socialstyrelsen|länsstyrelsen|förvaltningen|regeringen|MSB|SKR|SKL|IVO|sveriges\s+kommuner\s+och\s+\w+|\w+inspektionen|\w+verket"
    r"|\w*myndigheten(?:\s+för\s+[\w\s]+)?)\s+(?:\w+\s+){0,3}?(?:rekommend|föresl)",
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

ANSWER_HEADING = re.compile(
    r"(?:(?:\w*nämndens|\w*styrelsens|förvaltningens|bolagets|kontorets|vårt)\s+(?:svar|yttrande|kommentar(?:er)?|ställningstagande)"
    r"|svar|kommentar(?:er)?|ställningstagande)",
    re.IGNORECASE,
)
"""Alone on a line above an answer."""
LABEL_ALONE = re.compile(
    r"rekommendation(?=\s*[\d(n])(?:\s+(?:nr\.?\s*)?(\d{1,2}))?(?:\s*\((?:prio\w*|risk)\s*:?\s*\w+\))?[.:]?",
    re.IGNORECASE,
)
PARAGRAPH_ALONE = re.compile(
    r"(?:[A-ZÅÄÖ]{2,6}\s*)?§\s*\d+[a-z]?(?:/\d+)?(?:\s+(?:(?:Dnr|Diarie\w*|Ärendenummer)\b.*|[A-ZÅÄÖ]{1,8}[ /-]?\d.*))?"
)
"""(C) The line above a matter in minutes."""
WE_NOW_RECOMMEND = re.compile(
    r"\b(?:vi|jag|revisorerna|\w*revisionen)\s+(?:\w+\s+){0,2}?rekommenderar\b", re.IGNORECASE
)
"""In a follow-up: something new, no earlier recommendation told of."""
GROUP_LINE = re.compile(
    rf"(?:samt|och|respektive|vidare|dessutom)\s+(?:till\s+)?(?:[\w-]+\s+(?:och\s+)?)?\w*{BODY_ENDINGS}\s*(?:att)?:?",
    re.IGNORECASE,
)
"""Between the items of a list: to whom the next ones are."""
AROUND_GROUP = re.compile(
    r"^(?:(?:samt|och|respektive|vidare|dessutom)\s+)?(?:till\s+)?|\s*(?:att)?\s*:?$", re.IGNORECASE
)
ADVERBS = r"(?:också|även|därför|vidare|dessutom|därutöver|särskilt|att|fortsatt|således|i\s+första\s+hand)"
PRIORITY_GROUP = re.compile(
    r"(?:(?:mycket\s+)?hög|medel(?:hög)?|låg|högre|lägre)(?:\s+(?:prioritet|risk|väsentlighet))?:?|prio(?:ritet)?\s*(?:\d|hög|medel|låg):?"
    r"|på\s+(?:kort|lång|längre)\s+sikt:?|(?:övergripande|gemensamma|generella)(?:\s+rekommendationer)?:?",
    re.IGNORECASE,
)
"""A line between the items of one list."""
VERDICT = re.compile(
    r"(?:Ja|Nej|Delvis|Ej\s+\w+|Inte\s+(?:helt\s+)?\w+|Uppfyll[td]a?|(?:Delvis|Helt|Till\s+(?:stor|viss)\s+del|"
    r"I\s+(?:allt\s+)?(?:väsentligt|huvudsak))(?:\s+\w+)?|Åtgärda[dt]|Genomförd?)\.?",
)
"""(C) A whole line that answers an audit question or judges an earlier recommendation."""

ANSWER_COLUMN = re.compile(
    r"^(?:\w+\s+){0,3}?(?:svar\w*\s+(?:\w+\s+){0,3}?senast|senast(?:e)?\s+svar\w*|svarsdatum|svarsdag|sista\s+svarsd\w+)$",
    re.IGNORECASE,
)
"""A label or the heading of a column, above the day."""
ANSWER_WORDS = re.compile(
    r"\bsvar\w*|yttra\w*|remissvar\w*|besvara\w*|synpunkt\w*|syn\s+på|återkoppl\w*|återrapporter\w*|ta\s+del\s+av|få\s+del\s+av|"
    r"tillhanda|inkomma|inkommer|inkommit|kommit\s+in|tillställ\w*|remisstid\w*"
    r"|redovisa\w*\s[^.]{0,80}\b(?:till|för)\s+(?:\w*inspektionen|länsstyrelsen|IVO|\w*verket|revis\w+)",
    re.IGNORECASE,
)
VERDICT_SAID = re.compile(
    r"\brekommendationen\s+(?:är|bedöms|anses|har)\s+(?:därmed\s+|därför\s+|som\s+|vara\s+)*"
    r"((?:inte\s+|ej\s+|delvis\s+|helt\s+|till\s+\w+\s+del\s+)?(?:åtgärda[dt]|genomför[dt]|uppfyll[dt]|beakta[dt]|hantera[dt]))",
    re.IGNORECASE,
)
"""A sentence that judges an earlier recommendation."""

ACCOUNT_WORDS = re.compile(
    r"\bredogör\w*|\bredovisa\w*|\bkommentar\w*|\båterkom\w*|\båtgärd\w*|\binforma\w+", re.IGNORECASE
)
"""What stands for an answer where auditors say that they want it."""
BY = re.compile(
    r"\b(?:senast|före|innan|till\s+och\s+med|t\.?\s?o\.?\s?m\.?|inom|senare\s+än|sista\s+dag(?:en)?\s+(?:för|att)|svarsfrist\w*|svarsdatum|svarsdag|anstånd|svarstid\w*|remisstid\w*)\b"
    r"(?:[^.;:?!]|(?<=\d)[.:](?=\d)|(?<=kl)\.){0,40}:?\s*$",
    re.IGNORECASE,
)
"""What stands right before a date that is a deadline."""
TO_DAY = re.compile(
    r"\b(?:svar|yttrande|synpunkter|återkoppling)\w*\b[^.;?!]{0,80}\b(?:till|önskas|emotses|begärs)\s*$", re.IGNORECASE
)
WANTED = re.compile(
    r"\b(?:önska[rs]?|emotses?|emotser|begär(?:s|t|ts|de|des)?|inkommit|beviljat?s?|anstånd|ska|skall|vill|lämnas|tillhanda|förväntar|förväntas)\b",
    re.IGNORECASE,
)
"""With these "till den 3 maj" asks for an answer by that day."""
DONE_BY = re.compile(
    r"\b(?:klar[at]?|genomför[dt]a?|slutför[dt]a?|färdig\w*|åtgärda[dt]e?|implementera[dt]e?|på\s+plats|upprätta[dt]e?|framtagna?)\s+(?:senast|före|innan)\b"
    r"[^.;:?!]{0,20}$",
    re.IGNORECASE,
)
"""By then a measure is done: no day for an answer."""
LATEST = re.compile(r"[Ss]enast(?<!\w[Ss]enast)\s+")
BY_IN_DATE = re.compile(r"^(?:före|senast|utgången|slutet)", re.IGNORECASE)
DEADLINE_HINTS = (
    "senast",
    "före",
    "innan",
    "till och med",
    "t.o.m",
    "inom",
    "lämna",
    "avge",
    "inkom",
    "svara",
    "sammanträde",
    "möte",
    "senare än",
    "svarsda",
    "svarstid",
    "svarsfrist",
    "sista dag",
    "önskas",
    "emots",
    "önskar",
    "vill ha",
    "remisstid",
    "anstånd",
    "tillhanda",
    "till den",
)
"""One of them stands in every sentence that sets a deadline, by BY, BY_IN_DATE or HAND_IN."""
HAND_IN = re.compile(
    r"\b(?:lämna(?:s|r|nde)?|avge[rs]?|inkomma|inkommer|inkommit|tillhanda|svara[rs]?)\b[^.;?!]*$", re.IGNORECASE
)
TO_MEETING = re.compile(
    r"\b(?:till|inför|på|vid)\s+(?:\w*revis\w+|vårt|våra|nästa)\s+(?:\w+\s+)?(?:samman\w+|möte\w*|\w+möte\w*)\s*$",
    re.IGNORECASE,
)
"""Right before the day of the auditors' meeting, to which an answer is asked."""
PAST = re.compile(
    r"\bskulle\b|\bhade\b|\bförväntades\b|\bbesvarades\b|\blämnades\b|\binkom\b|\bvar\s+senast\b|(?:nämnden|styrelsen|utskottet|fullmäktige|direktionen)\s+beslutade\b|\bsvarade\b",
    re.IGNORECASE,
)
"""A deadline that is told of is not one that is set."""
ASKED_BEFORE = re.compile(r"\bbegärdes?\b|\bönskades?\b|\befterfrågades?\b", re.IGNORECASE)
"""Told of too, but one that still lies ahead is meant to be kept."""
NO_DEADLINE = re.compile(
    r"\b(?:tidsplan|tidplan|status|åtgärd(?:er)?)\s*:|\buppdra(?:r|s|gs)?\s+(?:åt|till)\b|\bge[rs]?\s+\S+\s+(?:\S+\s+)?i\s+uppdrag\b"
    r"|\bbetal\w+|\bfaktur\w+|\banmäl(?:an|s|er|as)\b|\banbud\w*|\bansöka\w*|\bansökan\b|\böverklaga\w*|\bfrågor\s+(?:\w+\s+){0,3}?(?:besvaras|svarar)\b|\bförhinder\b|\bfaktagranska\w*|\bfaktakontroll\w*|\bförvaltningen\s+(?:får|återkommer|ska)\b"
    r"|\bsakgranska\w*",
    re.IGNORECASE,
)
"""What is to be done by then is no answer to the one who asks."""
AUTHORITY_ASKS = re.compile(
    r"\b(?:IVO|\w*inspektionen(?:\s+för\s+vård\s+och\s+omsorg)?|länsstyrelsen|\w+verket|\w*myndigheten|\w*ombudsmannen)(?:\s*\(\w+\))?\s+(?:\w+\s+){0,2}?"
    r"(?:begär(?:t|de)?|förelägger|förelagt|förelade|uppmana[rt]|önskar|förväntar)",
    re.IGNORECASE,
)
ANSWERED_BY = re.compile(r"\bsvar\w*|\byttra\w*|remissvar|besvara|synpunkt|syn\s+på|tillhanda", re.IGNORECASE)
ASKER = re.compile(
    r"revis|remiss|remitter|\bönska|\bbegär|\befterfråg|\bemots|\bska(?:ll)?\s+(?:\w+\s+){0,3}?(?:lämnas|vara|inkomma|ha\b)",
    re.IGNORECASE,
)
"""In an answer a deadline is only told of: of whom asks, or of what is to be handed in."""
REPORT_ASKS = re.compile(
    r"\b(?:svar|yttrande)\w*\s+ska(?:ll)?\s+(?:\w+\s+){0,4}?(?:inkommit|inkomma|lämnas|lämnats|kommit|vara|tillställas|skickas)\b|\b(?:vi|jag|revis(?:orerna|ionen))\s+(?:\w+\s+){0,2}(?:önskar|begär|emotser|vill|förväntar)|\b(?:önskas|emotses|begärs)\b",
    re.IGNORECASE,
)
"""A report sets a deadline only in such a sentence."""
IN_MONTH = re.compile(
    r"\b(?:önskar|önskas|emotser|emotses|begär|begärs|förväntar\s+oss|vill\s+ha)\b[^.;?!]{0,80}\b(?:svar|yttrande|återkoppling|synpunkter)\w*"
    r"[^.;?!]{0,40}\b(?:i|under)\s*$|\b(?:svar|yttrande|återkoppling|synpunkter)\w*\s+(?:önskas|emotses|begärs)\s+(?:i|under)\s*$",
    re.IGNORECASE,
)
"""Right before a month in which an answer is wanted."""
DATED = re.compile(r"\bdatera[dt]\w*\s*$", re.IGNORECASE)
"""Right before the date of a paper."""

HANDED_OVER = re.compile(r"\b(?:överlämna|översänd|skicka|sänd|remittera|tillställ)\w*\b", re.IGNORECASE)
TO = re.compile(r"\btill\s+", re.IGNORECASE)
"""Each after it may stand before the bodies that are asked to answer, or only told."""
ANSWER_FROM = re.compile(r"\b(?:svar|yttrande\w*|synpunkter)\s+(?:\w+\s+){0,2}(?:från|av)\s+", re.IGNORECASE)
"""Right before them."""
ASKED_TO = re.compile(
    r"\b(?:begär|önskar|emotser|vill|uppmanar|anmodar|förväntar\s+(?:vi\s+)?oss|ser\s+gärna|förutsätter)\s+(?:\w+\s+){0,3}?att\s+|\b(?:ombeds|anmodas)\b\s*",
    re.IGNORECASE,
)
"""Before the bodies that shall answer: "begär att X och Y yttrar sig"."""
SENDS_ANSWER = re.compile(
    r"\b(?:svar(?:et|en)?|yttrande(?:t|na)?|synpunkter(?:na)?)\s+(?:\w+\s+){0,3}?(?:skicka|sänd|lämna|överlämna|översänd|tillställ|mejla|mailas)\w*"
    r"|\b(?:skicka|sänd|lämna|överlämna|översänd|avge)\w*\s+(?:\w+\s+){0,3}?(?:svar(?:et|en)?|yttrande(?:t|na)?|synpunkter(?:na)?)\s+till\b",
    re.IGNORECASE,
)
"""Where an answer is sent, the bodies after it get it and do not give it."""
OWN_ANSWER = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:svar|yttrande\w*|synpunkter|syn|ställningstagande\w*|återkoppling|kommentarer|åtgärd\w*|redogörelse|redovisning|senast|före)\b",
    re.IGNORECASE,
)
"""After a body in the genitive."""
TO_LABEL = re.compile(
    r"(?:till|mottagare|remissinstans(?:er)?|för\s+(?:yttrande|svar|besvarande)(?:\s+till)?)\b:?\s*", re.IGNORECASE
)
FOR_INFORMATION = re.compile(r"för\s+k\w{1,2}nnedom(?!\s+och)", re.IGNORECASE)
INFORMATION_LABEL = re.compile(r"(?:för|till)\s+k\w{1,2}nnedom\b(?:\s+till)?:?|kopia(?:\s+till)?:?", re.IGNORECASE)
HANDS_OVER_REPORT = re.compile(
    r"\b(?:rapporten|granskningen|granskningsrapporten|revisionsrapporten|skrivelsen)\s+(?:\w+\s+){0,2}?(?:överlämnas|översänds|skickas|sänds)\s",
    re.IGNORECASE,
)
FOR_ANSWER = re.compile(r"yttra|svar|besvara|synpunkt|åtgärd", re.IGNORECASE)
RECEIVES = re.compile(
    r"\b(?:(?<!rekommendationer )(?<!rekommendation )till|tillställ\w*(?:\s+det)?|delges?)\s+", re.IGNORECASE
)
"""Before the body that an answer goes to."""
AT_HAND = re.compile(r"\s+tillhanda\b", re.IGNORECASE)
"""Right after the body that an answer goes to."""
TO_AUDITORS = re.compile(r"\btill\s+(?:\w+\s+){0,2}revis\w+", re.IGNORECASE)
THOSE_ASKED = re.compile(
    r"\b(?:nämnderna|nämnden|styrelsen|respektive\s+nämnd|berörda\s+nämnder|bolagen|bolaget)s?\b", re.IGNORECASE
)
"""The bodies that the paper is sent to, without their names."""
ALL_ASKED = re.compile(
    r"(?<!\w)styrelsens?\s+(?:och|samt)\s+(?:(?:berörda|ansvariga)\s+)?nämnderna?s?\b", re.IGNORECASE
)
YOU = re.compile(r"\b(?:er|ni|ert|Er|Ni)\b")

DATE_LABEL = re.compile(r"(?:\b\w*datum|\bdaterad|\bfastställd|\bupprättad|\bden):?\s*$", re.IGNORECASE)
"""Right before the paper's own date."""
RECEIVED_LABEL = re.compile(r"(?:\binkom\w*|\bankom\w*|\bmottag\w*|\bskickat|\binlämna\w*):?\s*$", re.IGNORECASE)
"""Right before the day on which a paper came: its date where it has no other."""
NO_DATE_LABEL = re.compile(
    r"godkän|justera|justerin|svars|slutdatum|utskrift|förfallo|senast|sista|anslag|ert\s+datum|er\s+skrivelse|\btid\b|född",
    re.IGNORECASE,
)

DIARIENUMMER_LABEL = re.compile(
    r"\b(?:Diarienummer|Diarienr|Diarie-?nr|Diarie|Dnr|Vårt\s+dnr|Ärendenummer|Ärende\s*nr|(?:Vår\s+)?beteckning|Vår\s+referens|Diariebeteckning"
    r"|Målnummer|Ärendebeteckning)\b\.?:?\s*",
    re.IGNORECASE,
)
THEIR_NUMBER = re.compile(
    r"(?:\b(?:ert|er|deras|revisionens|revisorernas|remissens|avsändarens|mottagarens)|[,(]|\bkopia)\s*$", re.IGNORECASE
)
"""Right before the label of a number that is not the paper's own."""
DIARIENUMMER = re.compile(
    r"[A-ZÅÄÖ]{1,8}[ /-]?(?:19|20)\d\d[:/-]\d+(?:[.:-]\d+)*|[A-ZÅÄÖ]{1,8}[ ](?:19|20)\d\d[-/: ]\d+"
    r"|[A-ZÅÄÖ]{2,8}(?:-[A-ZÅÄÖ]{2,8})[ /](?:19|20)\d\d[/:-]\d+"
    r"|[A-ZÅÄÖ]{2,8}/\d\d[/:]\d+|[A-ZÅÄÖ]{2,8}[ ]\d\d[-/]\d{2,6}"
    r"|\d{2}/[A-ZÅÄÖ]{1,6}[ ]?\d{2,6}|\d+(?:\.\d+)+-\d+/(?:19|20)\d\d"
    r"|\d{3}-\d{3,6}-(?:19|20)\d\d|[A-ZÅÄÖ][a-zåäö](?:19|20)\d\d/\d{4,6}"
    r"|(?:19|20)\d\d[/:-][A-ZÅÄÖ]{0,6}\s?\d{1,6}(?:[.-]\d+)*"
    r"|\d{2,6}/\d{2,4}|[A-ZÅÄÖ]{1,8}[ ]\d+/(?:19|20)?\d\d"
)
"""(C) The shapes that are met; after a label anything with a digit will do."""
OWN_SHAPE = re.compile(
    r"(?<![\w/:(-])(?!(?:SOU|DS|SFS|PROP|HSLF|SOSFS)\b)"
    r"(?=[A-ZÅÄÖ\d][a-zåäö]?[A-ZÅÄÖ\d/: -]*\d)(?=[A-ZÅÄÖ]|\d\d/[A-ZÅÄÖ]|(?:19|20)\d\d[/:]|\d{3}-)"
    rf"(?:{DIARIENUMMER.pattern})(?![\w/:-])"
)
"""(C) Such a number in a line of the letterhead is the paper's own also without a label."""
DATE_LIKE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}/\d{2,4}")
NEXT_LABEL = re.compile(
    r"(?P<label>Åtgärd(?:er)?|Tidsplan|Tidplan|Ansvarig\w*|Svar|Kommentar|Status|Yttrande|Ställningstagande)\s*:\s*",
    re.IGNORECASE,
)
"""A paragraph that answers the recommendation above it."""
