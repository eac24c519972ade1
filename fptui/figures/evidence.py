"""The records behind a figure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

from msgspec import Struct


class Evidence(Struct, frozen=True, gc=False):
    """One record behind a figure: how much it adds to which named count."""

    register: str
    number: int
    name: str
    value: int


class Behind(Collection[Evidence]):
    """The records behind a figure, each once; they are looked for when somebody asks."""

    def __init__(self, find: Callable[[], Iterable[Evidence]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(self._find()))

    def __contains__(self, one: object) -> bool:
        return one in self._found

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and self._found == tuple(other)

    def __hash__(self) -> int:
        return hash(self._found)
