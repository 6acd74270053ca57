"""A remiss with everything that has been answered in it, read once: for drafts, the answer check and the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from secretary_app.domain.coverage import Given, speaker
from secretary_app.domain.model import (
    Addressee,
    Attachment,
    Decision,
    Entity,
    Measure,
    MeasureNamnd,
    MeasureStatus,
    Namnd,
    Recommendation,
    Referral,
    Remiss,
    Response,
)
from secretary_app.operations.finding import Bodies
from secretary_app.store.register import Register

E = TypeVar("E", bound=Entity)
P = TypeVar("P", Recommendation, Measure, Addressee, MeasureNamnd)


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One remiss and its rows, each list in the order a reader expects."""

    remiss: Remiss
    bodies: Bodies
    recommendations: list[Recommendation]
    addressees: list[Addressee]
    referrals: list[Referral]
    responses: list[Response]
    measures: list[Measure]
    measure_namnder: list[MeasureNamnd]
    statuses: list[MeasureStatus]
    decisions: list[Decision]
    attachments: list[Attachment]

    @property
    def owner(self) -> Namnd:
        return self.bodies.by_id[self.remiss.owner_id]

    def addressed(self, recommendation: Recommendation) -> list[Addressee]:
        return [each for each in self.addressees if each.recommendation_id == recommendation.id]

    def put_to(self, namnd: Namnd) -> list[Recommendation]:
        """The recommendations put to the namnd; to the owner also those that nobody in the register is addressed by."""
        return [each for each in self.recommendations if self._is_put_to(each, namnd)]

    def _is_put_to(self, recommendation: Recommendation, namnd: Namnd) -> bool:
        ids = {each.namnd_id for each in self.addressed(recommendation)} - {None}
        return namnd.id in ids or (not ids and namnd.id == self.remiss.owner_id)

    def response(self, namnd: Namnd, recommendation: Recommendation | None) -> Response | None:
        wanted = recommendation.id if recommendation else None
        return next(
            (each for each in self.responses if each.namnd_id == namnd.id and each.recommendation_id == wanted), None
        )

    def speaker(self, namnd: Namnd, recommendation: Recommendation | None) -> Namnd:
        """Whose answer is the namnd's: where several answer jointly perhaps another's (docs/regler.md)."""
        if recommendation is None or not recommendation.joint or namnd not in self._jointly(recommendation):
            return namnd
        given = (
            Given(each.namnd_id, self._is_decided(each), each.id)
            for body in [*self._jointly(recommendation), self.owner]
            if (each := self.response(body, recommendation)) is not None
        )
        return self.bodies.by_id[speaker(namnd.id, given)]

    def _jointly(self, recommendation: Recommendation) -> list[Namnd]:
        return [self.bodies.by_id[each.namnd_id] for each in self.addressed(recommendation) if each.namnd_id]

    def _is_decided(self, response: Response) -> bool:
        decision = self.decision_behind(response)
        return decision is not None and decision.outcome.decides

    def namnder_of(self, measure: Measure) -> list[Namnd]:
        return [self.bodies.by_id[each.namnd_id] for each in self.measure_namnder if each.measure_id == measure.id]

    def measures_of(self, namnd: Namnd, recommendation: Recommendation | None) -> list[Measure]:
        """The namnd's measures for the recommendation; the owner's also those that are nobody's yet."""
        wanted = recommendation.id if recommendation else None
        found = []
        for measure in self.measures:
            if measure.recommendation_id == wanted:
                namnder = self.namnder_of(measure)
                if namnd in namnder or (not namnder and namnd.id == self.remiss.owner_id):
                    found.append(measure)
        return found

    def status(self, measure: Measure) -> MeasureStatus | None:
        """The latest status by its own date."""
        statuses = [each for each in self.statuses if each.measure_id == measure.id]
        return max(statuses, key=lambda each: (each.as_of, each.id), default=None)

    def referral_to(self, namnd: Namnd) -> Referral | None:
        return next((each for each in self.referrals if each.namnd_id == namnd.id), None)

    def answering(self) -> list[Namnd]:
        """Everybody who answers: the namnder asked or addressed, in Swedish order, and the owner last."""
        ids = {each.namnd_id for each in self.addressees} | {each.namnd_id for each in self.referrals}
        others = [body for body in self.bodies.all if body.id in ids and body.id != self.remiss.owner_id]
        return [*others, self.owner]

    def heard(self) -> list[Namnd]:
        """Everybody who answers, and those who have a measure all the same."""
        ids = {each.namnd_id for each in self.measure_namnder}
        return list(dict.fromkeys([*self.answering(), *(body for body in self.bodies.all if body.id in ids)]))

    def has_said(self, namnd: Namnd, recommendation: Recommendation) -> bool:
        """Whether the namnd has answered it, or has a measure for it that is not the owner's too."""
        own = (each for each in self.measures_of(namnd, recommendation) if self.owner not in self.namnder_of(each))
        return self.response(namnd, recommendation) is not None or any(own)

    def decision_behind(self, response: Response | None) -> Decision | None:
        if response is None or response.decision_id is None:
            return None
        return next(each for each in self.decisions if each.id == response.decision_id)


