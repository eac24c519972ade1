"""What the bank answers to a list: who was paid when, whose money came back and why.

Nothing of an answer is guessed: a row whose person, name or amount is not that of the
payment is refused in words, and a row that says what is known already changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import msgspec

from fptui.language import N_, _
from fptui.language.harmless import harmless
from fptui.registers.declaration import Column, Desk, Kind, Record, Register
from fptui.registers.edits import Edit
from fptui.registers.payments import PAYMENTS, RESULTS, Payment, is_made
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import masked, yuan
from fptui.registers.values.identity_number import to_eighteen


class Answer(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One row of the bank's answer; the person is told by any of the first three."""

    recipient: str = ""
    id_number: str = ""
    account: str = ""
    name: str = ""
    amount: Decimal | None = None
    result: str = ""
    paid_date: date | None = None
    return_reason: str = ""


BANK_ANSWERS = Register(
    name="answers",
    title=N_("The bank's answers"),
    record=Answer,
    identity=(),
    also_headed={
        "recipient": ("file_number", "个案编号", "档案编号", "個案編號"),
        "id_number": ("身份证号", "证件号码", "身份证", "公民身份号码"),
        "account": ("账户", "收款账号", "卡号", "存折号", "银行账号"),
        "name": ("户名", "收款人", "收款人户名", "戶名"),
        "amount": ("发放金额", "交易金额", "金额(元)"),
        "result": ("处理结果", "交易结果", "发放结果", "交易状态", "状态", "處理結果"),
        "paid_date": ("交易日期", "入账日期", "发放日期", "处理日期"),
        "return_reason": ("失败原因", "退票原因", "退回原因", "原因", "备注", "失敗原因"),
    },
    columns=(
        Column("recipient", N_("File no."), Kind.CODE, 11),
        Column("id_number", N_("ID number"), Kind.CODE, 18, alike=to_eighteen),
        Column("account", N_("Account"), Kind.CODE, 19),
        Column("name", N_("Name"), width=8),
        Column("amount", N_("Amount"), Kind.YUAN, 9),
        Column(
            "result",
            N_("Result"),
            Kind.CHOICE,
            9,
            choices={key: RESULTS[key] for key in ("paid", "returned")},
            required=True,
            also_called={
                **dict.fromkeys(("成功", "交易成功", "已发放", "已付", "已入账", "ok"), "paid"),
                **dict.fromkeys(("失败", "交易失败", "退票", "退汇", "失敗", "failed"), "returned"),
            },
        ),
        Column("paid_date", N_("Paid date"), Kind.DATE, 10),
        Column("return_reason", N_("Reason of return"), width=18),
    ),
)
"""How the file of a bank is read. It is no register of the office: nothing of it is kept."""


@dataclass(slots=True)
class AnswerPlan:
    """What taking the answers would do: payments changed, rows that say nothing new, and refused.

    `known` are payments that stand as the answer says already. `refused` has the place of
    the row among the answers, and why.
    """

    paid: list[Edit[Payment]] = field(default_factory=list)
    returned: list[Edit[Payment]] = field(default_factory=list)
    known: list[Payment] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)

    @property
    def edits(self) -> list[Edit[Payment]]:
        """All payments that would be changed."""
        return [*self.paid, *self.returned]


class _Refused(Exception):
    """A row cannot be taken; its text says why."""


def plan_answers(
    desk: Desk,
    payments: Mapping[str, tuple[int, Payment]],
    answers: Iterable[Answer],
    day: date,
) -> AnswerPlan:
    """What these answers do to the payments of a round, which are given by recipient.

    `day` is taken for a payment where a row has no date of its own.
    """
    plan = AnswerPlan()
    known = People(desk, payments)
    seen: set[str] = set()
    for place, answer in enumerate(answers):
        try:
            file_number = known.file_of(answer)
            if file_number in seen:
                raise _Refused(_("the bank's answer has this person twice"))
            seen.add(file_number)
            number, payment = payments[file_number]
            after = _settled(payment, answer, desk.today, day)
        except _Refused as refusal:
            plan.refused.append((place, str(refusal)))
            continue
        if after == payment:
            plan.known.append(payment)
        else:
            edits = plan.paid if is_made(after) else plan.returned
            edits.append(Edit(PAYMENTS.name, number, payment, after))
    return plan


