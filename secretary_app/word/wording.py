"""What a remiss is called and what the points in it are called, by its kind: the one place that says so.

An audit has rekommendationer and wants measures; a motion has yrkanden and is bifallen, avslagen or besvarad; a
consultation has questions or points that are answered.
"""

import re
from dataclasses import dataclass, replace

from secretary_app.word.data import DraftData


@dataclass(frozen=True, kw_only=True)
class Wording:
    matter: str
    """In the definite form: ``granskningen``."""
    point: str
    the_point: str
    points: str
    the_points: str
    point_is_neuter: bool = False
    matter_is_neuter: bool = False
    wants_measures: bool = False
    """Whether an answer says what is to be done, by whom and when."""
    is_proposal: bool = False
    """Whether it is itself decided on: a motion or a medborgarförslag."""
    holds: str
    """What is to be told of it."""
    purpose: str


_KINDS = {
    "revision": Wording(
        matter="granskningen",
        point="rekommendation",
        the_point="rekommendationen",
        points="rekommendationer",
        the_points="rekommendationerna",
        wants_measures=True,
        holds="vad granskningen kom fram till",
        purpose="syftet med granskningen",
    ),
    "motion": Wording(
        matter="motionen",
        point="yrkande",
        the_point="yrkandet",
        points="yrkanden",
        the_points="yrkandena",
        point_is_neuter=True,
        is_proposal=True,
        holds="vad motionen föreslår och varför",
        purpose="vad förslaget i motionen ska leda till",
    ),
    "medborgarförslag": Wording(
        matter="medborgarförslaget",
        point="förslag",
        the_point="förslaget",
        points="förslag",
        the_points="förslagen",
        point_is_neuter=True,
        matter_is_neuter=True,
        is_proposal=True,
        holds="vad som föreslås i medborgarförslaget och varför",
        purpose="vad medborgarförslaget ska leda till",
    ),
    "remiss": Wording(
        matter="remissen",
        point="punkt",
        the_point="punkten",
        points="punkter",
        the_points="punkterna",
        holds="vad remissen handlar om",
        purpose="syftet med förslagen i remissen",
    ),
    "samråd": Wording(
        matter="samrådet",
        point="punkt",
        the_point="punkten",
        points="punkter",
        the_points="punkterna",
        matter_is_neuter=True,
        holds="vad samrådet handlar om",
        purpose="syftet med samrådet",
    ),
}
_OTHER = Wording(
    matter="ärendet",
    point="punkt",
    the_point="punkten",
    points="punkter",
    the_points="punkterna",
    matter_is_neuter=True,
    holds="vad ärendet handlar om",
    purpose="syftet med ärendet",
)
_ITSELF = re.compile(
    r"(?:(?P<how>Uppföljande|Fördjupad|Grundläggande|Förnyad|Översiktlig) )?(?P<what>[^\W\d]+)"
    r"(?:(?P<rest> (?:av|om|över|avseende|gällande|angående|rörande) .+)| ?(?:[:–]| -) ?(?P<name>\w.+))",
    re.IGNORECASE,
)
"""A title that says what the matter is, so that nothing has to stand before it."""
_DEFINITE = {
    "granskning": "granskningen",
    "förstudie": "förstudien",
    "motion": "motionen",
    "remiss": "remissen",
    "medborgarförslag": "medborgarförslaget",
    "samråd": "samrådet",
    "enkät": "enkäten",
}
_HOW = {"fördjupad": "fördjupade", "förnyad": "förnyade", "översiktlig": "översiktliga"}


def wording(data: DraftData) -> Wording:
    """The words for the draft's remiss. Points that are all questions are called so."""
    found = _KINDS.get(data.remiss.kind.casefold(), _OTHER)
    asked = [question.recommendation.text for question in data.questions if question.recommendation]
    if found.point == "punkt" and asked and all(is_question(text) for text in asked):
        return replace(found, point="fråga", the_point="frågan", points="frågor", the_points="frågorna")
    return found


def is_question(text: str) -> bool:
    """Whether a point asks something, so that nobody can agree to it."""
    return text.rstrip().endswith("?")


def matter(data: DraftData) -> str:
    """What the remiss is, in the definite form: ``granskningen``."""
    return wording(data).matter


def titled(data: DraftData) -> str:
    """The matter inside a sentence: ``motionen om fria bussresor``, or ``motionen ”…”`` where the title is a name."""
    title = data.remiss.title.strip().rstrip(".")
    found = _ITSELF.fullmatch(title)
    what = _DEFINITE.get(found["what"].casefold()) if found else None
    if found is None or what is None:
        return f"{matter(data)} ”{title}”"
    how = found["how"].casefold() if found["how"] else ""
    whole = f"den {_HOW.get(how, how)} {what}" if how else what
    return f"{whole}{found['rest']}" if found["rest"] else f"{whole} ”{found['name']}”"


def made(data: DraftData) -> str:
    """An audit as somebody has made it: ``en granskning av kommunens inköp``, ``en uppföljande granskning av …``."""
    title = data.remiss.title.strip().rstrip(".")
    follows = bool(data.remiss.follows_up_id) and not title.casefold().startswith("uppföljande")
    found = _ITSELF.fullmatch(title)
    if found is None or found["rest"] is None or found["what"].casefold() not in ("granskning", "förstudie"):
        return f"{'den uppföljande ' if follows else ''}{titled(data)}"
    return f"en {'uppföljande ' if follows else ''}{title[:1].lower()}{title[1:]}"


def numbered_points(data: DraftData, numbers: str, count: int) -> str:
    """``rekommendation 3 och 4``; without numbers ``rekommendationerna``."""
    words = wording(data)
    if numbers:
        return f"{words.point} {numbers}"
    return words.the_point if count == 1 else words.the_points
