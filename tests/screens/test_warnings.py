"""A warning on screen, in Chinese and in a small window: explained, come back, and taken back."""

import msgspec

from fptui.language import use_language
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.registers.explanations import EXPLANATIONS
from fptui.screens.app import FptuiApp
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.warnings_screen import WarningsScreen
from fptui.store import Office
from tests.screens.tasks import choose, do
from tests.screens.test_history import told
from tests.screens.test_screens import NARROW, press

UNIT = "430299001001"


def put(office: Office, births: int, boys: int | None = None) -> None:
    """Let the village have had so many births, half of them boys."""
    edits = []
    half = births // 2 if boys is None else boys
    for name, value in (("births", births), ("births_in_plan", births), ("boys", half)):
        number = office.number_of(COUNTS, f"2005 {UNIT} {name}")
        assert number is not None
        before = office.table(COUNTS)[number]
        after = msgspec.structs.replace(before, value=value)
        edits.append(Edit(COUNTS.name, number, before, after))
    office.change(edits)


async def test_a_warning_from_open_to_explained_to_come_back(sample: Office) -> None:
    put(sample, 201)
    use_language("zh-Hans")
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        assert "✔ 完成 !" in await press(pilot)  # of the targets, with a note
        await press(pilot, "7", "tab")
        screen = await choose(pilot, "warnings")
        assert isinstance(pilot.app.screen, WarningsScreen)
        assert "1 条预警" in screen.splitlines()[0]
        for text in ("待说明 1", "晏家社区", "出生 201", "与其他单位相差异常", "说明"):
            assert text in screen
        assert "32.0‰" in await press(pilot, "enter")
        await press(pilot, "escape")
        assert "说明预警" in await do(pilot, "e")
        assert "缺少" in await do(pilot, "enter") or "原因" in await press(pilot)
        await do(pilot, *"核对出生证", "enter")
        assert not sample.table(EXPLANATIONS)
        screen = await do(pilot, "y")
        assert "已说明 1" in screen
        assert "核对出生证" in screen
        await press(pilot, "e")
        assert "已说明：核对出生证" in told(pilot)

        await do(pilot, "u")
        assert "待说明 1" in await press(pilot)
        await do(pilot, "ctrl+r")
        assert "已说明 1" in await press(pilot)

        put(sample, 202)
        screen = await press(pilot, "tab", "enter", "escape")
        assert "再次出现 1" in screen
        assert "201/6290" in screen  # for which it was explained
        screen = await press(pilot, "o")
        assert isinstance(pilot.app.screen, RegisterScreen)
        assert "202" in screen

        put(sample, 20, boys=21)
        await choose(pilot, "warnings")
        await press(pilot, "g", "e")
        assert "不能用说明了结" in told(pilot)
        put(sample, 61)
        await press(pilot, "tab")
        assert "已消除 1" in await press(pilot, "tab")


async def test_where_nothing_is_odd_the_program_says_so(sample: Office) -> None:
    async with FptuiApp(sample).run_test(size=NARROW) as pilot:
        await press(pilot, "7", "tab")
        await choose(pilot, "warnings")
        assert isinstance(pilot.app.screen, RegisterScreen)
        assert "Nothing must be looked at" in told(pilot)
