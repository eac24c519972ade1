"""The time at which changes happen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

_NEAR = timedelta(days=1)


def present() -> datetime:
    """Now, with the offset from UTC that holds in the office."""
    return datetime.now().astimezone()


def today() -> date:
    """The day it is in the office."""
    return present().date()


def not_before(last: str) -> str:
    """The time of a change that follows one of time `last`, as text.

    A clock that was put back a little must not make a change older than the one
    before it; where the clocks are further apart, one of them was wrong, and the
    present one is believed.
    """
    now = present()
    text = now.isoformat(timespec="microseconds")
    if last:
        ahead = now - datetime.fromisoformat(last)
        older = ahead < timedelta() or text[:10] < last[:10]  # the offset may have changed too
        if older and abs(ahead) < _NEAR:
            return last
    return text
