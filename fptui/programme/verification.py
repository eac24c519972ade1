"""The yearly re-verification (年审): whose entitlement is to be looked at again, and by when."""

from __future__ import annotations

from datetime import date

import msgspec

from fptui.language import _
from fptui.programme.rules import Programme, day_in
from fptui.registers.recipient_file import Recipient


def must_be_verified(recipient: Recipient, year: int) -> bool:
    """Whether a file is to be re-verified in a year: it was paid before and still is."""
    paid_before = recipient.paid_from is not None and recipient.paid_from < year
    return recipient.state in {"receiving", "suspended"} and paid_before


def is_unverified(recipient: Recipient, year: int) -> bool:
    """Whether the re-verification of a year is still to be made."""
    return must_be_verified(recipient, year) and (recipient.verified or 0) < year


def verified_last(recipient: Recipient) -> str:
    """In words, for which year a file that waits was re-verified last."""
    if recipient.verified is None:
        return _("never re-verified, paid from {year}").format(year=recipient.paid_from)
    return _("last re-verified for {year}").format(year=recipient.verified)


def verification_due(rules: Programme, year: int) -> date:
    """The day by which a year's re-verification is due."""
    return day_in(year, rules.procedure.re_verification_due)


def verified(recipient: Recipient, year: int) -> Recipient:
    """The file after its re-verification in a year: the entitlement continues (续享)."""
    return msgspec.structs.replace(recipient, verified=year)
