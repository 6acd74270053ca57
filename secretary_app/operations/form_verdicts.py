"""What a follow-up says of earlier recommendations, matched with those of the register: offered, and kept if wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secretary_app.domain.model import Recommendation, Remiss, RemissState, Verdict, VerdictWord
from secretary_app.domain.text import single_line
from secretary_app.intake.proposal import PreviousRecommendation
from secretary_app.operations.alike import alike_texts
from secretary_app.operations.composing import SAME, plain
from secretary_app.operations.finding import name_of
from secretary_app.operations.intake_form import EarlierOne, FormVerdict, RemissForm
from secretary_app.operations.papers import ReadPaper
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

_SURELY, _MAYBE = 75, 50
"""Likeness (of 100) with a recommendation of the remiss that is followed up, from which it is that one, or shown."""
_LED_TO = 78
_IN_ORDER = 55
"""So alike are, in the mean, a list and a table of the same recommendations."""
_LONGEST = 90
_WORDS = (
    (VerdictWord.OBSOLETE, ("inte längre", "ej längre", "inaktuell", "ej aktuell", "inte aktuell", "utgår")),
    (VerdictWord.PARTLY, ("delvis", "inte helt", "ej helt", "inte fullt", "till viss del", "till stor del")),
    (VerdictWord.PARTLY, ("i huvudsak", "i allt väsent", "pågå", "påbörja")),
    (VerdictWord.NOT_DONE, ("nej", "ej ", "inte ", "icke ", "otillräcklig", "inga ")),
    (VerdictWord.DONE, ("ja ", "ja,", "åtgärda", "genomför", "uppfyll", "klar", "helt", "tillräcklig", "tillgodose")),
)
"""What a verdict's words begin with, the denying ones first."""


def verdict_word(said: str) -> VerdictWord | None:
    """What the paper's word means (``Ja``, ``Delvis``, ``Ej åtgärdad``, ``Uppfyllt``); None where that is unclear."""
    plain_words = f"{single_line(said).casefold().strip(' .')} "
    for word, beginnings in _WORDS:
        if plain_words.startswith(beginnings):
            return word
    return None


def with_verdicts(
    register: Register, form: RemissForm, papers: Sequence[ReadPaper], likely: Sequence[Remiss], *, own_id: str = ""
) -> RemissForm:
    """The form with the verdicts of its papers; ``likely``: the remisser that it may follow up, the likeliest first.

    ``own_id``: of the remiss itself where it is registered already; its own recommendations are no earlier ones.

    Those that surely belong to one of the register's recommendations are to be kept, unless the person says otherwise.
    """
    found = _each_once(papers)
    if not found:
        return form
    matches = _matches(register, [each.text for _, each in found], likely, own_id)
    verdicts = [_in_form(each, matched, paper) for (paper, each), matched in zip(found, matches, strict=True)]
    there = register.find(Verdict, recommendation_id=[one.sure for one in matches if one.sure])
    said = {(each.recommendation_id, each.date) for each in there}
    marked = (replace(each, is_there=(each.recommendation_id, each.date) in said) for each in verdicts)
    return replace(form, verdicts=tuple(replace(each, keep=each.keep and not each.is_there) for each in marked))


def _each_once(papers: Sequence[ReadPaper]) -> list[tuple[ReadPaper, PreviousRecommendation]]:
    """Of those that two papers have the one with a verdict."""
    kept: list[tuple[ReadPaper, PreviousRecommendation]] = []
    for paper in papers:
        for found in _joined(paper.proposal.previous_recommendations):
            same = next((at for at, (_, each) in enumerate(kept) if _likeness(each.text, found.text) >= SAME), None)
            if same is None:
                kept.append((paper, found))
            elif found.verdict and not kept[same][1].verdict:
                kept[same] = (paper, found)
    return kept


def _joined(found: Sequence[PreviousRecommendation]) -> Sequence[PreviousRecommendation]:
    """A report may list them in full first, and judge them in a table by a few words of each, in the same order.

    Then each has its full text, at the place of its verdict.
    """
    from rapidfuzz import fuzz

    judged = [each for each in found if each.verdict]
    listed = [each for each in found if not each.verdict]
    if not judged or len(judged) != len(listed):
        return found
    pairs = list(zip(judged, listed, strict=True))
    alike = sum(fuzz.partial_ratio(plain(a.text), plain(b.text)) for a, b in pairs) / len(pairs)
    return [replace(a, text=b.text) for a, b in pairs] if alike >= _IN_ORDER else found


