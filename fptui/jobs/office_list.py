"""What all jobs about an office's lists share: which list, its entries, and who uses them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fptui.jobs.plan import Done, Plan
from fptui.jobs.questions import Choice, Given, Option
from fptui.jobs.record_questions import RegisterName
from fptui.language import N_, _
from fptui.programme.rounds import Progress
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Record, Register
from fptui.registers.values.lists import LISTS, Lists, OfficeList
from fptui.store import Reading, lists_of, write_lists


def listed_columns() -> Iterator[tuple[Register[Record], Column, OfficeList]]:
    """The columns whose values stand on a list, with their registers and the lists."""
    for register in REGISTERS.values():
        for column in register.stored_columns:
            if isinstance(column.choices, OfficeList):
                yield register, column, column.choices


MENUS = tuple(dict.fromkeys(register.name for register, _column, _list in listed_columns()))
"""The registers in whose menus the jobs about lists stand."""


def _lists(_office: Reading, _given: Given) -> Sequence[Option]:
    return [Option(one.name, _(one.title)) for one in LISTS.values()]


def _of_register(_office: Reading, given: Given) -> str:
    """The list of the register in view."""
    found = [
        one.name for register, _, one in listed_columns() if register.name == given.get("table")
    ]
    return found[0] if found else ""


LIST = Choice(N_("List"), options=_lists, argument="LIST", needed=True, proposed=_of_register)
IN_VIEW = RegisterName(N_("Register"), on_screen=False, on_command_line=False)
"""The register in view, which a screen hands in; its list is proposed."""


def uses(office: Reading, name: str) -> Counter[str]:
    """How many records have each value of the columns that a list is for."""
    counted: Counter[str] = Counter()
    for register, column, listed in listed_columns():
        if listed.name == name:
            records = office.table(register).values()
            counted.update(str(column.value(record, office)) for record in records)
    del counted[""]
    return counted


def title_of(name: str) -> str:
    """What a list is called, in the language in use."""
    return _(LISTS[name].title)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlan(Plan):
    """What the lists of the office would be; `register` is whose history notes it."""

    lists: Lists = field(repr=False)
    register: str


def list_plan(name: str, lists: Lists, title: str, said: Sequence[str]) -> ListPlan:
    """The plan of a change to one list; its `title` is the sentence of what it comes to."""
    registers = (register.name for register, _column, one in listed_columns() if one.name == name)
    return ListPlan(
        title=title_of(name),
        said=(title, *said),
        reason=title,
        lists=lists,
        register=next(registers),
    )


def write_own_lists(office: Reading, _answers: object, plan: ListPlan, _do: Progress) -> Done:
    """Put the lists beside the office's file and note it in the history."""
    before = lists_of(office.path)
    path = write_lists(office.path, plan.lists)
    try:
        office.note(plan.reason, plan.register)
    except BaseException:
        write_lists(office.path, before)
        raise
    said = _("{done} It stands in {path}.").format(done=plan.reason, path=path)
    return Done((said,), path)
