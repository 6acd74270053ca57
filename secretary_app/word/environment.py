"""The Jinja environment that templates run in. A template is a program from outside: it gets our fields and no more.

Imports jinja2 and is itself imported only where a template is filled in.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from secretary_app.domain.text import and_list, genitive
from secretary_app.word.field import Blank, Group
from secretary_app.word.names import capital


class Drawn:
    """A value that is no text but gives its own XML (``__html__``), such as a picture."""


class UnknownFieldError(UndefinedError):
    """The message is the field's name in full."""


class NotTextError(TemplateRuntimeError):
    """The message is the name of a list or group that a template prints as if it were a text."""


class _Unknown(StrictUndefined):
    """Any use of it raises; it knows the name as the author wrote it (``remiss.diarienumer``)."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if isinstance(self._undefined_obj, Group) and self._undefined_obj.name:
            return f"{self._undefined_obj.name}.{self._undefined_name}"
        return str(self._undefined_name)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._undefined_exception is UndefinedError:
            self._undefined_exception = UnknownFieldError


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Values are escaped, an unknown field is an error, and there is nothing to call but filters."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Unknown, finalize=_as_text)
        self.globals.clear()
        self.filters.update(OWN_FILTERS)
        # A value is never mark-up, whatever a template says of it.
        del self.filters["safe"]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A group has its fields and nothing of a dict's own; a misspelt field is never a method."""
        if isinstance(obj, Group):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``remiss['rubrik']`` is ``remiss.rubrik``."""
        if isinstance(obj, Group):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


def end_sentence(text: str) -> str:
    """The text with a full stop, if it does not end with a mark."""
    stripped = text.rstrip()
    return text if isinstance(text, Blank) or stripped.endswith((".", "!", "?", ":", "]", "…")) else f"{stripped}."


def _as_text(value: object) -> object:
    """What is put into the document's XML. Braces are encoded: docxtpl would read ``{_{`` in a value as a tag."""
    if isinstance(value, _Unknown | Drawn):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise NotTextError(value.name if isinstance(value, Group) else "")
    # As a plain str first: Markup would escape what replaces the braces once more.
    text = str(escape(value)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(text)  # noqa: S704 - escaped just before


OWN_FILTERS: dict[str, Callable[..., str]] = {
    "genitiv": genitive,
    "uppräkning": and_list,
    "stor": capital,
    "punkt": end_sentence,
}
"""Also for the list of fields: what an author may write after ``|``."""
