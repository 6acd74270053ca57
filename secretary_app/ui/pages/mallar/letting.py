"""Warnings of the templates that somebody has looked at and lets stand."""

from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.model import DocumentKind
from secretary_app.operations.template_sets import Finding, Report, SetRow, TemplateRow
from secretary_app.operations.template_view import signature
from secretary_app.ui.core.places import Places

_LEFT = "mallar/varningar som får stå"
_MOST = 500


class Letting:
    """Warnings that somebody has looked at and lets stand: not told of again, also when the rest is changed."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._left = dict.fromkeys(filter(None, places.text(_LEFT).split("\n")))
        self._hidden: dict[tuple[str, DocumentKind], int] = {}

    def let(self, set_name: str, kind: DocumentKind, findings: Sequence[Finding]) -> None:
        """Tell no more of these warnings of the template."""
        self._left |= dict.fromkeys(_line(set_name, kind, each) for each in findings)
        self._keep()

    def tell(self, set_name: str, kind: DocumentKind, findings: Sequence[Finding] | None = None) -> None:
        """Tell of these again; None: of all the template's."""
        start = f"{set_name}/{kind.value}/"
        gone = None if findings is None else {_line(set_name, kind, each) for each in findings}
        self._left = {
            each: None for each in self._left if not (each.startswith(start) if gone is None else each in gone)
        }
        self._keep()

    def _keep(self) -> None:
        self._places.keep(_LEFT, "\n".join(list(self._left)[-_MOST:]))

    def shown(self, sets: Sequence[SetRow]) -> list[SetRow]:
        """The sets without these warnings."""
        self._hidden.clear()
        return [replace(each, templates=tuple(self._row(each.name, row) for row in each.templates)) for each in sets]

    def hidden(self, set_name: str, kind: DocumentKind) -> int:
        """How many of the template's warnings ``shown`` left out."""
        return self._hidden.get((set_name, kind), 0)

    def told(self, set_name: str, kind: DocumentKind, report: Report) -> Report:
        """What the check found, without these warnings."""
        findings = tuple(
            each for each in report.findings if each.is_fault or _line(set_name, kind, each) not in self._left
        )
        return replace(report, findings=findings)

    def _row(self, set_name: str, row: TemplateRow) -> TemplateRow:
        if row.report is None or not row.report.warnings or not self._left:
            return row
        told = self.told(set_name, row.kind, row.report)
        self._hidden[set_name, row.kind] = len(row.report.findings) - len(told.findings)
        return replace(row, report=told)


def _line(set_name: str, kind: DocumentKind, finding: Finding) -> str:
    return f"{set_name}/{kind.value}/{signature(finding)}"
