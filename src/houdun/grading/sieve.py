"""Which of very many patterns may match in a text, told at once by the short pieces that the text is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from houdun.grading.literals import BEGIN, END, Need, gathered, needs, words

LONGEST = 5
"""Characters of a literal that are looked for. One that is longer is known by its beginning."""
_WORD = re.compile("[a-z0-9]+")
Key = TypeVar("Key")


@dataclass(frozen=True, eq=False)
class Alternative:
    """One of a pattern's alternatives. It is compiled when it is first used."""

    pattern: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(gathered(self.pattern))


class _Entry(NamedTuple, Generic[Key]):
    """Entries sort as they were added."""

    number: int
    key: Key
    alone: tuple[Alternative]
    others: tuple[int, ...]
    """What it needs beside the rarest."""


class Sieve(Generic[Key]):
    """Patterns, each under its key; of them, those through which a text may pass."""

    def __init__(self) -> None:
        self._numbers: dict[Need, int] = {}
        self._meets: dict[str, list[int]] = {}
        self._under: dict[int, list[_Entry[Key]]] = {}
        self._always: list[_Entry[Key]] = []
        self._size = 0

    def add(self, key: Key, pattern: str) -> None:
        for word in words(pattern):
            numbers = tuple(map(self._number, needs(word)))
            under = self._under.setdefault(numbers[0], []) if numbers else self._always
            under.append(_Entry(self._size, key, (Alternative(word),), numbers[1:]))
            self._size += 1

    def possible(self, text: str) -> Mapping[Key, Sequence[Alternative]]:
        """Under each key the alternatives that may match somewhere in the text, in their order. All others surely do not."""
        met = set[int]().union(*[self._meets[piece] for piece in _pieces(text) & self._meets.keys()])
        entries = [entry for number in met & self._under.keys() for entry in self._under[number] if met.issuperset(entry.others)]
        found: dict[Key, tuple[Alternative, ...]] = {}
        for entry in sorted([*self._always, *entries]):
            # Nearly every key has one: what is kept of many texts shares these.
            before = found.get(entry.key)
            found[entry.key] = entry.alone if before is None else before + entry.alone
        return found

    def _number(self, need: Need) -> int:
        number = self._numbers.get(need)
        if number is None:
            number = self._numbers[need] = len(self._numbers)
            for piece in {_beginning(literal) for literal in need}:
                self._meets.setdefault(piece, []).append(number)
        return number


def _pieces(text: str) -> set[str]:
    size = len(text)
    pieces = {text[start : start + length] for length in range(1, LONGEST + 1) for start in range(size - length + 1)}
    for word in _WORD.finditer(text):
        pieces.add(BEGIN + word[0] + END)
        pieces.update([BEGIN + text[word.start() : word.start() + length] for length in range(1, LONGEST + 1)])
    return pieces


def _beginning(literal: str) -> str:
    return literal if literal.endswith(END) else literal[: LONGEST + literal.startswith(BEGIN)]
