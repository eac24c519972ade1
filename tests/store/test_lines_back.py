"""The journal is read from its end in blocks, and no line is lost where two blocks meet."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fptui.store import history


@settings(max_examples=60)
@given(st.lists(st.binary(max_size=20).map(lambda raw: raw.replace(b"\n", b"-"))),
       st.integers(1, 24), st.binary(max_size=9))  # fmt: skip
def test_lines_come_back_whole_whatever_the_size_of_a_block(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], block: int, behind: bytes
) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "lines-back"
    written = b"".join(line + b"\n" for line in lines)
    path.write_bytes(written + behind)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "_BLOCK", block)
        assert list(history.raw_lines_back(path, len(written))) == lines[::-1]
