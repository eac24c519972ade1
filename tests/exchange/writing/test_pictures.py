import struct
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fptui.errors import ExchangeError
from fptui.exchange.writing import pictures
from fptui.exchange.writing.pictures import MOST_ROWS, PNG_ZOOM, as_png, as_svg
from fptui.exchange.writing.sheet import Cell, Sheet

SVG = "{http://www.w3.org/2000/svg}"


def sheet(*texts: str) -> Sheet:
    rows = tuple((Cell(text, text, text),) for text in texts)
    return Sheet("t", ("name",), ("Name",), rows)


@given(st.text(max_size=20))
def test_a_picture_is_xml_and_its_texts_are_only_texts(text: str) -> None:
    marked = replace(sheet(text), title=text, above=(text,), below=(text,), origin=text)
    svg = as_svg(marked)
    assert {one.tag for one in ElementTree.fromstring(svg).iter()} <= {
        SVG + name for name in ("svg", "title", "rect", "line", "text")
    }
    assert svg.count("://") == 1 + 6 * text.count("://")


@pytest.mark.parametrize("text", ["<script>x</script>", '"><b>', "a\x00\ud800b", "]]>&amp;"])
def test_a_hostile_text_is_inert(text: str) -> None:
    texts = [one.text or "" for one in ElementTree.fromstring(as_svg(sheet(text))).iter()]
    assert text.replace("\x00", "·").replace("\ud800", "·") in texts


def test_more_than_can_be_read_is_refused_with_the_way_out() -> None:
    assert as_svg(sheet(*["x"] * MOST_ROWS))
    with pytest.raises(ExchangeError, match=r"201 rows .* narrow the filter"):
        as_svg(sheet(*["x"] * (MOST_ROWS + 1)))
    with pytest.raises(ExchangeError, match="choose fewer columns"):
        as_svg(sheet("x" * 1000))


def test_a_png_is_the_svg_enlarged() -> None:
    root = ElementTree.fromstring(as_svg(sheet("1", "2")))
    png = as_png(sheet("1", "2"))
    size = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG")
    assert size == tuple(PNG_ZOOM * int(root.attrib[side]) for side in ("width", "height"))


def test_a_png_without_chinese_letters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "has_chinese_letters", lambda: False)
    assert as_png(sheet("a"))
    with pytest.raises(ExchangeError, match="No font with Chinese letters"):
        as_png(sheet("甲"))
