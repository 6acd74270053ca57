"""The commands about workbooks: import, export, template-workbook, status-list."""

import datetime as dt
from pathlib import Path

import click

from secretary_app.cli.shared import (
    DATE,
    FILE,
    json_option,
    note,
    note_kept,
    open_register,
    print_json,
    register_option,
)


@click.command("import")
@click.argument("workbook", type=FILE, metavar="ARBETSBOK.xlsx")
@click.option("--dry-run", is_flag=True, help="Visar bara vad som skulle ändras.")
@json_option
@register_option
def import_command(workbook: Path, dry_run: bool, as_json: bool) -> None:
    """Läser in nämnder, sammanträden, remisser … (xlsx).

    Allt eller inget: varje cell som är fel pekas ut, och då läses ingenting in.
    """
    from secretary_app.operations.importing import import_workbook

    with open_register(write=True, dry_run=dry_run) as register:
        result = import_workbook(register, workbook, dry_run=dry_run)
    for line in result.notices:
        note(f"Obs: {line}")
    if as_json:
        print_json(result.as_json())
    elif not result.problems:
        click.echo(result.sentence(dry_run=dry_run))
    result.raise_problems(workbook)


@click.command("export")
@click.argument("out", type=FILE, metavar="UT.xlsx")
@register_option
def export_command(out: Path) -> None:
    """Skriver hela registret till en arbetsbok."""
    from secretary_app.operations.exporting import export_workbook

    with open_register() as register:
        written = export_workbook(register, out)
    note_kept(out, written.kept)
    click.echo(f"Skrev {out} ({written.rows} rader).")


@click.command("template-workbook")
@click.argument("out", type=FILE, metavar="UT.xlsx")
def template_workbook_command(out: Path) -> None:
    """Skriver en tom arbetsbok med hjälptexter."""
    from secretary_app.operations.exporting import write_empty_workbook

    note_kept(out, write_empty_workbook(out).kept)
    click.echo(f"Skrev {out}")


@click.command("status-list")
@click.option("--out", required=True, type=FILE, metavar="FIL.xlsx", help="Filen som skrivs.")
@click.option("--namnd", default="", metavar="NÄMND", help="Vad nämnden svarar på och äger.")
@click.option("--meeting", type=DATE, help="Sammanträdet som listan är till.")
@click.option("--as-of", type=DATE, help="Som registret stod den dagen.")
@click.option("--since", type=DATE, help="Märker vad som ändrats efter den dagen.")
@register_option
def status_list_command(
    out: Path, namnd: str, meeting: dt.date | None, as_of: dt.date | None, since: dt.date | None
) -> None:
    """Skriver statuslistan i Excel."""
    from secretary_app.operations.status import make_status_list

    with open_register() as register:
        made = make_status_list(register, out, namnd_words=namnd, meeting=meeting, as_of=as_of, since=since)
    for line in made.notes:
        note(f"Obs: {line}")
    note_kept(out, made.kept)
    click.echo(f"Skrev {out} ({len(made.rows)} rader).")
