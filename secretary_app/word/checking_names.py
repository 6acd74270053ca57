"""The fields and filters that a template names: whether they are there, and can be what they are used as.

Imports jinja2 (through ``environment``) and lxml; runs in the worker.
"""

import re
from dataclasses import dataclass
from unicodedata import category, normalize

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from secretary_app.domain.text import and_list
from secretary_app.word.checking_parts import around
from secretary_app.word.checking_scopes import Scopes
from secretary_app.word.checking_tags import Tag
from secretary_app.word.checking_types import (
    ANYTHING,
    FOR_LISTS,
    FOR_TEXTS,
    ITEM,
    LOOP,
    MADE_BY,
    NUMBER,
    SAME,
    TEXT,
    YES_NO,
    Anything,
    Fields,
    ListOf,
    Number,
    Text,
    Type,
    YesNo,
)
from secretary_app.word.environment import OWN_FILTERS, TemplateEnvironment
from secretary_app.word.findings import Finding
from secretary_app.word.guessing import nearest, nearest_field

_WHERE = "Alla fält finns på sidan Mallar."
_PARTING = re.compile(r"\.{2,}|[,;:/]|(?<=\w)-(?=\w)")
_NO_DOT = re.compile(rf"[^\W\d]\w*(?:(?:{_PARTING.pattern}|\.)\w+)*(?:{_PARTING.pattern})\w+(?:\.\w+)*")
"""A name with another mark where its dot should be."""
_SUMS = (nodes.Neg, nodes.Pos, nodes.Sub, nodes.Div, nodes.FloorDiv, nodes.Pow)
_SLIP = 90.0
"""How like a name of the place an unknown one must be, to be taken for it and not for one of a loop elsewhere."""
_HIDDEN = {
    "\u200b": "ett osynligt blanksteg (nollbrett)",
    "\u00ad": "ett osynligt bindestreck (mjukt)",
    "\u200c": "ett osynligt skiljetecken",
    "\u200d": "ett osynligt fogtecken",
    "\ufeff": "ett osynligt blanksteg (hårt)",
}
_EVERYDAY = (
    "upper",
    "lower",
    "title",
    "trim",
    "join",
    "first",
    "last",
    "length",
    "default",
    "replace",
    "round",
    "sort",
)
"""Jinja's own filters that are worth suggesting."""


@dataclass(frozen=True)
class Names:
    findings: list[Finding]
    used: set[str]
    """The fields in full as the list of fields has them, those of loops under the loop's own word."""


def check_names(tags: list[Tag]) -> Names:
    """Look up every name of one part's tags, in the scope of the loops that they stand in."""
    reader = _Reader()
    for tag in tags:
        reader.read(tag)
    return Names(reader.found, reader.used)


