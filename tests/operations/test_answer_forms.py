"""Answer forms sent out, filled in, saved by one program or another, and taken home."""

import copy
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from secretary_app.domain.model import (
    Addressee,
    DocumentKind,
    Measure,
    MeasureNamnd,
    Namnd,
    Position,
    Recommendation,
    Remiss,
    Response,
)
from secretary_app.operations.answering import AnswerResult, read_answers
from secretary_app.operations.drafting import draft
from secretary_app.operations.dropping import DropKind, sort_dropped
from secretary_app.operations.registering import register_remiss
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOFFICE = shutil.which("soffice")
BUY, DRILL = "Upphandla elverk.", "Öva handhavandet."


class Form:
    """A form's document, to be filled in as a person would and saved as a program would."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])

    def save(self, name: str) -> Path:
        self.parts["word/document.xml"] = etree.tostring(self.body, xml_declaration=True, encoding="UTF-8")
        out = self.path.with_name(name)
        with zipfile.ZipFile(out, "w") as archive:
            for each, content in self.parts.items():
                archive.writestr(each, content)
        return out

    def control(self, kind: str, place: int) -> Any:
        """The content of the nth (from 0) control for a position (p), a text (t), a measure (m)."""
        tags = [tag for tag in self.body.iter(f"{W}tag") if tag.get(f"{W}val").startswith(f"beredd:{kind}:")]
        sdt = tags[place].getparent().getparent()
        for shows in list(sdt.iter(f"{W}showingPlcHdr")):
            shows.getparent().remove(shows)
        return sdt.find(f"{W}sdtContent")

    def answer(self, place: int, position: str = "", *paragraphs: str) -> None:
        """Choose a position and write the text of the nth question."""
        if position:
            write(self.control("p", place), position)
        if paragraphs:
            content = self.control("t", place)
            first = next(content.iter(f"{W}p"))
            for text in paragraphs[1:]:
                more = copy.deepcopy(first)
                write(more, text)
                content.append(more)
            write(first, paragraphs[0])

    def tables(self) -> list[Any]:
        """Those of measures, one a recommendation."""
        return [each for each in self.body.iter(f"{W}tbl") if len(each.findall(f"{W}tblGrid/{W}gridCol")) == 3]

    def rows(self, table: int) -> list[Any]:
        return list(self.tables()[table].findall(f"{W}tr"))[1:]

    def measure(self, table: int, row: int, *cells: str) -> None:
        for cell, text in zip(self.rows(table)[row].findall(f"{W}tc"), cells, strict=False):
            write(next(cell.iter(f"{W}p")), text)

    def without_controls(self) -> "Form":
        """As LibreOffice 7.4 leaves it: the controls gone, what stood in them and the bookmarks kept."""
        for sdt in list(self.body.iter(f"{W}sdt")):
            parent, at = sdt.getparent(), sdt.getparent().index(sdt)
            for child in reversed(list(sdt.find(f"{W}sdtContent"))):
                parent.insert(at, child)
            parent.remove(sdt)
        return self

    def without_marks(self) -> "Form":
        """As Google Docs leaves it: no control, bookmark or property, its own ids, direct formatting for styles."""
        self.without_controls()
        for mark in list(self.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            mark.getparent().remove(mark)
        for table in self.tables():
            table.find(f"{W}tblPr/{W}tblStyle").set(f"{W}val", "Table1")
        for style in self.body.iter(f"{W}pStyle"):
            style.set(f"{W}val", {"Rubrik1": "Heading1", "Rubrik2": "Heading2"}.get(style.get(f"{W}val"), "Normal"))
        for name in ("docProps/custom.xml", "docProps/core.xml"):
            self.parts[name] = b"<x/>"
        self.parts["word/styles.xml"] = self.parts["word/styles.xml"].replace(b"Rubrik", b"Heading")
        return self

    def split_runs(self) -> "Form":
        """As Word leaves what was typed in pieces: runs with rsid, proofErr between, a spelling mark."""
        for run in list(self.body.iter(f"{W}r")):
            text = run.find(f"{W}t")
            if text is None or len(text.text or "") < 4:
                continue
            second = copy.deepcopy(run)
            run.set(f"{W}rsidR", "00AB12CD")
            text.text, second.find(f"{W}t").text = text.text[:3], text.text[3:]
            for each in (text, second.find(f"{W}t")):
                each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            error = etree.Element(f"{W}proofErr")
            error.set(f"{W}type", "spellStart")
            run.addnext(error)
            error.addnext(second)
        return self


def write(inside: Any, text: str) -> None:
    """Let the first paragraph (or run) inside say this alone."""
    paragraph = inside if inside.tag == f"{W}p" else next(inside.iter(f"{W}p"), inside)
    for run in list(paragraph.findall(f".//{W}r")):
        run.getparent().remove(run)
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = text


def tracked(run: Any, how: str) -> None:
    """Wrap a run as a tracked insertion (ins) or deletion (del)."""
    mark = etree.Element(f"{W}{how}")
    mark.set(f"{W}author", "Någon")
    run.addprevious(mark)
    mark.append(run)
    for text in run.iter(f"{W}t"):
        if how == "del":
            text.tag = f"{W}delText"


@pytest.fixture
def remiss(register: Register, missiv: Callable[..., Path], letter: str) -> Remiss:
    """Three recommendations: 1 to KS, 2 to OSN, 3 to both."""
    return register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31").remiss


@pytest.fixture
def send(register: Register, remiss: Remiss, tmp_path: Path) -> Callable[..., Form]:
    def make(namnd: str = "OSN", of: Remiss | None = None) -> Form:
        out = tmp_path / f"Svarsformulär {namnd}.docx"
        return Form(draft(register, DocumentKind.SVARSFORMULAR, of or remiss, out, namnd_words=namnd).path)

    return make


@pytest.fixture
def filled(send: Callable[..., Form]) -> Form:
    """Both questions answered, a measure to each."""
    form = send()
    form.answer(0, "Instämmer", "Nämnden har börjat.", "Arbetet fortsätter.")
    form.answer(1, "Delvis", "Vi följer upp redan i dag.")
    form.measure(0, 0, BUY, "Fastighetschef", "2026-12-31")
    form.measure(1, 0, DRILL, "Enhetschefer", "hösten 2026")
    return form


@pytest.fixture
def home(register: Register, remiss: Remiss) -> Callable[..., AnswerResult]:
    def read(path: Path, **more: Any) -> AnswerResult:
        return read_answers(register, remiss, path, **more)

    return read


def answers(register: Register, remiss: Remiss) -> dict[str, tuple[str, str]]:
    """By number (``""``: general) the position and text."""
    numbers = {each.id: each.number for each in register.find(Recommendation, remiss_id=remiss.id)}
    return {
        numbers.get(each.recommendation_id or "", ""): (each.position or "", each.text)
        for each in register.find(Response, remiss_id=remiss.id)
    }


def measures(register: Register, remiss: Remiss) -> list[tuple[str, str, str]]:
    found = sorted(register.find(Measure, remiss_id=remiss.id), key=lambda each: each.position)
    return [(each.text, each.responsible, each.timeframe) for each in found]


BOTH = {
    "2": (Position.AGREES, "Nämnden har börjat.\n\nArbetet fortsätter."),
    "3": (Position.PARTLY, "Vi följer upp redan i dag."),
}
PLANNED = [(BUY, "Fastighetschef", "2026-12-31"), (DRILL, "Enhetschefer", "hösten 2026")]


@pytest.mark.parametrize(
    "saved",
    [
        lambda form: form,
        lambda form: form.split_runs(),
        lambda form: form.without_controls(),
        lambda form: form.without_controls().split_runs(),
        lambda form: form.without_marks(),
    ],
    ids=["as it went out", "Word", "LibreOffice", "LibreOffice and Word", "Google Docs"],
)
def test_a_filled_in_form_comes_home_whole(
    saved: Callable[[Form], Form],
    filled: Form,
    home: Callable[..., AnswerResult],
    register: Register,
    remiss: Remiss,
) -> None:
    path = saved(filled).save("svar från nämnden (3).docx")
    dry = home(path, dry_run=True)
    assert not answers(register, remiss)
    result = home(path)
    assert result.namnd is not None
    assert result.namnd.abbreviation == "OSN"
    assert (result.problems, result.notices) == ([], [])
    assert result.differences == dry.differences
    assert answers(register, remiss) == BOTH
    assert measures(register, remiss) == PLANNED
    assert home(path).differences == ()
    register.undo(register.operations(1)[0].no)
    assert not answers(register, remiss)
    assert not measures(register, remiss)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice finns inte här")
@pytest.mark.parametrize("ways", [("docx",), ("odt", "docx"), ("pdf",)], ids=["docx", "odt and back", "pdf"])
def test_what_libreoffice_itself_saves_comes_home_whole(
    ways: Sequence[str],
    filled: Form,
    home: Callable[..., AnswerResult],
    register: Register,
    remiss: Remiss,
    tmp_path: Path,
) -> None:
    path = filled.save("ifyllt.docx")
    for number, ending in enumerate(ways):
        path = converted(path, ending, tmp_path / f"{number}", tmp_path / "profil")
    result = home(path)
    assert result.namnd is not None
    assert result.namnd.abbreviation == "OSN"
    assert answers(register, remiss) == BOTH
    assert measures(register, remiss) == PLANNED
    assert result.notices == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice finns inte här")
def test_long_answers_in_a_pdf_keep_their_paragraphs_and_names_their_lines(
    send: Callable[..., Form], home: Callable[..., AnswerResult], register: Register, remiss: Remiss, tmp_path: Path
) -> None:
    first, second = ("Nämnden har tagit fram en plan som Kommunstyrelsen har godkänt. " * 4).strip(), "Den följs upp."
    form = send()
    form.answer(0, "Instämmer", first, second)
    form.measure(0, 0, "Styrmodellen kompletteras med ett avsnitt om ansvar och uppföljning", "Kanslichef", "2027")
    home(converted(form.save("långt.docx"), "pdf", tmp_path / "pdf", tmp_path / "profil"))
    assert answers(register, remiss)["2"][1] == f"{first}\n\n{second}"
    assert measures(register, remiss)[0][0] == "Styrmodellen kompletteras med ett avsnitt om ansvar och uppföljning"


def converted(path: Path, ending: str, folder: Path, profile: Path) -> Path:
    assert SOFFICE is not None
    command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=240)
    return folder / f"{path.stem}.{ending}"


def test_a_form_pasted_into_a_mail_is_read_by_its_codes(
    home: Callable[..., AnswerResult], register: Register, remiss: Remiss, tmp_path: Path
) -> None:
    asked = sorted(register.find(Recommendation, remiss_id=remiss.id), key=lambda each: each.position)
    path = tmp_path / "mejl.txt"
    path.write_text(
        "Hej!\nHär kommer vårt svar.\n\n"
        f"> Rekommendation 2\n> {asked[1].text}\n> Kod\tOSN-2\n> Ställningstagande\tInstämmer\n"
        "> Svar\tNämnden har börjat.\n> Arbetet fortsätter.\n> Åtgärder till OSN-2\n> Åtgärd\tAnsvarig\tTidsplan\n"
        f"> {BUY}\tFastighetschef\t2026-12-31\n"
        f"> Rekommendation 3\n> {asked[2].text}\n> Kod\tOSN-3\n> Ställningstagande\tDelvis\n"
        "> Svar\tVi följer upp redan i dag.\n> Åtgärder till OSN-3\n> Öva. Enhetschefer. Hösten 2026.\n"
        "> Allmänna synpunkter\n> Kod\tOSN-allmänt\n> Synpunkter\tEn bra granskning.\n",
        encoding="utf-8",
    )
    result = home(path)
    assert answers(register, remiss) == BOTH | {"": ("", "En bra granskning.")}
    assert measures(register, remiss) == PLANNED[:1]
    assert any("åtgärderna står utan kolumner" in each and "Hösten 2026" in each for each in result.notices)


@pytest.mark.parametrize("count", [1, 2])
def test_a_mail_with_one_form_is_read_as_the_form(
    count: int, filled: Form, register: Register, remiss: Remiss, tmp_path: Path
) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Svar", "osn@alvstad.example"
    mail.set_content("Hej! Här kommer svaret.")
    for number in range(count):
        content = filled.save(f"{number}.docx").read_bytes()
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=f"svar {number}.docx")
    mail.add_attachment(b"inget zip", maintype="application", subtype="octet-stream", filename="trasig.docx")
    path = tmp_path / "svar.eml"
    path.write_bytes(bytes(mail))
    if count > 1:
        with pytest.raises(UserError, match="har 2 svarsformulär"):
            read_answers(register, remiss, path)
        return
    dropped = sort_dropped(register, [path], "")
    assert (dropped.kind, dropped.remiss) == (DropKind.ANSWER, register.get(Remiss, remiss.id))
    result = read_answers(register, remiss, path)
    assert result.namnd is not None
    assert result.namnd.abbreviation == "OSN"
    assert answers(register, remiss) == BOTH
    assert measures(register, remiss) == PLANNED


def test_an_empty_form_says_so_and_prompts_are_no_answers(
    send: Callable[..., Form], home: Callable[..., AnswerResult], register: Register, remiss: Remiss
) -> None:
    for form in (send(), send().without_controls(), send().without_marks()):
        with pytest.raises(UserError, match="ett svarsformulär som ingen har fyllt i än"):
            home(form.save("tomt.docx"))
    form = send()
    # Emptied again, Word shows its own words.
    content = form.control("t", 0)
    write(content, "Klicka eller tryck här för att ange text.")
    etree.SubElement(content.getparent().find(f"{W}sdtPr"), f"{W}showingPlcHdr")
    form.answer(1, "Instämmer")
    home(form.save("halvt.docx"))
    assert answers(register, remiss) == {"3": (Position.AGREES, "")}


def test_tracked_insertions_count_and_deletions_do_not(
    filled: Form, home: Callable[..., AnswerResult], register: Register, remiss: Remiss
) -> None:
    paragraph = next(filled.control("t", 1).iter(f"{W}p"))
    (old,) = paragraph.iter(f"{W}r")
    new = copy.deepcopy(old)
    new.find(f"{W}t").text = "Vi följer upp från och med i år."
    old.addnext(new)
    tracked(old, "del")
    tracked(new, "ins")
    row = filled.rows(1)[0]
    gone = etree.SubElement(row, f"{W}trPr")
    row.insert(0, gone)
    etree.SubElement(gone, f"{W}del")
    home(filled.save("spårat.docx"))
    assert answers(register, remiss)["3"][1] == "Vi följer upp från och med i år."
    assert measures(register, remiss) == PLANNED[:1]


class TestMeasures:
    """Rows of measures that the register has already: changed, moved, added, taken away."""

    @pytest.fixture
    def again(self, filled: Form, home: Callable[..., AnswerResult], send: Callable[..., Form]) -> Form:
        """A form sent anew, with the answers and measures that the register has by now."""
        home(filled.save("ifyllt.docx"))
        return send()

    @pytest.mark.parametrize("saved", [Form.split_runs, Form.without_controls], ids=["Word", "LibreOffice"])
    def test_a_row_keeps_its_measure_whatever_is_written_in_it(
        self, saved: Callable[[Form], Form], again: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        before = {each.id for each in register.find(Measure, remiss_id=remiss.id)}
        again.measure(0, 0, "Hyr in reservkraft i stället", "Kanslichef", "våren 2027")
        again.measure(0, 1, "Informera personalen.", "Enhetschefer", "")
        result = home(saved(again).save("ändrat.docx"))
        assert {each.id for each in register.find(Measure, remiss_id=remiss.id)} > before
        assert measures(register, remiss) == [
            ("Hyr in reservkraft i stället", "Kanslichef", "våren 2027"),
            PLANNED[1],
            ("Informera personalen.", "Enhetschefer", ""),
        ]
        assert result.notices == []

    def test_moved_and_copied_rows_keep_their_measures(
        self, again: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        row = again.rows(0)[0]
        twin = copy.deepcopy(row)
        write(next(twin.iter(f"{W}tc")), "Köp batterier.")
        again.tables()[1].append(row)
        again.tables()[0].append(twin)
        result = home(again.save("flyttat.docx"))
        assert measures(register, remiss) == [*PLANNED, ("Köp batterier.", "Fastighetschef", "2026-12-31")]
        numbers = {each.id: each.number for each in register.find(Recommendation, remiss_id=remiss.id)}
        moved = register.find(Measure, remiss_id=remiss.id, text=BUY)[0]
        assert numbers[moved.recommendation_id or ""] == "2"
        assert result.notices == [
            f"Rekommendation 2, åtgärden ”{BUY}” står i filen under rekommendation 3. Den flyttas inte."
        ]

    @pytest.mark.parametrize("emptied", [False, True])
    def test_a_row_that_is_gone_is_shown_and_taken_away_only_when_chosen(
        self, emptied: bool, again: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        if emptied:
            again.measure(0, 0, "", "", "")
        else:
            again.tables()[0].remove(again.rows(0)[0])
        path = again.save("borttaget.docx")
        result = home(path)
        told = f"Rekommendation 2: raden för åtgärden ”{BUY}” finns inte i filen."
        assert [each.startswith(told) for each in result.notices] == [True]
        (gone,) = result.differences
        assert (gone.before, gone.after, gone.by_default) == (BUY, "", False)
        assert gone.sentence == f"Rekommendation 2, åtgärd: raden för ”{BUY}” finns inte i filen"
        assert measures(register, remiss) == PLANNED
        before = {each.id for each in register.find(Measure)}
        home(path, chosen=[gone])
        after = {each.id for each in register.find(Measure)}
        assert len(before - after) == 1
        assert measures(register, remiss) == PLANNED[1:]
        assert not register.find(MeasureNamnd, measure_id=[id for id in before if id not in after])
        register.undo(register.operations(1)[0].no)
        assert measures(register, remiss) == PLANNED

    def test_a_measure_of_several_namnder_is_not_taken_away(
        self, again: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        measure = register.find(Measure, remiss_id=remiss.id, text=BUY)[0]
        ks = register.find(Namnd, abbreviation="KS")[0]
        with register.change("Delade åtgärden") as change:
            change.add(MeasureNamnd(id=new_id(), measure_id=measure.id, namnd_id=ks.id, position=2))
        again.tables()[0].remove(again.rows(0)[0])
        result = home(again.save("borttaget.docx"))
        assert result.differences == ()
        assert "flera nämnders" in result.notices[0]

    @pytest.mark.parametrize("saved", [Form.split_runs, Form.without_controls], ids=["Word", "LibreOffice"])
    def test_what_the_register_has_changed_since_is_kept_unless_it_is_chosen(
        self, saved: Callable[[Form], Form], again: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        measure = register.find(Measure, remiss_id=remiss.id, text=BUY)[0]
        response = next(each for each in register.find(Response, remiss_id=remiss.id) if each.position == "delvis")
        with register.change("Skrev om") as change:
            change.update(replace(measure, timeframe="2027"))
            change.update(replace(response, text="Nytt i registret."))
        again.measure(1, 0, DRILL, "Alla chefer", "hösten 2026")
        path = saved(again).save("gammalt.docx")
        result = home(path)
        assert {(each.field, each.by_default) for each in result.differences} == {
            ("text", False),
            ("tidsplan", False),
            ("ansvarig", True),
        }
        assert measures(register, remiss) == [(BUY, "Fastighetschef", "2027"), (DRILL, "Alla chefer", "hösten 2026")]
        assert answers(register, remiss)["3"][1] == "Nytt i registret."
        assert sum("har ändrats i registret sedan formuläret skickades" in each for each in result.notices) == 2
        home(path, chosen=home(path, dry_run=True).differences)
        assert measures(register, remiss)[0] == PLANNED[0]
        assert answers(register, remiss)["3"][1] == "Vi följer upp redan i dag."

    def test_what_both_have_changed_is_a_difference_like_any_other(
        self, again: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        measure = register.find(Measure, remiss_id=remiss.id, text=BUY)[0]
        with register.change("Skrev om") as change:
            change.update(replace(measure, timeframe="2027"))
        again.measure(0, 0, BUY, "Fastighetschef", "våren 2027")
        (found,) = home(again.save("båda.docx"), dry_run=True).differences
        assert (found.before, found.after, found.by_default) == ("2027", "våren 2027", True)

    def test_a_measure_that_the_register_has_no_more_comes_back_only_when_chosen(
        self, again: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        measure = register.find(Measure, remiss_id=remiss.id, text=BUY)[0]
        with register.change("Tog bort") as change:
            for row in (*register.find(MeasureNamnd, measure_id=measure.id), measure):
                change.remove(row)
        path = again.save("kvar.docx")
        result = home(path)
        assert measures(register, remiss) == PLANNED[1:]
        assert "fanns när formuläret skickades men inte nu" in result.notices[0]
        shown = home(path, dry_run=True)
        home(path, chosen=shown.differences, content=shown.content)
        assert sorted(measures(register, remiss)) == sorted(PLANNED)

    def test_what_was_emptied_is_told_and_kept(
        self, again: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        again.measure(0, 0, BUY, "", "2026-12-31")
        for each in again.control("t", 0).iter(f"{W}p"):
            write(each, "")
        result = home(again.save("tömt.docx"))
        assert measures(register, remiss) == PLANNED
        assert answers(register, remiss) == BOTH
        assert sorted(result.notices) == [
            f"Rekommendation 2, åtgärden ”{BUY}”: ansvarig saknas i filen. Det som står i registret är kvar.",
            "Rekommendation 2: svaret saknas i filen. Det som står i registret är kvar.",
        ]


def test_rows_added_at_the_end_and_a_list_in_one_cell(
    filled: Form, home: Callable[..., AnswerResult], register: Register, remiss: Remiss
) -> None:
    last = filled.rows(0)[-1]
    for text in ("Fjärde raden.", "Femte raden."):
        row = copy.deepcopy(last)
        write(next(row.iter(f"{W}tc")), text)
        filled.tables()[0].append(row)
    filled.measure(1, 1, "", "Någon", "snart")
    result = home(filled.save("fler.docx"))
    assert [each[0] for each in measures(register, remiss)] == [BUY, "Fjärde raden.", "Femte raden.", DRILL]
    assert result.notices == ["Rekommendation 3: ”Någon, snart” står utan åtgärd och lästes inte."]


def test_what_has_no_place_is_told(filled: Form, home: Callable[..., AnswerResult]) -> None:
    table = filled.tables()[0]
    table.addnext(paragraph("Vi vill också tacka för en bra granskning."))
    own = copy.deepcopy(table)
    for cell in own.iter(f"{W}tc"):
        write(cell, "12 mnkr")
    filled.body.find(f"{W}body").append(own)
    write(filled.control("p", 0), "Kanske")
    result = home(filled.save("utanför.docx"), dry_run=True)
    assert [each.split(" mnkr")[0] for each in result.notices] == [
        "Rekommendation 2: ställningstagandet ”Kanske” är inget av dem som finns. Välj det själv.",
        "Rekommendation 2: ”Vi vill också tacka för en bra granskning.” står utanför rutorna och lästes inte.",
        "Allmänna synpunkter: ”12",
    ]


def paragraph(text: str) -> Any:
    made = etree.Element(f"{W}p")
    write(made, text)
    return made


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("Ja", Position.AGREES),
        ("instämmer delvis", Position.PARTLY),
        ("Nämnden instämmer inte.", Position.DISAGREES),
        ("Ej tillämpligt", Position.NOT_APPLICABLE),
    ],
)
def test_a_position_may_be_typed(
    words: str, taken: Position, send: Callable[..., Form], home: Any, register: Register, remiss: Remiss
) -> None:
    form = send().without_controls()
    cell = next(each for each in form.body.iter(f"{W}tc") if "[Ange ställningstagande]" in "".join(each.itertext()))
    write(cell, words)
    home(form.save("skrivet.docx"))
    assert answers(register, remiss)["2"][0] == taken


def test_a_position_that_only_the_text_says_is_taken_with_a_doubt(
    send: Callable[..., Form], home: Any, register: Register, remiss: Remiss
) -> None:
    form = send()
    form.answer(0, "", "Nämnden delar revisorernas bedömning.")
    result = home(form.save("utan.docx"))
    assert answers(register, remiss)["2"][0] == Position.AGREES
    assert result.notices == ["Rekommendation 2: ställningstagandet är inte ifyllt. Texten säger ”instämmer”."]


class TestRecommendationsSince:
    """Recommendations renumbered, taken away or reworded after the form was sent."""

    def change(self, register: Register, remiss: Remiss, which: str, **values: Any) -> None:
        row = next(each for each in register.find(Recommendation, remiss_id=remiss.id) if each.number == which)
        with register.change("Ändrade rekommendationen") as change:
            change.update(replace(row, **values))

    @pytest.mark.parametrize(
        "saved", [Form.split_runs, Form.without_controls, Form.without_marks], ids=["Word", "LibreOffice", "Google"]
    )
    def test_renumbered_ones_are_found_by_mark_or_words(
        self, saved: Callable[[Form], Form], filled: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        self.change(register, remiss, "2", number="x")
        self.change(register, remiss, "3", number="2")
        self.change(register, remiss, "x", number="3")
        home(saved(filled).save("omnumrerat.docx"))
        assert answers(register, remiss) == {"3": BOTH["2"], "2": BOTH["3"]}

    @pytest.mark.parametrize("saved", [Form.split_runs, Form.without_marks], ids=["Word", "Google"])
    def test_one_that_is_gone_is_told_with_what_stands_there(
        self, saved: Callable[[Form], Form], filled: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        gone = next(each for each in register.find(Recommendation, remiss_id=remiss.id) if each.number == "2")
        with register.change("Tog bort") as change:
            for row in (*register.find(Addressee, recommendation_id=gone.id), gone):
                change.remove(row)
        result = home(saved(filled).save("borta.docx"))
        assert answers(register, remiss) == {"3": BOTH["3"]}
        assert measures(register, remiss) == PLANNED[1:]
        told = "\n".join(result.notices)
        for words in ("finns inte i remissen", "Nämnden har börjat.", BUY):
            assert words in told

    def test_reworded_ones_are_found_by_their_marks(
        self, filled: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        self.change(register, remiss, "2", text="Att något helt annat görs i stället.")
        home(filled.without_controls().save("omskrivet.docx"))
        assert answers(register, remiss) == BOTH


class TestWhose:
    """Which remiss and namnd a form is for."""

    def test_two_namnder_answer_one_remiss(self, register: Register, send: Any, asked: Remiss) -> None:
        for namnd in ("OSN", "BUN"):
            form = send(namnd, asked)
            form.answer(0, "Instämmer", f"{namnd} har börjat.")
            result = read_answers(register, asked, form.save(f"{namnd}.docx"))
            assert result.notices == []
        bodies = {each.id: each.abbreviation for each in register.find(Namnd)}
        found = {bodies[each.namnd_id]: each.text for each in register.find(Response, remiss_id=asked.id)}
        assert found == {"OSN": "OSN har börjat.", "BUN": "BUN har börjat."}

    def test_another_remiss_is_told(self, register: Register, filled: Form, asked: Remiss) -> None:
        with pytest.raises(UserError, match=r"är ett svarsformulär till KS/2026:31 \(.*\), inte till KS/2026:31"):
            read_answers(register, asked, filled.save("fel.docx"))

    def test_another_register_is_told_and_placed_by_words(
        self, filled: Form, home: Any, register: Register, remiss: Remiss
    ) -> None:
        xml = etree.tostring(filled.body).decode()
        ids = [remiss.id, *(each.id for each in register.find(Recommendation, remiss_id=remiss.id))]
        for id in ids:
            xml = xml.replace(id, new_id())
            for name in ("docProps/custom.xml", "docProps/core.xml"):
                filled.parts[name] = filled.parts[name].replace(id.encode(), b"0" * 26)
        filled.body = etree.fromstring(xml)
        result = home(filled.save("främmande.docx"))
        assert answers(register, remiss) == BOTH
        assert result.notices[0].startswith("Formuläret är skapat i ett annat register")

    def elsewhere(self, form: Form, *bodies: str) -> Form:
        """As another register makes it: its own ids, and perhaps other abbreviations."""
        xml = etree.tostring(form.body, encoding="unicode")
        for tag in set(re.findall(r"beredd(?::|_)[snqptm](?::|_)([0-9a-z]{26})", xml)):
            xml = xml.replace(tag, new_id())
        for name in ("docProps/custom.xml", "docProps/core.xml"):
            form.parts[name] = b"<x/>"
        for old, new in zip(bodies[::2], bodies[1::2], strict=True):
            xml = xml.replace(old, new)
        form.body = etree.fromstring(xml)
        return form

    @pytest.mark.parametrize("words", [False, True], ids=["general only", "answers too"])
    def test_one_that_asks_about_something_else_is_refused(
        self, words: bool, register: Register, send: Any, remiss: Remiss, asked: Remiss
    ) -> None:
        form = send("OSN", remiss)
        form.answer(2, "", "Granskningen är väl gjord.")
        if words:
            form.answer(0, "Instämmer", "Nämnden har börjat.")
        path = self.elsewhere(form).save("främmande.docx")
        for named in ("", "OSN"):
            with pytest.raises(UserError, match="en remiss som inte finns i det här registret") as told:
                read_answers(register, asked, path, namnd_words=named)
            assert told.value.details == ()
        for shown in ("", asked.id):
            with pytest.raises(UserError, match="remiss"):
                sort_dropped(register, [path], shown)
        assert sort_dropped(register, [path], remiss.id).remiss == register.get(Remiss, remiss.id)
        assert not register.find(Response, remiss_id=asked.id)

    @pytest.mark.parametrize(
        ("bodies", "told"),
        [(("OSN", "XN"), "är från XN, som inte finns"), (("OSN", "BUN"), "är från BUN, som inte är tillfrågad")],
    )
    def test_one_from_a_body_that_is_not_asked_is_to_be_named(
        self, bodies: tuple[str, str], told: str, register: Register, filled: Form, remiss: Remiss
    ) -> None:
        path = self.elsewhere(filled, *bodies).save("främmande.docx")
        with pytest.raises(UserError, match=told):
            read_answers(register, remiss, path)
        read_answers(register, remiss, path, namnd_words="OSN")
        assert answers(register, remiss) == BOTH

    def test_general_comments_alone_are_taken_from_its_own_form(
        self, register: Register, send: Any, remiss: Remiss
    ) -> None:
        form = send()
        form.answer(2, "", "Granskningen är väl gjord.")
        read_answers(register, remiss, form.without_marks().save("eget.docx"))
        assert answers(register, remiss) == {"": ("", "Granskningen är väl gjord.")}

    def test_read_as_anothers_all_of_it_is_anothers(self, register: Register, send: Any, asked: Remiss) -> None:
        form = send("OSN", asked)
        form.answer(0, "Instämmer", "Vi har börjat.")
        form.measure(0, 0, BUY, "Fastighetschef", "2026-12-31")
        path = form.save("OSN.docx")
        read_answers(register, asked, path)
        result = read_answers(register, asked, path, namnd_words="BUN")
        assert result.notices == ["Filen ser ut att vara från OSN. Den läses som BUN:s svar."]
        assert [each.text for each in register.find(Response, remiss_id=asked.id)] == ["Vi har börjat."] * 2
        assert [each[0] for each in measures(register, asked)] == [BUY] * 2

    def test_codes_alone_are_not_trusted_against_the_words(
        self, filled: Form, register: Register, asked: Remiss
    ) -> None:
        path = filled.without_marks().save("annan.docx")
        with pytest.raises(UserError, match="har inga svar som hör till") as told:
            read_answers(register, asked, path, namnd_words="OSN")
        assert any("Nämnden har börjat." in each for each in told.value.details)

    def test_read_as_another_namnds_it_says_so(self, filled: Form, home: Any) -> None:
        result = home(filled.save("ifyllt.docx"), namnd_words="KS", dry_run=True)
        assert "Filen ser ut att vara från OSN. Den läses som KS:s svar." in result.notices

    def test_a_remiss_without_recommendations(self, register: Register, send: Any, remiss: Remiss) -> None:
        whole = replace(remiss, id=new_id(), diarienummer="KS/2026:32", title="Samråd om översiktsplan")
        with register.change("Registrerade") as change:
            change.add(whole)
        for number, saved in enumerate((Form.split_runs, Form.without_controls, Form.without_marks)):
            form = send("OSN", whole)
            if not number:
                form.answer(0, "Instämmer", "Bra förslag.")
                form.measure(0, 0, BUY, "Kanslichef", "2027")
            read_answers(register, whole, saved(form).save(f"{number}.docx"), dry_run=bool(number))
            assert answers(register, whole) == {"": (Position.AGREES, "Bra förslag.")}
            assert measures(register, whole) == [(BUY, "Kanslichef", "2027")]

    def test_a_dropped_form_finds_its_remiss_by_itself(
        self, register: Register, filled: Form, remiss: Remiss, asked: Remiss
    ) -> None:
        path = filled.save("X.docx")
        for shown in ("", remiss.id, asked.id):
            dropped = sort_dropped(register, [path], shown)
            assert (dropped.kind, dropped.remiss) == (DropKind.ANSWER, register.get(Remiss, remiss.id))
        plain = filled.without_marks().save("Y.docx")
        assert sort_dropped(register, [plain], asked.id).kind is DropKind.ANSWER
        other = path.with_name("brev.txt")
        other.write_text("Ett brev.", encoding="utf-8")
        assert sort_dropped(register, [other], "").kind is DropKind.PAPERS

    def test_several_forms_of_one_remiss_are_dropped_together(
        self, register: Register, send: Any, asked: Remiss, filled: Form
    ) -> None:
        paths = []
        for namnd in ("OSN", "BUN"):
            form = send(namnd, asked)
            form.answer(0, "Instämmer", "Vi har börjat.")
            paths.append(form.save(f"{namnd} svar.docx"))
        dropped = sort_dropped(register, paths, "")
        assert (dropped.kind, dropped.paths, dropped.remiss) == (DropKind.ANSWER, tuple(paths), asked)
        with pytest.raises(UserError, match="en remiss i taget"):
            sort_dropped(register, [*paths, filled.save("Z.docx")], "")


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("Vi håller med", Position.AGREES),
        ("Delvis, med förbehåll för vad elverken kostar", Position.PARTLY),
        ("Ja, men inte i år", None),
        ("Nej, inga invändningar", None),
    ],
)
def test_a_position_in_other_words_is_taken_where_it_is_sure_and_told(
    words: str, taken: Position | None, send: Callable[..., Form], home: Any, register: Register, remiss: Remiss
) -> None:
    form = send()
    form.answer(0, words, "Nämnden har börjat.")
    result = home(form.save("egna ord.docx"))
    assert answers(register, remiss)["2"][0] == (taken or "")
    (told,) = result.notices
    assert f"ställningstagandet ”{words}”" in told


def test_a_column_of_their_own_is_told(
    filled: Form, home: Callable[..., AnswerResult], register: Register, remiss: Remiss
) -> None:
    for place, (heading, words) in enumerate((("Kostnad", "100 000 kr"), ("", "Fråga Kim"))):
        for row, text in zip(filled.tables()[place].findall(f"{W}tr"), (heading, words), strict=False):
            cell = copy.deepcopy(row.findall(f"{W}tc")[-1])
            write(cell, text)
            row.append(cell)
    result = home(filled.save("kostnad.docx"))
    assert measures(register, remiss) == PLANNED
    assert result.notices == [
        "Rekommendation 2: kolumnen Kostnad lästes inte: ”100 000 kr”.",
        "Rekommendation 3: en kolumn utan rubrik lästes inte: ”Fråga Kim”.",
    ]


@pytest.mark.parametrize("saved", [Form.split_runs, Form.without_marks], ids=["Word", "Google"])
def test_a_question_that_is_gone_is_told(
    saved: Callable[[Form], Form], filled: Form, home: Any, register: Register, remiss: Remiss
) -> None:
    body = filled.body.find(f"{W}body")
    parts = list(body)
    heads = [
        at for at, each in enumerate(parts) if "".join(each.itertext()) in ("Rekommendation 2", "Rekommendation 3")
    ]
    for part in parts[heads[0] : heads[1]]:
        body.remove(part)
    result = home(saved(filled).save("kortare.docx"))
    assert answers(register, remiss) == {"3": BOTH["3"]}
    assert result.notices == ["Rekommendation 2 finns inte i filen. Inget svar på den lästes."]


@pytest.mark.parametrize("saved", [Form.without_controls, Form.without_marks], ids=["LibreOffice", "Google"])
@pytest.mark.parametrize("is_headed", [True, False])
def test_without_controls_and_codes_it_is_still_a_form(
    is_headed: bool, saved: Callable[[Form], Form], filled: Form, home: Any, register: Register, remiss: Remiss
) -> None:
    filled.answer(2, "", "Granskningen är väl gjord.")
    for row in [each for each in filled.body.iter(f"{W}tr") if "".join(each.itertext()).startswith("Kod")]:
        row.getparent().remove(row)
    said = ["Åtgärder till", *([] if is_headed else ["Allmänna synpunkter"])]
    for line in [each for each in filled.body.iter(f"{W}p") if "".join(each.itertext()).startswith(tuple(said))]:
        line.getparent().remove(line)
    result = home(saved(filled).save("utan koder.docx"))
    assert result.namnd is not None
    assert result.namnd.abbreviation == "OSN"
    assert measures(register, remiss) == PLANNED
    general = {"": ("", "Granskningen är väl gjord.")} if is_headed else {}
    assert answers(register, remiss) == BOTH | general
    assert is_headed or any("Granskningen är väl gjord." in each for each in result.notices)


def test_general_comments_and_long_answers(
    send: Callable[..., Form], home: Any, register: Register, remiss: Remiss
) -> None:
    form = send()
    form.answer(2, "", "Granskningen är väl gjord.", "• Den kom i rätt tid.")
    long = " ".join(["Omsorgsförvaltningen följer upp reservkraften på boendena."] * 600)
    form.answer(0, "Instämmer", long, "<b>&amp;</b> {{ nej }} ”citat” – 😀")
    home(form.save("långt.docx"))
    assert answers(register, remiss)[""] == ("", "Granskningen är väl gjord.\n\n• Den kom i rätt tid.")
    assert answers(register, remiss)["2"][1] == f"{long}\n\n<b>&amp;</b> {{{{ nej }}}} ”citat” – 😀"
