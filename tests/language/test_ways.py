"""A command that a message proposes can be pasted; on screen, keys are named instead."""

import shlex
from pathlib import Path
from shutil import copyfile

from fptui.language import use_language
from fptui.language.file_names import file_name
from fptui.language.ways import command_line, use_options, use_ways, way_to
from fptui.screens.ways import by_keys
from fptui.store.journal import journal_of
from tests.commands.conftest import run


def test_a_proposed_command_does_the_same_in_a_folder_with_spaces(
    sample_path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "a 'b' 区"
    folder.mkdir()
    place = folder / "office.json"
    copyfile(sample_path, place)
    copyfile(journal_of(sample_path), journal_of(place))
    said = run("--db", place, "--year", "2005", "--lang", "en", "notice", "village").stderr
    line = said.splitlines()[-1].split("“")[1].split("”")[0]
    name, *words = shlex.split(line)
    assert name == "fptui"
    assert words[:6] == ["--db", str(place), "--year", "2005", "--lang", "en"]
    assert run(*words).stdout.startswith("8 can move to ")


def test_options_after_the_command_are_proposed_too(sample_path: Path) -> None:
    said = run("notice", "village", "--db", sample_path, "--year", "2005").stderr
    assert f"fptui --db {sample_path} --year 2005 move" in said


def test_an_office_that_is_not_there_is_made_where_it_was_looked_for(tmp_path: Path) -> None:
    said = run("--db", tmp_path / "an office.json", "show", "units").stderr
    assert f"“fptui init '{tmp_path}/an office.json'” makes a new office" in said


def test_options_of_one_run_are_not_those_of_the_next(sample_path: Path) -> None:
    run("--db", sample_path, "--year", "2004", "show", "units")
    run("--db", sample_path, "show", "units")
    assert command_line("check") == f"fptui --db {sample_path} check"


def test_on_screen_the_job_is_named_by_its_title_and_key() -> None:
    use_options("--db", "x.json")
    use_ways(by_keys)
    use_language("zh-Hans")
    assert way_to("lists add", "finding_kinds", "LABEL") == "“在列表中增加类型或主题”（m）"
    assert way_to("check") == "“检查数据文件”（Ctrl+P）"


def test_names_of_files_are_harmless() -> None:
    assert file_name("a/b:c*?.txt", "东风区") == "a-b-c-txt-东风区"
    assert file_name("../..", "\x1b") == "fptui"
    assert len(file_name("长" * 300).encode()) < 255
