"""Messages in lines: nothing too wide, nothing lost, nothing parted that belongs together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fptui.screens.widgets.folding import folded

TEXTS = st.text(st.sampled_from("ab1-+?,  \n满周岁按导入（）：，“”"), max_size=60)


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_too_wide_and_nothing_is_lost(said: str, width: int) -> None:
    lines = folded(said, width)
    assert lines
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(said.split())


@given(
    TEXTS, st.integers(20, 40), st.sampled_from(["按 ? 看", "满 60 岁", "第 3 次", "按 Ctrl+S 存"])
)
def test_a_key_or_number_stays_beside_its_words(before: str, width: int, whole: str) -> None:
    said = f"{before}，{whole}，{before}"
    assert any(whole in line for line in folded(said, width))


@pytest.mark.parametrize(
    ("said", "width", "lines"),
    [
        ("从 拒收.xlsx 导入的更改", 15, ["从 拒收.xlsx 导", "入的更改"]),
        (
            "所作的第 3 次更改（从名单导入）：",
            12,
            ["所作的", "第 3 次更改", "（从名单导", "入）："],
        ),
        ("two words more", 9, ["two words", "more"]),
        ("到 2005-12-31 满 60 周岁", 18, ["到 2005-12-31", "满 60 周岁"]),
        ("一二三，四", 6, ["一二", "三，四"]),
        ("", 9, [""]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
    ],
)
def test_lines(said: str, width: int, lines: list[str]) -> None:
    assert folded(said, width) == lines
