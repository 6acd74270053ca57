"""What the look at a template or a document finds: the shape that the commands and the page Mallar show."""

from enum import StrEnum
from pathlib import Path

from secretary_app.support.records import record


class Severity(StrEnum):
    FAULT = "fel"
    """The template cannot be used until it is mended."""
    WARNING = "varning"


@record(frozen=True, kw_only=True)
class Place:
    """Where in a Word file."""

    part: str = ""
    """In Swedish, as one says where: ``brödtexten``, ``sidhuvudet på första sidan``, ``textrutan`` …"""
    heading: str = ""
    """The nearest heading above; ``""`` where there is none."""
    block: int = 0
    """Which of the part's ``w:p`` in its XML, from 1, those in tables and text boxes included; 0: the part itself."""
    words: str = ""
    """Those around the fault, at most 80 characters."""
    member: str = ""
    """The part's name inside the file, ``word/header1.xml``: ``correcting`` goes by it; ``""``: the whole file."""

    @property
    def told(self) -> str:
        """``brödtexten, stycke 14, under ”Bakgrund”``; ``""`` for the file as a whole."""
        number = f", stycke {self.block}" if self.block else ""
        under = f", under ”{self.heading}”" if self.heading else ""
        return f"{self.part}{number}{under}"


@record(frozen=True, kw_only=True)
class Finding:
    severity: Severity
    what: str
    """A sentence: ``Fältet remis.diarienummer finns inte.``"""
    suggestion: str = ""
    """A sentence that says what to do: ``Menade du remiss.diarienummer?``"""
    place: Place = Place()
    wrong: str = ""
    """What stands in the file and can be replaced as it is by ``right``; ``""``: nothing to replace."""
    right: str = ""
    """``""`` beside a ``wrong``: that is taken out."""

    @property
    def is_fault(self) -> bool:
        return self.severity is Severity.FAULT

    @property
    def can_be_corrected(self) -> bool:
        """``word.correcting.correct`` knows what to do."""
        return bool(self.wrong)


@record(frozen=True, kw_only=True)
class Report:
    path: Path
    findings: tuple[Finding, ...] = ()
    """Faults first, each kind in the order of the file."""

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.is_fault)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if not each.is_fault)

    @property
    def is_usable(self) -> bool:
        return not self.faults
