"""What the panel beside *Svarsläge* needs beyond the answer: whether the body is asked, and who else could be."""

import datetime as dt
from dataclasses import dataclass

from secretary_app.domain.model import Addressee, Namnd, NamndKind, Recommendation, Referral, Remiss, RemissState
from secretary_app.operations.cell_answer import CellAnswer, cell_answer
from secretary_app.operations.finding import Bodies
from secretary_app.operations.matrix import Matrix, matrix
from secretary_app.store.register import Register

_NEVER_ASKED = (NamndKind.FULLMAKTIGE, NamndKind.UTSKOTT, NamndKind.REVISORER, NamndKind.EXTERN)
"""A paper may name them all the same; then they stay."""


@dataclass(frozen=True, kw_only=True)
class RemissMatrix:
    remiss: Remiss
    matrix: Matrix


@dataclass(frozen=True, kw_only=True)
class CellPanel:
    remiss: Remiss
    answer: CellAnswer
    referral: Referral | None
    words: tuple[str, ...]
    """Addressees of the recommendation that are no body yet: ``Berörda nämnder``."""

    @property
    def is_owner(self) -> bool:
        return self.answer.namnd.id == self.remiss.owner_id

    @property
    def is_open(self) -> bool:
        """Whether something can be done: the remiss is neither closed nor makulerad."""
        return self.remiss.state not in (RemissState.CLOSED, RemissState.VOID)


@dataclass(frozen=True, kw_only=True)
class RecommendationChoices:
    """A recommendation as it is, and whom it can be addressed to."""

    remiss: Remiss
    recommendation: Recommendation | None
    """None: one that is to be written."""
    bodies: tuple[Namnd, ...]
    """Those that can be asked today, in Swedish order, and those that are addressed already."""
    chosen: frozenset[str]
    words: tuple[str, ...]
    """Addressees that are no body yet: ``Berörda nämnder``."""


def remiss_matrix(register: Register, remiss_id: str, today: dt.date) -> RemissMatrix:
    """The matrix of a remiss together with the remiss. Raises NotInRegister."""
    remiss = register.get(Remiss, remiss_id)
    return RemissMatrix(remiss=remiss, matrix=matrix(register, remiss, today))


def cell_panel(
    register: Register, remiss_id: str, recommendation_id: str | None, namnd_id: str, today: dt.date
) -> CellPanel:
    """One cell as the panel shows it; ``recommendation_id`` None: the whole remiss. Raises NotInRegister."""
    remiss = register.get(Remiss, remiss_id)
    return CellPanel(
        remiss=remiss,
        answer=cell_answer(register, remiss, recommendation_id, namnd_id, today),
        referral=next(iter(register.find(Referral, remiss_id=remiss.id, namnd_id=namnd_id)), None),
        words=_words(_addressees(register, recommendation_id)) if recommendation_id else (),
    )


def recommendation_choices(
    register: Register, remiss_id: str, recommendation_id: str | None, today: dt.date
) -> RecommendationChoices:
    """A recommendation with the bodies that it can be addressed to, and is; None: a new one. Raises NotInRegister."""
    addressees = _addressees(register, recommendation_id) if recommendation_id else []
    chosen = frozenset(each.namnd_id for each in addressees if each.namnd_id)
    return RecommendationChoices(
        remiss=register.get(Remiss, remiss_id),
        recommendation=register.get(Recommendation, recommendation_id) if recommendation_id else None,
        bodies=tuple(each for each in Bodies.of(register).all if each.id in chosen or _can_be_asked(each, today)),
        chosen=chosen,
        words=_words(addressees),
    )


def _can_be_asked(body: Namnd, today: dt.date) -> bool:
    return body.kind not in _NEVER_ASKED and (body.valid_to is None or body.valid_to >= today)


def _addressees(register: Register, recommendation_id: str) -> list[Addressee]:
    rows = register.find(Addressee, recommendation_id=recommendation_id)
    return sorted(rows, key=lambda each: (each.position, each.id))


def _words(addressees: list[Addressee]) -> tuple[str, ...]:
    return tuple(each.words for each in addressees if each.namnd_id is None and each.words)
