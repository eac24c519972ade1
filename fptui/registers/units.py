"""Units (单位): the district, its townships and sub-districts, their villages and communities.

Codes are 12-digit statistical codes (county 6, township 3, village 3) or the office's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fptui.language import N_, _
from fptui.registers.declaration import Above, Column, Desk, Kind, Record, Register

LEVELS = {
    "district": N_("District"),
    "township": N_("Township level"),
    "village": N_("Village level"),
}
KINDS = {
    "district": N_("District"),
    "township": N_("Township"),
    "town": N_("Town"),
    "sub_district": N_("Sub-district"),
    "village": N_("Village"),
    "community": N_("Community"),
}
_LEVEL_OF_KIND = {
    "district": "district",
    "township": "township",
    "town": "township",
    "sub_district": "township",
    "village": "village",
    "community": "village",
}


class Unit(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One unit; `parent` is the code of the unit above, empty for the district."""

    code: str
    name: str
    level: str
    kind: str
    parent: str = ""
    staff: str = ""
    leader: str = ""


def _kind_fits_level(unit: Unit) -> Iterator[str]:
    if _LEVEL_OF_KIND.get(unit.kind, unit.level) != unit.level:
        yield _("a unit of this kind does not stand at this level")


def _parent_is_another(unit: Unit) -> Iterator[str]:
    if unit.parent == unit.code:
        yield _("a unit cannot be its own parent")
    if not unit.parent and unit.level != "district":
        yield _("the unit above is missing")


def units_under(
    desk: Desk, code: str, children: Mapping[str, list[str]] | None = None
) -> frozenset[str]:
    """The codes of a unit and of all units below it; `children` where they are known already."""
    children = children_of_units(desk) if children is None else children
    found: set[str] = set()
    waiting = [code]
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(children.get(unit, ()))
    return frozenset(found)


def children_of_units(desk: Desk) -> Mapping[str, list[str]]:
    """The codes of the units right below each unit, by its code; `""` has the topmost."""
    children: dict[str, list[str]] = {}
    for unit in desk.table(UNITS).values():
        children.setdefault(unit.parent, []).append(unit.code)
    return children


def units_above(desk: Desk, code: str) -> tuple[Unit, ...]:
    """The unit itself and those above it, the lowest first; empty for an unknown code."""
    line: list[Unit] = []
    unit = desk.find(UNITS, code)
    while unit is not None and unit not in line:
        line.append(unit)
        unit = desk.find(UNITS, unit.parent) if unit.parent else None
    return tuple(line)


def township_of(desk: Desk, code: str) -> str:
    """The code of the township-level unit that a unit belongs to; its own where there is none."""
    line = units_above(desk, code)
    return next((unit.code for unit in line if unit.level == "township"), code)


def district_of(desk: Desk, code: str) -> str:
    """The code of the district that a unit belongs to; its own where there is none."""
    line = units_above(desk, code)
    return next((unit.code for unit in line if unit.level == "district"), code)


def topmost_unit(desk: Desk) -> Unit | None:
    """The unit that the whole office answers for: the first one of district level."""
    for unit in desk.table(UNITS).values():
        if unit.level == "district":
            return unit
    return None


UNITS = Register(
    name="units",
    title=N_("Units"),
    record=Unit,
    identity=("code",),
    words=("name", "code", "staff", "leader"),
    called_choices=("kind", "level"),
    sort="code",
    screen=7,
    belongs_to="parent",
    counted_by="kind",
    above={
        "township": Above(LEVELS["township"], township_of),
        "district": Above(LEVELS["district"], district_of),
    },
    called=("name",),
    told_by=("parent",),
    rules=(_kind_fits_level, _parent_is_another),
    columns=(
        Column("code", N_("Code"), Kind.CODE, 12, required=True),
        Column("name", N_("Unit name"), width=16, required=True),
        Column("level", N_("Level"), Kind.CHOICE, 14, choices=LEVELS, required=True),
        Column("kind", N_("Kind"), Kind.CHOICE, 12, choices=KINDS, required=True),
        Column("parent", N_("Under"), Kind.REFERENCE, 14, register="units"),
        Column("staff", N_("Staff member"), width=12, suggests=True),
        Column("leader", N_("Contact leader"), width=14, suggests=True),
    ),
)
