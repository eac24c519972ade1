"""Putting a restored office in the place of another: in one step that is done, or not.

Office and journal are two files, and no system renames two at once. So they lie ready in
one folder, whose renaming is the step: from then on the restored office counts, and whoever
opens it next moves what a killed program left to be moved.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import msgspec

from fptui.errors import StoreError
from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.store.clock import present
from fptui.store.journal import journal_of
from fptui.store.locking import LockHeldError, WriterLock, lock_of
from fptui.store.replacing import replace_file, sync_folder

OFFICE = "office.json"
_PLAN = "plan.json"


class _Plan(msgspec.Struct, frozen=True):
    """What is to be moved: where the old office goes, and whether the new one has a journal."""

    aside: str
    has_journal: bool


def ready_folder(path: Path) -> Path:
    """Where a restored office lies that is to take the place of this one."""
    return path.with_name(f".{path.name}.restored")


def exchange(folder: Path, path: Path) -> Path | None:
    """Put the office in this folder in place; where the one that was there is kept, if any.

    The caller has the lock. The folder is used up. OSError says what went wrong; before the
    step nothing is changed then, after it the next opening goes on.
    """
    old = path.exists() or journal_of(path).exists()
    plan = _Plan(_free_name(path, present()).name, journal_of(folder / OFFICE).exists())
    replace_file(folder / _PLAN, [msgspec.json.encode(plan)])
    sync_folder(folder)
    folder.rename(ready_folder(path))
    sync_folder(path.parent)
    _move(path)
    return path.with_name(plan.aside) if old else None


def finish_restoring(path: Path) -> None:
    """Go on with a restoring that was cut off; StoreError where that is not possible here."""
    if not ready_folder(path).exists():
        return
    try:
        lock = WriterLock(lock_of(path))
    except LockHeldError as error:
        raise StoreError(
            _("{path} is being restored by another program; try again in a moment.").format(
                path=path
            )
        ) from error
    except OSError as error:
        raise _cut_off(path, error) from error
    try:
        _move(path)
    except (OSError, msgspec.MsgspecError) as error:
        raise _cut_off(path, error) from error
    finally:
        lock.release()


def _move(path: Path) -> None:
    """Do what is left to be done; each move can be told from what is where."""
    ready = ready_folder(path)
    if not ready.exists():
        return
    if (ready / OFFICE).exists():
        plan = msgspec.json.decode((ready / _PLAN).read_bytes(), type=_Plan)
        aside = path.with_name(Path(plan.aside).name)
        journal = journal_of(ready / OFFICE)
        # the office's file goes first and comes last: one without the other is never opened
        if path.exists():
            path.rename(aside)
        if journal_of(path).exists() and (journal.exists() or not plan.has_journal):
            journal_of(path).rename(journal_of(aside))
        if journal.exists():
            journal.rename(journal_of(path))
        sync_folder(path.parent)
        (ready / OFFICE).rename(path)
        sync_folder(path.parent)
    shutil.rmtree(ready, ignore_errors=True)


def _cut_off(path: Path, error: Exception) -> StoreError:
    return StoreError(
        _(
            "A restoring of {path} was cut off and cannot be finished here ({reason}). "
            "What is to take its place is whole, in {folder}."
        ).format(
            path=path,
            reason=reason_said(error) if isinstance(error, OSError) else error,
            folder=ready_folder(path).name,
        )
    )


def _free_name(path: Path, now: datetime) -> Path:
    stamp = now.strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}.before-restore-{stamp}{path.suffix}")
    count = 1
    while aside.exists() or journal_of(aside).exists():
        count += 1
        aside = path.with_name(f"{path.stem}.before-restore-{stamp}-{count}{path.suffix}")
    return aside
