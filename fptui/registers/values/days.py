"""Days as people write them: `2005-06-30`, `2005/6/30`, `20050630`, `2005年6月30日`.

Who types may also say a day by what is in view: `6.30`, `0630`, `昨天`, `+15`. A file
may not: what is near today when it is read was not when it was written.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from fptui.registers.values.width import half_width

_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)",
    re.ASCII,
)
_DAY_OF_YEAR = re.compile(
    r"(\d{1,2})[./-](\d{1,2})|(\d{2})(\d{2})|(\d{1,2})月(\d{1,2})[日号號]?", re.ASCII
)
_DAYS_FROM_TODAY = re.compile(r"[+-]\d{1,4}", re.ASCII)
_NAMED = {
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
    "今天": 0,
    "今日": 0,
    "today": 0,
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "后天": 2,
    "後天": 2,
}
"""How far from today the days with a name of their own are, in any language."""


def day_from_text(text: str) -> date:
    """The day that a text means; ValueError where it means none.

    Year, month, day always; full-width digits and spaces do not matter.
    """
    spelled = "".join(half_width(text).split())
    found = _DAY.fullmatch(spelled)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) for part in found.groups() if part is not None)
    return date(year, month, day)


def day_near(text: str, today: date, year: int, begins: int = 1) -> date:
    """The day that a typed text means, seen from today and from the year in view.

    The year begins in the month `begins`: of one that begins in October, `11.3` is of the
    calendar year before. ValueError where it means none.
    """
    spelled = "".join(half_width(text).casefold().replace("\N{MINUS SIGN}", "-").split())
    if spelled in _NAMED:
        return _from(today, _NAMED[spelled])
    if _DAYS_FROM_TODAY.fullmatch(spelled):
        return _from(today, int(spelled))
    if found := _DAY_OF_YEAR.fullmatch(spelled):
        month, day = (int(part) for part in found.groups() if part is not None)
        return date(year - (begins > 1 and month >= begins), month, day)
    return day_from_text(spelled)


def _from(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise ValueError(days) from None
