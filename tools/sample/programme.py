"""Recipients and payments of the sample district.

312 people were paid in 2005: the 290 of 2004, less 9 who left, and 31 new ones. Some who
will be sixty in the ten years after have applied ahead.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from fptui.registers.values.identity_number import check_character
from tools.sample.district import COUNTY, District
from tools.sample.names import person_name
from tools.sample.tables import Row

PAID_2004, EXITED, NEW_2005 = 290, 9, 31
ON_THE_WAY = {
    "applied": 8,
    "village_noticed": 6,
    "township_reviewed": 5,
    "confirmed": 4,
    "rejected": 3,
    "suspended": 2,
}
APPLIED_AHEAD, AHEAD_SEED = 36, 2006
VILLAGES_WITH_RECIPIENTS = 27
STANDARD = 600
EXIT_REASONS = ("01", "01", "02", "03", "04")
MARITAL = ("first_marriage",) * 7 + ("widowed",) * 2 + ("remarried", "divorced")


def villages_with_recipients(random: Random, district: District) -> list[Row]:
    return sorted(
        random.sample(district.villages, VILLAGES_WITH_RECIPIENTS),
        key=lambda unit: str(unit["code"]),
    )


def make_recipients(random: Random, homes: list[Row]) -> list[Row]:
    plan: list[tuple[str, int | str]] = [("receiving", 2004)] * (PAID_2004 - EXITED)
    plan += [("exited", 2004)] * EXITED + [("receiving", 2005)] * NEW_2005
    plan += [(state, "") for state, number in ON_THE_WAY.items() for _ in range(number)]
    rows = []
    sequences: set[str] = set()
    for place, (state, paid_from) in enumerate(plan):
        home = homes[place] if place < len(homes) else random.choice(homes)
        prefix = "04" if paid_from == 2004 else "05"
        row = _recipient(random, f"{prefix}-{place + 1:04d}", home, state, paid_from, sequences)
        rows.append(row | _what_follows(row))
    ahead = Random(AHEAD_SEED)
    for place in range(len(rows), len(rows) + APPLIED_AHEAD):
        home, file_number = ahead.choice(homes), f"06-{place + 1:04d}"
        row = _recipient(ahead, file_number, home, "applied", "", sequences)
        born = date(1946, 1, 1) + timedelta(ahead.randrange(10 * 365))
        id_number = _id_number(ahead, born, str(row["sex"]), sequences)
        row |= {"birth_date": born.isoformat(), "id_number": id_number}
        rows.append(row | _what_follows(row))
    return rows


def _recipient(
    random: Random, file_number: str, home: Row, state: str, paid_from: int | str, taken: set[str]
) -> Row:
    sex = random.choice(("male", "female"))
    last_birthday = date(1944 if paid_from == 2004 else 1945, 12, 31)
    born = date(1933, 1, 1) + timedelta(
        random.randrange((last_birthday - date(1933, 1, 1)).days + 1)
    )
    category = random.choices(("one_child", "two_daughters", "child_deceased"), (45, 50, 5))[0]
    children = {"one_child": 1, "two_daughters": 2, "child_deceased": random.choice((1, 2))}[
        category
    ]
    return {
        "file_number": file_number,
        "name": person_name(random, sex),
        "sex": sex,
        "birth_date": born.isoformat(),
        "id_number": _id_number(random, born, sex, taken),
        "unit": home["code"],
        "registration": "deemed_rural" if random.random() < 0.04 else "agricultural",
        "category": category,
        "children_born": children,
        "children_living": 0 if category == "child_deceased" else children,
        "marital_state": random.choice(MARITAL),
        "bank": random.choice(("东风农村信用社", "邮政储蓄")),
        "account": f"8299{random.randrange(10**11):011d}",
        "phone": f"1990000{random.randrange(10**4):04d}" if random.random() < 0.5 else "",
        "state": state,
        "since": _since(random, state, paid_from),
        "paid_from": paid_from,
        "exit_reason": random.choice(EXIT_REASONS) if state == "exited" else "",
        "notes": "",
    }


def _what_follows(row: Row) -> Row:
    """The fields that the others decide."""
    married = row["marital_state"] in {"first_marriage", "remarried"}
    return {
        "spouse_registration": "agricultural" if married else "",
        "state_reason": "户口性质不符" if row["state"] == "rejected" else "",
        "verified": 2005 if row["state"] == "receiving" and row["paid_from"] == 2004 else "",
        "exit_date": row["since"] if row["state"] == "exited" else "",
        "recorded_by": "样本专干",
    }


def _since(random: Random, state: str, paid_from: int | str) -> str:
    if state == "receiving":
        return f"{paid_from}-03-31"
    if state == "exited":
        return date(2005, 1, random.randint(4, 28)).isoformat()
    return (date(2005, 10, 10) + timedelta(random.randrange(60))).isoformat()


def _id_number(random: Random, born: date, sex: str, taken: set[str]) -> str:
    """18 digits, or 15 for every tenth person; no two alike in either form."""
    while True:
        sequence = random.randrange(1, 995) // 2 * 2 + (1 if sex == "male" else 0)
        body = f"{COUNTY}{born:%Y%m%d}{sequence:03d}"
        if sequence and body not in taken:
            break
    taken.add(body)
    if random.random() < 0.1:
        return body[:6] + body[8:]
    return body + check_character(body)


def make_payments(random: Random, recipients: list[Row]) -> list[Row]:
    rows = []
    for year in (2004, 2005):
        paid = [
            person
            for person in recipients
            if person["paid_from"]
            and int(person["paid_from"]) <= year
            and not (person["state"] == "exited" and year == 2005)
        ]
        for person in paid:
            rows.append(_payment(random, year, str(person["file_number"])))
    return rows


def _payment(random: Random, year: int, file_number: str) -> Row:
    return {
        "year": year,
        "round": 1,
        "recipient": file_number,
        "standard": STANDARD,
        "amount": STANDARD,
        "due_date": f"{year}-10-31",
        "paid_date": date(year, 10, random.randint(11, 28)).isoformat(),
        "result": "paid",
        "return_reason": "",
    }
