"""The annual summary: every figure of the year stands in it, live, in each language and format."""

from io import BytesIO
from pathlib import Path

import docx
import msgspec
import pytest

from fptui.errors import ExchangeError
from fptui.language import use_language
from fptui.registers.counts import COUNTS
from fptui.registers.edits import Edit
from fptui.registers.units import UNITS
from fptui.reports.document import Document
from fptui.reports.document_formats import WRITERS
from fptui.reports.document_text import document_as_text
from fptui.reports.summary import summary
from fptui.reports.summary_values import figure_text
from fptui.reports.year_figures import year_figures
from fptui.store import Office, create_office
from tests.commands.conftest import run
from tests.golden import is_as_before

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
NUMBERS = [
    "227573",
    "2540",
    "2534",
    "1308",
    "1232",
    "99.76",
    "1.76",
    "0.50",
    "106.17",
    "95.60",
    "0.60",
    "99.15",
    "2.15",
    "93.02",
    "0.02",
    "95.52",
    "70.00",
    "99.59",
    "95.00",
    "100.00",
    "231",
    "9",
    "6",
    "3",
    "15000",
    "16",
    "280",
    "200",
    "3000",
    "65",
    "1496",
    "27",
    "2000",
    "20",
    "5",
    "17",
    "312",
    "187200",
]


def written(office: Office, language: str = "zh-Hans") -> Document:
    use_language(language)
    return summary(office)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_stands_in_the_text(sample: Office, language: str) -> None:
    text = document_as_text(written(sample, language))
    assert [number for number in NUMBERS if number not in text] == []
    assert not any("\ue000" <= sign <= "\uf8ff" for sign in text)


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
    runs = [run for line in word.paragraphs for run in line.runs if not run.font.superscript]
    words = "".join(run.text for run in runs)
    assert "其中计划内出生2534人，计划生育率99.76%" in words
    assert len(word.tables) == 2
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
