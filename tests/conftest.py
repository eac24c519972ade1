from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import settings

from fptui.exchange.founding import found_office
from fptui.language import use_language
from fptui.language.ways import use_options, use_ways
from fptui.registers.values.lists import use_lists
from fptui.store import Office, clock, lists_along, storage
from fptui.store.journal import journal_of

settings.register_profile("fptui", deadline=None)  # the machine may be busy
settings.load_profile("fptui")

TODAY = date(2005, 12, 31)
FOUNDED = datetime(2005, 12, 30, 9, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins and ends in English."""
    use_language("en")
    use_options()
    use_ways()
    yield
    use_language("en")


@pytest.fixture(autouse=True)
def usual_lists() -> None:
    """Each test begins with the lists that come along; opening an office takes its own."""
    use_lists(lists_along(), lists_along())


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district, made once."""
    path = tmp_path_factory.mktemp("founded") / "office.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "present", lambda: FOUNDED)
        patch.setattr(storage, "user_name", lambda: "clerk")
        found_office(path, sample=True).close()
    return path


@pytest.fixture
def sample_path(founded: Path, tmp_path: Path) -> Path:
    """A copy of the sample district that a test may change."""
    path = tmp_path / "office.json"
    copyfile(founded, path)
    copyfile(journal_of(founded), journal_of(path))
    return path


@pytest.fixture
def last_day_of_2005(monkeypatch: pytest.MonkeyPatch) -> None:
    """See the office as on the last day of its year."""
    monkeypatch.setattr(Office, "today", TODAY)


@pytest.fixture
def sample(sample_path: Path, last_day_of_2005: None) -> Iterator[Office]:
    """The sample district, open."""
    with Office(sample_path) as office:
        yield office
