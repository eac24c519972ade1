from pathlib import Path

from fptui.jobs.import_list import IMPORT_LIST, Answers, plan_import, take
from fptui.registers import REGISTERS
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office
from tests.exchange.made import GOOD, roster


def silent(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def test_every_row_stands_in_its_group_with_its_details(sample: Office, tmp_path: Path) -> None:
    file = roster(tmp_path / "list.xlsx", *GOOD, ("06-0003", "", "", "", "", ""))
    answers = Answers(table="recipients", file=file)
    plan = plan_import(sample, answers, silent)
    groups = {group.key: group.outcomes for group in plan.groups}
    assert {key: len(outcomes) for key, outcomes in groups.items()} == {
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "refused": 1,
    }
    refused = groups["refused"][0]
    assert refused.cells[0] == "4"
    assert refused.details is not None
    assert ("姓名", "— ← “Name” is missing") in refused.details()
    assert plan.problems == 1
    assert plan.refused is not None
    assert len(plan.refused().rows) == 1
    done = take(sample, answers, plan, silent)
    assert done.said == ("2 new, 1 refused; an undo takes it back.",)
    assert sample.find(RECIPIENTS, "06-0001") is not None
    again = plan_import(sample, Answers(table="recipients", file=file), silent)
    assert not again.may


def test_a_list_can_be_imported_into_each_register() -> None:
    assert IMPORT_LIST.menus == tuple(REGISTERS)
