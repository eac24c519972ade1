"""Questions for files: one that is read, one that is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from fptui.errors import InvalidValue
from fptui.exchange.importing.rejects import REJECT_FORMATS
from fptui.exchange.places import is_folder, stands_there
from fptui.jobs.questions import Question
from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.language.system_errors import reason_said
from fptui.store import Reading


@dataclass(frozen=True, slots=True)
class FileToRead(Question[Path | None]):
    """A file that is there."""

    endings: str = field(default="", kw_only=True)
    metavar: str = field(default="FILE", kw_only=True)

    @property
    def empty(self) -> None:
        """No file."""
        return

    def read(self, text: str, _office: Reading | None) -> Path:
        """The file's path; InvalidValue where there is no such file."""
        path = path_of(text)
        try:
            kind = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):
            raise _unfit(path, _("There is no file {path}")) from None
        except OSError as error:
            said = _("{path} cannot be read: {reason}.")
            raise _unfit(path, said, reason=reason_said(error)) from error
        if S_ISDIR(kind):
            raise _unfit(path, _("{path} is a folder: name a file in it"))
        if not S_ISREG(kind):
            raise _unfit(path, _("{path} is no file."))
        return path


def _refuse_what_cannot_be(path: Path) -> None:
    """InvalidValue for a place that the system does not even look at, such as a name too long."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        said = _("{path} cannot be written: {reason}. Name another file.")
        raise _unfit(path, said, reason=reason_said(error)) from error
    except ValueError:
        raise _unfit(path, _("There is no file {path}")) from None


def _unfit(path: Path, sentence: str, **parts: str) -> InvalidValue:
    return InvalidValue(sentence.format(path=harmless(str(path)), **parts))


@dataclass(frozen=True, slots=True)
class FileToWrite(Question[Path | None]):
    """A file that is made; `replaces` allows one that is there already.

    At the command line what stands there is replaced without asking; a dialog asks.
    `into_folder` allows a folder, in which the job names the file.
    `endings` are those that its name may have, such as `.csv .xlsx`; any where it is empty.
    """

    endings: str = field(default="", kw_only=True)
    replaces: bool = field(default=True, kw_only=True)
    into_folder: bool = field(default=False, kw_only=True)
    metavar: str = field(default="FILE", kw_only=True)

    def help_said(self) -> str:
        """With the endings that it may have."""
        said = _(self.help or self.heading)
        return f"{said} ({self.endings})" if self.endings else said

    @property
    def empty(self) -> None:
        """No file."""
        return

    def read(self, text: str, _office: Reading | None) -> Path:
        """The file's path; InvalidValue for another ending, or one that must not be replaced."""
        path = path_of(text)
        _refuse_what_cannot_be(path)
        in_folder = self.into_folder and is_folder(path)
        if self.endings and not in_folder and path.suffix.lower() not in self.endings.split():
            raise InvalidValue(
                _("{path}: the ending must be one of {endings}.").format(
                    path=harmless(str(path)), endings=self.endings
                )
            )
        if not self.replaces and not in_folder and stands_there(path):
            raise InvalidValue(
                _("{path} is there already: name another file.").format(path=harmless(str(path)))
            )
        return path


def path_of(text: str) -> Path:
    """The path that someone typed, perhaps in quotes, or dragged into the window."""
    typed = Path(text.strip().strip("'\""))
    try:
        return typed.expanduser()
    except RuntimeError:  # ~nobody has no home
        return typed


REJECTS = FileToWrite(
    N_("Refused rows"),
    N_("Write the refused rows, with the reasons, to a file."),
    endings=" ".join(one.ending for one in REJECT_FORMATS),
    on_screen=False,
)
"""Where a job that reads a file puts the rows it refuses; a screen offers it beside its plan."""
