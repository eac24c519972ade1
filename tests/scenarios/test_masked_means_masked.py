"""From all that is shown without revealing, no ID number can be put together again."""

import re
from pathlib import Path

import msgspec
import openpyxl
import pytest

from fptui.exchange.writing.formats import FORMATS
from fptui.language.private import without_numbers
from fptui.registers.edits import Edit
from fptui.registers.recipient_file import Recipient
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.identity_number import check_character
from fptui.store import Office
from tests.commands.conftest import run

SEQUENCE = "736"
BODY = "43029919450602" + SEQUENCE
ID_NUMBER = BODY + check_character(BODY)
OTHER = "43029919450602" + "738" + check_character("43029919450602738")


@pytest.fixture
def person(sample_path: Path) -> Recipient:
    """Someone of the sample with a number of which every digit is known here."""
    with Office(sample_path) as office:
        number, before = next(iter(office.table(RECIPIENTS).items()))
        for id_number in (OTHER, ID_NUMBER):
            after = msgspec.structs.replace(before, id_number=id_number, sex="female")
            office.change([Edit("recipients", number, before, after)])
            before = after
    return after


def text_of(path: Path) -> str:
    if path.suffix == ".png":
        return ""  # drawn from the svg, which is read
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8-sig")
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def outputs(path: Path, person: Recipient, folder: Path) -> dict[str, str]:
    """What each way of looking at a person gives, by its name."""
    columns = ",".join(column.key for column in RECIPIENTS.columns)
    private = ",".join(column.key for column in RECIPIENTS.columns if column.mask)
    of_one = ("--where", person.file_number, "--columns", private)  # a picture is small
    found = {}
    for name in FORMATS:
        target = folder / f"list.{name}"
        result = run(
            *("--db", path, "export", "recipients"),
            *(of_one if name in ("svg", "png") else ("--columns", columns)),
            *("--format", name, "-o", target),
        )
        assert result.exit_code == 0, result.stderr
        found[name] = text_of(target)
    for name, arguments in {
        "show": ("show", "recipients", "--columns", columns),
        "found by number": ("show", "recipients", "--where", f"id_number:{ID_NUMBER}"),
        "history": ("history", "recipients", person.file_number),
        "eligible": ("eligible", person.file_number),
        "no such file": ("eligible", ID_NUMBER),
        "a number for a unit": ("show", "recipients", "--where", f"unit:{ID_NUMBER}"),
        "a number for a state": ("show", "recipients", "--where", f"state:{ID_NUMBER}"),
        "a number for a column": ("show", "recipients", "--columns", ID_NUMBER),
        "doubts": ("doubts",),
        "check": ("check",),
    }.items():
        result = run("--db", path, "--year", "2005", *arguments)
        found[name] = result.stdout + result.stderr
    return found


def test_no_number_can_be_put_together(
    sample_path: Path, person: Recipient, tmp_path: Path
) -> None:
    for name, text in outputs(sample_path, person, tmp_path).items():
        assert ID_NUMBER not in text, name
        assert SEQUENCE + ID_NUMBER[-1] not in re.sub(r"[0-9-]*-[0-9-]*", "", text), name
        assert len(candidates(text)) in (0, 500), name


def candidates(text: str) -> set[str]:
    """The numbers that fit what stands of the person's in a text, the birth date and the sex."""
    shown = set(re.findall(r"[0-9*]*\*[0-9*]*[0-9*xX]", text))
    shown = {one for one in shown if len(one) == 18}
    every = [BODY[:-3] + f"{number:03d}" for number in range(0, 1000, 2)]
    numbers = {body + check_character(body) for body in every}
    for hidden in shown:
        if hidden.startswith("430299"):
            fits = re.compile(hidden.replace("*", "[0-9X]"))
            numbers = {one for one in numbers if fits.fullmatch(one)}
    return numbers if shown else set()


def test_what_is_revealed_is_the_number(sample_path: Path, person: Recipient) -> None:
    result = run("--db", sample_path, "show", "recipients", "--reveal", "--columns", "id_number")
    assert ID_NUMBER in result.stdout


def test_numbers_of_people_in_messages_are_masked() -> None:
    assert without_numbers("no 430299194003150014 here") == "no 430299************ here"
    assert without_numbers("43029919400315009X。") == "430299************。"
    assert without_numbers("４３０２９９１９４００３１５００９Ｘ") == "４３０２９９" + "*" * 12
    assert without_numbers("6210000000000000009") == "621000" + "*" * 13
    assert without_numbers("unit 430299101201 of 2005") == "unit 430299101201 of 2005"
