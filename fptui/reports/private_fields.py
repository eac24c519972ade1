"""What the history says of private fields that were shown, or looked into."""

from __future__ import annotations

from fptui.language import _, ngettext


def private_fields_shown(count: int) -> str:
    """That they were shown, of so many records."""
    return ngettext(
        "private fields of {count} record shown", "private fields of {count} records shown", count
    ).format(count=count)


def private_fields_searched() -> str:
    """That records were found, ordered or grouped by what is hidden in them."""
    return _("private fields searched")
