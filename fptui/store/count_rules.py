"""The rules over counts of an office: those beside its file, else those that come along."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from fptui.errors import StoreError
from fptui.language import _
from fptui.registers.count_rules import CountRules
from fptui.resources import data_folder

COUNT_RULES_FILE = "count_rules.toml"


@cache
def count_rules_along() -> CountRules:
    """The rules that come with the program."""
    return read_count_rules(data_folder() / COUNT_RULES_FILE)


def count_rules_of(office: Path) -> CountRules:
    """The rules by which an office's counts are judged; StoreError says what is wrong with them."""
    own = office.parent / COUNT_RULES_FILE
    return read_count_rules(own) if own.is_file() else count_rules_along()


def read_count_rules(path: Path) -> CountRules:
    """The rules in a file; StoreError names the file and the rule that cannot be followed."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=CountRules)
    except OSError as error:
        raise StoreError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror)
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise StoreError(
            _("{path} cannot be used: {reason}.").format(path=path, reason=error)
        ) from error
