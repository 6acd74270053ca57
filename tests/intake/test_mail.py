"""Mails in: what is read out of .eml and .msg with what is attached to them, and the sentence a hostile one gets."""

import datetime as dt
import struct
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.intake.extract import MOST_OF_ONE, each_paper
from secretary_app.intake.html_text import html_as_text
from secretary_app.intake.mail import MOST_ATTACHED
from secretary_app.intake.proposal import PaperKind
from secretary_app.intake.reading import read_paper
from secretary_app.support.errors import UserError

Writer = Callable[[Path, str], Path]

LETTER = """Älvstads kommun
Kommunens revisorer

Missiv
2026-03-02 Dnr REV/2026:17

Granskning av arbetet mot våld i nära relationer

Vi lämnar följande rekommendationer:
• Att kommunstyrelsen säkerställer att det finns en aktuell handlingsplan.
• Att omsorgs- och socialnämnden tar fram rutiner för riskbedömning.

Kommunstyrelsen ska svara senast den 30 september 2026.
"""


def _mail(subject: str = "Missiv", text: str = "Hej!\n\nHär kommer missivet.") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["From"] = "Åsa Öberg <asa.oberg@alvstad.example>"
    mail["To"] = "registrator@alvstad.example"
    mail["Date"] = "Tue, 03 Mar 2026 23:30:00 +0100"
    mail.set_content(text)
    return mail


def _attach(mail: EmailMessage, name: str, data: bytes) -> None:
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)


def _saved(path: Path, mail: EmailMessage) -> Path:
    path.write_bytes(mail.as_bytes())
    return path


def _refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_paper(path)
    assert "\n" not in caught.value.message
    return caught.value.message


def test_a_mail_says_its_subject_sender_day_and_text(tmp_path: Path) -> None:
    paper = read_paper(_saved(tmp_path / "brev.eml", _mail("SV: VB: Granskning av elevhälsan")))
    assert paper.text.split("\n") == [
        "Granskning av elevhälsan",
        "",
        "Från: Åsa Öberg <asa.oberg@alvstad.example>",
        "Skickat: 2026-03-03",
        "",
        "Hej!",
        "",
        "Här kommer missivet.",
    ]


def test_what_is_attached_are_papers_of_their_own(tmp_path: Path, writers: dict[str, Writer]) -> None:
    mail = _mail()
    for ending, write in writers.items():
        _attach(mail, f"missiv{ending}", write(tmp_path / f"a{ending}", LETTER).read_bytes())
    path = _saved(tmp_path / "brev.eml", mail)
    body, *attached = each_paper([path])
    assert body.path == path
    assert not body.is_attached
    assert [Path(one.proposal.file).relative_to(path).as_posix() for one in attached if one.proposal] == [
        f"missiv{ending}" for ending in writers
    ]
    for one in attached:
        assert one.is_attached
        assert one.path.is_file()
        assert one.proposal is not None
        assert one.proposal.kind is PaperKind.MISSIV
        assert len(one.proposal.recommendations) == 2
        assert [each.date for each in one.proposal.deadlines] == [dt.date(2026, 9, 30)]


def test_a_missiv_in_the_mail_itself_is_found(tmp_path: Path) -> None:
    (one,) = each_paper([_saved(tmp_path / "brev.eml", _mail("Missiv", LETTER))])
    assert one.proposal is not None
    assert one.proposal.kind is PaperKind.MISSIV
    assert one.proposal.title == "Granskning av arbetet mot våld i nära relationer"
    assert [each.addressees for each in one.proposal.recommendations] == [
        ("Kommunstyrelsen",),
        ("Omsorgs- och socialnämnden",),
    ]


def test_the_day_it_was_sent_is_the_date_of_a_mail_that_has_none_of_its_own(tmp_path: Path) -> None:
    own, bare = (
        _mail("Missiv", LETTER.replace("2026-03-02 Dnr", "2025-11-17\nDnr")),
        _mail(text="Svara senast den 5 maj."),
    )
    paths = [_saved(tmp_path / "a.eml", own), _saved(tmp_path / "b.eml", bare)]
    first, second = (one.proposal for one in each_paper(paths))
    assert first is not None
    assert second is not None
    assert first.document_date == dt.date(2025, 11, 17)
    assert second.document_date == dt.date(2026, 3, 3)
    assert [each.date for each in second.deadlines] == [dt.date(2026, 5, 5)]


