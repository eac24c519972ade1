"""Rules over counts: those of an office stand before the usual ones; mistakes are named."""

from pathlib import Path

import pytest

from fptui.errors import StoreError
from fptui.registers.counts import COUNT_NAMES
from fptui.store import Office
from fptui.store.belongings import belongs_to_an_office
from fptui.store.count_rules import COUNT_RULES_FILE, count_rules_along, count_rules_of


def test_the_usual_rules_speak_of_births_by_plan_and_sex() -> None:
    rules = count_rules_along()
    assert {"births_in_plan", "boys", "population", "village_led"} <= set(rules.names)
    assert set(rules.names) <= {*COUNT_NAMES, "villages"}
    assert rules.asked("village_led") is not None
    assert rules.asked("births") is None


def test_an_office_s_own_rules_stand_before_the_usual_ones(sample_path: Path) -> None:
    own = sample_path.parent / COUNT_RULES_FILE
    own.write_text("days_to_report = 5\n", encoding="utf-8")
    with Office(sample_path) as office:
        assert (office.count_rules.days_to_report, office.count_rules.part) == (5, ())
    assert belongs_to_an_office(own)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("\n[[part]\n", "line 2"),
        ("days = 3", "days"),
        ("days_to_report = -1", "$.days_to_report"),
        ('[[part]]\npart = "boys"', "$.part[0]"),
        ('[[sum]]\nparts = []\nwhole = "births"', "$.sum[0].parts"),
        ('[[part]]\npart = "boys"\nwhole = "boys"', "[[part]] 1"),
        ('[[sum]]\nparts = ["boys", "boys"]\nwhole = "births"', "[[sum]] 1"),
        ('[[part]]\npart = "two boys"\nwhole = "births"', "“two boys”"),
        ('[[share]]\npart = "a"\nwhole = "b"\nlow = 0.6\nhigh = 0.5', "[[share]] 1"),
        ('[[jump]]\nname = "a"\nfactor = 0.5', "$.jump[0].factor"),
        ('[[jump]]\nname = "a"\nfactor = 2\n[[jump]]\nname = "a"\nfactor = 3', "[[jump]] 2"),
        ('[[far]]\npart = "a"\nwhole = "a"', "[[far]] 1"),
        ('[[far]]\npart = "a"\nwhole = "b"\nlevel = 0', "$.far[0].level"),
        ('[[count]]\nname = "led"\nkinds = ["hamlet"]', "“hamlet”"),
        ('[[count]]\nname = "led"\n[[count]]\nname = "led"', "[[count]] 2"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / COUNT_RULES_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        count_rules_of(tmp_path / "office.json")
    assert named in str(refused.value)
    assert COUNT_RULES_FILE in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
