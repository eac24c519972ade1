"""Questions about several things of a list, and about one record of a register."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from fptui.errors import InvalidValue
from fptui.jobs.questions import Options, Question, known, option_meant, record_meant
from fptui.language import _
from fptui.language.harmless import harmless
from fptui.registers import register_named
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class Several(Question[tuple[str, ...]]):
    """Any number of things; `options` lists them as for a Choice.

    They are typed with commas between them; at the command line the option may also be
    given again.
    """

    options: Options = field(kw_only=True)

    @property
    def empty(self) -> tuple[str, ...]:
        """None of them."""
        return ()

    def read(self, text: str, office: Reading | None) -> tuple[str, ...]:
        """The keys of the options that are named, each once; UnknownName says which there are."""
        options = self.options(known(office), {})
        names = [name.strip() for name in text.replace("，", ",").split(",")]
        found = (option_meant(self.heading, options, name).key for name in names if name)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class OneRecord(Question[int | None]):
    """One record of a register, as people call it; its answer is the record's number.

    `options` are those that a dialog offers, their keys identities.
    """

    register: str = field(kw_only=True)
    options: Options = field(kw_only=True)

    @property
    def empty(self) -> None:
        """None."""
        return

    def read(self, text: str, office: Reading | None) -> int:
        """The record's number; InvalidValue where there is none called so, or several."""
        register = register_named(self.register)
        identities = (text, text.split(maxsplit=1)[0])  # a dialog shows the name behind it
        numbers = (known(office).number_of(register, one) for one in identities)
        number = next((one for one in numbers if one is not None), None)
        if number is None:
            identity = record_meant(self.heading, self.register, text, office)
            number = known(office).number_of(register, identity)
        return number or 0


def no_such_record(register: str, identity: str) -> str:
    """That a register holds no record of this identity."""
    title = _(register_named(register).title)
    return _("{register}: there is no “{identity}”.").format(
        register=title, identity=harmless(identity[:40])
    )


@dataclass(frozen=True, slots=True)
class ColumnTexts(Question[tuple[tuple[str, str], ...]]):
    """Values for columns of the register that an answer before it names, each as it is typed.

    At the command line each is written `C=VALUE`; a dialog has a field for each column,
    of which an empty one says nothing. A value of `EMPTY` takes away what stands there.
    """

    EMPTY: ClassVar[str] = "-"

    @property
    def empty(self) -> tuple[tuple[str, str], ...]:
        """No column."""
        return ()

    def read(self, text: str, _office: Reading | None) -> tuple[tuple[str, str], ...]:
        """The columns and their values, one a line; InvalidValue for a line that is none."""
        return tuple(_setting(line) for line in text.splitlines())


def _setting(line: str) -> tuple[str, str]:
    key, sign, value = line.replace("＝", "=", 1).partition("=")
    if not sign or not key.strip():
        raise InvalidValue(
            _("“{text}” is no column with its value: write bank=VALUE.").format(
                text=harmless(line[:40])
            )
        )
    return key.strip(), value.strip()
