"""The words by which a letterhead says what a paper is, who writes it and what it is about."""

import re

from secretary_app.intake.vocabulary import DIARIENUMMER_LABEL, spoilt

TITLE_WORDS = re.compile(
    r"granskning|revision|uppföljning|yttrande|svar\s+på|remiss|synpunkter|betänkande|motion|medborgarförslag|samråd|SOU\b"
    r"|tillsyn|föreläggande|\bsvar\s+angående",
    re.IGNORECASE,
)
AUDIT_TITLE = re.compile(
    r"(?:\d\.\s+|(?:nr\s*)?\d+[/-]\d{4}[.:]?\s+)?(?:(?:revisorernas|revisionens|fördjupad|uppföljande|grundläggande|förnyad|översiktlig|rapport:?|revisionsrapport[:,]?)\s+){0,3}"
    r"(?:\w*granskning(?:en)?|uppföljning|förstudie)\s+(?:av|avseende|gällande|kring|rörande|om)\b(?:(?!\.\s).)*[^.?:;]",
    re.IGNORECASE,
)
"""A whole line that can only be the name of an audit."""
TITLE_START = re.compile(
    r"(?:(?:uppföljande|fördjupad|grundläggande|revisorernas|revisionens)\s+)?(?:granskning(?:en)?|uppföljning)\s+(?:av|avseende|gällande|kring|rörande)\b"
    r"|(?:yttrande|remissvar|svar)\s+(?:över|på|angående|gällande|avseende|med\s+anledning)\b|(?:intern)?remiss\s+(?:av|gällande|avseende|angående)\b"
    r"|(?:samråd|tillsyn|motion|medborgarförslag)\s+(?:om|av|angående)\b",
    re.IGNORECASE,
)
"""What a title begins with."""
NO_TITLE = re.compile(
    r"(?:kommun|stads|region|lands(?:ting)?s?)?(?:revision(?:en)?|revisorer(?:na)?|revisionskontoret)(?:\s+(?:i|för)\s+.*|\s+\S+\s+(?:kommun|stad))?"
    r"|(?:[\w-]+\s+){1,3}(?:kommuns?|stads?|regions?)(?:,?\s+(?:revisorer(?:na)?|\w+\s+(?:19|20)\d\d))?|(?:de\s+)?förtroendevalda\s+revisorer.*"
    r"|region\s+\w+s?(?:\s+revisorer(?:na)?)?"
    r"|(?:revisions|gransknings)?(?:rapport|skrivelse|pm|promemoria|missiv)(?:\s+(?:nr\s*)?[\d:/ -]+)?"
    r"|.*\b(?:nämndens|styrelsens|utskottets|fullmäktiges)\s+beslut|genomförd\s+på\s+uppdrag\b.*|enligt\s+sändlista|remissinstanser\b.*",
    re.IGNORECASE,
)
"""A line of the head that names who writes, or what sort of paper it is."""
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
    "tjänsteutlåtande",
    "missivskrivelse",
    "revisionsskrivelse",
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
HEAD_LABELS = re.compile(
    rf"{DIARIENUMMER_LABEL.pattern}|\b(?:sammanträdesdatum|datum|dokumentdatum|sida|sid|blad|handläggare|beslutad\s+av\s+\w+|fastställd(?:\s+av\s+\w+)?"
    r"|upprättad|daterad|inkom|ankom|ert|vår|vårt|er|den)\b:?",
    re.IGNORECASE,
)
PROTOKOLL = re.compile(
    r"\b(?:protokollsutdrag|sammanträdesprotokoll|utdrag\s+ur\s+protokoll|protokoll)\b", re.IGNORECASE
)
OTHER_PAPER = re.compile(
    r"(?:kallelse|föredragningslista|dagordning|faktura|motion|medborgarförslag|interpellation|enkel\s+fråga|årsredovisning"
    r"|delårsrapport|revisionsplan|granskningsplan|revisionsstrategi|budget|verksamhetsberättelse|verksamhetsplan|samråd(?:sremiss)?"
    r"|föreläggande|underrättelse|inbjudan|minnesanteckningar|offert|uppdragsbrev|projektplan|e-förslag|invånarförslag)\b",
    re.IGNORECASE,
)
"""What a line begins with that says that the paper is neither the auditors' nor an answer to them."""
PROPOSALS = re.compile(r"(?:motion|medborgarförslag|e-förslag|invånarförslag|interpellation)\b", re.IGNORECASE)
"""A paper whose title is the line below that word."""
NOTHING_ASKED = re.compile(
    r".*\b(?:faktura|kallelse)\b|(?:föredragningslista|dagordning|årsredovisning|delårsrapport|revisionsplan|granskningsplan|budget|verksamhetsberättelse"
    r"|verksamhetsplan|inbjudan|offert)\b",
    re.IGNORECASE,
)
"""Papers that ask nobody for an answer, whatever days they name."""
AUTHORITY = re.compile(
    r"(?:länsstyrelsen|skolinspektionen|inspektionen\s+för|IVO\b|arbetsmiljöverket|socialstyrelsen|skolverket|trafikverket|boverket"
    r"|naturvårdsverket|riksdagens\s+ombudsmän|JO\b|justitieombudsmannen|integritetsskyddsmyndigheten|konkurrensverket"
    r"|diskrimineringsombudsmannen|livsmedelsverket|myndigheten\s+för|upphandlingsmyndigheten|statens\s|förvaltningsrätten"
    r"|sveriges\s+kommuner|regeringskansliet|\w+departementet)",
    re.IGNORECASE,
)
"""With whose name a paper of theirs begins."""
INTERNREMISS = re.compile(
    r"intern\s?remiss\b|remiss\s+(?:gällande|avseende|angående|till\s+\w*n\w{0,2}mnd)|begäran\s+om\s+(?:internt\s+)?yttrande\b",
    re.IGNORECASE,
)
PROPOSAL_HEADING = re.compile(r"förslag\s+till\s+(?:\w+\s+)?beslut:?", re.IGNORECASE)
ANSWER_TITLE = re.compile(r"(?:svar|yttrande)\s+(?:på|över|till|avseende|gällande|med\s+anledning)\b", re.IGNORECASE)
ASKS_FOR_ANSWER = re.compile(
    spoilt(
        r"\b(?:svar|yttrande)\w*\s+(?:\w+\s+){0,6}(?:önskas|emotses|begärs|senast)\b|\bför\s+yttrande\b|\bför\s+kännedom\b"
    ),
    re.IGNORECASE,
)
AUDITORS_SIGN = re.compile(
    spoilt(r"^(?:för|på\s+uppdrag\s+av)\s+[^\n.,]{0,50}\brevis(?:orer(?:na)?|ionen)\b[^\n.,]{0,40}$")
    + spoilt(
        r"|^(?:på\s+)?(?:\w+\s+){0,2}revis(?:orernas|ionens)\s+vägnar"
        r"|^(?:\w+[ ]){0,2}\w+s[ ]revisorer(?:na)?(?:[ ]genom)?:?$"
    )
    + spoilt(r"|^revis(?:orernas|ionens)\s+(?:vice\s+)?(?:ordförande|sammankallande)"),
    re.IGNORECASE | re.MULTILINE,
)
"""Below the letter."""
AUDITORS_HEAD = re.compile(
    r"(?:(?:kommunens|stadens|regionens|bolagets|förbundets)\s+)?(?:kommun|stads|region|lekmanna)?revis(?:orerna|orer|ionen)"
    r"(?:\s+i\s+\S+(?:\s+\S+){0,2})?",
    re.IGNORECASE,
)
"""A line at the top that names the sender."""
BY_THEN = re.compile(
    r"\bsenast\b[^.?!]{0,80}\b(?:svar|yttrande)\b|\b(?:svar|yttrande)\w*\s+(?:\w+\s+){0,4}(?:inkommit|inkomma|lämnas|tillhanda)\b",
    re.IGNORECASE,
)
AUDITED_BY_US = re.compile(
    spoilt(
        r"\b(?:vi|oss)\s+(?:de\s+)?förtroendevalda\s+revisorer|egenskap\s+av\s+(?:förtroendevalda\s+)?(?:lekmanna)?revisor(?:er)?\b"
    )
    + spoilt(
        r"|\b(?:kommun|stads|region)?revis(?:orerna|ionen)\s+(?:önskar|överlämnar|översänder|begär|emotser|vill|konstaterar|har\s+beslutat)\b"
    )
    + spoilt(
        r"|\b(?:på|har)\s+vårt\s+uppdrag\b|\bhar\s+vi\s+(?:låtit|gett|uppdragit|granskat)\b|\bvi\s+har\s+(?:låtit|gett|uppdragit|biträtts)\b"
    )
    + spoilt(
        r"|\bvi\s+(?:önskar|emotser|vill\s+ha|begär)\s+(?:\w+\s+){0,4}(?:svar|yttrande\w*)\b|\bvi\s+överlämnar\s+(?:härmed\s+)?rapporten"
    ),
    re.IGNORECASE,
)
"""What auditors write of themselves."""
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
    "uppdragsansvarig",
    "certifierad kommunal revisor",
    "granskningens syfte",
    "sammanfattande bedömning",
    "faktakontroll",
    "bakgrund",
    "metod",
)
REPORT_LINE = re.compile(
    r"(?:revisions|gransknings|projekt)(?:rapport|pm|promemoria)(?:\s+(?:nr\s*)?[\d:/, -]+)?"
    r"|rapport(?:\s+(?:nr\s*)?[\d:/ -]+)?|PM",
    re.IGNORECASE,
)
BY_ORDER = re.compile(
    r"\bhar\s+(?:av|på\s+uppdrag\s+av)\s+(?!oss\b)(?:[\w-]+\s+){0,4}?revisor(?:er|erna)s?\b(?:\s+i)?[^.]{0,80}?\s(?:genomför\w*|granska\w*|fått\s+i\s+uppdrag)"
)
"""A firm tells that it has done an audit."""
CONTENTS = re.compile(r"^\s*innehåll(?:sförteckning)?:?\s*$", re.IGNORECASE | re.MULTILINE)
STATE_SENDER = re.compile(r"\b\w*departementet\b|regeringskansliet|\bSOU\s+\d{4}|\bDs\s+\d{4}:\d", re.IGNORECASE)
