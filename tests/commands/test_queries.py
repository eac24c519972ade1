"""`--where` in the user's language: it finds the same, and says what it does not know."""

from pathlib import Path

import pytest

from tests.commands.conftest import refusal, run


def shown(path: Path, register: str, where: str, language: str = "zh-Hans") -> str:
    arguments = ("--db", path, "--lang", language, "--year", "2005", "show", register)
    return run(*arguments, "--format", "csv", "--where", where).stdout


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize(
    ("where", "by_keys"),
    [
        ("状态:已申报", "state:applied"),
        ("狀態：已申報 年齡≥６０", "state:applied age>=60"),
        ("单位:新塘村", "unit:新塘村"),
    ],
)
def test_a_query_is_understood_in_each_language(
    sample_path: Path, language: str, where: str, by_keys: str
) -> None:
    found = shown(sample_path, "recipients", where, language)
    assert found.count("\n") > 1
    assert found == shown(sample_path, "recipients", by_keys, language)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("状态:已审报", "第 4 个字符：“状态”没有“已审报”。是否指 已申报？"),
        ("状太:已申报", "第 1 个字符：“奖励扶助对象”没有字段“状太”。是否指 状态？"),
        ("单位:新唐村", "第 4 个字符：“单位”：单位里没有“新唐村”。是否指 新塘村？"),
    ],
)
def test_a_slip_is_told_with_what_comes_nearest(sample_path: Path, where: str, said: str) -> None:
    for command in (("show", "recipients"), ("move", "exited"), ("eligible",)):
        result = run("--db", sample_path, "--lang", "zh-Hans", *command, "--where", where)
        assert said in refusal(result)


def test_the_help_tells_fields_and_an_example_of_the_register_asked(sample_path: Path) -> None:
    def helped(*arguments: str) -> str:
        return "".join(run("--lang", "zh-Hans", *arguments, "--help").stdout.split())

    assert "发放情况:退票,逾期未发" in helped("show", "payments")
    assert "字段：年度、批次、扶助对象" in helped("show", "payments")
    assert "状态:享受中年龄>=60" in helped("show")
    assert "状态:享受中年龄>=60" in helped("move")
    assert "发放情况:退票" in helped("pay", "reissue")


@pytest.mark.parametrize("setting", ["数值＝19", "數值=19", "value=19"])
def test_what_is_set_is_named_in_each_language(sample_path: Path, setting: str) -> None:
    where = "统计项目:计划内出生 单位:新塘村"
    arguments = ("edit", "counts", "--where", where, "--set", setting, "--dry-run")
    result = run("--db", sample_path, "--lang", "zh-Hans", "--year", "2005", *arguments)
    assert result.exit_code == 0, result.stderr
    assert "有更改 1" in result.stdout + result.stderr
