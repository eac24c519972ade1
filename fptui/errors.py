"""The errors a person may see: each is one line that says what, where and what to do.

Messages are translated by the code that raises them, so that ``str(error)`` is
ready to be shown. Anything that is not an :class:`FptuiError` is a defect of
the program, and goes to the log file.
"""


class FptuiError(Exception):
    """Something was not done, and the message tells a person why."""


class StoreError(FptuiError):
    """The office's file is missing, damaged, foreign, locked or cannot be written."""


class DamagedError(StoreError):
    """The office's file or its journal is not what was written.

    ``change`` is the first change that cannot be trusted, 0 where it is the file itself;
    ``finding`` is the message without the hint to what can be done.
    """

    def __init__(self, finding: str, change: int = 0, hint: str = "") -> None:
        super().__init__(f"{finding} {hint}".strip())
        self.finding = finding
        self.change = change


class ReadOnlyError(StoreError):
    """A change was asked for while the office is open for reading only."""


class UnknownName(FptuiError):
    """There is no register, column, unit, indicator or format of that name."""


class InvalidValue(FptuiError):
    """A value does not fit its column, or a record its rules."""


class QueryError(FptuiError):
    """A query cannot be understood; ``position`` is the offending character, from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class MaskedError(FptuiError):
    """Private values were to order or group records without being revealed."""


class ExchangeError(FptuiError):
    """A file cannot be read in, or written out."""
