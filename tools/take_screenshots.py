"""Take the pictures of the README anew: `make screenshots`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from fptui.exchange.founding import found_office
from fptui.language import use_language
from fptui.screens.app import FptuiApp
from fptui.store import Office

FOLDER = Path(__file__).parent.parent / "docs"
PICTURES = (
    ("targets", "en", (90, 22), ()),
    ("recipients-zh", "zh-Hans", (120, 30), ("2",)),
)


class OfficeOf2005(Office):
    """An office seen on the last day of its year, so that pictures do not change."""

    @property
    def today(self) -> date:
        return date(2005, 12, 31)


async def take(path: Path) -> None:
    for name, language, size, keys in PICTURES:
        use_language(language)
        with OfficeOf2005(path, read_only=False) as office:
            app = FptuiApp(office)
            async with app.run_test(size=size) as pilot:
                await pilot.press(*keys)
                await pilot.pause()
                (FOLDER / f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        office_path = Path(folder) / "office.json"
        found_office(office_path, sample=True).close()
        asyncio.run(take(office_path))
