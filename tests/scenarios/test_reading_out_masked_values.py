"""Who may run any command but with `--reveal` does not read out what is masked.

The attacker here knows the mask, and asks: is this digit the one? A way of asking is closed
where nothing that comes back (text, number of rows, exit code, size of a file) differs between
a right guess and a wrong one. Whole numbers are no secret from who has them on the table.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import msgspec
import pytest

from fptui.commands.cli import main
from fptui.jobs import JOBS
from fptui.jobs.record_questions import Records
from fptui.registers import REGISTERS
from fptui.registers.declaration import Column, Kind, Mask
from fptui.registers.edits import Edit
from fptui.registers.recipients import RECIPIENTS
from fptui.registers.values.display import masked
from fptui.registers.values.identity_number import check_character
from fptui.search.completing import completion_at
from fptui.search.operators import OPERATORS
from fptui.store import Office
from fptui.store.journal import journal_of
from tests.commands.conftest import Calendar, calendar, refusal, run

__all__ = ["calendar"]

FILE = "99-0001"
UNIT = "430299001001"
BODY = "43029919450602736"
SECRETS = {
    "id_number": BODY + check_character(BODY),
    "account": "6221887400012345678",
    "phone": "13907391234",
}
PRIVATE = [column for column in RECIPIENTS.columns if column.mask]
KEYS = [column.key for column in PRIVATE]


@pytest.fixture
def path(sample_path: Path) -> Path:
    """An office with a person of whom every private digit is known here."""
    add_person(sample_path, SECRETS)
    return sample_path


def add_person(path: Path, secrets: dict[str, str]) -> None:
    with Office(path) as office:
        known = next(iter(office.table(RECIPIENTS).values()))
        person = msgspec.structs.replace(
            known,
            file_number=FILE,
            name="样本甲",
            sex="female",
            birth_date=None,
            unit=UNIT,
            **secrets,
        )
        office.change([Edit("recipients", after=person)])


def seen(path: Path, *words: str | Path, folder: Path | None = None) -> tuple[object, ...]:
    """All that an attacker sees of one command."""
    before = path.stat().st_size
    result = run("--db", path, "--year", "2005", *words)
    sizes = [one.stat().st_size for one in sorted(folder.glob("*"))] if folder else []
    return result.exit_code, result.stdout, result.stderr, path.stat().st_size - before, sizes


def parts(secret: str, guess: str) -> list[str]:
    """Queries for a part of a value, by a guess of the whole of it."""
    half = 6
    return [
        f":{guess[:half]}",
        f":{guess[:half]}*",
        f":*{guess[half:]}",
        f":*{guess[3:9]}*",
        f"={guess[:half]}*",
        f"!={guess}",
        f">{guess}",
        f">={guess[:half]}",
        f"<{guess}",
        f"<={guess[:half]}",
        f":{guess[:half]}..",
        f":..{guess[:half]}",
        f":{guess},{secret[:-1]}0",
        f"：{guess[:half]}＊",
        f"≥{guess[:half]}",
        f"≠{guess}",
        f':"{guess[:half]}"',
    ]


def wrong(secret: str) -> str:
    """The value with another digit in each place."""
    return "".join(str((int(one) + 1) % 10) if one.isdigit() else "0" for one in secret)


@pytest.mark.parametrize("key", KEYS)
def test_no_part_of_a_value_is_asked_for_by_a_query(path: Path, key: str) -> None:
    secret = SECRETS[key]
    right, other = parts(secret, secret), parts(secret, wrong(secret))
    for query, instead in zip(right, other, strict=True):
        for term in ("{}", "!{}", f"file_number:{FILE} {{}}"):
            answers = [
                refusal(run("--db", path, "show", "recipients", "--where", term.format(key + one)))
                for one in (query, instead)
            ]
            assert "is masked" in answers[0], query
            assert len({one.partition("character")[2] for one in answers}) == 1


def test_a_part_as_long_as_a_whole_value_finds_nothing(path: Path) -> None:
    account = SECRETS["account"]
    for part in (account[:12], account[-12:], account[:-1], account[3:15]):
        found = run("--db", path, "export", "recipients", "--format", "csv", "--columns",
                    "file_number", "--where", f"account:{part}")  # fmt: skip
        assert found.stdout.split() == ["file_number"]


@pytest.mark.parametrize("key", KEYS)
def test_only_one_whole_value_is_asked_for_at_a_time(path: Path, key: str) -> None:
    """By many at once, a value is found in as few commands as its digits have halves."""
    secret = SECRETS[key]
    (row,) = run("--db", path, "export", "recipients", "--format", "csv", "--columns",
                 "file_number", "--where", f"{key}:{secret}").stdout.split()[1:]  # fmt: skip
    assert row == FILE
    several = [
        f"{key}:{secret},{wrong(secret)}",
        f"!{key}:{secret}",
        f"!{key}={secret} !{key}={wrong(secret)}",
    ]
    for query in several:
        assert "is masked" in refusal(run("--db", path, "show", "recipients", "--where", query))
    both = seen(path, "show", "recipients", "--where", f"{key}:{secret} {key}:{wrong(secret)}")
    neither = seen(path, "show", "recipients", "--where", f"{key}:{wrong(secret)}")
    assert both[1:] == neither[1:]


@pytest.mark.parametrize("key", KEYS)
def test_whether_there_is_a_value_may_be_asked(path: Path, key: str) -> None:
    for query, rows in ((f"{key}:*", 1), (f"{key}:", 0), (f"!{key}:*", 0), (f"{key}!=", 1)):
        found = run("--db", path, "export", "recipients", "--format", "csv", "--columns",
                    "file_number", "--where", f"file_number:{FILE} {query}")  # fmt: skip
        assert len(found.stdout.split()) - 1 == rows, query


def test_a_word_finds_no_part_of_a_value(path: Path) -> None:
    number = SECRETS["id_number"]
    words = [number[start:] for start in (1, 6, 8, 12, 14)]
    words += [number[:end] for end in (17, 14, 10)]
    for word in words:  # four of them find people on screen, where they are typed one by one
        found, others = (
            run("--db", path, "export", "recipients", "--format", "csv", "--columns",
                "file_number", "--where", query).stdout for query in (word, f"!{word}")
        )  # fmt: skip
        assert FILE not in found, word
        assert FILE in others, word
    denied = run("--db", path, "show", "recipients", "--where", f"!{number}").stdout
    assert FILE in denied  # many such words would halve the numbers that are left


@pytest.mark.parametrize("command", ["show", "export"])
@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_ordered_or_grouped_by_a_value(path: Path, command: str, key: str) -> None:
    for words in (
        ("recipients", "--sort", key),
        ("recipients", "--sort", f"-{key}", "--limit", "1"),
        ("recipients", "--by", key),
        ("recipients", "--by", f"unit,{key}", "--limit", "1"),
        ("payments", "--by", f"recipient.{key}"),
    ):
        assert "is masked" in refusal(run("--db", path, command, *words))


def searching_commands() -> list[list[str]]:
    """All commands that take a query about registers with private columns."""
    found = []
    for name, job in JOBS.items():
        for question in job.questions.values():
            if isinstance(question, Records) and question.by_query and question.on_command_line:
                register = question.register
                if callable(register) or any(c.mask for c in REGISTERS[register].columns):
                    found.append(name.split())
    return found


@pytest.mark.parametrize("words", searching_commands(), ids=" ".join)
def test_every_command_that_takes_a_query_asks_for_reveal(path: Path, words: list[str]) -> None:
    given: dict[str, list[str]] = {
        "edit": ["recipients", "--set", "bank=x", "--dry-run"],
        "move": ["suspended", "--reason", "x", "--dry-run"],
        "verify": ["--dry-run"],
    }
    more = given.get(words[0], [])
    query = ("--where", f"account:{SECRETS['account'][:4]}*")
    assert "is masked" in refusal(run("--db", path, "--year", "2005", *words, *more, *query))
    result = run("--db", path, "--year", "2005", *words, *more, *query, "--reveal")
    assert "is masked" not in result.stderr
    with Office(path, read_only=True) as office:
        note = next(office.history())
    assert (note.kind, note.reason) == ("note", "private fields searched")
    assert note.about == ("recipients", 0)


def test_a_query_that_only_sorts_or_filters_by_a_value_is_noted_too(path: Path) -> None:
    for words in (("--sort", "account"), ("--where", "account>7")):
        run("--db", path, "show", "recipients", "--columns", "name", "--reveal", *words)
        with Office(path, read_only=True) as office:
            assert next(office.history()).reason == "private fields searched"


def rows_imported(path: Path, folder: Path, key: str, text: str) -> tuple[object, ...]:
    """What an attacker sees of a dry run that imports one value of the person."""
    file, rejects = folder / "list.csv", folder / "rejects.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        headings = ["file_number", "name", "sex", "unit", key]
        csv.writer(out).writerows([headings, [FILE, "样本甲", "female", UNIT, text]])
    rejects.unlink(missing_ok=True)
    answer = seen(
        path, "import", "recipients", file, "--dry-run", "--rejects", rejects, folder=folder
    )
    left = rejects.read_text("utf-8-sig").replace(text, "") if rejects.exists() else ""
    return (answer[0], str(answer[2]).replace(text, ""), left)


@pytest.mark.parametrize("column", PRIVATE, ids=KEYS)
def test_a_mask_with_a_guessed_digit_is_refused_whether_it_is_right_or_not(
    path: Path, tmp_path: Path, column: Column
) -> None:
    secret = SECRETS[column.key]
    hidden = masked(secret, column.mask)
    folder = tmp_path / "files"
    folder.mkdir()
    accepted = rows_imported(path, folder, column.key, hidden)
    answers = set()
    for place in (one for one, sign in enumerate(hidden) if sign == "*"):
        for digit in (secret[place], wrong(secret)[place]):
            guess = hidden[:place] + digit + hidden[place + 1 :]
            answers.add(rows_imported(path, folder, column.key, guess))
    assert len(answers) == 1
    assert accepted not in answers


Ways = Callable[[Path], tuple[object, ...]]
INDIFFERENT: dict[str, Ways] = {
    "show": lambda path: seen(path, "show", "recipients", "--where", f"file_number:{FILE}"),
    "all columns": lambda path: seen(
        path, "show", "recipients", "--columns", ",".join(c.key for c in RECIPIENTS.columns)
    ),
    "in the order of another": lambda path: seen(
        path, "export", "recipients", "--sort", "bank", "--format", "csv"
    ),
    "groups": lambda path: seen(path, "show", "recipients", "--by", "bank", "--total"),
    "check": lambda path: seen(path, "check"),
    "doubts": lambda path: seen(path, "doubts"),
    "eligible": lambda path: seen(path, "eligible", FILE),
    "notice": lambda path: seen(path, "notice", "village"),
    "bank list, dry": lambda path: seen(path, "pay", "bank-file", "--dry-run"),
    "history of the record": lambda path: seen(path, "history", "recipients", FILE),
}


@pytest.mark.parametrize("way", INDIFFERENT)
def test_what_is_said_does_not_depend_on_what_is_hidden(
    founded: Path, tmp_path: Path, calendar: Calendar, way: str
) -> None:
    """Two offices that differ in hidden digits only are not told apart."""
    body = "43029919450602" + "358"
    others = {
        "id_number": body + check_character(body),
        "account": "6221887499992345678",
        "phone": "13988881234",
    }
    path = tmp_path / "office.json"
    answers = []
    for secrets in (SECRETS, others):
        copyfile(founded, path)
        copyfile(journal_of(founded), journal_of(path))
        add_person(path, secrets)
        answers.append(INDIFFERENT[way](path)[:3])
        journal_of(path).unlink()
    assert answers[0] == answers[1]


def test_values_are_not_completed(path: Path) -> None:
    with Office(path, read_only=True) as office:
        for key in KEYS:
            for typed in ("", *(SECRETS[key][:end] for end in (1, 3, len(SECRETS[key])))):
                text = f"{key}:{typed}"
                assert not completion_at(office, RECIPIENTS, text, len(text)).offers


def test_no_register_looks_for_words_or_names_in_what_is_masked() -> None:
    for register in REGISTERS.values():
        used = (*register.words, *register.called, *register.told_by, *register.identity)
        used += (register.sort, register.counted_by)
        for key in filter(None, used):
            assert register.column(key).mask is Mask.NONE, (register.name, key)
        for column in register.columns:
            if column.mask:
                assert column.kind is Kind.CODE  # others are compared by halves
                assert not column.suggests
                assert column.summed is None


def test_every_operator_is_either_for_whole_values_or_asks_for_reveal(path: Path) -> None:
    for sign in OPERATORS:
        result = run("--db", path, "show", "recipients", "--where",
                     f"account{sign}{SECRETS['account'][:6]}")  # fmt: skip
        assert "is masked" in refusal(result), sign


def test_numbers_typed_in_the_wrong_place_are_masked_in_what_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    number = SECRETS["id_number"]
    for words in (
        (number,),
        ("show", number),
        ("show", f"的{number}的"),
        ("show", "recipients", f"--{number}"),
        ("show", "recipients", "--limit", number),
        ("show", "recipients", "--format", number),
        ("show", "recipients", "--columns", number),
        ("show", "recipients", "--sort", number),
        ("show", "recipients", "--by", number),
        ("show", "recipients", "--where", f"单位:{number}号"),
        ("show", "recipients", number),
        ("eligible", number),
        ("edit", "recipients", number, "--set", "bank=x"),
        ("edit", "recipients", FILE, "--set", f"unit={number}"),
        ("edit", "recipients", FILE, "--set", f"{number}=x"),
        ("move", number),
        ("notice", "village", "--unit", number),
        ("--as-of", number, "show", "units"),
        ("--year", number, "show", "units"),
        ("--lang", number, "show", "units"),
        ("history", "recipients", number),
        ("import", "recipients", f"/nowhere/{number}_表.csv"),
    ):
        monkeypatch.setattr("sys.argv", ["fptui", "--db", str(path), *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = "".join(capsys.readouterr())
        assert ended.value.code == 2, words
        assert number not in said, words


def test_a_reason_with_a_number_is_masked_in_the_history(path: Path) -> None:
    number = SECRETS["id_number"]
    run("--db", path, "edit", "recipients", FILE, "--set", "bank=农业银行", "--reason", number)
    for words in (("history",), ("history", "recipients", FILE)):
        said = run("--db", path, *words).stdout
        assert number not in said
        assert "430299************" in said
