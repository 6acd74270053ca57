"""Templates looked at as files, wherever they lie: for the command ``check-template``."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from secretary_app.support.worker import Worker
from secretary_app.word.checking import PRELOAD, check_template
from secretary_app.word.findings import Finding, Report

__all__ = ["Finding", "Report", "check_templates", "report_as_json"]


def check_templates(paths: Sequence[Path], show: Callable[[Report], None]) -> list[Report]:
    """Check each file, ``show`` each report as soon as it is there, and return all."""
    reports = []
    with Worker(preload=PRELOAD) as worker:
        for path in paths:
            reports.append(check_template(path, worker=worker))
            show(reports[-1])
    return reports


def report_as_json(report: Report) -> dict[str, Any]:
    """One line of ``check-template --json``."""
    return {
        "file": report.path,
        "usable": report.is_usable,
        "findings": [_finding(each) for each in report.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "severity": finding.severity.value,
        "what": finding.what,
        "suggestion": finding.suggestion or None,
        "part": place.part or None,
        "heading": place.heading or None,
        "paragraph": place.block or None,
        "words": place.words or None,
    }
