"""The rules that ``accessible`` goes through. Each names the success criterion of WCAG 2.1 that it comes from.

Imports lxml.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree  # type: ignore[import-untyped]

from secretary_app.word.checking_parts import FALLBACK, Package, Paragraph, W
from secretary_app.word.findings import Finding, Place, Severity
from secretary_app.word.looks import Looks, contrast

_DC = "{http://purl.org/dc/elements/1.1/}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML = "{urn:schemas-microsoft-com:vml}"
_TYPED = re.compile(r"\s*(?:[-–—•●▪‣*·o]|\(?(?:\d{1,2}|[a-zåäö])[.)])[\t\u00a0 ]+\S", re.IGNORECASE)
_TAG_LINE = re.compile(r"\s*\{%.*%\}\s*", re.DOTALL)
_LOOP = re.compile(r"\s*\{%p for ")
_TAGS = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SAYS_NOTHING = {"här", "klicka här", "länk", "läs mer", "mer", "här.", "klicka", "läs mer här", "se här"}
_LEAST_CONTRAST, _LEAST_CONTRAST_LARGE = 4.5, 3.0
_MOST_EMPTY = 3
_SWEDISH = "sv-SE"
_LANGUAGES = {"en": "engelska", "nb": "norska", "nn": "norska", "da": "danska", "fi": "finska", "de": "tyska"}
_LONG = 12
"""Paragraphs from which on a text without any heading is hard to find one's way in."""


def accessibility(package: Package, *, is_template: bool = False) -> Iterator[Finding]:
    """Every finding, rule by rule.

    A template gets its title from the draft, and its headings may stand under conditions: neither is asked for.
    """
    if not is_template:
        yield from headings(package)
    yield from _properties(package, is_template=is_template)
    looks = Looks(package.styles)
    for part in package.parts:
        for table in part.root.iter(f"{W}tbl"):
            yield from _table(table, {each.element: each for each in part.paragraphs})
        seen = [each for each in part.paragraphs if not each.is_copy]
        yield from _pictures(seen)
        yield from _lists(seen, looks)
        yield from _contrast(seen, looks)
        yield from _empty(seen)
        yield from _links(seen)


def _warning(what: str, suggestion: str, place: Place) -> Finding:
    return Finding(severity=Severity.WARNING, what=what, suggestion=suggestion, place=place)


def headings(package: Package) -> Iterator[Finding]:
    """WCAG 1.3.1 and 2.4.6: one heading at the top, and none of a level whose own is missing above it."""
    paragraphs = [each for each in package.body.paragraphs if not each.is_copy and each.text.strip()]
    found = [each for each in paragraphs if each.level]
    if not found:
        if len(paragraphs) >= _LONG:
            yield _warning(
                "Dokumentet har inga rubriker.",
                "Ge rubrikerna formatmallarna Rubrik 1, Rubrik 2 och så vidare, inte bara fet stil.",
                package.body.place(),
            )
        return
    tops = [each for each in found if each.level == 1]
    if not tops:
        yield _warning(
            "Dokumentet saknar huvudrubrik.", "Ge dokumentets rubrik formatmallen Rubrik 1.", found[0].place()
        )
    elif found[0].level != 1:
        yield _warning(
            "Den första rubriken är inte huvudrubriken.", "Sätt Rubrik 1 först i dokumentet.", found[0].place()
        )
    for extra in tops[1:]:
        yield _warning(
            "Dokumentet har mer än en huvudrubrik.", "Låt en vara Rubrik 1 och de andra Rubrik 2.", extra.place()
        )
    for above, below in pairwise(found):
        if below.level > above.level + 1:
            yield _warning(
                f"Rubriken hoppar över en nivå, från {above.level} till {below.level}.",
                f"Ge den formatmallen Rubrik {above.level + 1}.",
                below.place(),
            )


