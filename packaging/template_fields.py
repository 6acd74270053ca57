"""The list of fields for template authors, out of the one place that has them."""

from collections.abc import Sequence
from typing import Any

from secretary_app.word.field import Field, Loop, Member
from secretary_app.word.fields import FIELDS, names

_HEAD = """# Fält i mallar

En mall är en vanlig Word-fil. Det som står inom klamrar byts ut mot uppgifter ur registret när dokumentet skrivs.
På sidan Mallar öppnas en egen kopia av mallen i Word. Ändra den och spara den som .docx.

| du skriver | det ger |
| --- | --- |
| `{{ remiss.diarienummer }}` | uppgiften |
| `{% if remiss.revisionsbyrå %} … {% endif %}` | texten mellan, om uppgiften finns |
| `{%p if … %}` och `{%p endif %}` på egna rader | hela stycken, om villkoret gäller |
| `{%p for stycke in mening.bakgrund %}`, `{{ stycke }}`, `{%p endfor %}` på egna rader | ett stycke för varje del |
| `{%tr for … %}` och `{%tr endfor %}` på egna tabellrader | en tabellrad för varje del |
| `{% cellbg åtgärd.status_färg %}` först i en tabellcell | cellens bakgrund i den färgen |
| `{{ nämnd.namn\\|genitiv }}` | Omsorgsnämndens |
| `{{ mottagare\\|uppräkning }}` | en lista i en mening: a, b och c |
| `{{ nämnd.namn_i_text\\|stor }}` | med stor första bokstav |
| `{{ åtgärd.text\\|punkt }}` | med punkt på slutet, om den saknas |

Saknas en uppgift i registret står det i sista kolumnen i dokumentet, inom hakparentes, så att du ser vad som ska
fyllas i. I ett villkor räknas den som falsk. Ett fält som inte finns i listan gör att mallen inte används.

Kontrollera mallen på sidan Mallar eller med `secretary-app check-template mall.docx`: varje fel visas med sin plats och
ett förslag.

Listan görs av `packaging/make_templates.py` ur `secretary_app/word/fields.py`. Namnen ändras inte.
"""


def as_markdown() -> str:
    """The whole page."""
    parts = [_HEAD, "## Fält\n", _table("", FIELDS)]
    described: list[tuple[str, Sequence[Member[Any]]]] = []
    for name, member in names():
        if isinstance(member, Loop):
            known = (member.each, member.members) in described
            parts.append(_loop(name, member, known=known))
            described.append((member.each, member.members))
    return "\n".join(parts)


def _loop(name: str, loop: Loop[Any], *, known: bool) -> str:
    """A list with its fields; those that a list before it has as well are not told again."""
    title = f"## Listan `{name}`\n\n{loop.meaning}. `{{% for {loop.each} in {name} %}}`\n"
    if known:
        return f"{title}\nSamma fält som ovan, under `{loop.each}`.\n"
    return f"{title}\n{_table(f'{loop.each}.', loop.members)}"


def _table(before: str, members: Sequence[Member[Any]]) -> str:
    lines = ["| fält | betydelse | om uppgiften saknas |", "| --- | --- | --- |"]
    for field in (member for member in members if isinstance(member, Field)):
        missing = f"[{field.missing}]" if field.missing else ""
        lines.append(f"| `{before}{field.name}` | {field.meaning} | {missing} |")
    return "\n".join(lines) + "\n"
