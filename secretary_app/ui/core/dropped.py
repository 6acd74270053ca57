"""Files in what was dragged here or copied: on disk, or handed over by Outlook, which has them in no folder.

Outlook, as every program on Windows that drags what is no file, hands over a list of names (FILEGROUPDESCRIPTORW) and
the contents of each (CFSTR_FILECONTENTS); Qt passes both on under names of its own.
"""

import struct
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QMimeData, QObject, QTimer

from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, safe_name
from secretary_app.support.scratch import scratch_folder
from secretary_app.ui.core.outlook import chosen_in_outlook

_NAMES = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'
_CONTENT = 'application/x-qt-windows-mime;value="FileContents"'
_DESCRIPTOR = 592
"""Bytes for each file; the last 520 of them are its name."""
_NAME = 72
_MOST = 200
_BY_HAND = "Dra till skrivbordet först, och släpp sedan filen här."


def has_files(data: QMimeData) -> bool:
    """Whether there is a file in it at all."""
    return data.hasUrls() or data.hasFormat(_NAMES)


def file_names(data: QMimeData) -> list[str]:
    """What the files are called, before any is taken."""
    return [path.name for path in _on_disk(data)] or _handed_over(data)


def take_files(
    data: QMimeData, owner: QObject, take: Callable[[list[Path]], None], tell: Callable[[UserError], None]
) -> None:
    """Let ``take`` have the files, or ``tell`` why there are none; called while the drop is going on.

    Those that are handed over are written to a folder that is gone when the program ends. Mails of classic Outlook are
    taken a moment later, unless ``owner`` is gone by then.
    """
    paths = _on_disk(data)
    names = _handed_over(data)
    if paths or not names:
        take(paths)
        return
    contents = [_content(data, number, len(names)) for number in range(len(names))]
    if not all(contents):
        QTimer.singleShot(0, owner, lambda: _take_from_outlook(names, take, tell))
        return
    try:
        with explained(scratch_folder()):
            paths = [_written(name, content) for name, content in zip(names, contents, strict=True)]
    except UserError as error:
        tell(error)
    else:
        take(paths)


def _take_from_outlook(names: list[str], take: Callable[[list[Path]], None], tell: Callable[[UserError], None]) -> None:
    if paths := chosen_in_outlook(len(names)):
        take(paths)
    elif len(names) == 1:
        tell(UserError(f"Outlook lämnade inte över {names[0]}. {_BY_HAND}"))
    else:
        tell(UserError(f"Outlook lämnade inte över de {len(names)} mejlen. {_BY_HAND}"))


def _on_disk(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _handed_over(data: QMimeData) -> list[str]:
    listed = bytes(data.data(_NAMES).data())
    if len(listed) < 4:
        return []
    count = min(struct.unpack_from("<I", listed)[0], _MOST, (len(listed) - 4) // _DESCRIPTOR)
    starts = (4 + number * _DESCRIPTOR + _NAME for number in range(count))
    words = (listed[at : at + _DESCRIPTOR - _NAME].decode("utf-16-le", errors="replace") for at in starts)
    return [_clean(each.split("\0")[0]) for each in words]


def _clean(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{safe_name(stem)}.{safe_name(ending)}" if dot else safe_name(name)


def _content(data: QMimeData, number: int, count: int) -> bytes:
    found = bytes(data.data(f"{_CONTENT};index={number}").data())
    if not found and count == 1:
        found = bytes(data.data(_CONTENT).data())
    return found


def _written(name: str, content: bytes) -> Path:
    # A folder each: two mails may have the same subject.
    path = Path(mkdtemp(dir=scratch_folder())) / name
    path.write_bytes(content)
    return path
