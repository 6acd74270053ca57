"""Files written whole or not at all, and names that every system accepts."""

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained, free_path, safe_name, write_atomically


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("gammal", encoding="utf-8")

    def write(beside: Path) -> None:
        beside.write_text("ny", encoding="utf-8")
        assert target.read_text(encoding="utf-8") == "gammal"

    write_atomically(target, write)
    assert target.read_text(encoding="utf-8") == "ny"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("gammal", encoding="utf-8")

    def write(beside: Path) -> None:
        beside.write_text("halv", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UserError, match="Disken är full"):
        write_atomically(target, write)
    assert target.read_text(encoding="utf-8") == "gammal"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_refusal_while_writing_names_the_file_and_not_what_is_beside_it(tmp_path: Path) -> None:
    def write(beside: Path) -> None:
        with explained(beside):
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UserError) as caught:
        write_atomically(tmp_path / "utkast.docx", write)
    assert caught.value.message.startswith("Disken är full. utkast.docx skrevs inte")
    assert caught.value.may_pass


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Mappen .*borta finns inte"):
        write_atomically(tmp_path / "borta" / "a.txt", Path.touch)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(UserError, match="är en mapp"):
        write_atomically(tmp_path / "a.txt", Path.touch)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "denied"), "Stäng filen i Word"),
        (FileNotFoundError(errno.ENOENT, "none"), "finns inte"),
        (OSError(errno.EROFS, "read-only"), "går inte att skriva i"),
        (OSError(errno.EIO, "i/o"), "Välj en annan plats"),
    ],
)
def test_the_systems_refusals_have_a_remedy(error: OSError, words: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=words), explained(tmp_path / "a.docx"):
        raise error


def test_a_file_open_in_word_on_windows_is_told(tmp_path: Path) -> None:
    class SharingError(OSError):
        winerror = 32

    with pytest.raises(UserError, match="Stäng filen i Word"), explained(tmp_path / "a.docx"):
        raise SharingError(errno.EIO, "sharing violation")


@given(st.text(max_size=300))
def test_a_safe_name_is_one_name_on_every_system(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name) <= 81
    assert not set(name) & set('<>:"/\\|?*\n\t\x00')
    assert name == name.strip()
    assert not name.endswith(".")
    assert name.split(".")[0].upper() not in {"CON", "NUL", "COM1", "LPT9"}
    assert name not in {".", ".."}


def test_a_safe_name_is_recognised() -> None:
    assert safe_name("KS/2021:270 Förskolans åtgärder") == "KS-2021-270 Förskolans åtgärder"
    assert safe_name("../../etc/passwd") == "-..-etc-passwd"
    assert safe_name("con.docx") == "_con.docx"


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    assert free_path(tmp_path / "a.docx").name == "a.docx"
    (tmp_path / "a.docx").touch()
    (tmp_path / "a (2).docx").touch()
    assert free_path(tmp_path / "a.docx").name == "a (3).docx"


def test_the_digest_is_sha256(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert digest(tmp_path / "a").startswith("ba7816bf")


def test_why_a_file_cannot_be_written_is_said_in_swedish(tmp_path: Path) -> None:
    path = tmp_path / "fil" / "inuti.docx"
    path.parent.write_bytes(b"")
    with (
        pytest.raises(UserError, match=r"\((det som skulle vara en mapp är en fil|fel \d+)\)|finns inte"),
        explained(path),
    ):
        path.write_bytes(b"")
