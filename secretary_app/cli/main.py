"""The command ``secretary-app``: which commands there are, and how their faults are told."""

import gettext
import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from secretary_app import __version__
from secretary_app.cli.shared import register_option
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource

if TYPE_CHECKING:
    from secretary_app.support.worker import Worker

_COMMANDS = {
    "example": "example",
    "extract": "papers",
    "import": "books",
    "export": "books",
    "template-workbook": "books",
    "register": "papers",
    "refer": "papers",
    "plan": "papers",
    "answer": "answers",
    "check-answer": "answers",
    "decide": "answers",
    "close": "answers",
    "draft": "papers",
    "check-template": "templates",
    "status-list": "books",
    "reminders": "outbox",
    "search": "upkeep",
    "backup": "upkeep",
    "restore": "upkeep",
    "check": "upkeep",
}
"""Each command and the module it stands in, which is imported only when the command is run."""


class OpenWindow(Protocol):
    """Opens the desktop program and stays until it is closed."""

    def __call__(self, path: Path | None, *, demo: bool) -> int: ...


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"secretary_app.cli.{_COMMANDS[cmd_name]}")
        command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        assert isinstance(command, click.Command)
        command.options_metavar = "[VAL]"
        return command


@click.group(
    cls=_Commands,
    options_metavar="[VAL]",
    subcommand_metavar="KOMMANDO …",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="secretary-app", help="Visar versionen.")
@click.option("--demo", is_flag=True, help="Öppnar fönstret på ett exempel; inget av det blir kvar.")
@register_option
@click.pass_context
def commands(context: click.Context, demo: bool) -> int:
    """Beredd: remisser, yttranden och interna svarsdatum. Utan kommando öppnas fönstret.

    REMISS är ett diarienummer eller ett id. Datum skrivs ÅÅÅÅ-MM-DD. Nämnder anges med sin förkortning.
    """
    if context.invoked_subcommand is not None:
        return 0
    open_window: OpenWindow | None = context.obj.get("open_window")
    if open_window is None:
        click.echo(context.get_help())
        return 0
    return open_window(context.obj.get("register"), demo=demo)


def run(
    arguments: Sequence[str] | None = None, *, open_window: OpenWindow | None = None, reader: "Worker | None" = None
) -> int:
    """Run one command. Returns the exit status: 0 done, 1 could not be done, 2 wrong usage.

    ``open_window`` is what happens without a command; where it isn't handed in, the commands are shown. ``reader`` is
    the process that reads papers, where it has been started already.
    """
    _speak_swedish()
    try:
        given = {"open_window": open_window, "reader": reader}
        status = commands.main(args=arguments, prog_name="secretary-app", standalone_mode=False, obj=given)
    except UserError as error:
        _tell(error)
        return 1
    except click.UsageError as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Avbrutet.", err=True)
        return 1
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except Exception as error:  # noqa: BLE001 - the last stop: our own fault is logged, the person gets a sentence
        # What fails to be printed has no file name; everything else that the system refuses has been explained.
        is_printing = isinstance(error, OSError) and error.filename is None
        click.echo(
            f"Fel: Det gick inte att skriva ut resultatet ({error})." if is_printing else _bug_message(), err=True
        )
        return 1
    return status if isinstance(status, int) else 0


def _tell(error: UserError) -> None:
    click.echo(f"Fel: {error}", err=True)
    for line in error.details:
        click.echo(f"  {line}", err=True)


def _speak_swedish() -> None:
    os.environ["LANGUAGE"] = "sv"
    gettext.bindtextdomain("messages", resource("locale"))
    for stream in (sys.stdout, sys.stderr):
        # A Windows console in another code page would stop at the first å.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _bug_message() -> str:
    import logging

    try:
        log = _log_file()
        handler = logging.FileHandler(log, encoding="utf-8")
    except OSError as error:
        return (
            f"Fel: Något gick fel i programmet, och det gick inte att skriva loggen ({error}). Kör secretary-app check."
        )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("secretary_app")
    logger.addHandler(handler)
    logger.exception("Oväntat fel i secretary-app %s", __version__)
    logger.removeHandler(handler)
    handler.close()
    return f"Fel: Något gick fel i programmet. Skicka filen {log} till den som sköter det, och kör secretary-app check."


def _log_file() -> Path:
    from platformdirs import user_log_path

    folder = user_log_path("Beredd", appauthor=False, ensure_exists=True)
    return folder / "beredd.log"
