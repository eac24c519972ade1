"""What a job would do, and what it did: as sentences, as rows to look through, and as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar, overload

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.language.private import without_numbers
from fptui.registers.declaration import Record
from fptui.registers.edits import Edit
from fptui.registers.recipient_file import Recipient

T = TypeVar("T")
Slice: TypeAlias = "slice[int | None, int | None, int | None]"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happens to one record or row, in cells; `details` says more where one looks closer.

    `subject` is who or what it is about in a sentence, where the cells before the last
    do not say it by themselves.
    """

    cells: tuple[str, ...]
    details: Callable[[], Sequence[tuple[str, str]]] | None = None
    subject: str = ""

    @property
    def shown(self) -> tuple[str, ...]:
        """The cells, numbers of people masked that stood in the wrong place."""
        return tuple(map(without_numbers, self.cells))


class Outcomes(Sequence[Outcome], Generic[T]):
    """The outcomes of many things, each made when it is asked for: a list may have a million."""

    def __init__(self, things: Sequence[T], outcome: Callable[[T], Outcome]) -> None:
        self._things, self._outcome = things, outcome

    def __len__(self) -> int:
        return len(self._things)

    @overload
    def __getitem__(self, place: int) -> Outcome: ...
    @overload
    def __getitem__(self, place: Slice) -> list[Outcome]: ...
    def __getitem__(self, place: int | Slice) -> Outcome | list[Outcome]:
        """The outcome at a place, or those of a slice."""
        if isinstance(place, slice):
            return [self._outcome(one) for one in self._things[place]]
        return self._outcome(self._things[place])


@dataclass(frozen=True, slots=True)
class Group:
    """Outcomes of one kind, such as those that move or those that stay.

    `label` is in the language in use. `told` ones are said one by one at the command line,
    the others only counted.
    """

    key: str
    label: str
    outcomes: Sequence[Outcome]
    told: bool = False


WHO = (N_("File no."), N_("Name"), N_("What happens"))
"""The headings of plans about the recipients' files."""


def file_outcome(recipient: Recipient, what: str) -> Outcome:
    """What happens to one file, under the headings WHO."""
    return Outcome((harmless(recipient.file_number), harmless(recipient.name), what))


@dataclass(frozen=True, slots=True)
class Revealing:
    """How the outcomes of a plan are shown with their private values whole.

    The history of the `register` notes it before anyone sees them; that of the office where
    it is empty.
    """

    register: str
    groups: Callable[[], tuple[Group, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be done, what not and why; nothing is done yet.

    `said` comes to the point in sentences. `headings` (in the language in use) are those
    of the cells of all outcomes. `edits` would be made as one change with its `reason`;
    `done` says so afterwards, and `whom` it was done to where it is one only.
    `problems` counts what was asked for and is not done. `nothing` says why nothing
    would be done, and is empty where something would. `asks` is a question (in the
    language in use) without whose yes it must not be done, as no undo takes it back;
    `confirms` is one that is asked where anyone can answer. `unless` is the key of the
    question whose yes makes it done where `nothing` would be. `reveals` shows private
    values whole, where there are any.
    `refused` makes the sheet of refused rows, for jobs that read a file, the `source`;
    None where no row is refused.
    """

    title: str
    said: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    edits: Sequence[Edit[Record]] = ()
    reason: str = ""
    done: str = ""
    whom: str = ""
    problems: int = 0
    nothing: str = ""
    asks: str = ""
    confirms: str = ""
    reveals: Revealing | None = field(default=None, repr=False)
    unless: str = ""
    refused: Callable[[], Sheet] | None = field(default=None, repr=False)
    source: Path | None = None

    @property
    def may(self) -> bool:
        """Whether there is anything to carry out."""
        return not self.nothing

    @property
    def tells(self) -> bool:
        """Whether there is anything to look at, or to be asked, before it is carried out."""
        return bool(self.said or self.asks or any(group.outcomes for group in self.groups))

    def sheet(self) -> Sheet:
        """All outcomes as data."""
        rows = [
            tuple(Cell(text, text, text) for text in (group.label, *outcome.shown))
            for group in self.groups
            for outcome in group.outcomes
        ]
        headings = ("", *self.headings)
        keys = ("what", *(f"column_{place}" for place in range(1, len(headings))))
        return Sheet(title=self.title, keys=keys, headings=headings, rows=tuple(rows))

    def page(self) -> RenderableType:
        """All outcomes as people read them."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), title=Text(self.title))
        for heading in ("", *self.headings):
            table.add_column(Text(heading, "dim"), overflow="fold")
        for group in self.groups:
            for outcome in group.outcomes:
                table.add_row(*map(Text, (group.label, *outcome.shown)))
        return table


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in sentences; the file that was written, if one was."""

    said: tuple[str, ...] = ()
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a job found where it only looks: to be read, and as data.

    `content` is what people read, the table itself where it is None. `notes` stand
    beside it, on standard error at the command line. `nothing` says why there is nothing
    to show or to write, and is empty where there is. `file_name` is proposed for the file
    in which it is written, without its ending. `revealed` is what the history notes before
    anyone sees it, `register` of which register; empty where all is masked. `written`
    makes the content of a file in a format where a text is written, not the sheet. One that is
    `in_folder` has a file for each leaf of its sheet; separated values that are `marked` begin with
    a byte-order mark.
    """

    title: str
    sheet: Sheet
    content: RenderableType | None = None
    notes: tuple[str, ...] = ()
    problems: int = 0
    nothing: str = ""
    file_name: str = ""
    revealed: str = ""
    register: str = ""
    written: Callable[[str], str | bytes] | None = field(default=None, repr=False)
    in_folder: bool = False
    marked: bool = False


def counted(groups: Sequence[Group]) -> str:
    """How many outcomes there are of each kind, in one line."""
    return _(", ").join(f"{group.label} {len(group.outcomes)}" for group in groups)
