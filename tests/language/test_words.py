"""Translators are told what is missing, and their tables come into the catalogs."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools.catalogs import CHINESE, catalog_file, read_catalog, write_catalog
from tools.fill_catalogs import main
from tools.missing_words import report

SOURCE = """
TITLE = N_("Orchards")
print(_("Two\\nlines"), _("Trees"))
print(ngettext("{n} tree", "{n} trees", 2))
print(_("Trees"))
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package that marks four texts."""
    folder = tmp_path / "orchard"
    folder.mkdir()
    (folder / "trees.py").write_text(SOURCE, encoding="utf-8")
    return folder


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """Catalogs of these texts, of which one is translated."""
    for name in CHINESE:
        catalog = Catalog(locale=name)
        catalog.add("Orchards", "果园")
        catalog.add("Two\nlines")
        catalog.add("Trees")
        catalog.add(("{n} tree", "{n} trees"))
        catalog_file(name, tmp_path).parent.mkdir(parents=True)
        write_catalog(catalog, name, tmp_path)
    return tmp_path


def chinese(name: str, locales: Path) -> dict[str, str | tuple[str, ...]]:
    catalog = read_catalog(name, locales)
    return {
        message.id if isinstance(message.id, str) else message.id[0]: message.string
        for message in catalog
        if message.id
    }


def table(folder: Path, *rows: str) -> str:
    path = folder / "words.tsv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return str(path)


def test_what_is_missing_is_named_with_its_places(
    package: Path, locales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(package, locales) == 6
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        "简体 is missing: “Two\\nlines”  (orchard/trees.py:3)",
        "简体 is missing: “Trees”  (orchard/trees.py:3, orchard/trees.py:5)",
        "简体 is missing: “{n} tree” / “{n} trees”  (orchard/trees.py:4)",
    ]
    assert told[3].startswith("简体: 3 of 4 texts to write in ")
    assert told[4].startswith("繁體 is missing: ")


def test_a_text_that_no_catalog_has_yet_is_missing(
    package: Path, locales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "shears.py").write_text('_("Shears")\n', encoding="utf-8")
    report(package, locales)
    assert "简体 is missing: “Shears”  (orchard/shears.py:1)" in capsys.readouterr().out


def test_what_is_doubted_is_missing(package: Path, locales: Path) -> None:
    catalog = read_catalog("zh_Hans", locales)
    catalog["Orchards"].flags.add("fuzzy")
    write_catalog(catalog, "zh_Hans", locales)
    assert report(package, locales) == 7


def test_tables_fill_the_catalogs_until_nothing_is_missing(
    package: Path, locales: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = table(
        tmp_path,
        "Two\\nlines\t两\\n行\t兩\\n行",
        "",
        "Trees\t树\t樹\r",
        "{n} tree\t{n} trees\t{n} 棵\t{n} 棵",
    )
    assert main([name], locales) == 0
    assert chinese("zh_Hant", locales) == {
        "Orchards": "果园",
        "Two\nlines": "兩\n行",
        "Trees": "樹",
        "{n} tree": ("{n} 棵",),
    }
    assert "简体: 3 filled" in capsys.readouterr().out
    assert report(package, locales) == 0


def test_only_what_differs_is_written(
    locales: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = catalog_file("zh_Hans", locales).read_bytes()
    assert main([table(tmp_path, "Orchards\t果园\t果園", "Trees\t\t")], locales) == 0
    told = capsys.readouterr().out
    assert "简体: 0 filled" in told
    assert "繁體: 1 filled" in told
    assert catalog_file("zh_Hans", locales).read_bytes() == before


def test_a_text_that_is_not_found_is_told_with_its_line(
    locales: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = table(tmp_path, "Trees\t树\t樹", "Ploughs\t犁\t犁")
    assert main([name], locales) == 1
    assert capsys.readouterr().err == f"{name}:2: the catalogs do not have 'Ploughs'\n"
    assert chinese("zh_Hans", locales)["Trees"] == "树"


def test_a_table_that_cannot_be_read_fills_nothing(
    locales: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = table(tmp_path, "Trees\t树\t樹", "Orchards\t果园")
    assert main([name], locales) == 2
    assert capsys.readouterr().err == f"{name}:2: 3 or 4 columns are needed, not 2\n"
    assert chinese("zh_Hans", locales)["Trees"] == ""


@pytest.mark.parametrize("name", CHINESE)
def test_a_catalog_that_is_read_and_written_stays_as_it_is(name: str, tmp_path: Path) -> None:
    copy = catalog_file(name, tmp_path)
    copy.parent.mkdir(parents=True)
    write_catalog(read_catalog(name), name, tmp_path)
    assert copy.read_bytes() == catalog_file(name).read_bytes()
