"""The table of target completion: `targets`."""

from __future__ import annotations

import sys

import click

from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.translated import TranslatedOption
from fptui.errors import UnknownName
from fptui.figures.targets import targets as targets_of
from fptui.figures.targets import unit_code
from fptui.language import N_, _
from fptui.registers.values.display import name_of
from fptui.reports.explanation import explanation
from fptui.reports.target_table import target_table

PIPED_WIDTH = 100


@click.command(cls=OfficeCommand, help=N_("Show where each target stands."))
@click.option(
    "--unit", metavar="U", cls=TranslatedOption, help=N_("Of which unit, by code or name.")
)
@click.option("--explain", metavar="KEY", cls=TranslatedOption, help=N_("How one figure was made."))
@click.pass_obj
@told
def targets(session: Session, unit: str | None, explain: str | None) -> None:
    """Show the twelve indicators, or explain one of them."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
    with session.office() as office:
        lines = targets_of(office, unit)
        if explain is None:
            place = name_of(office, "units", unit_code(office, unit)) or office.about.name
            title = f"{place} · {office.year}"
            if session.day is not None:
                title += " · " + _("as of {day}").format(day=session.day)
            console.print(target_table(lines, title), crop=False)
            return
        for line in lines:
            if line.indicator.key == explain:
                console.print(explanation(line, office))
                return
    raise UnknownName(
        _("There is no indicator “{name}”. The indicators: {names}.").format(
            name=explain, names=", ".join(line.indicator.key for line in lines)
        )
    )
