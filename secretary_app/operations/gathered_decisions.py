"""What the bodies have made of an ärende, gathered: every decision, what was sent, and the Beslutsunderlag of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from secretary_app.domain.model import Decision, Dispatch, DocumentKind, Kommun, Namnd, Remiss, Response
from secretary_app.operations.answers import Dossier, dossier
from secretary_app.store.register import Register


@dataclass(frozen=True, kw_only=True)
class GatheredDecision:
    decision: Decision
    namnd: Namnd
    words: str
    """As Beslutsunderlag names it: ``Omsorgs- och socialnämndens beslut § 21/2022-03-22``."""
    about: str
    """``Beslut, omedelbart justerat, 3 svar``."""
    clauses: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GatheredDecisions:
    remiss: Remiss
    decisions: tuple[GatheredDecision, ...]
    """As they were made."""
    dispatches: tuple[Dispatch, ...]
    """As they were sent."""
    basis: tuple[str, ...]
    """The lines of Beslutsunderlag in the papers of the body that decides for the owner."""

    @property
    def as_text(self) -> str:
        """All of it as plain text, to be copied."""
        parts = ["\n".join(_lines(each)) for each in self.decisions]
        if self.dispatches:
            sent = [f"{each.what} till {each.recipient} {each.sent.isoformat()}" for each in self.dispatches]
            parts.append("\n".join(["Expedierat", *sent]))
        parts.append("\n".join(["Beslutsunderlag", *self.basis]))
        return "\n\n".join(parts)


def gathered_decisions(register: Register, remiss_id: str) -> GatheredDecisions:
    """Raises NotInRegister where the remiss is gone."""
    # With them comes what fills Word templates.
    from secretary_app.operations.drafting import draft_data
    from secretary_app.word.data import DecisionFacts
    from secretary_app.word.decisions import basis, deciding_body, named

    case = dossier(register, register.get(Remiss, remiss_id))
    kommun = next(iter(register.find(Kommun)), Kommun(id=""))
    papers = draft_data(register, case, DocumentKind.PROTOKOLLSUTDRAG, case.owner)
    decider = deciding_body(papers)
    if decider != case.owner:
        papers = draft_data(register, case, DocumentKind.PROTOKOLLSUTDRAG, decider)
    return GatheredDecisions(
        remiss=case.remiss,
        decisions=tuple(
            GatheredDecision(
                decision=each,
                namnd=case.bodies.by_id[each.namnd_id],
                words=named(DecisionFacts(decision=each, namnd=case.bodies.by_id[each.namnd_id]), kommun),
                about=_about(each, case),
                clauses=_filled(each.text),
                recipients=_filled(each.recipients),
            )
            for each in case.decisions
        ),
        dispatches=tuple(
            sorted(register.find(Dispatch, remiss_id=remiss_id), key=lambda each: (each.sent, each.what, each.id))
        ),
        basis=tuple(basis(papers)),
    )


def _about(decision: Decision, case: Dossier) -> str:
    answers: list[Response] = [each for each in case.responses if each.decision_id == decision.id]
    said = [decision.outcome.capitalize()]
    if decision.immediate_justering:
        said.append("omedelbart justerat")
    if answers:
        said.append("1 svar" if len(answers) == 1 else f"{len(answers)} svar")
    return ", ".join(said)


def _filled(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _lines(each: GatheredDecision) -> Iterator[str]:
    yield each.words
    yield each.about
    yield from each.clauses
    if each.recipients:
        yield f"Beslutet skickas till: {', '.join(each.recipients)}"
