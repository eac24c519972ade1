"""A list to post (公示) as it hangs at the door: names in full, nothing else that is private."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from fptui.exchange.writing.formats import FORMATS
from fptui.exchange.writing.sheet import BLANK, Cell, Sheet, sheet_of
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.notices import EXITS, Posting, by_unit, posted_columns
from fptui.programme.rules import Programme
from fptui.registers.declaration import Desk
from fptui.registers.recipient_file import EXIT_REASONS, Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import topmost_unit, units_above
from fptui.registers.values.display import name_of
from fptui.registers.values.looked_at import heading_in

TITLES = {
    "village": N_("{unit}: candidates for the award subsidy {year}, village notice"),
    "township": N_("{unit}: candidates for the award subsidy {year}, township notice"),
    "district": N_("{unit}: recipients of the award subsidy {year}, confirmed by the district"),
    "exits": N_("{unit}: those who left the award subsidy in {year}"),
}

NAMED_REASONS = frozenset({"01", "02", "03", "10"})
"""Death, move, registration, own wish: the other reasons for exit are nobody's business."""

NOTICE_FORMATS = tuple(name for name, one in FORMATS.items() if one.for_people)
"""The formats that have the lines around the list; the others are for programs."""


def notice_sheet(desk: Desk, rules: Programme, posting: Posting, hotline: str = "") -> Sheet:
    """The list with a leaf for each unit, to hang there: title, days, where objections go.

    `hotline` is the number to ring; where there is none, there is room to write it.
    InvalidValue where the rules name a column that must not be posted.
    """
    leaves = tuple(_leaf(desk, rules, one, hotline) for one in by_unit(posting))
    whole = replace(_leaf(desk, rules, replace(posting, listed=()), hotline), leaves=leaves)
    return replace(whole, rows=tuple(row for leaf in leaves for row in leaf.rows))


def _leaf(desk: Desk, rules: Programme, posting: Posting, hotline: str) -> Sheet:
    columns: list[tuple[str, str, Callable[[int, Recipient], Cell]]] = [
        _column(key, desk) for key in posted_columns(rules, posting.stage)
    ]
    if posting.stage is EXITS:
        columns.append(("remark", _("Remark"), lambda _place, person: _text(_remark(person))))
    return Sheet(
        title=_title(desk, posting),
        keys=tuple(key for key, _heading, _cell in columns),
        headings=tuple(heading for _key, heading, _cell in columns),
        rows=tuple(
            tuple(cell(place, person) for _key, _heading, cell in columns)
            for place, person in enumerate(posting.listed, start=1)
        ),
        right=frozenset(place for place, column in enumerate(columns) if column[0] in _NUMBERS),
        above=tuple(_above(desk, posting)),
        below=tuple(_below(desk, posting, hotline)),
        name=harmless(name_of(desk, "units", posting.unit)),
        is_posted=True,
    )


def nobody_said(desk: Desk, posting: Posting) -> str:
    """In one line, that a list is empty."""
    unit = harmless(name_of(desk, "units", posting.unit))
    if posting.stage is EXITS:
        said = _("{unit}: nobody left in {year}; nothing was written.")
        return said.format(unit=unit, year=desk.year)
    return _("{unit}: nobody may stand on this notice; nothing was written.").format(unit=unit)


def left_out_said(posting: Posting) -> str:
    """In one line, how many files wait for this notice and are not on it; empty for none."""
    count = posting.left_out
    if not count:
        return ""
    return ngettext(
        "{count} file that waits for it may not move on and is left out.",
        "{count} files that wait for it may not move on and are left out.",
        count,
    ).format(count=count)


_NUMBERS = frozenset({"number", "age", "children_born", "children_living", "paid_from"})


def _column(key: str, desk: Desk) -> tuple[str, str, Callable[[int, Recipient], Cell]]:
    if key == "number":
        return key, _("Serial no."), lambda place, _person: _number(place)
    if key == "birth_date":
        return key, _("Year and month of birth"), lambda _place, person: _text(_month(person))
    column = RECIPIENTS.column(key)

    def cell(_place: int, person: Recipient) -> Cell:
        ((found,),) = sheet_of(RECIPIENTS, [person], [column], desk).rows
        return found

    return key, heading_in(column, desk), cell


def _number(number: int) -> Cell:
    return Cell(str(number), str(number), number, is_text=False)


def _text(text: str) -> Cell:
    return Cell(text, text, text)


def _month(person: Recipient) -> str:
    if person.birth_date is None:
        return ""
    year, month, _of_month = person.birth_date.isoformat().split("-")
    return _("{year}-{month}").format(year=year, month=month)


def _day(day: date) -> str:
    year, month, of_month = day.isoformat().split("-")
    return _("{year}-{month}-{day}").format(year=year, month=month, day=of_month)


def _remark(person: Recipient) -> str:
    """Why someone left, where that may be said; an office's own code says nothing here."""
    code = person.exit_reason
    if code in NAMED_REASONS and not person.breach:
        return _(EXIT_REASONS[code]).removeprefix(code).strip()
    return _("no longer meets the conditions")


def _title(desk: Desk, posting: Posting) -> str:
    unit = harmless(name_of(desk, "units", posting.unit))
    return _(TITLES[posting.stage.key]).format(unit=unit, year=desk.year)


def _above(desk: Desk, posting: Posting) -> Iterable[str]:
    yield _("Unit: {unit} · programme year {year}").format(
        unit=_with_those_above(desk, posting.unit), year=desk.year
    )
    yield ngettext(
        "Posted from {first} until {last}, {days} day; {count} on the list",
        "Posted from {first} until {last}, {days} days; {count} on the list",
        posting.days,
    ).format(
        first=_day(posting.first_day),
        last=_day(posting.last_day),
        days=posting.days,
        count=len(posting.listed),
    )


def _with_those_above(desk: Desk, code: str) -> str:
    """A unit's name after those of the units above it, but for the topmost: two may share one."""
    line = [harmless(unit.name) for unit in units_above(desk, code)]
    return " ".join(reversed(line[:-1] or line)) or harmless(code)


def _below(desk: Desk, posting: Posting, hotline: str) -> Iterable[str]:
    top = topmost_unit(desk)
    yield _("Whoever knows better or objects may say so until {last}.").format(
        last=_day(posting.last_day)
    )
    yield _("Objections go to: Population and Family Planning Bureau of {district}").format(
        district=harmless(top.name) if top is not None else BLANK
    )
    yield _("Hotline: {number}").format(number=harmless(hotline) or BLANK)
    yield _("Stamp: {blank}   Date: {blank}").format(blank=BLANK)
