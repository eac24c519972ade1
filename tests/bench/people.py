"""A made-up district, city or province with units and many people, for measuring search."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from fptui.registers.recipient_file import Recipient
from fptui.registers.units import Unit
from fptui.registers.values.identity_number import check_character
from fptui.store import About, Office, create_office
from fptui.store.snapshot import Snapshot, read_snapshot, write_snapshot

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐"
    "许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
)
GIVEN = (
    "秀英玉华桂兰珍芳梅国建明德文清春金凤香云荣翠红素琴淑贞莲菊花霞珠月娥美爱凡芬燕志永福生贵才根林"
    "海新民军平忠良义仁礼智信光辉宝银财富康健安宁顺达成功业山河江川东西南北中正直刚强勇毅力友善和睦家"
    "幸世昌盛茂松柏竹菲萍莉娟秋冬雪雨露霜阳晴朗星辰宇航天地长乐重行朝曾单解"
)
PLACES = "新石红东西大小上下青白黄龙凤马牛清高长平双三五七塘桥溪岭坪冲湾坡井泉庙店铺园田"
TO_A_VILLAGE = 50  # people
TO_A_TOWNSHIP = 30  # villages


def names(chance: random.Random) -> Iterator[str]:
    """Names of two to three characters, frequent ones more often."""
    first = [1 / (place + 3) for place in range(len(SURNAMES))]
    later = [1 / (place + 12) for place in range(len(GIVEN))]
    while True:
        surnames = chance.choices(SURNAMES, first, k=10_000)
        givens = iter(chance.choices(GIVEN, later, k=20_000))
        for surname in surnames:
            yield surname + next(givens) + ("" if chance.random() < 0.15 else next(givens))


def units(people: int) -> list[Unit]:
    """A district, its townships and villages, enough for so many people."""
    chance = random.Random(3)
    top = "430299000000"
    made = [Unit(code=top, name="样本区", level="district", kind="district")]
    for place in range(max(people // TO_A_VILLAGE, 4)):
        town, village = divmod(place, TO_A_TOWNSHIP)
        parent = f"430299{town + 1:04d}00"
        if village == 0:
            name = "".join(chance.choices(PLACES, k=2)) + "镇"
            made.append(Unit(code=parent, name=name, level="township", kind="town", parent=top))
        name = "".join(chance.choices(PLACES, k=2)) + "村"
        code = f"{parent[:-2]}{village + 1:02d}"
        made.append(Unit(code=code, name=name, level="village", kind="village", parent=parent))
    return made


def people(count: int, villages: list[str]) -> Iterator[Recipient]:
    """That many recipients of these villages, the same ones each time."""
    chance = random.Random(2005)
    name_of = names(chance)
    first = date(1933, 1, 1)
    for number in range(1, count + 1):
        born = first + timedelta(days=chance.randrange(4700))
        body = f"430299{born:%Y%m%d}{chance.randrange(1000):03d}"
        yield Recipient(
            file_number=f"05-{number:07d}",
            name=next(name_of),
            sex="male" if int(body[16]) % 2 else "female",
            birth_date=born,
            id_number=body + check_character(body),
            unit=chance.choice(villages),
            children_born=1,
            children_living=1,
            bank="农村信用社",
            account=f"6221{number:015d}",
            state=chance.choice(("applied", "confirmed", "receiving", "receiving", "exited")),
            since=date(2005, 1 + number % 12, 1 + number % 28),
            paid_from=2005,
        )


def office_of(folder: Path, count: int) -> Path:
    """An office with so many people, written as a snapshot."""
    path = folder / f"office-{count}.json"
    create_office(path, About(name="样本区", year=2005)).close()
    empty = read_snapshot(path)
    made = units(count)
    villages = [unit.code for unit in made if unit.level == "village"]
    tables = {
        **empty.tables,
        "units": dict(enumerate(made, 1)),
        "recipients": dict(enumerate(people(count, villages), 1)),
    }
    numbers = {**empty.numbers, "units": len(made), "recipients": count}
    write_snapshot(path, Snapshot(empty.about, empty.origin, empty.position, numbers, tables))
    return path


def opened(folder: Path, count: int) -> Office:
    """That office, open for reading."""
    return Office(office_of(folder, count), read_only=True)
