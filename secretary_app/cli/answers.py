"""The commands about answers: answer, check-answer, decide, close."""

import datetime as dt
from pathlib import Path

import click

from secretary_app.cli.shared import DATE, FILE, json_option, note, open_register, print_json, register_option


@click.command("answer")
@click.argument("remiss")
@click.option(
    "--from",
    "source",
    required=True,
    type=FILE,
    metavar="FIL",
    help="Filen med svaren: Word, PDF, text eller arbetsbok.",
)
@click.option(
    "--namnd",
    default="",
    metavar="NÄMND",
    help="Nämnden som svarar (annars den som filen säger att den är från, eller ägaren).",
)
@click.option("--dry-run", is_flag=True, help="Visar bara skillnaden.")
@json_option
@register_option
def answer_command(remiss: str, source: Path, namnd: str, dry_run: bool, as_json: bool) -> None:
    """Läser en nämnds svar ur en Word-fil, en PDF eller en arbetsbok.

    Ett svarsformulär säger själv vems svaret är, ett yttrande med sin rubrik eller sitt diarienummer. Det som har
    tagits bort i filen, eller ändrats i registret sedan den skickades, visas men sparas inte: välj det i fönstret.
    """
    from secretary_app.operations.answering import read_answers
    from secretary_app.operations.finding import find_remiss

    with open_register(write=True, dry_run=dry_run) as register:
        result = read_answers(register, find_remiss(register, remiss), source, namnd_words=namnd, dry_run=dry_run)
    if result.namnd is not None and not namnd:
        note(f"Svaret är {result.namnd.abbreviation}:s.")
    for line in result.notices:
        note(f"Obs: {line}")
    if as_json:
        print_json(result.as_json())
    elif not result.problems:
        for difference in result.differences:
            click.echo(f"  {difference.sentence}{'' if difference.by_default else ' (sparas inte)'}")
        click.echo(result.sentence(dry_run=dry_run))
    result.raise_problems(source)


@click.command("check-answer")
@click.argument("remiss")
@click.option("--namnd", default="", metavar="NÄMND", help="Nämnden vars svar kontrolleras (annars ägaren).")
@json_option
@register_option
def check_answer_command(remiss: str, namnd: str, as_json: bool) -> None:
    """Kontrollerar en nämnds svar innan det går ut."""
    from secretary_app.operations.answering import check_answers, checked_as_json
    from secretary_app.operations.finding import find_remiss

    with open_register() as register:
        checked = check_answers(register, find_remiss(register, remiss), namnd)
    if as_json:
        print_json(checked_as_json(checked))
        return
    for finding in checked.findings:
        click.echo(f"  {finding.text}")
    count = len(checked.findings)
    verdict = "Inget att anmärka." if not count else f"{count} {'sak' if count == 1 else 'saker'} att se över."
    click.echo(f"{checked.namnd.abbreviation}: {verdict}")


@click.command("decide")
@click.argument("remiss")
@click.option("--namnd", required=True, metavar="NÄMND", help="Nämnden som beslutade.")
@click.option("--meeting", required=True, type=DATE, help="Sammanträdets dag.")
@click.option("--paragraph", default="", metavar="N", help="Paragrafens nummer.")
@click.option("--immediate", is_flag=True, help="Beslutet justerades omedelbart.")
@click.option("--outcome", default="", metavar="ORD", help="beslut, förslag, återremiss, bordläggning …")
@click.option("--text", default="", metavar="TEXT", help="Beslutet som det lyder.")
@json_option
@register_option
def decide_command(
    remiss: str,
    namnd: str,
    meeting: dt.date,
    paragraph: str,
    immediate: bool,
    outcome: str,
    text: str,
    as_json: bool,
) -> None:
    """Lägger in ett beslut. Nämndens svar är därmed beslutade."""
    from secretary_app.operations.deciding import decide, decided_as_json, outcome_named
    from secretary_app.operations.finding import find_remiss

    with open_register(write=True) as register:
        result = decide(
            register,
            find_remiss(register, remiss),
            namnd,
            meeting=meeting,
            paragraph=paragraph,
            immediate=immediate,
            outcome=outcome_named(outcome) if outcome else None,
            text=text,
        )
    for line in result.notes:
        note(f"Obs: {line}")
    shown = decided_as_json(result)
    if as_json:
        print_json(shown)
        return
    section = f" § {shown['paragraph']}" if shown["paragraph"] else ""
    click.echo(f"{shown['namnd']}{section} {shown['meeting']}: {shown['outcome']}, {shown['answers']} svar beslutade.")


@click.command("close")
@click.argument("remiss")
@click.option("--reason", default="", metavar="TEXT", help="Varför den avslutas fast svar saknas.")
@register_option
def close_command(remiss: str, reason: str) -> None:
    """Avslutar en remiss."""
    from secretary_app.operations.deciding import close
    from secretary_app.operations.finding import find_remiss, name_of

    with open_register(write=True) as register:
        closed = close(register, find_remiss(register, remiss), reason)
    click.echo(f"Avslutade {name_of(closed)} {closed.title}.")
