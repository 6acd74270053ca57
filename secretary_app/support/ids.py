"""Identifiers made by the program: 26 characters whose order is the order of their making."""

import secrets
from datetime import UTC, datetime
from threading import Lock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_RANDOM_BITS = 80


class IdMaker:
    """Makes time-sorted ids (a ULID in lower case); two made in the same millisecond keep their order."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = Lock()

    def __call__(self, at: datetime | None = None) -> str:
        moment = int((at or datetime.now(UTC)).timestamp() * 1000)
        with self._lock:
            number = (moment << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
            if number >> _RANDOM_BITS <= self._last >> _RANDOM_BITS:
                number = self._last + 1
            self._last = number
        return _base32(number)


def _base32(number: int) -> str:
    return "".join([_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5)])


new_id = IdMaker()
"""The program's own maker. It holds nothing but the last id, so that order is kept."""
