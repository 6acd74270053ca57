"""Templates from outside: no code runs, nothing is fetched, no field is silently blank, and the reason is told."""

import shutil
import zipfile

import pytest

from secretary_app.domain.model import DocumentKind
from secretary_app.support.errors import UserError
from secretary_app.support.worker import Worker
from secretary_app.word.checking import PRELOAD as CHECK_PRELOAD
from secretary_app.word.checking import check_template
from secretary_app.word.render import PRELOAD, render_draft
from secretary_app.word.sets import template_path

CODE = [
    "{{ cycler.__init__.__globals__.os.popen('touch MARK').read() }}",
    "{{ lipsum.__globals__['os'].popen('touch MARK').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ remiss.__class__.__init__.__globals__ }}",
    "{{ remiss.rubrik.__class__ }}",
    "{{ '{0.__class__.__mro__}'.format(remiss) }}",
    "{{ self.__init__.__globals__ }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os }}",
    "{{ range(3) }}",
    "{{ rekommendationer.append(1) }}",
    "{{ remiss.pop('rubrik') }}",
    "{{ 1 / 0 }}",
    "{{ remiss['__class__'] }}",
    "{{ remiss|attr('__class__') }}",
    "{{ ().__class__.__mro__ }}",
    "{{ loop.__class__ }}",
    "{% set x = remiss.__class__ %}{{ x }}",
    "{% extends '/etc/passwd' %}",
    "{% from 'os' import system %}{{ system('touch MARK') }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace(x=1) }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ config }}",
    "{{ remiss.rubrik|map(attribute='__class__')|list }}",
]


@pytest.fixture(scope="module")
def checker():
    with Worker(preload=CHECK_PRELOAD) as one:
        yield one


@pytest.fixture
def refused(worker, owners_draft, tmp_path):
    """Renders with a template that must be refused; returns the message."""

    def render(template):
        out = tmp_path / "ut.docx"
        out.write_text("förra utkastet", encoding="utf-8")
        with pytest.raises(UserError) as caught:
            render_draft(owners_draft(DocumentKind.TJANSTESKRIVELSE, 2), template, out, worker=worker)
        assert out.read_text(encoding="utf-8") == "förra utkastet"
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith("~")] == []
        return caught.value.message

    return render


@pytest.mark.parametrize("code", CODE)
def test_code_in_a_template_does_not_run(code, refused, template, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    message = refused(template("före", code.replace("MARK", str(tmp_path / "MARK")), name="farlig.docx"))
    assert "farlig.docx" in message
    assert not (tmp_path / "MARK").exists()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("{{ remiss.diarienumer }}", "remiss.diarienumer"),
        ("{% if ärende.rubrik %}x{% endif %}", "ärende"),
        ("{% for r in rekommendationer %}{{ r.nummr }}{% endfor %}", "rekommendation.nummr"),
        ("{% if not remiss.svar %}x{% endif %}", "remiss.svar"),
        ("{{ remiss.items }}", "remiss.items"),
        ("{{ mening.bakgrunden }}", "mening.bakgrunden"),
    ],
)
def test_an_unknown_field_is_named_and_never_blank(text, field, refused, template):
    message = refused(template(text, name="min mall.docx"))
    assert message == f"Mallen min mall.docx använder fältet {field}, som inte finns. Alla fält finns på sidan Mallar."


@pytest.mark.parametrize(
    ("text", "what"),
    [("{{ remiss }}", "remiss är en grupp"), ("{{ mottagare }}", "en lista"), ("{{ beslut.finns }}", "ja/nej")],
)
def test_a_list_or_group_is_not_printed_as_code(text, what, refused, template):
    message = refused(template(text))
    assert "egen.docx" in message
    assert what in message


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        (("{%p for r in rekommendationer %}", "{{ r.text }}"), "inte är avslutat"),
        (("{{ r.text }}", "{%p endfor %}"), "inte är avslutat eller avslutat två gånger"),
        (("Hej {{ remiss.rubrik"), "felskrivet"),
        (("Hej {{ remiss.rubrik|versaler }}",), "filtret versaler, som inte finns"),
        (("Hej {{ remiss rubrik }}",), "nära ”{{ remiss rubrik }}”"),
    ],
)
def test_faulty_tags_are_told_with_their_place(paragraphs, words, refused, template):
    message = refused(template(*paragraphs))
    assert message.startswith("Mallen egen.docx går inte att läsa nära ”")
    assert words in message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ 1 / 0 }}", "{{ 1 / 0 }} delar med noll. "),
        ("{{ remiss.rubrik + 1 }}", "{{ remiss.rubrik + 1 }} räknar med eller jämför sådant som inte hör ihop"),
        ("{% if remiss.rubrik > 3 %}x{% endif %}", "{% if remiss.rubrik > 3 %} räknar med eller jämför sådant"),
    ],
)
def test_what_fails_while_it_is_filled_in_is_told_in_swedish_with_its_tag(text, says, refused, template):
    message = refused(template("{{ remiss.slag }}", f"Hej {text} {{{{ remiss.rubrik }}}}"))
    assert message.startswith(f"Mallen egen.docx går inte att fylla i: {says}")


