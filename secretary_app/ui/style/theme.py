"""How the program looks: font, palette and sheet, following the system's light, dark and high contrast."""

from dataclasses import fields
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from secretary_app.support.resources import resource
from secretary_app.ui.style.sheet import style_sheet
from secretary_app.ui.style.tokens import DARK, LIGHT, Tokens

BASE = 13
"""Pixels of ordinary text at 100 %."""
_FAMILIES = ["Segoe UI", "Inter", "Open Sans", "sans-serif"]


class Theme(QObject):
    """What every painter asks for colours and sizes; there is one, made with the application."""

    changed = Signal()

    def __init__(self, application: QApplication, text_scale: float = 1.0, *, dark: bool | None = None) -> None:
        """``text_scale``: 1.0–2.0. ``dark``: None follows the system."""
        super().__init__(application)
        self._application = application
        self._dark = dark
        self.text_scale = text_scale
        self.colours: dict[str, QColor] = {}
        # Kept: without its parent's wrapper that of accessibility() is no longer valid when it is asked again.
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self.apply)
        self._hints.accessibility().contrastPreferenceChanged.connect(self.apply)
        application.setProperty("theme", self)
        self._set_style()
        self.apply()

    @property
    def is_dark(self) -> bool:
        if self._dark is not None:
            return self._dark
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    @property
    def is_high_contrast(self) -> bool:
        preference = self._hints.accessibility().contrastPreference()
        return preference is Qt.ContrastPreference.HighContrast

    @property
    def base(self) -> int:
        """The size of ordinary text in pixels."""
        return round(BASE * self.text_scale)

    def px(self, size: float) -> int:
        """A measure at 100 % as it is at this text size."""
        return round(size * self.text_scale)

    def set(self, *, text_scale: float | None = None, dark: bool | None = None) -> None:
        """Change what was chosen; everything is drawn again."""
        if text_scale and text_scale != self.text_scale:
            self.text_scale = text_scale
            self._set_style()
        self._dark = dark
        self.apply()

    def _set_style(self) -> None:
        if self.text_scale > 1:
            from secretary_app.ui.style.larger import LargerStyle

            self._application.setStyle(LargerStyle(self.text_scale))
        else:
            self._application.setStyle("Fusion")

    def apply(self) -> None:
        """Draw everything as the system and the person want it now."""
        font = QFont()
        font.setFamilies(_FAMILIES)
        font.setPixelSize(self.base)
        font.setFeature(QFont.Tag("tnum"), 1)
        self._application.setFont(font)
        if self.is_high_contrast:
            self.colours = _system_colours(self._application.style().standardPalette())
            self._application.setPalette(self._application.style().standardPalette())
            self._application.setStyleSheet("")
        else:
            tokens = DARK if self.is_dark else LIGHT
            self.colours = {field.name: QColor(getattr(tokens, field.name)) for field in fields(Tokens)}
            self._application.setPalette(_palette(self.colours))
            look = "mork" if self.is_dark else "ljus"
            # Qt makes a picture smaller, never larger.
            large = "-stor" if self.text_scale > 1 else ""
            arrow, check = (resource("icons", f"{name}-{look}{large}.png").as_posix() for name in ("pil", "bock"))
            self._application.setStyleSheet(style_sheet(tokens, self.base, arrow, check))
        self.changed.emit()


def theme() -> Theme:
    """The application's theme."""
    return _theme_of(QApplication.instance())


@cache
def _theme_of(application: QCoreApplication | None) -> Theme:
    # Asked for at each colour of each cell: the way over Qt is long.
    found = application.property("theme") if application is not None else None
    assert isinstance(found, Theme)
    return found


def colour(name: str) -> QColor:
    """The colour of a token as it is now."""
    return theme().colours[name]


def _palette(colours: dict[str, QColor]) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "canvas"),
        (roles.WindowText, "text"),
        (roles.Base, "surface"),
        (roles.AlternateBase, "hover"),
        (roles.Text, "text"),
        (roles.Button, "surface"),
        (roles.ButtonText, "text"),
        (roles.BrightText, "late"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on_accent"),
        (roles.Link, "accent"),
        (roles.LinkVisited, "accent"),
        (roles.ToolTipBase, "surface"),
        (roles.ToolTipText, "text"),
        (roles.PlaceholderText, "text2"),
        (roles.Accent, "accent"),
        (roles.Light, "surface"),
        (roles.Mid, "line"),
        (roles.Dark, "edge"),
    ):
        palette.setColor(role, colours[name])
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours["text2"])
    return palette


def _system_colours(palette: QPalette) -> dict[str, QColor]:
    """In high contrast everything is the system's text on the system's ground; states keep word and shape."""
    text, ground = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    colours = {field.name: text for field in fields(Tokens)}
    for name in ("canvas", "nav", "surface", "hover", "shade", "late_t", "soon_t", "done_t"):
        colours[name] = ground
    colours["accent"] = palette.color(QPalette.ColorRole.Highlight)
    colours["on_accent"] = palette.color(QPalette.ColorRole.HighlightedText)
    colours["on_late"] = ground
    colours["tint"] = ground
    colours["mark"] = ground
    return colours
