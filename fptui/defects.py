"""What went wrong inside the program: a line for the person, the place for the log file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import platformdirs

from fptui.language import _


def log_path() -> Path:
    """The log file: what went wrong in the program, never a record."""
    return platformdirs.user_log_path("fptui") / "fptui.log"


def tell_defect(error: BaseException) -> str:
    """Write the place of a defect to the log, and say in one line that there was one."""
    path = log_path()
    # Only the place is kept: the message of an unforeseen error may quote a record.
    places = " < ".join(_frames(error))
    line = f"{datetime.now().isoformat(timespec='seconds')} {type(error).__name__} at {places}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as log:
            log.write(line + "\n")
    except OSError:
        return _("Something went wrong inside the program ({kind}).").format(
            kind=type(error).__name__
        )
    return _("Something went wrong inside the program ({kind}); {path} has the details.").format(
        kind=type(error).__name__, path=path
    )


def _frames(error: BaseException) -> list[str]:
    frames, trace = [], error.__traceback__
    while trace is not None:
        frames.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return frames[::-1]
