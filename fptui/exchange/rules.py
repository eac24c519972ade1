"""Reading the programme's rules: those beside the office's file, else those that come along."""

from __future__ import annotations

from pathlib import Path

import msgspec

from fptui.exchange.reading.refusals import naming, unreadable, unusable
from fptui.programme.rules import Programme
from fptui.resources import data_folder

RULES_FILE = "programme.toml"


def rules_of(office: Path) -> Programme:
    """The rules by which an office works; ExchangeError says what is wrong with them, and where."""
    own = office.parent / RULES_FILE
    return read_rules(own if own.is_file() else data_folder() / RULES_FILE)


def read_rules(path: Path) -> Programme:
    """The rules in a file; ExchangeError names the file and the rule that cannot be followed."""
    with naming(path):
        try:
            return msgspec.toml.decode(path.read_bytes(), type=Programme)
        except OSError as error:
            raise unreadable(error) from error
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
            raise unusable(error) from error
