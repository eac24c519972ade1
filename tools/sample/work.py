"""Training, inspections, publicity and contracts of the sample district."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tools.sample.district import District, shared
from tools.sample.names import person_name
from tools.sample.tables import Row

ATTENDED_2_JUNE = 231


def make_trainings(random: Random) -> list[Row]:
    fields = (
        "number",
        "date",
        "topic",
        "name",
        "organiser",
        "level",
        "place",
        "hours",
        "trainer",
        "audience",
        "with_test",
        "state",
    )
    sessions = (
        (
            "P05-01",
            "2005-01-28",
            "award_subsidy",
            "奖励扶助工作培训班",
            "区计生局",
            "district",
            "区计生局会议室",
            6,
            "乡镇计生办主任、村专干",
            "yes",
        ),
        (
            "P05-02",
            "2005-03-16",
            "statistics",
            "统计工作业务培训",
            "区计生局",
            "district",
            "区计生局会议室",
            4,
            "乡镇统计员",
            "no",
        ),
        (
            "P05-03",
            "2005-03-17",
            "software",
            "软件操作培训",
            "区计生局",
            "district",
            "区电教室",
            6,
            "九个社区的专干",
            "no",
        ),
        (
            "P05-04",
            "2005-06-02",
            "general",
            "换届后业务培训",
            "区计生局",
            "district",
            "区礼堂",
            7,
            "分管领导、计生办人员、村居专干",
            "no",
        ),
    )
    rows: list[Row] = []
    for number, day, topic, name, organiser, level, place, hours, audience, test in sessions:
        values = (
            number,
            day,
            topic,
            name,
            organiser,
            level,
            place,
            hours,
            person_name(random),
            audience,
            test,
            "held",
        )
        row: Row = dict(zip(fields, values, strict=True))
        rows.append(row)
    return rows


def make_attendance(random: Random, district: District, homes: list[Row]) -> list[Row]:
    rows = []
    for unit in homes:
        invited = random.randint(1, 3)
        attended = invited if random.random() < 0.9 else max(1, invited - 1)
        passed = attended if random.random() < 0.9 else attended - 1
        rows.append(_attendance("P05-01", unit, invited, attended, attended, passed))
    for unit in district.townships:
        rows.append(_attendance("P05-02", unit, 2, 2))
    for unit in sorted(random.sample(district.communities, 9), key=lambda unit: str(unit["code"])):
        rows.append(_attendance("P05-03", unit, 2, 2))
    units = district.units[1:]
    weights = [5.0 if unit["level"] == "township" else 2.6 for unit in units]
    for unit, attended in zip(units, shared(ATTENDED_2_JUNE, weights), strict=True):
        rows.append(_attendance("P05-04", unit, attended + random.choice((0, 0, 0, 1)), attended))
    return rows


def _attendance(
    session: str, unit: Row, invited: int, attended: int, tested: int = 0, passed: int = 0
) -> Row:
    return {
        "session": session,
        "unit": unit["code"],
        "invited": invited,
        "attended": attended,
        "tested": tested,
        "passed": passed,
    }


def make_inspections(random: Random, district: District) -> list[Row]:
    sampled = random.sample(district.communities, 4)
    reported = random.sample(district.villages, 3)
    pair = "、".join(person_name(random) for _ in range(2))
    return [
        _inspection("J05-01", "2005-04-12", "routine_sample", pair, sampled, 6, 0, "常规抽样调查"),
        _inspection(
            "J05-02", "2005-03-22", "reported_case", pair, reported[:1], 1, 0, "群众举报调查"
        ),
        _inspection(
            "J05-03", "2005-05-19", "reported_case", pair, reported[1:2], 0, 2, "群众举报调查"
        ),
        _inspection(
            "J05-04", "2005-08-30", "reported_case", pair, reported[2:], 0, 1, "群众举报调查"
        ),
        _inspection(
            "J05-05",
            "2005-06-14",
            "special_supervision",
            pair,
            district.townships[4:],
            0,
            0,
            "奖励扶助和流动人口专项督查",
        ),
        _inspection(
            "J05-06",
            "2005-07-11",
            "provincial_preparation",
            pair,
            district.townships,
            0,
            0,
            "迎省检工作",
        ),
    ]


def _inspection(
    number: str,
    day: str,
    kind: str,
    pair: str,
    units: list[Row],
    inside: int,
    outside: int,
    summary: str,
) -> Row:
    return {
        "number": number,
        "date": day,
        "kind": kind,
        "inspectors": pair,
        "units": ";".join(str(unit["code"]) for unit in units),
        "missed_in_plan_births": inside,
        "missed_out_of_plan_births": outside,
        "summary": summary,
    }


_FOUND = {
    "routine_sample": (
        "statistics_weak",
        "floating_population_management",
        "newlywed_management",
        "facilities_incomplete",
    ),
    "reported_case": ("statistics_weak",),
    "special_supervision": ("floating_population_management", "long_term_measures_lacking"),
    "provincial_preparation": (
        "newlywed_management",
        "facilities_incomplete",
        "long_term_measures_lacking",
    ),
}


def make_findings(random: Random, inspections: list[Row]) -> list[Row]:
    rows: list[Row] = []
    for inspection in inspections:
        kinds = _FOUND[str(inspection["kind"])]
        for place, unit in enumerate(str(inspection["units"]).split(";")):
            told = date.fromisoformat(str(inspection["date"])) + timedelta(3)
            number = f"W05-{len(rows) + 1:03d}"
            rows.append(_finding(random, number, inspection, unit, kinds[place % len(kinds)], told))
    for row in rows[-2:]:  # the last of the year are still to be put right
        row.update(put_right="", rechecked="", result="")
    rows[-3].update(rechecked="", result="")
    return rows


def _finding(random: Random, number: str, inspection: Row, unit: str, kind: str, told: date) -> Row:
    missed = int(inspection["missed_in_plan_births"]) + int(inspection["missed_out_of_plan_births"])
    done = told + timedelta(random.randint(10, 28))
    return {
        "number": number,
        "inspection": inspection["number"],
        "unit": unit,
        "kind": kind,
        "cases": max(1, missed) if kind == "statistics_weak" else random.randint(1, 4),
        "notice_sent": told.isoformat(),
        "deadline": (told + timedelta(30)).isoformat(),
        "put_right": done.isoformat(),
        "rechecked": (done + timedelta(random.randint(5, 20))).isoformat(),
        "result": "accepted",
        "notes": "",
    }


_POINTS = (
    "统计账卡齐全一致",
    "流动人口验证登记",
    "新婚对象登记和随访",
    "村级阵地和宣传栏",
    "奖励扶助个案核对",
)


def make_checklist(random: Random, district: District) -> list[Row]:
    rows: list[Row] = []
    for township in district.townships:
        for point in _POINTS:
            met = date(2005, 7, 18) + timedelta(random.randrange(40))
            rows.append(
                {
                    "number": f"Q05-{len(rows) + 1:03d}",
                    "unit": township["code"],
                    "point": point,
                    "answerable": township["staff"],
                    "deadline": "2005-08-31",
                    "met_date": met.isoformat() if random.random() < 0.95 else "",
                    "evidence": "现场核对",
                }
            )
    return rows


# kind, total, in how many parts, measure, cost in yuan, only a lower bound
_PUBLICITY = (
    ("vehicle_trips", 16, 4, "台次", 2400, False),
    ("slogans", 280, 4, "条", 2800, False),
    ("posters", 200, 2, "张", 1600, True),
    ("leaflets", 3000, 3, "份", 1500, True),
    ("street_events", 6, 6, "次", 1800, False),
    ("cadre_household_visits", 65, 3, "人", 0, False),
    ("home_services", 1496, 4, "人次", 0, False),
    ("handbooks", 2000, 2, "册", 3000, True),
    ("outdoor_windows", 20, 2, "个", 1400, False),
    ("bus_lines", 5, 1, "条", 500, False),
    ("temple_fair_villages", 17, 1, "个村", 0, False),
)


def make_activities(random: Random, district: District, homes: list[Row]) -> list[Row]:
    rows: list[Row] = []
    for kind, total, parts, measure, cost, at_least in _PUBLICITY:
        quantities = shared(total, [1.0 + random.random() * (parts < total) for _ in range(parts)])
        costs = shared(cost, [1.0] * parts)
        for quantity, yuan in zip(quantities, costs, strict=True):
            day = date(2005, 1, 10) + timedelta(random.randrange(340))
            rows.append(_activity(day, kind, quantity, measure, yuan, district.code, at_least))
    for home in homes:
        day = date(2005, 9, 5) + timedelta(random.randrange(20))
        rows.append(_activity(day, "honour_boards", 1, "块", 0, str(home["code"]), False))
    rows.sort(key=lambda row: str(row["date"]))
    return [{"number": f"X05-{place:03d}", **row} for place, row in enumerate(rows, 1)]


def _activity(
    day: date, kind: str, quantity: int, measure: str, yuan: int, unit: str, at_least: bool
) -> Row:
    return {
        "date": day.isoformat(),
        "kind": kind,
        "quantity": quantity,
        "at_least": "yes" if at_least else "no",
        "measure": measure,
        "cost": yuan,
        "unit": unit,
        "organiser": "区计生局",
        "notes": "",
    }


def make_contracts(district: District) -> list[Row]:
    bounds = (
        ("planned_birth_rate", "98.00", ""),
        ("multi_child_rate", "", "0.50"),
        ("sex_ratio_at_birth", "103", "107"),
        ("comprehensive_management_rate", "95.0", ""),
        ("statistics_accuracy_rate", "97.00", ""),
        ("village_led_ratio", "93.00", ""),
        ("long_term_measures_rate", "95.00", ""),
        ("case_file_accuracy_rate", "100", ""),
        ("timely_payment_rate", "100", ""),
    )
    notes = {"long_term_measures_rate": "总结只写“完成责任目标”，目标值系推定"}
    rows = [
        _contract(district.code, key, low, high, notes.get(key, "")) for key, low, high in bounds
    ]
    for township in district.townships:
        rows.append(_contract(str(township["code"]), "planned_birth_rate", "98.00", "", ""))
        rows.append(_contract(str(township["code"]), "multi_child_rate", "", "0.50", ""))
    return rows


def _contract(unit: str, indicator: str, low: str, high: str, notes: str) -> Row:
    return {
        "period": "2005",
        "indicator": indicator,
        "unit": unit,
        "low": low,
        "high": high,
        "notes": notes,
    }


def make_entered(district: District) -> list[Row]:
    printed = (
        ("comprehensive_management_rate", "95.6", ""),
        ("statistics_accuracy_rate", "99.15", ""),
        ("long_term_measures_rate", "95.52", ""),
        ("social_maintenance_fee_collection_rate", "70", ""),
        ("reproductive_health_monitoring_rate", "99.59", ""),
        ("informed_choice_coverage", "95", "at_least"),
    )
    return [
        {
            "period": "2005",
            "indicator": key,
            "unit": district.code,
            "value": value,
            "bound": bound,
            "source": "年度工作总结",
        }
        for key, value, bound in printed
    ]
