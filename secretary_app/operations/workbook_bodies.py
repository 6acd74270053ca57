"""The sheets about the municipality: Kommun, Nämnder, Personer, Beredning, Sammanträden."""

from secretary_app.domain.model import ChainRole, ChainStep, Kommun, Meeting, Namnd, NamndKind, Person
from secretary_app.excel.sheets import LETTERHEAD
from secretary_app.operations.merging import RowState
from secretary_app.operations.workbook_cells import Cells, ImportContext


def read_kommun(context: ImportContext, cells: Cells) -> RowState | None:
    field = dict(LETTERHEAD).get(cells["item"])
    if field is None:
        return None
    existing = next(iter(context.merge.rows(Kommun).values()), None)
    first = existing is None
    kommun, state = context.merge.put(Kommun, existing, {"id": None if existing else "kommun", field: cells["value"]})
    if not first and existing is not None and getattr(existing, field) == "" and state is RowState.CHANGED:
        return RowState.ADDED
    cells.repeats(f"{kommun.id}.{field}", changed=state is RowState.CHANGED)
    return state


def read_namnd(context: ImportContext, cells: Cells) -> RowState | None:
    existing = context.bodies.known(cells["abbreviation"] or "")
    cells.needs(existing, name=cells["name"])
    if cells.faulty or cells["abbreviation"] is None:
        return None
    kind = NamndKind(cells["kind"]) if cells["kind"] else None
    plain = ("abbreviation", "name", "forvaltning", "diary_prefix", "justering_days", "manusstopp_days")
    more = ("handling_days", "warning_days", "valid_from", "valid_to", "email")
    values = {field: cells[field] for field in (*plain, *more)} | {"kind": kind}
    if values["valid_from"] and values["valid_to"] and values["valid_to"] < values["valid_from"]:
        cells.fault("valid_to", "Dagen ligger före Giltig från. Rätta en av dem.")
        return None
    _, state = cells.put(Namnd, existing, values)
    context.bodies_changed()
    return state


def read_namnd_links(context: ImportContext, cells: Cells) -> RowState | None:
    """The same sheet a second time: a body may name one that stands further down."""
    body = context.bodies.known(cells["abbreviation"] or "")
    parent, successor = cells.body("parent"), cells.body("successor")
    if body is None or cells.faulty:
        return None
    if body in (parent, successor):
        cells.fault("parent" if body == parent else "successor", f"{body.abbreviation} kan inte peka på sig själv.")
        return None
    values = {"parent_id": parent.id if parent else None, "successor_id": successor.id if successor else None}
    _, state = context.merge.put(Namnd, body, values)
    context.bodies_changed()
    return state


def read_person(context: ImportContext, cells: Cells) -> RowState | None:
    namnd = cells.body("namnd")
    if cells.faulty or cells["name"] is None:
        return None
    namnd_id = namnd.id if namnd else None
    existing = next(
        (person for person in context.merge.children(Person, "name", cells["name"]) if person.namnd_id == namnd_id),
        None,
    )
    values = {field: cells[field] for field in ("title", "role", "email", "phone")} | {"namnd_id": namnd_id}
    _, state = cells.child(Person, ("name", cells["name"]), existing, values)
    return state


def read_chain_step(context: ImportContext, cells: Cells) -> RowState | None:
    owner, namnd = cells.body("owner"), cells.body("namnd")
    if cells.faulty or owner is None or namnd is None:
        return None
    kind = cells["remiss_kind"] or ""
    steps = context.merge.children(ChainStep, "owner_id", owner.id)
    existing = next(
        (each for each in steps if each.namnd_id == namnd.id and each.remiss_kind.casefold() == kind.casefold()), None
    )
    cells.needs(existing, position=cells["position"], role=cells["role"])
    if cells.faulty:
        return None
    values = {
        "remiss_kind": kind,
        "namnd_id": namnd.id,
        "position": cells["position"],
        "role": ChainRole(cells["role"]) if cells["role"] else None,
    }
    _, state = cells.child(ChainStep, ("owner_id", owner.id), existing, values)
    return state


def read_meeting(context: ImportContext, cells: Cells) -> RowState | None:
    namnd, date, manusstopp = cells.body("namnd"), cells.date("date"), cells.date("manusstopp")
    if cells.faulty or namnd is None or date is None:
        return None
    if manusstopp and manusstopp > date:
        cells.fault("manusstopp", f"Manusstoppet {manusstopp} ligger efter sammanträdet {date}. Rätta ett av dem.")
        return None
    meetings = context.merge.children(Meeting, "namnd_id", namnd.id)
    existing = next((each for each in meetings if each.date == date), None)
    values = {"date": date, "manusstopp": manusstopp, "cancelled": cells["cancelled"]}
    _, state = cells.child(Meeting, ("namnd_id", namnd.id), existing, values)
    return state
