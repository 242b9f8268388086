"""Which question a customer's first mail is: its words are compared with all wordings, whatever was filled into their blanks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from houdun.facts.question import Letter, Question
from houdun.language import Language

LIKE = 0.6
"""The share of a wording's word pieces that must stand in the mail."""
PIECE = 3
REMEMBERED, MAILS = 4, 1024
"""Sets of wordings that are kept in pieces, and first mails whose wording is: every desk of a trial compares with the same, and the same mails come
in every imagined trial of a plan."""
BLANK = re.compile(r"\{\w+\}")
BETWEEN = re.compile(r"[\W_]+")
"""Neither letters nor digits."""


class Recogniser:
    """Compares pieces of three letters; where the subject is one of a wording's, that wording is looked at first."""

    def __init__(self, questions: Sequence[Question]) -> None:
        asked = [
            (wording.to(language), question) for question in questions for wording in question.wordings for language in Language
        ]
        self._questions = [question for _, question in asked]
        self._wordings = _wordings(tuple(letter for letter, _ in asked))

    def of(self, subject: str, text: str) -> Question | None:
        """The question asked; None where the mail is like none of them."""
        number = _like(self._wordings, subject, text)
        return None if number is None else self._questions[number]


class _Wordings:
    """The wordings of many questions, by their numbers."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self._pieces = [_pieces([*BLANK.split(letter.subject), *BLANK.split(letter.text)]) for letter in letters]
        self._by_subject: dict[str, list[int]] = defaultdict(list)
        self._with: dict[str, list[int]] = defaultdict(list)
        for number, letter in enumerate(letters):
            self._by_subject[_flat(letter.subject)].append(number)
            for piece in self._pieces[number]:
                self._with[piece].append(number)

    def like(self, subject: str, text: str) -> int | None:
        """The wording that the mail is most like, if it is like it."""
        said = _pieces([subject, text])
        for number in self._by_subject.get(_flat(subject), ()):
            if len(said & self._pieces[number]) >= LIKE * len(self._pieces[number]):
                return number
        shared = Counter(chain.from_iterable(self._with[piece] for piece in said & self._with.keys()))
        likeness = {number: count / len(self._pieces[number]) for number, count in shared.items()}
        best = max(likeness, key=lambda number: (likeness[number], -number), default=None)
        return best if best is not None and likeness[best] >= LIKE else None


@lru_cache(REMEMBERED)
def _wordings(letters: tuple[Letter, ...]) -> _Wordings:
    return _Wordings(letters)


@lru_cache(MAILS)
def _like(wordings: _Wordings, subject: str, text: str) -> int | None:
    return wordings.like(subject, text)


def _pieces(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(flat[at : at + PIECE] for flat in map(_flat, texts) for at in range(max(1, len(flat) - PIECE + 1)))


def _flat(text: str) -> str:
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text).casefold())
