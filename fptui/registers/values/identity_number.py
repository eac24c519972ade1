"""Citizen identification numbers: GB 11643-1999 (18 digits) and GB 11643-1989 (15)."""

from __future__ import annotations

from datetime import date
from operator import mul

from fptui.language import _, ngettext

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_OF_ZEROS = ord("0") * sum(_WEIGHTS)
_CHECKS = "10X98765432"


def check_character(first_seventeen: str) -> str:
    """The 18th character of a number, by ISO 7064 MOD 11-2."""
    # the codes of the digits are their values and 48 more: far faster than int of each
    total = sum(map(mul, first_seventeen.encode("ascii"), _WEIGHTS)) - _OF_ZEROS
    return _CHECKS[total % 11]


def to_eighteen(number: str) -> str:
    """The 18-digit form of a 15- or 18-digit number, the key by which people are matched.

    A text that is neither is returned as it is, in capitals.
    """
    number = number.strip().upper()
    if len(number) == 15 and number.isascii() and number.isdigit():
        longer = number[:6] + "19" + number[6:]
        return longer + check_character(longer)
    return number


def birth_date_in(number: str) -> date | None:
    """The date of birth written in a number, or None where it is no date."""
    digits = to_eighteen(number)[6:14]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def sex_in(number: str) -> str:
    """`male` or `female`, by the parity of the sequence number."""
    return "male" if int(to_eighteen(number)[16]) % 2 else "female"


def problem_with(number: str, birth_date: date | None = None, sex: str = "") -> str:
    """What is wrong with a number, as a sentence without the number, or "" for nothing.

    The region is not judged: it tells where the number was issued, and codes are abolished.
    """
    number = number.strip().upper()
    if len(number) not in (15, 18):
        said = ngettext(
            "the ID number has {count} character, not 18 or 15",
            "the ID number has {count} characters, not 18 or 15",
            len(number),
        )
        return said.format(count=len(number))
    body = number[:17] if len(number) == 18 else number
    if not (body.isascii() and body.isdigit()):
        return _("the ID number holds something that is not a digit")
    if len(number) == 18 and number[17] != check_character(body):
        return _("the check digit of the ID number is wrong")
    born = birth_date_in(number)
    if born is None:
        return _("the ID number holds a birth date that does not exist")
    if birth_date is not None and born != birth_date:
        return _("the birth date differs from the one in the ID number")
    if sex and sex_in(number) != sex:
        return _("the sex differs from the one in the ID number")
    return ""
