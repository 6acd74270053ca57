"""What a person would want pointed out in a template that can be used all the same, and fields written without braces.

Imports lxml; runs in the worker.
"""

import re
from collections.abc import Collection, Iterator
from unicodedata import normalize

from secretary_app.domain.model import DocumentKind
from secretary_app.word.checking_parts import Package, Paragraph, Part, W
from secretary_app.word.checking_tags import Tag, fault
from secretary_app.word.findings import Finding, Place, Severity

_LEFTOVER = re.compile(
    r"§+\s*(?:[xX]+|_+)(?:/20[xX]{2})?(?!\w)"
    r"|(?<!\w)(?:(?:20)?[xX]{2,}|20[xX])(?:[-/:](?:20)?[xX]{2,})*(?!\w)"
    r"|(?<!\w)[åÅyY]{4}-[mM]{2}-[dD]{2}(?!\w)"
    r"|(?i:\blorem ipsum\b)"
)
_SINGLE_BRACES = re.compile(r"(?<!\{)\{\s*([^\W\d][\w.]*(?:\|\w+)?)\s*\}(?!\})")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_ESSENTIAL: dict[DocumentKind, tuple[tuple[tuple[str, ...], str], ...]] = {
    DocumentKind.INTERNREMISS: (
        (("internremiss.svar_senast", "internremiss.svar_senast_iso", "mening.svar_senast"), "när nämnden ska svara"),
        (("rekommendationer", "rekommendationer.text"), "rekommendationerna"),
    ),
    DocumentKind.TJANSTESKRIVELSE: ((("förslag.punkter", "förslag"), "förslaget till beslut"),),
    DocumentKind.YTTRANDE: ((("rekommendationer",), "svaren på rekommendationerna"),),
    DocumentKind.UNDERLAG: ((("beslut.punkter", "beslut"), "beslutets punkter"),),
    DocumentKind.PROTOKOLLSUTDRAG: (
        (("beslut.paragraf",), "paragrafen"),
        (("beslut.punkter", "beslut"), "beslutets punkter"),
    ),
    DocumentKind.FOLJEBREV: (),
    DocumentKind.BARNCHECKLISTA: (),
    DocumentKind.SVARSFORMULAR: (
        (("rekommendationer",), "rekommendationerna"),
        (
            ("rekommendationer.kod", "rekommendationer.märke"),
            "rekommendationernas koder, och svaren kan då inte läsas in av sig själva",
        ),
    ),
}
"""For each kind what it is no use without: the fields of which one must be there, and what it is."""
_NUMBER = (("dokument.diarienummer", "remiss.diarienummer"), "diarienumret")


def warnings(package: Package, kind: DocumentKind | None, used: Collection[str]) -> Iterator[Finding]:
    """Left-over words, tracked changes, comments, and what a template of its kind ought to have."""
    for part in package.parts:
        for paragraph in part.paragraphs:
            if not paragraph.is_copy:
                yield from _leftovers(paragraph)
        yield from _tracked(part)
    yield from _commented(package.body)
    yield from _merged(package)
    if not used and not any("{" in paragraph.text for part in package.parts for paragraph in part.paragraphs):
        yield _warning(
            "Mallen har inga fält: varje utkast får samma text.",
            "Skriv fält där uppgifter ska stå, till exempel {{ remiss.rubrik }}.",
            Place(),
        )
    if kind is not None:
        for names, what in (_NUMBER, *_ESSENTIAL[kind]):
            if not any(_has(used, name) for name in names):
                yield Finding(
                    severity=Severity.WARNING,
                    what=f"Mallen för {kind.swedish.lower()} saknar {what}.",
                    suggestion=f"Lägg in {_written(names[0])}.",
                )


def _has(used: Collection[str], name: str) -> bool:
    return any(each == name or each.startswith(f"{name}.") for each in used)


def _written(name: str) -> str:
    if name == "rekommendationer":
        return "{%p for rekommendation in rekommendationer %}"
    if name.endswith(".punkter"):
        return f"{{%p for punkt in {name} %}}"
    return f"{{{{ {name.replace('rekommendationer.', 'rekommendation.')} }}}}"


def _warning(what: str, suggestion: str, place: Place, wrong: str = "", right: str = "") -> Finding:
    return Finding(severity=Severity.WARNING, what=what, suggestion=suggestion, place=place, wrong=wrong, right=right)


