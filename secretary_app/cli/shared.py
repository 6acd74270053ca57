"""What the commands have in common: the register, dates, JSON."""

import datetime as dt
import getpass
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from secretary_app.support.errors import UserError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from secretary_app.store.register import Register

Command = TypeVar("Command", bound=Callable[..., Any])

REGISTER_VARIABLE = "SECRETARY_APP_REGISTER"


def register_option(command: Command) -> Command:
    """``--register``, which may stand before the command or after it."""
    return click.option(
        "--register",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_remember_register,
        envvar=REGISTER_VARIABLE,
        metavar="FIL",
        help=f"Registret (annars {REGISTER_VARIABLE}, annars ditt eget).",
    )(command)


def _remember_register(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None and (context.parent is None or _given(context)):
        context.ensure_object(dict)["register"] = value
        context.find_root().ensure_object(dict)["register"] = value


def _given(context: click.Context) -> bool:
    return context.get_parameter_source("register") is click.core.ParameterSource.COMMANDLINE


json_option = click.option("--json", "as_json", is_flag=True, help="Skriver JSON.")


class Date(click.ParamType[dt.date]):
    """An ISO date. A date that is none is a fault of the input (exit status 1), not of the usage."""

    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            place = f" ({param.opts[0]})" if param else ""
            raise UserError(
                f"{value} är inget datum{place}. Skriv det som ÅÅÅÅ-MM-DD, till exempel 2026-05-14."
            ) from None


DATE = Date()
FILE = click.Path(path_type=Path, readable=False)


def open_register(*, write: bool = False, dry_run: bool = False) -> "AbstractContextManager[Register]":
    """The register that the command is to work on; one that writes makes it if it is not there."""
    from secretary_app.operations.opening import opened_register

    return opened_register(chosen_register(), write=write, dry_run=dry_run, who=_who())


def chosen_register() -> Path | None:
    """The register named with ``--register`` or the variable; None: the person's own."""
    chosen: Path | None = click.get_current_context().find_root().ensure_object(dict).get("register")
    return chosen


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USERNAME", "")


def print_json(value: Mapping[str, Any]) -> None:
    """One object on one line of standard output, dates as ISO text."""
    click.echo(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: object) -> str:
    if isinstance(value, dt.date | Path):
        return str(value)
    raise TypeError(type(value).__name__)


def note_kept(written: Path, kept: Path | None) -> None:
    """Tell where the file went that had the name before."""
    if kept is not None:
        note(f"Obs: {written.name} fanns redan. Den gamla finns kvar som {kept.name}.")


def note(text: str) -> None:
    """Something to look at, beside the result: on standard error."""
    click.echo(text, err=True)
