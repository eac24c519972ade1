"""Where a round of payments stands: in sentences, by unit, and what asks for work one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fptui.exchange.writing.sheet import Cell, Sheet
from fptui.figures.rates import printed
from fptui.language import N_, _, ngettext
from fptui.language.harmless import harmless
from fptui.programme.payment_soundness import Claim
from fptui.programme.procedure import Plan
from fptui.programme.round_standing import RoundStanding
from fptui.registers.declaration import Desk
from fptui.registers.payments import STANDINGS, Payment, is_open, standing
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import name_of

MISSING = "missing"
HELD = "held"
LABELS = {MISSING: N_("Missing"), HELD: N_("Held back"), **STANDINGS}
HEADINGS = {
    "standing": N_("Stands"),
    "unit": N_("Unit"),
    "recipient": N_("File no."),
    "name": N_("Name"),
    "amount": N_("Amount"),
    "due_date": N_("Due date"),
    "days_late": N_("Days late"),
    "reason": N_("Reason"),
}
LISTED = 40
"""So many are listed where people read; all of them where a file is written."""
_SAID_IN_TABLE = ("paid", "paid_late", "sent", "due", "late", "returned", MISSING)


def said_of(stands: RoundStanding, claims: Sequence[Claim] = ()) -> list[str]:
    """The round in sentences: how many, how much, and what is late, returned or missing."""
    number, due = stands.round.number, stands.round.due_in(stands.year).isoformat()
    if not stands.is_opened:
        return [_("Round {number} of {year}, due {day}, is not opened yet.").format(
            number=number, year=stands.year, day=due)]  # fmt: skip
    people = stands.people.total()
    amount = sum(stands.amounts.values(), Decimal(0))
    said = ngettext(
        "Round {number} of {year}, due {day}: {n} payment, {amount} yuan.",
        "Round {number} of {year}, due {day}: {n} payments, {amount} yuan.",
        people,
    )
    lines = [
        said.format(number=number, year=stands.year, day=due, n=people, amount=f"{amount:,.2f}")
    ]
    on_time = stands.people["paid"]
    lines.append(
        _("On time {on_time} of {n} ({rate}); {rest}.").format(
            on_time=on_time,
            n=people,
            rate=_percent(on_time, people),
            rest=_(", ").join(_counted(stands)) or _("nothing stands out"),
        )
    )
    lines += _at_bank_said(stands)
    lines += _end_said(stands)
    if claims:
        total = sum((one.amount for one in claims), Decimal(0))
        said = ngettext(
            "To be claimed back from {n} person: {amount} yuan.",
            "To be claimed back from {n} people: {amount} yuan.",
            len(claims),
        )
        lines.append(said.format(n=len(claims), amount=f"{total:,.2f}"))
    return lines


def _at_bank_said(stands: RoundStanding) -> Iterator[str]:
    """Since when the bank has payments that it has not answered, a line for each list."""
    for day, n in sorted(stands.at_bank.items()):
        said = ngettext(
            "{n} payment is with the bank since {day}.",
            "{n} payments are with the bank since {day}.",
            n,
        )
        yield said.format(n=n, day=day.isoformat())
    if late := sum(1 for one in stands.pressing if one.sent_date and is_open(one)):
        said = ngettext(
            "{n} of them should be answered by now: ask the bank.",
            "{n} of them should be answered by now: ask the bank.",
            late,
        )
        yield said.format(n=late)


def _end_said(stands: RoundStanding) -> Iterator[str]:
    """That a round is done, or that those who are held back are all that is left to do."""
    place = {"number": stands.round.number, "year": stands.year}
    if stands.is_done:
        said = _("Round {number} of {year} is done: all its money has arrived.")
        yield said.format(**place)
    elif stands.held:
        said = ngettext(
            "{n} file is held back; once it is put right, open the round again.",
            "{n} files are held back; once they are put right, open the round again.",
            len(stands.held),
        )
        yield said.format(n=len(stands.held))


def payment_called(payment: Payment) -> str:
    """A payment as it is told from the others of the same recipient."""
    return _("{year}, round {round}: {amount} yuan").format(
        year=payment.year, round=payment.round, amount=f"{payment.amount:,.2f}"
    )


def stopped_said(foreseen: Plan) -> list[str]:
    """What a step does to the payments of those who leave or rest; nothing for no payments."""
    lines = []
    if foreseen.stopped:
        n = len(foreseen.stopped)
        said = ngettext("{n} open payment is stopped.", "{n} open payments are stopped.", n)
        lines.append(said.format(n=n))
    if foreseen.too_late:
        files = _(", ").join(harmless(one.recipient) for one in foreseen.too_late)
        said = _("The bank has the payments of {files} already: ring it up.")
        lines.append(said.format(files=files))
    return lines


def _percent(part: int, whole: int) -> str:
    return printed(Fraction(100 * part, whole), 2) + "%"


def _counted(stands: RoundStanding) -> Iterator[str]:
    counts = Counter(stands.people)
    counts[MISSING], counts[HELD] = len(stands.missing), len(stands.held)
    for key, label in LABELS.items():
        if key != "paid" and counts[key]:
            yield f"{_(label)} {counts[key]}"


def units_table(stands: RoundStanding, desk: Desk) -> RenderableType:
    """People by unit and by how their payments stand."""
    keys = [key for key in _SAID_IN_TABLE if any(row[key] for row in stands.by_unit.values())]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(Text(_("Unit"), "dim"), no_wrap=True)
    for key in keys:
        table.add_column(Text(_(LABELS[key]), "dim"), justify="right", no_wrap=True)
    for unit in sorted(stands.by_unit):
        row = stands.by_unit[unit]
        name = harmless(name_of(desk, "units", unit)) if unit else "?"
        table.add_row(Text(name), *(str(row[key] or "") for key in keys))
    return table


def pressing_sheet(stands: RoundStanding, desk: Desk, claims: Sequence[Claim] = ()) -> Sheet:
    """What asks for work: missing, late, returned and unanswered payments, and claims.

    Who is held back follows, with the reason.
    """
    rows = [_row(desk, payment, MISSING, "") for payment in stands.missing]
    for payment in stands.pressing:
        key = standing(payment, desk.today)
        rows.append(_row(desk, payment, key, _reason(payment, key, desk)))
    rows += [_claim_row(desk, claim) for claim in claims]
    rows += [_held_row(desk, *held) for held in stands.held]
    return Sheet(
        title=_("Payments {year}, round {number}").format(
            year=stands.year, number=stands.round.number
        ),
        keys=tuple(HEADINGS),
        headings=tuple(_(heading) for heading in HEADINGS.values()),
        rows=tuple(rows),
        right=frozenset({4, 6}),
    )


def _reason(payment: Payment, key: str, desk: Desk) -> str:
    """Why a payment stands out: why it came back, or since when the bank does not answer."""
    if key != "sent" or payment.sent_date is None:
        return payment.return_reason
    days = (desk.today - payment.sent_date).days
    said = ngettext(
        "with the bank since {day}, {n} day", "with the bank since {day}, {n} days", days
    )
    return said.format(day=payment.sent_date.isoformat(), n=days)


def _row(desk: Desk, payment: Payment, key: str, reason: str) -> tuple[Cell, ...]:
    recipient = desk.find(RECIPIENTS, payment.recipient)
    unit = recipient.unit if recipient is not None else ""
    due = payment.due_date
    is_late = key != "sent" and due is not None and due < desk.today
    late = (desk.today - due).days if is_late and due is not None else 0
    return (
        Cell(_(LABELS[key]), key, key),
        _unit_cell(desk, unit),
        _text(payment.recipient),
        _text(recipient.name if recipient is not None else ""),
        _yuan(payment.amount),
        _text(due.isoformat() if due is not None else ""),
        Cell(str(late or ""), str(late or ""), late or None, is_text=False),
        _text(reason),
    )


def _claim_row(desk: Desk, claim: Claim) -> tuple[Cell, ...]:
    stands = Cell(_("Claim back"), "claim", "claim")
    return _file_row(desk, stands, claim.recipient, _yuan(claim.amount), claim.why)


def _held_row(desk: Desk, recipient: Recipient, why: str) -> tuple[Cell, ...]:
    return _file_row(desk, Cell(_(LABELS[HELD]), HELD, HELD), recipient, _text(""), why)


def _file_row(
    desk: Desk, stands: Cell, recipient: Recipient, amount: Cell, why: str
) -> tuple[Cell, ...]:
    """A row about a file rather than a payment."""
    return (
        stands,
        _unit_cell(desk, recipient.unit),
        _text(recipient.file_number),
        _text(recipient.name),
        amount,
        _text(""),
        Cell("", "", None, is_text=False),
        _text(why),
    )


def _unit_cell(desk: Desk, unit: str) -> Cell:
    return Cell(harmless(name_of(desk, "units", unit)) if unit else "", unit, unit)


def _text(text: str) -> Cell:
    text = harmless(text)
    return Cell(text, text, text)


def _yuan(amount: Decimal) -> Cell:
    return Cell(f"{amount:,.2f}", f"{amount:.2f}", f"{amount:.2f}", is_text=False)


def _pressing_table(pressing: Sheet) -> Table:
    """What asks for work, narrow enough for a small window: the due day stands above."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    places = [place for place, key in enumerate(pressing.keys) if key != "due_date"]
    for place in places:
        table.add_column(
            Text(pressing.headings[place], "dim"),
            justify="right" if place in pressing.right else "left",
            no_wrap=pressing.keys[place] != "reason",
            overflow="fold",
        )
    for row in pressing.rows[:LISTED]:
        table.add_row(*(Text(row[place].text) for place in places))
    return table


def standing_page(
    stands: RoundStanding, desk: Desk, claims: Sequence[Claim] = ()
) -> RenderableType:
    """Sentences, what asks for work, and the units, to be read on screen."""
    parts: list[RenderableType] = [Text(line) for line in said_of(stands, claims)]
    pressing = pressing_sheet(stands, desk, claims)
    if pressing.rows:
        parts += [Text(), _pressing_table(pressing)]
        if (more := len(pressing.rows) - LISTED) > 0:
            parts.append(Text(_("… and {count} more").format(count=more), "dim"))
    if stands.by_unit:
        parts += [Text(), units_table(stands, desk)]
    return Group(*parts)
