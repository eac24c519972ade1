"""The one table of what keys do: bindings, key line, help and palette are made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding

from fptui.language import N_, _

EVERYWHERE = "everywhere"  # on each of the numbered screens
TABLE = "table"  # while a table has the focus
REGISTER = "register"  # on the screens of registers
TARGETS = "targets"  # on the table of target completion
HISTORY = "history"  # on the screen of changes
PLAN = "plan"  # on the preview of what a job would do
DOUBTS = "doubts"  # on the list of doubtful files
TEXT = "text"  # while a text with figures has the focus
SUMMARY = "summary"  # on the screen of the annual summary
WARNINGS = "warnings"  # on the list of counts that must be looked at
CELLS = "cells"  # in the cells of a sheet
SHEET = "sheet"  # on the screen of a sheet


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that keys do. `rank` orders the key line, 0 keeps it out of there."""

    id: str
    keys: tuple[str, ...]
    action: str
    description: str
    scope: str
    rank: int = 0
    label: str = ""

    @property
    def key_label(self) -> str:
        """How the keys are written for people."""
        return self.label or " ".join(_KEY_LABELS.get(key, key) for key in self.keys)


_KEY_LABELS = {
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "f2": "F2",
    "delete": "Del",
    "ctrl+d": "Ctrl+D",
    "ctrl+s": "Ctrl+S",
    "ctrl+z": "Ctrl+Z",
    "ctrl+y": "Ctrl+Y",
    "f1": "F1",
    "ctrl+p": "Ctrl+P",
}

