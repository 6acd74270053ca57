"""The command about Word templates: check-template."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from secretary_app.cli.shared import FILE, json_option, print_json

if TYPE_CHECKING:
    from secretary_app.operations.checking_templates import Report


@click.command("check-template")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FIL.docx...")
@json_option
def check_template_command(files: tuple[Path, ...], as_json: bool) -> None:
    """Kontrollerar Wordmallar: varje fel med sin plats och ett förslag.

    Heter filen som dokumentet, till exempel tjansteskrivelse.docx, kontrolleras också att mallen har det som ett sådant
    dokument behöver.
    """
    from secretary_app.operations.checking_templates import Report, check_templates, report_as_json
    from secretary_app.support.errors import UserError

    def show(report: Report) -> None:
        if as_json:
            print_json(report_as_json(report))
        else:
            _show(report)

    unusable = [report for report in check_templates(files, show) if not report.is_usable]
    if unusable:
        names = ", ".join(report.path.name for report in unusable)
        raise UserError(f"{names} kan inte användas förrän felen är rättade.")


def _show(report: "Report") -> None:
    faults, warnings = len(report.faults), len(report.warnings)
    told = [f"{faults} fel"] if faults else []
    if warnings:
        told.append(f"{warnings} varning{'ar' if warnings > 1 else ''}")
    can = "kan användas" if report.is_usable else "kan inte användas"
    click.echo(f"{report.path} {can}{': ' if told else '.'}{', '.join(told)}")
    for finding in report.findings:
        click.echo(f"  {finding.severity.value.capitalize()}: {finding.what} {finding.suggestion}".rstrip())
        words = f": ”{finding.place.words}”" if finding.place.words else ""
        if finding.place.told:
            click.echo(f"       {finding.place.told}{words}")
