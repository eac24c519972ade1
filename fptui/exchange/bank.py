"""The list that the bank pays by: its columns, the lines around it, and its file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from fptui.errors import ExchangeError, InvalidValue, UnknownName
from fptui.exchange.places import stands_there
from fptui.exchange.writing.files import write_file
from fptui.exchange.writing.formats import FORMATS
from fptui.exchange.writing.separated import MARK, as_csv, line_of_text
from fptui.exchange.writing.sheet import BLANK, Cell, Sheet, right_of
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.bank_list import BankList
from fptui.programme.rules import Programme
from fptui.registers.declaration import Column, Desk, Kind
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import topmost_unit
from fptui.registers.values.display import RIGHT_ALIGNED, plain, yuan

_NUMBER = Column("number", N_("No."), Kind.INTEGER, 4)
_PURPOSE = Column("purpose", N_("Purpose"), width=12)
TOTAL = N_("Total: {amount} yuan, people: {n}")
SIGNED = N_("Handled by: {blank}   Checked by: {blank}   Approved by: {blank}")
"""The lines below a list that is read by people."""


def bank_sheet(desk: Desk, rules: Programme, found: BankList, day: date) -> Sheet:
    """The list of a day with the columns that the rules name; nothing of it is masked.

    Title, total and room to sign stand around it where people read it. InvalidValue
    where the rules name a column that there is not.
    """
    columns = [_column(key) for key in rules.bank_file.columns]
    cells = [_cells_of(column, rules, desk) for column in columns]
    rows = [
        tuple(cell(place, payment, recipient) for cell in cells)
        for place, (_number, payment, recipient) in enumerate(found.rows, start=1)
    ]
    return Sheet(
        title=_title(desk, found),
        keys=tuple(column.key for column in columns),
        headings=tuple(_(column.heading) for column in columns),
        rows=tuple(rows),
        right=right_of(columns),
        above=(_("Sent to the bank on {day}").format(day=day.isoformat()),),
        below=(_total(found), _(SIGNED).format(blank=BLANK)),
    )


def _title(desk: Desk, found: BankList) -> str:
    """Whose list it is, and of which round."""
    if found.rows and found.reissued == len(found.rows):
        title = N_("Award subsidy {year}, round {number}: list {list} for the bank, reissue")
    elif found.number > 1:
        title = N_("Award subsidy {year}, round {number}: list {list} for the bank")
    else:
        title = N_("Award subsidy {year}, round {number}: list for the bank")
    said = _(title).format(year=found.year, number=found.round.number, list=found.number)
    office = topmost_unit(desk)
    return f"{harmless(office.name)} · {said}" if office is not None else said


def _total(found: BankList) -> str:
    return _(TOTAL).format(n=len(found.rows), amount=yuan(found.amount))


def _column(key: str) -> Column:
    if key in ("number", "purpose"):
        return _NUMBER if key == "number" else _PURPOSE
    for register in (RECIPIENTS, PAYMENTS):
        try:
            return register.column(key)
        except UnknownName:
            continue
    known = [column.key for register in (RECIPIENTS, PAYMENTS) for column in register.columns]
    raise InvalidValue(
        _("programme.toml, bank_file: there is no column “{name}”. There are: {columns}.").format(
            name=harmless(key[:40]), columns=", ".join(dict.fromkeys(["number", "purpose", *known]))
        )
    )


def _cells_of(column: Column, rules: Programme, desk: Desk) -> Callable[[int, Any, Any], Cell]:
    """What makes the cells of one column: of the place in the list, payment and recipient."""
    is_text = column.kind not in RIGHT_ALIGNED
    of_recipient = column in RECIPIENTS.columns

    def cell(place: int, payment: Any, recipient: Any) -> Cell:
        if column is _NUMBER:
            value: Any = place
        elif column is _PURPOSE:
            value = rules.bank_file.purpose
        else:
            value = column.value(recipient if of_recipient else payment, desk)
        text = harmless(plain(value))
        return Cell(text, text, text, is_text=is_text)

    return cell


def write_bank_file(path: Path, sheet: Sheet, encoding: str, titled: bool = False) -> str:
    """Write the list in the format of its ending; the words by which the history notes it.

    A csv is for the bank's machine: headings and rows alone, unless it is `titled`.
    Only its owner can read the file. ExchangeError for another ending, a file that is
    there already, a place that cannot be written, or a name that the encoding of the
    rules does not have.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ExchangeError(
            _("{path}: the ending must be one of {endings}.").format(
                path=harmless(str(path)), endings=" ".join(ENDINGS)
            )
        )
    if stands_there(path):
        raise ExchangeError(
            _("{path} is there already: name another file.").format(path=harmless(str(path)))
        )
    content = _csv(sheet, encoding, titled) if ending == ".csv" else _for_people(sheet, ending)
    write_file(path, content)
    said = ngettext(
        "list for the bank: {rows} payment, private fields shown, sha256 {digest}",
        "list for the bank: {rows} payments, private fields shown, sha256 {digest}",
        len(sheet.rows),
    )
    return said.format(rows=len(sheet.rows), digest=sha256(content).hexdigest()[:16])


def _csv(sheet: Sheet, encoding: str, titled: bool) -> bytes:
    text = as_csv(sheet)
    if titled:
        above = "".join(map(line_of_text, sheet.opening))
        text = above + text + "".join(map(line_of_text, sheet.below))
    try:
        return (MARK + text if encoding == "utf-8" else text).encode(encoding)
    except UnicodeEncodeError as error:
        raise ExchangeError(
            _("“{text}” cannot be written in {encoding}: see bank_file in programme.toml.").format(
                text=harmless(error.object[error.start : error.end]), encoding=encoding
            )
        ) from error


def _for_people(sheet: Sheet, ending: str) -> bytes:
    content = _PRINTED[ending].write(sheet)
    return content if isinstance(content, bytes) else content.encode()


_PRINTED = {one.ending: one for one in FORMATS.values() if one.for_people}
ENDINGS = (".csv", *_PRINTED)
"""The endings of the files in which a list may be written."""
