"""The list to post, from the menu of the recipients: which notice, of which unit, in which file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fptui.errors import FptuiError
from fptui.exchange.rules import rules_of
from fptui.exchange.writing.files import write_file
from fptui.exchange.writing.formats import FORMATS
from fptui.exchange.writing.sheet import Sheet
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.programme.notices import EXITS, STAGES, Posting, posted, posting
from fptui.registers.units import topmost_unit, units_above
from fptui.reports.notices import NOTICE_FORMATS, left_out_said, nobody_said, notice_sheet
from fptui.screens.dialogs import ChooseOne
from fptui.screens.file_dialog import AskFile
from fptui.screens.recipient_tasks import REGISTER
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.tasks import task_of

_AGAIN = "again "


@task_of(REGISTER, N_("List to post"))
def post(screen: RegisterScreen) -> None:
    """Write the list of a notice to a file, after asking which, of which unit, and where."""
    screen.run_worker(_post(screen))


async def _post(screen: RegisterScreen) -> None:
    choose = screen.app.push_screen_wait
    chosen = await choose(ChooseOne(_("List to post"), _stages()))
    if chosen is None:
        return
    unit = await choose(ChooseOne(_("Of which unit"), _units(screen)))
    if unit is None:
        return
    try:
        made, sheet = _made(screen, chosen, unit)
    except FptuiError as error:
        screen.say_refused(error)
        return
    if not made.listed:
        screen.notify(f"{nobody_said(screen.office, made)} {left_out_said(made)}", markup=False)
        return
    formats = [(name, _(FORMATS[name].words)) for name in NOTICE_FORMATS]
    format_name = await choose(ChooseOne(sheet.title, formats))
    if format_name is None:
        return
    name = f"{made.stage.key}-{unit}{FORMATS[format_name].ending}"
    hint = _("Enter: write   Esc: back")
    asking = AskFile(
        _("Write the list to the file"), name, hint, partial(_write, sheet, format_name)
    )
    if await choose(asking) is not None and made.left_out:
        screen.notify(left_out_said(made))


def _stages() -> list[tuple[str, str]]:
    """All notices as they are to be posted, then those of reviews as they were."""
    to_post = [(stage.key, _(stage.label)) for stage in STAGES.values()]
    again = [
        (_AGAIN + stage.key, _("{notice}, as it was posted last").format(notice=_(stage.label)))
        for stage in STAGES.values()
        if stage is not EXITS
    ]
    return to_post + again


def _units(screen: RegisterScreen) -> list[tuple[str, str]]:
    """The units that the person under the cursor belongs to, then all others."""
    office = screen.office
    rows = screen.chosen_rows()
    top = topmost_unit(office)
    near = rows[0][1].unit if rows else top.code if top is not None else ""
    first = [unit.code for unit in units_above(office, near)]
    names = {unit.code: harmless(unit.name) for unit in office.table("units").values()}
    codes = [*first, *(code for code in sorted(names) if code not in first)]
    return [(code, f"{names[code]}  {harmless(code)}") for code in codes]


def _made(screen: RegisterScreen, chosen: str, unit: str) -> tuple[Posting, Sheet]:
    office = screen.office
    rules = rules_of(office.path)
    gather = posted if chosen.startswith(_AGAIN) else posting
    made = gather(office, rules, STAGES[chosen.removeprefix(_AGAIN)], unit)
    return made, notice_sheet(office, rules, made)


def _write(sheet: Sheet, format_name: str, path: Path) -> int:
    write_file(path, FORMATS[format_name].write(sheet))
    return len(sheet.rows)
