"""A template filled in on trial, in the worker: what fails or is lost only then.

Imports docxtpl (through ``filling``) and lxml.
"""

import re
import shutil
import tempfile
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from lxml import etree  # type: ignore[import-untyped]

from secretary_app.domain.model import DocumentKind
from secretary_app.support.errors import UserError
from secretary_app.word.accessible_rules import headings
from secretary_app.word.checking_parts import Package, Paragraph, read_package
from secretary_app.word.checking_tags import QUOTES, Tag, fault, split
from secretary_app.word.correcting import correct
from secretary_app.word.environment import UnknownFieldError
from secretary_app.word.field import Group
from secretary_app.word.filling import FailedTagError, fill, reason_of
from secretary_app.word.findings import Finding, Place
from secretary_app.word.trial_data import trials

_STEPS = {"for": 1, "if": 1, "endfor": -1, "endif": -1}
_MOST_FAULTS = 8
"""Each costs one more filling in."""
_LEFT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def try_template(path: str, kind: DocumentKind, member: str) -> list[Finding]:
    """Fill the template at ``path`` in with every set of values; what is wrong, and what the headings lack, once each.

    ``member`` is the name of its main part, for faults of the whole.
    """
    template = Path(path)
    package = read_package(template)
    kept = _lasting(package)
    found: dict[str, Finding] = {}
    lacking: dict[str, Finding] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / template.name
        shutil.copyfile(template, copy)
        for number, values in enumerate(trials(kind)):
            out = Path(folder) / f"{number}.docx"
            told = _filled(copy, values, out, package)
            if not any(finding.place.block == 0 for finding in told) and out.exists():
                try:
                    made = read_package(out)
                    told += _looked_at(made, kept)
                    lacking = {finding.what: finding for finding in headings(made)} | lacking
                except etree.XMLSyntaxError:
                    told.append(fault("Mallen blir trasig när den fylls i.", Place(part="brödtexten", member=member)))
            for finding in told:
                found.setdefault(f"{finding.what}{finding.place.block}", finding)
            if any(finding.place.block == 0 for finding in told):
                break
    return [*found.values(), *_in_template(lacking, package)]


def _filled(copy: Path, values: Group, out: Path, package: Package) -> list[Finding]:
    """Fill the copy in. What cannot be carried out in it is told and taken out of it, so that the rest is tried too."""
    found: list[Finding] = []
    for _ in range(_MOST_FAULTS):
        try:
            fill(str(copy), values, {}, str(out))
            return found
        except UserError as error:
            tag = _failed(error, package)
            if tag is None:
                return [*found, _refused(error, copy.name, package.document)]
            cause = error.__cause__
            assert isinstance(cause, FailedTagError)
            found.append(tag.finding(f"{tag.told} {reason_of(cause.cause)}.", _how(cause.cause)))
            try:
                correct(copy, replace(found[-1], wrong=tag.source, right=_harmless(tag)))
            except UserError:
                return found
    return found


def _failed(error: UserError, package: Package) -> Tag | None:
    """The tag of the template that the trial stopped at; None where it is not known."""
    failed = error.__cause__
    if not isinstance(failed, FailedTagError):
        return None
    part = next((each for each in package.parts if each.member == failed.member), None)
    tags = split(part)[0] if part is not None else []
    alike = [tag for tag in tags if _essence(tag.source, tag.level) == _essence(failed.told)]
    return alike[min(failed.number, len(alike) - 1)] if alike else None


def _essence(source: str, level: str = "") -> str:
    """The tag without what docxtpl changes in it."""
    inner = source[2 + len(level) : -2].strip("-").translate(QUOTES)
    return source[:2] + "".join(normalize("NFC", inner).split())


def _how(cause: BaseException) -> str:
    if isinstance(cause, UnknownFieldError) and str(cause).isdigit():
        return "Upprepa det i en slinga i stället: den tar de rader som finns."
    if isinstance(cause, UnknownFieldError):
        return "Alla fält finns på sidan Mallar."
    return "Ta bort det. En mall får fylla i fält, upprepa och välja."


def _harmless(tag: Tag) -> str:
    """What the rest of the template can be tried with in place of the tag."""
    if not tag.is_code:
        return "{{ '' }}"
    words = {
        "for": f"for {tag.rest.split(' in ')[0]} in []",
        "set": f"set {tag.rest.split('=')[0]} = ''",
        "with": f"with {tag.rest.split('=')[0]} = ''",
    }
    return f"{{%{tag.level} {words.get(tag.word, f'{tag.word} true')} %}}"


def _in_template(lacking: dict[str, Finding], package: Package) -> Iterator[Finding]:
    """What the headings of the drafts lack, where it stands in the template if it can be seen there too."""
    there = {finding.what: finding for finding in reversed(list(headings(package)))}
    for what, finding in lacking.items():
        place = finding.place
        yield there.get(what) or replace(finding, place=replace(place, block=0, member=""))


def _refused(error: UserError, name: str, member: str) -> Finding:
    what, _, suggestion = error.message.partition(". ")
    return fault(f"{what.rstrip('.')}.".replace(f"Mallen {name} ", "Mallen "), Place(member=member), suggestion)


def _lasting(package: Package) -> list[Paragraph]:
    """Paragraphs of plain words outside all loops and conditions: they must stand in every draft."""
    found = []
    for part in package.parts:
        if not part.is_rendered:
            continue
        edges, depths = [(-1, 0)], [0]
        for tag in split(part)[0]:
            if tag.is_code and tag.word in _STEPS:
                edges.append(tag.order)
                depths.append(depths[-1] + _STEPS[tag.word])
        order = {element: number for number, element in enumerate(part.root.iter(etree.Element))}
        for paragraph in part.paragraphs:
            is_always = depths[bisect(edges, (order[paragraph.element], 0)) - 1] == 0
            is_plain = "{" not in paragraph.text and "}" not in paragraph.text and paragraph.text.strip()
            if is_always and is_plain and not paragraph.is_copy:
                found.append(paragraph)
    return found


def _looked_at(made: Package, kept: list[Paragraph]) -> Iterator[Finding]:
    there = Counter(_bare(paragraph.text) for part in made.parts for paragraph in part.paragraphs)
    for paragraph in kept:
        there[_bare(paragraph.text)] -= 1
        if there[_bare(paragraph.text)] < 0:
            yield fault(
                f"”{paragraph.place().words}” försvinner när mallen fylls i.",
                paragraph.place(),
                "Kontrollera koden före och efter stycket.",
            )
    for part in filter(lambda part: part.is_rendered, made.parts):
        for paragraph in part.paragraphs:
            if left := _LEFT.search(paragraph.text):
                yield fault(f"{left[0]} fylls inte i.", Place(part=part.label, words=paragraph.place(left[0]).words))


def _bare(text: str) -> str:
    return " ".join(text.split())
