"""Texts become values as clerks and other offices write them."""

import pytest

from fptui.exchange.reading.texts import value_from_text
from fptui.registers import REGISTERS


@pytest.mark.parametrize(
    ("column", "text", "key"),
    [
        ("registration", "农业", "agricultural"),
        ("registration", "非农业", "non_agricultural"),
        ("category", "双女", "two_daughters"),
        ("category", "独生女", "one_child"),
        ("marital_state", "离异", "divorced"),
    ],
)
def test_choices_may_be_written_as_other_lists_do(column: str, text: str, key: str) -> None:
    assert value_from_text(REGISTERS["recipients"].column(column), text) == key
