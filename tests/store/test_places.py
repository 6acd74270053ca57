from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from secretary_app.store.places import shared_place
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

_ENVIRONMENT = {"OneDriveCommercial": r"C:\Users\anna\Moln", "OneDrive": r"C:\Users\anna\Moln"}


def _drive_type(root: str) -> int:
    return 4 if root == "H:\\" else 3


@pytest.mark.parametrize(
    "path",
    [
        r"\\server\delad\ks.beredd",
        r"\\?\UNC\server\delad\ks.beredd",
        r"H:\ks.beredd",
        r"C:\Users\anna\OneDrive - Älvstads kommun\ks.beredd",
        r"C:\Users\anna\onedrive\register\ks.beredd",
        r"C:\Users\anna\Dropbox (Kommunen)\ks.beredd",
        r"C:\Users\anna\Moln\ks.beredd",
    ],
)
def test_a_shared_place_on_windows(path: str) -> None:
    assert shared_place(PureWindowsPath(path), _ENVIRONMENT, _drive_type) is not None


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\anna\Documents\ks.beredd",
        r"\\?\C:\Users\anna\ks.beredd",
        r"D:\Dropboxar\ks.beredd",
        r"C:\Users\anna\OneDrive.beredd",
    ],
)
def test_a_place_of_ones_own_on_windows(path: str) -> None:
    assert shared_place(PureWindowsPath(path), _ENVIRONMENT, _drive_type) is None


@pytest.mark.parametrize(
    ("path", "shared"),
    [("/home/anna/ks.beredd", False), ("/home/anna/Dropbox/ks.beredd", True), ("/moln/ks.beredd", True)],
)
def test_elsewhere(path: str, shared: bool) -> None:
    place: PurePath = PurePosixPath(path)
    assert (shared_place(place, {"OneDrive": "/moln"}, _drive_type) is not None) == shared


def test_a_register_there_is_refused_with_the_remedy(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Älvstads kommun"
    folder.mkdir()
    with pytest.raises(UserError, match=r"synkroniseras .*Lägg det i en mapp på den egna datorn"):
        Register.open(folder / "ks.beredd", write=True, create=True)
    assert list(folder.iterdir()) == []
