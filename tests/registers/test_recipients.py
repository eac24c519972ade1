"""What the rules of the recipients say against a file."""

import msgspec
import pytest

from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS

FILE = Recipient(file_number="05-0001", name="样本甲", sex="female", unit="430299002001")


@pytest.mark.parametrize(
    ("account", "said"),
    [
        ("", []),
        ("6200000000000005", []),
        ("6210 0000 0000 0000-009", []),
        ("62210001", []),
        ("62284800123x45678", ["the account holds something that is not a digit"]),
        ("６２００００００", ["the account holds something that is not a digit"]),
        ("6221000", ["the account has 7 digits"]),
        ("6" * 33, ["the account has 33 digits"]),
    ],
)
def test_an_account_is_of_digits(account: str, said: list[str]) -> None:
    assert RECIPIENTS.problems(msgspec.structs.replace(FILE, account=account)) == said


@pytest.mark.parametrize(
    ("name", "is_a_name"),
    [("430299194003150014", False), ("7654321", False), ("张三", True), ("张三2", True)],
)
def test_an_id_number_is_no_name(name: str, is_a_name: bool) -> None:
    person = msgspec.structs.replace(FILE, name=name)
    assert ("a name holds no number" in RECIPIENTS.problems(person)) is not is_a_name
