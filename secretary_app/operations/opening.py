"""Which register is meant, and where its backups go."""

from pathlib import Path

from platformdirs import user_data_path

from secretary_app.store.register import Register
from secretary_app.support.clock import Clock, system_clock

_APP = "Beredd"


def own_register() -> Path:
    """The person's own register, in the platform's data folder."""
    return user_data_path(_APP, appauthor=False) / "beredd.beredd"


def backup_folder() -> Path:
    """Where automatic backups go: never beside the register alone."""
    return user_data_path(_APP, appauthor=False) / "säkerhetskopior"


def open_register(
    path: Path | None = None, *, write: bool = False, who: str = "", clock: Clock = system_clock
) -> Register:
    """Open the register at ``path``, without one the person's own; with ``write`` it is made if it is not there.

    Raises UserError where it cannot be opened (see ``store.register``).
    """
    if path is None:
        path = own_register()
        path.parent.mkdir(parents=True, exist_ok=True)
    return Register.open(path, write=write, create=write, who=who, clock=clock, backup_folder=backup_folder())
