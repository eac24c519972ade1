"""Days as people write them: `2005-06-30`, `2005/6/30`, `20050630`, `2005年6月30日`."""

from __future__ import annotations

import re
from datetime import date

from fptui.registers.values.width import half_width

_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)",
    re.ASCII,
)


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
