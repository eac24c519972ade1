"""What all rows of a sheet share, asked before it opens: the session, the period, which units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fptui.errors import FptuiError, InvalidValue
from fptui.language import _
from fptui.registers import REGISTERS
from fptui.registers.counts import COUNT_NAMES, COUNTS, label_of_count
from fptui.registers.declaration import Column, EntrySheet, Kind, Value, Values
from fptui.registers.values.display import plain
from fptui.screens.field_form import FieldForm
from fptui.screens.record_fields import field_of, read
from fptui.screens.widgets.fields import FieldSpec, pieces
from fptui.search.offers import Offer, fitting, meant_by
from fptui.store import Reading

NAMES, UNDER = "names", "under"
MOST = 10_000  # of what fits


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What was asked: the values of all rows, the names that stand across, of which unit."""

    values: Values = field(default_factory=dict)
    names: tuple[str, ...] = ()
    under: str = ""


class HeadForm(FieldForm[SheetHead]):
    """Asks for the head of a sheet; `known` values are proposed."""

    def __init__(self, sheet: EntrySheet, office: Reading, known: Values) -> None:
        super().__init__(_(sheet.title))
        self._sheet, self._office = sheet, office
        self._known = {**sheet.head_proposed(office), **known}
        register = REGISTERS[sheet.register]
        self._columns = {key: register.column(key) for key in sheet.head}
        if sheet.within:
            self._columns[UNDER] = Column(
                UNDER, _("Only units of"), Kind.REFERENCE, register="units"
            )

    def specs(self) -> Sequence[FieldSpec]:
        """A field for each column of the head, then the names, for what is typed by now."""
        specs = [self._spec(column) for column in self._columns.values()]
        if self._sheet.across:
            specs.insert(1, self._names_spec())
        return specs

    def _spec(self, column: Column) -> FieldSpec:
        register = REGISTERS[self._sheet.register]
        spec = field_of(self._office, register, column, plain(self._known.get(column.key)))
        needed = column.required or column.key in register.identity
        return replace(spec, section="", needed=needed and column.key != UNDER)

    def _names_spec(self) -> FieldSpec:
        offers = self._all_names()
        labels = {offer.key: offer.label for offer in offers}
        proposed = [labels[name] for name in self._proposed_names() if name in labels]
        return FieldSpec(
            key=NAMES,
            heading=_("What is counted"),
            text=_(", ").join(proposed),
            needed=True,
            closed=True,
            many=True,
            check=self._meant,
            offers=lambda text: fitting(offers, text, most=MOST),
        )

    def _all_names(self) -> list[Offer]:
        used = {one.name for one in self._office.table(COUNTS).values()}
        names = [*COUNT_NAMES, *sorted(used.difference(COUNT_NAMES))]
        return [Offer(name, label_of_count(name)) for name in names]

    def _proposed_names(self) -> Sequence[str]:
        texts = self.texts() if self.is_mounted else {}
        try:
            head = self._values({**self._texts_known(), **texts})
            return self._sheet.names(self._office, head)
        except FptuiError:
            return self._sheet.names(self._office, {"period": str(self._office.year)})

    def _texts_known(self) -> dict[str, str]:
        return {key: plain(value) for key, value in self._known.items()}

    def _meant(self, text: str) -> tuple[str, ...]:
        offers, found = self._all_names(), list[str]()
        for piece in pieces(text):
            meant = meant_by(offers, piece)
            if len(meant) != 1:
                raise InvalidValue(_("Nothing fits “{text}”.").format(text=piece))
            found.append(meant[0].key)
        return tuple(dict.fromkeys(found))

    def _values(self, texts: dict[str, str]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key, column in self._columns.items():
            text = texts.get(key, "").strip()
            if text:
                values[key] = read(self._office, column, text)
            elif key in REGISTERS[self._sheet.register].identity:
                heading = _(column.heading)
                raise InvalidValue(_("“{heading}” is missing").format(heading=heading))
        return values

    async def typed(self) -> None:
        """Propose the names for the period that is typed by now."""
        if self._sheet.across:
            await self.replace_lines(self.specs())

    def save_hint(self) -> str:
        """Going on changes nothing yet."""
        return _("Enter: go on") if len(self.lines) == 1 else _("Ctrl+S: go on")

    def accept(self, texts: dict[str, str]) -> str:
        """Answer with the head."""
        try:
            values = self._values(texts)
            names = self._meant(texts.get(NAMES, ""))
        except FptuiError as error:
            return str(error)
        under = str(values.pop(UNDER, ""))
        self.dismiss(SheetHead(values, names, under))
        return ""
