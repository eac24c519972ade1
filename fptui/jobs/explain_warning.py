"""Explaining a warning: why counts that look odd are right (`fptui warnings explain`)."""

from __future__ import annotations

from dataclasses import dataclass

from fptui.errors import InvalidValue
from fptui.figures.watched import Watched, explain, watched
from fptui.jobs.job import OfficeJob
from fptui.jobs.plan import Group, Outcome, Plan
from fptui.jobs.questions import Text, asked
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.language.ways import way_to
from fptui.programme.rounds import Progress
from fptui.store import Reading, user_name


@dataclass(frozen=True, slots=True)
class Answers:
    """Which warning, and why it is none."""

    key: str = asked(
        Text(N_("Warning"), N_("Its number, as the list shows it."), argument="KEY", needed=True)
    )
    reason: str = asked(Text(N_("Why"), N_("Why the figures are right."), needed=True))


def plan_explaining(office: Reading, answers: Answers, _progress: Progress) -> Plan:
    """The one explanation; InvalidValue for what cannot be explained."""
    one = _meant(office, answers.key)
    edit = explain(one, answers.reason, user_name(), office.today, office)
    said = one.warning.said(office)
    return Plan(
        title=_("Explain a warning"),
        headings=(_("Warning"), _("Why")),
        groups=(
            Group(
                "explained",
                _("Explained"),
                [Outcome((said, harmless(answers.reason)))],
                told=True,
            ),
        ),
        edits=[edit],
        reason=answers.reason,
        done=_("{key} is explained; it comes back where the figures change.").format(key=one.key),
    )


def _meant(office: Reading, key: str) -> Watched:
    for one in watched(office):
        if one.key == key.strip().casefold():
            return one
    raise InvalidValue(
        _("There is no warning “{key}”; {way} lists them.").format(
            key=harmless(key[:40]), way=way_to("warnings")
        )
    )


EXPLAIN_WARNING = OfficeJob(
    command=("warnings", "explain"),
    title=N_("Explain a warning"),
    help=N_("Note why the figures of a warning are right; it comes back where they change."),
    doing=N_("Looking at the counts"),
    answers=Answers,
    plan=plan_explaining,
    must_do=True,
)
