"""The small language the rules are written in: vocabularies by part, and frames that put the parts in order.

A vocabulary is a list with commas: `any_of("send, attach, upload*")`. A frame joins vocabularies and words: `f"{GIVE} … {LOG}"`.
Everything else is a regular expression of the simplest kind, on folded text (`houdun.grading.folding`).

- a space stands for white space; between the parts of a frame there may be none, as in Chinese. ` ?` stands for white space or none
- `…` stands for up to 50 characters of the same sentence, `..` for up to 12
- `*` after a letter ends the word as it likes: `upload*` is upload, uploads, uploaded
- words in Latin letters begin and end at word boundaries

Gaps are bounded, and nothing repeats without bound: matching takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, TypeAlias

from houdun.grading.literals import gathered
from houdun.grading.sieve import Alternative, Sieve

REMEMBERED = 20_000
"""Texts about which is kept what was found out, those last asked about: desks say many sentences again, and many rules read the same one."""
FAR, NEAR = ".{0,50}?", ".{0,12}?"
_LATIN = re.compile(r"[a-z0-9]")
_CLASS, _FIRST, _LAST = re.compile(r"\\[a-z]"), re.compile(r"[^\W_]"), re.compile(r"[^\W_](?=[^\w*]*$)")
_MEANS = re.compile(r"[ ….*]")
"""What this language has of its own. Nearly all words are without, and there are twelve thousand to read before the first command runs."""


def any_of(*lists: str) -> str:
    """The vocabulary of the lists, each separated by commas, as a part for frames."""
    words = (word.strip() for each in lists for word in _words(each.replace("\n", " ")))
    return "(?:" + "|".join(_word(word) for word in words if word) + ")"


def either(*parts: str) -> str:
    """Any of several parts."""
    return "(?:" + "|".join(parts) + ")"


@dataclass(frozen=True, eq=False)
class Frame:
    """A pattern that is searched for in many texts. It is read when the first text is: a command that reads no text waits for none of them."""

    pattern: str

    def __post_init__(self) -> None:
        _frames.append(self)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match that begins at `start` or later; of several that begin there, the foremost alternative's."""
        matches = (alternative.compiled.search(text, start) for alternative in possible(text).get(self, ()))
        return min((match for match in matches if match), key=re.Match.start, default=None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(text) if self in possible(text) else iter(())

    @cached_property
    def spaced(self) -> str:
        return _spaced(self.pattern, 0)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(gathered(self.spaced))


_frames: list[Frame] = []
_sieved: list[Frame] = []
_sieve = Sieve[Frame]()
_learning = Lock()


Answers: TypeAlias = dict[object, Any]
"""Each is of the type that its question has: whoever asks knows it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What has been found out about a text. `possible`: the frames that may match somewhere in it, each with those of its alternatives that may.
    `answers`: what was asked about it, each under all that the answer depends on beside the text."""

    possible: Mapping[Frame, Sequence[Alternative]]
    answers: Answers = field(default_factory=dict)


def known(text: str) -> Known:
    return _known(text, len(_frames))


def possible(text: str) -> Mapping[Frame, Sequence[Alternative]]:
    """See `Known`."""
    return _known(text, len(_frames)).possible


@lru_cache(REMEMBERED)
def _known(text: str, read: int) -> Known:
    """Where so many frames were read."""
    with _learning:
        for frame in _frames[len(_sieved) : read]:
            _sieve.add(frame, frame.spaced)
            _sieved.append(frame)
        return Known(_sieve.possible(text))


def frames(*patterns: str) -> tuple[Frame, ...]:
    """Each frame, to be searched."""
    return tuple(map(Frame, patterns))


def _words(text: str) -> Iterator[str]:
    """What stands between commas, those inside brackets aside."""
    depth, start = 0, 0
    for place, letter in enumerate(text):
        if place and text[place - 1] == "\\":
            continue
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and not depth:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _word(word: str) -> str:
    letters = _CLASS.sub("", word) if "\\" in word else word
    first, last = _FIRST.search(letters), _LAST.search(letters)
    left = r"(?<![a-z0-9])" if first and _LATIN.match(first[0]) else ""
    right = r"(?![a-z0-9])" if last and _LATIN.match(last[0]) else ""
    return left + _spaced(word) + right


def _spaced(pattern: str, least: int = 1) -> str:
    if not _MEANS.search(pattern):
        return pattern
    pattern = re.sub(r" ?… ?", FAR, pattern)
    pattern = re.sub(r" ?(?<![.\\])\.\.(?!\.) ?", NEAR, pattern)
    pattern = re.sub(r"(?<!\\[a-z])(?<=[a-z])\*", "[a-z]*", pattern)
    pattern = re.sub(r" +\?", r"\\s{0,3}?", pattern)
    return re.sub(r" +", rf"\\s{{{least},3}}", pattern)
