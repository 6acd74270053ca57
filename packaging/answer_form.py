"""The answer form that goes with an internremiss: the same in every house style, in the look of each."""

from docx.shared import Pt
from template_parts import Sheet, add_row, add_tag_row, block_control, dropdown, line_control, name_row

_CHOICE = dropdown(("Instämmer", "Delvis", "Instämmer inte", "Ej tillämpligt"))


def answer_form(sheet: Sheet) -> None:
    """Write the form, from its heading on, after what the house style has on top of its letters."""
    sheet.heading(1, "Svarsformulär: {{ remiss.rubrik }}")
    sheet.text("{{ mening.svar_senast }}")
    sheet.text(
        "Välj ställningstagande, skriv svaret och fyll i en rad för varje åtgärd. Lägg till rader vid behov. "
        "Ändra inte koderna: de visar vilken fråga svaret hör till."
    )
    sheet.code("for rekommendation in rekommendationer")
    sheet.heading(2, "{{ rekommendation.rubrik }}")
    sheet.text("{{ rekommendation.text }}", "Rekommendation i svar")
    _answer(sheet)
    _measures(sheet)
    sheet.code("endfor")


def _answer(sheet: Sheet) -> None:
    form = sheet.form((4.0, 12.0))
    add_row(form, ("Kod", "{{ rekommendation.kod }}"))
    position = add_row(form, ("Ställningstagande", ""))[1]
    answer = add_row(form, ("Svar", ""))[1]
    code = "{{ rekommendation.kod }}"
    text = "{{ rekommendation.eget_svar.ställningstagande }}"
    line_control(position.paragraphs[0], f"Ställningstagande {code}", f"{code}:ställningstagande", text, _CHOICE)
    paragraphs = ("{%p for stycke in rekommendation.eget_svar.stycken %}", "{{ stycke }}", "{%p endfor %}")
    block_control(answer, f"Svar {code}", f"{code}:text", paragraphs)
    for row in form.rows:
        name_row(row.cells[0], sheet.look.tint)


def _measures(sheet: Sheet) -> None:
    heading = sheet.text("Åtgärder till {{ rekommendation.kod }}")
    heading.paragraph_format.space_before = Pt(12)
    heading.paragraph_format.keep_with_next = True
    table = sheet.table(("Åtgärd", "Ansvarig", "Tidsplan"), (8.0, 4.5, 3.5))
    add_tag_row(table, "for åtgärd in rekommendation.eget_svar.åtgärder")
    add_row(table, ("{{ åtgärd.text }}", "{{ åtgärd.ansvarig }}", "{{ åtgärd.tidsplan }}"))
    add_tag_row(table, "endfor")
    for _ in range(3):
        add_row(table, ("", "", ""))
