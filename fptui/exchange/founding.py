"""Founding an office: an empty one with the usual indicators, or the sample district."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from fptui.errors import ExchangeError
from fptui.exchange.reading.records import read_records
from fptui.exchange.reading.refusals import naming, unusable
from fptui.language import _
from fptui.registers import REGISTERS
from fptui.registers.declaration import Record, Register
from fptui.registers.edits import Edit
from fptui.registers.indicators import INDICATORS
from fptui.registers.scores import SCORES
from fptui.resources import data_folder
from fptui.store import About, Office, create_office, use_lists_of


def found_office(path: Path, *, sample: bool) -> Office:
    """Make a new office at this place and open it.

    Both kinds begin with the indicators and score rules of `data/`; the sample
    adds a synthetic district-year. Raises StoreError where the place is taken or
    cannot be written, ExchangeError where a data file cannot be understood; no
    office is left behind then.
    """
    use_lists_of(path)
    edits = [
        *_edits(INDICATORS, _read_toml(data_folder() / "indicators.toml").get("indicator", [])),
        *_edits(SCORES, _read_toml(data_folder() / "scoring.toml").get("score", [])),
    ]
    about = About(year=date.today().year)
    if sample:
        folder = data_folder() / "sample"
        named = _read_toml(folder / "office.toml")
        about = About(name=named.get("name", ""), year=named.get("year", 0))
        for register in REGISTERS.values():
            file = folder / f"{register.name}.csv"
            if file.exists():
                edits += [Edit(register.name, after=one) for one in read_records(file, register)]
    reason = _("the sample district") if sample else _("a new office")
    return create_office(path, about, edits, reason)


def _read_toml(path: Path) -> dict[str, Any]:
    with naming(path):
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise unusable(error) from error


def _edits(register: Register[Record], rows: list[dict[str, Any]]) -> list[Edit[Record]]:
    try:
        return [
            Edit(register.name, after=msgspec.convert(row, register.record, strict=False))
            for row in rows
        ]
    except msgspec.ValidationError as error:
        raise ExchangeError(
            _("The data file of {register} cannot be used: {reason}.").format(
                register=_(register.title), reason=error
            )
        ) from error