def test_a_loop_that_breaks_the_document_is_refused_and_never_mended_by_leaving_out(refused, tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph("{% for r in rekommendationer %}Början")
    document.add_table(1, 1).cell(0, 0).text = "slut{% endfor %}"
    document.save(str(tmp_path / "bruten.docx"))
    assert "bruten.docx blir trasig när den fylls i" in refused(tmp_path / "bruten.docx")


def test_a_template_that_eats_memory_is_stopped(owners_draft, template, tmp_path):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    with Worker(megabytes=400, preload=PRELOAD) as small, pytest.raises(UserError, match="för mycket minne"):
        render_draft(data, template("{{ 'x' * 300000000 }}"), tmp_path / "ut.docx", worker=small)
    assert not (tmp_path / "ut.docx").exists()


def test_a_template_that_never_ends_is_stopped(owners_draft, template, tmp_path, monkeypatch):
    monkeypatch.setattr("secretary_app.word.render._SECONDS", 1.0)
    loops = "{% for a in 'x' * 9999 %}" * 4 + "{% endfor %}" * 4
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    with Worker(preload=PRELOAD) as own, pytest.raises(UserError, match="blev inte klar på 1 sekunder"):
        render_draft(data, template(loops), tmp_path / "ut.docx", worker=own)


@pytest.mark.parametrize("code", CODE)
def test_code_in_a_template_is_found_by_the_check_and_does_not_run(code, checker, template, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = template("före", code.replace("MARK", str(tmp_path / "MARK")))
    report = check_template(path, worker=checker)
    assert not report.is_usable
    assert not (tmp_path / "MARK").exists()


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("{% for a in 'x' * 9999 %}" * 4 + "{% endfor %}" * 4, "Mallen hann inte fyllas i på 2 sekunder och avbröts."),
        ("{{ 'x' * 900000000 }}", "Mallen tog för mycket minne när den skulle fyllas i och avbröts."),
    ],
)
def test_the_check_itself_never_hangs(code, what, template, monkeypatch):
    monkeypatch.setattr("secretary_app.word.checking._TRY_SECONDS", 2.0)
    with Worker(megabytes=400, preload=CHECK_PRELOAD) as own:
        (fault,) = check_template(template(code), worker=own).faults
        assert fault.what == what
        # The next template is checked all the same.
        assert check_template(template_path(DocumentKind.FOLJEBREV), worker=own).is_usable


def test_without_a_worker_the_check_gets_one_of_its_own():
    assert check_template(template_path(DocumentKind.FOLJEBREV)).findings == ()


@pytest.fixture
def altered(tmp_path):
    """A copy of a shipped template with one member changed or added."""

    def make(name, change, source=None):
        path = tmp_path / ("ändrad.docx" if source is None else "två ändrad.docx")
        source = source or template_path(DocumentKind.FOLJEBREV)
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
            for member in old.namelist():
                content = old.read(member)
                new.writestr(member, change(content) if member == name else content)
            if name not in old.namelist():
                new.writestr(name, change(b""))
        return path

    return make


@pytest.fixture
def told(checker):
    """The one fault of a file, and what to do."""

    def check(path):
        (fault,) = check_template(path, worker=checker).faults
        return f"{fault.what} {fault.suggestion}".strip()

    return check


def test_macros_are_refused(refused, altered, told):
    path = altered("word/vbaProject.bin", lambda _: b"x")
    assert "makron" in refused(path)
    assert told(path) == (
        "ändrad.docx innehåller makron och öppnas därför inte. Spara den som .docx eller .xlsx utan makron."
    )


