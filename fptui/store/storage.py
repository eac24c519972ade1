"""A TinyDB storage that never leaves half a file behind."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from fptui.errors import StoreError
from fptui.language import _

PRIVATE_MODE = 0o600


class AtomicJSONStorage(Storage):
    """One JSON file, laid out as TinyDB's own JSONStorage reads it.

    Each write goes to a temporary file beside it, which then replaces it; a
    crash leaves either the old file or the new one. Mode 0600, as it holds
    personal data.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables of the file; StoreError where it is not an office's."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(
                _("{path} cannot be read: {reason}.").format(path=self.path, reason=error.strerror)
            ) from error
        if not content.strip():
            raise StoreError(
                _(
                    "{path} is empty, not an office's file. Restore a backup, or name another."
                ).format(path=self.path)
            )
        try:
            return msgspec.json.decode(content, type=dict[str, dict[str, Any]])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise StoreError(
                _("{path} is damaged or no office's file: {reason}.").format(
                    path=self.path, reason=error
                )
            ) from error

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file by these tables, durably."""
        try:
            replace_file(self.path, msgspec.json.encode(data))
        except OSError as error:
            raise StoreError(
                _("{path} cannot be written: {reason}. Nothing was changed.").format(
                    path=self.path, reason=error.strerror
                )
            ) from error


def replace_file(path: Path, content: bytes) -> None:
    """Put this content in the place of a file at once, or leave the old one; OSError says why."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), PRIVATE_MODE)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
