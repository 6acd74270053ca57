"""An answer form in whatever state it has come to: nothing raises, and nothing that was written is lost in silence."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.domain.answer_marks import code, identity, imprint, mark
from secretary_app.domain.words import Position
from secretary_app.intake.answers_form import read_form
from secretary_app.intake.answers_form_marks import FormIdentity, identity_of
from secretary_app.intake.answers_found import Findings
from secretary_app.intake.answers_parts import Cell, Grid, Known, Line, Part

KNOWN = (
    Known("1", "Att kommunstyrelsen upprättar en plan för övningar.", "r1", "OSN-1"),
    Known("2", "Att omsorgs- och socialnämnden säkerställer reservkraft på samtliga boenden.", "r2", "OSN-2"),
)


def boxes(known: Known, position: str, text: str, *, marked: bool = True) -> Grid:
    def cell(words: str, kind: str) -> Cell:
        return Cell((words,) if words else (), marks=(f"beredd:{kind}:{known.mark}:aa.bb",) if marked else ())

    rows = (("Kod", Cell((known.code,))), ("Ställningstagande", cell(position, "p")), ("Svar", cell(text, "t")))
    return Grid(tuple((Cell((label,)), value) for label, value in rows), 1)


def measures(*rows: tuple[str, str, str], marks: tuple[str, ...] = ()) -> Grid:
    def cells(row: tuple[str, ...], found: tuple[str, ...] = ()) -> tuple[Cell, ...]:
        return tuple(Cell((each,) if each else (), marks=() if at else found) for at, each in enumerate(row))

    said = [cells(row, marks[at : at + 1]) for at, row in enumerate(rows)]
    return Grid((cells(("Åtgärd", "Ansvarig", "Tidsplan")), *said), 1)


def form(*, marked: bool = True) -> list[Part]:
    parts: list[Part] = [
        Line("Omsorgs- och socialnämnden", 1),
        Line("Svarsformulär: Krisberedskap", 1, level=1, marks=("beredd_s_rem", "beredd_n_osn") if marked else ()),
        Line("Svaret ska ha kommit in till kommunstyrelsen senast den 14 maj 2026.", 1),
        Line("Välj ställningstagande, skriv svaret och fyll i en rad för varje åtgärd.", 1),
    ]
    for known in KNOWN:
        parts += [
            Line(f"Rekommendation {known.number}", 1, level=2, marks=(f"beredd_q_{known.mark}",) if marked else ()),
            Line(known.text, 1),
            boxes(known, "Instämmer", f"Svar ett-{known.number}.", marked=marked),
            Line(f"Åtgärder till {known.code}", 1),
            measures((f"Åtgärd två-{known.number}.", "Chefen", "2027"), ("", "", "")),
        ]
    return parts


def everything(findings: Findings) -> str:
    said = [text for each in findings.answers for text in (*each.texts, each.position or "")]
    said += [" ".join((one.text, one.responsible, one.timeframe)) for each in findings.answers for one in each.measures]
    return "\n".join([*said, *findings.doubts, *findings.left])


def test_a_whole_form_is_read_with_and_without_its_marks() -> None:
    for marked in (True, False):
        found = read_form(form(marked=marked), KNOWN, ours=marked)
        assert [(each.known, each.position, each.text) for each in found.answers] == [
            (known, Position.AGREES, f"Svar ett-{known.number}.") for known in KNOWN
        ]
        assert [each.measures[0].text for each in found.answers] == ["Åtgärd två-1.", "Åtgärd två-2."]
        assert not found.doubts


def test_what_a_form_says_of_itself() -> None:
    assert identity_of(form()) == FormIdentity("rem", "osn", "OSN")
    assert identity_of(form(marked=False)) == FormIdentity("", "", "OSN")
    assert identity_of(form(marked=False), [identity("abc", "def")]) == FormIdentity("abc", "def", "OSN")
    assert identity_of([Line("Åtgärder till covid-19", 1), Line("Kod röd", 1)]) is None
    assert identity_of([Line("Ett brev om koder.", 1), measures(("A", "B", "C"))]) is None


def test_a_code_alone_is_enough_where_no_words_stand_against_it() -> None:
    parts: list[Part] = [boxes(KNOWN[1], "Delvis", "Ja, delvis.", marked=False)]
    (answer,) = read_form(parts, KNOWN, ours=False).answers
    assert (answer.known, answer.position) == (KNOWN[1], Position.PARTLY)
    found = read_form([Line("Rekommendation 2", 1, level=2), Line("Att bygga en bro.", 1), *parts], KNOWN, ours=False)
    assert not found.answers
    assert "Ja, delvis." in everything(found)


def test_words_go_before_a_code_that_has_been_given_to_another() -> None:
    swapped = (replace(KNOWN[0], code="OSN-2", number="2"), replace(KNOWN[1], code="OSN-1", number="1"))
    found = read_form(form(marked=False), swapped, ours=False)
    assert {each.known.mark: each.text for each in found.answers if each.known} == {
        "r1": "Svar ett-1.",
        "r2": "Svar ett-2.",
    }


def test_marks_stand_wherever_they_may() -> None:
    assert mark("01m81jncjq1h17bvx0mgphppkb") == "01m81jncjq1h17bvx0mgphppkb"
    for id in ("Åtg/1", "ex-02", "0", "X" * 64):
        assert mark(id).isalnum()
        assert mark(id).isascii()
        assert len(mark(id)) <= 28
        assert mark(id) != mark(None)
    assert imprint("a  b\n") == imprint("a b") != imprint("ab")
    assert code("OSN", "3", ["3", "4"], 1) == "OSN-3"
    assert code("", "3", ["3", " 3"], 2) == "SVAR-p2"


WRITTEN = st.sampled_from(
    ["Nytt alfa.", "Vi instämmer inte, beta.", "[Skriv gamma.]", "Svar: delta", "Kod", "OSN-2", ""]
)
EXTRA = st.one_of(
    st.builds(Line, WRITTEN.filter(bool), st.just(1)),
    st.builds(lambda a, b: measures((a, b, "")), WRITTEN, WRITTEN),
    st.builds(lambda a, b: boxes(KNOWN[0], a, b), WRITTEN, WRITTEN),
    st.builds(lambda a: Grid(((Cell((a,) if a else ()),),), 1), WRITTEN),
    st.builds(lambda a: boxes(replace(KNOWN[0], mark="borta", code="OSN-9"), "", a), WRITTEN),
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_becomes_of_it_all_that_was_written_is_taken_or_told(data: st.DataObject) -> None:
    parts = form(marked=data.draw(st.booleans()))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(5, len(parts)))
        match data.draw(st.sampled_from(["add", "drop", "move", "copy"])):
            case "add":
                parts.insert(at, data.draw(EXTRA))
            case "drop":
                del parts[at : at + 1]
            case "move":
                parts.append(parts.pop(min(at, len(parts) - 1)))
            case _:
                parts.insert(at, parts[min(at, len(parts) - 1)])
    found = read_form(parts, KNOWN, ours=data.draw(st.booleans()))
    told = everything(found)
    written = "\n".join(
        part.text if isinstance(part, Line) else " ".join(cell.text for row in part.rows for cell in row)
        for part in parts
    )
    for word in ("alfa", "beta", "delta", "ett-1", "ett-2", "två-1", "två-2"):
        assert word in told or word not in written, (word, parts)
    assert "gamma" not in told
    assert not any(each.is_empty and each.sent == () and each.measures for each in found.answers)