def _properties(package: Package, *, is_template: bool) -> Iterator[Finding]:
    """WCAG 2.4.2 and 3.1.1."""
    core = package.core
    if not is_template and (core is None or not (core.findtext(f"{_DC}title") or "").strip()):
        yield _warning("Dokumentet saknar titel.", "Skriv den i Word under Arkiv, Info, Titel.", Place())
    language = _language(package)
    if not language.lower().startswith("sv"):
        name = _LANGUAGES.get(language[:2].lower(), language)
        told = f"Dokumentets språk är {name}, inte svenska." if name else "Dokumentet har inget språk."
        listed = package.relations.get(package.document, [])
        yield Finding(
            severity=Severity.WARNING,
            what=told,
            suggestion="Markera allt i Word och välj Granska, Språk, Svenska (Sverige) som standard.",
            place=Place(member=next((each.target for each in listed if each.kind == "styles"), "")),
            wrong=language,
            right=_SWEDISH if language else "",
        )


def _language(package: Package) -> str:
    styles = package.styles
    if styles is None:
        return ""
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    own = styles.find(f"{W}style[@{W}default='1'][@{W}type='paragraph']/{W}rPr/{W}lang")
    languages = [each.get(f"{W}val") for each in (own, default) if each is not None]
    return next((each for each in languages if each), "")


def _table(table: etree._Element, owners: dict[etree._Element, Paragraph]) -> Iterator[Finding]:
    """WCAG 1.3.1: a table of data says which row holds its headings."""
    rows = table.findall(f"{W}tr")
    widest = max((len(row.findall(f"{W}tc")) for row in rows), default=0)
    if len(rows) < 2 or widest < 2 or _is_copy(table):
        return
    if rows[0].find(f"{W}trPr/{W}tblHeader") is not None or _names_its_rows(table, rows, widest):
        return
    first = next((owners[each] for each in table.iter(f"{W}p") if each in owners), None)
    if first is not None:
        yield _warning(
            "Tabellens rubrikrad är inte märkt.",
            "Markera den i Word och välj Layout, Upprepa rubrikrader.",
            first.place(),
        )


def _names_its_rows(table: etree._Element, rows: list[etree._Element], widest: int) -> bool:
    """A form of two columns, the first of which names what stands in the second."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if widest != 2 or look is None or look.get(f"{W}firstColumn") != "1":
        return False
    cells = [row.findall(f"{W}tc")[0] for row in rows if len(row.findall(f"{W}tc")) == 2]
    return all(cell.find(f"{W}tcPr/{W}shd") is not None or next(cell.iter(f"{W}b"), None) is not None for cell in cells)


def _is_copy(element: etree._Element) -> bool:
    return next(element.iterancestors(FALLBACK), None) is not None


def _pictures(paragraphs: list[Paragraph]) -> Iterator[Finding]:
    """WCAG 1.1.1."""
    for paragraph in paragraphs:
        for drawing in paragraph.element.iter(f"{W}drawing", f"{W}pict", f"{W}object"):
            owner = next(drawing.iterancestors(f"{W}p"), None)
            if owner is paragraph.element and not _is_copy(drawing) and _lacks_text(drawing):
                yield _warning(
                    "En bild saknar alternativtext.",
                    "Högerklicka på den i Word, välj Visa alternativtext och skriv vad den visar.",
                    paragraph.place(),
                )


def _lacks_text(drawing: etree._Element) -> bool:
    if drawing.tag == f"{W}drawing":
        described = next(drawing.iter(f"{_DRAWING}docPr"), None)
        is_picture = next(drawing.iter(_PICTURE), None) is not None
        if described is None or not is_picture:
            return False
        decorative = next(described.iter(_DECORATIVE), None)
        if decorative is not None and decorative.get("val") in ("1", "true"):
            return False
        return not (described.get("descr") or described.get("title") or "").strip()
    shapes = [each for each in drawing.iter() if each.find(f"{_VML}imagedata") is not None]
    return any(not (shape.get("alt") or "").strip() for shape in shapes)


def _lists(paragraphs: list[Paragraph], looks: Looks) -> Iterator[Finding]:
    """WCAG 1.3.1: two lines or more that begin with a typed dash or number, or one in a template's loop."""
    run: list[Paragraph] = []
    in_loop = False
    for paragraph in [*paragraphs, None]:
        if paragraph is not None and (_TAG_LINE.fullmatch(paragraph.text) or not paragraph.text.strip()):
            in_loop = in_loop or (not run and bool(_LOOP.match(paragraph.text)))
            continue
        if paragraph is not None and _is_typed_item(paragraph, looks):
            run.append(paragraph)
            continue
        if len(run) > (0 if in_loop else 1):
            yield _warning(
                "En lista är skriven med streck eller siffror för hand.",
                "Markera raderna i Word och välj Punktlista eller Numrerad lista.",
                run[0].place(),
            )
        run, in_loop = [], False


