"""Every field that a template can have, with what it gives in one remiss; and a template tried on one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from secretary_app.domain.model import DocumentKind, Namnd, Remiss
from secretary_app.operations.answers import dossier
from secretary_app.operations.documents import draft_choices
from secretary_app.operations.drafting import draft_data
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.files import safe_name
from secretary_app.support.scratch import scratch_folder
from secretary_app.support.worker import Worker
from secretary_app.word.data import DraftData
from secretary_app.word.field import Blank, Field, Group, Loop, Member
from secretary_app.word.fields import FIELDS, field_values
from secretary_app.word.render import render_draft
from secretary_app.word.trial_data import fullest

_LONGEST_EXAMPLE = 240
_SHOWN_ITEMS = 2
_IN_LOOP = "stycke"
_HEADINGS = {
    "dokument": "Dokumentet",
    "kommun": "Kommunen",
    "ägare": "Ägaren",
    "nämnd": "Nämnden",
    "handläggare": "Handläggaren",
    "remiss": "Remissen",
    "internremiss": "Internremissen",
    "sammanträde": "Sammanträdet",
    "beslut": "Beslut och förslag",
    "förslag": "Beslut och förslag",
    "beslutsunderlag": "Listor",
    "bilagor": "Listor",
    "bilagor_rubrik": "Listor",
    "mottagare": "Listor",
    "status": "Status på åtgärderna",
    "mening": "Färdiga meningar",
    "yttrande": "Yttrandet",
    "underskrifter": "Underskrifterna",
    "godkännanden": "Godkännandena",
    "rekommendationer": "För varje rekommendation",
    "rekommendation.svar": "För varje svar på rekommendationen",
    "svar.åtgärder": "För varje åtgärd i svaret",
    "rekommendation.åtgärdsrader": "För varje åtgärd i svaret",
    "rekommendation.eget_svar.åtgärder": "För varje åtgärd i svaret",
    "synpunkter": "Allmänna synpunkter",
    "egna_synpunkter": "Allmänna synpunkter",
    "flera_synpunkter": "Allmänna synpunkter",
}
"""Of a field by the first word of its name, of those in a loop by the loop's."""


class FieldKind(StrEnum):
    TEXT = "text"
    YES_NO = "ja eller nej"
    LIST = "lista av texter"
    LOOP = "lista"
    """Of groups with fields of their own, which come after it."""
    PICTURE = "bild"


@dataclass(frozen=True, kw_only=True)
class FieldRow:
    name: str
    """``remiss.diarienummer``; of a field in a loop ``rekommendation.text``."""
    code: str
    """What is copied into a template; of a list three lines, of which the first and the last vanish."""
    kind: FieldKind
    meaning: str
    heading: str
    """Under which it is listed: ``Remissen``. Rows with the same heading follow one another."""
    inside: str
    """The loop in which alone it can be used: ``rekommendationer``; ``""``: anywhere."""
    example: str
    """What it gives in the chosen remiss; ``saknas i remissen`` where that has nothing."""
    is_missing: bool
    placeholder: str
    """What the document then has in its place: ``[Ange datum]``; ``""``: nothing."""


def field_rows(
    register: Register, remiss_id: str, kind: DocumentKind = DocumentKind.TJANSTESKRIVELSE, namnd_id: str = ""
) -> list[FieldRow]:
    """Every field, with an example out of the remiss in a document of this kind for the namnd.

    ``namnd_id`` ``""``: whom the kind is for as a rule. ``remiss_id`` ``""``: without examples. Raises UserError
    where the remiss is gone.
    """
    groups = [field_values(trial_data(register, remiss_id, kind, namnd_id))] if remiss_id else []
    rows = list(_rows(FIELDS, "", groups, [fullest()], "", []))
    if remiss_id:
        rows = [row if row.example else replace(row, example="saknas i remissen") for row in rows]
    headings = list(dict.fromkeys(row.heading for row in rows))
    return sorted(rows, key=lambda row: headings.index(row.heading))


def trial_data(register: Register, remiss_id: str, kind: DocumentKind, namnd_id: str = "") -> DraftData:
    """What a draft of this kind would be made from. Raises UserError where the remiss is gone."""
    case = dossier(register, register.get(Remiss, remiss_id))
    namnd = register.get(Namnd, namnd_id) if namnd_id else _usual(register, remiss_id, kind) or case.owner
    return draft_data(register, case, kind, namnd)


def _usual(register: Register, remiss_id: str, kind: DocumentKind) -> Namnd | None:
    choice = next(each for each in draft_choices(register, remiss_id).kinds if each.kind is kind)
    return next(iter(choice.namnder), None)


