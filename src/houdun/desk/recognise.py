"""Which question a customer's first mail is: its words are compared with all wordings, whatever was filled into their blanks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from houdun.facts.question import Letter, Question
from houdun.language import Language

LIKE = 0.6
"""The share of a wording's word pieces that must stand in the mail."""
PIECE = 3
REMEMBERED = 2_000
"""Wordings that are kept in pieces: every desk of a trial compares with the same."""
BLANK = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class _Known:
    question: Question
    subject: str
    pieces: frozenset[str]


class Recogniser:
    """Compares pieces of three letters; where the subject is one of a wording's, that wording is looked at first."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._known = [
            _known(question, wording.to(language))
            for question in questions
            for wording in question.wordings
            for language in Language
        ]
        self._by_subject: dict[str, list[_Known]] = defaultdict(list)
        for known in self._known:
            self._by_subject[known.subject].append(known)

    @cached_property
    def _with(self) -> Mapping[str, Sequence[int]]:
        """Which wordings hold a piece."""
        held: dict[str, list[int]] = defaultdict(list)
        for number, known in enumerate(self._known):
            for piece in known.pieces:
                held[piece].append(number)
        return held

    def of(self, subject: str, text: str) -> Question | None:
        """The question asked; None where the mail is like none of them."""
        said = _pieces([subject, text])
        for known in self._by_subject.get(_flat(subject), ()):
            if len(said & known.pieces) >= LIKE * len(known.pieces):
                return known.question
        shared = Counter(number for piece in said for number in self._with.get(piece, ()))
        likeness = {number: count / len(self._known[number].pieces) for number, count in shared.items()}
        best = max(likeness, key=lambda number: (likeness[number], -number), default=None)
        return self._known[best].question if best is not None and likeness[best] >= LIKE else None


def _known(question: Question, letter: Letter) -> _Known:
    return _Known(question, _flat(letter.subject), _of_wording(letter))


@lru_cache(REMEMBERED)
def _of_wording(letter: Letter) -> frozenset[str]:
    return _pieces([*BLANK.split(letter.subject), *BLANK.split(letter.text)])


def _pieces(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(flat[at : at + PIECE] for flat in map(_flat, texts) for at in range(max(1, len(flat) - PIECE + 1)))


def _flat(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())
