"""Tables as Word and pages copy them: a cell with several lines stays one cell."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.pasted_html import table_text
from secretary_app.domain.pasted_meetings import parse_pasted

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset=utf-8><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=SV>
<!--StartFragment--><p class=MsoNormal>Sammanträden 2026<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td width=120 valign=top><p class=MsoNormal><o:p>&nbsp;</o:p></p></td>
<td><p class=MsoNormal><b>KSAU</b></p></td><td><p class=MsoNormal>K<span lang=SV>S</span></p></td></tr>
<tr><td><p class=MsoNormal>januari</p></td><td><p class=MsoNormal>13</p><p class=MsoNormal>27</p></td>
<td><p class=MsoNormal>21</p></td></tr>
<tr><td><p class=MsoNormal>februari</p></td><td><p class=MsoNormal>10<br>24</p></td><td></td></tr>
</table><!--EndFragment--></body></html>"""


def test_a_table_out_of_word() -> None:
    text = table_text(WORD)
    assert text == "Sammanträden 2026\n\tKSAU\tKS\njanuari\t13, 27\t21\nfebruari\t10, 24\t"
    found = parse_pasted(text, 2025, ["KSAU", "KS"])
    assert [(each.body, each.date) for each in found.rows] == [
        ("KSAU", dt.date(2026, 1, 13)),
        ("KSAU", dt.date(2026, 1, 27)),
        ("KS", dt.date(2026, 1, 21)),
        ("KSAU", dt.date(2026, 2, 10)),
        ("KSAU", dt.date(2026, 2, 24)),
    ]
    assert found.unread == []


def test_cells_that_were_joined_leave_their_places() -> None:
    rows = (
        "<tr><th>Organ<th>Datum<th>Manusstopp</tr><tr><td rowspan=2>KS<td>5/5<td>20/4</tr><tr><td>2/6<td>18/5</tr>"
        "<tr><td colspan=2>KF</td><td>x</td></tr>"
    )
    assert table_text(f"<table>{rows}</table>efter") == (
        "Organ\tDatum\tManusstopp\nKS\t5/5\t20/4\n\t2/6\t18/5\nKF\t\tx\nefter"
    )


def test_where_plain_text_serves_as_well() -> None:
    assert table_text("<p>27/1</p>") is None
    assert table_text('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</table>') is None


_TAGS = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<td rowspan=9999>",
        "<td colspan='99' rowspan=99>",
        "<p>",
    ]
)


@given(st.lists(_TAGS | st.text(max_size=6), max_size=20))
def test_any_text_gives_an_answer(parts: list[str]) -> None:
    assert table_text("<table>" + "".join(parts)) is not None
