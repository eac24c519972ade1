"""Questions for what an office holds: a register, records of one, a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fptui.jobs.questions import Choice, Given, Option, Question, record_meant
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import REGISTERS, register_named
from fptui.registers.units import UNITS, Unit
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class UnitOf(Question[str]):
    """A unit by its code, its name or a part of it; the whole office where nothing is said."""

    metavar: str = field(default="U", kw_only=True)

    @property
    def empty(self) -> str:
        """No unit of its own."""
        return ""

    def read(self, text: str, office: Reading | None) -> str:
        """The unit's code; InvalidValue where there is none of that name, or several."""
        return record_meant(self.heading, "units", text, office)

    def options(self, office: Reading, _given: Given) -> Sequence[Option]:
        """All units, by code; those that are called the same with their code."""
        units = sorted(office.table(UNITS).values(), key=lambda unit: unit.code)
        called = Counter(unit.name for unit in units)

        def label(unit: Unit) -> str:
            name = harmless(unit.name)
            return name if called[unit.name] == 1 else f"{name} {unit.code}"

        return [Option(unit.code, label(unit)) for unit in units]


def registers(_office: object, _given: object) -> Sequence[Option]:
    """All registers, as they are called."""
    return [Option(one.name, _(one.title)) for one in REGISTERS.values()]


@dataclass(frozen=True, slots=True)
class RegisterName(Choice):
    """A register by its name; a screen hands in the one in view where it shows one.

    Its `options` are known without an office.
    """

    options: Callable[[object, object], Sequence[Option]] = field(default=registers, kw_only=True)
    argument: str = field(default="TABLE", kw_only=True)

    def read(self, text: str, _office: Reading | None) -> str:
        """The name; UnknownName says which there are."""
        for option in self.options(None, {}):
            if text in (option.key, option.label):
                return option.key
        return register_named(text).name


@dataclass(frozen=True, slots=True)
class Records(Question[tuple[int, ...]]):
    """Records of a register by their numbers.

    At the command line they are named by their identities, or found by `--where`;
    a screen hands in those selected, or the one under the cursor. `all_for_none`
    tells that all are meant where none is named; where they are called by their identities
    the answer has all of them then, so that no record in it always says that a query found
    none. `cursor` tells that the record under the cursor is handed in where none is
    selected, `in_view` that all are that the screen shows; `by_query` is False where they
    must be named. `named` gives the number of the record that a word means, by the answers
    before it, where people do not call it by its identity; InvalidValue where there is
    none. `register` is its name, or gives it by the answers before it.
    """

    register: str | Callable[[Given], str] = field(kw_only=True)
    named: Callable[[Reading, Given, str], int] | None = field(default=None, kw_only=True)
    all_for_none: bool = field(default=False, kw_only=True)
    by_query: bool = field(default=True, kw_only=True)
    cursor: bool = field(default=True, kw_only=True)
    in_view: bool = field(default=False, kw_only=True)

    def register_by(self, given: Given) -> str:
        """The name of the register, by the answers before it."""
        return self.register if isinstance(self.register, str) else self.register(given)

    @property
    def empty(self) -> tuple[int, ...]:
        """None."""
        return ()
