"""How the parts of a target are written: bound, actual, difference, margin, state."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from fptui.figures.counting import label_of
from fptui.figures.expression import parse_expression
from fptui.figures.rates import printed
from fptui.figures.targets import Target
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless

TARGET_HEADINGS = (
    N_("Indicator"),
    N_("Target"),
    N_("Actual"),
    N_("Diff"),
    N_("Margin"),
    N_("State"),
)
RIGHT_CELLS = frozenset({1, 2, 3})

_UNITS_OF_SCALE = {1: "", 100: "%", 1000: "‰"}


def target_cells(target: Target) -> tuple[str, ...]:
    """The cells of one line, in the order of TARGET_HEADINGS, in the language in use."""
    return (
        harmless(target.indicator.name),
        bound_text(target),
        actual_text(target),
        difference_text(target),
        margin_text(target),
        state_text(target),
    )


def unit_sign(target: Target) -> str:
    """The sign after a rate; none for a ratio such as boys to girls, which has no unit."""
    if target.indicator.direction == "within":
        return ""
    return _UNITS_OF_SCALE.get(target.indicator.scale, "")


def bound_text(target: Target) -> str:
    """What was signed for: `≥ 98.00%`, `≤ 0.50%`, `103–107`, or nothing."""
    sign, decimals = unit_sign(target), target.indicator.decimals
    if target.low is not None and target.high is not None:
        return f"{_short(target.low)}–{_short(target.high)}{sign}"
    if target.low is not None:
        return _with_mark("≥", printed(target.low, decimals) + sign)
    if target.high is not None:
        return _with_mark("≤", printed(target.high, decimals) + sign)
    return ""


def _with_mark(mark: str, bound: str) -> str:
    """A bound of usual length stands apart from its mark; a longer one saves the cell."""
    return f"{mark}{bound}" if len(bound) > len("98.00%") else f"{mark} {bound}"


def _short(bound: Decimal) -> str:
    return format(bound.normalize(), "f")


def actual_text(target: Target) -> str:
    """The actual at its printed precision; `≥` before one that was printed as a lower bound."""
    if target.figure.value is None:
        return "—"
    mark = "≥" if target.figure.bound == "at_least" else ""
    return mark + printed(target.figure.value, target.indicator.decimals) + unit_sign(target)


def difference_text(target: Target) -> str:
    """The signed difference in points, or that a range is kept."""
    if target.difference is None:
        return ""
    if target.difference == 0 and target.low is not None and target.high is not None:
        return _("in range")
    return signed(target.difference, target.indicator.decimals)


def signed(value: Fraction, decimals: int) -> str:
    """A number with its sign; nothing before a zero."""
    text = printed(abs(value), decimals)
    if not any(digit in text for digit in "123456789"):
        return text
    return ("+" if value > 0 else "−") + text


def margin_text(target: Target) -> str:
    """How many cases may still go wrong; `entered` for a figure that has no cases."""
    if target.figure.source == "entered":
        return _("entered")
    if target.margin is None:
        return "—" if target.figure.source else ""
    return cases_text(abs(target.margin), target.margin_noun)


def cases_text(number: int, noun: str) -> str:
    """`44 births`, in the language in use."""
    if noun == "births":
        text = ngettext("{n} birth", "{n} births", number)
    elif noun == "villages":
        text = ngettext("{n} village", "{n} villages", number)
    elif noun == "payments":
        text = ngettext("{n} payment", "{n} payments", number)
    elif noun == "people":
        text = ngettext("{n} person", "{n} people", number)
    elif noun == "recipients":
        text = ngettext("{n} recipient", "{n} recipients", number)
    elif noun == "findings":
        text = ngettext("{n} finding", "{n} findings", number)
    else:
        text = ngettext("{n} case", "{n} cases", number)
    return text.format(n=number)


def state_text(target: Target) -> str:
    """The state with a sign that does not need colour."""
    if target.status == "met":
        return _("✔ met, none to spare") if target.margin == 0 else _("✔ met")
    if target.status == "not_met":
        return _("✘ not met")
    return {
        "report": _("· reported"),
        "no_target": _("· no target"),
        "no_figure": _("— no figure"),
    }[target.status]


def sentence(target: Target) -> str:
    """One line that says what the figure was made of."""
    figure = target.figure
    if figure.source == "entered":
        return _("Known only as a printed number, entered as it was printed.")
    if figure.numerator is None or figure.denominator is None:
        return _("Nothing was reported for this year yet.")
    return _("{above}: {numerator} · {below}: {denominator}").format(
        numerator=figure.numerator,
        above=expression_text(target.indicator.numerator),
        denominator=figure.denominator,
        below=expression_text(target.indicator.denominator),
    )


def expression_text(text: str) -> str:
    """A sum of counts with the counts called as people call them."""
    shown = ""
    for sign, name in parse_expression(text).terms:
        operator = ("" if sign > 0 else "−") if not shown else (" + " if sign > 0 else " − ")
        shown += operator + label_of(name)
    return shown
