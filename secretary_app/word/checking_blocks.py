"""Loops and conditions of a template: whether each is ended, in the right order and in the right place.

Imports lxml; runs in the worker.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from secretary_app.word.checking_parts import FALLBACK, W
from secretary_app.word.checking_tags import BLOCKS, BRANCHES, WORDS, Tag, mend_level, without_level
from secretary_app.word.findings import Finding
from secretary_app.word.guessing import nearest

_ENDS = {end: start for start, end in BLOCKS.items()}
_FORBIDDEN = (
    "include",
    "import",
    "from",
    "extends",
    "macro",
    "endmacro",
    "call",
    "endcall",
    "block",
    "endblock",
    "raw",
)
_OTHERS = {
    "elseif": "elif",
    "elsif": "elif",
    "foreach": "for",
    "om": "if",
    "annars": "else",
    "slut": "endif",
    "end": "",
    "endeach": "endfor",
    "next": "endfor",
    "fi": "endif",
}
"""What people write who know another language, or Swedish."""
_SHORTEST = 3
"""Letters of a slip before a word that is right: ``{%pi for …``."""
_CALLED = {"for": ("Slingan", "avslutad"), "if": ("Villkoret", "avslutat")}
_PART = ("Delen", "avslutad")
_CONTAINERS = {
    f"{W}tc": "en tabellcell",
    f"{W}tr": "en tabellrad",
    f"{W}tbl": "en tabell",
    f"{W}txbxContent": "en textruta",
    f"{W}sdtContent": "en innehållskontroll",
    f"{W}hyperlink": "en länk",
    f"{W}ins": "en spårad ändring",
}


@dataclass(eq=False)
class _Open:
    tag: Tag
    branches: list[Tag] = field(default_factory=list)


def check_blocks(tags: list[Tag]) -> tuple[list[Tag], list[Finding]]:
    """The tags of one part that the names are to be looked up in, and every fault of its loops and conditions.

    Those that begin or end nothing are left out of the first, so that what is between is still understood.
    """
    walk = _Walk()
    is_raw = False
    for tag in tags:
        if is_raw or tag.word == "endraw":
            # ``raw`` is told; what it holds is no code.
            is_raw = tag.word != "endraw"
        elif not tag.is_code:
            walk.field(tag)
        elif mended := mend_level(tag):
            walk.tell(tag, f"{tag.told} är felskrivet.", f"Skriv {mended}.", tag.source, mended)
            walk.step(_renamed(tag, mended))
        elif tag.word not in WORDS:
            walk.unknown(tag)
        else:
            walk.step(tag)
        is_raw = is_raw or tag.word == "raw"
    walk.end()
    return walk.sound, walk.found


def _renamed(tag: Tag, mended: str) -> Tag:
    level, _, words = mended[2:-2].partition(" ")
    word, _, rest = words.strip().partition(" ")
    return replace(tag, source=mended, is_code=True, level=level, word=word, rest=rest.strip(), is_mended=True)


class _Walk:
    """Goes through a part's tags once; knows what is open."""

    def __init__(self) -> None:
        self.sound: list[Tag] = []
        self.found: list[Finding] = []
        self._open: list[_Open] = []
        self._crossed: list[tuple[_Open, Tag]] = []
        """What something around it ended before its own end came, and the tag that did."""

    def tell(self, tag: Tag, what: str, suggestion: str = "", wrong: str = "", right: str = "") -> None:
        # Of what was meant otherwise that much is told; more would quote what is not in the file.
        if not tag.is_copy and (tag.word in BLOCKS or not tag.is_mended):
            self.found.append(tag.finding(what, suggestion, wrong, right))

    def step(self, tag: Tag) -> None:
        if tag.rest and (tag.word in _ENDS or (tag.word == "else" and not tag.rest.startswith("if "))):
            right = f"{{%{tag.level} {tag.word} %}}"
            self.tell(tag, f"{tag.told} är felskrivet.", f"Skriv {right}.", tag.source, right)
            tag = _renamed(tag, right)
        if tag.word in _ENDS:
            self._close(tag)
        elif tag.word in BRANCHES:
            self._branch(tag)
        else:
            if tag.word in BLOCKS:
                self._open.append(_Open(tag))
            self.sound.append(tag)

    def field(self, tag: Tag) -> None:
        """``{{ endif }}`` was meant to be ``{% endif %}``."""
        first = tag.rest.split(" ")[0]
        if first not in (*BLOCKS, *_ENDS, *BRANCHES):
            self.sound.append(tag)
            return
        right = f"{{%{tag.level} {tag.rest} %}}"
        self.tell(tag, f"{tag.told} ska stå mellan {{% och %}}.", f"Skriv {right}.", tag.source, right)
        self.step(_renamed(tag, right))

    def unknown(self, tag: Tag) -> None:
        if tag.word in _FORBIDDEN:
            self.tell(
                tag, f"{tag.told} är inte tillåtet i en mall.", "Ta bort det. En mall får fylla i, upprepa och välja."
            )
            return
        if _is_field(tag):
            right = f"{{{{ {tag.word}{tag.rest} }}}}"
            self.tell(tag, f"{tag.told} ska stå mellan {{{{ och }}}}.", f"Skriv {right}.", tag.source, right)
            return
        instead = self._meant(tag)
        if not instead:
            self.tell(
                tag,
                f"{tag.told} går inte att förstå.",
                "Mellan {% och %} ska det stå for, endfor, if, elif, else eller endif; ett fält står mellan {{ och }}.",
            )
            return
        # ``{%pi for …``: the slip is in what stands before the word.
        level = tag.level or next(
            (each for each in ("tr", "p") if instead == tag.rest and tag.word.startswith(each)), ""
        )
        right = f"{{%{level} {instead} %}}"
        self.tell(tag, f"{tag.told} går inte att förstå.", f"Menade du {right}?", tag.source, right)
        self.step(_renamed(tag, right))

    def _meant(self, tag: Tag) -> str:
        """What the author of a tag with an unknown first word had in mind, without its braces."""
        first, _, more = tag.rest.partition(" ")
        if tag.word in ("end", "slut") and first in (*BLOCKS, "om", "slinga"):
            return BLOCKS.get(first, "endif" if first == "om" else "endfor")
        if tag.word in ("end", "slut") and self._open:
            return BLOCKS[self._open[-1].tag.word]
        if tag.word == "else" and first == "if":
            return f"elif {more}"
        if len(tag.word) <= _SHORTEST and first in WORDS:
            return tag.rest
        word = _OTHERS.get(tag.word.lower(), "") or nearest(tag.word, WORDS)
        return f"{word} {tag.rest}".strip() if word else ""

    def _branch(self, tag: Tag) -> None:
        first, _, more = tag.rest.partition(" ")
        if tag.word == "else" and first == "if":
            right = tag.source.replace("else if", "elif", 1)
            self.tell(tag, f"{tag.told} går inte att förstå.", f"Skriv {right}.", tag.source, right)
            tag = _renamed(tag, f"{{%{tag.level or ''} elif {more} %}}")
        if not self._open or self._open[-1].tag.word not in ("if", "for"):
            self.tell(tag, f"{tag.told} står inte i något villkor.", "Ta bort det, eller sätt {% if … %} före.")
            return
        if any(each.word == "else" for each in self._open[-1].branches):
            self.tell(tag, f"{tag.told} kommer efter ett annat {{% else %}} i samma villkor.", "Ta bort det ena.")
            return
        self._open[-1].branches.append(tag)
        self.sound.append(tag)

    def _close(self, tag: Tag) -> None:
        wanted = _ENDS[tag.word]
        if not any(each.tag.word == wanted for each in self._open):
            self._ends_nothing(tag, wanted)
            return
        top = self._open[-1].tag
        if top.word != wanted and _are_alike(top, tag) and not self._has_like(tag, wanted):
            self._misnamed(tag, top)
            return
        has_like = self._has_like(tag, wanted)
        while self._open[-1].tag.word != wanted or (has_like and not _are_alike(self._open[-1].tag, tag)):
            inner = self._open.pop()
            self._crossed.append((inner, tag))
            self.sound.append(_end_of(inner.tag, tag))
        opened = self._open.pop()
        self.sound.append(tag)
        self._check_shapes(opened, tag)

    def _has_like(self, tag: Tag, wanted: str) -> bool:
        return any(each.tag.word == wanted and _are_alike(each.tag, tag) for each in self._open)

    def _misnamed(self, tag: Tag, top: Tag) -> None:
        right = tag.source.replace(tag.word, BLOCKS[top.word], 1)
        self.tell(tag, f"{tag.told} står där {top.told} slutar.", f"Skriv {right}.", tag.source, right)
        self._close(_renamed(tag, right))

    def _ends_nothing(self, tag: Tag, wanted: str) -> None:
        for number, (inner, outer) in enumerate(self._crossed):
            if inner.tag.word == wanted:
                del self._crossed[number]
                name = _CALLED.get(wanted, _PART)[0]
                self.tell(
                    tag,
                    f"{name} {inner.tag.told} börjar före {outer.told} men slutar efter det.",
                    f"Flytta {tag.told} till före {outer.told}.",
                )
                return
        nothing = {"for": "ingen slinga", "if": "inget villkor"}.get(wanted, "ingenting")
        self.tell(
            tag,
            f"{tag.told} avslutar {nothing}.",
            f"Ta bort det, eller sätt {{%{tag.level} {wanted} … %}} före.",
        )

    def _check_shapes(self, opened: _Open, end: Tag) -> None:
        first = opened.tag
        for tag in [*opened.branches, end]:
            if _shape(tag) != _shape(first):
                self._unlike(first, tag)
                return

    def _unlike(self, first: Tag, tag: Tag) -> None:
        if tag.level != first.level:
            level = first.level
            right = f"{{%{level} {tag.source[2 + len(tag.level) :].strip()}" if level else without_level(tag)
            whole = {"p": "hela stycken", "tr": "hela tabellrader", "tc": "hela celler"}.get(level, "en del av texten")
            self.tell(
                tag,
                f"{first.told} gäller {whole}, men {tag.told} är skrivet {_how(tag)}.",
                f"Skriv {right} på en egen {'tabellrad' if level == 'tr' else 'rad'}." if level else f"Skriv {right}.",
                tag.source,
                right,
            )
            return
        self.tell(
            tag,
            f"{_CALLED.get(first.word, _PART)[0]} {first.told} börjar i {_where(first)} "
            f"men {tag.told} står i {_where(tag)}.",
            "Låt början och slutet stå i samma del av dokumentet, för tabeller i samma tabell.",
        )

    def end(self) -> None:
        """Tell what was never ended."""
        pending = [(each, None) for each in self._open] + list(self._crossed)
        for opened, outer in sorted(pending, key=lambda each: each[0].tag.order):
            tag, ending = opened.tag, BLOCKS[opened.tag.word]
            level = tag.level or ""
            before = f" före {outer.told}" if outer else ""
            if tag.level:
                rows = {"tr": "tabellrad", "tc": "cell"}.get(tag.level, "rad")
                how = f"Skriv {{%{level} {ending} %}} på en egen {rows} efter det sista som ska vara med{before}."
            else:
                how = f"Skriv {{% {ending} %}} efter det sista som ska vara med{before}."
            name, ended = _CALLED.get(tag.word, _PART)
            self.tell(tag, f"{name} {tag.told} är inte {ended}.", how)
        for opened in reversed(self._open):
            self.sound.append(_end_of(opened.tag, opened.tag))


def _is_field(tag: Tag) -> bool:
    """``{% remiss.rubrik %}``: a field between the braces of code."""
    name = tag.word.partition("|")[0]
    return "." in name and name.split(".")[0].isidentifier() and not tag.rest.strip("| ")


def _are_alike(first: Tag, second: Tag) -> bool:
    """They stand in the same paragraph, row or run, or are such themselves."""
    return first.level == second.level and _shape(first) == _shape(second)


def _how(tag: Tag) -> str:
    return f"med {tag.level}" if tag.level else "utan p eller tr"


def _end_of(opened: Tag, at: Tag) -> Tag:
    """The end that is missing, so that the rest can be read."""
    ending = BLOCKS[opened.word]
    return Tag(f"{{% {ending} %}}", True, "", ending, "", at.place, at.element, at.part, is_copy=True, order=at.order)


def _shape(tag: Tag) -> tuple[str, ...]:
    return tuple(_ancestors(tag))


def _ancestors(tag: Tag) -> Iterator[str]:
    """The kinds of what the tag stands in, from the inside, once what it takes with it is gone."""
    inside = tag.level in ("p", "tr", "tc", "r")
    chain = [tag.element, *tag.element.iterancestors()]
    for element in chain:
        if inside:
            inside = element.tag != f"{W}{tag.level}"
            continue
        if element.tag != FALLBACK:
            yield element.tag


def _where(tag: Tag) -> str:
    names = (_CONTAINERS[each] for each in _shape(tag) if each in _CONTAINERS)
    return next(names, "den löpande texten")
