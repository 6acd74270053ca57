"""Whether a remiss like the one in the form stands in the register already."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from secretary_app.domain.diarienummer import same
from secretary_app.domain.model import Attachment, Recommendation, Remiss, RemissState, Verdict, VerdictWord
from secretary_app.domain.text import and_list
from secretary_app.operations.composing import SAME, plain
from secretary_app.operations.finding import name_of
from secretary_app.operations.form_plan import number_of
from secretary_app.operations.form_verdicts import followed_up
from secretary_app.operations.intake_form import RemissForm
from secretary_app.operations.papers import ReadPaper
from secretary_app.store.register import Register

_MOST = 5
"""So many are told of, the most alike first."""
SAME_YEAR = 270
"""Days; missiv and report of one audit come in within so many, the follow-up later."""
_FOLLOWS = re.compile(r"uppfölj", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:revisionsrapport\b|(?:(?:uppföljande|fördjupad|grundläggande)\s+)?(?:granskning|uppföljning)(?:en)?\b"
    r"(?:\s+av(?:seende)?\b)?)[\s,:–-]*"
)
"""What a title begins with before it says what it is about, and what a follow-up puts before that."""


@dataclass(frozen=True)
class Similar:
    remiss: Remiss
    words: str
    """What is alike, as Swedish sentences: "Samma rubrik som KS/2021:96. 3 av 5 rekommendationer är desamma." """
    same_file: bool = False
    """One of the papers is kept with it: this is most likely the same remiss."""
    same_title: bool = False
    same_audit: bool = False
    """It is the very same audit, registered already: its missiv, say, where this is the report."""

    @property
    def may_be_followed(self) -> bool:
        """It is an earlier remiss that this one may follow up."""
        return self.same_title and not self.same_file and not self.same_audit


def similar_remisser(register: Register, form: RemissForm, papers: Sequence[ReadPaper] = ()) -> list[Similar]:
    """The remisser that have one of the papers, the diarienummer, or (nearly) the title; makulerade are left out.

    Only titles are compared with all there are; recommendations with those of the few that are found.
    """
    remisser = {each.id: each for each in register.find(Remiss) if each.state is not RemissState.VOID}
    files = _with_papers(register, papers)
    titles = _like_titles(form.title, remisser)
    numbers = _with_number(number_of(form), remisser)
    followed = followed_up(form)
    found = (files.keys() | titles.keys() | numbers | set(followed)) & remisser.keys()
    same = {id for id in found if _is_same_audit(form, remisser[id], id in files or id in titles)}
    ranked = sorted(
        found,
        key=lambda id: (
            *(id not in those for those in (files, same, followed)),
            -titles.get(id, 0),
            _far(form, remisser[id]),
            id,
        ),
    )
    return [
        Similar(
            remisser[id],
            _words(register, form, remisser[id], files.get(id, ""), id in titles, id in numbers),
            same_file=id in files,
            same_title=id in titles or id in followed,
            same_audit=id in same,
        )
        for id in ranked[:_MOST]
    ]


def _far(form: RemissForm, remiss: Remiss) -> int:
    """Days between the two, those without a day last."""
    return abs((form.received - remiss.received).days) if form.received and remiss.received else SAME_YEAR * 100


def _is_same_audit(form: RemissForm, remiss: Remiss, is_alike: bool) -> bool:
    """Whether the papers belong to that remiss: alike, of the same time, and one is not the follow-up of the other."""
    if remiss.state is RemissState.CLOSED or not is_alike or form.follows_up_id == remiss.id:
        return False
    form_follows = bool(form.verdicts or _FOLLOWS.search(form.title))
    remiss_follows = bool(remiss.follows_up_id or _FOLLOWS.search(remiss.title))
    return form_follows == remiss_follows and _far(form, remiss) <= SAME_YEAR and remiss.id not in followed_up(form)


def _with_papers(register: Register, papers: Sequence[ReadPaper]) -> dict[str, str]:
    """Remiss → the name of the paper that it has already."""
    names = {paper.digest: paper.name for paper in papers}
    return {each.remiss_id: names[each.digest] for each in register.find(Attachment, digest=list(names))}


def _like_titles(title: str, remisser: dict[str, Remiss]) -> dict[str, float]:
    from rapidfuzz import fuzz, process

    wanted = _core(title)
    if not wanted:
        return {}
    titles = {id: _core(remiss.title) for id, remiss in remisser.items()}
    found = process.extract(wanted, titles, scorer=fuzz.ratio, score_cutoff=SAME, limit=None)
    return {id: score for _, score, id in found}


def _core(title: str) -> str:
    """What the remiss is about; the whole title where it says nothing more than that it is an audit."""
    text = rest = " ".join(title.casefold().split())
    while lead := _LEAD.match(rest):
        rest = rest[lead.end() :]
    return rest or text


def _with_number(number: str, remisser: dict[str, Remiss]) -> set[str]:
    if not number:
        return set()
    # The last sign is compared first: taking every number apart costs more than all the rest.
    last = number[-1].casefold()
    return {
        id
        for id, remiss in remisser.items()
        if remiss.diarienummer[-1:].casefold() == last and same(remiss.diarienummer, number)
    }


def _words(register: Register, form: RemissForm, remiss: Remiss, file: str, same_title: bool, same_number: bool) -> str:
    name = name_of(remiss)
    said = []
    if file:
        said.append(f"{file} finns redan i {name}.")
    if same_title:
        said.append(f"Samma rubrik som {name}." if remiss.diarienummer else "Samma rubrik finns redan.")
    if same_number:
        said.append(f"Diarienumret {remiss.diarienummer} finns redan: {remiss.title}.")
    if remiss.id in followed_up(form):
        said.append(f"Rapporten följer upp rekommendationerna i {name}.")
    return " ".join([*said, *_alike_recommendations(register, form, remiss)])


def _alike_recommendations(register: Register, form: RemissForm, remiss: Remiss) -> list[str]:
    """How many of the form's recommendations were made in that remiss too, and what was said of those later."""
    from rapidfuzz import fuzz

    earlier = [(each.id, plain(each.text)) for each in register.find(Recommendation, remiss_id=remiss.id)]
    matched: list[str] = []
    for each in form.recommendations:
        text = plain(each.text)
        likely = max(earlier, key=lambda one: fuzz.ratio(text, one[1]), default=None)
        if likely and fuzz.ratio(text, likely[1]) >= SAME:
            matched.append(likely[0])
            earlier.remove(likely)
    if not matched:
        return []
    all_of_them = len(form.recommendations)
    counted = f"{len(matched)} av {all_of_them} rekommendationer är {'densamma' if len(matched) == 1 else 'desamma'}"
    judged = _verdicts(register, matched)
    return [f"{', '.join(filter(None, (counted, judged)))}."]


def _verdicts(register: Register, recommendation_ids: Sequence[str]) -> str:
    """``2 är delvis åtgärdade och 1 är åtgärdad``: the latest verdict of each."""
    latest: dict[str, Verdict] = {}
    for verdict in register.find(Verdict, recommendation_id=list(recommendation_ids)):
        known = latest.get(verdict.recommendation_id)
        if known is None or (verdict.date is not None and (known.date is None or verdict.date >= known.date)):
            latest[verdict.recommendation_id] = verdict
    counts = Counter(verdict.verdict for verdict in latest.values())
    return and_list([f"{counts[word]} är {_VERDICTS[word][counts[word] > 1]}" for word in VerdictWord if counts[word]])


_VERDICTS = {
    VerdictWord.DONE: ("åtgärdad", "åtgärdade"),
    VerdictWord.PARTLY: ("delvis åtgärdad", "delvis åtgärdade"),
    VerdictWord.NOT_DONE: ("ej åtgärdad", "ej åtgärdade"),
    VerdictWord.OBSOLETE: ("inte längre aktuell", "inte längre aktuella"),
}
"""Of one, and of several."""
