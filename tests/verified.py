"""The yearly re-verification, made at once where a test is about what comes after it."""

from fptui.programme.verification import is_unverified, verified
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.store import Office


def re_verify_all(office: Office, year: int = 2006) -> None:
    """Re-verify for a year all who wait for it."""
    waiting = [one for one in office.table(RECIPIENTS).items() if is_unverified(one[1], year)]
    office.change(
        [Edit(RECIPIENTS.name, number, one, verified(one, year)) for number, one in waiting]
    )
