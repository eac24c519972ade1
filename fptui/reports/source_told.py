"""Where a figure of a text was taken from, in the language in use."""

from __future__ import annotations

from collections.abc import Iterator

from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS
from fptui.registers.declaration import Desk
from fptui.registers.values.looked_at import year_said
from fptui.reports.document import Source
from fptui.search.saying import said_query

_PARTS = {
    "difference": N_("difference to the target, in points"),
    "target": N_("Target"),
    "low": N_("lower bound of the target"),
    "high": N_("upper bound of the target"),
    "numerator": N_("Numerator"),
    "denominator": N_("Denominator"),
}
"""What figures are of an indicator, beside the actual."""


def indicator_told(key: str, indicator: str, name: str) -> str:
    """What a figure by this key is of an indicator: the actual by its name, else the part too."""
    part = key.removeprefix(indicator).removeprefix(".")
    name = harmless(name)
    if part not in _PARTS:
        return name
    return _("{indicator}: {part}").format(indicator=name, part=_(_PARTS[part]))


def register_told(key: str, source: Source, desk: Desk) -> Iterator[str]:
    """The register that a figure by this key was taken from, and which records; a line each."""
    register = REGISTERS.get(source.register)
    if register is None:
        return
    last = key.rpartition(".")[2]
    headings = {column.key: column.heading for column in register.columns}
    title = _(register.title)
    if last in headings:
        yield _("{register}: {column}").format(register=title, column=_(headings[last]))
    else:
        yield _("From the register {register}").format(register=title)
    if source.query:
        yield _("Filter: {query}").format(query=harmless(said_query(source.query, register)))
    elif register.year_of is not None:
        yield _("All its records of {year}").format(year=year_said(desk))
    else:
        yield _("All its records")
