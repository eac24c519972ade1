"""How what a message proposes is done: a message names the job, each face spells the way to it.

At the command line the way is a line to paste: it has the office, year and language that
were asked for, quoted for a shell. On screen it is the keys that lead to the job. Like the
language, the face in use is chosen once, by :func:`use_ways`.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from typing import TypeAlias

from fptui.language import _
from fptui.language.harmless import harmless

Spelling: TypeAlias = Callable[[str, Sequence[str]], str]
"""Spells the way to a job: by the words of its command, and its arguments there."""

_options: tuple[str, ...] = ()


def use_options(*options: str) -> None:
    """Let every command line that is proposed have these options, such as `--db` and a path."""
    global _options
    _options = options


def command_line(command: str, *arguments: object, options: Sequence[str] | None = None) -> str:
    """A line for a shell that runs a command with the options in use, or with others."""
    words = (*(_options if options is None else options), *command.split(), *map(str, arguments))
    return harmless(shlex.join(("fptui", *words)))


def line_on_office(path: object) -> str:
    """A line for a shell that opens another office than the one in use."""
    return command_line("", options=("--db", str(path), *_without_office()))


def line_making(path: object) -> str:
    """A line for a shell that makes an office in this place."""
    return command_line("init", path, options=_without_office())


def _without_office() -> tuple[str, ...]:
    pairs = zip(_options[::2], _options[1::2], strict=True)
    return tuple(word for pair in pairs if pair[0] != "--db" for word in pair)


def _as_command(command: str, arguments: Sequence[str]) -> str:
    return _("“{command}”").format(command=command_line(command, *arguments))


REVEAL_OPTION = "--reveal"
_spelled: Spelling = _as_command
_reveals = REVEAL_OPTION


def use_ways(spelling: Spelling | None = None, reveals: str = REVEAL_OPTION) -> None:
    """Spell all ways so from now on; as commands where none is given.

    `reveals` is what shows private values: an option of commands, or a key.
    """
    global _spelled, _reveals
    _spelled, _reveals = spelling or _as_command, reveals


def way_to(command: str, *arguments: object) -> str:
    """How a job is run, in quotes, for a sentence: `“fptui check”` or `“Check” (Ctrl+P)`."""
    return _spelled(command, [str(one) for one in arguments])


def way_of_answer(heading: str, option: str) -> str:
    """What a job is answered, in quotes: the title of a field on screen, else an option too."""
    said = _("“{command}”").format(command=_(heading))
    return (
        said if _reveals != REVEAL_OPTION else _("{name} ({above})").format(name=said, above=option)
    )


def way_to_reveal() -> str:
    """What shows private values: an option of commands, or a key."""
    return _reveals
