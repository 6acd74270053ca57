"""How bodies and senders are named in running Swedish text."""

from secretary_app.domain.model import Kommun, Namnd, NamndKind
from secretary_app.domain.text import genitive

_PROPER = (NamndKind.BOLAG, NamndKind.EXTERN, NamndKind.KOMMUNALFORBUND)
_COMMON_SENDERS = ("revisorerna", "revisionen", "kommunrevisionen", "kommunens", "regionens", "de", "förtroendevalda")


def capital(text: str) -> str:
    """The text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def body_in_text(namnd: Namnd, kommun: Kommun) -> str:
    """A body's name inside a sentence: ``omsorgs- och socialnämnden``, but ``Älvstads Energi AB``."""
    return namnd.name if namnd.kind in _PROPER else lowered(namnd.name, kommun)


def lowered(name: str, kommun: Kommun) -> str:
    """The name with a small first letter, unless it begins with an abbreviation or the kommun's own name."""
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    own = kommun.name.split(maxsplit=1)[0] if kommun.name.strip() else ""
    if first[1:] != first[1:].lower() or len(first) == 1 or (own and first in (own, genitive(own))):
        return name
    return name[:1].lower() + name[1:]


def definite(namnd: Namnd) -> str:
    """An utskott as one speaks of it: ``Kommunstyrelsens arbetsutskott`` → ``Arbetsutskottet``."""
    words = namnd.name.split()
    if namnd.kind is not NamndKind.UTSKOTT or not words or not words[-1].endswith("utskott"):
        return namnd.name
    if len(words) > 1 and words[0].endswith("s"):
        words = words[1:]
    return capital(" ".join(words)) + "et"


def closed(name: str) -> str:
    """A name that more follows: an apposition ends with a comma, ``Disa Kärnhult, ledamot i kommunfullmäktige,``."""
    _, comma, apposition = name.partition(", ")
    return f"{name}," if comma and apposition[:1].islower() and ", " not in apposition else name


def sender_in_text(sender: str) -> str:
    """The sender inside a sentence: ``revisorerna``, but ``Älvstads kommuns revisorer``, ``Socialdepartementet``."""
    first = sender.split(maxsplit=1)[0].lower() if sender.strip() else ""
    return sender[:1].lower() + sender[1:] if first in _COMMON_SENDERS else sender
