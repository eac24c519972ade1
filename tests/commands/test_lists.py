"""The office's lists at the command line: shown, added to, taken from, and what follows of it."""

import json
from pathlib import Path

import openpyxl
import pytest

from fptui.registers.activities import ACTIVITIES
from fptui.store import Office
from fptui.store.lists import LISTS_FILE, read_lists
from tests.commands.conftest import refusal, run

KIND = "activity_kinds"


def lists_shown(path: Path) -> dict[tuple[str, str], dict[str, object]]:
    rows = json.loads(run("--db", path, "lists", "--format", "json").stdout)
    return {(row["list"], row["key"]): row for row in rows}


def activities(path: Path, *lines: str) -> Path:
    file = path.parent / "activities.csv"
    file.write_text("\n".join(["number,kind,quantity", *lines]), encoding="utf-8")
    return file


def test_the_lists_and_how_many_records_use_each(sample_path: Path) -> None:
    rows = lists_shown(sample_path)
    assert rows[KIND, "slogans"]["records"] == 4
    assert rows["inspection_kinds", "unannounced_visit"]["zh-Hans"] == "暗访"
    assert {row["state"] for row in rows.values()} == {"listed"}
    assert "Weak statistics" in run("--db", sample_path, "lists").stdout


@pytest.mark.parametrize(
    ("words", "key", "labels"),
    [
        (("广场舞",), "guangchangwu", ("", "广场舞", "")),
        (("广场舞", "--english", "Square dance"), "square_dance", ("Square dance", "广场舞", "")),
        (("Square dance", "--key", "dance"), "dance", ("Square dance", "", "")),
        (("标语",), "biaoyu", ("", "标语", "")),
    ],
)
def test_a_kind_is_put_on_a_list(
    sample_path: Path, words: tuple[str, ...], key: str, labels: tuple[str, ...]
) -> None:
    result = run("--db", sample_path, "lists", "add", KIND, *words)
    assert result.exit_code == 0, result.stderr
    entry = next(
        one for one in read_lists(sample_path.parent / LISTS_FILE).of(KIND) if one.key == key
    )
    assert (entry.en, entry.zh_hans, entry.zh_hant) == labels
    file = activities(sample_path, f"X9,{words[0]},3")
    assert run("--db", sample_path, "import", "activities", file).exit_code == 0
    assert lists_shown(sample_path)[KIND, key]["records"] == 1
    assert f"({key}) is put on the list" in run("--db", sample_path, "history").stdout


def test_what_is_none_of_the_others_stays_the_last(sample_path: Path) -> None:
    for name in ("活动一", "活动二"):
        assert run("--db", sample_path, "lists", "add", KIND, name).exit_code == 0
    keys = [one.key for one in read_lists(sample_path.parent / LISTS_FILE).of(KIND)]
    assert keys[-3:] == ["huodongyi", "huodonger", "other"]


def test_a_label_is_that_of_the_script_in_use(sample_path: Path) -> None:
    run("--db", sample_path, "--lang", "zh-Hant", "lists", "add", KIND, "廣場舞")
    row = lists_shown(sample_path)[KIND, "guangchangwu"]
    assert (row["zh-Hans"], row["zh-Hant"]) == ("", "廣場舞")


def test_two_kinds_of_one_sound_have_two_keys(sample_path: Path) -> None:
    run("--db", sample_path, "lists", "add", KIND, "义诊")
    run("--db", sample_path, "lists", "add", KIND, "译诊")
    assert (KIND, "yizhen_2") in lists_shown(sample_path)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((KIND, "万人签名"), "“万人签名” is on the list already, as mass_signing"),
        ((KIND, "SLOGANS"), "on the list already, as slogans"),
        ((KIND, "横幅", "--english", "posters"), "on the list already, as posters"),
        ((KIND, "横幅", "--key", "posters"), "the key “posters” is that of “Posters”"),
        ((KIND, "横幅", "--key", "Banner 1"), "small letters"),
        ((KIND, "123"), "--key"),
        ((KIND, "长" * 41), "at most 40"),
        (("kinds", "横幅"), "there is no “kinds”"),
    ],
)
def test_what_cannot_be_put_on_a_list(sample_path: Path, words: tuple[str, ...], why: str) -> None:
    assert why in refusal(run("--db", sample_path, "lists", "add", *words))
    assert not (sample_path.parent / LISTS_FILE).exists()


def test_nothing_is_written_for_a_look_ahead_or_a_reader(sample_path: Path) -> None:
    result = run("--db", sample_path, "lists", "add", KIND, "横幅", "--dry-run")
    assert "“横幅” (hengfu) is put on" in result.stdout
    assert "read" in refusal(run("--db", sample_path, "--read-only", "lists", "add", KIND, "横幅"))
    assert not (sample_path.parent / LISTS_FILE).exists()


