"""A text with live figures, before it has a format: headings, paragraphs and tables of parts."""

from __future__ import annotations

from msgspec import Struct


class Source(Struct, frozen=True):
    """Where a figure is from: the records that a query finds in a register, or an indicator.

    `query` is spelled with the keys of columns, so that it is the same in every language.
    """

    register: str = ""
    query: str = ""
    indicator: str = ""


class Figure(Struct, frozen=True):
    """A number as it is written, which of the year's figures it is, and where it is from.

    `told` says that in the language of the text.
    """

    text: str
    key: str
    source: Source
    told: str = ""


Part = str | Figure
"""Words, or a figure among them; words are data, never markup."""


class Heading(Struct, frozen=True, tag=True):
    """A heading of level 1 (the title) to 3."""

    level: int
    parts: tuple[Part, ...]


class Paragraph(Struct, frozen=True, tag=True):
    """Running text."""

    parts: tuple[Part, ...]


class Items(Struct, frozen=True, tag=True):
    """A list, an item of parts a line."""

    items: tuple[tuple[Part, ...], ...]


class Table(Struct, frozen=True, tag=True):
    """A table; a cell is of parts, a column of figures stands to the right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[Part, ...], ...], ...]


Block = Heading | Paragraph | Items | Table


class Document(Struct, frozen=True):
    """The whole text, in the order in which it is read."""

    title: str
    blocks: tuple[Block, ...]
    language: str
