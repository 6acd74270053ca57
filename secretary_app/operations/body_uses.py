"""What a body is used by, so that it is not taken away from under it."""

from secretary_app.domain.model import (
    Addressee,
    ChainStep,
    Decision,
    Document,
    Measure,
    MeasureNamnd,
    Namnd,
    Person,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    Response,
)
from secretary_app.operations.editing import how_many
from secretary_app.store.register import Register


def uses_of(register: Register, namnd: Namnd) -> list[str]:
    """What other rows point at the body, as ``4 remisser``, ``1 person``; its own meetings and beredning aside."""
    bodies = register.find(Namnd, parent_id=namnd.id)
    earlier = register.find(Namnd, successor_id=namnd.id)
    chains = {(step.owner_id, step.remiss_kind) for step in register.find(ChainStep, namnd_id=namnd.id)}
    counts = (
        (len(remisser_of(register, namnd)), "remiss", "remisser"),
        (len(register.find(Person, namnd_id=namnd.id)), "person", "personer"),
        (len(bodies), "nämnd under sig", "nämnder under sig"),
        (len(earlier), "företrädare", "företrädare"),
        (len({chain for chain in chains if chain[0] != namnd.id}), "beredning", "beredningar"),
    )
    return [how_many(*count) for count in counts if count[0]]


def remisser_of(register: Register, namnd: Namnd) -> set[str]:
    """The ids of every remiss that the body owns, is asked in, has answered, decided in or is planned for."""
    found = {remiss.id for remiss in register.find(Remiss, owner_id=namnd.id)}
    found |= {row.remiss_id for row in register.find(Referral, namnd_id=namnd.id)}
    found |= {row.remiss_id for row in register.find(Response, namnd_id=namnd.id)}
    found |= {row.remiss_id for row in register.find(Decision, namnd_id=namnd.id)}
    found |= {row.remiss_id for row in register.find(Document, namnd_id=namnd.id)}
    found |= {row.remiss_id for row in register.find(PlannedStep, namnd_id=namnd.id)}
    addressed = {each.recommendation_id for each in register.find(Addressee, namnd_id=namnd.id)}
    found |= {each.remiss_id for each in register.find(Recommendation, id=addressed)}
    measures = {each.measure_id for each in register.find(MeasureNamnd, namnd_id=namnd.id)}
    return found | {each.remiss_id for each in register.find(Measure, id=measures)}
