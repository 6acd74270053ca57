"""The positions that a namnd has taken, told in one sentence."""

from collections.abc import Sequence

from secretary_app.domain.model import Position, Recommendation
from secretary_app.domain.text import and_list
from secretary_app.word.data import DraftData

_VERBS = {
    Position.AGREES: "instämmer i",
    Position.PARTLY: "instämmer delvis i",
    Position.DISAGREES: "instämmer inte i",
}
_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
Taken = dict[Position, list[Recommendation]]


def positions_taken(data: DraftData) -> str:
    """``Kommunstyrelsen instämmer i rekommendation 1 och 4 samt instämmer delvis i rekommendation 2.``

    ``""`` while no position has been taken. "Alla" is said only of all that the paper has; where numbers do not tell
    the recommendations apart they are counted.
    """
    put = [question.recommendation for question in data.questions if question.recommendation]
    taken = _taken(data)
    phrases = [_phrase(position, taken[position], put, taken) for position in Position if taken.get(position)]
    if not phrases:
        return ""
    *first, last = phrases
    linked = " samt " if any(" och " in phrase for phrase in first) else " och "
    told = f"{', '.join(first)}{linked}{last}" if first else last
    return f"{data.namnd.name} {told}."


def _taken(data: DraftData) -> Taken:
    """The recommendations to which the namnd has a position of its own."""
    taken: Taken = {}
    for question in data.questions:
        own = next((answer for answer in question.answers if answer.namnd.id == data.namnd.id), None)
        if own and own.response and own.response.position and question.recommendation:
            taken.setdefault(own.response.position, []).append(question.recommendation)
    return taken


def _phrase(position: Position, those: Sequence[Recommendation], put: Sequence[Recommendation], taken: Taken) -> str:
    if len(those) == len(put):
        which = _all(len(put), position)
    elif _is_told_apart(put):
        which = f"rekommendation {and_list([each.number.strip() for each in those])}"
    else:
        which = _count(len(those), len(put), is_first=position is next(each for each in Position if taken.get(each)))
    if position is Position.NOT_APPLICABLE:
        return f"bedömer att {which} inte är {'tillämplig' if len(those) == 1 else 'tillämpliga'}"
    return f"{_VERBS[position]} {which}"


def _all(count: int, position: Position) -> str:
    if position is Position.DISAGREES and count > 1:
        return "någon av rekommendationerna"
    return {1: "rekommendationen", 2: "båda rekommendationerna"}.get(count, "alla rekommendationer")


def _count(count: int, among: int, *, is_first: bool) -> str:
    """``två av fyra rekommendationer``; after the first ``en`` alone."""
    return f"{_in_words(count)} av {_in_words(among)} rekommendationer" if is_first else _in_words(count)


def _in_words(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _is_told_apart(put: Sequence[Recommendation]) -> bool:
    numbers = [each.number.strip() for each in put]
    return all(numbers) and len(set(numbers)) == len(numbers)
