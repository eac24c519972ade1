"""Filters that stand in the menu of a register: what a clerk looks for again and again."""

from __future__ import annotations

from collections.abc import Mapping

from fptui.language import N_

_FILTERS: dict[str, dict[str, str]] = {
    "recipients": {
        N_("Show the files not yet re-verified"): (
            "state:receiving,suspended paid_from<{year} !verified>={year}"
        ),
    },
}


def filters_of(register: str) -> Mapping[str, str]:
    """The queries of a register's menu by their titles; `{year}` stands for the year in view."""
    return _FILTERS.get(register, {})
