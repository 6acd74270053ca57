"""The building blocks of the shipped Word templates: the page, and the paragraphs, tables and controls on it.

Everything that python-docx's own start document carries along (styles, thumbnail, dates) is replaced, so that the
templates are small, Swedish and the same wherever they are made.
"""

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Cm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from template_styles import KLASSISK, NUMBERING, SETTINGS, TEXT_WIDTH, TEXT_WIDTH_ACROSS, Look, styles


def new_document(look: Look) -> DocumentType:
    """An empty A4 document in Swedish with our styles in this look and nothing else."""
    document = Document()
    part = document.part
    _replace(document.styles.element, styles(look))
    _replace(document.settings.element, SETTINGS)
    _replace(part.numbering_part.element, NUMBERING)
    for relation in list(part.package.rels.values()):
        if relation.reltype.endswith("/thumbnail"):
            part.package.rels.pop(relation.rId)
    for relation in list(part.rels.values()):
        if relation.reltype.rsplit("/", 1)[-1] in ("stylesWithEffects", "customXml"):
            part.rels.pop(relation.rId)
    core = part.package.core_properties._element
    for child in list(core):
        core.remove(child)
    part.package.core_properties.language = "sv-SE"
    _page(document.sections[0])
    return document


def save(document: DocumentType, path: Path) -> None:
    """Write the file the same way each time: members stored as they are, under one fixed time stamp."""
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(path, "w") as kept:
        for name in made.namelist():
            content = _APP if name == "docProps/app.xml" else made.read(name)
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 0
            kept.writestr(member, content)


_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Beredd</Application></Properties>"
)


def _replace(element: BaseOxmlElement, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _page(section: Section) -> None:
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.6)
    section.header_distance = section.footer_distance = Cm(1.25)
    section.different_first_page_header_footer = True


class Sheet:
    """Writes paragraphs and tables into a document, one after the other."""

    def __init__(self, look: Look = KLASSISK) -> None:
        self.look = look
        self.document = new_document(look)

    def text(self, text: str, style: str = "Normal") -> Paragraph:
        """A paragraph; ``\\t`` in it is a tab stop, ``**`` begins and ends bold."""
        return write(self.document.add_paragraph(style=style), text)

    def heading(self, level: int, text: str) -> None:
        self.text(text, f"Heading {level}")

    def code(self, *tags: str) -> None:
        """Paragraphs that hold a template tag each and vanish when the template is filled in."""
        for tag in tags:
            self.text(f"{{%p {tag} %}}", "Mallkod")

    def each(self, item: str, items: str, text: str, style: str) -> Paragraph:
        """A paragraph for each item of a list."""
        self.code(f"for {item} in {items}")
        paragraph = self.text(text, style)
        self.code("endfor")
        return paragraph

    def when(self, condition: str, text: str, style: str = "Normal") -> None:
        """A paragraph that is there only if the condition holds."""
        self.code(f"if {condition}")
        self.text(text, style)
        self.code("endif")

    def table(self, headings: tuple[str, ...], widths: tuple[float, ...]) -> Table:
        """A table whose first row repeats on each page and whose rows stay whole; widths in centimetres."""
        table = self._grid(len(headings), widths)
        for cell in add_row(table, headings, "Tabellhuvud"):
            shade(cell, self.look.tint)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        return table

    def form(self, widths: tuple[float, float]) -> Table:
        """A table of two columns, the first of which names what stands in the second."""
        table = self._grid(2, widths)
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        if look is not None:
            look.set(qn("w:firstColumn"), "1")
        return table

    def landscape(self) -> Section:
        """A new page across; its header and footer are to be written."""
        section: Section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21.0)
        section.different_first_page_header_footer = False
        return section

    def _grid(self, columns: int, widths: tuple[float, ...]) -> Table:
        table: Table = self.document.add_table(rows=0, cols=columns, style="Table Grid")
        # As wide as the text, with columns that give way to a word longer than they are.
        table.autofit = True
        width_of_all = table._tbl.tblPr.find(qn("w:tblW"))
        width_of_all.set(qn("w:type"), "pct")
        width_of_all.set(qn("w:w"), "5000")
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        return table


