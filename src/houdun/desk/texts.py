"""What desks say, cell by cell: a folder of files in each language, several variants a cell."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from houdun.desk.dice import Dice
from houdun.language import Language

Cells = Mapping[str, tuple[str, ...]]


@cache
def cells(language: Language) -> Cells:
    """`talk.greet` is the cell `greet` of the file talk.toml; `postmortem.impact.specific` lies a table deeper."""
    folder = resources.files("houdun.desk") / "corpus" / "trial" / language
    found: dict[str, tuple[str, ...]] = {}
    for file in folder.iterdir():
        found.update(_flat(file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8"))))
    return found


def _flat(path: str, held: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(held, dict):
        for key, inner in held.items():
            yield from _flat(f"{path}.{key}", inner)
    elif isinstance(held, list):
        yield path, tuple(held)


class Voice:
    """One language spoken in one thread; `slots` are what the blanks of every line may be filled with."""

    def __init__(self, language: Language, dice: Dice) -> None:
        self.language = language
        self._cells = cells(language)
        self._dice = dice

    def say(self, step: str, cell: str, otherwise: str = "", /, **slots: object) -> str:
        """A variant of the cell, by the thread's chance for that step; `otherwise` where the corpus has no such cell (KeyError without it)."""
        if otherwise and cell not in self._cells:
            return otherwise
        line = self._dice.choice(f"{step}|{cell}", self._cells[cell])
        return line.format_map(slots) if slots and "{" in line else line

    def people(self, count: int) -> tuple[str, ...]:
        """The names of a desk's people."""
        return self._cells["talk.people"][:count]

    def join(self, *sentences: str) -> str:
        return ("" if self.language is Language.ZH else " ").join(filter(None, sentences))
