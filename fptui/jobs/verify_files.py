"""The yearly re-verification of files (年审), and those that still wait for it (`fptui verify`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from fptui.exchange.rules import rules_of
from fptui.jobs.job import LookJob, NoAnswers, OfficeJob
from fptui.jobs.plan import WHO, Group, Outcome, Plan, Report, file_outcome
from fptui.jobs.questions import asked
from fptui.jobs.record_questions import Records
from fptui.language import N_, _, ngettext
from fptui.programme.eligibility import Result, judge
from fptui.programme.rounds import Progress
from fptui.programme.rules import refuse_far_year
from fptui.programme.verification import (
    is_unverified,
    must_be_verified,
    verification_due,
    verified,
)
from fptui.registers.edits import Edit
from fptui.registers.recipient_file import STATES, Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.reports.eligibility import verdicts_sheet
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class Answers:
    """Which files are re-verified for the year in view."""

    files: tuple[int, ...] = asked(
        Records(N_("Files"), register="recipients", argument="FILE_NO", needed=True)
    )


@dataclass(slots=True)
class _Foreseen:
    """The files sorted by what happens to them."""

    verified: list[Edit[Recipient]] = field(default_factory=list)
    not_entitled: list[Outcome] = field(default_factory=list)
    unknown: list[Outcome] = field(default_factory=list)
    known: list[Outcome] = field(default_factory=list)
    not_due: list[Outcome] = field(default_factory=list)


def plan_verification(office: Reading, answers: Answers, progress: Progress) -> Plan:
    """Who is re-verified, who was already, who is not to be, and who is not entitled any more."""
    year = office.year
    refuse_far_year(year, office.today)
    found = _sorted(office, answers.files, progress)
    n, lost = len(found.verified), len(found.not_entitled)
    counted = _(
        "Can be re-verified for {year}: {n}; were before: {known}; need not be: {others}; "
        "not entitled any more: {lost}."
    )
    done = ngettext("{n} file re-verified for {year}.", "{n} files re-verified for {year}.", n)
    none = _("None of these is to be re-verified for {year}.")
    return Plan(
        title=_("Re-verify for {year}").format(year=year),
        said=(
            counted.format(
                n=n, year=year, known=len(found.known), others=len(found.not_due), lost=lost
            ),
        ),
        headings=tuple(map(_, WHO)),
        groups=_groups(found, year),
        edits=found.verified,
        reason=_("re-verified for {year}").format(year=year),
        done=done.format(n=n, year=year),
        problems=lost,
        nothing="" if n else none.format(year=year),
    )


def _sorted(office: Reading, numbers: tuple[int, ...], progress: Progress) -> _Foreseen:
    table, rules, year = office.table(RECIPIENTS), rules_of(office.path), office.year
    found = _Foreseen()
    for done, number in enumerate(numbers):
        progress(done, len(numbers))
        one = table[number]
        if not must_be_verified(one, year):
            found.not_due.append(file_outcome(one, _why_not(one, year)))
        elif not is_unverified(one, year):
            said = _("re-verified for {year} before").format(year=one.verified)
            found.known.append(file_outcome(one, said))
        elif (verdict := judge(one, rules, year, office.day_in_view)).result is Result.NOT_MET:
            said = _("{missing}; let it exit, or put the file right").format(
                missing=verdict.missing
            )
            found.not_entitled.append(file_outcome(one, said))
        else:
            found.verified.append(Edit(RECIPIENTS.name, number, one, verified(one, year)))
            if verdict.missing:
                found.unknown.append(file_outcome(one, verdict.missing))
    return found


def _groups(found: _Foreseen, year: int) -> tuple[Group, ...]:
    verifies = [
        file_outcome(edit.before, f"{edit.before.verified or '—'} → {year}")
        for edit in found.verified
        if edit.before is not None
    ]
    return (
        Group("not_entitled", _("not entitled any more"), found.not_entitled, told=True),
        Group("not_due", _("need not be"), found.not_due, told=True),
        Group("unknown", _("re-verified, to be looked at"), found.unknown, told=True),
        Group("verified", _("re-verified"), verifies),
        Group("known", _("re-verified before"), found.known),
    )


def _why_not(recipient: Recipient, year: int) -> str:
    if recipient.state not in {"receiving", "suspended"}:
        state = _(STATES.get(recipient.state, recipient.state))
        return _("in the state “{state}” nothing is re-verified").format(state=state)
    if recipient.paid_from is None:
        return _("the year from which it is paid is not recorded")
    return _("paid from {first} only, to be re-verified from {next} on").format(
        first=recipient.paid_from, next=recipient.paid_from + 1
    )


def look_for_unverified(office: Reading, _answers: NoAnswers, progress: Progress) -> Report:
    """The files that are still to be re-verified for the year in view, and by when."""
    rules, year = rules_of(office.path), office.year
    files = office.table(RECIPIENTS)
    judged = []
    for done, one in enumerate(files.values()):
        progress(done, len(files))
        if is_unverified(one, year):
            judged.append((one, judge(one, rules, year, office.day_in_view)))
    said = ngettext(
        "{n} file is to be re-verified for {year} by {day}.",
        "{n} files are to be re-verified for {year} by {day}.",
        len(judged),
    )
    due = verification_due(rules, year).isoformat()
    return Report(
        title=_("To be re-verified for {year}").format(year=year),
        sheet=verdicts_sheet(judged, office),
        notes=(said.format(n=len(judged), year=year, day=due),),
    )


UNVERIFIED = LookJob(
    command=("verify",),
    title=N_("Show the files not yet re-verified"),
    help=N_("List the files that are still to be re-verified for the year."),
    doing=N_("Looking who is to be re-verified"),
    answers=NoAnswers,
    look=look_for_unverified,
)

VERIFY_FILES = OfficeJob(
    command=("verify",),
    title=N_("Re-verify for the year in view"),
    help=N_("Note the yearly re-verification of files; without any, list those still to be made."),
    doing=N_("Looking who is to be re-verified"),
    menus=(RECIPIENTS.name,),
    answers=Answers,
    plan=plan_verification,
    alone=UNVERIFIED,
)
