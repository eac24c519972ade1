"""What all commands share: which office, which year, and how an error is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click
import platformdirs

from fptui.defects import tell_defect
from fptui.errors import FptuiError, InvalidValue, ReadOnlyError
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.language.private import without_numbers
from fptui.registers.values.days import day_near
from fptui.resources import checkout_folder
from fptui.store import Office, Reading, followed
from fptui.store.clock import today

PROBLEMS_FOUND = 1
NOT_DONE = 2
Parameters = ParamSpec("Parameters")


@dataclass(frozen=True, slots=True)
class Session:
    """The options of the group, handed to every command."""

    path: Path | None = None
    year: int | None = None
    as_of: str | None = None
    read_only: bool = False
    alone: bool = False
    lang: str | None = None

    @property
    def proposed(self) -> tuple[str, ...]:
        """The options with which a proposed command does the same: office, year, language."""
        given = (("--db", self.path), ("--year", self.year), ("--lang", self.lang))
        return tuple(
            str(word) for option, value in given if value is not None for word in (option, value)
        )

    @property
    def place(self) -> Path:
        """The office's file: the one named, else FPTUI_DB, else the default one."""
        named = os.environ.get("FPTUI_DB", "")
        return followed(self.path or (Path(named) if named else default_path()))

    @property
    def day(self) -> date | None:
        """The day of --as-of, or None; InvalidValue where it is no date."""
        if self.as_of is None:
            return None
        try:
            return day_near(self.as_of, today(), self.year or today().year)
        except ValueError as error:
            raise InvalidValue(
                _("--as-of “{text}” is no date: write 2005-06-30.").format(
                    text=harmless(self.as_of[:40])
                )
            ) from error

    @contextmanager
    def office(self) -> Iterator[Reading]:
        """The office for reading, as it is or as of the day that was asked for."""
        with self.present(read_only=True) as office:
            yield self.seen(office)

    @contextmanager
    def present(self, *, read_only: bool) -> Iterator[Office]:
        """The office of today, open; what a person should know of its file is told."""
        read_only = self.read_only or read_only
        with Office(self.place, read_only=read_only, year=self.year, alone=self.alone) as office:
            for notice in office.notices:
                click.echo(one_line(notice), err=True)
            yield office

    @contextmanager
    def changing(self) -> Iterator[Office]:
        """The office for a command that changes it; ReadOnlyError says what is in the way."""
        self.refuse_past()
        with self.present(read_only=False) as office:
            if office.read_only:
                raise ReadOnlyError(office.why_read_only)
            yield office

    def seen(self, office: Office) -> Reading:
        """The office as the options ask for it; FptuiError for a day before its history."""
        return office if self.day is None else office.as_of(self.day)

    def refuse_past(self) -> None:
        """FptuiError where a day was named for a command that is not about one."""
        if self.as_of is not None:
            raise FptuiError(
                _("--as-of is for looking back; this command works on the office of today.")
            )

    def refuse_read_only(self) -> None:
        """ReadOnlyError where --read-only was given to a command that puts a file in place."""
        if self.read_only:
            raise ReadOnlyError(_("--read-only was given; nothing was changed."))


def default_path() -> Path:
    """Where an office is when none is named: in the checkout, else in the user's data folder."""
    checkout = checkout_folder()
    if checkout is not None:
        return checkout / "data" / "office.json"
    return platformdirs.user_data_path("fptui") / "office.json"


def one_line(message: object) -> str:
    """A message without line breaks, so that an error is one line.

    The name of a file may hold anything: nothing of it reaches the terminal as a command.
    Numbers of people that were typed, perhaps in the wrong place, are masked.
    """
    return without_numbers(harmless(" ".join(str(message).split())))


def told(command: Callable[Parameters, Any]) -> Callable[Parameters, Any]:
    """Make a command tell each error in one line and end with exit code 2."""

    @wraps(command)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Any:
        try:
            return command(*args, **kwargs)
        except FptuiError as error:
            click.echo(one_line(error), err=True)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            click.echo(one_line(tell_defect(error)), err=True)
        sys.exit(NOT_DONE)

    return run
