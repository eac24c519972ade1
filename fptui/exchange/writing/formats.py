"""The formats in which a table leaves the program: to add one is a writer and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from fptui.errors import UnknownName
from fptui.exchange.writing.markdown import as_markdown
from fptui.exchange.writing.objects import as_json
from fptui.exchange.writing.pages import as_html
from fptui.exchange.writing.pictures import as_png, as_svg
from fptui.exchange.writing.plain_text import as_text
from fptui.exchange.writing.separated import MARK, as_csv, as_tsv
from fptui.exchange.writing.sheet import Sheet
from fptui.exchange.writing.workbooks import as_xlsx
from fptui.language import N_, _
from fptui.language.closest import meant

Writer: TypeAlias = Callable[[Sheet], str | bytes]
"""What makes a file's content of a sheet: text in UTF-8, or bytes."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the name that is typed, the ending of its files, and words to choose it by.

    One `for_people` has the lines that stand around a table, so that notices can be
    written in it; a file of one that `is_imported` can be put right and read in again. Programs
    that take one that `takes_mark` for another encoding are told by a byte-order mark.
    """

    name: str
    ending: str
    words: str
    write: Writer
    for_people: bool = False
    is_imported: bool = False
    takes_mark: bool = False

    def content(self, sheet: Sheet, *, marked: bool = False) -> str | bytes:
        """A file's content of a sheet; UnknownName where it is to be marked and takes no mark."""
        if marked and not self.takes_mark:
            raise UnknownName(
                _("A byte-order mark goes with {names}: add --format {first}.").format(
                    names=names_said(one for one in FORMATS.values() if one.takes_mark),
                    first=next(one.name for one in FORMATS.values() if one.takes_mark),
                )
            )
        written = self.write(sheet)
        return MARK + written if marked and isinstance(written, str) else written


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("text", ".txt", N_("Text"), as_text, for_people=True),
        Format("markdown", ".md", N_("Markdown"), as_markdown, for_people=True),
        Format("csv", ".csv", "csv", as_csv, is_imported=True, takes_mark=True),
        Format("tsv", ".tsv", "tsv", as_tsv, is_imported=True, takes_mark=True),
        Format("json", ".json", "json", as_json),
        Format("xlsx", ".xlsx", N_("Workbook (xlsx)"), as_xlsx, for_people=True, is_imported=True),
        Format("html", ".html", N_("Page to print (html)"), as_html, for_people=True),
        Format("svg", ".svg", N_("Picture (svg)"), as_svg),
        Format("png", ".png", N_("Picture (png)"), as_png),
    )
}


def _no_table(_sheet: Sheet) -> bytes:
    raise UnknownName(
        _("Only texts are written as docx. The formats of tables: {names}.").format(
            names=names_said()
        )
    )


EVERY_FORMAT = FORMATS | {"docx": Format("docx", ".docx", N_("Document (docx)"), _no_table)}
"""Those of tables, and those in which texts alone leave the program."""

FORMAT_OF_ENDING = {one.ending: one for one in FORMATS.values()}


def format_named(name: str) -> Format:
    """The format of this name; UnknownName says which there are."""
    if name in EVERY_FORMAT:
        return EVERY_FORMAT[name]
    hint = meant(name, FORMATS)
    raise UnknownName(
        _("There is no format “{name}”. {hint}The formats: {names}.").format(
            name=name, hint=hint, names=", ".join(FORMATS)
        )
    )


def format_of(path: Path) -> Format:
    """The format that the ending of a file's name tells; UnknownName says which endings do."""
    found = FORMAT_OF_ENDING.get(path.suffix.lower())
    if found is None:
        raise UnknownName(
            _("The ending must be one of {endings}").format(endings=" ".join(FORMAT_OF_ENDING))
        )
    return found


def names_said(formats: Iterable[Format] = FORMATS.values()) -> str:
    """The names to choose from, in the language in use: text, csv or html."""
    return _either([one.name for one in formats])


def endings_said(formats: Iterable[Format] = FORMATS.values()) -> str:
    """The endings to choose from, in the language in use: .txt, .csv or .html."""
    return _either([one.ending for one in formats])


def _either(names: list[str]) -> str:
    *first, last = names
    if not first:
        return last
    return _("{first} or {last}").format(first=_(", ").join(first), last=last)