def _leftovers(paragraph: Paragraph) -> Iterator[Finding]:
    plain = _TAG.sub(" ", paragraph.text)
    for words in dict.fromkeys(match[0] for match in _LEFTOVER.finditer(plain)):
        yield _warning(
            f"”{words}” ser ut att vara kvar från ett gammalt dokument.",
            "Byt det mot ett fält, eller ta bort det.",
            paragraph.place(words),
        )


def _tracked(part: Part) -> Iterator[Finding]:
    changes = [each for tag in _TRACKED for each in part.root.iter(f"{W}{tag}")]
    if not changes:
        return
    owners = {paragraph.element: paragraph for paragraph in part.paragraphs}
    order = {element: number for number, element in enumerate(part.root.iter())}
    first = min(changes, key=order.__getitem__)
    near = next((owners[each] for each in (first, *first.iterancestors(), *first.iter()) if each in owners), None)
    number = "en spårad ändring" if len(changes) == 1 else f"{len(changes)} spårade ändringar"
    yield _warning(
        f"Mallen har {number}, som följer med i varje utkast.",
        "Godkänn eller avvisa dem i Word under Granska.",
        near.place() if near else part.place(),
    )


def _commented(body: Part) -> Iterator[Finding]:
    for paragraph in body.paragraphs:
        if next(paragraph.element.iter(f"{W}commentReference"), None) is not None:
            yield _warning(
                "Mallen har kommentarer, som följer med i varje utkast.",
                "Ta bort dem i Word under Granska.",
                paragraph.place(),
            )
            return


def _merged(package: Package) -> Iterator[Finding]:
    for part in package.parts:
        for paragraph in part.paragraphs:
            fields = [each.text or "" for each in paragraph.element.iter(f"{W}instrText")]
            fields += [each.get(f"{W}instr", "") for each in paragraph.element.iter(f"{W}fldSimple")]
            if any(text.strip().upper().startswith("MERGEFIELD") for text in fields):
                yield _warning(
                    "Här är ett fält för koppling av dokument, som inte fylls i.",
                    "Byt det mot ett fält inom klamrar, till exempel {{ remiss.rubrik }}.",
                    paragraph.place(),
                )


def bare_fields(part: Part, names: Collection[str]) -> Iterator[Finding]:
    """Fields between single braces, or with none: they would stand in the draft as they are written."""
    dotted = [name for name in names if "." in name]
    bare = re.compile(
        rf"(?<![\w.@/{{])(?:{'|'.join(map(re.escape, sorted(dotted, key=len, reverse=True)))})(?![\w/@.])"
    )
    for paragraph in part.paragraphs:
        if paragraph.is_copy or ("." not in paragraph.text and "{" not in paragraph.text):
            continue
        plain = normalize("NFC", _TAG.sub(lambda match: " " * len(match[0]), paragraph.text))
        if _BRACES.search(plain):
            # Told already: a tag there is not whole.
            continue
        for match in _SINGLE_BRACES.finditer(plain):
            right = f"{{{{ {match[1]} }}}}"
            if match[1].partition("|")[0] in names or "." in match[1]:
                yield fault(
                    f"{match[0]} har enkla klamrar och fylls inte i.",
                    paragraph.place(match[0]),
                    f"Skriv {right}.",
                    *_if_there(match[0], right, paragraph),
                )
        plain = _SINGLE_BRACES.sub(" ", plain)
        for name in dict.fromkeys(match[0] for match in bare.finditer(plain)):
            right = f"{{{{ {name} }}}}"
            yield _warning(
                f"{name} står utan klamrar och fylls inte i.",
                f"Skriv {right}.",
                paragraph.place(name),
                *_if_there(name, right, paragraph),
            )


def _if_there(wrong: str, right: str, paragraph: Paragraph) -> tuple[str, str]:
    """What can be mended with a click: not where the file has two signs for an å, ä or ö."""
    return (wrong, right) if wrong in paragraph.text else ("", "")


def unfilled(part: Part, tags: list[Tag]) -> Iterator[Finding]:
    """Tags where none is filled in: in endnotes. Those in a comment are about the template."""
    for tag in tags if part.label != "kommentaren" else ():
        yield tag.finding(f"{tag.told} står i {part.label}, där inget fylls i.", "Flytta det till brödtexten.")
