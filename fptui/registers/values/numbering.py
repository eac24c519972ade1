"""The number that follows those that an office has given already: `P05-04` after `P05-03`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDS_IN_DIGITS = re.compile(r"(.*?)(\d+)", re.ASCII | re.DOTALL)


def next_number(numbers: Iterable[str], year: int) -> str:
    """The number after the highest of a year, written as the others are; empty without any.

    Numbers of a year have its last two or all four digits in what stands before the
    last group of digits. In a year that has none yet, counting begins anew in the form
    of the latest year that has.
    """
    series: dict[str, tuple[int, int]] = {}
    for number in numbers:
        found = _ENDS_IN_DIGITS.fullmatch(number)
        if found is None:
            continue
        prefix, digits = found.groups()
        highest, width = series.get(prefix, (0, 1))
        series[prefix] = (max(highest, int(digits)), max(width, len(digits)))
    for spelled in (f"{year:04d}", f"{year % 100:02d}"):
        of_year = [prefix for prefix in series if _has_year(prefix, spelled)]
        if of_year:
            prefix = max(of_year, key=lambda one: series[one])
            return _written(prefix, *series[prefix])
    return _first_of_year(series, year)


def _written(prefix: str, highest: int, width: int) -> str:
    return f"{prefix}{highest + 1:0{width}d}"


def _has_year(prefix: str, spelled: str) -> bool:
    return re.search(rf"(?<!\d){spelled}(?!\d)", prefix) is not None


def _first_of_year(series: dict[str, tuple[int, int]], year: int) -> str:
    dated = [prefix for prefix in series if re.search(r"(?<!\d)(\d{4}|\d{2})(?!\d)", prefix)]
    if not dated:
        # one row of numbers through all years goes on
        prefix = max(series, key=lambda one: series[one], default="")
        return _written(prefix, *series[prefix]) if series else ""
    latest = max(dated)
    width = series[latest][1]

    def renamed(found: re.Match[str]) -> str:
        return f"{year:04d}" if len(found[1]) == 4 else f"{year % 100:02d}"

    prefix = re.sub(r"(?<!\d)(\d{4}|\d{2})(?!\d)", renamed, latest, count=1)
    return f"{prefix}{1:0{width}d}"