def _is_typed_item(paragraph: Paragraph, looks: Looks) -> bool:
    text = _TAGS.sub("", paragraph.text)
    return bool(_TYPED.match(text)) and not paragraph.level and not looks.is_list_item(paragraph.element)


def _contrast(paragraphs: list[Paragraph], looks: Looks) -> Iterator[Finding]:
    """WCAG 1.4.3. Text of one look is told of where it first stands."""
    places: dict[tuple[float, float], dict[Paragraph, str]] = {}
    for paragraph in paragraphs:
        for text, look in looks.of_runs(paragraph.element):
            least = _LEAST_CONTRAST_LARGE if look.is_large else _LEAST_CONTRAST
            ratio = contrast(look.ink, look.ground)
            if ratio < least:
                places.setdefault((ratio, least), {}).setdefault(paragraph, text)
    for (ratio, least), found in places.items():
        numbers = f"kontrast {ratio:.1f}, minst {least:.1f}".replace(".", ",")
        more = len(found) - 1
        also = f", här och på {more} {'ställe' if more == 1 else 'ställen'} till" if more else ""
        first, text = next(iter(found.items()))
        yield _warning(
            f"Texten är svår att läsa mot sin bakgrund ({numbers}){also}.",
            "Välj en mörkare färg på texten eller en ljusare bakgrund.",
            first.place(text),
        )


def _empty(paragraphs: list[Paragraph]) -> Iterator[Finding]:
    """Room that is made with the Enter key is read out as so many blanks."""
    run: list[Paragraph] = []
    for paragraph in [*paragraphs, None]:
        if paragraph is not None and _is_empty(paragraph):
            # Those of two cells have nothing to do with one another.
            if run and paragraph.element.getparent() is not run[-1].element.getparent():
                run = []
            run.append(paragraph)
            continue
        if len(run) >= _MOST_EMPTY:
            yield _warning(
                f"{len(run)} tomma stycken i rad skapar luft.",
                "Ta bort dem och ge stycket före eller efter ett avstånd i stället.",
                run[0].place(),
            )
        run = []


def _is_empty(paragraph: Paragraph) -> bool:
    if paragraph.text.strip():
        return False
    kinds = ("drawing", "pict", "object", "sectPr", "fldChar", "fldSimple", "lastRenderedPageBreak", "bookmarkStart")
    return not any(next(paragraph.element.iter(f"{W}{kind}"), None) is not None for kind in kinds)


def _links(paragraphs: list[Paragraph]) -> Iterator[Finding]:
    """WCAG 2.4.4."""
    for paragraph in paragraphs:
        for link in paragraph.element.iter(f"{W}hyperlink"):
            text = "".join(each.text or "" for each in link.iter(f"{W}t")).strip()
            if text.lower() in _SAYS_NOTHING or text.lower().startswith(("http://", "https://")):
                yield _warning(
                    f"Länken ”{text[:40]}” säger inte vart den leder.",
                    "Skriv vad man kommer till, till exempel dokumentets namn.",
                    paragraph.place(text[:40]),
                )
