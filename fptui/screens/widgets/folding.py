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
    if width < 2:
        return [""]
    return [line for paragraph in said.split("\n") for line in _lines(paragraph, width)]


def _lines(text: str, width: int) -> list[str]:
    lines, line = list[str](), ""
    for piece in _pieces(text):
        if cell_len((line + piece).rstrip()) <= width:
            line += piece
            continue
        if line.rstrip():
            lines.append(line.rstrip())
        *whole, line = _cut(piece, width)
        lines += whole
    return [*lines, line.rstrip()] if line.rstrip() or not lines else lines


def _cut(piece: str, width: int) -> list[str]:
    """A piece that may be longer than a line, cut wherever a line is full."""
    if cell_len(piece.rstrip()) <= width:
        return [piece]
    lines = [""]
    for character in piece:
        if cell_len(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines


def _pieces(text: str) -> list[str]:
    """The parts of a text within which no line ends, each with the spaces behind it."""
    pieces, first = list[str](), 0
    for place in range(1, len(text)):
        if _may_end_before(text, place):
            pieces.append(text[first:place])
            first = place
    return [*pieces, text[first:]]


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
