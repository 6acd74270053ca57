"""The first start: a register with the kommun, its bodies, their meetings and the usual beredning, in one go."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from secretary_app.domain.model import ChainRole, ChainStep, Kommun, Meeting, Namnd, NamndKind, Person
from secretary_app.operations.editing import line_of_text
from secretary_app.operations.editing_bodies import checked_bodies
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What the three steps of the first start ask for."""

    kommun: str
    me: str = ""
    """Who uses the program; becomes a handläggare of the styrelse."""
    email: str = ""
    bodies: Sequence[Namnd] = ()
    meetings: Mapping[str, Sequence[tuple[dt.date, dt.date | None]]] = field(default_factory=dict)
    """Abbreviation → dates, each with its manusstopp where it was given."""


def set_up(register: Register, beginning: Beginning) -> None:
    """Put it all into a new register, as one operation.

    Raises UserError where the kommun has no name, a body is not as it must be, or something is there already.
    """
    name = line_of_text(beginning.kommun, "Kommunens namn saknas. Skriv det, till exempel Älvstads kommun.")
    if register.operations(1):
        raise UserError(f"Registret {register.path.name} är redan i bruk. Öppna det, eller välj ett annat namn.")
    bodies = checked_bodies(beginning.bodies, ())
    by_name = {body.abbreviation: body for body in bodies}
    meetings = [
        Meeting(id=new_id(), namnd_id=by_name[abbreviation].id, date=date, manusstopp=manusstopp)
        for abbreviation, dates in beginning.meetings.items()
        for date, manusstopp in dates
        if abbreviation in by_name
    ]
    with register.change(f"Började använda Beredd i {name}") as change:
        change.add(Kommun(id="kommun", name=name))
        change.add_all(bodies)
        change.add_all(usual_chain(bodies))
        change.add_all(meetings)
        if beginning.me.strip():
            change.add(_me(beginning, bodies))


def _me(beginning: Beginning, bodies: Sequence[Namnd]) -> Person:
    board = _first(bodies, NamndKind.STYRELSE)
    return Person(
        id=new_id(),
        name=beginning.me.strip(),
        title="Nämndsekreterare",
        role="handläggare",
        namnd_id=board.id if board else None,
        email=beginning.email.strip(),
    )


def usual_chain(bodies: Sequence[Namnd]) -> list[ChainStep]:
    """The beredning nearly every kommun has: the styrelse's utskott prepares, it decides, fullmäktige is informed."""
    board, council = _first(bodies, NamndKind.STYRELSE), _first(bodies, NamndKind.FULLMAKTIGE)
    if board is None:
        return []
    committee = next((body for body in bodies if body.parent_id == board.id and body.kind is NamndKind.UTSKOTT), None)
    steps = [(committee, ChainRole.PREPARES), (board, ChainRole.DECIDES), (council, ChainRole.INFORMED)]
    present = [(body, role) for body, role in steps if body is not None]
    return [
        ChainStep(id=new_id(), owner_id=board.id, position=place, namnd_id=body.id, role=role)
        for place, (body, role) in enumerate(present, 1)
    ]


def _first(bodies: Sequence[Namnd], kind: NamndKind) -> Namnd | None:
    return next((body for body in bodies if body.kind is kind), None)
