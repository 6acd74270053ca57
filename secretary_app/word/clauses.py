"""Decisions as minutes write them where the decision comes first: "Kommunstyrelsen beslutar", then "att …" clauses.

What a person has written is made into clauses only where the result is sure to be right Swedish. If one line is not
understood no line is changed, and the decision stands as the sentences it was written in.
"""

import re

from secretary_app.domain.model import ChainRole, Kommun, Namnd, Outcome
from secretary_app.domain.text import genitive
from secretary_app.word.data import DraftData
from secretary_app.word.decisions import (
    deciding_body,
    decision_lines,
    next_body,
    on_owners_side,
    only_takes_note,
    proposes,
    receiver,
    taken_note_of,
    written_on,
)
from secretary_app.word.motions import settled_clause
from secretary_app.word.names import body_in_text, closed, definite, lowered
from secretary_app.word.wording import titled, wording

_INFINITIVES = {
    "antar": "anta",
    "anser": "anse",
    "avger": "avge",
    "avslår": "avslå",
    "avstyrker": "avstyrka",
    "beviljar": "bevilja",
    "bifaller": "bifalla",
    "delar": "dela",
    "fastställer": "fastställa",
    "ger": "ge",
    "godkänner": "godkänna",
    "hänvisar": "hänvisa",
    "instämmer": "instämma",
    "lägger": "lägga",
    "lämnar": "lämna",
    "noterar": "notera",
    "skickar": "skicka",
    "ställer": "ställa",
    "tar": "ta",
    "tillstyrker": "tillstyrka",
    "uppdrar": "uppdra",
    "uppmanar": "uppmana",
    "översänder": "översända",
    "överlämnar": "överlämna",
}
_FINITE = "|".join(_INFINITIVES)
_PASSIVES = (
    "anses|antas|avges|avskrivs|avslås|avslutas|bifalls|bordläggs|fastställs|godkänns|justeras|lämnas|läggs|noteras|"
    "skickas|tillstyrks|översänds|överlämnas"
)
_PLACED_OTHERWISE = re.compile(r"\b(?:inte|ej|även|också|därför|därmed|dock|alltså|således|härmed|endast)\b", re.I)
"""Words that stand before the verb in a clause and after it in a sentence."""
_SUBORDINATE = re.compile(
    r"\b(?:som(?! (?:sitt|sin|sina|ett|en|svar)\b)|att|där|då|när|om|eftersom|så|vilka|vilket|vilken)\b", re.I
)
_NO_VERB = r"(?:för|under|efter|över|eller|inför|per|år|vår)\b|\w+r som\b"
_GOES_ON = re.compile(
    rf"(?:,|\b(?:och|samt|men|utan))\s+(?:\w+\s+)?(?:(?!{_NO_VERB})\w+r|ska|kan|vill|finns|måste)\b|\b(?:{_FINITE})\b"
)
"""What may be a second verb that a clause would have in another form."""
_DECIDES = re.compile(r"^(?:[^.:]{0,80}\s)?(?P<who>\S+)\s+besluta[r]?\s*:?(?:\s+(?=att\b)|$)", re.I)
_COORDINATED = re.compile(rf"\b(och|samt) ({_FINITE})\b")
_PASSIVE = re.compile(
    rf"^(?P<what>(?:[\w-]+ ){{0,2}}(?:[\w-]+(?:en|et|na|ande)|(?<=s )(?:svar|förslag|beslut))) (?:{_PASSIVES})\b"
)
_NO_SUBJECT = re.compile(
    r"\b(?:i|på|av|med|till|från|för|efter|under|vid|inför|mot|genom|enligt|om|inom|utöver|utan|\w+ligen|vidare)\b",
    re.I,
)
"""What a sentence begins with that does not begin with its subject."""
_ASSIGNED = re.compile(r"^(?P<who>(?:[\w-]+ ){0,3}[\w-]+) får i uppdrag att ")
_WHOLE = {
    "Ärendet återremitteras.": "att återremittera ärendet",
    "Ärendet bordläggs.": "att bordlägga ärendet",
    "[Skriv beslutet.]": "att [Skriv beslutet.]",
}


def proposal_intro(data: DraftData) -> str:
    """``Kommunstyrelsen beslutar``, over what is proposed."""
    return f"{_named(_proposed_decider(data))} beslutar"


def proposal_clauses(data: DraftData) -> list[str]:
    """What is proposed: ``att lämna yttrande daterat 2025-05-14 till revisorerna över granskningen ”…”``."""
    if only_takes_note(data):
        return _ended([f"att ta del av {taken_note_of(data)}", "att lägga ärendet till handlingarna"])
    clauses = [f"att lämna yttrande daterat {written_on(data)} till {closed(receiver(data))} över {titled(data)}"]
    if on_owners_side(data):
        if wording(data).is_proposal:
            clauses = [settled_clause(data)]
        clauses += [
            f"att skicka {taken_note_of(data)} till {body_in_text(link.namnd, data.kommun)} för kännedom"
            for link in data.chain
            if link.role is ChainRole.INFORMED
        ]
    return _ended(clauses)