ACTIONS: tuple[Action, ...] = (
    Action("down", ("down", "j"), "move(1)", N_("Down"), TABLE, 0, "↓ j"),
    Action("up", ("up", "k"), "move(-1)", N_("Up"), TABLE, 0, "↑ k"),
    Action("page-down", ("pagedown",), "page(1)", N_("Page down"), TABLE, 0, "PgDn"),
    Action("page-up", ("pageup",), "page(-1)", N_("Page up"), TABLE, 0, "PgUp"),
    Action("first", ("g", "home"), "first", N_("First row"), TABLE, 0, "g"),
    Action("last", ("G", "end"), "last", N_("Last row"), TABLE, 0, "G"),
    Action("left", ("left",), "shift(-1)", N_("Columns to the left"), TABLE, 0, "←"),
    Action("right", ("right",), "shift(1)", N_("Columns to the right"), TABLE, 0, "→"),
    Action("open", ("enter",), "open", N_("Open"), TABLE, 1),
    Action("explain", ("e",), "explain", N_("Explain"), TARGETS, 2),
    Action("part-after", ("p",), "period(1)", N_("Next part of the year"), TARGETS, 3),
    Action("part-before", ("P",), "period(-1)", N_("Previous part of the year"), TARGETS),
    Action("tasks-behind", ("m",), "app.tasks_behind", N_("Tasks"), TARGETS, 3),
    Action("find-person", ("slash",), "app.find_person", N_("Find a person"), TARGETS, 2),
    Action("search", ("slash",), "search", N_("Search"), REGISTER, 2),
    Action("filter", ("f",), "filter", N_("Filter"), REGISTER, 2),
    Action("sort", ("s",), "sort", N_("Sort"), REGISTER, 6),
    Action("reverse", ("S",), "reverse", N_("Reverse the order"), REGISTER),
    Action("columns", ("c",), "columns", N_("Columns"), REGISTER, 9),
    Action("add", ("a",), "add", N_("Add"), REGISTER, 8),
    Action("edit", ("e",), "edit", N_("Edit"), REGISTER, 7),
    Action("tasks", ("m",), "tasks", N_("Tasks"), REGISTER, 3),
    Action("group", ("plus",), "group", N_("Group and add up"), REGISTER, 0, "+"),
    Action("remove", ("d",), "remove", N_("Remove"), REGISTER),
    Action("select", ("space",), "select", N_("Select"), REGISTER),
    Action("select-all", ("A",), "select_all", N_("Select all or none"), REGISTER),
    Action("import", ("i",), "import", N_("Import a file"), REGISTER),
    Action("reveal", ("r",), "reveal", N_("Reveal private fields"), REGISTER),
    Action("past", ("h",), "record_history", N_("History of the record"), REGISTER),
    Action("cells", ("v",), "cells", N_("Edit in the cells"), REGISTER),
    Action("save-sheet", ("ctrl+s",), "save", N_("Save"), SHEET, 1),
    Action("cell-below", ("enter",), "enter", N_("Down"), CELLS, 3),
    Action("cell-right", ("tab",), "tab(1)", N_("Right"), CELLS, 4),
    Action("cell-left", ("shift+tab",), "tab(-1)", N_("Left"), CELLS),
    Action("cell-up", ("up",), "go(-1, 0)", N_("Up"), CELLS, 0, "↑"),
    Action("cell-down", ("down",), "go(1, 0)", N_("Down"), CELLS, 0, "↓"),
    Action("cell-back", ("left",), "go(0, -1)", N_("Left"), CELLS, 0, "←"),
    Action("cell-on", ("right",), "go(0, 1)", N_("Right"), CELLS, 0, "→"),
    Action(
        "cells-up",
        ("pageup",),
        "page(-1)",
        N_("Page up; what fits, while typing"),
        CELLS,
        0,
        "PgUp",
    ),
    Action(
        "cells-down",
        ("pagedown",),
        "page(1)",
        N_("Page down; what fits, while typing"),
        CELLS,
        0,
        "PgDn",
    ),
    Action("cell-home", ("home",), "edge(-1)", N_("First column"), CELLS, 0, "Home"),
    Action("cell-end", ("end",), "edge(1)", N_("Last column"), CELLS, 0, "End"),
    Action("first-cells", ("ctrl+home",), "far(-1)", N_("First row"), CELLS, 0, "Ctrl+Home"),
    Action("last-cells", ("ctrl+end",), "far(1)", N_("Last row"), CELLS, 0, "Ctrl+End"),
    Action("edit-cell", ("f2",), "edit", N_("Edit"), CELLS, 5),
    Action("clear-cell", ("delete",), "clear(False)", N_("Empty the cell"), CELLS),
    Action("rub-out", ("backspace",), "clear(True)", N_("Empty the cell"), CELLS, 0, "Backspace"),
    Action("fill-down", ("ctrl+d",), "fill_down", N_("Fill down"), CELLS, 2),
    Action("undo-cell", ("ctrl+z",), "undo", N_("Undo"), CELLS, 6),
    Action("redo-cell", ("ctrl+y", "ctrl+r"), "redo", N_("Redo"), CELLS, 0, "Ctrl+Y"),
    Action("sheet-keys", ("f1",), "help", N_("Keys"), SHEET, 1),
    Action("leave-sheet", ("escape",), "back", N_("Leave"), SHEET, 1),
    Action("whose", ("f",), "filter", N_("Only one register"), HISTORY, 3),
    Action("reveal-old", ("r",), "reveal", N_("Reveal private fields"), HISTORY),
    Action("accept", ("y",), "accept", N_("Do it"), PLAN, 1),
    Action("rejects", ("w",), "rejects", N_("Write the refused"), PLAN, 2),
    Action("next-kind", ("tab",), "kind(1)", N_("Next kind"), PLAN, 3),
    Action("last-kind", ("shift+tab",), "kind(-1)", N_("Kind before"), PLAN),
    Action("reveal-plan", ("r",), "reveal", N_("Reveal private fields"), PLAN, 5),
    Action("export-plan", ("x",), "export", N_("Export"), PLAN, 4),
    Action("plan-keys", ("question_mark",), "help", N_("Keys"), PLAN),
    Action("leave", ("n", "q"), "leave", N_("Leave it"), PLAN, 1, "n"),
    Action("amend", ("escape",), "back", N_("Amend"), PLAN, 2),
    Action("same", ("s",), "same", N_("The same person"), DOUBTS, 1),
    Action("not-the-same", ("n",), "not_the_same", N_("Not the same"), DOUBTS, 2),
    Action("as-it-is", ("a",), "as_it_is", N_("Right as it is"), DOUBTS, 2),
    Action("open-file", ("o",), "open_file", N_("To the file"), DOUBTS, 3),
    Action("next-doubts", ("tab",), "kind(1)", N_("Next kind"), DOUBTS, 4),
    Action("last-doubts", ("shift+tab",), "kind(-1)", N_("Kind before"), DOUBTS),
    Action("reveal-doubts", ("r",), "reveal", N_("Reveal private fields"), DOUBTS),
    Action("undo-settled", ("u",), "undo", N_("Undo"), DOUBTS, 5),
    Action("redo-settled", ("ctrl+r",), "redo", N_("Redo"), DOUBTS, 0, "Ctrl+R"),
    Action("export-doubts", ("x",), "export", N_("Export"), DOUBTS, 6),
    Action("doubts-keys", ("question_mark",), "help", N_("Keys"), DOUBTS, 1),
    Action("leave-doubts", ("escape", "q"), "back", N_("Leave"), DOUBTS, 1, "q"),
    Action("explain-warning", ("e",), "explain", N_("Explain"), WARNINGS, 1),
    Action("open-count", ("o",), "open_count", N_("To the record"), WARNINGS, 3),
    Action("next-warnings", ("tab",), "kind(1)", N_("Next kind"), WARNINGS, 4),
    Action("last-warnings", ("shift+tab",), "kind(-1)", N_("Kind before"), WARNINGS),
    Action("undo-explained", ("u",), "undo", N_("Undo"), WARNINGS, 5),
    Action("redo-explained", ("ctrl+r",), "redo", N_("Redo"), WARNINGS, 0, "Ctrl+R"),
    Action("export-warnings", ("x",), "export", N_("Export"), WARNINGS, 6),
    Action("warnings-keys", ("question_mark",), "help", N_("Keys"), WARNINGS, 1),
    Action("leave-warnings", ("escape", "q"), "back", N_("Leave"), WARNINGS, 1, "q"),
    Action("line-down", ("down", "j"), "line(1)", N_("Figure below"), TEXT, 0, "↓ j"),
    Action("line-up", ("up", "k"), "line(-1)", N_("Figure above"), TEXT, 0, "↑ k"),
    Action("next-figure", ("tab", "right"), "step(1)", N_("Next figure"), TEXT, 2, "Tab →"),
    Action("last-figure", ("shift+tab", "left"), "step(-1)", N_("Figure before"), TEXT, 0, "←"),
    Action("text-down", ("pagedown",), "page(1)", N_("Page down"), TEXT, 0, "PgDn"),
    Action("text-up", ("pageup",), "page(-1)", N_("Page up"), TEXT, 0, "PgUp"),
    Action("first-figure", ("g", "home"), "edge(0)", N_("First figure"), TEXT, 0, "g"),
    Action("end-figure", ("G", "end"), "edge(1)", N_("Last figure"), TEXT, 0, "G"),
    Action("open-figure", ("enter",), "open", N_("Its records"), TEXT, 1),
    Action("explain-figure", ("e",), "explain", N_("Explain"), SUMMARY, 3),
    Action("find", ("slash",), "find", N_("Find in the text"), SUMMARY, 6),
    Action("find-next", ("n",), "find_next", N_("Find the next"), SUMMARY),
    Action("undo", ("u",), "undo", N_("Undo"), EVERYWHERE, 11),
    Action("redo", ("ctrl+r",), "redo", N_("Redo"), EVERYWHERE, 0, "Ctrl+R"),
    Action("as-of", ("T",), "as_of", N_("As of a date"), EVERYWHERE),
    Action("copy", ("y",), "copy", N_("Copy what is under the cursor"), EVERYWHERE),
    Action("export", ("x",), "export", N_("Export"), EVERYWHERE, 4),
    Action("next-register", ("tab",), "sibling(1)", N_("Next register"), EVERYWHERE, 5),
    Action("last-register", ("shift+tab",), "sibling(-1)", N_("Register before"), EVERYWHERE),
    Action("year-before", ("left_square_bracket",), "year(-1)", N_("Year before"), EVERYWHERE),
    Action("year-after", ("right_square_bracket",), "year(1)", N_("Year after"), EVERYWHERE),
    *(
        Action(f"screen-{number}", (str(number),), f"app.go({number})", title, EVERYWHERE)
        for number, title in (
            (1, N_("Targets")),
            (2, N_("Recipients")),
            (3, N_("Payments")),
            (4, N_("Training")),
            (5, N_("Inspections")),
            (6, N_("Activities")),
            (7, N_("Units")),
            (8, N_("Year summary")),
            (9, N_("History")),
        )
    ),
    Action("all-saved", ("ctrl+s",), "app.nothing_to_save", N_("All is saved"), EVERYWHERE),
    Action("messages", ("M",), "app.messages", N_("Messages of before"), EVERYWHERE),
    Action("language", ("L",), "app.language", N_("Language"), EVERYWHERE, 10),
    Action("help", ("question_mark",), "help", N_("Keys"), EVERYWHERE, 1),
    Action("palette", ("ctrl+p",), "app.command_palette", N_("Commands"), EVERYWHERE),
    Action("back", ("escape", "q"), "back", N_("Back or quit"), EVERYWHERE, 1, "q"),
)


def actions_of(*scopes: str) -> tuple[Action, ...]:
    """The actions of these scopes, in the order of the table."""
    return tuple(action for action in ACTIONS if action.scope in scopes)


def bindings_of(*scopes: str) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """Textual's bindings for these scopes; they keep English texts, which are shown nowhere."""
    return [
        Binding(",".join(action.keys), action.action, action.description, show=False, id=action.id)
        for action in actions_of(*scopes)
    ]


def key_hints(actions: Iterable[Action]) -> list[tuple[str, str]]:
    """Keys and what they do for the key line, the most important first."""
    actions = list(actions)
    ranked = sorted((action for action in actions if action.rank), key=lambda a: a.rank)
    hints = [(action.key_label, _(action.description)) for action in ranked]
    firsts = sum(action.rank == 1 for action in ranked)
    screens = [("1–9", _("Screens"))] if any(a.scope == EVERYWHERE for a in actions) else []
    return [*hints[:firsts], *screens, *hints[firsts:]]
