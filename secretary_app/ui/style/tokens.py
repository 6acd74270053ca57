"""The colours, light and dark, each with one meaning. A test computes their contrast again."""

from secretary_app.support.records import record


@record(frozen=True, kw_only=True)
class Tokens:
    canvas: str
    """The window's ground."""
    nav: str
    """Navigation and status bar."""
    surface: str
    """Sheets, tables, fields."""
    hover: str
    shade: str
    """The ground behind a paper."""
    line: str
    """Hairlines; decoration only."""
    text: str
    text2: str
    """Second line, labels, axis."""
    edge: str
    """Border of buttons, fields and boxes."""
    accent: str
    """Filled button, links, focus, today."""
    on_accent: str
    tint: str
    """Selected row, chosen chip."""
    late: str
    on_late: str
    late_t: str
    soon: str
    soon_t: str
    ok: str
    done: str
    done_t: str
    none: str
    mark: str
    """A hit in a search."""


LIGHT = Tokens(
    canvas="#F4F5F6",
    nav="#EAECEE",
    surface="#FFFFFF",
    hover="#F1F4F6",
    shade="#E9ECEF",
    line="#DFE3E7",
    text="#1A1E23",
    text2="#4F5862",
    edge="#7B838C",
    accent="#0B5A80",
    on_accent="#FFFFFF",
    tint="#E2EFF6",
    late="#9A1426",
    on_late="#FFFFFF",
    late_t="#FBE7E7",
    soon="#8C5B00",
    soon_t="#FFEFC9",
    ok="#3F5A75",
    done="#0D6650",
    done_t="#DFF2EB",
    none="#63458F",
    mark="#FFE9A8",
)

DARK = Tokens(
    canvas="#1A1C1E",
    nav="#141618",
    surface="#222528",
    hover="#292D31",
    shade="#2A2E32",
    line="#383D43",
    text="#E9EBED",
    text2="#AAB2BA",
    edge="#7F8891",
    accent="#6BB9DF",
    on_accent="#05202D",
    tint="#15384A",
    late="#FF8A75",
    on_late="#2E0802",
    late_t="#46201A",
    soon="#F1C069",
    soon_t="#3F3013",
    ok="#A0B9D2",
    done="#7FE0C4",
    done_t="#15392F",
    none="#C6ACEE",
    mark="#5A4A14",
)
TEXT_ON = (
    ("text", ("surface", "canvas", "tint", "nav", "hover", "shade", "mark", "done_t", "late_t", "soon_t")),
    ("text2", ("surface", "canvas", "nav", "tint", "hover", "late_t", "soon_t")),
    ("accent", ("surface", "tint")),
    ("on_accent", ("accent",)),
    ("late", ("surface", "tint", "late_t")),
    ("on_late", ("late",)),
    ("soon", ("surface", "tint", "soon_t")),
    ("ok", ("surface", "tint")),
    ("done", ("surface", "tint", "done_t")),
    ("none", ("surface", "tint")),
)
"""Which text stands on which ground: at least 4.5 to 1."""
EDGE_ON = (("edge", ("surface", "canvas", "nav", "tint")),)
"""Borders that tell where a control is: at least 3 to 1."""
