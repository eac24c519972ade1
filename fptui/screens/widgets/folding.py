"""Texts in lines of so many cells: Chinese is folded between any two characters.

Within a word of letters, before a closing and behind an opening sign no line ends, nor
between a number or a key and the Chinese words at its side: `满 60 周岁`, `按 Ctrl+S 保存`.
"""

from __future__ import annotations

from rich.cells import cell_len

SHORT = 6
"""Letters of a number or key that stays beside its Chinese words."""
_CLOSING = frozenset("，。、；：！？）」』”’》】…,.;:!?)]}%")
_OPENING = frozenset("（「『“‘《【([{")


def folded(said: str, width: int) -> list[str]:
    """A text in lines of so many cells, at least one; spaces where a line ends are dropped."""
    return [said[first:end] for first, end in folds(said, width)]


def folds(said: str, width: int) -> list[tuple[int, int]]:
    """Where in a text each of its lines begins and ends, as it is folded."""
    if width < 2:
        return [(0, 0)]
    places, start = list[tuple[int, int]](), 0
    for paragraph in said.split("\n"):
        places += ((start + first, start + end) for first, end in _lines(paragraph, width))
        start += len(paragraph) + 1
    return places


def _lines(text: str, width: int) -> list[tuple[int, int]]:
    lines, first, end = list[tuple[int, int]](), 0, 0
    for begins, ends in _pieces(text):
        if cell_len(text[first:ends].rstrip()) <= width:
            end = ends
            continue
        if text[first:end].rstrip():
            lines.append(_without_spaces(text, first, end))
        *whole, (first, end) = _cut(text, begins, ends, width)
        lines += whole
    last = _without_spaces(text, first, end)
    return [*lines, last] if last[0] < last[1] or not lines else lines


def _without_spaces(text: str, first: int, end: int) -> tuple[int, int]:
    return first, first + len(text[first:end].rstrip())


def _cut(text: str, first: int, end: int, width: int) -> list[tuple[int, int]]:
    """A piece that may be longer than a line, cut wherever a line is full."""
    if cell_len(text[first:end].rstrip()) <= width:
        return [(first, end)]
    lines, begins = list[tuple[int, int]](), first
    for place in range(first, end):
        if cell_len(text[begins : place + 1]) > width:
            lines.append((begins, place))
            begins = place
    return [*lines, (begins, end)]


def _pieces(text: str) -> list[tuple[int, int]]:
    """The parts of a text within which no line ends, each with the spaces behind it."""
    ends = [place for place in range(1, len(text)) if _may_end_before(text, place)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _may_end_before(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after.isspace() or not cell_len(after):
        return False
    if before.isspace():
        return not _belong_together(text, place)
    if after in _CLOSING or before in _OPENING:
        return False
    return _is_wide(before) or _is_wide(after)


def _belong_together(text: str, place: int) -> bool:
    """Whether the space before a place parts Chinese from a number or key beside it."""
    left, right = text[: place - 1], text[place:]
    if not left or left[-1].isspace():
        return False
    if _is_wide(left[-1]):
        return 0 < _run(right) <= SHORT
    return _is_wide(right[0]) and 0 < _run(left[::-1]) <= SHORT


def _run(text: str) -> int:
    """How many letters stand at the beginning before a space or a Chinese character; few count."""
    for count, character in enumerate(text[: SHORT + 1]):
        if character.isspace() or _is_wide(character):
            return count
    return min(len(text), SHORT + 1)


def _is_wide(character: str) -> bool:
    return cell_len(character) == 2