def _in_form(found: PreviousRecommendation, matched: "_Matched", paper: ReadPaper) -> FormVerdict:
    word = verdict_word(found.verdict or "")
    span = paper.locator.quote(found.quote, found.page)
    date = paper.proposal.document_date
    return FormVerdict(
        text=found.text,
        said=found.verdict or "",
        word=word,
        choices=matched.choices,
        recommendation_id=matched.sure,
        keep=bool(matched.sure and word),
        number=found.number or "",
        date=date,
        page=found.page,
        span=span,
    )


@dataclass(frozen=True)
class _Matched:
    choices: tuple[EarlierOne, ...]
    sure: str | None


def _matches(register: Register, texts: Sequence[str], likely: Sequence[Remiss], own_id: str) -> list[_Matched]:
    """For each text the recommendations that it may be, each of which is surely only one of them."""
    remisser = {each.id: each for each in likely if each.state is not RemissState.VOID}
    known = list(register.find(Recommendation, remiss_id=list(remisser))) if remisser else []
    taken: set[str] = set()
    matched = []
    for text in texts:
        scores = {each.id: (_likeness(text, each.text), each) for each in known}
        for other in alike_texts(register, text, but=own_id):
            remisser.setdefault(other.remiss.id, other.remiss)
            scores[other.recommendation.id] = (max(other.score, _SURELY), other.recommendation)
        ranked = sorted(scores.values(), key=lambda one: -one[0])
        sure = next((each.id for score, each in ranked[:1] if score >= _SURELY and each.id not in taken), None)
        taken |= {sure} if sure else set()
        close = [each for score, each in ranked if score >= _MAYBE] or [each for _, each in ranked]
        matched.append(_Matched(tuple(_choice(each, remisser[each.remiss_id]) for each in close), sure))
    return matched


def _likeness(one: str, other: str) -> float:
    """Follow-ups often shorten what they follow up."""
    from rapidfuzz import fuzz

    a, b = plain(one), plain(other)
    return max(fuzz.ratio(a, b), 0.9 * fuzz.token_set_ratio(a, b) if min(len(a), len(b)) > 30 else 0.0)


def _choice(each: Recommendation, remiss: Remiss) -> EarlierOne:
    text = single_line(each.text)
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
    return EarlierOne(each.id, remiss.id, f"{name_of(remiss)} nr {each.number}: {shown}")


def followed_up(form: RemissForm) -> list[str]:
    """The ids of the remisser whose recommendations the form has verdicts of, the one with most of them first."""
    of = {choice.recommendation_id: choice.remiss_id for each in form.verdicts for choice in each.choices}
    ids = [of[each.recommendation_id] for each in form.verdicts if each.recommendation_id in of]
    return sorted(dict.fromkeys(ids), key=lambda one: -ids.count(one))


def verdict_rows(
    form: RemissForm, said_in: Remiss | None, new: Sequence[Recommendation], according_to: str
) -> Iterator[Verdict]:
    """The form's kept verdicts as rows; ``new``: the recommendations that one of them may have led to."""
    for each in form.kept_verdicts():
        assert each.word is not None
        led_to = _led_to(each, new) if each.word is not VerdictWord.DONE else None
        yield Verdict(
            id=new_id(),
            recommendation_id=each.recommendation_id or "",
            verdict=each.word,
            words=each.said,
            according_to=according_to,
            date=each.date or form.received,
            said_in_id=said_in.id if said_in else None,
            led_to_id=led_to,
        )


def _led_to(verdict: FormVerdict, new: Sequence[Recommendation]) -> str | None:
    """The new recommendation that asks for the same again."""
    scores = [(_likeness(verdict.text, each.text), each.id) for each in new]
    best = max(scores, default=(0.0, ""))
    return best[1] if best[0] >= _LED_TO else None


def verdicts_left(papers: Sequence[ReadPaper]) -> list[str]:
    """What is said of papers whose verdicts nobody has looked through, as sentences."""
    said = [paper for paper in papers if any(each.verdict for each in paper.proposal.previous_recommendations)]
    return [
        f"{paper.name} har omdömen om tidigare rekommendationer. Spara dem i fönstret, under Handlingar."
        for paper in said
    ]
