"""Indicators (指标): a numerator over a denominator of named counts, a scale, a direction."""

from __future__ import annotations

from collections.abc import Iterator

from fptui.language import N_, _, current_language
from fptui.registers.declaration import Column, Kind, Record, Register

DIRECTIONS = {
    "at_least": N_("At least"),
    "at_most": N_("At most"),
    "within": N_("Within"),
    "report": N_("Report only"),
}
SCALES = (1, 100, 1000)


class Indicator(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One indicator; numerator and denominator are expressions of counts and other indicators.

    Both are empty for an indicator whose rate can only be entered. Without a denominator the
    numerator says all, and its value is not multiplied by the scale.
    """

    key: str
    name_zh: str = ""
    name_en: str = ""
    numerator: str = ""
    denominator: str = ""
    scale: int = 100
    decimals: int = 2
    direction: str = "at_least"

    @property
    def name(self) -> str:
        """What it is called in the language in use.

        A name that the catalogs know is translated; one of the office's own is
        shown as the office wrote it in either language.
        """
        if current_language() == "en":
            return self.name_en or self.name_zh or self.key
        translated = _(self.name_en)
        return translated if translated != self.name_en else self.name_zh or self.key


def _scale_is_known(indicator: Indicator) -> Iterator[str]:
    if indicator.scale not in SCALES:
        yield _("the scale must be 1, 100 or 1000")
    if not 0 <= indicator.decimals <= 6:
        yield _("the number of decimals must be from 0 to 6")


def _has_a_numerator(indicator: Indicator) -> Iterator[str]:
    if indicator.denominator and not indicator.numerator:
        yield _("the denominator has no numerator")


INDICATORS = Register(
    name="indicators",
    title=N_("Indicators"),
    record=Indicator,
    identity=("key",),
    words=("key", "name_zh", "name_en"),
    screen=1,
    called=("name_zh", "name_en"),
    place=1,
    rules=(_scale_is_known, _has_a_numerator),
    columns=(
        Column("key", N_("Key"), Kind.CODE, 26, required=True),
        Column("name_zh", N_("Chinese name"), width=24),
        Column("name_en", N_("English name"), width=24),
        Column("numerator", N_("Numerator"), Kind.EXPRESSION, 22),
        Column("denominator", N_("Denominator"), Kind.EXPRESSION, 22),
        Column("scale", N_("Scale"), Kind.INTEGER, 5),
        Column("decimals", N_("Decimals"), Kind.INTEGER, 8),
        Column("direction", N_("Direction"), Kind.CHOICE, 11, choices=DIRECTIONS, required=True),
    ),
)
