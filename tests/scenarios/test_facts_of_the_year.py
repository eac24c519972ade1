"""Every number of the year is printed by one command: none is added up by hand.

A fact is what it is called in the annual summary, the command, the line and the column of
its output where the number stands, and the number.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.commands.conftest import run


class Fact(NamedTuple):
    term: str
    command: str
    line: str
    column: str
    number: str


COUNTS = "show counts --by name"
TARGETS = "targets"
SESSIONS = "show attendance --by session"
INSPECTIONS = "show inspections --by kind"
FINDINGS = "show findings --by kind"
PUBLICITY = "show activities --by kind --total"

FACTS = (
    Fact("总人口", COUNTS, "Population", "Value", "227573"),
    Fact("全年出生", COUNTS, "Births", "Value", "2540"),
    Fact("计划内出生", COUNTS, "Births in plan", "Value", "2534"),
    Fact("出生男孩", TARGETS, "sex_ratio_at_birth", "Numerator", "1308"),
    Fact("出生女孩", TARGETS, "sex_ratio_at_birth", "Denominator", "1232"),
    Fact("计划生育率", TARGETS, "planned_birth_rate", "Actual", "99.76"),
    Fact("计划生育率高于目标", TARGETS, "planned_birth_rate", "Difference", "1.76"),
    Fact("多孩率", TARGETS, "multi_child_rate", "Actual", "0.00"),
    Fact("多孩率低于目标", TARGETS, "multi_child_rate", "Difference", "-0.50"),
    Fact("出生性别比", TARGETS, "sex_ratio_at_birth", "Actual", "106.17"),
    Fact("综合治理到位率", TARGETS, "comprehensive_management_rate", "Actual", "95.60"),
    Fact("综合治理高于目标", TARGETS, "comprehensive_management_rate", "Difference", "0.60"),
    Fact("统计准确率", TARGETS, "statistics_accuracy_rate", "Actual", "99.15"),
    Fact("统计准确率高于目标", TARGETS, "statistics_accuracy_rate", "Difference", "2.15"),
    Fact("村为主比例", TARGETS, "village_led_ratio", "Actual", "93.02"),
    Fact("村为主比例高于目标", TARGETS, "village_led_ratio", "Difference", "0.02"),
    Fact("村为主村数", TARGETS, "village_led_ratio", "Numerator", "40"),
    Fact("长效措施落实率", TARGETS, "long_term_measures_rate", "Actual", "95.52"),
    Fact(
        "社会抚养费征收到位率", TARGETS, "social_maintenance_fee_collection_rate", "Actual", "70.00"
    ),
    Fact("生殖健康监测率", TARGETS, "reproductive_health_monitoring_rate", "Actual", "99.59"),
    Fact("知情选择面", TARGETS, "informed_choice_coverage", "Actual", "95.00"),
    Fact("个案信息上报准确率", TARGETS, "case_file_accuracy_rate", "Actual", "100.00"),
    Fact("发放及时到位率", TARGETS, "timely_payment_rate", "Actual", "100.00"),
    Fact(
        "一月培训班",
        "show trainings --by name,date.month",
        "奖励扶助工作培训班",
        "Month",
        "2005-01",
    ),
    Fact("三月软件培训", "show trainings --by name,date.month", "软件操作培训", "Month", "2005-03"),
    Fact("软件培训的社区", SESSIONS, "软件操作培训", "Records", "9"),
    Fact("六月培训日期", "show trainings --by name,date", "换届后业务培训", "Date", "2005-06-02"),
    Fact("六月培训人数", SESSIONS, "换届后业务培训", "Attended", "231"),
    Fact("常规抽样次数", INSPECTIONS, "Routine sample", "Records", "1"),
    Fact("抽样社区", INSPECTIONS, "Routine sample", "Units inspected", "4"),
    Fact("抽样漏报计划内", INSPECTIONS, "Routine sample", "Missed in plan", "6"),
    Fact("抽样漏报计划外", INSPECTIONS, "Routine sample", "Missed out of plan", "0"),
    Fact("举报调查次数", INSPECTIONS, "Reported case", "Records", "3"),
    Fact("举报调查村", INSPECTIONS, "Reported case", "Units inspected", "3"),
    Fact("举报漏报计划内", INSPECTIONS, "Reported case", "Missed in plan", "1"),
    Fact("举报漏报计划外", INSPECTIONS, "Reported case", "Missed out of plan", "3"),
    Fact("专项督查", f"{INSPECTIONS},date.month", "Special supervision", "Month", "2005-06"),
    Fact("迎省检", f"{INSPECTIONS},date.month", "Provincial preparation", "Month", "2005-07"),
    Fact("统计工作不扎实", FINDINGS, "Weak statistics", "Records", "4"),
    Fact("流动人口管理不到位", FINDINGS, "Floating population", "Records", "4"),
    Fact("新婚对象管理不到位", FINDINGS, "Newlyweds", "Records", "5"),
    Fact("阵地建设不健全", FINDINGS, "Facilities incomplete", "Records", "4"),
    Fact("长效措施落实不到位", FINDINGS, "Long-term measures lacking", "Records", "6"),
    Fact("宣传经费", PUBLICITY, "Total", "Cost", "15,000.00"),
    Fact("宣传车", PUBLICITY, "Vehicle trips", "Quantity", "16"),
    Fact("标语口号", PUBLICITY, "Slogans", "Quantity", "280"),
    Fact("宣传画", PUBLICITY, "Posters", "Quantity", "≥ 200"),
    Fact("宣传资料", PUBLICITY, "Leaflets", "Quantity", "≥ 3000"),
    Fact("上街宣传", PUBLICITY, "Street events", "Quantity", "6"),
    Fact("干部进村入户", PUBLICITY, "Cadres visiting households", "Quantity", "65"),
    Fact("上门服务", PUBLICITY, "Services at home", "Quantity", "1496"),
    Fact("光荣榜", PUBLICITY, "Honour boards", "Quantity", "27"),
    Fact("手册", PUBLICITY, "Handbooks", "Quantity", "≥ 2000"),
    Fact("宣传橱窗", PUBLICITY, "Display windows", "Quantity", "20"),
    Fact("公交线路", PUBLICITY, "Bus lines", "Quantity", "5"),
    Fact("庙会宣传村", PUBLICITY, "Villages at the temple fair", "Quantity", "17"),
)


def table_of(path: Path, command: str) -> list[list[str]]:
    """What a command prints, heading first, cell by cell."""
    result = run("--db", path, *command.split(), "--year", "2005", "--format", "markdown")
    assert result.exit_code == 0, result.output
    lines = [line for line in result.stdout.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [[cell.replace("\\", "") for cell in row] for row in (rows[0], *rows[2:])]


@pytest.mark.parametrize("command", dict.fromkeys(fact.command for fact in FACTS))
def test_the_command_prints_the_numbers(
    sample_path: Path, last_day_of_2005: None, command: str
) -> None:
    headings, *rows = table_of(sample_path, command)
    for fact in FACTS:
        if fact.command == command:
            (row,) = [row for row in rows if row[0] == fact.line]
            assert row[headings.index(fact.column)] == fact.number, fact.term
