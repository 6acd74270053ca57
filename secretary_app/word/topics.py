"""What a recommendation is about, in its own words, to stand after "angående": ``en översyn av ansvarsområden``.

A recommendation says that somebody should do something with something. Where its verb is one of those that take an
object, the object is the topic; where it goes on with a clause, "att …" is. Only whole phrases are cut off at the end.
A text that none of this is sure of has no topic: better none than one that is no Swedish.
"""

import re
from collections.abc import Sequence

from secretary_app.domain.model import Kommun, Namnd
from secretary_app.domain.text import single_line
from secretary_app.word.names import body_in_text

_LONGEST = 130
"""Characters: with what stands before it in a heading, two or three lines."""
_COMFORTABLE = 90
"""Of a longer one the phrases that can be spared go."""

_ON_AR = (
    "analysera anpassa bevaka definiera dokumentera effektivisera etablera formalisera formulera förankra förbättra "
    "förtydliga identifiera implementera initiera inrätta intensifiera inventera komplettera konkretisera "
    "kvalitetssäkra kvantifiera organisera planera precisera prioritera reglera revidera samordna skapa säkra "
    "systematisera tidsätta upphandla uppdatera uppmärksamma upprätta utarbeta utforma utveckla utvärdera utöka "
    "vidareutveckla åtgärda"
)
_OTHERS = (
    "säkerställa säkerställer säkerställ, tydliggöra tydliggör tydliggör, klargöra klargör klargör, "
    "synliggöra synliggör synliggör, möjliggöra möjliggör möjliggör, genomföra genomför genomför, "
    "införa inför inför, utreda utreder utred, fastställa fastställer fastställ, stärka stärker stärk, "
    "förstärka förstärker förstärk, kartlägga kartlägger kartlägg, överväga överväger överväg, öka ökar öka, "
    "ta_fram tar_fram ta_fram, arbeta_fram arbetar_fram arbeta_fram, se_över ser_över se_över, "
    "se_till ser_till se_till, tillse tillser tillse, följa_upp följer_upp följ_upp, anta antar anta, "
    "lägga_fast lägger_fast lägg_fast, besluta_om beslutar_om besluta_om, verka_för verkar_för verka_för, "
    "fatta_beslut_om fattar_beslut_om fatta_beslut_om, vidta vidtar vidta, göra gör gör"
)
_WITHOUT_OBJECT = (
    "redovisa kommunicera informera rapportera återrapportera utbilda fortsätta använda begränsa avsätta inkludera "
    "beakta samverka delta verka arbeta lämna ge ta hålla"
)
"""Infinitives after which what comes first is not the topic: with them it is "att …"."""
_SECOND = (
    "avsluta avveckla bedriva begära beskriva bidra bygga driva efterfråga efterleva föra förhindra göra hantera hämta "
    "höja inhämta inleda minska motverka ompröva pröva påbörja skicka skriva sluta sprida starta ställa stödja sänka "
    "sätta tillföra tillvarata underlätta undersöka uppfylla återkomma åtgärda överlämna"
)
"""More of them, as they come after "och"."""
_FORMS = [(verb, f"{verb}r", verb) for verb in _ON_AR.split()] + [tuple(each.split()) for each in _OTHERS.split(", ")]


def _any_of(words: Sequence[str]) -> str:
    return "|".join(sorted((re.escape(word.replace("_", " ")) for word in set(words)), key=len, reverse=True))


_INFINITIVE = _any_of([forms[0] for forms in _FORMS])
_PRESENT = _any_of([forms[1] for forms in _FORMS])
_EVERY = _any_of([form for forms in _FORMS for form in forms])