def try_on(
    register: Register,
    template: Path,
    remiss_id: str,
    kind: DocumentKind,
    namnd_id: str = "",
    worker: Worker | None = None,
) -> Path:
    """The template filled in for the remiss, in a file that is gone when the program ends; nothing is kept.

    Raises UserError where the template cannot be used, with its first fault.
    """
    if not template.is_file():
        raise UserError(f"Mallen {template.name} finns inte längre i {template.parent}.")
    data = trial_data(register, remiss_id, kind, namnd_id)
    folder = Path(mkdtemp(dir=scratch_folder()))
    out = folder / safe_name(f"Prov {kind.swedish.lower()} {data.namnd.abbreviation}.docx")
    render_draft(data, template, out, worker=worker)
    return out


def _rows(
    members: Sequence[Member[Any]],
    before: str,
    groups: Sequence[Group],
    samples: Sequence[Group],
    inside: str,
    told: list[tuple[str, Sequence[Member[Any]]]],
) -> Iterator[FieldRow]:
    """``groups`` have the values of the remiss, ``samples`` those of a remiss that has everything."""
    for member in members:
        name = before + member.name
        if isinstance(member, Field):
            kind = _kind(_values(samples, member.name))
            yield _field_row(name, member, kind, _values(groups, member.name), inside)
            continue
        items = _items(groups, member.name)
        yield _loop_row(name, member, len(items), inside)
        if (member.each, member.members) not in told:
            told.append((member.each, member.members))
            yield from _rows(member.members, f"{member.each}.", items, _items(samples, member.name), name, told)


def _values(groups: Sequence[Group], name: str) -> list[object]:
    return [value for group in groups if (value := _value(group, name)) is not None]


def _items(groups: Sequence[Group], name: str) -> list[Group]:
    found = (value for value in _values(groups, name) if isinstance(value, list))
    return [item for value in found for item in value if isinstance(item, Group)]


def _value(group: Group, name: str) -> object:
    value: object = group
    for word in name.split("."):
        value = value.get(word) if isinstance(value, Group) else None
    return value


def _heading(name: str) -> str:
    first = name.split(".")[0]
    words = first.replace("_", " ")
    return _HEADINGS.get(name) or _HEADINGS.get(first) or words[:1].upper() + words[1:]


def _field_row(name: str, field: Field[Any], kind: FieldKind, found: Sequence[object], inside: str) -> FieldRow:
    example = next((text for value in found if (text := _example(value, kind))), "")
    return FieldRow(
        name=name,
        code=_code(name, kind),
        kind=kind,
        meaning=field.meaning,
        heading=_heading(inside or name),
        inside=inside,
        example=example,
        is_missing=not example,
        placeholder=f"[{field.missing}]" if field.missing else "",
    )


def _loop_row(name: str, loop: Loop[Any], count: int, inside: str) -> FieldRow:
    words = [member.name for member in loop.members if isinstance(member, Field)]
    shown = next((word for word in ("text", "namn", "nämnd", "stycken") if word in words), words[0])
    inner = f"{{{{ {loop.each}.{shown} }}}}"
    return FieldRow(
        name=name,
        code=f"{{%p for {loop.each} in {name} %}}\n{inner}\n{{%p endfor %}}",
        kind=FieldKind.LOOP,
        meaning=loop.meaning,
        heading=_heading(name),
        inside=inside,
        example=f"{count} i remissen" if count else "",
        is_missing=not count,
        placeholder="",
    )


def _kind(samples: Sequence[object]) -> FieldKind:
    sample = next(iter(samples), "")
    if isinstance(sample, bool):
        return FieldKind.YES_NO
    if isinstance(sample, list):
        return FieldKind.LIST
    return FieldKind.TEXT if isinstance(sample, str) else FieldKind.PICTURE


def _code(name: str, kind: FieldKind) -> str:
    if kind is FieldKind.YES_NO:
        return f"{{%p if {name} %}}\n…\n{{%p endif %}}"
    if kind is FieldKind.LIST:
        return f"{{%p for {_IN_LOOP} in {name} %}}\n{{{{ {_IN_LOOP} }}}}\n{{%p endfor %}}"
    return f"{{{{ {name} }}}}"


def _example(value: object, kind: FieldKind) -> str:
    if kind is FieldKind.YES_NO:
        return "Ja" if value else "Nej"
    if isinstance(value, list):
        texts = [str(each) for each in value if isinstance(each, str)]
        more = " …" if len(texts) > _SHOWN_ITEMS else ""
        return _short(" · ".join(texts[:_SHOWN_ITEMS])) + more
    return "" if isinstance(value, Blank) else _short(str(value))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_EXAMPLE else f"{line[: _LONGEST_EXAMPLE - 1].rstrip()}…"