def test_what_would_be_fetched_is_refused(refused, altered, told):
    relation = (
        b'<Relationship Id="rIdX" Target="http://spion.example/bild.png" TargetMode="External" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    path = altered("word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation))
    assert "spion.example" in refused(path)
    assert told(path) == (
        "Filen hämtar en bild utifrån: http://spion.example/bild.png. "
        "Infoga det i filen i stället för att länka till det."
    )


_RELATION = (
    '<Relationship Id="rIdX" Target="{}" {} '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/></Relationships>'
)


@pytest.mark.parametrize(
    ("target", "mode", "kind", "says"),
    [
        ("http://spion.example/x.html", 'TargetMode="External"', "aFChunk", "Filen hämtar en del av texten utifrån: "),
        ("http://spion.example/x", 'TargetMode="External"', "vadsomhelst", "Filen hämtar innehåll utifrån: "),
        ("x.html", "", "aFChunk", "Filen innehåller ett annat dokument (altChunk), som följer med i varje utkast. "),
        ("x.bin", "", "oleObject", "Filen innehåller ett inbäddat objekt, som följer med i varje utkast. "),
    ],
)
def test_what_else_comes_from_outside_is_refused_with_its_place(target, mode, kind, says, altered, refused, checker):
    relation = _RELATION.format(target, mode, kind).encode()
    path = altered("word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation))
    chunk = b'<w:altChunk r:id="rIdX"/><w:sectPr'
    path = altered("word/document.xml", lambda old: old.replace(b"<w:sectPr", chunk, 1), source=path)
    (fault,) = check_template(path, worker=checker).faults
    assert f"{fault.what} ".startswith(says)
    assert fault.place.block > 0
    assert "ändrad.docx" in refused(path)


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("INCLUDETEXT \\\\server\\x.docx", "Ett fält hämtar innehåll utifrån (INCLUDETEXT)."),
        ("INCLUDEPICTURE http://x.example/a.png", "Ett fält hämtar innehåll utifrån (INCLUDEPICTURE)."),
        ("LINK Excel.Sheet.12 x", "Ett fält hämtar innehåll utifrån (LINK)."),
        ("MACROBUTTON Skicka Skriv", "Ett fält kör ett makro (MACROBUTTON)."),
    ],
)
def test_a_field_that_reaches_out_of_the_file_is_refused_with_its_place(field, says, altered, refused, told):
    xml = f'<w:p><w:fldSimple w:instr=" {field} "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p><w:sectPr'.encode()
    path = altered("word/document.xml", lambda old: old.replace(b"<w:sectPr", xml, 1))
    assert field.split()[0] in refused(path)
    assert told(path).startswith(says)


def test_a_field_that_tags_put_together_is_refused(altered, refused, told):
    run = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>{{ 'DD' ~ 'EAUTO x' }}</w:instrText></w:r>"
    xml = f"<w:p>{run.format('begin')}{code}{run.format('end')}</w:p><w:sectPr".encode()
    path = altered("word/document.xml", lambda old: old.replace(b"<w:sectPr", xml, 1))
    assert "försöker göra något som en mall inte får" in refused(path)
    assert "försöker göra något som en mall inte får" in told(path)


def test_a_field_that_starts_a_program_is_refused(refused, altered, told):
    field = b'<w:p><w:fldSimple w:instr=" DDEAUTO c:\\\\x.exe 1 "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p><w:sectPr'
    path = altered("word/document.xml", lambda old: old.replace(b"<w:sectPr", field, 1))
    assert "DDE" in refused(path)
    assert told(path) == "Ett fält startar andra program (DDEAUTO). Ta bort fältet: markera det och tryck Delete."


@pytest.mark.parametrize("member", ["word/document.xml", "word/settings.xml", "word/glossary.xml"])
def test_a_field_behind_another_or_in_another_part_is_refused_by_drafting_and_check_alike(
    member, refused, altered, told
):
    run = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    fields = [run.format("begin"), "<w:r><w:instrText> PAGE </w:instrText></w:r>", run.format("end")]
    fields += [run.format("begin"), "<w:r><w:instrText> DDE c:\\x.exe 1 </w:instrText></w:r>", run.format("end")]
    xml = f"<w:p>{''.join(fields)}</w:p>".encode()
    alone = xml.replace(b"<w:p>", b'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">')
    place = b"<w:sectPr" if member == "word/document.xml" else b"<w:zoom"
    path = altered(member, lambda old: old.replace(place, xml + place, 1) if old else alone)
    assert "DDE" in refused(path)
    assert "DDE" in told(path)


