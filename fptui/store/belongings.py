"""The files that belong to an office, which nothing else may be written over."""

from __future__ import annotations

from pathlib import Path

from fptui.store.about import FORMAT
from fptui.store.count_rules import COUNT_RULES_FILE
from fptui.store.drafts import DRAFT_MARK
from fptui.store.journal import journal_of
from fptui.store.lists import LISTS_FILE
from fptui.store.locking import lock_of

OWN_RULES = "programme.toml"


def belongs_to_an_office(path: Path) -> bool:
    """Whether a file is an office, its history, its lock, a draft, or lists and rules of its own.

    A link is followed to the file that it names; what cannot be looked at belongs to none.
    """
    try:
        return _belongs(path.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _belongs(place: Path) -> bool:
    if journal_of(place).exists() or _holds_an_office(place):
        return True
    if place.name in (LISTS_FILE, OWN_RULES, COUNT_RULES_FILE):
        return True
    if DRAFT_MARK in place.name and place.exists():
        return True
    offices = (place.with_name(place.name.removesuffix(end)) for end in _ends(place))
    return any(place.name != one.name and place.exists() for one in offices)


def _holds_an_office(place: Path) -> bool:
    """Whether a file is an office by what stands in it: the plain format has no journal yet."""
    if not place.is_file():  # a pipe would keep whoever reads it waiting
        return False
    try:
        with place.open("rb") as file:
            return file.read(1) == b"{" and FORMAT.encode() in file.read()
    except OSError:
        return False


def _ends(place: Path) -> tuple[str, ...]:
    return journal_of(place).name.removeprefix(place.name), lock_of(place).name.removeprefix(
        place.name
    )
