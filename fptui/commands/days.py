"""Days as they are typed at the command line."""

from __future__ import annotations

from datetime import date

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.values.days import day_from_text


def day_given(text: str) -> date | None:
    """A day of the command line, None for an empty text; InvalidValue for what is no date."""
    if not text:
        return None
    try:
        return day_from_text(text)
    except ValueError as error:
        raise InvalidValue(
            _("“{text}” is no date: write 2005-06-30.").format(text=harmless(text[:40]))
        ) from error
