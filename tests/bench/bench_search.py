"""What a keystroke takes while searching among 100,000 and 1,000,000 people.

``python -m tests.bench.bench_search --scale small|middle|full``. It measures the screen
itself, without a terminal: from the letter to the first page, found and drawn. The
median and the worst are of the letters of what is typed; beside them a plain scan.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table
from textual.widgets import Input

from fptui.registers.recipients import RECIPIENTS
from fptui.screens.app import FptuiApp
from fptui.screens.register_screen import RegisterScreen
from fptui.search.listing import Listing, Question
from fptui.search.query import word_test
from fptui.store import Office
from tests.bench.district import id_number
from tests.bench.people import office_of

SCALES = {"small": (10_000,), "middle": (100_000,), "full": (100_000, 1_000_000)}
GOALS = {100_000: 0.016, 1_000_000: 0.060}
TYPED = (
    "张秀梅",
    "zxm",
    "zhangxm",
    "zhangxiumei",
    "0014",
    "05-0001",
    id_number(14),
    "新塘村",
    "xintang",
    "xt zxm",
    "李 张",
    "nobody",
)
"""What a clerk types, letter by letter; Chinese comes from an input method, as it is here."""
TURNS = 6
SCANNED = 20_000  # people


def resident() -> int:
    """Bytes of memory that this process holds."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * 4096


def took(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def keystroke(screen: RegisterScreen, text: str) -> tuple[float, float]:
    """Seconds to handle a letter and to draw what it finds; then to find the rest."""
    line = screen.query_one("#query", Input)
    gc.collect()
    gc.disable()

    def handled() -> None:
        screen.on_input_changed(Input.Changed(line, text))
        for y in range(screen.grid.size.height):
            screen.grid.render_line(y)

    first = took(handled)
    rest = took(lambda: len(screen._rows))
    gc.enable()
    return first, rest


def scan_seconds(office: Office, words: Sequence[str]) -> float:
    """What a look at every record takes, which the index saves; reckoned from the first ones."""
    tests = [word_test(RECIPIENTS, word) for word in words]
    people = office.table(RECIPIENTS)
    first = list(islice(people.values(), SCANNED))
    seconds = took(lambda: sum(all(test(one, office) for test in tests) for one in first))
    return seconds * len(people) / len(first)


async def measured(office: Office, size: int) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = []
    async with FptuiApp(office).run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "slash")
        screen = pilot.app.screen
        assert isinstance(screen, RegisterScreen)
        await pilot.app.workers.wait_for_complete()
        goal = GOALS.get(size)
        screen.on_input_changed(Input.Changed(screen.query_one("#query", Input), ""))
        for typed in TYPED:
            letters = [typed[:end] for end in range(1, len(typed) + 1)]
            seconds = [[keystroke(screen, text)[0] for text in letters] for _turn in range(TURNS)]
            _first, rest = keystroke(screen, typed)
            once, usual = seconds[0], [median(turns) for turns in zip(*seconds[1:], strict=True)]
            scan = scan_seconds(office, typed.split())
            fits = "" if goal is None else "met" if max(usual) < goal else "NOT MET"
            rows.append(
                (
                    f"{size:,}",
                    typed,
                    f"{len(screen._rows):,}",
                    f"{median(usual) * 1e3:.1f} ms",
                    f"{max(usual) * 1e3:.1f} ms",
                    f"{max(once) * 1e3:.1f} ms",
                    f"{rest * 1e3:.0f} ms",
                    f"{scan * 1e3:,.0f} ms",
                    fits,
                )
            )
    return rows


def prepare(office: Office, console: Console, size: int) -> None:
    """What happens once, before anything is typed."""
    gc.collect()
    before = resident()
    listings: list[Listing] = []
    sorting = took(lambda: listings.append(Listing(office, RECIPIENTS, Question())))
    indexing = took(listings[0].make_index)
    gc.collect()
    console.print(
        f"{size:,} people: listed in {sorting:.2f} s, indexed beside the work in {indexing:.2f} s;"
        f" list and index take {(resident() - before) / 1e6:,.0f} MB beside"
        f" {before / 1e6:,.0f} MB"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--scale", choices=SCALES, default="middle")
    console = Console(width=130)
    table = Table(
        *("people", "typed", "found", "median letter", "worst letter", "worst at first"),
        *("all found", "plain scan", "goal"),
    )
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for size in SCALES[parser.parse_args().scale]:
            with Office(office_of(Path(folder), size), read_only=True) as office:
                prepare(office, console, size)
                for row in asyncio.run(measured(office, size)):
                    failed |= row[-1] == "NOT MET"
                    table.add_row(*row)
    console.print(table)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
