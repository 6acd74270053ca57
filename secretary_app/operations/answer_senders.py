"""Whose answers a paper holds: what its form, its title or its diarienummer says, among those that are asked."""

import re
from collections.abc import Iterator
from pathlib import Path

from secretary_app.domain.model import Namnd, Remiss
from secretary_app.intake import vocabulary
from secretary_app.intake.answers_parts import Line
from secretary_app.intake.answers_reading import AnswerPaper
from secretary_app.intake.bodies import Bodies as NamedBodies
from secretary_app.operations.answers import Dossier, dossier
from secretary_app.operations.finding import Bodies, name_of
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

_ANSWER = re.compile(r"\s+(?:\w+\s+)?(?:yttrande|svar|synpunkter)\b", re.IGNORECASE)
_SAYS_ANSWER = re.compile(r"(?:\S+\s+){0,5}(?:yttrande|svar|synpunkter|tjänsteskrivelse)\b", re.IGNORECASE)
_TOP, _LONGEST_HEAD = 12, 250
"""Lines that a paper's head has at most, and characters of one of them."""
_FROM = re.compile(r"\b(?:från|(?:yttrande|svar)\s+av)\s+$", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:till|i|hos|inom|över|om|för|kring|av)\s+(?:\w+s\s+)?$", re.IGNORECASE)
"""What stands before the name of a body that a paper is to, or about."""
_COLLECTIVE = re.compile(vocabulary.COLLECTIVES, re.IGNORECASE)
CHOOSE = "Ange vems svar det är."
"""The last sentence of what these raise."""
_HINT = "Nämnden anges med --namnd."


def answering_body(register: Register, remiss: Remiss, paper: AnswerPaper, path: Path) -> Namnd:
    """The body that a paper is from: the owner where it does not say.

    Raises UserError where it is from a body that is not asked or that the register has not, or perhaps from several.
    """
    bodies, case = Bodies.of(register), dossier(register, remiss)
    if (body := _titled(bodies, paper, path)) is not None:
        return must_be_asked(case, body, path)
    groups = _in_diaries(bodies, paper)
    others = [group for group in groups if case.owner not in group]
    if not others:
        return case.owner
    found = {each.id: each for group in others for each in group}
    asked = [each for each in found.values() if is_asked(case, each)]
    if len(others) < len(groups) or len(asked) > 1:
        names = " och ".join(dict.fromkeys(each.abbreviation for group in groups for each in group))
        raise UserError(f"{path.name} har diarienummer från {names}. {CHOOSE}", hint=_HINT)
    return asked[0] if asked else must_be_asked(case, next(iter(found.values())), path)


def must_be_asked(case: Dossier, body: Namnd, path: Path) -> Namnd:
    """The body itself. Raises UserError where the remiss does not ask it."""
    if is_asked(case, body):
        return body
    raise UserError(
        f"{path.name} är från {body.abbreviation}, som inte är tillfrågad i {name_of(case.remiss)}. {CHOOSE}",
        hint=_HINT,
    )


def is_asked(case: Dossier, body: Namnd) -> bool:
    """Whether the body answers the remiss: named in it, sent it, or one of its "berörda nämnder"."""
    return body in case.heard() or any(
        each.namnd_id is None and _COLLECTIVE.fullmatch(each.words.strip()) for each in case.addressees
    )


def senders(bodies: Bodies, paper: AnswerPaper, path: Path) -> list[Namnd]:
    """Whom its title names, else those in whose diary it is: several may share one.

    Raises UserError where the title names a sender that the register has not.
    """
    body = _titled(bodies, paper, path)
    if body is not None:
        return [body]
    return list({each.id: each for group in _in_diaries(bodies, paper) for each in group}.values())


def unknown_sender(path: Path, name: str) -> UserError:
    """For a paper from a body that the register has not."""
    return UserError(f"{path.name} är från {name}, som inte finns i registret. {CHOOSE}", hint=_HINT)


def nobody_said(path: Path) -> UserError:
    """For a form that does not say whose answer it is."""
    return UserError(f"{path.name} säger inte vems svar det är. {CHOOSE}", hint=_HINT)


def _titled(bodies: Bodies, paper: AnswerPaper, path: Path) -> Namnd | None:
    reading = NamedBodies(paper.text)
    title = next((each for each in _heads(paper) if reading.find(each) or reading.owners(each, _ANSWER)), "")
    found = reading.find(title)
    from_whom = [each.name for each in found if _FROM.search(title[: each.start])]
    said = [*from_whom, *reading.owners(title, _ANSWER)]
    named = [*said, *(each.name for each in found if not _ABOUT.search(title[: each.start]))]
    if body := next((body for each in named if (body := bodies.known(each)) is not None), None):
        return body
    if said and not _COLLECTIVE.fullmatch(said[0]):
        raise unknown_sender(path, said[0][:1].lower() + said[0][1:])
    return None


def _heads(paper: AnswerPaper) -> Iterator[str]:
    """Its title, and the lines at its top that say that it is an answer."""
    yield paper.proposal.title or ""
    lines = [part.text for part in paper.parts if isinstance(part, Line)][:_TOP]
    yield from (each for each in lines if len(each) <= _LONGEST_HEAD and _SAYS_ANSWER.match(each))


def _in_diaries(bodies: Bodies, paper: AnswerPaper) -> list[list[Namnd]]:
    """For each of its diarienummer those in whose diary it is."""
    found = ([body for body in bodies.all if _is_in_diary(body, number)] for number in paper.proposal.diarienummer)
    return [each for each in found if each]


def _is_in_diary(body: Namnd, number: str) -> bool:
    prefix = (body.diary_prefix or body.abbreviation).casefold()
    rest = number.casefold().removeprefix(prefix)
    return bool(prefix) and rest != number.casefold() and not rest[:1].isalpha()
