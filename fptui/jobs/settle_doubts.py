"""Settling a doubt: files are one person's, are not, or one is right (`fptui doubts settle`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fptui.errors import InvalidValue
from fptui.exchange.rules import rules_of
from fptui.jobs.choices import OneRecord, Several
from fptui.jobs.find_doubts import kinds_of_doubts
from fptui.jobs.job import OfficeJob
from fptui.jobs.merge_files import Merge, against, file_called, plan_merge
from fptui.jobs.plan import Group, Outcome, Plan
from fptui.jobs.questions import Choice, Flag, Given, Option, Text, asked
from fptui.jobs.record_questions import Records
from fptui.language import N_, _, ngettext
from fptui.language.ways import way_to
from fptui.programme.doubt_search import find_doubts
from fptui.programme.doubts import OF_TWO, Doubt
from fptui.programme.rounds import Progress
from fptui.programme.settling import Decision, fields_of_files, settle
from fptui.programme.which_kept import file_named, which_is_kept
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import DOUBTS, VERDICTS
from fptui.store import Reading, user_name

HELPS = {
    "same": N_("One person: merge the files."),
    "not_the_same": N_("Two people; not asked again."),
    "as_it_is": N_("One file is right as it is."),
}


def _files(given: Given) -> tuple[int, ...]:
    files = given.get("files", ())
    return files if isinstance(files, tuple) else ()


def _verdicts(_office: Reading, given: Given) -> Sequence[Option]:
    """The verdicts that there may be about so many files; all of them where none is known."""
    n = len(_files(given))
    possible = [verdict for verdict in VERDICTS if not n or _fits(verdict, n)]
    return [Option(verdict, _(VERDICTS[verdict])) for verdict in possible]


def _fits(verdict: str, files: int) -> bool:
    return {"same": files == 2, "not_the_same": files >= 2, "as_it_is": files == 1}[verdict]


def _merges(given: Given) -> bool:
    return given.get("verdict") == "same"


def _notes(given: Given) -> bool:
    return not _merges(given)


def _either(office: Reading, given: Given) -> Sequence[Option]:
    table = office.table(RECIPIENTS)
    return [
        Option(table[one].file_number, file_called(office, table[one])) for one in _files(given)
    ]


def _default(office: Reading, files: Sequence[int]) -> int:
    """The number of the file that is kept where nobody says which."""
    return which_is_kept(office, files[0], files[1]).keep


def _proposed(office: Reading, given: Given) -> str:
    files = _files(given)
    if len(files) != 2:
        return ""
    return office.table(RECIPIENTS)[_default(office, files)].file_number


def _contradictions(office: Reading, given: Given) -> Sequence[Option]:
    """The fields in which the two files contradict each other; all where they are not known."""
    files, kept = _files(given), given.get("keep")
    if len(files) != 2:
        return [Option(column.key, _(column.heading)) for column in fields_of_files()]
    keep = kept if isinstance(kept, int) else _default(office, files)
    [other] = [one for one in files if one != keep]
    return against(office, keep, other, reveal=bool(given.get("reveal")))


@dataclass(frozen=True, slots=True)
class Answers:
    """Which files the doubt is about, and what is decided.

    A screen that shows a doubt hands in its files, `kinds` of what is doubted about them,
    so that they are not looked for again, and whether private fields are revealed. A dialog
    asks for a `remark` where a merge needs no `reason`.
    """

    files: tuple[int, ...] = asked(
        Records(N_("Files"), register="recipients", argument="FILE_NO", by_query=False, needed=True)
    )
    verdict: str = asked(Choice(N_("Verdict"), options=_verdicts, flagged=HELPS, needed=True))
    keep: int | None = asked(
        OneRecord(
            N_("File that is kept"),
            N_("The file to keep; else the one that is further on its way."),
            register="recipients",
            options=_either,
            metavar="FILE_NO",
            applies=_merges,
            proposed=_proposed,
        )
    )
    take: tuple[str, ...] = asked(
        Several(
            N_("Taken from the file that goes"),
            N_("The fields to take from the file that goes, where both are filled."),
            options=_contradictions,
            metavar="C,C",
            applies=_merges,
        )
    )
    anyway: bool = asked(
        Flag(
            N_("Merge although it is doubtful"),
            N_("Merge although it is doubtful."),
            applies=_merges,
        )
    )
    reason: str = asked(
        Text(
            N_("Why"),
            N_("Why; what is not the same, or right as it is, asks for it."),
            applies=_notes,
            needed=True,
        )
    )
    remark: str = asked(Text(N_("Why"), applies=_merges, on_command_line=False))
    kinds: tuple[str, ...] = asked(
        Several(
            N_("Kinds of doubts"),
            options=kinds_of_doubts,
            on_screen=False,
            on_command_line=False,
        )
    )
    reveal: bool = asked(Flag(N_("Reveal private fields"), on_screen=False, on_command_line=False))


def plan_settling(office: Reading, answers: Answers, progress: Progress) -> Plan:
    """A merge field by field, or what is noted about the doubts."""
    if not _fits(answers.verdict, len(answers.files)):
        raise InvalidValue(
            _("--same is about two files, --not-the-same about two or more, --as-it-is about one.")
        )
    decision = Decision(user_name(), office.today, answers.reason or answers.remark)
    if answers.verdict != "same":
        return _plan_noting(office, answers, decision, progress)
    keep = _default(office, answers.files) if answers.keep is None else answers.keep
    if keep not in answers.files:
        raise InvalidValue(_("--keep must name one of the two files."))
    [other] = [one for one in answers.files if one != keep]
    kind = answers.kinds[0] if answers.kinds else "same_person"
    merge = Merge(keep, other, kind, answers.take, answers.anyway, answers.reveal)
    return plan_merge(office, merge, decision)


def _plan_noting(office: Reading, answers: Answers, decision: Decision, progress: Progress) -> Plan:
    verdict = _(VERDICTS[answers.verdict])
    doubts = _doubts(office, answers, progress)
    edits = settle(doubts, answers.verdict, decision, office)
    noted = [
        Outcome((_(DOUBTS[doubt.kind]), _(", ").join(_named(office, doubt.files))))
        for doubt in doubts
    ]
    n = len(doubts)
    done = ngettext("{n} doubt settled.", "{n} doubts settled.", n)
    none = _("There is no open doubt about this; {way} lists them.").format(way=way_to("doubts"))
    return Plan(
        title=verdict,
        headings=(_("Doubt"), _("Files")),
        groups=(Group("settled", verdict, noted, told=True),) if edits else (),
        edits=edits,
        reason=answers.reason,
        done=done.format(n=n),
        whom=_(", ").join(_named(office, answers.files)),
        nothing="" if edits else none,
    )


def _doubts(office: Reading, answers: Answers, progress: Progress) -> list[Doubt]:
    """The doubts about these files, all or any two of them, that the verdict answers."""
    if answers.kinds:
        records = tuple((RECIPIENTS.name, number) for number in answers.files)
        return [Doubt(kind, records) for kind in answers.kinds]
    of_two = answers.verdict == "not_the_same"
    return [
        doubt
        for doubt in find_doubts(office, rules_of(office.path), progress)
        if set(doubt.files) <= set(answers.files) and (doubt.kind in OF_TWO) == of_two
    ]


def _named(office: Reading, files: Sequence[int]) -> list[str]:
    table = office.table(RECIPIENTS)
    return [file_named(table[one]) for one in files]


SETTLE_DOUBTS = OfficeJob(
    command=("doubts", "settle"),
    title=N_("Settle a doubt"),
    help=N_(
        "Settle the doubts about two files: merge them as one person's, or note that they are "
        "not; or those about one file as right."
    ),
    doing=N_("Looking for doubts"),
    answers=Answers,
    plan=plan_settling,
    must_do=True,
)