def add_row(table: Table, texts: tuple[str, ...], style: str = "Tabelltext") -> tuple[_Cell, ...]:
    """A row that does not break over two pages."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text in zip(row.cells, texts, strict=True):
        write(_styled(cell, style), text)
    return tuple(row.cells)


def add_tag_row(table: Table, tag: str) -> None:
    """A row that holds a template tag and vanishes when the template is filled in."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    write(_styled(row.cells[0], "Mallkod"), f"{{%tr {tag} %}}")


def name_row(cell: _Cell, tint: str = KLASSISK.tint) -> None:
    """Let the cell look like the name of its row."""
    cell.paragraphs[0].style = "Tabellhuvud"
    shade(cell, tint)


def write(paragraph: Paragraph, text: str) -> Paragraph:
    for number, piece in enumerate(text.split("**")):
        if piece:
            paragraph.add_run(piece).bold = True if number % 2 else None
    return paragraph


def _styled(cell: _Cell, style: str) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    return paragraph


def shade(cell: _Cell, tint: str) -> None:
    """Fill the cell with a colour."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{tint}"/>')
    )


def page_number(paragraph: Paragraph) -> None:
    """``Sida 1 av 3`` as fields."""
    paragraph.add_run("Sida ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" av ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, instruction: str) -> None:
    for kind in ("begin", "instruction", "separate", "result", "end"):
        run = paragraph.add_run("1" if kind == "result" else None)
        if kind == "instruction":
            element = OxmlElement("w:instrText")
            element.text = f" {instruction} "
            element.set(qn("xml:space"), "preserve")
            run._r.append(element)
        elif kind != "result":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def line_control(paragraph: Paragraph, title: str, tag: str, text: str, kind: str) -> None:
    """A content control in the line: ``title`` is shown in Word, ``tag`` tells a reader what it holds."""
    sdt = _control(title, tag, kind)
    sdt.append(parse_xml(f"<w:sdtContent {nsdecls('w')}><w:r><w:t>{text}</w:t></w:r></w:sdtContent>"))
    paragraph._p.append(sdt)


def block_control(cell: _Cell, title: str, tag: str, paragraphs: tuple[str, ...]) -> None:
    """A content control that holds the cell's paragraphs, to write several in."""
    sdt = _control(title, tag, "")
    content = OxmlElement("w:sdtContent")
    sdt.append(content)
    for text in paragraphs:
        write(cell.add_paragraph(style="Tabelltext"), text)
    for paragraph in cell.paragraphs[1:]:
        content.append(paragraph._p)
    first = cell.paragraphs[0]._p
    first.addprevious(sdt)
    cell._tc.remove(first)


def _control(title: str, tag: str, kind: str) -> BaseOxmlElement:
    return parse_xml(
        f"<w:sdt {nsdecls('w', 'w14')}><w:sdtPr><w:alias w:val='{title}'/><w:tag w:val='{tag}'/><w:id w:val='1'/>{kind}"
        "</w:sdtPr></w:sdt>"
    )


def dropdown(words: tuple[str, ...]) -> str:
    """The kind of a content control that offers these words."""
    return (
        "<w:dropDownList>"
        + "".join(f"<w:listItem w:displayText='{word}' w:value='{word}'/>" for word in words)
        + "</w:dropDownList>"
    )


CHECKBOX = (
    "<w14:checkbox><w14:checked w14:val='0'/><w14:checkedState w14:val='2612' w14:font='MS Gothic'/>"
    "<w14:uncheckedState w14:val='2610' w14:font='MS Gothic'/></w14:checkbox>"
)


def ruled(paragraph: Paragraph, side: str, ink: str = KLASSISK.ink) -> None:
    """A thin line over (``top``) or under (``bottom``) the paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="6" w:space="4" w:color="{ink}"/></w:pBdr>'
    )
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr"
    )


def to_the_right(paragraph: Paragraph) -> None:
    """Move the right tab stop of a header's or footer's line to the margin of a page across."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Cm(TEXT_WIDTH_ACROSS), WD_TAB_ALIGNMENT.RIGHT)


def first_line(part: _Header | _Footer, style: str) -> Paragraph:
    """The one paragraph that a header or footer begins with."""
    part.is_linked_to_previous = False
    paragraph: Paragraph = part.paragraphs[0]
    paragraph.style = style
    return paragraph
