"""What is read back from the drawn window: cell by cell, and what should stand in each part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Region, Size, Spacing
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from fptui.screens.app import WIDE, FptuiApp
from fptui.screens.widgets.grid import Grid


def lay_out(app: FptuiApp, size: Size, *, beneath: bool = False) -> None:
    """Give the window another size at once; a pilot would wait for the screens to come to rest.

    What lies beneath the present screen changes its size only where that is wanted.
    """
    app._size = size
    for screen in app.screen_stack if beneath else app.screen_stack[-1:]:
        wide = size.width >= WIDE
        if screen.has_class("-wide") != wide:
            screen.set_class(wide, "-wide")
            screen.set_class(not wide, "-narrow")
            app.stylesheet.update(screen)
        with _undrawn(screen):
            screen._refresh_layout(size)
            for grid in screen.query(Grid):
                grid.on_resize()
            screen._refresh_layout(size)  # a scrollbar may have come or gone


@contextmanager
def _undrawn(screen: Screen[object]) -> Iterator[None]:
    """Lay out without drawing: what is drawn is asked for when it is read."""
    screen._compositor_refresh = lambda: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        del screen._compositor_refresh


def text_of(strip: Strip) -> str:
    return "".join(segment.text for segment in strip)


def cells_of(line: str) -> list[str]:
    """A line cell by cell; the second cell of a wide character is empty."""
    cells: list[str] = []
    for character in line:
        width = cell_len(character)
        if width == 0 and cells:
            cells[-1] += character
        else:
            cells += [character, *[""] * (width - 1)]
    return cells


def window(screen: Screen[object]) -> list[list[str]]:
    return [cells_of(text_of(strip)) for strip in screen._compositor.render_strips()]


def bare(text: str) -> str:
    """A text without the spaces that parting it into lines may move."""
    return "".join(text.split())


def cut_lines(screen: Screen[object]) -> Iterator[str]:
    """The lines of parts of the window that do not stand there as their part draws them.

    A part that shows something itself has no parts inside; what is scrolled out is not read.
    """
    rows = window(screen)
    for widget, (place, clip) in screen._compositor.visible_widgets.items():
        if widget is screen or list(widget.children):
            continue
        region = _beside_scrollbar(widget, place)
        shown = region.intersection(clip)
        if not shown.area:
            continue
        if shown.width < region.width:
            yield f"{widget!r}: {region} is cut at the sides"
        first = shown.y - region.y
        strips = widget.render_lines(Region(0, first, region.width, shown.height))
        for y, strip in enumerate(strips, shown.y):
            drawn = "".join(rows[y][shown.x : shown.right])
            if drawn != text_of(strip):
                yield f"{widget!r}: {text_of(strip)!r} stands as {drawn!r}"


def foreign_edges(screen: Screen[object]) -> Iterator[str]:
    """The edges of other parts that lie within a part that shows something.

    Textual cuts what it draws at each of them, and a wide character there is lost
    (Textual issue 6357). Where there is none, none can be lost.
    """
    parts = screen._compositor.visible_widgets
    cuts = screen._compositor.cuts
    for widget, (region, clip) in parts.items():
        shown = _beside_scrollbar(widget, region).intersection(clip)
        if widget is screen or list(widget.children) or not shown.area:
            continue
        for y in range(shown.y, shown.bottom):
            inside = [cut for cut in cuts[y] if shown.x < cut < shown.right]
            if inside:
                yield f"{widget!r} in row {y} at {inside}"


def _beside_scrollbar(widget: Widget, region: Region) -> Region:
    """What is left of a part beside its own scrollbar."""
    bar = widget._vertical_scrollbar
    shown = widget.screen._compositor.visible_widgets
    if bar is None or bar not in shown:
        return region
    return region.shrink(Spacing(0, region.right - shown[bar][0].x, 0, 0))


def lost_texts(screen: Screen[object]) -> Iterator[str]:
    """The texts of parts of a dialog that cannot be read whole, by scrolling where it scrolls."""
    shown = screen._compositor.visible_widgets
    for widget in screen.query("*").results(Widget):
        if not _says_something(widget):
            continue
        if widget not in shown or not shown[widget][1].contains_region(shown[widget][0]):
            if not _scrolls(widget):
                yield f"{widget!r} is out of the window"
            continue
        size = shown[widget][0].size
        drawn = "\n".join(text_of(strip) for strip in widget.render_lines(Region(0, 0, *size)))
        yield from _lost(widget, drawn)


def _says_something(widget: Widget) -> bool:
    if not all(one.display for one in widget.ancestors_with_self if isinstance(one, Widget)):
        return False
    if isinstance(widget, Static):
        content = widget.content
        return bool(str(content)) if isinstance(content, str | Text) else True
    return isinstance(widget, Input | OptionList)


def _scrolls(widget: Widget) -> bool:
    return any(
        one.allow_vertical_scroll and one.max_scroll_y > 0
        for one in widget.ancestors
        if isinstance(one, Widget) and one is not widget.screen
    )


def _lost(widget: Widget, drawn: str) -> Iterator[str]:
    if isinstance(widget, Input):
        text = bare(widget.value or str(widget.placeholder))
        # a long text is read by moving in it
        if bare(drawn) not in text and text not in bare(drawn):
            yield f"{widget!r}: {text!r} stands as {drawn!r}"
    elif isinstance(widget, OptionList):
        texts = "".join(bare(str(option.prompt)) for option in widget.options)
        seen = bare(drawn).translate(str.maketrans("", "", "▸▐X▌▁▂▃▄▅▆▇█▔"))
        if (widget.max_scroll_y == 0 and seen != texts) or seen not in texts:
            yield f"{widget!r}: {texts!r} stands as {drawn!r}"
    elif isinstance(widget, Static):
        content = widget.content
        if isinstance(content, str | Text):
            yield from _lost_words(widget, str(content), drawn)
        elif "…" in drawn:  # a table that cuts what stands in it
            yield f"{widget!r}: {drawn!r}"


def _lost_words(widget: Widget, text: str, drawn: str) -> Iterator[str]:
    if bare(text) == bare(drawn):
        return
    if widget.has_class("understood") or widget.has_class("offers"):
        whole = [bare(line) for line in text.split("\n")]
        lines = [bare(line) for line in drawn.split("\n")]
        honest = all(
            line == one or (line.endswith("…") and one.startswith(line[:-1]))
            for line, one in zip(lines, whole, strict=False)
        )
        if honest and len(lines) == len(whole):
            return
    lost = Counter(bare(text)) - Counter(bare(drawn))
    yield f"{widget!r}: {text!r} stands as {drawn!r}; lost {dict(lost)}"