def decision_intro(data: DraftData) -> str:
    """Who decides, over the clauses of a decision; ``""`` where the decision is told in sentences."""
    if not decision_clauses(data):
        return ""
    decision = data.decision
    if decision is None or proposes(data):
        return f"{_named(_subject(data))} beslutar"
    if decision.outcome is Outcome.CHAIR_DECISION:
        return f"{genitive(data.namnd.name)} ordförande beslutar"
    if decision.outcome is Outcome.DELEGATED:
        return f"Med stöd av delegation från {body_in_text(data.namnd, data.kommun)} beslutas"
    return f"{_named(data.namnd)} beslutar"


def decision_clauses(data: DraftData) -> list[str]:
    """The decision, or what is proposed where there is none yet; ``[]``: as sentences (``decision_points``)."""
    if data.decision is not None and data.decision.outcome is Outcome.ADMINISTRATION:
        return []
    lines = decision_lines(data)
    if not lines:
        return proposal_clauses(data)
    return as_clauses(lines, _deciders(data), data.kommun)


def as_clauses(lines: list[str], deciders: tuple[str, ...], kommun: Kommun) -> list[str]:
    """What the first of ``deciders`` decides, sentences or clauses, as "att …" clauses; the others mean it too.

    ``[]`` where that cannot be done for every line.
    """
    clauses = []
    for line in lines:
        head = _DECIDES.match(line)
        if head and not any(head["who"].casefold() in name.casefold() for name in deciders):
            return []
        if head and head.end() == len(line):
            continue
        made = _clause(line[head.end() :] if head else line, deciders, kommun)
        if not made:
            return []
        clauses.append(re.sub(r"\s*(?:[.,;]\s*)*(?:,?\s(?:samt|och))?$", "", made))
    return _ended(clauses)


def _clause(text: str, deciders: tuple[str, ...], kommun: Kommun) -> str:
    if text in _WHOLE:
        return _WHOLE[text]
    if re.match(r"att\b", text, re.I):
        return f"att{text[3:]}"
    if re.search(r"[.!?:]\s+\S", text) or _PLACED_OTHERWISE.search(text):
        return ""
    if active := _active(text, deciders):
        return active
    if assigned := _ASSIGNED.match(text):
        return f"att ge {lowered(assigned['who'], kommun)} i uppdrag att {text[assigned.end() :]}"
    passive = _PASSIVE.match(text)
    if passive is None or _NO_SUBJECT.search(passive["what"]) or _GOES_ON.search(text[passive.end() :]):
        return ""
    return f"att {lowered(text, kommun)}"


def _active(text: str, deciders: tuple[str, ...]) -> str:
    """``Kommunstyrelsen ställer sig bakom … och lämnar …`` → ``att ställa sig bakom … och lämna …``."""
    name = next((each for each in deciders if text.casefold().startswith(f"{each} ".casefold())), "")
    verb, _, rest = text[len(name) + 1 :].partition(" ") if name else ("", "", "")
    if verb not in _INFINITIVES or not rest:
        return ""
    second = _COORDINATED.search(rest)
    if second and _SUBORDINATE.search(rest[: second.start()]):
        return ""
    rest = _COORDINATED.sub(lambda found: f"{found[1]} {_INFINITIVES[found[2]]}", rest)
    return "" if _GOES_ON.search(rest) else f"att {_INFINITIVES[verb]} {rest}"


def _ended(clauses: list[str]) -> list[str]:
    """The last with a full stop."""
    if not clauses or clauses[-1].endswith((".", "]")):
        return clauses
    return [*clauses[:-1], f"{clauses[-1]}."]


def _named(body: Namnd) -> str:
    """As the one who decides: an utskott that is only called ``Arbetsutskott`` is ``Arbetsutskottet``."""
    return body.name if " " in body.name else definite(body)


def _deciders(data: DraftData) -> tuple[str, ...]:
    names = (_subject(data).name,)
    is_chairs = data.decision is not None and data.decision.outcome is Outcome.CHAIR_DECISION
    return (*names, "Ordföranden") if is_chairs else names


def _subject(data: DraftData) -> Namnd:
    if proposes(data):
        return next_body(data) or deciding_body(data)
    return data.namnd if data.decision else _proposed_decider(data)


def _proposed_decider(data: DraftData) -> Namnd:
    return data.namnd if only_takes_note(data) else deciding_body(data)
