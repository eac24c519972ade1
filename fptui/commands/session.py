"""What all commands share: which office, which year, and how an error is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click
import platformdirs

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


def log_path() -> Path:
    """The log file: what went wrong in the program, never a record."""
    return platformdirs.user_log_path("fptui") / "fptui.log"


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
            click.echo(one_line(_tell_defect(error)), err=True)
        sys.exit(NOT_DONE)

    return run


def _tell_defect(error: Exception) -> str:
    path = log_path()
    # Only the place is kept: the message of an unforeseen error may quote a record.
    places = " < ".join(_frames(error))
    line = f"{datetime.now().isoformat(timespec='seconds')} {type(error).__name__} at {places}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as log:
            log.write(line + "\n")
    except OSError:
        return _("Something went wrong inside the program ({kind}).").format(
            kind=type(error).__name__
        )
    return _("Something went wrong inside the program ({kind}); {path} has the details.").format(
        kind=type(error).__name__, path=path
    )


def _frames(error: BaseException) -> list[str]:
    frames, trace = [], error.__traceback__
    while trace is not None:
        frames.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return frames[::-1]
