"""The command line's own words: the compiled catalogue says what the readable one does."""

import gettext
import re

from secretary_app.support.resources import resource


def test_the_compiled_words_are_the_written_ones() -> None:
    folder = resource("locale", "sv", "LC_MESSAGES")
    text = (folder / "messages.po").read_text(encoding="utf-8")
    with (folder / "messages.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', text, re.MULTILINE)
    assert len(pairs) > 20
    for written, swedish in pairs:
        assert compiled.gettext(written) == swedish
    assert compiled.ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 2).startswith(
        "{value}"
    )
