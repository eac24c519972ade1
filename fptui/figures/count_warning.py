"""A warning: counts that must be looked at, the numbers behind it, and the explanation of it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers.declaration import Desk
from fptui.registers.explanations import EXPLANATIONS, Explanation
from fptui.registers.units import UNITS
from fptui.registers.values.display import name_of

_SHORT = 5  # signs of a key: enough for one office, and typed quickly


@dataclass(frozen=True, slots=True)
class Behind:
    """One number that a warning is made of, and the records of the register of counts in it."""

    name: str
    period: str
    value: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CountWarning:
    """Counts of a unit and a period that must be looked at, and why in words.

    `kind` is one of :data:`fptui.registers.explanations.KINDS_OF_WARNINGS`; `figures` are the
    numbers as they were judged, for which an explanation holds: `30 → 61`, `17/32`.
    """

    kind: str
    names: tuple[str, ...]
    unit: str
    period: str
    figures: str
    why: str
    behind: tuple[Behind, ...] = ()

    @property
    def key(self) -> str:
        """A few signs by which commands name it: the same as long as it is about the same."""
        told_by = " ".join((self.kind, *self.names, self.unit, self.period))
        return sha256(told_by.encode()).hexdigest()[:_SHORT]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The records of the register of counts that it is made of."""
        return tuple(dict.fromkeys(number for one in self.behind for number in one.numbers))

    @property
    def counted(self) -> tuple[str, str]:
        """The count that it is about, and its whole; "" where there is none."""
        first, second, *_rest = (*self.names, "", "")
        return first, second

    def said(self, desk: Desk) -> str:
        """The unit, the period and what is to be looked at, for people."""
        name = harmless(name_of(desk, UNITS.name, self.unit) or self.unit)
        return _("{unit}, {period}: {problem}").format(
            unit=name, period=harmless(self.period), problem=harmless(self.why)
        )


class Explained:
    """The explanations of an office, by what they are about."""

    def __init__(self, desk: Desk) -> None:
        self.numbers = {about(one): number for number, one in desk.table(EXPLANATIONS).items()}
        self._explanations = {about(one): one for one in desk.table(EXPLANATIONS).values()}

    def of(self, warning: CountWarning) -> Explanation | None:
        """The explanation that was given, whether it holds or not."""
        return self._explanations.get(about_warning(warning))

    def holds(self, warning: CountWarning) -> bool:
        """Whether it is explained for the figures as they are."""
        explanation = self.of(warning)
        return explanation is not None and explanation.figures == warning.figures

    def but_for(self, warnings: tuple[CountWarning, ...]) -> list[Explanation]:
        """The explanations of what does not arise any more."""
        arising = set(map(about_warning, warnings))
        return [one for key, one in self._explanations.items() if key not in arising]


def about(one: Explanation) -> tuple[str, ...]:
    """What tells an explanation from the others."""
    return (one.kind, one.counted, one.whole, one.unit, one.period)


def about_warning(one: CountWarning) -> tuple[str, ...]:
    """The same of the warning that it explains."""
    return (one.kind, *one.counted, one.unit, one.period)
