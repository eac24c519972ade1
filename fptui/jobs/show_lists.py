"""The kinds and topics that an office chooses from (`fptui lists`)."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.jobs.job import LookJob, NoAnswers
from fptui.jobs.office_list import MENUS, title_of, uses
from fptui.jobs.plan import Report
from fptui.language import LANGUAGE_NAMES, N_, _
from fptui.language.file_names import file_name
from fptui.language.harmless import harmless
from fptui.programme.rounds import Progress
from fptui.registers.values.display import shown_choice
from fptui.registers.values.lists import LISTS, Entry
from fptui.store import Reading, lists_along, lists_of

_COLUMNS = {
    "list": N_("List"),
    "key": N_("Key"),
    "en": LANGUAGE_NAMES["en"],
    "zh-Hans": LANGUAGE_NAMES["zh-Hans"],
    "zh-Hant": LANGUAGE_NAMES["zh-Hant"],
    "records": N_("Records"),
    "state": N_("State"),
}
_KIND = N_("Kind")
ON, OFF, UNLISTED = "listed", "taken_off", "unlisted"
_STATES = {ON: N_("on the list"), OFF: N_("taken off"), UNLISTED: N_("not on the list")}


def look_at_lists(office: Reading, _answers: NoAnswers, _progress: Progress) -> Report:
    """Every kind, how it is called, how many records have it, and what is off its list."""
    sheet = Sheet(
        title=_("Lists of the office"),
        keys=tuple(_COLUMNS),
        headings=tuple(map(_, _COLUMNS.values())),
        rows=tuple(row for name in LISTS for row in _rows(office, name)),
        right=frozenset({list(_COLUMNS).index("records")}),
    )
    return Report(
        title=sheet.title, sheet=sheet, content=_page(office), file_name=file_name(sheet.title)
    )


def _page(office: Reading) -> RenderableType:
    """The lists under each other in the language in use, as narrow as a window may be."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    headings = (_KIND, *map(_COLUMNS.__getitem__, ("key", "records", "state")))
    for place, heading in enumerate(headings):
        table.add_column(Text(_(heading), "dim"), justify="right" if place == 2 else "left")
    for name, listed in LISTS.items():
        table.add_row(Text(title_of(name), "bold"))
        for _list, key, *_labels, records, state in _rows(office, name):
            label = shown_choice(listed.known, key.plain)
            said = "" if state.plain == ON else state.text
            table.add_row(*map(Text, (f"  {label}", key.text, records.text, said)))
    return table


def _rows(office: Reading, name: str) -> Iterator[tuple[Cell, ...]]:
    used = uses(office, name)
    entries = lists_of(office.path).of(name)
    for entry in entries:
        yield _row(name, entry, used.pop(entry.key, 0), OFF if entry.taken_off else ON)
    along = {entry.key: entry for entry in lists_along().of(name)}
    for key, count in sorted(used.items()):
        yield _row(name, along.get(key, key), count, UNLISTED)


def _row(name: str, entry: Entry | str, count: int, state: str) -> tuple[Cell, ...]:
    """One line; a key that no list knows any more has no labels."""
    if isinstance(entry, str):
        key, labels = harmless(entry), ("", "", "")
    else:
        key, labels = entry.key, (entry.en, entry.zh_hans, entry.zh_hant)
    texts = [Cell(text, text, text) for text in (key, *labels)]
    return (
        Cell(title_of(name), name, name),
        *texts,
        Cell(str(count), str(count), count, is_text=False),
        Cell(_(_STATES[state]), state, state),
    )


SHOW_LISTS = LookJob(
    command=("lists",),
    title=N_("Show the lists of kinds and topics"),
    help=N_("Show the kinds of inspection, finding and activity and the topics of training."),
    menus=MENUS,
    answers=NoAnswers,
    look=look_at_lists,
)
