"""A sheet while it is being filled: what stands in its cells, what is wrong, what it sums up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fptui.errors import InvalidValue
from fptui.jobs.entry.cell_reading import CellReader
from fptui.jobs.entry.pasted import block_of
from fptui.jobs.entry.sheet_layout import Kept, SheetColumn, SheetLayout, SheetRow
from fptui.jobs.entry.sheet_texts import Place, SheetTexts
from fptui.registers.declaration import Column, Value
from fptui.registers.values.display import shown
from fptui.registers.values.parsing import refuse_unlisted
from fptui.store import Reading

SUMMED_AT_MOST = 10_000
FREE = "+"  # begins the keys of rows that were not proposed


@dataclass(frozen=True, slots=True)
class Pasted:
    """Where a block landed, which cells took no text, and which texts mean nothing there."""

    taken: tuple[Place, ...]
    left_out: int
    wrong: int


class FilledSheet:
    """The cells of a layout as a person fills them.

    Texts that mean nothing stay in their cells until they are put right: `problem` says
    what is wrong with them.
    """

    def __init__(
        self, layout: SheetLayout, office: Reading, reader: CellReader, *, reveal: bool = False
    ) -> None:
        """`reveal` shows private values; an untouched cell keeps them either way."""
        self.layout, self.office, self.reader = layout, office, reader
        self._reveal = reveal
        self._texts = SheetTexts(self._initial)
        self._read: dict[tuple[str, str], Value | InvalidValue] = {}
        self._sums: dict[int, Decimal] = {}
        self._holders: dict[str, int] | None = None

    def mask(self) -> None:
        """Show private values no longer; what was typed stays."""
        self._reveal = False

    # --- rows and columns ----------------------------------------------------------------

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns, in order."""
        return self.layout.columns

    @property
    def count(self) -> int:
        """How many rows there are: those known, those added, and an empty one to go on in."""
        known = len(self.layout.rows)
        if not self.layout.free:
            return known
        return max([known, *(row + 1 for row, _column in self._texts.typed)]) + 1

    def row(self, place: int) -> SheetRow:
        """The row at a place; a free one knows nothing."""
        rows = self.layout.rows
        return rows[place] if place < len(rows) else SheetRow(f"{FREE}{place - len(rows)}")

    def kept(self, place: Place) -> Kept | None:
        """The record that a cell belongs to, where it is there already."""
        return self.row(place[0]).kept.get(self.columns[place[1]].name)

    def is_locked(self, place: Place) -> bool:
        """Whether nothing can be typed in a cell."""
        column = self.columns[place[1]]
        return column.locked or (column.tells_row and column.key in self.row(place[0]).known)

    def _known(self, place: Place) -> Value:
        """The value of a cell before anything was typed."""
        row, column = self.row(place[0]), self.columns[place[1]].column
        if column.key in row.known:
            return row.known[column.key]
        kept = self.kept(place)
        return None if kept is None else column.value(kept.record, self.office)

    def _initial(self, place: Place) -> str:
        column, value = self.columns[place[1]].column, self._known(place)
        if column.register and isinstance(value, str):
            return self.reader.settled(column, value) if value else ""
        return shown(column, value, self.office, reveal=self._reveal)

    # --- cells -----------------------------------------------------------------------------

    def text(self, place: Place) -> str:
        """What stands in a cell."""
        return self._texts[place]

    def is_private(self, place: Place) -> bool:
        """Whether a cell shows only the ends of a private value."""
        masked = bool(self.columns[place[1]].column.mask) and not self._reveal
        return masked and not self.is_typed(place)

    def is_typed(self, place: Place) -> bool:
        """Whether a cell has another text than at first."""
        return place in self._texts.typed

    @property
    def typed(self) -> Mapping[Place, str]:
        """The texts that were typed."""
        return self._texts.typed

    def typed_rows(self) -> list[int]:
        """The rows in which something was typed, in order."""
        return sorted({row for row, _column in self._texts.typed})

    def put(self, texts: Mapping[Place, str]) -> list[Place]:
        """Let these texts stand in cells that may be typed, as one step."""
        settled = {
            place: self._settled(place, text)
            for place, text in texts.items()
            if not self.is_locked(place)
        }
        return self._texts.put(settled)

    def _settled(self, place: Place, text: str) -> str:
        text = " ".join(text.split())
        if not text or text == self._initial(place):
            return text
        return self.reader.settled(self.columns[place[1]].column, text)

    def undo(self) -> list[Place]:
        """Take the last step back; the cells that were changed."""
        return self._texts.undo()

    def redo(self) -> list[Place]:
        """Make the step that was taken back last again; the cells that were changed."""
        return self._texts.redo()

    def fill_down(self, place: Place) -> list[Place]:
        """Let the text of a cell stand in the empty ones below; an empty cell takes that above."""
        row, column = place
        text = self.text(place)
        if not text:
            above = self.text((row - 1, column)) if row else ""
            return self.put({place: above}) if above else []
        last = len(self.layout.rows) if self.layout.rows else 0
        rows = range(row + 1, max(last, self.count - (1 if self.layout.free else 0)))
        return self.put({(one, column): text for one in rows if not self.text((one, column))})

    def paste(self, place: Place, text: str) -> Pasted:
        """Let a block of a spreadsheet stand in its cells, from this one on, as one step."""
        texts: dict[Place, str] = {}
        left_out = 0
        for down, cells in enumerate(block_of(text)):
            for right, cell in enumerate(cells):
                there = (place[0] + down, place[1] + right)
                if self._takes(there):
                    texts[there] = cell
                elif cell and not (self._is_inside(there) and self.text(there) == cell):
                    left_out += 1
        self.put(texts)
        wrong = sum(bool(self.problem(one)) for one in texts)
        return Pasted(tuple(texts), left_out, wrong)

    def _is_inside(self, place: Place) -> bool:
        rows = len(self.layout.rows)
        return place[1] < len(self.columns) and (self.layout.free or place[0] < rows)

    def _takes(self, place: Place) -> bool:
        return self._is_inside(place) and not self.is_locked(place)

    # --- what it means ---------------------------------------------------------------------

    def value(self, place: Place) -> Value:
        """The value of a cell; InvalidValue where its text means none."""
        if not self.is_typed(place):
            return self._known(place)
        text = self._texts.typed[place]
        if not text:
            return None
        found = self._value_of(self.columns[place[1]].column, text)
        if isinstance(found, InvalidValue):
            raise found
        if found != self._known(place):
            refuse_unlisted(self.columns[place[1]].column, found)
        return found

    def _value_of(self, column: Column, text: str) -> Value | InvalidValue:
        key = (column.key, text)
        if key not in self._read:
            try:
                self._read[key] = self.reader.read(column, text)
            except InvalidValue as error:
                self._read[key] = error
        return self._read[key]

    def problem(self, place: Place) -> str:
        """What is wrong with the text of a cell by itself; nothing where it has a meaning."""
        try:
            self.value(place)
        except InvalidValue as error:
            return str(error)
        return ""

    def sums(self) -> list[Decimal | None]:
        """What each column of like things sums up to; None for the others, and in a long table."""
        long = len(self.layout.rows) > SUMMED_AT_MOST
        return [
            self._sum(place) if one.adds_up and not long else None
            for place, one in enumerate(self.columns)
        ]

    def _sum(self, column: int) -> Decimal:
        known = self._sums.get(column)
        if known is None:
            places = ((row, column) for row in range(len(self.layout.rows)))
            known = sum((_number(self._known(place)) for place in places), Decimal(0))
            self._sums[column] = known
        for place in self._texts.typed:
            if place[1] == column:
                typed = Decimal(0) if self.problem(place) else _number(self.value(place))
                known += typed - _number(self._known(place))
        return known

    def alike(self, value: str) -> str:
        """What two spellings of a value that no two records share have in common."""
        register = self.layout.register
        alike = register.column(register.also_identity).alike
        return alike(value) if alike is not None else value

    def holder_of(self, value: str) -> int:
        """The number of the record that has a value that no two records share; 0 for none."""
        register = self.layout.register
        if self._holders is None:
            key = register.also_identity
            held = (
                (getattr(record, key), number)
                for number, record in self.office.table(register).items()
            )
            self._holders = {self.alike(one): number for one, number in held if one}
        return self._holders.get(self.alike(value), 0)

    # --- drafts ----------------------------------------------------------------------------

    def draft(self, rows: Iterable[int] | None = None) -> list[tuple[str, str, str]]:
        """What was typed, by the keys of its rows and columns; of these rows only, if given."""
        wanted = None if rows is None else set(rows)
        return [
            (self.row(row).key, self.columns[column].key, text)
            for (row, column), text in sorted(self._texts.typed.items())
            if wanted is None or row in wanted
        ]

    def take_up(self, cells: Sequence[tuple[str, str, str]]) -> int:
        """Type again what stands in a draft; how many cells have no place any more."""
        rows = {row.key: place for place, row in enumerate(self.layout.rows)}
        columns = {column.key: place for place, column in enumerate(self.columns)}
        texts: dict[Place, str] = {}
        if self.layout.free:
            added = dict.fromkeys(key for key, _column, _text in cells if key not in rows)
            telling = [place for place, one in enumerate(self.columns) if one.tells_row]
            for key in added:
                row = rows[key] = len(rows)
                if not key.startswith(FREE) and len(telling) == 1:
                    texts[row, telling[0]] = key
        texts |= {
            (rows[row], columns[column]): text
            for row, column, text in cells
            if row in rows and column in columns
        }
        self.put(texts)
        return sum(row not in rows or column not in columns for row, column, _text in cells)


def _number(value: Value) -> Decimal:
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
