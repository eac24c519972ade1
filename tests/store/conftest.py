from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from fptui.registers.edits import Edit
from fptui.registers.recipient_file import Recipient
from fptui.registers.units import Unit
from fptui.store import About, clock, create_office

DISTRICT = Unit(code="430299000000", name="东风区", level="district", kind="district")
TOWN = Unit(code="430299101000", name="红旗镇", level="township", kind="town", parent=DISTRICT.code)


def person(number: int, **fields: object) -> Recipient:
    """A made-up recipient; the region code was never issued."""
    values: dict[str, object] = {
        "file_number": f"05-{number:05d}",
        "name": f"样{number}",
        "sex": "female",
        "unit": TOWN.code,
        "id_number": f"43029919400101{number:04d}",
    }
    return Recipient(**(values | fields))  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An office of two units."""
    with create_office(tmp_path / "office.json", About(name="东风区", year=2005)) as office:
        office.change([Edit("units", after=DISTRICT), Edit("units", after=TOWN)], "founding")
    return tmp_path / "office.json"


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))

    def present(self) -> datetime:
        return self.now

    def day(self, day: int, month: int = 3) -> None:
        self.now = self.now.replace(month=month, day=day)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stands = Clock()
    monkeypatch.setattr(clock, "present", stands.present)
    return stands
