"""The store against a plain dict: whatever is done, they hold the same."""

import os
import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fptui.errors import InvalidValue
from fptui.registers.edits import Edit
from fptui.registers.units import UNITS, Unit
from fptui.store import Office, backup, check_office, clock, create_office, restore

Tables = dict[str, dict[int, Any]]
CODES = st.sampled_from(["a", "b", "c", "d", "e", "f"])
NAMES = st.text(max_size=4).filter(lambda text: not any(0xD800 <= ord(c) <= 0xDFFF for c in text))


def unit(code: str, name: str, parent: str = "") -> Unit:
    return Unit(code=code, name=name, level="village", kind="village", parent=parent)


class StoreAgainstDict(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "office.json"
        self.now = datetime(2026, 1, 1, 12, tzinfo=UTC)
        self.real_clock = clock.present
        clock.present = lambda: self.now
        self.office = create_office(self.path)
        self.model: dict[int, Unit] = {}
        self.next = 1
        self.undoable: list[tuple[dict[int, Unit], dict[int, Unit]]] = []
        self.redoable: list[tuple[dict[int, Unit], dict[int, Unit]]] = []
        self.days: dict[date, dict[int, Unit]] = {}
        self.saved: list[Path] = []

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.office.close()
            report = check_office(self.path)
            clock.present = self.real_clock
            shutil.rmtree(self.folder)
            assert report.sound, report.problems

    def did(self, after: dict[int, Unit]) -> None:
        self.undoable.append((self.model, after))
        self.redoable.clear()
        self.model = after

    @rule(added=st.lists(st.tuples(CODES, NAMES, CODES), min_size=1, max_size=3))
    def add(self, added: list[tuple[str, str, str]]) -> None:
        records = [unit(*one) for one in added]
        codes = [record.code for record in self.model.values()] + [r.code for r in records]
        edits = [Edit("units", after=record) for record in records]
        if len(set(codes)) < len(codes):
            with pytest.raises(InvalidValue):
                self.office.change(edits)
            return
        numbers = self.office.change(edits, "added")
        assert numbers == list(range(self.next, self.next + len(records)))
        self.next += len(records)
        self.did({**self.model, **dict(zip(numbers, records, strict=True))})

    @precondition(lambda self: self.model)
    @rule(data=st.data(), name=NAMES, code=CODES)
    def alter(self, data: st.DataObject, name: str, code: str) -> None:
        number = data.draw(st.sampled_from(sorted(self.model)))
        before = self.model[number]
        after = msgspec.structs.replace(before, name=name, code=code)
        if any(r.code == code for n, r in self.model.items() if n != number):
            with pytest.raises(InvalidValue):
                self.office.change([Edit("units", number, before, after)])
            return
        self.office.change([Edit("units", number, before, after)])
        if after != before:
            self.did({**self.model, number: after})

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        numbers = data.draw(st.lists(st.sampled_from(sorted(self.model)), unique=True, min_size=1))
        self.office.change([Edit("units", n, self.model[n], None) for n in numbers])
        self.did({n: r for n, r in self.model.items() if n not in numbers})

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def edit_what_is_not_so(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.model)))
        other = msgspec.structs.replace(self.model[number], name=self.model[number].name + "x")
        with pytest.raises(InvalidValue):
            self.office.change(
                [Edit("units", after=unit("new", "new")), Edit("units", number, other, None)]
            )

    @rule()
    def undo(self) -> None:
        undone = self.office.undo()
        assert (undone is None) == (not self.undoable)
        if self.undoable:
            self.redoable.append(self.undoable.pop())
            self.model = self.redoable[-1][0]

    @rule()
    def redo(self) -> None:
        redone = self.office.redo()
        assert (redone is None) == (not self.redoable)
        if self.redoable:
            self.undoable.append(self.redoable.pop())
            self.model = self.undoable[-1][1]

    @rule()
    def note(self) -> None:
        self.office.note("shown", "units", 1)

    @rule()
    def reopen(self) -> None:
        self.office.close()
        self.office = Office(self.path)

    @rule()
    def open_without_a_clean_end(self) -> None:
        copy = self.folder / "copy.json"
        for suffix in ("", ".journal"):
            there = Path(f"{self.path}{suffix}")
            if there.exists():
                shutil.copy(there, f"{copy}{suffix}")
        with Office(copy) as office:
            assert dict(office.table(UNITS)) == self.model
        for suffix in ("", ".journal"):
            Path(f"{copy}{suffix}").unlink(missing_ok=True)

    @rule()
    def back_up_and_restore(self) -> None:
        target = self.folder / "backup.zip"
        backup(self.path, target)
        self.office.close()
        restore(target, self.path)
        target.unlink()
        self.office = Office(self.path)

    @rule(days=st.integers(1, 3))
    def sleep(self, days: int) -> None:
        for _day in range(days):
            self.days[self.now.astimezone().date()] = self.model
            self.now += timedelta(days=1)

    @precondition(lambda self: self.days)
    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        day = data.draw(st.sampled_from(sorted(self.days)))
        then = self.office.as_of(day)
        assert dict(then.table(UNITS)) == self.days[day]
        assert list(then.table(UNITS)) == sorted(self.days[day])

    @invariant()
    def they_are_the_same(self) -> None:
        if not hasattr(self, "office"):
            return
        assert dict(self.office.table(UNITS)) == self.model
        assert list(self.office.table(UNITS)) == sorted(self.model)
        for code in "abcdef":
            found = [record for record in self.model.values() if record.code == code]
            assert self.office.find(UNITS, code) == (found[0] if found else None)
            assert self.office.referring(UNITS, "parent", code) == [
                self.model[n] for n in sorted(self.model) if self.model[n].parent == code
            ]


StoreAgainstDict.TestCase.settings = settings(
    max_examples=1000 if os.environ.get("FPTUI_SOAK") else 25, stateful_step_count=30, deadline=None
)
test_store_against_dict = StoreAgainstDict.TestCase
