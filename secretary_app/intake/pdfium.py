"""The few functions of the pdfium library that text is read with, called straight.

The package that brings the library describes all its 450 functions, which takes five times as long as loading it, and
for most papers as long as reading them. The library is never let go of: the process ends soon, and others in it may
have it in use.
"""

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

_PACKAGE = "pypdfium2_raw"
_FILES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}
PASSWORD = 4
"""FPDF_ERR_PASSWORD, the code for a missing or wrong password."""


@cache
def library() -> "CDLL":
    """The library, ready to be used."""
    from ctypes import CDLL, POINTER, c_char_p, c_double, c_int, c_uint, c_ulong, c_ushort, c_void_p

    handle, number = c_void_p, c_int
    loaded = CDLL(_path())
    for name, result, arguments in (
        ("FPDF_InitLibrary", None, ()),
        ("FPDF_LoadDocument", handle, (c_char_p, c_char_p)),
        ("FPDF_GetLastError", c_ulong, ()),
        ("FPDF_GetPageCount", number, (handle,)),
        ("FPDF_LoadPage", handle, (handle, number)),
        ("FPDFPage_CountObjects", number, (handle,)),
        ("FPDFText_LoadPage", handle, (handle,)),
        ("FPDFText_CountChars", number, (handle,)),
        ("FPDFText_GetUnicode", c_uint, (handle, number)),
        ("FPDFText_GetTextIndexFromCharIndex", number, (handle, number)),
        ("FPDFText_GetCharIndexFromTextIndex", number, (handle, number)),
        ("FPDFText_GetLooseCharBox", number, (handle, number, handle)),
        ("FPDFText_GetCharOrigin", number, (handle, number, handle, handle)),
        ("FPDFText_GetFontSize", c_double, (handle, number)),
        ("FPDFText_GetMatrix", number, (handle, number, handle)),
        ("FPDFText_GetText", number, (handle, number, number, POINTER(c_ushort))),
        ("FPDFText_ClosePage", None, (handle,)),
        ("FPDF_ClosePage", None, (handle,)),
        ("FPDF_CloseDocument", None, (handle,)),
    ):
        function = getattr(loaded, name)
        function.restype, function.argtypes = result, arguments
    loaded.FPDF_InitLibrary()
    return loaded


def _path() -> str:
    """Where the library lies: in its package, or where that found it."""
    name = _FILES.get(sys.platform, "libpdfium.so")
    for folder in sys.path:
        path = os.path.join(folder, _PACKAGE, name)  # noqa: PTH118 - pathlib takes longer to import than this does
        if os.path.isfile(path):  # noqa: PTH113
            return path
    from pypdfium2_raw import bindings  # type: ignore[import-untyped]

    return str(bindings._libs["pdfium"]._name)
