"""A logo: is it a picture that Word can show, and how large is it on the paper. It is never decoded."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from secretary_app.support.errors import UserError

MOST_BYTES = 5 * 1024 * 1024
HEIGHT = 1.6
"""Centimetres in the letterhead."""
_WIDEST = 8.0
"""Centimetres: beside it stands what the document is."""
_LEAST, _MOST = 16, 10_000
"""Pixels of a side."""
_MOST_PIXELS = 40_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_KNOWN_JPEGS = (b"JFIF", b"Exif")
"""What the file says of itself at its sixth byte; Word files are not made with others."""
_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers that begin a JPEG's picture; the three left out are tables."""


@dataclass(frozen=True)
class Picture:
    """How a PNG or JPEG is, by its bytes."""

    ending: str
    """``.png`` or ``.jpg``."""
    width: int
    """Pixels."""
    height: int

    @property
    def on_paper(self) -> tuple[float, float]:
        """Width and height in the letterhead, in centimetres, with its proportions kept."""
        scale = min(HEIGHT / self.height, _WIDEST / self.width)
        return self.width * scale, self.height * scale


def look_at(content: bytes, name: str) -> Picture:
    """What the bytes of file ``name`` hold. Raises UserError that says why it can be no logo."""
    if len(content) > MOST_BYTES:
        raise UserError(f"{name} är för stor. En logotyp får vara högst {MOST_BYTES // 1024 // 1024} MB.")
    if content.startswith(_PNG):
        picture = _png(content)
    elif content.startswith(_JPEG):
        picture = _jpeg(content)
    else:
        raise UserError(f"{name} är ingen bild i formatet PNG eller JPEG. Välj en sådan fil.")
    if picture and picture.ending == ".jpg" and content[6:10] not in _KNOWN_JPEGS:
        raise UserError(f"{name} är en ovanlig JPEG. Spara bilden som PNG och välj den.")
    if picture is None:
        raise UserError(f"{name} är en trasig bild. Spara den på nytt eller välj en annan.")
    _refuse_odd_sizes(picture, name)
    return picture


def usable_in_word(content: bytes, name: str) -> Picture:
    """The same, tried as a Word file takes it in: its data about camera and colours can stop that. Raises UserError."""
    from docx.image.image import Image

    picture = look_at(content, name)
    try:
        Image.from_blob(content)
    except Exception as error:  # data of foreign programs fail in many ways
        words = f"{name} har uppgifter som inte går att läsa. Spara bilden på nytt som PNG och välj den."
        raise UserError(words) from error
    return picture


def _refuse_odd_sizes(picture: Picture, name: str) -> None:
    sides = (picture.width, picture.height)
    size = f"{name} är {picture.width} × {picture.height} bildpunkter"
    if min(sides) < _LEAST:
        raise UserError(f"{size}. Välj en större bild, minst {_LEAST} åt varje håll.")
    if max(sides) > _MOST or picture.width * picture.height > _MOST_PIXELS:
        raise UserError(f"{size}. Välj en mindre bild, högst {_MOST} åt varje håll.")


def _png(content: bytes) -> Picture | None:
    names, place = [], len(_PNG)
    while place + 12 <= len(content):
        size = int(struct.unpack(">I", content[place : place + 4])[0])
        body, check = content[place + 4 : place + 8 + size], content[place + 8 + size : place + 12 + size]
        if len(check) < 4 or zlib.crc32(body) != struct.unpack(">I", check)[0]:
            return None
        names.append(body[:4])
        place += 12 + size
        if body[:4] == b"IEND":
            break
    if names[:1] != [b"IHDR"] or names[-1] != b"IEND" or b"IDAT" not in names:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return Picture(".png", width, height)


def _jpeg(content: bytes) -> Picture | None:
    if b"\xff\xd9" not in content[-1024:]:
        return None
    for marker, start in _segments(content):
        if marker in _FRAMES and start + 7 <= len(content):
            height, width = struct.unpack(">HH", content[start + 3 : start + 7])
            return Picture(".jpg", width, height) if width and height else None
    return None


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Each marker of a JPEG, and where its length stands, until the compressed data begins."""
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        yield marker, place + 2
        if marker == 0xDA:
            return
        place += 2 if marker in _STANDALONE else 2 + int(struct.unpack(">H", content[place + 2 : place + 4])[0])
