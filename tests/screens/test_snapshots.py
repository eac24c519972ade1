"""Pictures of the main screens in two sizes and two languages; anew by `make snapshots`."""

from typing import Any

import pytest

from fptui.language import use_language
from fptui.screens.app import FptuiApp
from fptui.store import Office

SCREENS = {
    "targets": (),
    "recipients": ("2",),
    "findings": ("5", "tab"),
    "help": ("2", "question_mark"),
    "form": ("7", "e"),
    "history": ("9",),
    "summary": ("8", "tab"),
}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(
    sample: Office, snap_compare: Any, name: str, size: tuple[int, int], language: str
) -> None:
    use_language(language)
    assert snap_compare(FptuiApp(sample), press=SCREENS[name], terminal_size=size)
