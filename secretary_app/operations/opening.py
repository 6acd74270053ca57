"""Which register is meant, and where its backups go."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path

from secretary_app.store.register import NotInRegister, Register
from secretary_app.support.clock import Clock, system_clock
from secretary_app.support.files import explained

__all__ = [
    "NotInRegister",
    "Register",
    "backup_folder",
    "copies_before_upgrade",
    "open_register",
    "opened_register",
    "own_register",
]

_APP = "Beredd"


def own_register() -> Path:
    """The person's own register, in the platform's data folder."""
    return user_data_path(_APP, appauthor=False) / "beredd.beredd"


def backup_folder() -> Path:
    """Where automatic backups go: never beside the register alone."""
    return user_data_path(_APP, appauthor=False) / "säkerhetskopior"


def copies_before_upgrade(register: Path) -> set[Path]:
    """The copies that were kept of it each time a newer program brought it up."""
    folder = backup_folder()
    start = f"{register.stem} före uppgradering "
    return {each for each in folder.iterdir() if each.name.startswith(start)} if folder.is_dir() else set()


@contextmanager
def opened_register(path: Path | None, *, write: bool, dry_run: bool = False, who: str = "") -> Iterator[Register]:
    """The register for one command. One that is made here and in which nothing is recorded is not kept.

    With ``dry_run`` it is read, and made only where there is none, so that it can be tried what would be recorded.
    """
    target = path or own_register()
    is_new = write and not target.exists()
    with open_register(path, write=write and (is_new or not dry_run), who=who) as register:
        try:
            yield register
        finally:
            is_used = bool(register.operations(1))
            register.close()
            if is_new and not is_used:
                target.unlink(missing_ok=True)


def open_register(
    path: Path | None = None,
    *,
    write: bool = False,
    create: bool = True,
    who: str = "",
    clock: Clock = system_clock,
) -> Register:
    """Open the register at ``path``, without one the person's own; with ``write`` it is made if it is not there.

    Without ``create`` it is never made: one that has been moved is not to be followed by an empty one.

    Raises UserError where it cannot be opened (see ``store.register``).
    """
    if path is None:
        path = own_register()
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
    return Register.open(
        path, write=write, create=write and create, who=who, clock=clock, backup_folder=backup_folder()
    )
