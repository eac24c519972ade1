"""What an office says of itself."""

from __future__ import annotations

import msgspec

FORMAT = "fptui-office"
FORMAT_VERSION = 2
PLAIN_VERSION = 1
"""The version of the plain file, without journal and seal, which is taken over."""

ABOUT_TABLE = "office"
"""The table that tells what the file is: document 1 is :class:`About`, 2 the state of the file."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What an office says of itself: its name, the year it works on, its statistical year.

    `hotline` is the number to ring with objections to a posted list.
    """

    format: str = FORMAT
    version: int = FORMAT_VERSION
    name: str = ""
    year: int = 0
    year_begins: int = 1  # the month in which the statistical year begins
    hotline: str = ""
