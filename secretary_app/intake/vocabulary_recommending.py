"""The words in which something is recommended outside lists, in running text."""

import re

from secretary_app.intake.vocabulary import ADVERBS, FIRMS

BODY_OUGHT = re.compile(
    r"(?:(?:Vi|Revisorerna|Revisionen)\s+(?:anser|bedömer|menar)\s+(?:\w+\s+)?att\s+|(?:Vidare|Dessutom|Därför)\s+(?:anser\s+vi\s+att\s+)?)?",
    re.IGNORECASE,
)
"""Before the body that a letter says ought to do something."""
BODY_THEN_OUGHT = re.compile(
    rf"\s+(?:{ADVERBS}\s+)?(?:bör\s|(?:behöver|måste)\s+(?:{ADVERBS}\s+)?enligt\s+vår\s)", re.IGNORECASE
)
"""After it; what a body needs to do is recommended where the auditors say that they think so."""
OUGHT_BODY = re.compile(
    rf"(?:{ADVERBS}|slutligen|avslutningsvis|därtill|enligt\s+vår\s+(?:mening|bedömning|uppfattning))\s+bör\s+",
    re.IGNORECASE,
)
"""The same, turned round."""
AND_BEFORE_BODY = re.compile(r",?\s+(?:och|samt|respektive|medan)\s+(?:till\s+)?$", re.IGNORECASE)
TO_DO = re.compile(r"\s+att\s", re.IGNORECASE)
OUGHT = re.compile(r"\b(?:bör|behöver|rekommenderas|måste|ska)\b", re.IGNORECASE)
NEXT_ITEM = re.compile(r",?\s+(?:samt|och)\s+att$", re.IGNORECASE)
"""At an item's end what begins the next one."""
RUNNING_HINT = re.compile(r"rekommend|uppmana|angeläget", re.IGNORECASE)
"""One of them stands in every sentence that recommends by itself."""
CALLS_FOR = re.compile(
    r"\buppmanas\b|\buppmanar\s+(?:vi\b|revisorerna\b|revisionen\b)?|\b(?:vi|revisorerna|revisionen)\s+uppmanar\b"
    r"|\b(?:vi|revisorerna|revisionen)\s+(?:ser|anser|finner|bedömer)\s+(?:\w+\s+){0,3}?angeläget\s+att\b"
    rf"|^(?:{ADVERBS}\s+är\s+det|det\s+är)\s+(?:\w+\s+){{0,3}}?angeläget\s+att\b",
    re.IGNORECASE,
)
"""As RUNNING_RECOMMENDATION, in words that also ask for other things."""
READS = re.compile(
    r"\btar\s+del\s+av\b|\benligt\s+(?!vår\b)|\buppman\w+\s+av\b|\bframgår\b|\buppger\b|\buppges\b", re.IGNORECASE
)
"""What is called for by others, or nothing but to read the report."""
OTHERS_RECOMMENDATIONS = re.compile(
    r"\b(?:MSB|SKR|SKL|IVO|socialstyrelsen|länsstyrelsen|regeringen|\w+inspektionen|\w+verket|\w*myndigheten)"
    r"(?::?s)?\s+(?:\w+\s+){0,3}?rekommend",
    re.IGNORECASE,
)
"""Above a table that is not the auditors' own."""
AUDITED = re.compile(
    r"\b(?:granskningen\s+(?:avser|omfattar|har\s+avsett|har\s+omfattat)|revisionsobjekt(?:et)?(?:\s+(?:är|har\s+varit)|:)|granskad\s+nämnd:)\s+",
    re.IGNORECASE,
)
"""Right before the body that a report is about."""
RUNNING_RECOMMENDATION = re.compile(
    r"\brekommenderas\b|\brekommenderar\s+(?:vi\b|revisorerna\b|revisionen\b)?|\b(?:vi|revisorerna|revisionen)\s+rekommenderar\b"
    r"|\brekommendation(?:en)?\s+till\s+",
    re.IGNORECASE,
)
"""Before or after the body that something is recommended to, in a sentence of its own."""

WE_RECOMMEND = re.compile(
    rf"\b(?:vi|jag|revisorerna|\w*revisionen|{'|'.join(ways for _, ways in FIRMS)})\s+(?:\w+\s+){{0,2}}?"
    r"rekommenderar\s+(?:\w+\s+){0,2}?att\b",
    re.IGNORECASE,
)
"""The auditors recommend something, to whomever."""
RECOMMENDED = re.compile(r"(?<!\bdet )(?<!\bsom )(?<!enligt )\brekommenderas\s+(?:\w+\s+){0,3}?att\b", re.IGNORECASE)
"""Something is recommended to somebody whose name is no body's."""
TOLD_OF = re.compile(
    r"\bframgår\b|\benligt\b|\buppger\b|\buppges\b|\bbeskriv\w+|\brutinen\b|\briktlinjen?\b|\bpolicyn\b|\blagen\b|\bföreskrift\w*",
    re.IGNORECASE,
)
"""What others recommend, in a report's account of it."""
BARE_RECOMMENDED = re.compile(
    r"\b(?:nämnden|styrelsen|bolaget)\s+rekommenderas\b|\brekommenderas\s+(?:\w+\s+)?(?:nämnden|styrelsen|bolaget)\b"
    r"|\b(?:vi|revisorerna|revisionen)\s+rekommenderar\s+(?:\w+\s+)?(?:nämnden|styrelsen|bolaget)\b",
    re.IGNORECASE,
)
OTHERS_RECOMMEND = re.compile(
    r"\b(?:förvaltningen|regeringen|MSB|SKR|SKL|IVO|socialstyrelsen|länsstyrelsen|sveriges\s+kommuner\s+och\s+\w+|\w+inspektionen|\w+verket|utredningen"
    r"|\w*myndigheten(?:\s+för\s+\w+(?:\s+och\s+\w+)?)?)\s+(?:\w+\s+){0,2}?(?:rekommend|uppman)",
    re.IGNORECASE,
)
