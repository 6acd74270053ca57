"""The mails that are chosen in classic Outlook.

When one is dragged, Outlook hands over its name and an object that Qt passes on as no bytes at all; but what is dragged
is what is chosen there, and Outlook saves that when it is asked.
"""

from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from secretary_app.support.files import safe_name
from secretary_app.support.scratch import scratch_folder

_UNICODE_MSG = 9
"""OlSaveAsType.olMSGUnicode."""


def chosen_in_outlook(count: int) -> list[Path]:
    """The ``count`` mails that are chosen, saved as .msg; none where it is not that many, or Outlook does not answer.

    Not to be asked before the drop has ended: Outlook waits for it.
    """
    try:
        chosen = _outlook().ActiveExplorer().Selection
        if chosen.Count != count:
            return []
        return [_saved(chosen.Item(number)) for number in range(1, count + 1)]
    except Exception:  # noqa: BLE001 - no pywin32, no Outlook, or a refusal of its own: there is another way
        return []


def _outlook() -> Any:
    return import_module("win32com.client").GetActiveObject("Outlook.Application")


def _saved(mail: Any) -> Path:
    # A folder each: two mails may have the same subject.
    path = Path(mkdtemp(dir=scratch_folder())) / f"{safe_name(str(mail.Subject or 'mejl'))}.msg"
    mail.SaveAs(str(path), _UNICODE_MSG)
    if not path.is_file():
        raise FileNotFoundError(path)
    return path
