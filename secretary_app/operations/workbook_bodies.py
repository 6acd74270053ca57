"""The sheets about the municipality: Kommun, Nämnder, Personer, Beredning, Sammanträden."""

from secretary_app.domain.model import ChainRole, ChainStep, Kommun, Meeting, Namnd, NamndKind, Person
from secretary_app.excel.sheets import LETTERHEAD
from secretary_app.operations.body_rules import circle_fault, manusstopp_fault, utskick_fault, validity_fault
from secretary_app.operations.merging import RowState
from secretary_app.operations.workbook_cells import Cells, ImportContext


def read_kommun(context: ImportContext, cells: Cells) -> RowState | None:
    """Each row is one field of the only Kommun there is."""
    field = dict(LETTERHEAD).get(cells["item"])
    if field is None:
        return None
    existing = next(iter(context.merge.rows(Kommun).values()), None)
    was_blank = existing is None or getattr(existing, field) == ""
    _, state = context.merge.put(Kommun, existing, {"id": None if existing else "kommun", field: cells["value"]})
    cells.repeats(field, changed=state is RowState.CHANGED)
    return RowState.ADDED if was_blank and state is RowState.CHANGED else state


def read_namnd(context: ImportContext, cells: Cells) -> RowState | None:
    abbreviation = cells["abbreviation"]
    if abbreviation is None:
        return None
    existing = cells.pick(context.merge.find(Namnd, abbreviation=abbreviation))
    cells.needs(existing, name=cells["name"])
    plain = ("name", "forvaltning", "diary_prefix", "justering_days", "manusstopp_days")
    more = ("handling_days", "warning_days", "valid_from", "valid_to", "email")
    values = {field: cells[field] for field in (*plain, *more)}
    values["abbreviation"] = None if existing else abbreviation
    fault = validity_fault(
        values["valid_from"] or (existing.valid_from if existing else None),
        values["valid_to"] or (existing.valid_to if existing else None),
    )
    if fault:
        cells.fault("valid_to" if values["valid_to"] else "valid_from", fault)
    if cells.faulty:
        context.doubt("namnd", abbreviation.casefold())
        return None
    _, state = cells.put(Namnd, existing, values | {"kind": NamndKind(cells["kind"]) if cells["kind"] else None})
    context.bodies_changed()
    return state


def read_namnd_links(context: ImportContext, cells: Cells) -> RowState | None:
    """The same sheet a second time: a body may name one that stands further down."""
    body = context.merge.get(Namnd, context.given.get((cells.row.sheet, cells.row.number)))
    parent, successor = cells.body("parent"), cells.body("successor")
    if body is None or cells.faulty:
        return None
    faults = {
        "parent": circle_fault(body, parent, lambda each: context.merge.get(Namnd, each.parent_id)),
        "successor": circle_fault(body, successor, lambda each: context.merge.get(Namnd, each.successor_id)),
    }
    for field, fault in faults.items():
        if fault:
            cells.fault(field, fault)
    if cells.faulty:
        return None
    values = {"parent_id": parent.id if parent else None, "successor_id": successor.id if successor else None}
    _, state = context.merge.put(Namnd, body, values)
    context.bodies_changed()
    return state


def read_person(context: ImportContext, cells: Cells) -> RowState | None:
    namnd = cells.body("namnd")
    if cells.faulty or cells["name"] is None:
        return None
    key = {"name": cells["name"], "namnd_id": namnd.id if namnd else None}
    values = {field: cells[field] for field in ("title", "role", "email", "phone")} | key
    return cells.put(Person, cells.pick(context.merge.find(Person, **key)), values)[1]


def read_chain_step(context: ImportContext, cells: Cells) -> RowState | None:
    owner, namnd = cells.body("owner"), cells.body("namnd")
    if cells.faulty or owner is None or namnd is None:
        return None
    key = {"owner_id": owner.id, "namnd_id": namnd.id, "remiss_kind": cells["remiss_kind"] or ""}
    existing = cells.pick(context.merge.find(ChainStep, **key))
    cells.needs(existing, position=cells["position"], role=cells["role"])
    if cells.faulty:
        return None
    role = ChainRole(cells["role"]) if cells["role"] else None
    return cells.put(ChainStep, existing, key | {"position": cells["position"], "role": role})[1]


def read_meeting(context: ImportContext, cells: Cells) -> RowState | None:
    namnd, date = cells.body("namnd"), cells.date("date")
    manusstopp, utskick = cells.date("manusstopp"), cells.date("utskick")
    if cells.faulty or namnd is None or date is None:
        return None
    faults = {"manusstopp": manusstopp_fault(date, manusstopp), "utskick": utskick_fault(date, utskick)}
    for field, fault in faults.items():
        if fault:
            cells.fault(field, fault)
            return None
    key = {"namnd_id": namnd.id, "date": date}
    values = key | {"manusstopp": manusstopp, "cancelled": cells["cancelled"], "utskick": utskick}
    return cells.put(Meeting, cells.pick(context.merge.find(Meeting, **key)), values)[1]
