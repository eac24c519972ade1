"""Making an office: `init`."""

from __future__ import annotations

from pathlib import Path

import click

from fptui.commands.options import OfficeCommand
from fptui.commands.session import Session, told
from fptui.commands.translated import TranslatedOption
from fptui.exchange.founding import found_office
from fptui.language import N_, _


@click.command(cls=OfficeCommand, help=N_("Make an empty office, or the sample district."))
@click.option(
    "--sample", is_flag=True, cls=TranslatedOption, help=N_("The synthetic sample district.")
)
@click.argument("db", required=False, type=click.Path(path_type=Path))
@click.pass_obj
@told
def init(session: Session, sample: bool, db: Path | None) -> None:
    """Make a new office at DB, else at --db, else at the default place."""
    session.refuse_past()
    session.refuse_read_only()
    path = db or session.place
    found_office(path, sample=sample).close()
    click.echo(_("{path} is ready. Open it with: fptui --db {path}").format(path=path), err=True)
