"""What is done with the recipients' files: moved on, re-verified, explained, foreseen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from fptui.errors import FptuiError
from fptui.exchange.rules import rules_of
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.eligibility import judge
from fptui.programme.forecast import coming, needs
from fptui.programme.procedure import Plan, Step, next_states, plan
from fptui.programme.verification import is_unverified, verified
from fptui.registers.edits import Edit
from fptui.registers.recipients import EXIT_REASONS, RECIPIENTS, STATES
from fptui.registers.units import township_of
from fptui.registers.values.parsing import value_from_text
from fptui.reports.eligibility import explained
from fptui.reports.forecast import forecast_page
from fptui.reports.rounds import stopped_said
from fptui.screens.dialogs import AskText, ChooseOne, Page
from fptui.screens.doubts_screen import look_for_doubts
from fptui.screens.preview import Foreseen, Preview
from fptui.screens.register_screen import RegisterScreen
from fptui.screens.tasks import task_of
from fptui.screens.working import Working
from fptui.store import user_name

REGISTER = RECIPIENTS.name


@task_of(REGISTER, N_("Move to the next state"))
def move(screen: RegisterScreen) -> None:
    """Move the selected files, after a preview of who cannot move and why."""
    if screen.may_change():
        screen.run_worker(_move(screen))


async def _move(screen: RegisterScreen) -> None:
    files = screen.chosen_rows()
    if not files:
        return
    states = next_states(recipient.state for _number, recipient in files)
    if not states:
        screen.notify(_("From this state a file goes nowhere."))
        return
    choices = [(state, _(STATES[state])) for state in states]
    to = await screen.app.push_screen_wait(ChooseOne(_("Move to"), choices))
    step = await _step(screen, to) if to else None
    if step is None:
        return
    try:
        foreseen = plan(screen.office, files, step, rules_of(screen.office.path))
    except FptuiError as error:
        screen.say_refused(error)
        return
    if await screen.app.push_screen_wait(Preview(_foreseen(foreseen, screen))):
        said = step.reason or _("moved to {state}").format(state=_(STATES[step.to]))
        screen.make(foreseen.edits, said)


async def _step(screen: RegisterScreen, to: str) -> Step | None:
    """The step with all that it asks for; None where the user goes back."""
    office, app = screen.office, screen.app
    reason, exit_reason, exit_date = "", "", None
    if to in {"rejected", "suspended"}:
        given = await app.push_screen_wait(AskText(_("Why"), "", _hint(), _not_empty))
        if given is None:
            return None
        reason = given.strip()
    if to == "exited":
        choices = [(code, _(label)) for code, label in EXIT_REASONS.items()]
        chosen = await app.push_screen_wait(ChooseOne(_("Reason for exit"), choices))
        if chosen is None:
            return None
        title = _("The day of the exit, such as that of the death")
        asking = AskText(title, office.today.isoformat(), _hint(), _not_a_day)
        given = await app.push_screen_wait(asking)
        if given is None:
            return None
        exit_reason, exit_date = chosen, _day(given)
    return Step(to, office.today, user_name(), office.year, reason, exit_reason, exit_date)


def _hint() -> str:
    return _("Enter: go on   Esc: back")


def _not_empty(text: str) -> str:
    return "" if text.strip() else _("A reason is asked for.")


def _day(text: str) -> date:
    day: date = value_from_text(RECIPIENTS.column("exit_date"), text.strip())
    return day


def _not_a_day(text: str) -> str:
    try:
        _day(text)
    except FptuiError as error:
        return str(error)
    return "" if text.strip() else _("A day is asked for.")


def _foreseen(foreseen: Plan, screen: RegisterScreen) -> Foreseen:
    moves, refused = len(foreseen.moves), len(foreseen.refused)
    counted = _("{moves} can move, {refused} cannot.").format(moves=moves, refused=refused)
    said = " ".join([counted, *stopped_said(foreseen)])
    rows = [
        (_("stays"), *_who(recipient), _("; ").join(reasons))
        for _number, recipient, reasons in foreseen.refused
    ]
    arrow = _(STATES[foreseen.step.to])
    rows += [
        (_("moves"), *_who(before), f"{_(STATES[before.state])} → {arrow}")
        for before in (edit.before for edit in foreseen.moves if edit.before)
    ]
    return Foreseen(
        _("Move to {state}").format(state=arrow),
        said,
        ("", _("File no."), _("Name"), _("What happens")),
        rows,
        may=bool(moves),
    )


def _who(recipient: Any) -> tuple[str, str]:
    return harmless(recipient.file_number), harmless(recipient.name)


@task_of(REGISTER, N_("Re-verify for the year in view"))
def re_verify(screen: RegisterScreen) -> None:
    """Note the yearly re-verification of the selected files."""
    if not screen.may_change():
        return
    year = screen.office.year
    files = [row for row in screen.chosen_rows() if is_unverified(row[1], year)]
    if not files:
        screen.notify(_("None of these is to be re-verified for {year}.").format(year=year))
        return
    edits = [Edit(REGISTER, number, one, verified(one, year)) for number, one in files]
    if screen.make(edits, _("re-verified for {year}").format(year=year)):
        n = len(files)
        said = ngettext("{n} file re-verified for {year}", "{n} files re-verified for {year}", n)
        screen.notify(said.format(n=n, year=year))


@task_of(REGISTER, N_("Show the files not yet re-verified"))
def show_unverified(screen: RegisterScreen) -> None:
    """Filter the files that are still to be re-verified for the year in view."""
    year = screen.office.year
    screen.filter_by(f"state:receiving,suspended paid_from<{year} !verified>={year}")


@task_of(REGISTER, N_("Eligibility, rule by rule"))
def eligibility(screen: RegisterScreen) -> None:
    """Explain the entitlement of the person under the cursor."""
    rows = screen.chosen_rows()
    if not rows:
        return
    office, (_number, recipient) = screen.office, rows[0]
    try:
        verdict = judge(recipient, rules_of(office.path), office.year, office.today)
    except FptuiError as error:
        screen.say_refused(error)
        return
    screen.app.push_screen(Page(" ".join(_who(recipient)), explained(verdict)))


@task_of(REGISTER, N_("The coming years: people and money"))
def forecast(screen: RegisterScreen) -> None:
    """Show who becomes entitled in the coming years and the money that it takes."""
    office = screen.office

    def work(progress: Any) -> tuple[Sequence[Any], Sequence[Any]]:
        rules = rules_of(office.path)
        new = coming(office, rules, progress=progress)
        return needs(office, rules, new, unit_of=partial(township_of, office)), new

    def show(found: Any) -> None:
        if isinstance(found, FptuiError):
            screen.say_refused(found)
        elif found is not None:
            needed, new = found
            screen.app.push_screen(Page(_("The coming years"), forecast_page(needed, new, office)))

    screen.app.push_screen(Working(_("Looking ahead"), work), show)


@task_of(REGISTER, N_("Doubtful files: one person twice, impossible numbers and dates"))
def doubts(screen: RegisterScreen) -> None:
    """Look through all files for doubts, and show them."""
    look_for_doubts(screen.app, screen.office)
