"""Templates of texts that an office may change: filled in without reach for anything else.

A template sees what it is given and nothing more: no file, no method, no endless loop. What is
wrong with it is told with its file and line.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, Any

from fptui.errors import ExchangeError
from fptui.exchange.reading.refusals import naming, unreadable, unusable
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.resources import data_folder

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_SIGNS = 500_000
"""So long a text, or any part of it, may be."""
MOST_STEPS = 200_000
"""So many lines of a template may be followed, those in loops each time."""
MOST_SECONDS = 2.0

_FILTERS = ("default", "d", "first", "last", "length", "count", "join", "selectattr", "rejectattr")


class TooMuch(Exception):
    """A template that writes too much or does not come to an end."""


def template_of(office: Path, name: str) -> Path:
    """The template of this name beside the office's file, else the one that comes along."""
    own = office.parent / name
    return own if own.is_file() else data_folder() / name


def filled_in(path: Path, values: Mapping[str, object], said: Callable[[object], str]) -> str:
    """What comes of a template; `said` makes of each value in it what is written.

    ExchangeError names the file and the line of a mistake.
    """
    from jinja2 import TemplateError, TemplateSyntaxError

    with naming(path):
        try:
            source = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise unreadable(error) from error
        except UnicodeDecodeError as error:
            raise unusable(error) from error
    code_name = f"<template {path}>"
    try:
        environment = _sandbox(said)
        code = environment.compile(source, path.name, code_name)
        template = environment.template_class.from_code(
            environment, code, dict(environment.globals)
        )
        with _bounded(code_name):
            return _joined(template.generate(dict(values)))
    except TemplateSyntaxError as error:
        raise _mistake(path, error.lineno, error.message or "") from error
    except TooMuch as error:
        raise _mistake(path, _line(error, code_name), str(error)) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise _mistake(path, _line(error, code_name), str(error)) from error
    except (AttributeError, RecursionError, MemoryError) as error:
        raise _mistake(path, _line(error, code_name), str(error)) from error


def _mistake(path: Path, line: int, why: str) -> ExchangeError:
    said = _("{path}, line {line}: the template cannot be followed: {reason}")
    return ExchangeError(said.format(path=path, line=line, reason=harmless(why[:200])))


def _line(error: BaseException, code_name: str) -> int:
    """The line of the template that was followed last, by what Jinja2 noted of its code."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == code_name:
            line = trace.tb_lineno
            template = trace.tb_frame.f_globals.get("__jinja_template__")
            if template is not None:
                line = template.get_corresponding_lineno(line)
        trace = trace.tb_next
    return line


def _joined(pieces: Iterator[str]) -> str:
    kept, signs = [], 0
    for piece in pieces:
        signs += len(piece)
        if signs > MOST_SIGNS:
            raise TooMuch(_("it writes too much"))
        kept.append(piece)
    return "".join(kept)


@contextmanager
def _bounded(code_name: str) -> Iterator[None]:
    """Follow a template line by line, and stop one that takes too long or holds too much.

    Jinja2 compiles to Python, so that each line is an event of its tracing; nothing else
    sees a loop that writes nothing.
    """
    until, steps = monotonic() + MOST_SECONDS, 0

    def follow(frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal steps
        if frame.f_code.co_filename != code_name:
            return None
        steps += 1
        if steps > MOST_STEPS or monotonic() > until:
            raise TooMuch(_("it does not come to an end"))
        for value in frame.f_locals.values():
            if isinstance(value, str | list) and len(value) > MOST_SIGNS:
                raise TooMuch(_("it writes too much"))
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        yield
    finally:
        sys.settrace(before)


def _sandbox(said: Callable[[object], str]) -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """Values have fields, no methods; nothing is multiplied into something huge."""

        intercepted_binops = frozenset(("*", "**", "%"))

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "**" or not isinstance(left, int) or not isinstance(right, int):
                raise TooMuch(_("“{sign}” is not allowed here").format(sign=operator))
            return super().call_binop(context, operator, left, right)

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            return not callable(value) and super().is_safe_attribute(obj, attr, value)

    environment = Sandbox(
        trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, finalize=said, cache_size=0
    )
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.globals = {}
    return environment
