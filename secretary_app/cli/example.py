"""The command that shows the main job from end to end."""

from pathlib import Path

import click

from secretary_app.cli.shared import FILE


@click.command("example")
@click.argument("folder", type=FILE, metavar="MAPP")
def example_command(folder: Path) -> None:
    """Gör hela arbetet på ett påhittat exempel. Filerna stannar i MAPP."""
    from secretary_app.operations.example import run_example

    run_example(folder, click.echo)
