"""Any outline can be drawn: every letter of a paragraph has its place in the document, whatever it stands in."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from secretary_app.operations.template_view import (
    Align,
    Block,
    BlockStyle,
    Box,
    Break,
    Cell,
    Content,
    Outline,
    Part,
    Piece,
    PieceKind,
    Row,
    Table,
)
from secretary_app.ui.pages.mallar.paper import TemplatePaper
from secretary_app.ui.pages.mallar.paper_document import EDGE, write

LETTERS = st.characters(codec="utf-8", exclude_characters="\r\u2029\ufdd0\ufdd1", exclude_categories=["Cs"])
TEXTS = st.text(st.one_of(st.sampled_from("aÅö 1.\t\n😀"), LETTERS), max_size=12)
PIECES = st.builds(Piece, text=TEXTS, kind=st.sampled_from(PieceKind), is_bold=st.booleans(), is_italic=st.booleans())
BLOCKS = st.builds(
    Block,
    number=st.just(0),
    pieces=st.lists(PIECES, max_size=3).map(tuple),
    style=st.sampled_from(BlockStyle),
    level=st.integers(0, 7),
    align=st.sampled_from(Align),
    depth=st.integers(0, 4),
)


def within(contents: st.SearchStrategy[Content]) -> st.SearchStrategy[Content]:
    cells = st.builds(
        Cell,
        contents=st.lists(contents, max_size=2).map(tuple),
        fill=st.sampled_from(["", "FFEE00", "102030"]),
        columns=st.integers(1, 3),
        continues=st.booleans(),
    )
    rows = st.builds(Row, cells=st.lists(cells, max_size=3).map(tuple), is_header=st.booleans(), is_code=st.booleans())
    tables = st.builds(Table, rows=st.lists(rows, max_size=3).map(tuple), widths=st.sampled_from([(), (0.5, 0.5)]))
    return st.one_of(tables, st.builds(Box, contents=st.lists(contents, max_size=2).map(tuple)))


CONTENTS: st.SearchStrategy[Content] = st.recursive(
    st.one_of(BLOCKS, st.builds(Break, is_across=st.booleans())), within, max_leaves=8
)


def numbered(contents: tuple[Content, ...], found: list[Block]) -> tuple[Content, ...]:
    """The same with its paragraphs numbered, as a file's are."""
    made: list[Content] = []
    for each in contents:
        if isinstance(each, Block):
            block = Block(
                number=len(found) + 1,
                pieces=each.pieces,
                style=each.style,
                level=each.level,
                align=each.align,
                depth=each.depth,
            )
            found.append(block)
            made.append(block)
        elif isinstance(each, Table):
            rows = tuple(
                Row(
                    cells=tuple(
                        Cell(
                            contents=numbered(cell.contents, found),
                            fill=cell.fill,
                            columns=cell.columns,
                            continues=False,
                        )
                        for cell in row.cells
                    ),
                    is_header=row.is_header,
                )
                for row in each.rows
            )
            made.append(Table(rows=rows, widths=each.widths))
        elif isinstance(each, Box):
            made.append(Box(contents=numbered(each.contents, found)))
        else:
            made.append(each)
    return tuple(made)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(CONTENTS, max_size=4).map(tuple))
@example(contents=(Block(number=0, pieces=(Piece(text="Hej 😀 på dig"), Piece(text="fält", kind=PieceKind.FIELD))),))
def test_every_letter_of_a_paragraph_has_its_place(application: QApplication, contents: tuple[Content, ...]) -> None:
    blocks: list[Block] = []
    part = Part(name="brödtexten", member="word/document.xml", contents=numbered(contents, blocks))
    document = QTextDocument()
    written = write(document, Outline(parts=(part,)), 200)
    for block in blocks:
        spot = written.spots.get((part.member, block.number))
        if spot is None:
            # Nothing of the part is seen.
            assert not any(piece.text.strip() for each in blocks for piece in each.pieces)
            continue
        place = 0
        for piece in block.pieces:
            for letter, wanted in enumerate(piece.text):
                shown = document.characterAt(spot.at(place + letter))
                if piece.kind in (PieceKind.TEXT,) and wanted not in "\n\r\x00" and ord(wanted) < 0xFFFF:
                    assert shown == wanted or not wanted.isprintable()
                elif piece.kind is not PieceKind.TEXT and letter == 0:
                    assert shown == EDGE
            place += len(piece.text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(CONTENTS, max_size=4).map(tuple))
def test_whatever_a_file_holds_it_is_painted(application: QApplication, contents: tuple[Content, ...]) -> None:
    paper = TemplatePaper()
    paper.resize(300, 400)
    part = Part(name="brödtexten", member="word/document.xml", contents=contents)
    paper.show_outline(Outline(parts=(part,), is_cut=True), "Mallen")
    assert not paper.grab().isNull()
    paper.deleteLater()
