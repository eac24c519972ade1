"""Backups: an office and its whole history in one compressed file, verified."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from fptui.errors import StoreError
from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.store.check import Report, check_office
from fptui.store.journal import Journal, journal_of
from fptui.store.journal_writing import refuse_writer
from fptui.store.leftovers import UNPACKED, prefix_of, remove_leftovers, remove_unpacked
from fptui.store.locking import LockHeldError, WriterLock, lock_of
from fptui.store.replacing import PRIVATE_MODE, followed, refuse_taken, sync_folder
from fptui.store.restoring import OFFICE, exchange, finish_restoring
from fptui.store.snapshot import read_snapshot

_JOURNAL = "office.json.journal"
_AT_ONCE = 1 << 20


def backup(path: Path, target: Path) -> Report:
    """Write a backup of an office and read it again to verify it; what the check saw.

    The office may be in use meanwhile. StoreError where it is damaged, or the
    target is taken or cannot be written; no half of a backup is left then.
    """
    path, target = followed(path), followed(target)
    finish_restoring(path)
    refuse_taken(target)
    remove_leftovers(target.parent, target.name)
    try:
        handle, name = tempfile.mkstemp(prefix=prefix_of(target.name), dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise _unwritable(target, error) from error
    temporary = Path(name)
    try:
        _good_end(path)
        _pack(path, temporary)
        report = verify_backup(temporary)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        temporary.unlink(missing_ok=True)
    return report


def verify_backup(backup_file: Path) -> Report:
    """Check a backup through and through; StoreError where it is not good."""
    with _unpacked(backup_file, None) as office:
        return _sound(office, backup_file)


def restore(backup_file: Path, path: Path) -> Path | None:
    """Put a backup in the place of an office; where the office that was there is kept, if any.

    StoreError where the backup is damaged or the office is being written; nothing
    is changed then.
    """
    path = followed(path)
    finish_restoring(path)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    with _unpacked(backup_file, path.parent) as office:
        _sound(office, backup_file)
        try:
            lock = WriterLock(lock_of(path))
        except LockHeldError as held:
            raise StoreError(
                _(
                    "{path} is being written by {user} on {host} (process {process}); "
                    "nothing was changed. Close the program there first."
                ).format(
                    path=path,
                    user=held.holder.user,
                    host=held.holder.host,
                    process=held.holder.process,
                )
            ) from held
        except OSError as error:
            raise _unwritable(path, error) from error
        try:
            _refuse_hidden_writer(path)
            return exchange(office.parent, path)
        except OSError as error:
            raise _unwritable(path, error) from error
        finally:
            lock.release()


def _refuse_hidden_writer(path: Path) -> None:
    """StoreError where another has the journal open for writing, though it holds no lock's file."""
    try:
        refuse_writer(journal_of(path))
    except LockHeldError as error:
        raise StoreError(
            _(
                "{path} is being written by another program, whose lock was removed; nothing was "
                "changed. Close the program there first."
            ).format(path=path)
        ) from error


def _pack(path: Path, target: Path) -> None:
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        with packed.open(OFFICE, "w", force_zip64=True) as into, path.open("rb") as office:
            shutil.copyfileobj(office, into, _AT_ONCE)
        # the journal comes second, so that it holds at least as much as the snapshot
        end = _good_end(path)
        if end:
            with (
                packed.open(_JOURNAL, "w", force_zip64=True) as into,
                journal_of(path).open("rb") as lines,
            ):
                while end > 0 and (part := lines.read(min(end, _AT_ONCE))):
                    into.write(part)
                    end -= len(part)
    with target.open("rb") as written:
        os.fsync(written.fileno())


def _good_end(path: Path) -> int:
    """Where the last finished line of an office's journal ends; StoreError where it is damaged."""
    journal = Journal(journal_of(path), read_snapshot(path).position)
    try:
        for _line in journal.read_on():
            pass
        return journal.position.end
    finally:
        journal.close()


@contextlib.contextmanager
def _unpacked(backup_file: Path, beside: Path | None) -> Iterator[Path]:
    """The office of a backup in a folder that is removed afterwards."""
    try:
        remove_unpacked(*([beside] if beside else []))
        folder = Path(tempfile.mkdtemp(prefix=prefix_of(UNPACKED), dir=beside))
    except OSError as error:
        raise _unwritable(beside or Path(tempfile.gettempdir()), error) from error
    try:
        try:
            with ZipFile(backup_file) as packed:
                names = packed.namelist()
                for name in (OFFICE, _JOURNAL):
                    if name in names:
                        _unpack(packed, name, folder / name)
        except OSError as error:
            raise StoreError(
                _("{path} cannot be unpacked: {reason}. Nothing was changed.").format(
                    path=backup_file, reason=reason_said(error)
                )
            ) from error
        except (
            BadZipFile,
            EOFError,
            LookupError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            zlib.error,
        ) as error:
            raise _no_backup(backup_file, str(error)) from error
        yield folder / OFFICE
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(packed: ZipFile, name: str, target: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_MODE)
    with os.fdopen(handle, "wb") as into, packed.open(name) as member:
        shutil.copyfileobj(member, into, _AT_ONCE)
        into.flush()
        os.fsync(into.fileno())


def _sound(office: Path, backup_file: Path) -> Report:
    try:
        report = check_office(office)
    except StoreError as error:
        raise _no_backup(backup_file, str(error)) from error
    if not report.sound:
        raise _no_backup(backup_file, report.problems[0])
    return report


def _no_backup(backup_file: Path, reason: str) -> StoreError:
    return StoreError(
        _("{path} is damaged or no backup ({reason}). Nothing was changed.").format(
            path=backup_file, reason=reason
        )
    )


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        _("{path} cannot be written: {reason}. Nothing was changed.").format(
            path=path, reason=reason_said(error)
        )
    )
