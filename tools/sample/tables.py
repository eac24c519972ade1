"""Writing the sample's registers as csv."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TypeAlias

Row: TypeAlias = dict[str, str | int]


def write_table(folder: Path, register: str, rows: list[Row]) -> None:
    """One register, one file; the headings are the column keys."""
    with (folder / f"{register}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
