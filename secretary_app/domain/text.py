"""What every text goes through before it enters the register, and small Swedish word rules."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Marks that only steer how text is drawn, the soft hyphen among them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\u200e\u200f]")
# A hyphen that a line ended on comes out of a PDF as U+FFFE or U+0002 (pdfium). Before "och" and beside a digit it
# was written ("integrations- och", "2025-06-30"); between letters it only divided the word ("stra-tegiska").
_HANGING = re.compile(r"[\ufffe\u0002]\s*(?=(?:och|eller|samt|respektive)\b)", re.IGNORECASE)
_DIVIDING = re.compile(r"(?<=[^\W\d_])[\ufffe\u0002]\s*(?=[^\W\d_])")
_JOINING = re.compile(r"(?<=\w)[\ufffe\u0002]\s*(?=\w)")
# C0 and C1 but the line break, halves of surrogate pairs, which no file can hold, and Unicode's noncharacters.
_NONCHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
_PRIVATE_BULLET = "\uf0b7"
_SPACES = re.compile(r"[^\S\n ]")
_BEFORE_BREAK = re.compile(r" +(?=\n|\Z)")
_SIBILANTS = ("s", "x", "z")


def clean(text: str) -> str:
    """The text as the register keeps it: NFC, no control characters, line breaks as ``\\n``, no trailing blanks.

    A tab or any other white space becomes a blank, one for one. Words divided at a line's end in a PDF are put
    together. Cleaning twice changes nothing more.
    """
    text = unicodedata.normalize("NFC", text)
    text = _LINE_BREAK.sub("\n", text)
    text = _HANGING.sub("- ", _UNSEEN.sub("", text))
    text = _JOINING.sub("-", _DIVIDING.sub("", text))
    text = _SPACES.sub(" ", text.replace(_PRIVATE_BULLET, "•"))
    # NFC again, since taking a character away can bring a letter and its accent together.
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))
    return _BEFORE_BREAK.sub("", text).strip("\n").rstrip()


def single_line(text: str) -> str:
    """The cleaned text on one line, with single blanks."""
    return " ".join(clean(text).split())


@lru_cache(maxsize=1024)
def genitive(name: str) -> str:
    """``Kommunstyrelsen`` → ``Kommunstyrelsens``, ``KS`` → ``KS:s``; names on s, x and z stay (``Mariestads``)."""
    if _is_abbreviation(name):
        return f"{name}:s"
    return name if not name or name.lower().endswith(_SIBILANTS) else f"{name}s"


def and_list(words: Sequence[str]) -> str:
    """``["a", "b", "c"]`` → ``a, b och c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def _is_abbreviation(name: str) -> bool:
    last = name.split()[-1] if name.split() else name
    return len(last) > 1 and last.isupper()
