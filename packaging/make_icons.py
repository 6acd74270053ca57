"""Make the icon font: the glyphs that the program uses, out of Phosphor (MIT) as the package QtAwesome has it.

Needs ``pip install qtawesome fonttools``; writes ``resources/icons/``. Run it when an icon is added to ``NAMES``.
"""

import importlib.util
import json
from pathlib import Path

from fontTools import subset
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from secretary_app.ui.style.tokens import DARK, LIGHT

NAMES = [
    "house",
    "tray",
    "calendar-check",
    "users-three",
    "checks",
    "file-text",
    "gear-six",
    "magnifying-glass",
    "funnel",
    "columns",
    "dots-three",
    "arrow-u-up-left",
    "arrow-u-up-right",
    "question",
    "x",
    "plus",
    "file-plus",
    "table",
    "envelope-simple",
    "paper-plane-tilt",
    "calendar-plus",
    "calendar-blank",
    "arrows-left-right",
    "push-pin",
    "push-pin-fill",
    "clock-counter-clockwise",
    "arrows-clockwise",
    "play",
    "eye",
    "download-simple",
    "export",
    "printer",
    "copy",
    "pencil-simple",
    "trash",
    "link-simple",
    "folder-open",
    "caret-left",
    "caret-right",
    "caret-down",
    "caret-up",
    "check",
    "quotes",
    "clipboard-text",
    "scissors",
    "arrows-in-line-vertical",
    "user",
    "info",
    "warning",
    "chat-text",
    "list-numbers",
    "clock",
    "hard-drive",
    "file-arrow-down",
    "file-pdf",
    "moon",
    "sun",
    "text-aa",
    "sign-out",
    "stack",
]
_ARROW = [QPointF(2.5, 4.5), QPointF(6, 8), QPointF(9.5, 4.5)]
_CHECK = [QPointF(2.5, 6.5), QPointF(5, 9), QPointF(9.5, 3.5)]
_TARGET = Path(__file__).parents[1] / "resources" / "icons"


def main() -> None:
    """Write the font, its character map and its licence."""
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise SystemExit("QtAwesome saknas: pip install qtawesome fonttools")
    fonts = Path(spec.origin).parent / "fonts"
    everything = json.loads((fonts / "phosphor-charmap-1.3.0.json").read_text(encoding="utf-8"))
    chosen = {name: everything[name] for name in NAMES}
    _TARGET.mkdir(exist_ok=True)
    options = subset.Options(layout_features=[], name_IDs=["*"], notdef_outline=True)
    font = subset.load_font(str(fonts / "phosphor-1.3.0.ttf"), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[int(code, 16) for code in chosen.values()])
    subsetter.subset(font)
    subset.save_font(font, str(_TARGET / "phosphor.ttf"), options)
    text = json.dumps(chosen, indent=0, sort_keys=True) + "\n"
    (_TARGET / "phosphor.json").write_text(text, encoding="utf-8", newline="\n")
    for name, tokens in (("ljus", LIGHT), ("mork", DARK)):
        for scale, ending in ((1, ""), (2, "@2x"), (4, "-stor")):
            _drawn(_ARROW, tokens.text2, scale).save(str(_TARGET / f"pil-{name}{ending}.png"))
            _drawn(_CHECK, tokens.on_accent, scale).save(str(_TARGET / f"bock-{name}{ending}.png"))


def _drawn(line: list[QPointF], ink: str, scale: int) -> QImage:
    """The combo box's arrow or the tick; a picture, since a style sheet takes nothing else."""
    image = QImage(12 * scale, 12 * scale, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.setPen(QPen(QColor(ink), 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(line)
    painter.end()
    return image


if __name__ == "__main__":
    main()
