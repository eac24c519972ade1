"""What a clerk types all day, in so many keys at most."""

import pytest
from textual.pilot import Pilot

from fptui.language import use_language
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.units import UNITS
from fptui.store import Office
from tests.screens.test_screens import pilot, press

__all__ = ["pilot"]


async def pressed(pilot: Pilot[None], *keys: str) -> int:
    """Press these keys; how many they are."""
    await press(pilot, *keys)
    return len(keys)


async def test_a_recipient_takes_sixty_keys_with_the_check_of_the_number(
    pilot: Pilot[None], sample: Office
) -> None:
    keys = await pressed(pilot, "2", "a", *"430299194003150015", "enter")
    assert "check digit" in await press(pilot)
    keys += await pressed(pilot, "up", "end", "backspace", "4", "enter")
    # the unit by its name; sex and birth date follow from the number
    keys += await pressed(pilot, *"张秀梅", "enter", "enter", *"东升", "enter", "ctrl+s")
    kept = list(sample.table(RECIPIENTS).values())[-1]
    assert (kept.name, kept.unit, kept.sex) == ("张秀梅", "430299004201", "male")
    assert str(kept.birth_date) == "1940-03-15"
    assert keys <= 60


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_a_unit_by_its_pinyin(pilot: Pilot[None], sample: Office, language: str) -> None:
    use_language(language)
    await press(pilot, "2", "a", *"430299194311020027", "enter", *"李四", "enter", "enter")
    offered = await press(pilot, *"dsc")
    assert "东升村" in offered
    await press(pilot, "enter", "ctrl+s")
    kept = list(sample.table(RECIPIENTS).values())[-1]
    assert (kept.name, kept.unit, kept.sex) == ("李四", "430299004201", "female")


async def test_a_phone_number_takes_twenty_keys_from_home(
    pilot: Pilot[None], sample: Office
) -> None:
    keys = await pressed(pilot, "slash", *"wx", "enter", "e", "ctrl+g", *"ph")
    keys += await pressed(pilot, *"13800001234", "ctrl+s")
    assert keys <= 20
    changed = [one for one in sample.table(RECIPIENTS).values() if one.phone == "13800001234"]
    assert [one.name for one in changed] == ["万香"]


async def test_what_means_nothing_is_not_kept(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "2", "a", "enter", *"王五", "enter", *"x", "enter")
    refused = await press(pilot)
    assert "“Sex” cannot be “x”" in refused
    await press(pilot, "backspace", *"fe", "enter", *"bgxx", "enter")
    assert "there is no “bgxx”" in await press(pilot)
    await press(pilot, "ctrl+s")
    assert len(sample.table(RECIPIENTS)) == 385
    assert "Leave without saving" in await press(pilot, "escape")
    await press(pilot, "down", "down", "enter")
    assert len(sample.table(RECIPIENTS)) == 385


async def test_of_several_units_it_is_asked_which(pilot: Pilot[None], sample: Office) -> None:
    await press(pilot, "2", "a", "enter", *"王五", "enter", *"fe", "enter", *"村", "enter")
    asked = await press(pilot)
    assert "is meant?" in asked
    await press(pilot, "enter", "ctrl+s")
    kept = list(sample.table(RECIPIENTS).values())[-1]
    assert kept.name == "王五"
    assert kept.unit in {one.code for one in sample.table(UNITS).values()}


async def test_the_rest_of_a_field_s_name_is_not_typed_into_it(
    pilot: Pilot[None], sample: Office
) -> None:
    before = sample.table(RECIPIENTS)[1]
    await press(pilot, "2", "e", "ctrl+g", *"phone", *"13800001234", "ctrl+s")
    after = sample.table(RECIPIENTS)[1]
    assert after.phone == "13800001234"
    assert after.id_number == before.id_number
