"""Swedish order as a text that can be stored and compared letter by letter."""

import re
import unicodedata

_DIGITS = re.compile(r"[0-9]+")
# The three characters after z stand for å ä ö. Swedish order has æ as ä, ø as ö and ü as y; accents are set aside.
_LETTERS = str.maketrans(
    {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "œ": "}", "ő": "}", "ü": "y", "ű": "y"}
    | {"đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "þ": "th"}
)
# What nearly every text is made of, and what that becomes below, letter by letter.
_PLAIN = re.compile("[ -~åäöÅÄÖéÉ]*")
_PLAIN_LETTERS = str.maketrans(
    {chr(code): chr(code).lower() if chr(code).isalnum() else " " for code in range(ord(" "), ord("~") + 1)}
    | {"å": "{", "Å": "{", "ä": "|", "Ä": "|", "ö": "}", "Ö": "}", "é": "e", "É": "e"}
)


def swedish_key(text: str) -> str:
    """A key whose plain order is the Swedish one: a to z å ä ö, no matter the case, accents aside, 2 before 10.

    Punctuation counts as a blank; blanks come before digits and digits before letters.
    """
    if _PLAIN.fullmatch(text):
        return _with_numbers(text.translate(_PLAIN_LETTERS))
    return _careful_key(text)


def _careful_key(text: str) -> str:
    """The key of any text, whatever stands in it."""
    letters = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    letters = "".join(letter if _is_written(letter) else " " for letter in letters).translate(_LETTERS)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(letter))
    return _with_numbers(bare)


def _with_numbers(letters: str) -> str:
    return _DIGITS.sub(_natural, " ".join(letters.split()))


def _is_written(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _natural(digits: re.Match[str]) -> str:
    """The number with its length before it, and the length with its own: 2 is ``112`` and 10 is ``1210``."""
    number = digits[0].lstrip("0") or "0"
    length = str(len(number))
    return f"{len(length)}{length}{number}"
