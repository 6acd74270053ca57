"""The command that hands deadlines and meetings to other programs: reminders."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from secretary_app.cli.shared import FILE, note, open_register, register_option

if TYPE_CHECKING:
    from secretary_app.operations.calendar_files import MadeCalendar
    from secretary_app.store.register import Register

_LONGEST = 3660


@click.command("reminders")
@click.option("--out", type=FILE, metavar="FIL.ics", help="Kalendern som skrivs (en mapp med --split).")
@click.option("--namnd", default="", metavar="NÄMND", help="Vad nämnden ska göra, och allt i remisser som den äger.")
@click.option("--handlaggare", default="", metavar="NAMN", help="Vad handläggaren ska göra, och dess remisser.")
@click.option(
    "--days",
    type=click.IntRange(0, _LONGEST),
    metavar="DAGAR",
    help="Så många dagar framåt (annars ett år; för mejl det som är försenat eller inom varningsgränsen).",
)
@click.option(
    "--split",
    type=click.Choice(["namnd", "handlaggare"]),
    metavar="namnd|handlaggare",
    help="En kalender för var och en.",
)
@click.option("--cancelled", type=FILE, metavar="MAPP", help="En fil för var post som utgår; Outlook tar bort posten.")
@click.option("--mail", type=FILE, metavar="MAPP", help="Mejlutkast till dem som ska göra något. Inget skickas.")
@click.option("--with-internremiss", is_flag=True, help="Lägger utkastet till internremissen i mejlet.")
@register_option
def reminders_command(
    out: Path | None,
    namnd: str,
    handlaggare: str,
    days: int | None,
    split: str | None,
    cancelled: Path | None,
    mail: Path | None,
    with_internremiss: bool,
) -> None:
    """Skriver frister och sammanträden till en kalenderfil, och mejlutkast som påminner.

    Samma fil kan läsas in igen: poster ändras och dubbleras inte. Mejlutkasten öppnas i Outlook och skickas där;
    registret minns vad som påmindes om och när.
    """
    if out is None and mail is None:
        raise click.UsageError("Ange --out FIL.ics, --mail MAPP eller båda.")
    if out is None and (split or cancelled):
        raise click.UsageError("--split och --cancelled hör till en kalender. Ange --out också.")
    if split and (namnd or handlaggare):
        raise click.UsageError("Ange antingen --split eller en nämnd eller handläggare.")
    with open_register(write=mail is not None) as register:
        if out is not None:
            _calendars(register, out, namnd, handlaggare, days, split, cancelled)
        if mail is not None:
            from secretary_app.operations.reminding import make_mail_drafts

            made = make_mail_drafts(
                register, mail, namnd=namnd, handlaggare=handlaggare, days=days, with_internremiss=with_internremiss
            )
            for line in made.notes:
                note(f"Obs: {line}")
            for draft in made.drafts:
                click.echo(f"Skrev {draft.path} till {draft.to.address} ({len(draft.dues)} att påminna om).")
            if not made.drafts:
                click.echo("Inget mejlutkast behövs: inget är försenat eller snart.")


def _calendars(
    register: "Register",
    out: Path,
    namnd: str,
    handlaggare: str,
    days: int | None,
    split: str | None,
    cancelled: Path | None,
) -> None:
    from secretary_app.operations.calendar_files import (
        DAYS_AHEAD,
        make_calendar,
        make_calendars,
        write_cancellations,
    )

    ahead = DAYS_AHEAD if days is None else days
    if split:
        made = make_calendars(register, out, by_person=split == "handlaggare", days=ahead)
    else:
        made = [make_calendar(register, out, namnd=namnd, handlaggare=handlaggare, days=ahead)]
    for calendar in made:
        _tell(calendar)
    gone = [entry for calendar in made for entry in calendar.cancelled]
    if cancelled is not None:
        paths = write_cancellations(register, cancelled, gone)
        click.echo(f"Skrev {len(paths)} filer till {cancelled}: öppna dem i Outlook för att ta bort det som utgår.")


def _tell(made: "MadeCalendar") -> None:
    meetings = f"{made.meetings} sammanträde{'n' if made.meetings != 1 else ''}"
    deadlines = f"{made.deadlines} frist{'er' if made.deadlines != 1 else ''}"
    gone = f", {len(made.cancelled)} som utgår" if made.cancelled else ""
    click.echo(f"Skrev {made.path} ({deadlines}, {meetings}{gone}).")
    if made.undated:
        what = "1 frist saknar datum och är" if made.undated == 1 else f"{made.undated} frister saknar datum och är"
        note(f"Obs: {what} inte med i {made.path.name}.")
