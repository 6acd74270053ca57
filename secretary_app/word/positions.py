"""The positions that a namnd has taken, told in one sentence."""

from collections.abc import Sequence

from secretary_app.domain.model import Position, Recommendation
from secretary_app.domain.text import and_list
from secretary_app.word.data import DraftData
from secretary_app.word.wording import Wording, is_question, wording

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
    the recommendations apart they are counted. Nothing is said of questions, to which nobody agrees.
    """
    put = [question.recommendation for question in data.questions if question.recommendation]
    words = wording(data)
    if not words.wants_measures and any(is_question(each.text) for each in put):
        return ""
    taken = _taken(data)
    phrases = [_phrase(position, put, taken, words) for position in Position if taken.get(position)]
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


def _phrase(position: Position, put: Sequence[Recommendation], taken: Taken, words: Wording) -> str:
    those = taken[position]
    if len(those) == len(put):
        which = _all(len(put), position, words)
    elif _is_told_apart(put):
        which = f"{words.point} {and_list([each.number.strip() for each in those])}"
    else:
        is_first = position is next(each for each in Position if taken.get(each))
        which = _count(len(those), len(put), words, is_first=is_first)
    if position is Position.NOT_APPLICABLE:
        return f"bedömer att {which} inte är {_fitting(len(those), words)}"
    return f"{_VERBS[position]} {which}"


def _fitting(count: int, words: Wording) -> str:
    if count > 1:
        return "tillämpliga"
    return "tillämpligt" if words.point_is_neuter else "tillämplig"


def _all(count: int, position: Position, words: Wording) -> str:
    if position is Position.DISAGREES and count > 1:
        return f"{'något' if words.point_is_neuter else 'någon'} av {words.the_points}"
    return {1: words.the_point, 2: f"båda {words.the_points}"}.get(count, f"alla {words.points}")


def _count(count: int, among: int, words: Wording, *, is_first: bool) -> str:
    """``två av fyra rekommendationer``; after the first ``en`` alone."""
    own = _in_words(count, words)
    return f"{own} av {_in_words(among, words)} {words.points}" if is_first else own


def _in_words(count: int, words: Wording) -> str:
    if count == 1 and words.point_is_neuter:
        return "ett"
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _is_told_apart(put: Sequence[Recommendation]) -> bool:
    numbers = [each.number.strip() for each in put]
    return all(numbers) and len(set(numbers)) == len(numbers)
