"""Periods of statistics: a year `2005`, a half `2005H1`, a quarter `2005Q1`, a month `2005-03`.

The statistical year of an office begins on 1 January, or on another month that
it chooses: the family-planning year of 1998 and later runs from 1 October to
30 September and is named by the year in which it ends.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from fptui.errors import InvalidValue
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.values.width import half_width

_YEAR = re.compile(r"[0-9]{4}")
_HALF = re.compile(r"[0-9]{4}H[12]")
_QUARTER = re.compile(r"[0-9]{4}Q[1-4]")
_SPELLED = re.compile(
    r"(?:([0-9]{4})年?)?"
    r"(?:(全年)|(上半年|H1)|(下半年|H2)|(?:第?([1-4一二三四])季度|Q([1-4]))|([0-9]{1,2})月)?",
    re.ASCII,
)
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def check_period(text: str) -> str:
    """The period in its one spelling; InvalidValue for anything else."""
    period = text.strip().upper()
    if any(form.fullmatch(period) for form in (_YEAR, _HALF, _QUARTER, _MONTH)):
        return period
    raise InvalidValue(
        _("“{text}” is no period: write 2005, 2005H1, 2005Q1 or 2005-03").format(
            text=harmless(text[:40])
        )
    )


def period_near(text: str, year: int | None, begins: int = 1) -> str:
    """The period that a text means, its year the one in view where it names none.

    InvalidValue where it means none; for no year in view, as in a file, also where the
    year is missing.
    """
    spelled = "".join(half_width(text).upper().split())
    found = _SPELLED.fullmatch(spelled)
    if found is None or not spelled:
        return check_period(spelled)
    named, _whole, first, second, spelled_quarter, quarter, month = found.groups()
    if named is None and year is None:
        return check_period(spelled)
    period = f"{int(named) if named else year or 0:04d}"
    if month:
        of = int(period) - (not named and begins > 1 and int(month) >= begins)
        return check_period(f"{of:04d}-{int(month):02d}")
    if spelled_quarter or quarter:
        return f"{period}Q{quarter or _QUARTERS.get(spelled_quarter, spelled_quarter)}"
    return period + ("H1" if first else "H2" if second else "")


@lru_cache(maxsize=4096)
def parts_of(period: str, begins: int = 1) -> tuple[str, ...]:
    """The next finer periods that make up this one: halves, quarters, months, or nothing."""
    if _YEAR.fullmatch(period):
        return (f"{period}H1", f"{period}H2")
    if _HALF.fullmatch(period):
        first = 3 if period.endswith("2") else 1
        return (f"{period[:4]}Q{first}", f"{period[:4]}Q{first + 1}")
    if _QUARTER.fullmatch(period):
        quarter = int(period[-1]) - 1
        return months_of(period[:4], begins)[3 * quarter : 3 * quarter + 3]
    return ()


@lru_cache(maxsize=1024)
def months_of(period: str, begins: int = 1) -> tuple[str, ...]:
    """The months of a period in their order; a month is its own."""
    if _YEAR.fullmatch(period):
        year = int(period) - (1 if begins > 1 else 0)
        months = (begins + offset for offset in range(12))
        return tuple(f"{year + (m - 1) // 12:04d}-{(m - 1) % 12 + 1:02d}" for m in months)
    parts = parts_of(period, begins)
    return tuple(month for part in parts for month in months_of(part, begins)) or (period,)


@lru_cache(maxsize=256)
def last_day(period: str, begins: int = 1) -> date:
    """The day with which a period ends."""
    year, month = map(int, months_of(period, begins)[-1].split("-"))
    return date(year, month, monthrange(year, month)[1])


def first_day(period: str, begins: int = 1) -> date:
    """The day with which a period begins."""
    year, month = map(int, months_of(period, begins)[0].split("-"))
    return date(year, month, 1)


@lru_cache(maxsize=1024)
def periods_within(period: str, begins: int = 1) -> tuple[str, ...]:
    """A period and all finer ones in it, the coarser before the finer."""
    found = [period]
    for one in found:
        found += parts_of(one, begins)
    return tuple(found)


def period_before(period: str, begins: int = 1) -> str:
    """The period of the same length that ends where this one begins."""
    year = int(period[:4])
    if _YEAR.fullmatch(period):
        return f"{year - 1:04d}"
    if _MONTH.fullmatch(period):
        month = int(period[5:])
        return f"{year:04d}-{month - 1:02d}" if month > 1 else f"{year - 1:04d}-12"
    place, last = int(period[5:]), 2 if _HALF.fullmatch(period) else 4
    return period[:5] + str(place - 1) if place > 1 else f"{year - 1:04d}{period[4]}{last}"


def year_earlier(period: str) -> str:
    """The same period of the year before."""
    return f"{int(period[:4]) - 1:04d}{period[4:]}"


@lru_cache(maxsize=4096)
def year_of_period(period: str, begins: int = 1) -> int | None:
    """The statistical year in which a period lies; None for what is no period."""
    if any(form.fullmatch(period) for form in (_YEAR, _HALF, _QUARTER)):
        return int(period[:4])
    if _MONTH.fullmatch(period):
        year, month = int(period[:4]), int(period[5:])
        return year + (1 if begins > 1 and month >= begins else 0)
    return None


def year_of_day(day: date, begins: int = 1) -> int:
    """The statistical year in which a day lies."""
    return day.year + (1 if begins > 1 and day.month >= begins else 0)
