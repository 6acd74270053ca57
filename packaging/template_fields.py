"""The list of fields for template authors, out of the one place that has them."""

from collections.abc import Iterator, Sequence
from typing import Any

from secretary_app.word.field import Field, Loop, Member
from secretary_app.word.fields import FIELDS

_HEAD = """# Fält i mallar

En mall är en vanlig Word-fil. Det som står inom klamrar byts ut mot uppgifter ur registret när dokumentet skrivs.
Öppna en av filerna i `resources/templates/klassisk` i Word, ändra den och spara den som .docx.

| du skriver | det ger |
| --- | --- |
| `{{ remiss.diarienummer }}` | uppgiften |
| `{% if remiss.revisionsbyrå %} … {% endif %}` | texten mellan, om uppgiften finns |
| `{%p if … %}` och `{%p endif %}` på egna rader | hela stycken, om villkoret gäller |
| `{%p for stycke in mening.bakgrund %}`, `{{ stycke }}`, `{%p endfor %}` på egna rader | ett stycke för varje del |
| `{%tr for … %}` och `{%tr endfor %}` på egna tabellrader | en tabellrad för varje del |
| `{{ nämnd.namn\\|genitiv }}` | Omsorgsnämndens |
| `{{ mottagare\\|uppräkning }}` | en lista i en mening: a, b och c |
| `{{ nämnd.namn_i_text\\|stor }}` | med stor första bokstav |
| `{{ åtgärd.text\\|punkt }}` | med punkt på slutet, om den saknas |

Saknas en uppgift i registret står det i sista kolumnen i dokumentet, inom hakparentes, så att du ser vad som ska
fyllas i. I ett villkor räknas den som falsk. Ett fält som inte finns i listan gör att mallen inte används.

Listan görs av `packaging/make_templates.py` ur `secretary_app/word/fields.py`. Namnen ändras inte.
"""


def as_markdown() -> str:
    """The whole page."""
    parts = [_HEAD, "## Fält\n", _table("", [field for field in FIELDS if isinstance(field, Field)])]
    parts += [_loop(loop, where) for loop, where in _loops("", FIELDS)]
    return "\n".join(parts)


def _loops(before: str, members: Sequence[Member[Any]]) -> Iterator[tuple[Loop[Any], str]]:
    """Each list with its name as written; lists whose parts have the same fields under the same word come once."""
    seen = set()
    for member in members:
        if isinstance(member, Loop):
            if (member.each, id(member.members)) not in seen:
                seen.add((member.each, id(member.members)))
                yield member, before + member.name
            yield from _loops(f"{member.each}.", member.members)


def _loop(loop: Loop[Any], name: str) -> str:
    title = f"## Listan `{name}`\n\n{loop.meaning}. `{{% for {loop.each} in {name} %}}`\n"
    return f"{title}\n{_table(f'{loop.each}.', [field for field in loop.members if isinstance(field, Field)])}"


def _table(before: str, fields: Sequence[Field[Any]]) -> str:
    lines = ["| fält | betydelse | om uppgiften saknas |", "| --- | --- | --- |"]
    for field in fields:
        missing = f"[{field.missing}]" if field.missing else ""
        lines.append(f"| `{before}{field.name}` | {field.meaning} | {missing} |")
    return "\n".join(lines) + "\n"