def test_a_kind_taken_off_stays_readable(sample_path: Path) -> None:
    result = run("--db", sample_path, "lists", "remove", KIND, "标语口号")
    assert result.exit_code == 0
    assert "4 records have it, and stay as they are." in result.stderr
    assert lists_shown(sample_path)[KIND, "slogans"]["state"] == "taken_off"
    for query in ("kind:slogans", "kind:标语口号", "kind:Slogans"):
        shown = run("--db", sample_path, "show", "activities", "--where", query).stdout
        assert shown.count("Slogans") == 4
    exported = run("--db", sample_path, "export", "activities", "--format", "csv").stdout
    assert exported.count("slogans") == 4
    history = run("--db", sample_path, "history", "activities", "X05-008").stdout
    assert "Slogans" in history
    assert run("--db", sample_path, "check").exit_code == 0


def test_what_a_record_has_may_come_in_again_and_nothing_new_of_it(sample_path: Path) -> None:
    run("--db", sample_path, "lists", "remove", KIND, "slogans")
    file = activities(
        sample_path,
        "X05-008,slogans,58",
        "X05-010,Slogans,66",
        "X05-001,slogans,8",
        "X9,标语口号,1",
    )
    result = run("--db", sample_path, "import", "activities", file)
    assert "0 new · 1 changed · 1 unchanged · 2 refused" in result.stderr
    assert result.stderr.count("“Kind” cannot be “Slogans”") == 2
    assert "lists add activity_kinds" in result.stderr


def test_a_kind_that_no_list_knows_any_more(sample_path: Path) -> None:
    run("--db", sample_path, "lists", "add", KIND, "广场舞")
    file = activities(sample_path, "X9,广场舞,3")
    run("--db", sample_path, "import", "activities", file)
    (sample_path.parent / LISTS_FILE).unlink()
    assert lists_shown(sample_path)[KIND, "guangchangwu"]["state"] == "unlisted"
    shown = run("--db", sample_path, "show", "activities", "--where", "kind:guangchangwu").stdout
    assert "X9" in shown
    exported = run("--db", sample_path, "export", "activities", "--format", "csv", "-o", file)
    assert exported.exit_code == 0
    again = run("--db", sample_path, "import", "activities", file)
    assert "0 refused" in again.stderr


def test_what_was_taken_off_comes_back_as_it_was(sample_path: Path) -> None:
    before = read_lists_of(sample_path)
    run("--db", sample_path, "lists", "remove", KIND, "slogans")
    assert "there is no “slogans”" in refusal(
        run("--db", sample_path, "lists", "remove", KIND, "slogans")
    )
    run("--db", sample_path, "lists", "add", KIND, "标语口号")
    assert read_lists_of(sample_path) == before


def read_lists_of(path: Path) -> list[str]:
    return [key for name, key in lists_shown(path) if name == KIND]


def test_the_last_kind_stays_on_its_list(sample_path: Path) -> None:
    own = 'activity_kinds = [{ key = "k", en = "Only" }]'
    (sample_path.parent / LISTS_FILE).write_text(own, encoding="utf-8")
    assert "no kind is left" in refusal(run("--db", sample_path, "lists", "remove", KIND, "k"))


@pytest.mark.parametrize("text", ["暗访", "暗訪", "Unannounced visit", "unannounced_visit"])
@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_an_import_understands_the_words_of_all_languages(
    sample_path: Path, tmp_path: Path, text: str, language: str
) -> None:
    file = tmp_path / "inspections.csv"
    file.write_text(
        f"number,date,kind,units\nJ9,2005-06-01,{text},430299000000\n", encoding="utf-8"
    )
    result = run("--db", sample_path, "--lang", language, "import", "inspections", file)
    assert result.exit_code == 0, result.stderr
    found = run("--db", sample_path, "export", "inspections", "--where", "J9", "--format", "csv")
    assert "unannounced_visit" in found.stdout


def test_a_blank_form_offers_the_office_its_own_kinds(sample_path: Path, tmp_path: Path) -> None:
    run("--db", sample_path, "lists", "add", KIND, "广场舞")
    run("--db", sample_path, "lists", "remove", KIND, "slogans")
    form = tmp_path / "form.xlsx"
    run("--db", sample_path, "--lang", "zh-Hans", "template", "activities", "-o", form)
    texts = [cell.value for row in openpyxl.load_workbook(form).worksheets[1] for cell in row]
    assert "广场舞" in texts
    assert "万人签名" in texts
    assert "标语口号" not in texts


def test_a_mistake_in_the_lists_is_one_line(sample_path: Path) -> None:
    path = sample_path.parent / LISTS_FILE
    path.write_text('activity_kinds = [{ key = "k" }]', encoding="utf-8")
    said = refusal(run("--db", sample_path, "show", "activities"))
    assert str(path) in said
    assert "$.activity_kinds[0]" in said


def test_an_open_list_takes_what_is_not_on_it(sample_path: Path) -> None:
    (sample_path.parent / LISTS_FILE).write_text(
        'open_lists = ["activity_kinds"]', encoding="utf-8"
    )
    file = activities(sample_path, "X9,万人跑,3")
    assert run("--db", sample_path, "import", "activities", file).exit_code == 0
    with Office(sample_path, read_only=True) as office:
        found = office.find(ACTIVITIES, "X9")
    assert found is not None
    assert found.kind == "万人跑"
