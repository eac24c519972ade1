"""What stands at a place of the file system, and why it cannot be used, in the user's words."""

from __future__ import annotations

import errno
from pathlib import Path

from fptui.language import N_, _

_REASONS = {
    errno.EACCES: N_("you have no right to it"),
    errno.EPERM: N_("you have no right to it"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a file stands where the folder should be"),
    errno.ENOENT: N_("it is not there"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("its links lead in a circle"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("nothing can be written there"),
    errno.EIO: N_("the disk or the connection to it does not answer rightly"),
}


def reason_said(error: OSError) -> str:
    """Why the system refused, in the language in use where that is one of the usual reasons."""
    said = _REASONS.get(error.errno or 0)
    return _(said) if said else error.strerror or str(error)


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
