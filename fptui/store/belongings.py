"""The files that belong to an office, which nothing else may be written over."""

from __future__ import annotations

from pathlib import Path

from fptui.store.count_rules import COUNT_RULES_FILE
from fptui.store.drafts import DRAFT_MARK
from fptui.store.journal import journal_of
from fptui.store.lists import LISTS_FILE
from fptui.store.locking import lock_of

OWN_RULES = "programme.toml"


def belongs_to_an_office(path: Path) -> bool:
    """Whether a file is an office, its history, its lock, a draft, or lists and rules of its own.

    A link is followed to the file that it names.
    """
    try:
        place = path.resolve()
    except (OSError, RuntimeError):
        return False
    if journal_of(place).exists():
        return True
    if place.name in (LISTS_FILE, OWN_RULES, COUNT_RULES_FILE):
        return True
    if DRAFT_MARK in place.name and place.exists():
        return True
    offices = (place.with_name(place.name.removesuffix(end)) for end in _ends(place))
    return any(place.name != one.name and place.exists() for one in offices)


def _ends(place: Path) -> tuple[str, ...]:
    return journal_of(place).name.removeprefix(place.name), lock_of(place).name.removeprefix(
        place.name
    )
