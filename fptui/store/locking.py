"""One writer at a time: a lock that the system frees when the process ends, however it ends.

The lock is held on a small file beside the office's, which also says who holds
it. The file is removed on a clean end; one that is left over does not lock.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
from functools import cache
from getpass import getuser
from pathlib import Path

import msgspec

from fptui.store.clock import present
from fptui.store.replacing import PRIVATE_MODE

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}

# Windows locks bytes, and what is locked cannot be read: lock far behind the text
_LOCKED_BYTE = 1 << 30


class Holder(msgspec.Struct, frozen=True):
    """Who has an office open for writing."""

    process: int = 0
    user: str = ""
    host: str = ""
    since: str = ""


class NoLocksError(OSError):
    """The file system, such as one of another machine, has no locks."""


class LockHeldError(Exception):
    """Another process writes; `holder` says which, as far as it is known."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder)
        self.holder = holder


def lock_of(path: Path) -> Path:
    """Where the lock of an office lies."""
    return path.with_name(path.name + ".lock")


@cache
def user_name() -> str:
    """Who works here, as the system knows it."""
    try:
        return getuser()
    except (OSError, KeyError):
        return "?"


class WriterLock:
    """The right to write an office, held from construction to :meth:`release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock; LockHeldError where another has it, OSError where none can be.

        NoLocksError where the file system has no locks at all.
        """
        self._path = path = Path(os.path.realpath(path))
        self._handle = -1
        self._process = os.getpid()
        while self._handle < 0:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_MODE)
            try:
                _lock(handle)
                # the one before may have removed the file between our opening and locking it
                if _is_at(handle, path):
                    self._handle = handle
            except BlockingIOError:
                raise LockHeldError(_holder_in(handle)) from None
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise
                _remove_empty(handle, path)
                raise NoLocksError(*error.args) from None
            finally:
                if self._handle < 0:
                    os.close(handle)
        self._say_who()

    def _say_who(self) -> None:
        holder = Holder(
            os.getpid(), user_name(), socket.gethostname(), present().isoformat(timespec="seconds")
        )
        with contextlib.suppress(OSError):  # a full disk does not unlock
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, msgspec.json.encode(holder))

    def release(self) -> None:
        """Let others write; only the process that took the lock, and only its own file, goes."""
        if self._handle < 0:
            return
        owned = self._process == os.getpid()
        if sys.platform != "win32" and owned and _is_at(self._handle, self._path):
            with contextlib.suppress(OSError):
                self._path.unlink()
        os.close(self._handle)
        self._handle = -1

    def __del__(self) -> None:
        self.release()


def _holder_in(handle: int) -> Holder:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return msgspec.json.decode(os.read(handle, 4096), type=Holder)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Holder()


def lock_journal(handle: int) -> None:
    """Lock the journal itself as long as it is open; LockHeldError where another has it open.

    So a second writer is seen also where the lock's file was removed, or the office has two
    names. Where there are no locks, nothing is locked.
    """
    if sys.platform == "win32":  # a file that is open is not removed there
        return
    try:
        _lock(handle)
    except BlockingIOError:
        raise LockHeldError(Holder()) from None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


def _remove_empty(handle: int, path: Path) -> None:
    with contextlib.suppress(OSError):
        if not os.fstat(handle).st_size and _is_at(handle, path):
            path.unlink()


def _is_at(handle: int, path: Path) -> bool:
    try:
        there, here = path.stat(), os.fstat(handle)
    except FileNotFoundError:
        return False
    return (there.st_ino, there.st_dev) == (here.st_ino, here.st_dev)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