def test_what_is_no_word_file_is_refused(refused, tmp_path, told):
    text = tmp_path / "brev.docx"
    text.write_text("Hej", encoding="utf-8")
    assert "ingen Word" in refused(text)
    assert told(text).startswith("brev.docx är ingen Word- eller Excel-fil utan en textfil. Spara den som .docx")
    assert "finns inte" in refused(tmp_path / "saknas.docx")
    assert "finns inte" in told(tmp_path / "saknas.docx")
    (tmp_path / "tom.docx").touch()
    assert told(tmp_path / "tom.docx") == "tom.docx är tom. Hämta filen på nytt."
    (tmp_path / "mapp.docx").mkdir()
    assert "är en mapp" in told(tmp_path / "mapp.docx")
    (tmp_path / "gammal.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    assert told(tmp_path / "gammal.doc") == (
        "gammal.doc är en äldre Word-fil. Öppna den i Word och spara den som .docx."
    )


def test_a_dotx_is_refused_with_how_to_save_it(altered, told):
    def as_template(types):
        return types.replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main")

    assert told(altered("[Content_Types].xml", as_template)) == (
        "Filen är sparad som en Word-mall (.dotx), som inte kan fyllas i. "
        "Öppna filen i Word, välj Spara som och filtypen Word-dokument (.docx)."
    )


def test_a_strict_document_is_refused_with_how_to_save_it(altered, told):
    def strict(xml):
        old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        return xml.replace(old, b"http://purl.oclc.org/ooxml/wordprocessingml/main")

    assert told(altered("word/document.xml", strict)).startswith("Filen är sparad som ett strikt Open XML-dokument")


def test_a_file_that_unpacks_to_too_much_is_refused(refused, altered, told, monkeypatch):
    path = altered("word/fyllnad.xml", lambda _: b"")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/bomb.xml", b" " * (60 << 20))
    assert "orimligt stor uppackad" in refused(path)
    assert "orimligt stor uppackad" in told(path)
    monkeypatch.setattr("secretary_app.word.checking._LARGEST", 1000)
    assert "är för stor för en mall" in told(path)


def test_an_entity_reads_no_file(altered, checker, worker, owners_draft, tmp_path):
    (tmp_path / "hemlig.txt").write_text("hemligheten", encoding="utf-8")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "hemlig.txt").as_uri()}">]><w:document'.encode()

    def with_entity(xml):
        return xml.replace(b"<w:document", head, 1).replace(
            b"<w:sectPr", b"<w:p><w:r><w:t>&e;</w:t></w:r></w:p><w:sectPr", 1
        )

    path = altered("word/document.xml", with_entity)
    check_template(path, worker=checker)
    out = tmp_path / "ut.docx"
    try:
        render_draft(owners_draft(DocumentKind.FOLJEBREV, 1), path, out, worker=worker)
    except UserError:
        return
    with zipfile.ZipFile(out) as archive:
        assert b"hemligheten" not in b"".join(archive.read(name) for name in archive.namelist())


def test_tags_in_the_files_properties_are_not_carried_out(altered, worker, owners_draft, tmp_path, read):
    def with_code(xml):
        return xml.replace(b"</cp:coreProperties>", b"<dc:title>{{ 1 / 0 }}</dc:title></cp:coreProperties>")

    out = tmp_path / "ut.docx"
    render_draft(owners_draft(DocumentKind.FOLJEBREV, 1), altered("docProps/core.xml", with_code), out, worker=worker)
    assert b"1 / 0" not in read(out).parts["docProps/core.xml"]


def test_an_excel_file_under_a_word_name_is_refused(refused, tmp_path, told):
    import openpyxl

    path = tmp_path / "bok.docx"
    openpyxl.Workbook().save(tmp_path / "bok.xlsx")
    shutil.move(tmp_path / "bok.xlsx", path)
    assert refused(path) == "Mallen bok.docx är ingen .docx-fil. Öppna den i Word och spara den som .docx."
    assert told(path).startswith("Filen är inget Word-dokument (.docx). Öppna filen i Word")


def test_a_document_with_broken_xml_is_refused(refused, altered, told):
    path = altered("word/document.xml", lambda _: b"<trasig")
    assert told(path).startswith("Filen är trasig och går inte att läsa.")
    message = refused(path)
    assert message == "Mallen ändrad.docx är trasig. Öppna den i Word, spara den på nytt och försök igen."
