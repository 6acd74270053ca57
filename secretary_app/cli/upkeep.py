"""The commands that look after the register: search, backup, restore, check."""

from pathlib import Path

import click

from secretary_app.cli.shared import FILE, chosen_register, json_option, open_register, print_json, register_option
from secretary_app.support.errors import UserError


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="ORD")
@json_option
@register_option
def search_command(words: tuple[str, ...], as_json: bool) -> None:
    """Söker i allt, också i handlingarnas text."""
    from secretary_app.operations.upkeep import hits_as_json, search

    with open_register() as register:
        hits = search(register, " ".join(words))
    if as_json:
        print_json(hits_as_json(hits))
        return
    for hit in hits:
        click.echo(f"{hit.diarienummer or '–'}  {hit.title}  [{hit.kind}]")
        click.echo(f"    {hit.snippet}")
    if not hits:
        click.echo("Inget hittades.")


@click.command("backup")
@click.argument("out", type=FILE, required=False, metavar="[UT]")
@register_option
def backup_command(out: Path | None) -> None:
    """Gör en säkerhetskopia och kontrollerar den."""
    from secretary_app.operations.upkeep import backup

    with open_register() as register:
        made = backup(register, out)
    click.echo(f"Skrev {made.register} och {made.files} filer.")


@click.command("restore")
@click.argument("source", type=FILE, metavar="FIL")
@register_option
def restore_command(source: Path) -> None:
    """Återställer en säkerhetskopia. Det nuvarande registret sparas bredvid."""
    from secretary_app.operations.upkeep import restore

    done = restore(source, chosen_register())
    click.echo(f"Återställde {done.register}.")
    if done.kept is not None:
        click.echo(f"Det tidigare registret finns kvar som {done.kept}.")
    for path in done.set_aside:
        click.echo(f"En fil som var annorlunda finns kvar som {path}.")
    if done.left:
        click.echo(done.left)


@click.command("check")
@json_option
@register_option
def check_command(as_json: bool) -> None:
    """Kontrollerar registret, och vad som saknas i det."""
    from secretary_app.operations.upkeep import check, checked_as_json

    with open_register() as register:
        report = check(register)
    if as_json:
        print_json(checked_as_json(report))
    else:
        for text in report.texts:
            click.echo(f"  {text}")
        counted = f"{len(report.faults)} fel, {len(report.remarks)} upplysningar, {len(report.gaps)} uppgifter saknas."
        click.echo(counted if report.texts else "Registret är helt och inga uppgifter saknas.")
    if report.faults:
        raise UserError("Registret har fel. Återställ en säkerhetskopia med secretary-app restore FIL.")
