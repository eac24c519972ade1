"""The check of the data: what is wrong is named, and nothing else is."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import msgspec
import pytest

from fptui.figures.recipients_round import rounds
from fptui.figures.soundness import problems_in
from fptui.registers import REGISTERS
from fptui.registers.edits import Edit
from fptui.registers.entered import EnteredFigure
from fptui.registers.inspections import INSPECTIONS
from fptui.registers.payments import PAYMENTS, Payment
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.soundness import Problem
from fptui.store import Office

DISTRICT = "430299000000"


def changed(office: Office, register: str, number: int, **fields: object) -> None:
    record = office.table(REGISTERS[register])[number]
    office.change([Edit(register, number, record, msgspec.structs.replace(record, **fields))])


def only(office: Office) -> Problem:
    (problem,) = problems_in(office)
    return problem


def numbers_where(office: Office, register: str, **fields: object) -> Iterator[int]:
    return (
        number
        for number, record in office.table(REGISTERS[register]).items()
        if all(getattr(record, key) == value for key, value in fields.items())
    )


def test_the_sample_is_sound(sample: Office) -> None:
    assert list(problems_in(sample)) == []


def test_a_broken_rule(sample: Office) -> None:
    changed(sample, "recipients", 1, children_born=1, children_living=3)
    problem = only(sample)
    person = sample.table(RECIPIENTS)[1]
    assert (problem.register, problem.identity) == ("recipients", person.file_number)
    assert "more children living" in problem.text


def test_private_values_stay_private(sample: Office) -> None:
    person = sample.table(RECIPIENTS)[1]
    wrong = person.id_number[:-1] + ("1" if person.id_number[-1] != "1" else "2")
    changed(sample, "recipients", 1, id_number=wrong, account="8299\x1b1", phone="1")
    said = " ".join(f"{p.identity} {p.text}" for p in problems_in(sample))
    assert "ID number" in said
    assert wrong not in said
    assert wrong[6:14] not in said
    assert person.name not in said


def test_a_reference_that_leads_nowhere(sample: Office) -> None:
    number = next(numbers_where(sample, "findings"))
    changed(sample, "findings", number, inspection="99-99")
    problem = only(sample)
    assert (problem.register, problem.column) == ("findings", "inspection")
    assert "“99-99”" in problem.text
    assert "inspections" in problem.text


def test_each_of_several_references(sample: Office) -> None:
    number, inspection = next((n, i) for n, i in sample.table(INSPECTIONS).items() if i.units)
    changed(sample, "inspections", number, units=(*inspection.units, "nowhere\x1b[2J", "none"))
    texts = [problem.text for problem in problems_in(sample)]
    assert len(texts) == 2
    assert not any("\x1b" in text for text in texts)


def test_an_indicator_that_cannot_be_understood(sample: Office) -> None:
    changed(sample, "indicators", 1, numerator="births +")
    problem = only(sample)
    assert (problem.register, problem.column) == ("indicators", "numerator")


def test_the_rate_that_the_villages_give(sample: Office) -> None:
    figure = EnteredFigure(
        period="2005", indicator="village_led_ratio", unit=DISTRICT, value=Decimal("93.02")
    )
    sample.change([Edit("entered", after=figure)])
    assert list(problems_in(sample)) == []


@pytest.mark.parametrize("value", ["100", "0", "95.35"])
def test_a_rate_that_43_villages_could_give_and_do_not(sample: Office, value: str) -> None:
    figure = EnteredFigure(
        period="2005", indicator="village_led_ratio", unit=DISTRICT, value=Decimal(value)
    )
    sample.change([Edit("entered", after=figure)])
    assert only(sample).text == f"{value} was entered, but the records give 93.02"


@pytest.mark.parametrize(
    ("value", "near"),
    [
        ("93", ("39 give 90.70", "40 give 93.02")),
        ("93.03", ("40 give 93.02", "41 give 95.35")),
        ("93.024", ("40 give 93.023", "41 give 95.349")),
    ],
)
def test_a_rate_that_43_villages_cannot_give(
    sample: Office, value: str, near: tuple[str, str]
) -> None:
    figure = EnteredFigure(
        period="2005", indicator="village_led_ratio", unit=DISTRICT, value=Decimal(value)
    )
    sample.change([Edit("entered", after=figure)])
    problem = only(sample)
    assert (problem.register, problem.column) == ("entered", "value")
    assert problem.identity == f"2005 village_led_ratio {DISTRICT}"
    for word in ("43 villages", f"gives {value}:", *near):
        assert word in problem.text


@pytest.mark.parametrize(
    "fields",
    [
        {"bound": "at_least"},
        {"indicator": "statistics_accuracy_rate", "period": "2006"},  # no denominator is counted
        {"period": "2005H1"},
        {"indicator": "planned_birth_rate", "period": "1999"},
        {"indicator": "timely_payment_rate", "period": "1999"},
        {"period": "1999"},  # the villages of 1999 are not known
    ],
)
def test_what_cannot_be_judged_is_left_alone(sample: Office, fields: dict[str, str]) -> None:
    figure = EnteredFigure(
        period="2005", indicator="village_led_ratio", unit=DISTRICT, value=Decimal("93.01")
    )
    sample.change([Edit("entered", after=msgspec.structs.replace(figure, **fields))])
    assert list(problems_in(sample)) == []


def test_the_denominator_is_that_of_the_year_of_the_figure(sample: Office) -> None:
    paid_in_2004 = sum(payment.year == 2004 for payment in sample.table(PAYMENTS).values())
    figure = EnteredFigure(
        period="2004", indicator="timely_payment_rate", unit=DISTRICT, value=Decimal("12.34")
    )
    sample.change([Edit("entered", after=figure)])
    assert f"{paid_in_2004} payments" in only(sample).text
    assert sample.year == 2005


def test_the_round_of_the_sample(sample: Office) -> None:
    (one,) = rounds(sample)
    assert one.year == 2005
    assert len(one.paid) == 312
    assert len(one.last) - len(one.exits) + len(one.new) == 312
    assert one.exits
    assert one.new


def test_one_who_was_forgotten(sample: Office) -> None:
    number = next(numbers_where(sample, "payments", year=2005))
    payment = sample.table(PAYMENTS)[number]
    sample.change([Edit("payments", number, payment)])
    problem = only(sample)
    assert (problem.register, problem.identity) == ("payments", "2005")
    assert "= 312, with payments 311" in problem.text
    assert problem.text.endswith(payment.recipient)


def test_one_who_should_have_exited(sample: Office) -> None:
    gone = next(numbers_where(sample, "recipients", state="exited"))
    file = sample.table(RECIPIENTS)[gone].file_number
    changed(sample, "recipients", gone, exit_date=date(2004, 12, 1))
    paid = Payment(year=2005, round=1, recipient=file, standard=Decimal(600), amount=Decimal(600))
    sample.change([Edit("payments", after=paid)])
    problem = only(sample)
    assert "with payments 313" in problem.text
    assert problem.text.endswith(file)


def test_one_who_left_after_the_payment_is_no_problem(sample: Office) -> None:
    number = next(numbers_where(sample, "payments", year=2005))
    file = sample.table(PAYMENTS)[number].recipient
    person = sample.number_of(RECIPIENTS, file)
    assert person
    for day in (date(2005, 12, 1), date(2006, 1, 20)):
        changed(sample, "recipients", person, state="exited", since=day)
        assert list(problems_in(sample)) == []


def test_a_dozen_are_counted_not_listed(sample: Office) -> None:
    numbers = list(numbers_where(sample, "payments", year=2005))[:12]
    sample.change([Edit("payments", n, sample.table(PAYMENTS)[n]) for n in numbers])
    assert "and 7 more" in only(sample).text
