"""The answer form that goes with an internremiss: the same in every house style, in the look of each.

What says where an answer belongs is there three times over, since editors drop content controls and bookmarks: hidden
in the controls' tags, hidden in bookmarks, and as a short code to be seen. ``domain.answer_marks`` has the words.
"""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from template_parts import Sheet, add_row, add_tag_row, block_control, dropdown, line_control, name_row

_CHOICE = dropdown(("Instämmer", "Delvis", "Instämmer inte", "Ej tillämpligt"))
_CODE = "{{ rekommendation.kod }}"
_MORE_ROWS = 3


def answer_form(sheet: Sheet) -> None:
    """Write the form, from its heading on, after what the house style has on top of its letters."""
    heading = sheet.text("Svarsformulär: {{ remiss.rubrik }}", "Heading 1")
    _bookmark(heading, "beredd_s_{{remiss.märke}}")
    _bookmark(heading, "beredd_n_{{nämnd.märke}}")
    sheet.text("{{ mening.svar_senast }}")
    sheet.text("{{ mening.så_fylls_i }}")
    sheet.code("for rekommendation in rekommendationer")
    _bookmark(sheet.text("{{ rekommendation.rubrik }}", "Heading 2"), "beredd_q_{{rekommendation.märke}}")
    sheet.text("{{ rekommendation.text }}", "Rekommendation i svar")
    _answer(sheet)
    sheet.code("if remiss.vill_ha_åtgärder or rekommendation.eget_svar.åtgärder")
    _measures(sheet)
    sheet.code("endif")
    sheet.code("endfor")
    sheet.code("if mening.rekommendationer")
    _comments(sheet)
    sheet.code("endif")


def _answer(sheet: Sheet) -> None:
    form = sheet.form((4.0, 12.0))
    add_row(form, ("Kod", _CODE))
    position = add_row(form, ("Ställningstagande", ""))[1].paragraphs[0]
    answer = add_row(form, ("Svar", ""))[1]
    mark = "{{ rekommendation.svarsmärke }}"
    taken = "{{ rekommendation.eget_svar.ställningstagande }}"
    line_control(position, f"Ställningstagande {_CODE}", f"beredd:p:{mark}", taken, _CHOICE)
    block_control(answer, f"Svar {_CODE}", f"beredd:t:{mark}", _each("rekommendation.eget_svar.stycken"))
    _name_rows(form, sheet)


def _comments(sheet: Sheet) -> None:
    code, mark = "{{ egna_synpunkter.kod }}", "{{ egna_synpunkter.svarsmärke }}"
    sheet.heading(2, "Allmänna synpunkter")
    form = sheet.form((4.0, 12.0))
    add_row(form, ("Kod", code))
    answer = add_row(form, ("Synpunkter", ""))[1]
    block_control(answer, f"Synpunkter {code}", f"beredd:t:{mark}", _each("egna_synpunkter.stycken"))
    _name_rows(form, sheet)


def _measures(sheet: Sheet) -> None:
    heading = sheet.text(f"Åtgärder till {_CODE}")
    heading.paragraph_format.space_before = Pt(12)
    heading.paragraph_format.keep_with_next = True
    table = sheet.table(("Åtgärd", "Ansvarig", "Tidsplan"), (7.4, 4.3, 4.3))
    add_tag_row(table, "for åtgärd in rekommendation.eget_svar.åtgärder")
    measure, responsible, _ = add_row(table, ("", "{{ åtgärd.ansvarig }}", "{{ åtgärd.tidsplan }}"))
    block_control(measure, f"Åtgärd till {_CODE}", "beredd:m:{{ åtgärd.radmärke }}", ("{{ åtgärd.text }}",))
    _bookmark(responsible.paragraphs[0], "beredd_m_{{åtgärd.märke}}")
    add_tag_row(table, "endfor")
    for _ in range(_MORE_ROWS):
        add_row(table, ("", "", ""))
    for row in table.rows[1:]:
        for cell in row.cells:
            _to_write_in(cell)


def _name_rows(form: Table, sheet: Sheet) -> None:
    for row in form.rows:
        name_row(row.cells[0], sheet.look.tint)
        _to_write_in(row.cells[1])


def _to_write_in(cell: _Cell) -> None:
    """As large as the text of a letter: people write and read whole answers here."""
    for element in cell._tc.iter(qn("w:p")):
        paragraph = Paragraph(element, cell)
        if paragraph.style is not None and paragraph.style.name == "Tabelltext":
            paragraph.style = "Normal"
            paragraph.paragraph_format.space_after = Pt(3)


def _each(paragraphs: str) -> tuple[str, str, str]:
    return (f"{{%p for stycke in {paragraphs} %}}", "{{ stycke }}", "{%p endfor %}")


def _bookmark(paragraph: Paragraph, name: str) -> None:
    """An empty bookmark where the paragraph's text begins. Word lets its name have forty characters, and no blanks."""
    for place, tag in enumerate(("w:bookmarkStart", "w:bookmarkEnd")):
        element = OxmlElement(tag)
        element.set(qn("w:id"), "0")
        if not place:
            element.set(qn("w:name"), name)
        paragraph.runs[0]._r.addprevious(element)
