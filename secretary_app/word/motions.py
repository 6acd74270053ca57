"""What is proposed of a motion or a medborgarförslag: it is approved, rejected or answered, as the owner has said."""

from secretary_app.domain.model import Position
from secretary_app.domain.text import and_list
from secretary_app.word.data import DraftData
from secretary_app.word.wording import titled, wording

_FINITE = {Position.AGREES: "bifaller", Position.DISAGREES: "avslår"}
_INFINITIVE = {Position.AGREES: "bifalla", Position.DISAGREES: "avslå"}
_Taken = list[tuple[str, Position | None]]


def settled_sentence(data: DraftData, decider: str) -> str:
    """``Kommunfullmäktige avslår motionen om fria bussresor.``; what is to be chosen where the owner has not said."""
    taken = _owners_positions(data)
    if _is_answered(taken):
        return f"{decider} anser att {titled(data)} är {_answered(data)}."
    done = _done(data, taken, _FINITE)
    return f"{decider} {done}." if done else f"{decider} beslutar att {_to_choose(data)}."


def settled_clause(data: DraftData) -> str:
    """``att avslå motionen om fria bussresor``."""
    taken = _owners_positions(data)
    if _is_answered(taken):
        return f"att {titled(data)} anses {_answered(data)}"
    return f"att {_done(data, taken, _INFINITIVE) or _to_choose(data)}"


def _owners_positions(data: DraftData) -> _Taken:
    """Each point's number with the position that the owner itself has taken to it."""
    return [
        (
            question.recommendation.number.strip() if question.recommendation else "",
            next(
                (one.response.position for one in question.answers if one.namnd.id == data.owner.id and one.response),
                None,
            ),
        )
        for question in data.questions
    ]


def _is_answered(taken: _Taken) -> bool:
    positions = {position for _, position in taken}
    return Position.PARTLY in positions and positions <= {Position.PARTLY, Position.AGREES, Position.DISAGREES}


def _done(data: DraftData, taken: _Taken, verbs: dict[Position, str]) -> str:
    """``""`` where not every point is approved or rejected, or the points cannot be told apart."""
    positions = [position for _, position in taken]
    if not positions or not set(positions) <= set(verbs):
        return ""
    if len(set(positions)) == 1 and positions[0]:
        return f"{verbs[positions[0]]} {titled(data)}"
    numbers = [number for number, _ in taken]
    if not all(numbers) or len(set(numbers)) < len(numbers):
        return ""
    point = wording(data).point
    parts = [
        f"{verb} {point} {and_list([number for number, taken_to in taken if taken_to is position])}"
        for position, verb in verbs.items()
    ]
    return f"{' och '.join(parts)} i {titled(data)}"


def _to_choose(data: DraftData) -> str:
    return f"[Ange förslag: bifalla, avslå eller anse {wording(data).matter} {_answered(data)}]"


def _answered(data: DraftData) -> str:
    return "besvarat" if wording(data).matter_is_neuter else "besvarad"