class _Reader:
    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.used: set[str] = set()
        self._environment = TemplateEnvironment()
        self._scopes = Scopes()
        self._wants_list: bool | None = False
        """What an unknown name is likely to be meant for; None: either."""
        self._tag: Tag

    def read(self, tag: Tag) -> None:
        self._tag = tag
        self._wants_list = None if tag.is_code or "|" in tag.rest else False
        if not tag.is_code:
            expression = self._parsed(tag, f"{{{{ {tag.rest} }}}}", tag.rest)
            if expression is not None:
                self._printed(expression)
        elif tag.word in ("cellbg", "colspan"):
            expression = self._parsed(tag, f"{{{{ {tag.rest} }}}}", tag.rest)
            if expression is not None:
                self._type(expression)
        elif tag.word in ("if", "elif"):
            self._condition(tag)
        elif tag.word == "for":
            self._loop(tag)
        elif tag.word in ("set", "with"):
            self._assignment(tag)
        elif tag.word in ("endfor", "endwith"):
            self._scopes.close()

    def _parsed(self, tag: Tag, source: str, expression: str) -> nodes.Node | None:
        """The first thing in the source; None where it cannot be read, which is then told."""
        if not expression.strip():
            self._tell(f"{tag.told} är tomt.", "Skriv ett fält mellan klamrarna, eller ta bort dem.")
            return None
        for match in _NO_DOT.finditer(expression):
            name = _PARTING.sub(".", match[0])
            if self._scopes.known(name) is not None:
                self._tell(f"{tag.told} är felskrivet.", f"Menade du {name}?", match[0], name)
                return None
        try:
            body = self._environment.parse(source).body
        except TemplateSyntaxError as error:
            self._misread(error, expression)
            return None
        first = body[0]
        return first.nodes[0] if isinstance(first, nodes.Output) else first

    def _misread(self, error: TemplateSyntaxError, expression: str) -> None:
        message = error.message or ""
        if match := re.match(r"No filter named '(.+?)'", message):
            self._unknown_filter(match[1])
            return
        told = f"{self._tag.told} är felskrivet."
        words = expression.split()
        if len(words) > 1 and all(re.fullmatch(r"[\w.]+", word) for word in words):
            names = self._scopes.names()
            joined = [mark.join(words) for mark in (".", "_")]
            name = nearest_field(joined[0], names, 80) or nearest_field(joined[1], names, 80)
            if name:
                self._tell(told, f"Menade du {name}?", expression, name)
                return
            self._tell(told, "Ett fält skrivs utan mellanslag i namnet.")
        elif re.search(r"(?<![=!<>])=(?!=)", expression):
            right = re.sub(r"(?<![=!<>])=(?!=)", "==", self._tag.source)
            self._tell(told, "Skriv == för att jämföra.", self._tag.source, right)
        elif hidden := {letter for letter in self._tag.source if category(letter) == "Cf"}:
            signs = and_list(sorted(_HIDDEN.get(letter, "ett osynligt tecken") for letter in hidden))
            right = "".join(letter for letter in self._tag.source if letter not in hidden)
            self._tell(f"{right} har {signs} i sig.", f"Skriv {right}.", self._tag.source, right)
        elif match := re.search(r"[^\x20-\x7e\wåäöÅÄÖ]", expression):
            self._tell(told, f"Ta bort tecknet ”{match[0]}”, som inte hör hemma inom klamrarna.")
        else:
            self._tell(told, "Jämför med fältet på sidan Mallar, eller kopiera det därifrån.")

    def _condition(self, tag: Tag) -> None:
        node = self._parsed(tag, f"{{% if {tag.rest} %}}{{% endif %}}", tag.rest)
        if isinstance(node, nodes.If):
            self._type(node.test)

    def _loop(self, tag: Tag) -> None:
        node = self._parsed(tag, f"{{% for {tag.rest} %}}{{% endfor %}}", tag.rest)
        if not isinstance(node, nodes.For):
            # What it repeats is not known, nor then what its word stands for.
            self._scopes.open_unknown_loop(re.findall(r"\w+", tag.rest.split(" in ")[0]))
            return
        self._wants_list = True
        whole = self._type(node.iter)
        self._wants_list = None
        if isinstance(whole, Text | YesNo | Number | Fields):
            self._no_list(node.iter, whole)
        item: Type = whole.item if isinstance(whole, ListOf) else ANYTHING
        if isinstance(node.target, nodes.Name):
            self._scopes.open_loop(node.target.name, item, self._written(node.iter), _steps(node.iter) or [])
        else:
            self._scopes.open_unknown_loop([name.name for name in node.target.find_all(nodes.Name)])
        if node.test is not None:
            self._type(node.test)

    def _assignment(self, tag: Tag) -> None:
        if tag.word == "with":
            self._scopes.open()
        node = self._parsed(tag, f"{{% set {tag.rest} %}}", tag.rest)
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            self._scopes.set(node.target.name, self._type(node.node))

    def _printed(self, node: nodes.Node) -> None:
        before = len(self.found)
        kind = self._type(node)
        name = self._written(node)
        if len(self.found) > before:
            # What is wrong with it is told; the rest would follow from that.
            return
        if isinstance(kind, ListOf):
            filtered = f"{{{{ {name}|uppräkning }}}}"
            is_plain = isinstance(kind.item, Text) and not isinstance(node, nodes.Filter)
            loop = f"{{%p for {kind.each} in {name} %}}"
            self._tell(
                f"{name} är en lista och kan inte skrivas ut som en text.",
                f"Skriv {filtered} på en rad, eller upprepa ett stycke med {loop}."
                if is_plain
                else f"Upprepa det som ska skrivas med {loop}.",
                self._tag.source if is_plain else "",
                filtered if is_plain else "",
            )
        elif isinstance(kind, Fields):
            some = next((f"{name}.{word}" for word, each in kind.members.items() if isinstance(each, Text)), "")
            self._tell(f"{name} är en grupp av fält och kan inte skrivas ut.", f"Skriv vilket, till exempel {some}.")
        elif isinstance(kind, YesNo):
            self._tell(
                f"{name} är ett ja eller nej och kan inte skrivas ut.",
                f"Använd det i ett villkor: {{% if {name} %}} … {{% endif %}}.",
            )

    def _no_list(self, node: nodes.Node, kind: Type) -> None:
        name = self._written(node)
        what = "en grupp av fält" if isinstance(kind, Fields) else "en text" if isinstance(kind, Text) else "ett värde"
        meant = "" if isinstance(node, nodes.Const) else nearest_field(name, self._scopes.names(lists=True))
        self._tell(
            f"{name} är {what}, ingen lista, och kan inte upprepas.",
            f"Menade du {meant}?" if meant else _WHERE,
            name if meant else "",
            meant,
        )

    def _type(self, node: nodes.Node) -> Type:
        """What the expression gives; what is wrong in it is told on the way."""
        if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            return self._named(node)
        if isinstance(node, nodes.Filter):
            return self._filtered(node)
        if isinstance(node, nodes.Call):
            return self._called(node)
        kinds = [self._type(child) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Const):
            return YES_NO if isinstance(node.value, bool) else TEXT if isinstance(node.value, str) else NUMBER
        if isinstance(node, nodes.Not | nodes.Compare | nodes.Test):
            return YES_NO
        if isinstance(node, nodes.Concat):
            return TEXT
        if isinstance(node, _SUMS) and any(isinstance(kind, Text | ListOf | Fields) for kind in kinds):
            self._tell(f"{self._tag.told} räknar med något som inte är ett tal.", "Ta bort räknetecknet.")
        if isinstance(node, nodes.CondExpr | nodes.Or | nodes.And):
            return kinds[-1] if len(set(map(type, kinds[-2:]))) == 1 else ANYTHING
        return ANYTHING

    def _filtered(self, node: nodes.Filter) -> Type:
        given = self._type(node.node) if node.node is not None else ANYTHING
        for argument in [*node.args, *(each.value for each in node.kwargs)]:
            self._type(argument)
        if node.name not in self._environment.filters:
            self._unknown_filter(node.name)
            return ANYTHING
        if node.name in FOR_TEXTS and isinstance(given, ListOf | Fields | YesNo):
            self._tell(f"{self._tag.told} är felskrivet: {node.name} gäller en text.", "Ta bort filtret.")
        if node.name in FOR_LISTS and isinstance(given, Text | YesNo | Fields):
            self._tell(f"{self._tag.told} är felskrivet: {node.name} gäller en lista.", "Ta bort filtret.")
        if node.name in SAME:
            return given if isinstance(given, ListOf) else ANYTHING
        if node.name in ITEM:
            return given.item if isinstance(given, ListOf) else ANYTHING
        return MADE_BY.get(node.name, ANYTHING)

    def _unknown_filter(self, name: str) -> None:
        there = [*OWN_FILTERS, *_EVERYDAY]
        meant = nearest(name, there)
        self._tell(
            f"Filtret {name} finns inte.",
            f"Menade du {meant}?" if meant else f"De som finns är {', '.join(OWN_FILTERS)}.",
            name if meant else "",
            meant,
        )

    def _called(self, node: nodes.Call) -> Type:
        for argument in [*node.args, *(each.value for each in node.kwargs)]:
            self._type(argument)
        target = node.node
        if not isinstance(target, nodes.Getattr) or target.attr.startswith("_") or "format" in target.attr:
            return self._forbidden()
        kind = self._type(target.node)
        # A method of a text is let through by Jinja: ``remiss.rubrik.upper()``.
        if isinstance(kind, Text) and not hasattr(str, target.attr):
            self._tell(
                f"{target.attr}() går inte att använda på en text.",
                "Ta bort det, eller använd ett filter, till exempel |stor.",
            )
        return ANYTHING if isinstance(kind, Text | Anything) or kind is LOOP else self._forbidden()

    def _forbidden(self) -> Type:
        self._tell(
            f"{self._tag.told} försöker göra något som en mall inte får.",
            "Ta bort det. En mall får fylla i fält, upprepa och välja.",
        )
        return ANYTHING

    def _named(self, node: nodes.Node) -> Type:
        steps = _steps(node)
        if steps is None and isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            return self._forbidden()
        if steps is None:
            for child in node.iter_child_nodes():
                self._type(child)
            return ANYTHING
        name = ".".join(steps)
        if any(step.startswith("__") for step in steps):
            return self._forbidden()
        kind = self._scopes.known(name)
        if kind is None:
            return self._unknown(name)
        self.used.add(self._scopes.full(steps))
        return kind

    def _unknown(self, name: str) -> Type:
        """Tell of it; what the field it was meant to be holds, so that the rest can be checked too."""
        names = self._scopes.names(lists=self._wants_list)
        kind = self._scopes.known(name.rpartition(".")[0]) if "." in name else None
        if kind is LOOP:
            names = [f"loop.{word}" for word in LOOP.members]
        if own := self._scopes.own_word(name):
            self._tell(f"{name} heter {own} i den här slingan.", f"Skriv {own}.", self._as_written(name), own)
            return self._scopes.known(own) or ANYTHING
        if self._wants_list and (inner := self._scopes.inner_list(name)):
            self._tell(f"{name} finns bara inne i en annan slinga.", f"Skriv {inner[0]} inne i {{%p {inner[1]} %}}.")
            return ANYTHING
        loop = self._scopes.loop_for(name)
        meant = nearest_field(name, names, _SLIP) if loop else nearest_field(name, names)
        if loop and not meant:
            level = self._tag.level or "p"
            self._tell(
                f"{name} finns bara inne i en slinga.",
                f"Sätt {{%{level} {loop} %}} före, och {{%{level} endfor %}} efter.",
            )
            return ANYTHING
        written = self._scopes.list_of(name)
        self._tell(
            f"Fältet {name} finns inte{f' i listan {written}' if written else ''}.",
            f"Menade du {meant}?" if meant else _WHERE,
            self._as_written(name) if meant else "",
            meant,
        )
        return (self._scopes.known(meant) or ANYTHING) if meant else ANYTHING

    def _written(self, node: nodes.Node) -> str:
        steps = _steps(node.node if isinstance(node, nodes.Filter) and node.node else node)
        if isinstance(node, nodes.Const):
            return f"”{node.value}”"
        return ".".join(steps) if steps else around(self._tag.rest.partition(" in ")[2] or self._tag.rest)

    def _as_written(self, name: str) -> str:
        """The name as it stands in the tag, where it is written with blanks about its dots or in brackets."""
        pattern = r"\s*\.\s*".join(map(re.escape, name.split(".")))
        match = re.search(rf"(?<![\w.]){pattern}(?!\w)", normalize("NFC", self._tag.source))
        return match[0] if match else ""

    def _tell(self, what: str, suggestion: str = "", wrong: str = "", right: str = "") -> None:
        if self._tag.is_copy:
            return
        source = self._tag.source
        if wrong and wrong not in source:
            # Its å, ä or ö are two signs each in the file: the whole tag is written anew.
            wrong, right = source, normalize("NFC", source).replace(wrong, right, 1)
        self.found.append(self._tag.finding(what, suggestion, wrong, right if wrong else ""))


def _steps(node: nodes.Node) -> list[str] | None:
    """``remiss.rubrik`` and ``remiss['rubrik']`` as words; None for what is more than a name."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        before = _steps(node.node)
        return None if before is None else [*before, node.attr]
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        before = _steps(node.node)
        return None if before is None else [*before, str(node.arg.value)]
    return None
