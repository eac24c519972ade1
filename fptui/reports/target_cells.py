"""How the parts of a target are written: bound, actual, difference, margin, state."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from fptui.errors import InvalidValue
from fptui.figures.entered_figures import amount
from fptui.figures.figure import Figure
from fptui.figures.formulas import formula_of
from fptui.figures.rates import printed
from fptui.figures.tallies import label_of
from fptui.figures.targets import Target
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.registers.values.expression import Expression, Name

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
    number = printed(target.figure.value, target.indicator.decimals).replace("-", "−")
    return mark + number + unit_sign(target)


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
    """The state with a sign that does not need colour; `!` where its counts must be looked at."""
    return _state(target) + (" !" if target.figure.warnings else "")


def _state(target: Target) -> str:
    """A doubt stands before all else."""
    if target.figure.value is not None and target.figure.reasons:
        return doubt_text(target.figure)
    if target.status == "met":
        return _("✔ met, none to spare") if target.margin == 0 else _("✔ met")
    if target.status == "not_met":
        return _("✘ not met")
    return {
        "report": _("· reported"),
        "no_target": _("· no target"),
        "no_figure": _("— no figure"),
    }[target.status]


def doubt_text(figure: Figure) -> str:
    """That a figure is in doubt, or of how many units it is."""
    if figure.doubts:
        return _("? doubtful")
    if figure.units is None or figure.reported_units == figure.units:
        return _("? not whole")
    said = ngettext("? {n} of {all} unit", "? {n} of {all} units", figure.units)
    return said.format(n=figure.reported_units, all=figure.units)


def sentence(target: Target) -> str:
    """One line that says what the figure was made of."""
    figure = target.figure
    if figure.source == "entered":
        return _("Known only as a printed number, entered as it was printed.")
    if figure.numerator is None:
        if figure.reasons:
            return _("There is no figure.")
        if figure.unreported:
            return _("Not reported: {counts}").format(counts=_(", ").join(figure.unreported))
        return _("Nothing was reported for this year yet.")
    formula = formula_of(target.indicator)
    above = expression_text(formula.above, target) if formula is not None else ""
    until = " · " + _("up to {month}").format(month=figure.until) if figure.until else ""
    if formula is None or formula.below is None or figure.denominator is None:
        return _("{name}: {value}").format(name=above, value=amount(figure.numerator)) + until
    said = _("{above}: {numerator} · {below}: {denominator}").format(
        numerator=amount(figure.numerator),
        above=above,
        denominator=amount(figure.denominator),
        below=expression_text(formula.below, target),
    )
    return said + until


def formula_text(target: Target) -> str:
    """How the figure is reckoned; empty where it can only be entered, or cannot be understood."""
    try:
        formula = formula_of(target.indicator)
    except InvalidValue:
        return ""
    if formula is None:
        return ""
    above = expression_text(formula.above, target)
    scale = amount(formula.scale)
    if formula.below is None:
        return above if formula.scale == 1 else f"({above}) × {scale}"
    return f"({above}) ÷ ({expression_text(formula.below, target)}) × {scale}"


def expression_text(expression: Expression, target: Target) -> str:
    """An expression with counts and indicators called as people call them."""

    def called(name: Name) -> str:
        other = target.known.get(name.name)
        return harmless(label_of(name.key, other.name if other is not None else ""))

    return expression.written(called, ("+", "−", "×", "÷"))