_BODY = (
    r"(?:(?:såväl|både|berörda|samtliga|alla|respektive|ansvariga|övriga|kommunens|regionens|den|de|varje|\w+ska) )*"
    r"(?:\w+-(?:, \w+-)? och )?[\w-]*(?:styrelsen?|styrelserna|nämnde?n?|nämnder(?:na)?|fullmäktige|utskotte[tn]|"
    r"kommunen|regionen|bolage[tn]|förvaltning(?:en|arna)|kontoret|förbundet|direktören)"
)
_SUBJECT = re.compile(rf"{_BODY}(?:, {_BODY})*(?: (?:och|samt|som) {_BODY})? ", re.IGNORECASE)
_MODAL = re.compile(r"(?:bör|ska|skall|behöver|måste) ", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:vi rekommenderar(?: därför| även| också)?(?: {body})?(?: och {body})? att |"
    r"{body}(?: och {body})? rekommenderas(?: därför| även| också)? att |"
    r"(?:\w+ )?rekommenderas {body}(?: och {body})? att |rekommendationen är att )".replace("{body}", _BODY),
    re.IGNORECASE,
)
_ADVERBS = r"(?:(?:även|också|fortsatt|gemensamt|skyndsamt|snarast|löpande|årligen|regelbundet|utan dröjsmål) )*"
_SENTENCE_END = re.compile(r"(?<=[a-zåäö]{3})[.!] (?=[A-ZÅÄÖ])")
_NO_START = (
    "i|på|för|med|till|av|om|från|genom|utifrån|under|inom|hos|vid|mot|mellan|över|efter|enligt|sig|så|där|när|då|inte|ej|"
    "och|samt|eller|men|som|detta|dessa|dem|denna|dess|bättre|mer|mera|mest|ytterligare|tydligt|löpande|skyndsamt|snarast|"
    "snart|hur långt|huruvida|både|fram|upp|in|ut|ner|vidare|ihop|samman|framför|minst|utan"
)
_STARTS_WRONG = re.compile(rf"(?:{_NO_START})\b|\w+t (?:alla|en|ett|den|det|de|sina?|sitt|samtliga|att|hur|vilk)", re.I)
_ENDS_WRONG = re.compile(
    r"(?:\b(?:och|samt|eller|i|på|för|med|till|av|om|från|genom|att|som|en|ett|den|det|de|vid|inom|bland|t\.ex|bl\.a)|-)$",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:bör|ska|skall|måste|behöver|kan|har|är|blir|finns|kommer|får)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(r"\b(?:som|att|hur|vad|vilk\w+|vem|där|när|om|varför)\b", re.IGNORECASE)
