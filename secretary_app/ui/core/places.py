"""What the program remembers of how a person works: window, widths, filters, text size, who they are.

A small file of the person's own; the register holds none of it. Losing it costs nothing but habits.
"""

from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QSettings

_LATEST = 6


class Places:
    """Remembered values, by keys like ``remisser/kolumner``."""

    def __init__(self, path: Path | None = None) -> None:
        """``path``: the file; without it the platform's own place."""
        file = path or user_config_path("Beredd", appauthor=False) / "beredd.ini"
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        return str(self._settings.value(key, default))

    def number(self, key: str, default: float = 0.0) -> float:
        try:
            return float(self._settings.value(key, default))  # type: ignore[arg-type]
        except (TypeError, ValueError):
            return default

    def bytes(self, key: str) -> QByteArray:
        """A widget's saved state; empty where there is none."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, key: str, value: str | float | QByteArray) -> None:
        self._settings.setValue(key, value)

    def forget(self, key: str) -> None:
        self._settings.remove(key)

    def save(self) -> None:
        """Write it now; else it is written soon, and at the end."""
        self._settings.sync()

    @property
    def me(self) -> str:
        """Who sits at the desk: the name that stands in the history and chooses "Mina"."""
        return self.text("jag")

    @property
    def registers(self) -> list[Path]:
        """Registers opened lately, the last one first."""
        lines = self.text("register").split("\n")
        return [Path(line) for line in lines if line]

    def opened(self, path: Path) -> None:
        """Remember the register as the one last opened."""
        others = [each for each in self.registers if each != path]
        self.keep("register", "\n".join(map(str, [path, *others][:_LATEST])))
