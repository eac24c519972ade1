"""Made-up recipients of about twenty fields, for measuring; any number of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from fptui.registers.recipient_file import Recipient

_NAMES = "样本甲乙丙丁戊己庚辛壬癸"
_STATES = ("applied", "confirmed", "receiving", "receiving", "receiving", "exited")


def id_number(number: int) -> str:
    """An ID number of a region code that was never issued, without a right check digit."""
    return f"4302991940{number:08d}"


def recipients(count: int) -> Iterator[tuple[int, Recipient]]:
    """That many recipients with their numbers, the same ones each time."""
    chance = random.Random(2005)
    return ((number, recipient(number, chance)) for number in range(1, count + 1))


def recipient(number: int, chance: random.Random) -> Recipient:
    """One recipient on the roster: twenty of its fields filled in, as they mostly are."""
    return Recipient(
        file_number=f"05-{number:07d}",
        name="".join(chance.choices(_NAMES, k=3)),
        sex=chance.choice(("male", "female")),
        birth_date=date(1930 + number % 16, 1 + number % 12, 1 + number % 28),
        id_number=id_number(number),
        unit=f"43029910{1 + number % 10}{number % 400:03d}",
        registration=chance.choice(("agricultural", "deemed_rural")),
        spouse_registration="agricultural",
        category=chance.choice(("one_child", "two_daughters")),
        children_born=chance.randrange(1, 4),
        children_living=1,
        marital_state=chance.choice(("widowed", "divorced")),
        bank=chance.choice(("农村信用社", "邮政储蓄", "农业银行")),
        account=f"6221{number:015d}",
        phone=f"138{number:08d}",
        state=chance.choice(_STATES),
        since=date(2005, 1 + number % 12, 1 + number % 28),
        paid_from=2004 + number % 3,
        verified=2005,
        notes=f"第{number % 97}组",
    )
