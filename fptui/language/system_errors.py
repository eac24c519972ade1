"""Why the system refused a file, in the language in use."""

from __future__ import annotations

import errno

from fptui.language import N_, _

_REASONS = {
    errno.ENOENT: N_("it is not there"),
    errno.EACCES: N_("you have no right to it"),
    errno.EPERM: N_("you have no right to it"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("Disk quota exceeded"),
    errno.EFBIG: N_("File too large"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a file stands where the folder should be"),
    errno.EEXIST: N_("File exists"),
    errno.EROFS: N_("nothing can be written there"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("its links lead in a circle"),
    errno.EMFILE: N_("Too many open files"),
    errno.EBUSY: N_("Device or resource busy"),
    errno.EIO: N_("the disk or the connection to it does not answer rightly"),
}


def reason_said(error: OSError) -> str:
    """The reason in words; an unusual one in the system's own."""
    reason = _REASONS.get(error.errno or 0)
    return _(reason) if reason else error.strerror or str(error)