def dossier(register: Register, remiss: Remiss) -> Dossier:
    """Everything the register has on the remiss."""
    return dossiers(register, [remiss], Bodies.of(register))[0]


def dossiers(register: Register, remisser: Sequence[Remiss], bodies: Bodies) -> list[Dossier]:
    """The same of several, in their order, with no more questions than for one."""
    ids = [each.id for each in remisser]
    recommendations = _by_place(register.find(Recommendation, remiss_id=ids))
    measures = _by_place(register.find(Measure, remiss_id=ids))
    of_recommendation = {each.id: each.remiss_id for each in recommendations}
    of_measure = {each.id: each.remiss_id for each in measures}
    addressees = _by_place(register.find(Addressee, recommendation_id=list(of_recommendation)))
    namnder = _by_place(register.find(MeasureNamnd, measure_id=list(of_measure)))
    statuses = register.find(MeasureStatus, measure_id=list(of_measure))
    decisions = sorted(register.find(Decision, remiss_id=ids), key=lambda each: (each.meeting_date, each.id))
    groups = (
        _grouped(recommendations, ids, lambda each: each.remiss_id),
        _grouped(addressees, ids, lambda each: of_recommendation[each.recommendation_id]),
        _grouped(register.find(Referral, remiss_id=ids), ids, lambda each: each.remiss_id),
        _grouped(register.find(Response, remiss_id=ids), ids, lambda each: each.remiss_id),
        _grouped(measures, ids, lambda each: each.remiss_id),
        _grouped(namnder, ids, lambda each: of_measure[each.measure_id]),
        _grouped(statuses, ids, lambda each: of_measure[each.measure_id]),
        _grouped(decisions, ids, lambda each: each.remiss_id),
        _grouped(register.find(Attachment, remiss_id=ids), ids, lambda each: each.remiss_id),
    )
    return [
        Dossier(
            remiss=remiss,
            bodies=bodies,
            recommendations=groups[0][remiss.id],
            addressees=groups[1][remiss.id],
            referrals=groups[2][remiss.id],
            responses=groups[3][remiss.id],
            measures=groups[4][remiss.id],
            measure_namnder=groups[5][remiss.id],
            statuses=groups[6][remiss.id],
            decisions=groups[7][remiss.id],
            attachments=groups[8][remiss.id],
        )
        for remiss in remisser
    ]


def _by_place(rows: list[P]) -> list[P]:
    return sorted(rows, key=lambda each: (each.position, each.id))


def _grouped(rows: list[E], ids: Sequence[str], whose: Callable[[E], str]) -> dict[str, list[E]]:
    """The rows of each remiss, in their order."""
    found: dict[str, list[E]] = {each: [] for each in ids}
    for each in rows:
        found[whose(each)].append(each)
    return found
