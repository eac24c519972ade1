"""The command `fptui`: its options, its families of commands, and the screens without one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from fptui import __version__
from fptui.commands.offices import init
from fptui.commands.session import NOT_DONE, Session, default_path, one_line, told
from fptui.commands.tables import export, show
from fptui.commands.targets import targets
from fptui.commands.translated import TranslatedGroup, TranslatedOption
from fptui.errors import FptuiError
from fptui.language import LANGUAGES, N_, _
from fptui.store import Office


def _said_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"fptui {__version__}")
        ctx.exit()


@click.group(
    cls=TranslatedGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=N_("The desk of a district family-planning office. Without a command: the screens."),
)
@click.option(
    "--db",
    "path",
    cls=TranslatedOption,
    envvar="FPTUI_DB",
    type=click.Path(path_type=Path),
    help=N_("The office's file; also FPTUI_DB."),
)
@click.option(
    "--lang",
    cls=TranslatedOption,
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=N_("The language; else that of the locale."),
)
@click.option(
    "--year", cls=TranslatedOption, type=click.IntRange(1949, 2999), help=N_("The programme year.")
)
@click.option(
    "--as-of",
    cls=TranslatedOption,
    metavar="DATE",
    help=N_("The state at the end of a day (needs the history, which is not kept yet)."),
)
@click.option("--read-only", is_flag=True, cls=TranslatedOption, help=N_("Change nothing."))
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_said_version,
    cls=TranslatedOption,
    help=N_("Show the version and exit."),
)
@click.pass_context
@told
def cli(
    context: click.Context,
    path: Path | None,
    year: int | None,
    as_of: str | None,
    read_only: bool,
) -> None:
    """Choose the office and the year; open the screens where no command follows."""
    if as_of:
        raise FptuiError(
            _(
                "--as-of {date}: this office keeps no history yet, so that no earlier day can be shown."
            ).format(date=as_of)
        )
    session = Session(path or default_path(), year, read_only)
    context.obj = session
    if context.invoked_subcommand is None:
        _open_screens(session)


def _open_screens(session: Session) -> None:
    with Office(session.path, read_only=session.read_only, year=session.year) as office:
        if not sys.stdin.isatty() or not sys.stdout.isatty():
            raise FptuiError(_("The screens need a terminal; “fptui --help” lists the commands."))
        from fptui.screens.app import run_app

        run_app(office)


for command in (init, show, targets, export):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line; usage errors are one line, and a closed pipe is no error."""
    try:
        code = cli.main(prog_name="fptui", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        code = exit_.exit_code
    except click.ClickException as error:
        click.echo(one_line(error.format_message()), err=True)
        code = NOT_DONE
    except (click.Abort, KeyboardInterrupt):
        code = NOT_DONE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