def test_a_mail_of_nothing_but_html(tmp_path: Path) -> None:
    mail = _mail()
    mail.set_content(
        "<html><head><title>x</title><style>p {color: red}</style></head><body><p>Vi rekommenderar nämnden&nbsp;att</p>"
        "<ul><li><p>ta fram\n   rutiner</p></li><li>följa upp</li></ul><table><tr><td>Fråga</td><td>Ja</td></tr>"
        "</table><script>alert('nej')</script><img src='http://spion.example/a.png'>Hälsningar<br>Åsa</body></html>",
        subtype="html",
    )
    text = read_paper(_saved(tmp_path / "brev.eml", mail)).text
    assert text.split("\n")[5:] == [
        "Vi rekommenderar nämnden att",
        "",
        "• ta fram rutiner",
        "",
        "• följa upp",
        "",
        "Fråga   Ja",
        "",
        "Hälsningar",
        "Åsa",
    ]


def test_the_rows_of_a_table_as_outlook_writes_it_are_lines(tmp_path: Path) -> None:
    row = "<tr><td width=200><p class=MsoNormal>{}<o:p></o:p></p></td><td>\r\n<p class=MsoNormal>{}</p></td></tr>"
    rows = row.format("Rekommendation", "Svar") + row.format("Ta fram en plan", "Ja, <b>klart</b> 2026")
    html = (
        f"<html><body><p>Hej</p><table>{rows}</table><table><tr><td><p>Ett</p><p>Tv&aring;</p></td></tr></table></body>"
    )
    assert html_as_text(html).replace("\t", " | ").split("\n\n") == [
        "Hej",
        "Rekommendation | Svar",
        "Ta fram en plan | Ja, klart 2026",
        "Ett",
        "Två",
    ]


def test_of_two_forms_of_the_same_the_plain_one_unless_it_is_empty(tmp_path: Path) -> None:
    for plain, wanted in (("Enkelt", "Enkelt"), ("\n", "Rikt")):
        mail = _mail(text=plain)
        mail.add_alternative("<p>Rikt</p>", subtype="html")
        assert read_paper(_saved(tmp_path / "brev.eml", mail)).text.endswith(f"\n\n{wanted}")


def test_mails_in_mails_with_what_is_attached_to_them(tmp_path: Path) -> None:
    inner, outer = _mail("Yttrande KS/2026:31"), _mail("Vidare")
    _attach(inner, "yttrande.txt", "Yttrande över granskning".encode())
    outer.add_attachment(inner)
    path = _saved(tmp_path / "brev.eml", outer)
    assert [Path(one.paper.file).relative_to(tmp_path).as_posix() for one in each_paper([path]) if one.paper] == [
        "brev.eml",
        "brev.eml/Yttrande KS-2026-31.eml",
        "brev.eml/Yttrande KS-2026-31.eml/yttrande.txt",
    ]


def test_the_same_mail_read_again_has_its_papers_in_the_same_place(tmp_path: Path) -> None:
    mail = _mail()
    _attach(mail, "a.txt", b"ett")
    _attach(mail, "A.TXT", b"tva")
    path = _saved(tmp_path / "brev.eml", mail)
    first, second = ([one.path for one in each_paper([path])] for _ in range(2))
    assert first == second
    assert [one.name for one in first] == ["brev.eml", "a.txt", "A (2).txt"]
    assert [one.read_bytes() for one in first[1:]] == [b"ett", b"tva"]


