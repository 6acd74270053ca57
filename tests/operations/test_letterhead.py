"""The logo: chosen and undone with its file, in the drafts, in backups, and not taken for a stray file."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from secretary_app.domain.model import DocumentKind, Kommun, Remiss
from secretary_app.operations.backups import automatic_backup
from secretary_app.operations.drafting import draft
from secretary_app.operations.letterhead import choose_logo, logo, logo_file, remove_logo
from secretary_app.operations.registering import register_remiss
from secretary_app.operations.upkeep import backup, check, restore
from secretary_app.store.files import files_folder
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def _png(shade: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 60, 20, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * 60) * 20
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def picture(tmp_path: Path) -> Callable[..., Path]:
    def make(shade: int = 90, name: str = "vapen.png") -> Path:
        path = tmp_path / name
        path.write_bytes(_png(shade))
        return path

    return make


def chosen(register: Register) -> str:
    return register.find(Kommun)[0].logo


def test_a_logo_is_chosen_and_undone_with_its_picture(register: Register, picture: Callable[..., Path]) -> None:
    choose_logo(register, picture(90))
    choose_logo(register, picture(200))
    assert chosen(register) == "Mallar/logotyp (2).png"
    register.undo(register.last_done() or 0)
    found = logo_file(register)
    assert found is not None
    assert found.read_bytes() == _png(90)
    choose_logo(register, picture(200, "Samma bild.png"))
    assert chosen(register) == "Mallar/logotyp (2).png"
    remove_logo(register)
    assert logo(register) is None
    register.undo(register.last_done() or 0)
    assert chosen(register) == "Mallar/logotyp (2).png"


def test_what_is_no_picture_changes_nothing(register: Register, tmp_path: Path) -> None:
    paper = tmp_path / "brev.png"
    paper.write_text("Inte en bild", encoding="utf-8")
    for path in (paper, tmp_path / "borta.png", tmp_path):
        with pytest.raises(UserError):
            choose_logo(register, path)
    assert chosen(register) == ""
    assert not (register.files / "Mallar").exists()


def test_a_logo_that_is_gone_broken_or_outside_is_told_of(register: Register, picture: Callable[..., Path]) -> None:
    choose_logo(register, picture())
    found = logo(register)
    assert found is not None
    assert found.fault == ""
    found.path.write_bytes(b"")
    broken = logo(register)
    assert broken is not None
    assert broken.fault == "logotyp.png är ingen bild i formatet PNG eller JPEG. Välj en sådan fil."
    found.path.unlink()
    gone = logo(register)
    assert gone is not None
    assert gone.fault.endswith("Välj logotypen på nytt.")
    assert [each.text for each in check(register).faults] == [f"Logotypen kan inte användas i utkast. {gone.fault}"]
    outside = register.find(Kommun)[0]
    with register.change("Ändrade") as change:
        change.update(type(outside)(**{**vars(outside), "logo": "../../etc/passwd"}))
    path = logo_file(register)
    assert path is not None
    assert path.is_relative_to(register.files)


def test_drafts_have_it_and_say_so_where_it_is_gone(
    register: Register, picture: Callable[..., Path], missiv: Callable[..., Path], letter: str, tmp_path: Path
) -> None:
    remiss: Remiss = register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31").remiss
    choose_logo(register, picture())
    made = draft(register, DocumentKind.TJANSTESKRIVELSE, remiss, tmp_path / "ut.docx", templates="utforlig")
    with zipfile.ZipFile(made.path) as archive:
        assert [name for name in archive.namelist() if name.startswith("word/media/")] == ["word/media/image1.png"]
    (register.files / "Mallar" / "logotyp.png").unlink()
    without = draft(register, DocumentKind.TJANSTESKRIVELSE, remiss, tmp_path / "utan.docx")
    with zipfile.ZipFile(without.path) as archive:
        heads = "".join(archive.read(name).decode() for name in archive.namelist() if "header" in name)
    assert "[Logotypen saknas. Välj den på nytt i Inställningar.]" in heads


def test_a_backup_has_it_and_a_restored_register_too(
    register: Register, picture: Callable[..., Path], tmp_path: Path
) -> None:
    choose_logo(register, picture())
    own = register.files / "Mallar" / "klassisk" / "yttrande.docx"
    own.parent.mkdir()
    own.write_bytes(b"en mall")
    made = backup(register, tmp_path / "kopia.beredd").register
    assert (files_folder(made) / "Mallar" / "logotyp.png").read_bytes() == _png(90)
    assert automatic_backup(register, tmp_path / "kopior", register.clock()) is not None
    (register.files / "Mallar" / "logotyp.png").unlink()
    own.unlink()
    remove_logo(register)
    path = register.path
    register.close()
    restore(made, path)
    with Register.open(path) as again:
        found = logo(again)
        assert found is not None
        assert found.fault == ""
        assert (again.files / "Mallar" / "klassisk" / "yttrande.docx").read_bytes() == b"en mall"
        assert not [*check(again).faults, *check(again).remarks]


def test_a_logo_can_be_chosen_before_the_kommun_has_a_name(picture: Callable[..., Path], tmp_path: Path) -> None:
    with Register.open(tmp_path / "nytt.beredd", write=True, create=True) as register:
        choose_logo(register, picture())
        assert chosen(register) == "Mallar/logotyp.png"
        register.undo(register.last_done() or 0)
        assert logo(register) is None
