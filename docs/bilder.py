"""Draws every page, dialog and state of the window from the example, to be looked at after a change.

    python docs/bilder.py [--till MAPP] [--bara NAMN] [--utseende ljust mork 150 smal]

The names of pictures may be given in part: ``--bara remiss-plan`` draws all that begin so. A sheet with all of a look
is written as ``alla-ljust.png``. ``--handbok`` draws anew the pictures that the handbok and the README show.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_ROOT), str(Path(__file__).resolve().parent)]

import bilder_mallar  # noqa: E402
import bilder_remiss  # noqa: E402
import bilder_scener  # noqa: E402
import bilder_sidor  # noqa: E402
from bilder_atelje import LOOKS, Look, Scenes, Studio  # noqa: E402
from bilder_exempel import Registers, make_registers  # noqa: E402
from PySide6.QtCore import QRect, Qt  # noqa: E402
from PySide6.QtGui import QColor, QFont, QImage, QPainter  # noqa: E402

SCENES = Scenes(bilder_scener.SCENES | bilder_sidor.SCENES | bilder_remiss.SCENES | bilder_mallar.SCENES)
_HANDBOK = _ROOT / "docs" / "handbok"
_SHOWN = re.compile(r"\]\(([\w/-]*bilder/)([\w-]+)\.png\)")
_TILE, _WORDS, _A_ROW = 480, 26, 6
_COLOURS, _FLAT = 256, 80
_QUICK = 70
"""Larger files, sooner written."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw what was asked for; the number of scenes that failed."""
    asked = _asked(arguments)
    if asked.lista:
        print("\n".join(SCENES))
        return 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="beredd-bilder-", ignore_cleanup_errors=True) as folder:
        if asked.handbok:
            failed = draw_handbok(make_registers(Path(folder)), Path(folder))
        elif len(asked.utseende) > 1:
            failed = _draw_beside(asked)
        else:
            wanted = [each for each in SCENES if each.startswith(asked.bara)]
            look = LOOKS[asked.utseende[0]]
            failed = draw(look, wanted, make_registers(Path(folder)), asked.till, Path(folder))
    print(f"{' '.join(asked.utseende)}: {time.monotonic() - began:.0f} s, {failed} gick inte", file=sys.stderr)
    return failed


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Ritar alla sidor och dialoger ur exemplet.")
    parser.add_argument("--till", type=Path, default=_ROOT / "out" / "bilder", metavar="MAPP", help="hit")
    parser.add_argument("--bara", default="", metavar="NAMN", help="de vars namn börjar så")
    looks = [name for name in LOOKS if name != "handbok"]
    parser.add_argument("--utseende", nargs="+", choices=looks, default=looks[:3])
    parser.add_argument("--smal", action="store_const", const=["smal"], dest="utseende", help="i 1024×640")
    parser.add_argument("--handbok", action="store_true", help="handbokens och README:s bilder i stället")
    parser.add_argument("--lista", action="store_true", help="skriv namnen på alla bilder")
    return parser.parse_args(arguments)


def _draw_beside(asked: argparse.Namespace) -> int:
    """Each look in a process of its own: there is one application in each."""
    same = [sys.executable, __file__, "--till", str(asked.till), "--bara", asked.bara]
    running = [subprocess.Popen([*same, "--utseende", look]) for look in asked.utseende]
    return sum(each.wait() for each in running)


def draw(look: Look, names: Iterable[str], registers: Registers, to: Path, folder: Path) -> int:
    """Draw these scenes in a look, and the sheet of all of them; the number that failed."""
    to.mkdir(parents=True, exist_ok=True)
    made = dict(_drawn(look, names, registers, folder))
    failed = [name for name, image in made.items() if image is None]
    done = {name: image for name, image in made.items() if image is not None}
    for name, image in done.items():
        image.save(str(to / f"{name}{look.ending}.png"), quality=_QUICK)
    if done:
        sheet_of(done).save(str(to / f"alla-{look.name}.png"))
    return len(failed)


def draw_handbok(registers: Registers, folder: Path) -> int:
    """Draw the pictures that pages of the handbok and the README show, small enough to come with the program."""
    pages = [(page, _HANDBOK) for page in sorted(_HANDBOK.glob("*.md"))]
    failed = 0
    for (look, home), names in _shown_in([*pages, (_ROOT / "README.md", _ROOT)]).items():
        for name, image in _drawn(LOOKS[look], sorted(names), registers, folder):
            if image is None:
                failed += 1
            else:
                home.mkdir(exist_ok=True)
                _save_small(image, home / f"{name}.png")
    return failed


def _shown_in(pages: Iterable[tuple[Path, Path]]) -> dict[tuple[str, Path], set[str]]:
    found: dict[tuple[str, Path], set[str]] = {}
    for page, home in pages:
        look = "handbok" if home == _HANDBOK else "ljust"
        for place, name in _SHOWN.findall(page.read_text(encoding="utf-8")):
            if name in SCENES:
                found.setdefault((look, home / place), set()).add(name)
    return found


def _drawn(look: Look, names: Iterable[str], registers: Registers, folder: Path) -> Iterable[tuple[str, QImage | None]]:
    """Each scene's picture; None, and a word about it, where it fails."""
    home = Path(tempfile.mkdtemp(prefix=f"{look.name}-", dir=folder))
    studio = Studio(look, registers, home)
    for name in names:
        try:
            yield name, SCENES[name](studio)
        except Exception:  # noqa: BLE001 - whatever it is, the others are drawn
            traceback.print_exc()
            print(f"{name} ({look.name}) gick inte att rita", file=sys.stderr)
            yield name, None
        finally:
            studio.close()


def sheet_of(images: dict[str, QImage]) -> QImage:
    """All pictures, small, each with its name under it."""
    high = max(image.height() * _TILE // image.width() for image in images.values())
    rows = -(-len(images) // _A_ROW)
    sheet = QImage(_A_ROW * (_TILE + 8) + 8, rows * (high + _WORDS + 8) + 8, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#6b7280"))
    painter = QPainter(sheet)
    font = QFont()
    font.setPixelSize(15)
    painter.setFont(font)
    painter.setPen(QColor("white"))
    for place, (name, image) in enumerate(images.items()):
        left, top = 8 + place % _A_ROW * (_TILE + 8), 8 + place // _A_ROW * (high + _WORDS + 8)
        small = image.scaledToWidth(_TILE, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(left, top, small)
        painter.drawText(QRect(left, top + high, _TILE, _WORDS), Qt.AlignmentFlag.AlignVCenter, name)
    painter.end()
    return sheet


def _save_small(image: QImage, path: Path) -> None:
    """With the few colours that a picture of a window can be drawn in, and its flat ones exactly as they are."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = _few(Counter(memoryview(bytes(plain.constBits())).cast("I")))
    plain.convertToFormat(QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither).save(
        str(path), quality=0
    )


def _few(counted: Counter[int]) -> list[int]:
    """The commonest colours, and of the rest one of each group that are much alike: 256 at most."""
    common = [found for found, _ in counted.most_common()]
    flat = common[:_FLAT]
    for bits in range(8):
        mask = (0xFF << bits & 0xFF) * 0x010101
        groups: dict[int, int] = {}
        for found in common:
            groups.setdefault(found & mask, found)
        few = {*flat, *groups.values()}
        if len(few) <= _COLOURS:
            break
    return sorted(found | 0xFF000000 for found in few)


if __name__ == "__main__":
    sys.exit(main())
