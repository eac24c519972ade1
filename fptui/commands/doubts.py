"""Files that are doubtful, and settling a doubt: `doubts` and `doubts settle`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from fptui.commands.options import OfficeCommand, office_options
from fptui.commands.session import PROBLEMS_FOUND, Session, told
from fptui.commands.translated import TranslatedGroup, TranslatedOption
from fptui.commands.writing import goes_to_terminal, write_sheet, written
from fptui.errors import FptuiError, InvalidValue, ReadOnlyError, UnknownName
from fptui.exchange.rules import rules_of
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.doubt_search import find_doubts
from fptui.programme.doubts import Doubt, Progress
from fptui.programme.settling import Decision, contradictions, merge, settle
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.settlements import DOUBTS
from fptui.reports.doubts import doubts_sheet
from fptui.store import Reading, user_name


@click.group(
    cls=TranslatedGroup,
    invoke_without_command=True,
    help=N_("List the files that are doubtful: one person twice, impossible numbers and dates."),
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    cls=TranslatedOption,
    help=N_("Only doubts of this kind, such as same_id; can be given again."),
)
@click.option(
    "--reveal",
    is_flag=True,
    cls=TranslatedOption,
    help=N_("Do not mask private fields; this is noted in the history."),
)
@written
@click.pass_context
@told
def doubts(
    context: click.Context,
    kinds: tuple[str, ...],
    reveal: bool,
    format_name: str | None,
    output: Path | None,
) -> None:
    """List the doubts that are not settled; exit code 1 where there are some."""
    if context.invoked_subcommand is not None:
        return
    session = context.find_object(Session) or Session()
    for kind in kinds:
        _known_kind(kind)
    goes_to_terminal(format_name, output)  # an unknown format is told before anything is revealed
    with session.present(read_only=not reveal) as present:
        if reveal and present.read_only:
            raise ReadOnlyError(
                _("--reveal is noted in the history, which cannot be written: {reason}").format(
                    reason=present.why_read_only
                )
            )
        office = session.seen(present)
        found = [doubt for doubt in _searched(office) if not kinds or doubt.kind in kinds]
        sheet = doubts_sheet(found, office, reveal=reveal)
        if reveal and found:
            n = len(found)
            said = ngettext(
                "private fields of {n} doubt shown", "private fields of {n} doubts shown", n
            )
            office.note(said.format(n=n), RECIPIENTS.name)
    write_sheet(sheet, format_name, output)
    if found:
        sys.exit(PROBLEMS_FOUND)


doubts.params.extend(office_options())


def _known_kind(kind: str) -> None:
    if kind not in DOUBTS:
        raise UnknownName(
            _("There is no kind of doubts “{name}”. The kinds: {names}.").format(
                name=harmless(kind[:40]), names=", ".join(DOUBTS)
            )
        )


def _searched(office: Reading) -> list[Doubt]:
    """All doubts; on a terminal with a bar while they are looked for."""
    rules = rules_of(office.path)
    if not sys.stderr.isatty():
        return find_doubts(office, rules)
    with click.progressbar(length=1, label=_("Looking for doubts"), file=sys.stderr) as bar:
        return find_doubts(office, rules, _moving(bar))


def _moving(bar: Any) -> Progress:
    def show(done: int, total: int) -> None:
        bar.length = total
        bar.update(done - bar.pos)

    return show


@doubts.command(
    "settle",
    cls=OfficeCommand,
    help=N_(
        "Settle the doubts about two files: merge them as one person's, or note that they are "
        "not; or those about one file as right."
    ),
)
@click.option("--same", is_flag=True, cls=TranslatedOption, help=N_("One person: merge the files."))
@click.option(
    "--not-the-same", is_flag=True, cls=TranslatedOption, help=N_("Two people; not asked again.")
)
@click.option(
    "--as-it-is", is_flag=True, cls=TranslatedOption, help=N_("One file is right as it is.")
)
@click.option(
    "--keep", metavar="FILE_NO", cls=TranslatedOption, help=N_("The file to keep; else the first.")
)
@click.option(
    "--take",
    default="",
    metavar="C,C",
    cls=TranslatedOption,
    help=N_("The fields to take from the file that goes, where both are filled."),
)
@click.option("--reason", default="", metavar="TEXT", cls=TranslatedOption, help=N_("Why."))
@click.argument("file")
@click.argument("other", required=False, default="")
@click.pass_obj
@told
def settle_command(session: Session, /, file: str, other: str, reason: str, **how: Any) -> None:
    """Settle as one change, which undo takes back."""
    verdicts = [name for name in ("same", "not_the_same", "as_it_is") if how[name]]
    if len(verdicts) != 1:
        raise FptuiError(_("Say one of --same, --not-the-same and --as-it-is."))
    if bool(other) == (verdicts[0] == "as_it_is"):
        raise FptuiError(_("--same and --not-the-same are about two files, --as-it-is about one."))
    with session.changing() as office:
        decision = Decision(user_name(), office.today, reason)
        files = [_number(office, name) for name in (file, other) if name]
        if how["same"]:
            keep, take = how["keep"] or file, how["take"]
            if keep not in (file, other):
                raise InvalidValue(_("--keep must name one of the two files."))
            ordered = files if keep == file else files[::-1]
            click.echo(_merge(office, ordered, decision, take), err=True)
        else:
            click.echo(_settle(office, files, verdicts[0], decision), err=True)


def _number(office: Reading, file: str) -> int:
    number = office.number_of(RECIPIENTS, file)
    if number is None:
        raise UnknownName(_("There is no file “{file}”.").format(file=harmless(file[:40])))
    return number


def _merge(office: Reading, files: list[int], decision: Decision, take: str) -> str:
    keep, drop = files
    kept, other = office.table(RECIPIENTS)[keep], office.table(RECIPIENTS)[drop]
    keys = [key.strip() for key in take.split(",") if key.strip()]
    left = [one for one in contradictions(kept, other) if one.key not in keys]
    moved = merge(office, keep, drop, "same_person", decision, keys)
    said = _("{other} merged into {kept}: the same person").format(
        other=other.file_number, kept=kept.file_number
    )
    office.change(moved, _("; ").join(filter(None, (said, decision.reason))))
    if not left:
        return harmless(said) + "."
    fields = _(", ").join(_(column.heading) for column in left)
    return _("{done}. Kept against the other file: {fields}.").format(
        done=harmless(said), fields=fields
    )


def _settle(office: Reading, files: list[int], verdict: str, decision: Decision) -> str:
    about = _asked(find_doubts(office, rules_of(office.path)), files, verdict)
    if not about:
        raise FptuiError(_("There is no open doubt about this; “fptui doubts” lists them."))
    moved = settle(about, verdict, decision, office)
    office.change(moved, decision.reason)
    n = len(about)
    return ngettext("{n} doubt settled.", "{n} doubts settled.", n).format(n=n)


def _asked(found: Iterable[Doubt], files: list[int], verdict: str) -> list[Doubt]:
    of_two = verdict != "as_it_is"
    return [one for one in found if set(one.files) == set(files) and one.is_of_two == of_two]
