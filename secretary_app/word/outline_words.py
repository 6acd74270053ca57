"""The code of templates in plain Swedish words: ``{%p for r in rekommendationer %}`` is "för varje rekommendation"."""

import re
from functools import cache

from secretary_app.word.field import Field, Loop
from secretary_app.word.fields import names

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""Whatever a template has that is no text."""
_CODE = re.compile(r"^\{%[-+]?\s*(?:p|tr|tc|r)?\s+(?P<code>.*?)\s*[-+]?%\}$", re.DOTALL)
_TIGHT = re.compile(r"^\{%[-+]?\s*(?P<code>.*?)\s*[-+]?%\}$", re.DOTALL)
_FIELD = re.compile(r"^\{\{[-+]?(?:[rp] )?\s*(?P<code>.*?)\s*[-+]?\}\}$", re.DOTALL)
_FOR = re.compile(r"^for\s+(?P<each>.+?)\s+in\s+(?P<items>.+)$", re.DOTALL)
_PATH = re.compile(r"^\w+(?:\.\w+)*$")
_COMPARED = re.compile(r"^(?P<left>.+?)\s*(?P<sign>==|!=)\s*(?P<right>.+)$")
_ALIKE = 3
"""So many letters of a list's name and of its word for one that are the same tell that they are one word."""
_LOOP_WORDS = {"loop.first": "det är den första", "loop.last": "det är den sista"}
_NO_LOOP_WORDS = {"loop.first": "det inte är den första", "loop.last": "det inte är den sista"}
_LAYOUT = {
    "cellbg": "cellens färg",
    "colspan": "cellens bredd i kolumner",
    "vm": "ihop med cellen ovanför",
    "hm": "ihop med cellen till vänster",
}


class CodeReader:
    """Says the tags of one part of a template, one after the other, and knows what is open."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []

    @property
    def depth(self) -> int:
        """How many loops and conditions are open."""
        return len(self._open)

    def words(self, tag: str) -> str:
        """A tag of code in words; what it means for what is open is kept."""
        if tag.startswith("{#"):
            return f"anmärkning: {tag[2:-2].strip()}"
        match = _CODE.match(tag) or _TIGHT.match(tag)
        code = " ".join(match["code"].split()) if match else tag
        word = code.partition(" ")[0]
        if loop := _FOR.match(code):
            return self._loop(loop["each"], loop["items"])
        if word in ("if", "elif"):
            if word == "if":
                self._open.append(("if", ""))
            return f"{'om' if word == 'if' else 'annars om'} {condition(code.partition(' ')[2])}"
        if word == "else":
            return "annars"
        if word in ("endfor", "endif"):
            return self._end(word)
        if word in _LAYOUT:
            return f"{_LAYOUT[word]} {code.partition(' ')[2]}".strip()
        if word == "set":
            name, _, value = code[4:].partition("=")
            return f"{name.strip()} är {value.strip()}"
        return code

    def _loop(self, each: str, items: str) -> str:
        self._open.append(("for", items.split("|")[0].strip()))
        usual = _each_of().get(_last(items), "")
        if usual and usual[:_ALIKE] == _last(items)[:_ALIKE]:
            return f"för varje {usual}" + (f", här kallad {each}" if each != usual else "")
        return f"för varje {each} i {items}"

    def _end(self, word: str) -> str:
        kind, items = self._open.pop() if self._open else ("", "")
        if word == "endif":
            return "slut på villkoret"
        return f"slut på {_last(items).replace('_', ' ')}" if kind == "for" else "slut på slingan"


def field_words(tag: str) -> str:
    """``{{ nämnd.namn|genitiv }}`` as ``nämnd.namn, genitiv``."""
    match = _FIELD.match(tag)
    return ", ".join(part.strip() for part in match["code"].split("|")) if match else tag


def condition(code: str) -> str:
    """``remiss.revisionsbyrå and not beslut.finns`` in words."""
    either = [" och ".join(_term(term) for term in re.split(r"\band\b", each)) for each in re.split(r"\bor\b", code)]
    return " eller ".join(either)


def _term(code: str) -> str:
    code = code.strip()
    is_not = code.startswith("not ")
    name = code[4:].strip() if is_not else code
    if name in _LOOP_WORDS:
        return (_NO_LOOP_WORDS if is_not else _LOOP_WORDS)[name]
    if _PATH.match(name):
        if _last(name) in _yes_no():
            return f"{name} inte gäller" if is_not else f"{name} gäller"
        return f"{name} saknas" if is_not else f"{name} finns"
    compared = _COMPARED.match(name)
    if compared and not is_not:
        verb = "är" if compared["sign"] == "==" else "inte är"
        return f"{compared['left']} {verb} {compared['right']}"
    return f"inte {name}" if is_not else name


def _last(name: str) -> str:
    return name.split("|")[0].strip().rpartition(".")[2]


@cache
def _each_of() -> dict[str, str]:
    """What one is called of the list with this last word in its name."""
    return {_last(name): member.each for name, member in names() if isinstance(member, Loop)}


@cache
def _yes_no() -> frozenset[str]:
    """The last words of the fields that are true or false."""
    fields = ((name, member) for name, member in names() if isinstance(member, Field))
    return frozenset(_last(name) for name, field in fields if field.meaning.startswith(("Sant ", "Falskt ")))
