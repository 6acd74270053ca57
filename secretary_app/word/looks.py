"""How text looks in a Word file once its styles are resolved: its colour, what is behind it, whether it is in a list.

Imports lxml.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree  # type: ignore[import-untyped]

from secretary_app.word.checking_parts import W

_BLACK, _WHITE = "000000", "FFFFFF"
_HIGHLIGHTS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0", "black": _BLACK, "white": _WHITE,
}  # fmt: skip
_LARGE, _LARGE_BOLD = 36, 28
"""Half points from which on text is large to WCAG."""
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Look:
    ink: str = ""
    """Six hexadecimal digits; ``""``: whatever can be read on the ground."""
    ground: str = _WHITE
    size: int = 20
    is_bold: bool = False
    is_hidden: bool = False

    @property
    def is_large(self) -> bool:
        return self.size >= (_LARGE_BOLD if self.is_bold else _LARGE)


class Looks:
    """The styles of one file, resolved."""

    def __init__(self, styles: etree._Element | None) -> None:
        found = [] if styles is None else list(styles.iter(f"{W}style"))
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._default = next(
            (
                style.get(f"{W}styleId", "")
                for style in found
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")
            ),
            "",
        )
        base = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = _with(Look(), base)
        self._of_style = lru_cache(maxsize=None)(self._look_of_style)

    def is_list_item(self, paragraph: etree._Element) -> bool:
        """It is in one of Word's own lists, by itself or by its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            return _value(own.find(f"{W}numId")) != "0"
        return any(style.find(f"{W}pPr/{W}numPr") is not None for style in self._chain(_style_of(paragraph)))

    def of_runs(self, paragraph: etree._Element) -> Iterator[tuple[str, Look]]:
        """Each run that shows something, with its look."""
        base = self._of_paragraph(paragraph)
        for run in paragraph.iter(f"{W}r"):
            text = "".join(each.text or "" for each in run.findall(f"{W}t"))
            if not text.strip() or next(run.iterancestors(f"{W}p")) is not paragraph:
                continue
            own = run.find(f"{W}rPr")
            look = base
            if own is not None:
                for style in reversed(self._chain(_value(own.find(f"{W}rStyle")))):
                    look = _with(look, style.find(f"{W}rPr"))
                look = _with(look, own)
            if look.ink and not look.is_hidden:
                yield text, look

    def _of_paragraph(self, paragraph: etree._Element) -> Look:
        ground = self._ground_of_cell(paragraph)
        look = self._of_style(_style_of(paragraph) or self._default)
        if ground and look.ground == _WHITE:
            look = replace(look, ground=ground)
        return _shaded(look, paragraph.find(f"{W}pPr/{W}shd"))

    def _ground_of_cell(self, paragraph: etree._Element) -> str:
        for cell in paragraph.iterancestors(f"{W}tc"):
            if fill := _fill(cell.find(f"{W}tcPr/{W}shd")):
                return fill
            row = next(cell.iterancestors(f"{W}tr"))
            table = next(cell.iterancestors(f"{W}tbl"))
            if fill := self._ground_of_table(table, row) or _fill(table.find(f"{W}tblPr/{W}shd")):
                return fill
        return ""

    def _ground_of_table(self, table: etree._Element, row: etree._Element) -> str:
        look = table.find(f"{W}tblPr/{W}tblLook")
        is_head = look is not None and look.get(f"{W}firstRow") == "1" and table.find(f"{W}tr") is row
        for style in self._chain(_value(table.find(f"{W}tblPr/{W}tblStyle"))):
            kinds = ["firstRow"] if is_head else []
            for kind in kinds:
                part = style.find(f"{W}tblStylePr[@{W}type='{kind}']/{W}tcPr/{W}shd")
                if fill := _fill(part):
                    return fill
            if fill := _fill(style.find(f"{W}tcPr/{W}shd")):
                return fill
        return ""

    def _look_of_style(self, id_: str) -> Look:
        look = self._base
        for style in reversed(self._chain(id_)):
            look = _shaded(_with(look, style.find(f"{W}rPr")), style.find(f"{W}pPr/{W}shd"))
        return look

    def _chain(self, id_: str) -> list[etree._Element]:
        """The style and those it is based on."""
        found: list[etree._Element] = []
        while (style := self._styles.get(id_)) is not None and style not in found:
            found.append(style)
            id_ = _value(style.find(f"{W}basedOn"))
        return found


def contrast(ink: str, ground: str) -> float:
    """From 1 to 21, as WCAG counts it; both are six hexadecimal digits."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _with(look: Look, properties: etree._Element | None) -> Look:
    if properties is None:
        return look
    colour = properties.find(f"{W}color")
    if colour is not None:
        look = replace(look, ink=_hex(colour.get(f"{W}val", "")))
    size, bold, hidden = (properties.find(f"{W}{name}") for name in ("sz", "b", "vanish"))
    if size is not None and _value(size).isdigit():
        look = replace(look, size=int(_value(size)))
    if bold is not None:
        look = replace(look, is_bold=_value(bold) not in _OFF)
    if hidden is not None:
        look = replace(look, is_hidden=_value(hidden) not in _OFF)
    mark = _HIGHLIGHTS.get(_value(properties.find(f"{W}highlight")))
    look = _shaded(look, properties.find(f"{W}shd"))
    return replace(look, ground=mark) if mark else look


def _shaded(look: Look, shading: etree._Element | None) -> Look:
    fill = _fill(shading)
    return replace(look, ground=fill) if fill else look


def _fill(shading: etree._Element | None) -> str:
    return "" if shading is None else _hex(shading.get(f"{W}fill", ""))


def _hex(colour: str) -> str:
    """Six hexadecimal digits; ``""`` for ``auto`` and for a template's tag, which nothing is known of."""
    try:
        int(colour, 16)
    except ValueError:
        return ""
    return colour if len(colour) == 6 else ""


def _style_of(paragraph: etree._Element) -> str:
    return _value(paragraph.find(f"{W}pPr/{W}pStyle"))


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