@pytest.mark.parametrize("name", ["../../etc/x.txt", "..\\..\\x.txt", "C:\\x.txt", "/x.txt", "CON.txt", "a\r\nb.txt"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    mail = _mail()
    mail.add_attachment(b"hej", maintype="text", subtype="plain", filename="NAMN.txt")
    path = tmp_path / "brev.eml"
    path.write_bytes(mail.as_bytes().replace(b"NAMN.txt", name.replace("\\", "\\\\").encode()))
    body, *attached = each_paper([path])
    assert body.paper is not None
    for one in attached:
        assert one.path.is_file()
        assert one.path.parent == Path(body.paper.attached[0]).parent
        assert not {"..", "/", "\\", ":", "\n"} & set(one.path.name)


def test_what_is_no_paper_is_named_and_pictures_in_the_text_are_not(tmp_path: Path) -> None:
    mail = _mail()
    mail.add_related(b"x", maintype="image", subtype="png", cid="<logga>", filename="logga.png", disposition="inline")
    for name in ("bild.png", "program.exe"):
        _attach(mail, name, b"x")
    (one,) = each_paper([_saved(tmp_path / "brev.eml", mail)])
    assert one.paper is not None
    (warning,) = one.paper.warnings
    assert "bild.png, program.exe" in warning
    assert "logga" not in warning


def test_a_locked_or_broken_attachment_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    mail = _mail()
    _attach(mail, "trasig.pdf", b"%PDF-1.4 inget mer")
    _attach(mail, "bra.txt", b"Missiv")
    _, broken, good = each_paper([_saved(tmp_path / "brev.eml", mail)])
    assert broken.error is not None
    assert "trasig.pdf" in broken.error.message
    assert good.paper is not None


def test_ten_thousand_attachments(tmp_path: Path) -> None:
    part = b"--x\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nhej\r\n"
    path = tmp_path / "brev.eml"
    path.write_bytes(b"From: a@b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + part * 10_000 + b"--x--\r\n")
    body, *attached = each_paper([path])
    assert len(attached) == MOST_ATTACHED
    assert body.paper is not None
    assert f"{MOST_ATTACHED} lästes, {10_000 - MOST_ATTACHED} lästes inte" in body.paper.warnings[0]


def test_many_mails_in_one_another_end_with_a_sentence(tmp_path: Path) -> None:
    deep = _mail("Innerst")
    for level in range(10):
        outer = _mail(f"Nivå {level}")
        outer.add_attachment(deep)
        deep = outer
    papers = list(each_paper([_saved(tmp_path / "brev.eml", deep)]))
    assert [one.error for one in papers] == [None] * 4
    assert papers[-1].paper is not None
    assert "lästes inte" in papers[-1].paper.warnings[-1]
    broad = _mail("Bred")
    for number in range(5):
        each = _mail(f"Brev {number}")
        for place in range(20):
            _attach(each, f"{place}.txt", b"hej")
        broad.add_attachment(each)
    assert len(list(each_paper([_saved(tmp_path / "bred.eml", broad)]))) == MOST_OF_ONE + 1


def test_parts_in_parts_without_end_get_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "brev.eml"
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(20_000))
    path.write_text(f"From: a@b\n{head}\n", encoding="ascii")
    assert "brev.eml" in _refused(path)


@pytest.mark.parametrize("charset", ["finns-inte", "utf-8", "us-ascii", "iso-8859-1"])
def test_a_wrong_charset_does_not_lose_the_letters(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "brev.eml"
    head = f"Subject: x\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    for encoding in ("cp1252", "utf-8"):
        path.write_bytes(head.encode() + "Räksmörgås – å ä ö".encode(encoding))
        assert read_paper(path).text.endswith("Räksmörgås – å ä ö")


def test_what_is_no_mail(tmp_path: Path) -> None:
    for name, content in (("brev.eml", b"Bara text\n"), ("brev.msg", b"Subject: hej\n\nhej")):
        path = tmp_path / name
        path.write_bytes(content)
        assert "inget mejl" in _refused(path)
    empty = tmp_path / "tom.eml"
    empty.write_bytes(b"")
    assert "tom.eml är tom" in _refused(empty)
    ole = tmp_path / "annat.msg"
    ole.write_bytes(_ole({"WordDocument": b"hej"}))
    assert "inget mejl från Outlook" in _refused(ole)


@given(st.binary(max_size=300))
def test_html_of_any_kind_gives_text(data: bytes) -> None:
    assert isinstance(html_as_text(data.decode("latin-1")), str)


# Mails of classic Outlook. They are made here, byte by byte as [MS-CFB] and [MS-OXMSG] have it: no library writes them.

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF

Tree = dict[str, "bytes | Tree"]


def _ole(tree: Tree) -> bytes:
    """An OLE file with these storages and streams."""
    small, fat, sectors = bytearray(), [], bytearray()
    small_fat: list[int] = []

    def place(data: bytes, table: list[int], room: bytearray, size: int) -> int:
        count = -(-len(data) // size)
        start = len(table)
        table += [*range(start + 1, start + count), _END] if count else []
        room += data.ljust(count * size, b"\0")
        return start if count else _END

    rows: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, 0, 0]]  # name, type, next, child, start, size

    def add(inside: Tree, parent: int) -> None:
        before = None
        for name, content in inside.items():
            here = len(rows)
            rows.append([name, 1 if isinstance(content, dict) else 2, _NONE, _NONE, 0, 0])
            if before is None:
                rows[parent][3] = here
            else:
                rows[before][2] = here
            before = here
            if isinstance(content, dict):
                add(content, here)
            else:
                big = len(content) >= _CUTOFF
                table, room, size = (fat, sectors, _SECTOR) if big else (small_fat, small, _SMALL)
                rows[here][4:] = [place(content, table, room, size), len(content)]

    add(tree, 0)
    rows[0][4:] = [place(bytes(small), fat, sectors, _SECTOR), len(small)]
    listed = b"".join(_entry(*row) for row in rows)  # type: ignore[arg-type]
    directory = place(listed, fat, sectors, _SECTOR)
    small_table = place(struct.pack(f"<{len(small_fat)}I", *small_fat), fat, sectors, _SECTOR)
    fats = next(n for n in range(1, 100) if n * _SECTOR // 4 >= len(fat) + n)
    at = len(fat)
    fat += [_FAT] * fats
    fat += [_FREE] * (fats * _SECTOR // 4 - len(fat))
    tables = (fats, directory, 0, _CUTOFF, small_table, -(-len(small_fat) * 4 // _SECTOR), _END, 0, at)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<9I", *tables)
    places = [at + n for n in range(1, fats)]
    head += struct.pack("<108I", *places, *[_FREE] * (108 - len(places)))
    return head[:512].ljust(512, b"\0") + bytes(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, following: int, child: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    return words.ljust(64, b"\0") + struct.pack(
        "<HBBIII16sI8s8sIQ", len(words), kind, 1, _NONE, following, child, b"", 0, b"", b"", start, size
    )


def _text(number: int, words: str) -> Tree:
    return {f"__substg1.0_{number:04X}001F": words.encode("utf-16-le")}


def _listed(head: int, tree: Tree, *rows: tuple[int, int, bytes]) -> Tree:
    """The properties with the list of them, where those of fixed size have their value and the others their size."""
    streams = {name: content for name, content in tree.items() if name.startswith("__substg1.0_")}
    sizes = ((int(name[-4:], 16), int(name[-8:-4], 16), struct.pack("<Q", len(each))) for name, each in streams.items())
    properties = b"".join(struct.pack("<HHI8s", kind, number, 6, value) for kind, number, value in (*rows, *sizes))
    return {"__properties_version1.0": bytes(head) + properties, **tree}


def _outlook(subject: str, text: str, *attached: Tree, head: int = 32) -> Tree:
    ticks = int((dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC) - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)).total_seconds())
    words = {
        **_text(0x001A, "IPM.Note"),
        **_text(0x0037, subject),
        **_text(0x0C1A, "Åsa Öberg"),
        **_text(0x0C1F, "/O=ALVSTAD/OU=EXCHANGE/CN=ASA"),
        **_text(0x5D01, "asa.oberg@alvstad.example"),
        **_text(0x1000, text),
    }
    held = {f"__attach_version1.0_#{n:08X}": each for n, each in enumerate(attached)}
    return {**_listed(head, words, (0x0040, 0x0039, struct.pack("<Q", ticks * 10_000_000))), **held}


def _file(name: str, data: bytes) -> Tree:
    by_value = (3, 0x3705, struct.pack("<Q", 1))
    return _listed(8, {**_text(0x3707, name), "__substg1.0_37010102": data}, by_value)


def test_an_outlook_mail_with_papers_and_a_mail_in_it(tmp_path: Path, writers: dict[str, Writer]) -> None:
    pdf = writers[".pdf"](tmp_path / "a.pdf", LETTER).read_bytes() + b"\n" * 3500
    inner = _outlook("Yttrande", "Nämnden svarar.", _file("svar.txt", b"Yttrande"), head=24)
    held = _listed(8, {"__substg1.0_3701000D": inner}, (3, 0x3705, struct.pack("<Q", 5)))
    path = tmp_path / "brev.msg"
    path.write_bytes(_ole(_outlook("VB: Missiv åt er", "Hej!\r\n\r\nSe bilagan.", _file("missiv.pdf", pdf), held)))
    papers = [one for one in each_paper([path]) if one.paper is not None]
    assert papers[0].paper is not None
    assert papers[0].paper.text == (
        "Missiv åt er\n\nFrån: Åsa Öberg <asa.oberg@alvstad.example>\nSkickat: 2026-03-03\n\nHej!\n\nSe bilagan."
    )
    assert [one.path.name for one in papers] == ["brev.msg", "missiv.pdf", "Yttrande.eml", "svar.txt"]
    assert papers[1].proposal is not None
    assert papers[1].proposal.kind is PaperKind.MISSIV
    assert papers[2].paper is not None
    assert "Från: Åsa Öberg <asa.oberg@alvstad.example>\nSkickat: 2026-03-03\n\nNämnden svarar." in papers[2].paper.text


def test_an_outlook_mail_in_html_and_in_letters_of_one_byte(tmp_path: Path) -> None:
    tree = _outlook("x", "")
    del tree["__substg1.0_0037001F"]
    tree["__substg1.0_0037001E"] = "Missiv på ö".encode("cp1252")
    tree["__substg1.0_10130102"] = "<p>Räksmörgås</p>".encode()
    path = tmp_path / "brev.msg"
    path.write_bytes(_ole(tree))
    text = read_paper(path).text
    assert text.startswith("Missiv på ö\n")
    assert text.endswith("\n\nRäksmörgås")


def test_a_cut_outlook_mail_gets_a_sentence_or_what_is_left(tmp_path: Path) -> None:
    whole = _ole(_outlook("Missiv", "Hej! " * 3000, _file("a.txt", b"Missiv " * 2000)))
    path = tmp_path / "brev.msg"
    for length in range(512, len(whole), 1536):
        path.write_bytes(whole[:length])
        for one in each_paper([path]):
            assert one.paper is not None or (one.error is not None and "brev.msg" in one.error.message)
