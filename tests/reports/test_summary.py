"""The annual summary: every figure of the year stands in it, live, in each language and format."""

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import msgspec
import pytest
from docx.text.paragraph import Paragraph

from fptui.errors import ExchangeError
from fptui.jobs.write_summary import figures_of
from fptui.language import use_language
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.registers.units import UNITS
from fptui.reports.document import Document, Items, Table
from fptui.reports.document_formats import WRITERS
from fptui.reports.document_text import document_as_text, words_of
from fptui.reports.summary import summary
from fptui.reports.summary_values import figure_text
from fptui.reports.year_figures import year_figures
from fptui.store import Office, create_office
from tests.commands.conftest import run
from tests.golden import is_as_before
from tests.reports.test_year_figures import FACTS
from tests.scenarios.test_chinese_words import english_in

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
PARTS_OF_RATES = (".numerator", ".denominator", ".target")
"""The running text has the rates; these stand in a table's words, or in the records."""


def unnumbered(line: Paragraph) -> str:
    """A line of a document without the numbers of its sources."""
    return "".join(run.text for run in line.runs if not run.font.superscript)


def written(office: Office, language: str = "zh-Hans") -> Document:
    use_language(language)
    return summary(office)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_stands_in_the_text(sample: Office, language: str) -> None:
    document = written(sample, language)
    stands = {figure.key: figure.text for figure in figures_of(document)}
    assert [key for key in FACTS if key not in stands and not key.endswith(PARTS_OF_RATES)] == []
    wrong = {
        key: text
        for key, text in stands.items()
        if key in FACTS and abs(Decimal(FACTS[key])) != Decimal(text.rstrip("%"))
    }
    assert wrong == {}
    text = document_as_text(document)
    assert all(figure.text in text for figure in figures_of(document))
    assert not any("\ue000" <= sign <= "\uf8ff" for sign in text)


@pytest.mark.parametrize("language", ("zh-Hans", "zh-Hant"))
def test_sources_are_told_without_a_key(sample: Office, language: str) -> None:
    told = {figure.told for figure in figures_of(written(sample, language))}
    assert "" not in told
    assert [*english_in(told)] == []


def test_a_figure_that_cannot_be_is_never_stated_as_sure(sample: Office) -> None:
    number, count = next(
        (n, one) for n, one in sample.table(COUNTS).items() if one.name == "births_in_plan"
    )
    sample.change([Edit(COUNTS.name, number, count, msgspec.structs.replace(count, value=5000))])
    text = document_as_text(written(sample))
    assert re.search(r"其中计划内出生\d+（存疑）人", text), text[:300]
    assert re.search(r"计划生育率[\d.]+%（存疑）", text)


def test_the_births_are_written_as_such_summaries_are(sample: Office) -> None:
    said = "全年共出生2540人，其中计划内出生2534人，计划生育率99.76%，比责任目标高1.76个百分点。"
    text = document_as_text(written(sample))
    assert said in text
    assert "宣传画200余张" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_is_as_before(sample: Office, language: str) -> None:
    golden = Path(__file__).parent / "golden" / f"summary.{language}.txt"
    assert is_as_before(document_as_text(written(sample, language)), golden)


def test_one_village_changes_the_text_and_the_table(sample: Office) -> None:
    number, count = next(
        (number, one) for number, one in sample.table(COUNTS).items() if one.name == "births"
    )
    more = msgspec.structs.replace(count, value=count.value + 60)
    sample.change([Edit(COUNTS.name, number, count, more)])
    text = document_as_text(written(sample))
    rate = figure_text(year_figures(sample)["planned_birth_rate"])
    assert "全年共出生2600人" in text
    assert text.count(rate) >= 2
    assert "99.76" not in text


def test_the_word_document_has_the_same_words(sample: Office) -> None:
    document = written(sample)
    content = WRITERS["docx"](document)
    assert isinstance(content, bytes)
    word = docx.Document(BytesIO(content))
    blocks = document.blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    lines = [
        words_of(parts)
        for block in blocks
        if not isinstance(block, Table)
        for parts in (block.items if isinstance(block, Items) else (block.parts,))
    ]
    assert [unnumbered(line) for line in word.paragraphs][: len(lines)] == lines
    for table, stands in zip(tables, word.tables, strict=True):
        rows = [[words_of(cell) for cell in row] for row in table.rows]
        told = [["".join(map(unnumbered, c.paragraphs)) for c in r.cells] for r in stands.rows]
        assert told == [list(table.headings), *rows]
    assert word.sections[0].page_width.mm == pytest.approx(210, abs=0.1)


def test_words_of_the_office_are_no_markup(sample: Office) -> None:
    number, top = next((n, one) for n, one in sample.table(UNITS).items() if not one.parent)
    named = msgspec.structs.replace(top, name="<b>*东*|{{ 1 }}")
    sample.change([Edit(UNITS.name, number, top, named)])
    document = written(sample)
    assert document.title.startswith("<b>*东*|{{ 1 }}2005")
    assert "<b>" not in str(WRITERS["html"](document))
    assert "\\<b\\>\\*东\\*\\|" in str(WRITERS["markdown"](document))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_year_is_told_honestly(tmp_path: Path, language: str) -> None:
    with create_office(tmp_path / "o.json") as office:
        text = document_as_text(written(office, language))
    assert "None" not in text
    assert "(no figure)" not in text


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("# a\n{% if %}", 2),
        ("# a\n\n{{ nobody }}", 3),
        ("{% include '/etc/passwd' %}", 1),
        ("{{ n.__globals__ }}", 1),
        ("{{ ''.__class__.__mro__ }}", 1),
        ("{{ 'a' * 999999999 }}", 1),
        ("{{ 'a'.center(999999999) }}", 1),
        (
            "{% for a in indicators %}{% for b in indicators %}{% for c in indicators %}"
            "\n{% for d in indicators %}{% for e in indicators %}{% for f in indicators %}\n"
            "{% set x = 1 %}\n" + "{% endfor %}" * 6,
            0,
        ),
        ("{% set a = 'aaaaaaaaaa' %}\n" + "{% set a = a ~ a ~ a ~ a %}\n" * 40, 0),
    ],
)
def test_a_template_that_goes_wrong_is_refused(sample: Office, template: str, line: int) -> None:
    path = sample.path.parent / "summary.en.md.j2"
    path.write_text(template, encoding="utf-8")
    with pytest.raises(ExchangeError, match=f"{path.name}, line {line or ''}"):
        written(sample, "en")


@pytest.mark.parametrize("name", WRITERS)
def test_the_command_writes_each_format(sample_path: Path, name: str) -> None:
    path = sample_path.parent / f"summary-{name}"
    result = run("--db", sample_path, "--year", "2005", "report", "--format", name, "-o", path)
    assert result.exit_code == 0, result.output
    assert path.stat().st_size > 1000
