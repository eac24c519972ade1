"""The options that stand before a command or after it: which office, language, year, day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from fptui.commands.session import Session
from fptui.commands.translated import TranslatedCommand, TranslatedOption
from fptui.language import LANGUAGES, N_
from fptui.language.ways import use_options


def _kept(context: click.Context, option: click.Parameter, value: Any) -> Any:
    """Put a given value into the session; the last one given holds."""
    session = context.find_object(Session) or Session()
    if value not in (None, False):
        session = replace(session, **{option.name or "": value})
    context.obj = session
    use_options(*session.proposed)
    return value


def office_options() -> list[click.Option]:
    """The options, anew for each command that takes them."""
    return [
        TranslatedOption(
            ["--db", "path"],
            type=click.Path(path_type=Path),
            metavar="PATH",
            expose_value=False,
            callback=_kept,
            help=N_("The office's file; also FPTUI_DB."),
        ),
        TranslatedOption(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            expose_value=False,
            callback=_kept,
            help=N_("The language; else that of the locale."),
        ),
        TranslatedOption(
            ["--year"],
            type=click.IntRange(1949, 2999),
            metavar="YEAR",
            expose_value=False,
            callback=_kept,
            help=N_("The programme year."),
        ),
        TranslatedOption(
            ["--as-of", "as_of"],
            metavar="DATE",
            expose_value=False,
            callback=_kept,
            help=N_("As it stood at the end of that day, such as 2005-06-30; for reading only."),
        ),
        TranslatedOption(
            ["--read-only", "read_only"],
            is_flag=True,
            expose_value=False,
            callback=_kept,
            help=N_("Change nothing."),
        ),
        TranslatedOption(
            ["--alone"],
            is_flag=True,
            expose_value=False,
            callback=_kept,
            help=N_("Write also where the file system has no locks: nobody else must."),
        ),
    ]


class OfficeCommand(TranslatedCommand):
    """A command that takes the group's options after its name too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(office_options())
