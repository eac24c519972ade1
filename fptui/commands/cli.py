"""The command `fptui`: its options, its families of commands, and the screens without one."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import click

from fptui import __version__
from fptui.commands.options import office_options
from fptui.commands.session import NOT_DONE, Session, one_line, told
from fptui.commands.translated import TranslatedGroup, TranslatedOption
from fptui.errors import FptuiError
from fptui.jobs import JOBS
from fptui.language import N_, _


class JobsGroup(TranslatedGroup):
    """A group whose commands are made from the jobs, each when it is called.

    Their names are known from the start, for the help and for what may have been meant.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands = {word: click.Command(word) for word in (name.split()[0] for name in JOBS)}

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        from fptui.commands.from_jobs import command_named

        return command_named(cmd_name)


def _said_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"fptui {__version__}")
        ctx.exit()


@click.group(
    cls=JobsGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=N_("The desk of a district family-planning office. Without a command: the screens."),
)
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
def cli(context: click.Context) -> None:
    """Open the screens where no command follows."""
    if context.invoked_subcommand is None:
        _open_screens(context.find_object(Session) or Session())


cli.params.extend(office_options())


def _open_screens(session: Session) -> None:
    said: tuple[str, ...] = ()
    while True:
        with session.present(read_only=False) as present:
            seen = session.seen(present)
            if not sys.stdin.isatty() or not sys.stdout.isatty():
                raise FptuiError(
                    _("The screens need a terminal; “fptui --help” lists the commands.")
                )
            from fptui.screens.app import run_app

            then = run_app(present, seen, said)
        if then is None:
            return
        try:
            said = then().said
        except FptuiError as error:
            said = (str(error),)


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
