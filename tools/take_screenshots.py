"""Take the pictures of the README anew: `make screenshots`."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import date
from html import escape, unescape
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

sys.path.insert(0, str(Path(__file__).parent.parent))

from fptui.exchange.founding import found_office
from fptui.language import use_language
from fptui.screens.app import FptuiApp
from fptui.store import Office

_TEXT = re.compile(
    r'<text class="(?P<style>[^"]*)" x="(?P<x>[0-9.]+)" (?P<where>[^>]*?)'
    r'textLength="(?P<length>[0-9.]+)"'
    r"(?P<rest>[^>]*)>(?P<text>[^<]+)</text>"
)
FOLDER = Path(__file__).parent.parent / "docs"
PICTURES = (
    ("targets", "en", (90, 22), ()),
    ("recipients-zh", "zh-Hans", (120, 30), ("2",)),
    ("eligibility-zh", "zh-Hans", (100, 24), ("2", "G", "m", "down", "down", "down", "enter")),
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
                picture = widened(app.export_screenshot())
                (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


def widened(svg: str) -> str:
    """A picture whose Chinese characters stand in two cells each.

    rich counts each as one, and a viewer spreads a text evenly: so narrow and wide
    characters become texts of their own, each at its place.
    """
    return _TEXT.sub(_parted, svg)


def _parted(found: re.Match[str]) -> str:
    text = unescape(found["text"])
    cell = float(found["length"]) / len(text)
    place, parts = float(found["x"]), []
    for _width, run in groupby(text, cell_len):
        part = "".join(run)
        length = cell * cell_len(part)
        parts.append(
            f'<text class="{found["style"]}" x="{place:.1f}" {found["where"]}'
            f'textLength="{length:.1f}"{found["rest"]}>{escape(part)}</text>'
        )
        place += length
    return "".join(parts)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        office_path = Path(folder) / "office.json"
        found_office(office_path, sample=True).close()
        asyncio.run(take(office_path))