class People:
    """The people of a round by what a bank may know of them."""

    def __init__(self, desk: Desk, payments: Mapping[str, tuple[int, Payment]]) -> None:
        self._files: dict[str, Recipient] = {}
        self._by: dict[str, dict[str, list[str]]] = {"id_number": {}, "account": {}}
        for file_number in payments:
            recipient = desk.find(RECIPIENTS, file_number)
            if recipient is None:
                continue
            self._files[file_number] = recipient
            ends = (("id_number", to_eighteen(recipient.id_number)), ("account", recipient.account))
            for key, value in ends:
                if value:
                    self._by[key].setdefault(value, []).append(file_number)

    def likely(self, answer: Answer) -> Recipient | None:
        """Whom a row is about by the first of what it says, though the rest may not fit."""
        for files in self._told(answer):
            if len(files) == 1:
                return self._files[next(iter(files))]
        return None

    def file_of(self, answer: Answer) -> str:
        """The file that a row means by all that it says of it."""
        told = self._told(answer)
        if not told:
            raise _Refused(_("it has no file number, ID number or account"))
        possible = set.intersection(*told)
        if len(possible) > 1:
            files = _(", ").join(sorted(possible))
            raise _Refused(
                _("the files {files} of the round have this account").format(files=files)
            )
        likely = self.likely(answer)
        if likely is None:
            raise _Refused(_unknown(answer))
        if differing := list(_differing(answer, likely)):
            raise _Refused(_("; ").join(differing))
        return likely.file_number

    def _told(self, answer: Answer) -> list[set[str]]:
        """The files that each of the things means by which a row tells its person."""
        told = []
        if answer.recipient:
            told.append({answer.recipient} & self._files.keys())
        for key, value in (
            ("id_number", to_eighteen(answer.id_number)),
            ("account", answer.account),
        ):
            if value:
                told.append(set(self._by[key].get(value, ())))
        return told


def _unknown(answer: Answer) -> str:
    """That nobody of the round is meant, by what the row says first."""
    if answer.recipient:
        said = _("file {file} has no payment in this round")
        return said.format(file=harmless(answer.recipient[:40]))
    key = "id_number" if answer.id_number else "account"
    said = _("nobody with “{heading}” {value} has a payment in this round")
    return said.format(
        heading=_(BANK_ANSWERS.column(key).heading), value=_masked(key, getattr(answer, key))
    )


def _differing(answer: Answer, recipient: Recipient) -> Iterator[str]:
    """In which of the things that tell a person a row is not as the file, private ones masked."""
    name = "".join(answer.name.split())
    if name and name != recipient.name:
        yield _differs("name", harmless(name[:40]), recipient.name, recipient)
    if answer.id_number and to_eighteen(answer.id_number) != to_eighteen(recipient.id_number):
        yield _differs_hidden("id_number", answer.id_number, recipient.id_number, recipient)
    if answer.account and answer.account != recipient.account:
        yield _differs_hidden("account", answer.account, recipient.account, recipient)


def _differs_hidden(key: str, said: str, held: str, recipient: Recipient) -> str:
    """How a private value of a row differs from that of the file, as far as it may be shown."""
    one, other = _masked(key, said), _masked(key, held)
    if one != other:
        return _differs(key, one, other, recipient)
    text = _("{heading} {said}: not that of file {file}, in what is hidden")
    heading = _(BANK_ANSWERS.column(key).heading)
    return text.format(heading=heading, said=one, file=recipient.file_number)


def _differs(key: str, said: str, held: str, recipient: Recipient) -> str:
    return _("{heading} {said} in the bank's answer, {held} in file {file}").format(
        heading=_(BANK_ANSWERS.column(key).heading),
        said=said,
        held=held or "—",
        file=recipient.file_number,
    )


def _masked(key: str, value: str) -> str:
    """The ends of a private value."""
    text = masked(harmless(value[:40]), RECIPIENTS.column(key).mask)
    return "…" + text.lstrip("*") if key == "account" else text


def _settled(payment: Payment, answer: Answer, today: date, day: date) -> Payment:
    """The payment after an answer; it is refused where it does not fit what is known."""
    if answer.amount is not None and answer.amount != payment.amount:
        raise _Refused(
            _("amount {amount} in the bank's answer, {due} in the payment").format(
                amount=yuan(answer.amount), due=yuan(payment.amount)
            )
        )
    when = answer.paid_date or day
    if when > today:
        raise _Refused(_("{day} lies in the future").format(day=when.isoformat()))
    if payment.sent_date is not None and when < payment.sent_date:
        raise _Refused(
            _("{day} is before {sent}, when the list went to the bank").format(
                day=when.isoformat(), sent=payment.sent_date.isoformat()
            )
        )
    if answer.result == "paid":
        return _paid(payment, answer, when)
    if answer.result == "returned":
        return _returned(payment, answer)
    raise _Refused(_("the result is neither “paid” nor “returned”"))


def _paid(payment: Payment, answer: Answer, when: date) -> Payment:
    if payment.result == "returned":
        raise _Refused(_("it came back and was not issued again"))
    if is_made(payment):
        if answer.paid_date not in (None, payment.paid_date):
            raise _Refused(_("it was paid on {day} already").format(day=str(payment.paid_date)))
        return payment
    _refuse_unsent(payment)
    result = "reissued" if payment.result == "reissued" else "paid"
    return msgspec.structs.replace(payment, result=result, paid_date=when)


def _returned(payment: Payment, answer: Answer) -> Payment:
    reason = " ".join(answer.return_reason.split())
    if payment.result == "returned" and reason in ("", payment.return_reason):
        return payment
    if not reason:
        raise _Refused(_("the reason for which it came back is missing"))
    _refuse_unsent(payment)
    return msgspec.structs.replace(payment, result="returned", paid_date=None, return_reason=reason)


def _refuse_unsent(payment: Payment) -> None:
    """An old answer, read once more, must not settle a payment that was issued again since."""
    if payment.result == "reissued" and payment.sent_date is None:
        raise _Refused(_("it is to be made again, but is on no list for the bank yet"))
