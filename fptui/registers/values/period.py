"""Periods of statistics: a year `2005`, a half `2005H1`, a month `2005-03`.

The statistical year of an office begins on 1 January, or on another month that
it chooses: the family-planning year of 1998 and later runs from 1 October to
30 September and is named by the year in which it ends.
"""

from __future__ import annotations

import re

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.values.width import half_width

_YEAR = re.compile(r"[0-9]{4}")
_HALF = re.compile(r"[0-9]{4}H[12]")
_SPELLED = re.compile(
    r"(?:([0-9]{4})年?)?(?:(全年)|(上半年|H1)|(下半年|H2)|([0-9]{1,2})月)?", re.ASCII
)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_NAMED = re.compile(
    r"(JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|"
    r"SEP(?:T|TEMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)([0-9]{4})?",
    re.ASCII,
)
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def check_period(text: str) -> str:
    """The period in its one spelling; InvalidValue for anything else."""
    period = text.strip().upper()
    if any(form.fullmatch(period) for form in (_YEAR, _HALF, _MONTH)):
        return period
    raise InvalidValue(
        _("“{text}” is no period: write 2005, 2005H1 or 2005-03").format(text=harmless(text[:40]))
    )


def period_near(text: str, year: int | None, begins: int = 1) -> str:
    """The period that a text means, its year the one in view where it names none.

    InvalidValue where it means none; for no year in view, as in a file, also where the
    year is missing.
    """
    spelled = "".join(half_width(text).upper().split())
    if in_english := _NAMED.fullmatch(spelled):
        spelled = (
            f"{in_english[2] or ''}{'年' if in_english[2] else ''}{_month_of(in_english[1])}月"
        )
    found = _SPELLED.fullmatch(spelled)
    if found is None or not spelled:
        return check_period(spelled)
    named, _whole, first, second, month = found.groups()
    if named is None and year is None:
        return check_period(spelled)
    period = f"{int(named) if named else year or 0:04d}"
    if month:
        of = int(period) - (not named and begins > 1 and int(month) >= begins)
        return check_period(f"{of:04d}-{int(month):02d}")
    return period + ("H1" if first else "H2" if second else "")


def _month_of(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def parts_of(period: str, begins: int = 1) -> tuple[str, ...]:
    """The next finer periods that make up this one: two halves, or six months, or nothing."""
    if _YEAR.fullmatch(period):
        return (f"{period}H1", f"{period}H2")
    if _HALF.fullmatch(period):
        year = int(period[:4]) - (1 if begins > 1 else 0)
        first = begins + (6 if period.endswith("2") else 0)
        months = (first + offset for offset in range(6))
        return tuple(f"{year + (m - 1) // 12:04d}-{(m - 1) % 12 + 1:02d}" for m in months)
    return ()


def year_of_period(period: str, begins: int = 1) -> int | None:
    """The statistical year in which a period lies; None for what is no period."""
    if _YEAR.fullmatch(period) or _HALF.fullmatch(period):
        return int(period[:4])
    if _MONTH.fullmatch(period):
        year, month = int(period[:4]), int(period[5:])
        return year + (1 if begins > 1 and month >= begins else 0)
    return None
