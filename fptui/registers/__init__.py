"""The registers of the office, each declared once in a file of its own. Pure."""

from __future__ import annotations

from fptui.errors import UnknownName
from fptui.language import _, current_language
from fptui.language.closest import meant
from fptui.registers.activities import ACTIVITIES
from fptui.registers.attendance import ATTENDANCE
from fptui.registers.checklist import CHECKLIST
from fptui.registers.contacts import CONTACTS
from fptui.registers.contracts import CONTRACTS
from fptui.registers.counts import COUNTS
from fptui.registers.declaration import Record, Register
from fptui.registers.entered import ENTERED
from fptui.registers.explanations import EXPLANATIONS
from fptui.registers.findings import FINDINGS
from fptui.registers.indicators import INDICATORS
from fptui.registers.inspections import INSPECTIONS
from fptui.registers.payments import PAYMENTS
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.scores import SCORES
from fptui.registers.settlements import SETTLEMENTS
from fptui.registers.trainings import TRAININGS
from fptui.registers.units import UNITS

REGISTERS: dict[str, Register[Record]] = {
    register.name: register
    for register in (
        UNITS,
        COUNTS,
        ENTERED,
        EXPLANATIONS,
        RECIPIENTS,
        PAYMENTS,
        SETTLEMENTS,
        TRAININGS,
        ATTENDANCE,
        INSPECTIONS,
        FINDINGS,
        CHECKLIST,
        ACTIVITIES,
        CONTACTS,
        INDICATORS,
        CONTRACTS,
        SCORES,
    )
}


def register_named(name: str) -> Register[Record]:
    """The register of this name; UnknownName says which there are, the nearest first."""
    if name in REGISTERS:
        return REGISTERS[name]
    english = current_language() == "en"
    titles = list(REGISTERS) if english else [_(one.title) for one in REGISTERS.values()]
    raise UnknownName(
        _("There is no register “{name}”. {hint}The registers: {names}.").format(
            name=name, hint=meant(name, titles), names=_(", ").join(titles)
        )
    )
