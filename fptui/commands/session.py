"""What all commands share: which office, which year, and how an error is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click
import platformdirs

from fptui.defects import tell_defect
from fptui.errors import FptuiError
from fptui.language import _
from fptui.resources import checkout_folder
from fptui.store import Office

NOT_DONE = 2
Parameters = ParamSpec("Parameters")


@dataclass(frozen=True, slots=True)
class Session:
    """The options of the group, handed to every command."""

    path: Path | None = None
    year: int | None = None
    as_of: str = ""
    read_only: bool = False

    @property
    def place(self) -> Path:
        """The office's file: the one named, else FPTUI_DB, else the default one."""
        named = os.environ.get("FPTUI_DB", "")
        return self.path or (Path(named) if named else default_path())

    @contextmanager
    def office(self, *, read_only: bool = True) -> Iterator[Office]:
        """The office, open; for reading only unless the command changes something."""
        if self.as_of:
            raise FptuiError(
                _(
                    "--as-of {date}: this office keeps no history yet, "
                    "so that no earlier day can be shown."
                ).format(date=self.as_of)
            )
        read_only = self.read_only or read_only
        with Office(self.place, read_only=read_only, year=self.year) as office:
            yield office


def default_path() -> Path:
    """Where an office is when none is named: in the checkout, else in the user's data folder."""
    checkout = checkout_folder()
    if checkout is not None:
        return checkout / "data" / "office.json"
    return platformdirs.user_data_path("fptui") / "office.json"


def one_line(message: object) -> str:
    """A message without line breaks, so that an error is one line."""
    return " ".join(str(message).split())


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
