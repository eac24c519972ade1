"""Putting a kind or topic on an office's list (`fptui lists add`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from fptui.errors import InvalidValue
from fptui.jobs.job import OfficeJob
from fptui.jobs.office_list import (
    IN_VIEW,
    LIST,
    MENUS,
    ListPlan,
    list_plan,
    title_of,
    write_own_lists,
)
from fptui.jobs.questions import Text, asked
from fptui.language import N_, _, current_language
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress
from fptui.registers.values.lists import Entry, with_entry
from fptui.search.pinyin import spelled
from fptui.store import Reading, lists_of


@dataclass(frozen=True, slots=True)
class Answers:
    """What goes on which list, and how it is called."""

    table: str = asked(IN_VIEW)
    list: str = asked(LIST)
    label: str = asked(Text(N_("Label"), argument="LABEL", needed=True))
    english: str = asked(Text(N_("In English"), N_("What it is called in English.")))
    key: str = asked(
        Text(
            N_("Key"),
            N_("What records keep; else made from the English, or from the pinyin."),
            metavar="KEY",
        )
    )


def plan_adding(office: Reading, answers: Answers, _progress: Progress) -> ListPlan:
    """The list with one more; what was taken off before comes back as it was called."""
    lists, name = lists_of(office.path), answers.list
    entries = lists.of(name)
    back = [one for one in entries if one.taken_off and _is_called(one, answers)]
    if back:
        added = msgspec.structs.replace(back[0], taken_off=False)
        entries = tuple(added if one is back[0] else one for one in entries)
    else:
        _refuse_known(entries, answers)
        added = _entry(answers, {one.key for one in entries})
        entries = with_entry(entries, added)
    title = _("“{label}” ({key}) is put on the list “{list}”.").format(
        label=_(added.words), key=added.key, list=title_of(name)
    )
    return list_plan(name, lists.with_list(name, entries), title, ())


def _is_called(entry: Entry, answers: Answers) -> bool:
    return answers.label in (entry.key, *entry.labels) and answers.key in ("", entry.key)


def _refuse_known(entries: tuple[Entry, ...], answers: Answers) -> None:
    """InvalidValue where the list has one already that is called so in any language."""
    for entry in entries:
        if entry.key == answers.key:
            raise InvalidValue(
                _("the key “{key}” is that of “{label}”").format(
                    key=entry.key, label=_(entry.words)
                )
            )
        called = {word.casefold() for word in (entry.key, *entry.labels)}
        for word in (answers.label, answers.english):
            if word.casefold() in called and not entry.taken_off:
                raise InvalidValue(
                    _("“{label}” is on the list already, as {key}").format(
                        label=harmless(word[:40]), key=entry.key
                    )
                )


def _entry(answers: Answers, taken: set[str]) -> Entry:
    label, english = answers.label, answers.english
    traditional = current_language() == "zh-Hant"
    try:
        return Entry(
            key=answers.key or _key(english or label, taken),
            en=english or (label if label.isascii() else ""),
            zh_hans="" if label.isascii() or traditional else label,
            zh_hant=label if traditional and not label.isascii() else "",
        )
    except ValueError as error:
        raise InvalidValue(str(error)) from error


def _key(label: str, taken: set[str]) -> str:
    """A key that says what a label says, and that no other kind has."""
    key = re.sub(r"[^a-z0-9]+", "_", spelled(label).casefold()).strip("_")[:36].strip("_")
    if not key or not key[0].isalpha():
        raise InvalidValue(
            _("no key can be made from “{label}”: give one with --key").format(
                label=harmless(label[:40])
            )
        )
    numbered = (f"{key}_{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (key, *numbered) if one not in taken)


ADD_TO_LIST = OfficeJob(
    command=("lists", "add"),
    title=N_("Put a kind or topic on its list"),
    help=N_("Put a kind or topic on a list of the office, which stands beside its file."),
    menus=MENUS,
    answers=Answers,
    plan=plan_adding,
    carry_out=write_own_lists,
)
