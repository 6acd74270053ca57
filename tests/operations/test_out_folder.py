"""Where what is handed out goes."""

from pathlib import Path

import pytest
from platformdirs import user_documents_path

from secretary_app.operations.opening import own_register
from secretary_app.operations.out_folder import make_folder, out_folder
from secretary_app.support.errors import UserError


def test_it_lies_beside_the_register_or_where_one_looks(tmp_path: Path) -> None:
    assert out_folder(tmp_path / "kommun.beredd", "Kalendrar") == tmp_path / "Kalendrar"
    assert out_folder(own_register(), "Kalendrar") == user_documents_path() / "Beredd" / "Kalendrar"


def test_a_file_in_its_place_is_told(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="är en fil, inte en mapp"):
        make_folder(tmp_path / "fil")
