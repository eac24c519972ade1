"""What someone may have meant by a name that is none."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from fptui.language import _
from fptui.language.harmless import harmless


def meant(name: str, names: Iterable[str]) -> str:
    """A question that names the closest of these names, with a space after it; or nothing."""
    near = get_close_matches(name, list(names), n=1)
    return did_you_mean(near[0]) if near else ""


def did_you_mean(name: str) -> str:
    """A question that names what may have been meant, with a space after it."""
    return _("Did you mean {name}?").format(name=harmless(name)) + " "
