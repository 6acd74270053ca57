"""Keeps Python's None alive under a fault of PySide6 6.12.0."""

import ctypes
import sys

_MORE_THAN_A_LIFE_OF_CALLS = 1 << 40


def keep_none() -> None:
    """Hold so many references to None that they are never used up; doing it again does no harm.

    PySide6 6.12.0 gives one away with every call that returns nothing. Before Python 3.12, where None came to be kept
    for ever, the program then ends after some thousand calls ("none_dealloc: deallocating None"). 6.11.3 does not.
    """
    if sys.version_info < (3, 12):
        ctypes.c_ssize_t.from_address(id(None)).value += _MORE_THAN_A_LIFE_OF_CALLS
