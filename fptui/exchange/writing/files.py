"""Writing an exported file: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from fptui.errors import ExchangeError
from fptui.language import _
from fptui.language.system_errors import reason_said
from fptui.store import belongs_to_an_office
from fptui.store.replacing import replace_file


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file that only its owner can read, as it may hold personal data; text in UTF-8.

    Raises ExchangeError where the place cannot be written; what stood there stays.
    """
    if belongs_to_an_office(path):
        raise ExchangeError(
            _("{path} belongs to an office and was left as it is. Name another file.").format(
                path=path
            )
        )
    written = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if path.is_dir():
            raise IsADirectoryError(21, os.strerror(21))
        if path.exists() and not path.is_file():  # a pipe or a device cannot be replaced
            path.write_bytes(written)
        else:
            replace_file(path, [written])
    except FileNotFoundError as error:
        raise ExchangeError(
            _("{path} cannot be written: there is no such folder. Name another file.").format(
                path=path
            )
        ) from error
    except OSError as error:
        raise ExchangeError(
            _("{path} cannot be written: {reason}. Name another file.").format(
                path=path, reason=reason_said(error)
            )
        ) from error