_PLURALS = (
    "linjer|tiner|helger|dagar|heter|ioner|ningar|planer|gifter|former|moder|modeller|metoder|kurser|processer|erier|gier|åtgärder|"
    "insatser|resurser|nämnder|arbeten|avtalser|roller|regler|frågor|risker|mätningar|verktyg|kanaler|villkor|elever|"
    "brukare|medarbetare|chefer|aktörer|parter|personer|medborgare|system\\w*er|tider|vägar|bilder|delar|rapporter|"
    "uppgifter|rättigheter|behov|ansvar|ikter|enser|torer|anter|ister|ärer|örer|lärare|gäster|anställda|tjänster|produkter|nivåer|samband|struktur|strukturer"
)
_SECOND_VERB = (
    rf"(?:{_EVERY}|{_any_of(f'{_WITHOUT_OBJECT} {_SECOND}'.split())}|(?!(?:fl|num|ege)era\b)\w{{2,}}era|"
    rf"(?!\w*(?:{_PLURALS})\b)\w+(?:[aeö]r|går|står))\b"
)
"""After "och": a verb of the lists, or what may be one in the infinitive or the present."""
_LOOSE = (
    "vid|därefter|sedan|utifrån|i|på|efter|genom|med|därmed|därigenom|regelbundet|löpande|årligen|även|också|för|från|"
    "under|inom|till|av|om|hos|mot|så|inte|vidare|alltid|att|där|då|när"
)
"""After "och": what begins something else than a second object."""
_AFTER_WHOLE = re.compile(
    rf",? (?:i syfte att|så att|varvid|varigenom)\b|, (?:vilket|vilka)\b|[;–]| - |"
    rf",? (?:och|samt) (?:(?:{_LOOSE})\b|{_SECOND_VERB})|,? (?:t\.ex\.|bl\.a\.|exempelvis|dvs\.?)|"
    r", (?:men|där|då|när|som|så|varför|liksom|för att|genom att|inklusive|särskilt|framför allt|till exempel|"
    r"bland annat)\b",
    re.IGNORECASE,
)
"""What may follow an object and can always go."""
_SPARED = re.compile(
    r" (?:kopplat till|kopplade till|kopplad till|avseende|gällande|rörande|inom ramen för|vad gäller|utifrån|"
    r"i enlighet med|mot bakgrund av|med anledning av|som grund för|för att|genom att|i form av|såsom|som ger|"
    r"med utgångspunkt)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r" (?:(?:minst |högst )?\w+ gång(?:er)? (?:om|per|varje)|varje (?:år|halvår|kvartal|månad|vecka|mandatperiod)|"
    r"före utgången|innan|senast|under (?:år |innevarande |\d))\b",
    re.IGNORECASE,
)
"""How often or when it is to be done, which is nothing of the object's."""
_REFLEXIVE = re.compile(r"\b(?:sin|sitt|sina)\b", re.IGNORECASE)
_REFERENCE = re.compile(r",? \(?se (?:även )?(?:avsnitt|kapitel|sidan?|s\.|punkt|bilaga)\b.*$", re.IGNORECASE)
_MAIN_ORDER = re.compile(
    r"\w+(?:r|ll|ska|måste) (?:inte|ej|även|också|därför|dock|alltid|aldrig|endast|bara|däremot|alltså)\b", re.I
)
"""Of a sentence that "att" cannot simply be put before."""
_SECOND_CLAUSE = re.compile(r",? (?:och|samt) (?:att|(?:denna|detta|dessa|den|det|de) \w+r)\b|,? i syfte att\b", re.I)


def topic(text: str, bodies: Sequence[Namnd], kommun: Kommun) -> str:
    """What stands after "angående" for a recommendation, small letter first; ``""`` where none is sure to be right.

    ``bodies``: those whose names are written with a small letter inside it.
    """
    words = single_line(text)
    for body in bodies:
        words = words.replace(body.name, body_in_text(body, kommun))
    words = _plain(words)
    led = _LEAD.match(words)
    said_att = led or re.match(r"att ", words, re.IGNORECASE)
    rest = words[said_att.end() :] if said_att else words
    subject = _SUBJECT.match(rest)
    return _object(rest, subject, bool(said_att)) or _whole(rest, bool(said_att), bool(subject))


def _plain(text: str) -> str:
    first = _SENTENCE_END.split(text, maxsplit=1)[0]
    first = _REFERENCE.sub("", re.sub(r"^[^\w”\"]+", "", first))
    return re.sub(r"(?:,? (?:och|samt))?[\s.,;:]*$", "", first)


def _object(rest: str, subject: re.Match[str] | None, said_att: bool) -> str:
    """What the verb is done to, where the verb is one we know in the form that must stand there."""
    after = rest[subject.end() :] if subject else rest
    modal = _MODAL.match(after) if subject else None
    verbs = _INFINITIVE if modal or (said_att and not subject) else _PRESENT if subject else _EVERY
    found = re.match(
        rf"{_ADVERBS}(?P<verb>{verbs})(?:(?:,| och| samt| eller) {_ADVERBS}(?:{verbs}))* ",
        after[modal.end() :] if modal else after,
        re.IGNORECASE,
    )
    if found is None:
        return ""
    left = found.string[found.end() :]
    if left.startswith("att "):
        return _fitting(left[: _end(_SECOND_CLAUSE, left)])
    verb = found["verb"].lower()
    if verb in ("se till", "ser till", "tillse", "tillser") or (verb[:2] == "gö" and not re.match("en |ett ", left)):
        return ""
    return _noun(left)


def _noun(left: str) -> str:
    """The object alone."""
    text = left[: _end(_AFTER_WHOLE, left)]
    while len(text) > _COMFORTABLE and (spared := [m.start() for m in _SPARED.finditer(text) if m.start() > 15]):
        text = text[: spared[-1]]
    text = _without(_WHEN, text)
    if _STARTS_WRONG.match(text) or _without(_FINITE, text) != text or _without(_REFLEXIVE, text) != text:
        return ""
    return _fitting(text)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """The text up to what the pattern finds, unless that stands in a clause of its own."""
    found = pattern.search(text)
    return text if found is None or _SUBORDINATE.search(text[: found.start()]) else text[: found.start()]


def _whole(rest: str, said_att: bool, has_subject: bool) -> str:
    """``att …`` with all of it, where it is a clause or an infinitive."""
    known = re.match(rf"(?:{_INFINITIVE}|{_any_of(_WITHOUT_OBJECT.split())})\b", rest, re.IGNORECASE)
    if not (said_att or has_subject or known):
        return ""
    if not said_att and _MAIN_ORDER.search(rest):
        return ""
    text = rest[: _end(_SECOND_CLAUSE, rest)]
    if not rest[1:2].isupper():
        text = text[:1].lower() + text[1:]
    return _fitting(f"att {text}")


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return found.start() if found else len(text)


def _fitting(text: str) -> str:
    """The text if it can stand in a heading, else ``""``."""
    text = text.strip(" ,.")
    pairs = (("(", ")"), ("[", "]"), ("”", ""), ('"', ""))
    balanced = all(text.count(one) == text.count(two) if two else text.count(one) % 2 == 0 for one, two in pairs)
    starts_well = not re.match(rf"(?:{_NO_START})\b", text, re.IGNORECASE)
    is_right = balanced and starts_well and ":" not in text and "?" not in text and not _ENDS_WRONG.search(text)
    return text if is_right and 4 <= len(text) <= _LONGEST else ""
