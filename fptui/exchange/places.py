"""What stands at a place of the file system."""

from __future__ import annotations

from pathlib import Path


def stands_there(path: Path) -> bool:
    """Whether there is anything at a place; no where it cannot be looked at."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder at a place; no where it cannot be looked at."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
