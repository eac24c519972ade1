"""Taking a kind or topic off an office's list (`fptui lists remove`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from fptui.jobs.job import OfficeJob
from fptui.jobs.office_list import (
    IN_VIEW,
    LIST,
    MENUS,
    ListPlan,
    list_plan,
    title_of,
    uses,
    write_own_lists,
)
from fptui.jobs.questions import Choice, Given, Option, asked, option_meant
from fptui.language import N_, _, ngettext, translations
from fptui.programme.rounds import Progress
from fptui.registers.values.lists import LISTS, OfficeList
from fptui.store import Reading, lists_of

KIND_HEADING = N_("Kind")


def _kinds(_office: Reading, given: Given) -> Sequence[Option]:
    """What is on the list that was chosen; what is on any where none is."""
    name = given.get("list")
    chosen = [LISTS[name]] if isinstance(name, str) and name in LISTS else LISTS.values()
    return [Option(key, _(label)) for one in chosen for key, label in one.items()]


@dataclass(frozen=True, slots=True)
class KindOnList(Choice):
    """A kind by its key or its label, which only its list can tell."""

    def read(self, text: str, _office: Reading | None) -> str:
        """The text itself; the plan looks for it on the list."""
        return text


@dataclass(frozen=True, slots=True)
class Answers:
    """What is taken off which list."""

    table: str = asked(IN_VIEW)
    list: str = asked(LIST)
    key: str = asked(KindOnList(KIND_HEADING, options=_kinds, argument="KEY", needed=True))


def _kind_meant(kinds: Sequence[Option], text: str, listed: OfficeList) -> Option:
    """The kind of this key, or that is called so in any language; UnknownName for none."""
    for kind in kinds:
        if text in translations(listed[kind.key]):
            return kind
    return option_meant(KIND_HEADING, kinds, text)


def plan_taking_off(office: Reading, answers: Answers, _progress: Progress) -> ListPlan:
    """The list without it, and how many records have it, which stay as they are."""
    lists, name = lists_of(office.path), answers.list
    kind = _kind_meant(_kinds(office, {"list": name}), answers.key, LISTS[name])
    after = lists.with_list(
        name,
        (
            msgspec.structs.replace(one, taken_off=True) if one.key == kind.key else one
            for one in lists.of(name)
        ),
    )
    title = _("“{label}” ({key}) is taken off the list “{list}”.").format(
        label=kind.label, key=kind.key, list=title_of(name)
    )
    n = uses(office, name)[kind.key]
    said = ngettext(
        "{n} record has it, and stays as it is.", "{n} records have it, and stay as they are.", n
    )
    return list_plan(name, after, title, [said.format(n=n)] if n else [])


TAKE_OFF_LIST = OfficeJob(
    command=("lists", "remove"),
    title=N_("Take a kind or topic off its list"),
    help=N_("Take a kind or topic off a list of the office; records that have it keep it."),
    menus=MENUS,
    answers=Answers,
    plan=plan_taking_off,
    carry_out=write_own_lists,
)
