"""Where the program finds the data files that come with it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def data_folder() -> Path:
    """The folder of rules, indicators and the sample: inside a wheel, else beside the package."""
    inside = _PACKAGE / "data"
    return inside if inside.is_dir() else _PACKAGE.parent / "data"


def checkout_folder() -> Path | None:
    """The folder of the checkout that the program runs from, or None for an installed wheel."""
    folder = _PACKAGE.parent
    return folder if (folder / "pyproject.toml").is_file() and (folder / "data").is_dir() else None
