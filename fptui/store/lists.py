"""The lists of an office: those beside its file, else those that come along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from fptui.errors import StoreError
from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.registers.values.lists import LISTS, Entry, Lists, use_lists
from fptui.resources import data_folder
from fptui.store.replacing import replace_file

LISTS_FILE = "lists.toml"
_HEAD = """\
# The kinds and topics that an office chooses from.
#
# Keep a copy beside the office's file under the name lists.toml: that one is used instead
# of this one, and a list that it leaves out is as it stands here. `key` is what records
# keep and must not change; `en`, `zh-Hans` and `zh-Hant` are how it is called, one of them
# at least. A kind with `taken_off = true` is no longer offered, and what has it stays
# readable. A list named in `open_lists`, as in open_lists = ["activity_kinds"], also takes
# what is not on it. “fptui lists add” and “fptui lists remove” write the office's copy
# anew: comments of your own are not kept.
"""
_COMMENTS = {
    "inspection_kinds": "检查类型",
    "finding_kinds": "问题类型",
    "training_topics": "培训主题",
    "activity_kinds": "宣传活动类型",
}


def lists_beside(office: Path) -> Path:
    """Where an office's own lists are, or would be."""
    return office.parent / LISTS_FILE


@cache
def lists_along() -> Lists:
    """The lists that come with the program."""
    return read_lists(data_folder() / LISTS_FILE)


def lists_of(office: Path) -> Lists:
    """All lists of an office, complete; StoreError says what is wrong with them, and where."""
    own, along = lists_beside(office), lists_along()
    return read_lists(own).completed(along) if own.is_file() else along


def use_lists_of(office: Path) -> None:
    """Put the lists of an office in force; StoreError says what is wrong with them."""
    use_lists(lists_of(office), lists_along())


def read_lists(path: Path) -> Lists:
    """The lists in a file; StoreError names the file and the place that cannot be followed."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Lists)
    except OSError as error:
        raise StoreError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=reason_said(error))
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise StoreError(
            _("{path} cannot be used: {reason}.").format(path=path, reason=error)
        ) from error


def write_lists(office: Path, lists: Lists) -> Path:
    """Put these lists beside an office's file and in force; StoreError leaves all as it was."""
    path = lists_beside(office)
    try:
        replace_file(path, [lists_text(lists).encode()])
    except OSError as error:
        raise StoreError(
            _("{path} cannot be written: {reason}. Nothing was changed.").format(
                path=path, reason=reason_said(error)
            )
        ) from error
    use_lists_of(office)
    return path


def lists_text(lists: Lists) -> str:
    """The file of these lists, which reads back as they are."""
    return "\n".join(_lines(lists)) + "\n"


def _lines(lists: Lists) -> Iterator[str]:
    yield _HEAD
    if lists.open_lists:
        yield f"open_lists = [{', '.join(map(_quoted, lists.open_lists))}]\n"
    filled = [name for name in LISTS if lists.of(name)]
    for name in filled:
        yield f"{name} = [  # {_COMMENTS[name]}"
        yield from (f"    {_inline(entry)}," for entry in lists.of(name))
        yield "]" if name == filled[-1] else "]\n"


def _inline(entry: Entry) -> str:
    """An entry as one line of TOML; its fields are texts and yes or no, and no more."""
    said: dict[str, str | bool] = msgspec.to_builtins(entry)
    return "{ " + ", ".join(f"{key} = {_quoted(value)}" for key, value in said.items()) + " }"


def _quoted(value: str | bool) -> str:
    return json.dumps(value, ensure_ascii=False)  # what JSON writes of printable text is TOML
