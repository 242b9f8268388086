"""What a text must hold before a pattern can match anywhere in it, read off the pattern.

A need is a set of literals of which one must be in the text. A literal that begins with `BEGIN` begins a word of Latin letters and digits there,
one that ends with `END` too is that word. Where a pattern's meaning is not known, nothing is needed: a need too few costs time, one too many would
lose a match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

Need = frozenset[str]
"""No need holds the empty literal."""

MOST = 32
"""So many literals are spelt out where parts that can each be read several ways stand side by side."""
BEGIN, END = "\x02", "\x03"
_BEGINS = "(?<![a-z0-9])"
_BOUNDARIES = {_BEGINS: BEGIN, "(?![a-z0-9])": END}
_TOKEN = re.compile(
    r"\(\?<?!\[a-z0-9\]\)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:[:=!>]|<[=!]|P<\w+>|P=\w+\))?|[*+?][?+]?|\{(?:\d+(?:,\d*)?|,\d+)\}[?+]?|.",
    re.DOTALL,
)
_LOOKS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_BACK = "(?P="
"""Begins a token that opens nothing: the group of that name, again."""
_NOWHERE = frozenset({"^", "$", r"\b", r"\B", r"\A", r"\Z"})
_NOTHING: Need = frozenset({""})


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern: all that it can read, where that is a few literals, and what it needs."""

    reads: Need | None = None
    needs: tuple[Need, ...] = ()

    @property
    def sure(self) -> tuple[Need, ...]:
        return self.needs if self.reads is None else _sure(self.reads)


_ANY, _EMPTY = _Part(), _Part(_NOTHING)


class _UnreadError(Exception):
    """A construct that is not known here."""


def words(pattern: str) -> tuple[str, ...]:
    """The alternatives of a pattern that is nothing but alternatives, in order; else the pattern."""
    tokens = _TOKEN.findall(pattern)
    if "(?" in tokens:
        return (pattern,)
    if tokens[:1] == ["(?:"] and _depths(tokens).index(0) == len(tokens) - 1:
        tokens = tokens[1:-1]
    bars = [place for place, (token, depth) in enumerate(zip(tokens, _depths(tokens), strict=True)) if token == "|" and not depth]
    cuts = zip((-1, *bars), (*bars, len(tokens)), strict=True)
    return tuple("".join(tokens[start + 1 : end]) for start, end in cuts)


def needs(pattern: str) -> tuple[Need, ...]:
    """What the pattern needs, the rarest first."""
    try:
        return tuple(sorted(_Reader(_TOKEN.findall(pattern)).alternatives().sure, key=_frequency))
    except _UnreadError:
        return ()


def gathered(pattern: str) -> str:
    """The same pattern, in which alternatives that stand side by side and all begin a word share that beginning: inside words, where nearly all places
    are, one look tells that none of them begins there."""
    return _gathered(iter(_TOKEN.findall(pattern)))


def _gathered(tokens: Iterator[str]) -> str:
    """Up to the bracket that closes them, or the end."""
    branches = [""]
    for token in tokens:
        if token == ")":
            break
        if token == "|":
            branches.append("")
        else:
            branches[-1] += f"{token}{_gathered(tokens)})" if _opens(token) else token
    return "|".join(_sharing(list(run)) if begin else "|".join(run) for begin, run in groupby(branches, _begins_word))


def _begins_word(branch: str) -> bool:
    return branch.startswith(_BEGINS)


def _sharing(branches: list[str]) -> str:
    return f"{_BEGINS}(?:{'|'.join(branch.removeprefix(_BEGINS) for branch in branches)})"


class _Reader:
    """Reads a pattern's tokens once, from the left."""

    def __init__(self, tokens: list[str]) -> None:
        self._left = iter(tokens)
        self._next = next(self._left, None)

    def alternatives(self) -> _Part:
        """Up to the bracket that closes them, or the end."""
        branches = [self._sequence()]
        while self._next == "|":
            self._take()
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else _any_of(branches)

    def _sequence(self) -> _Part:
        run, flushed, whole = _NOTHING, list[Need](), True
        for part in self._parts():
            if part.reads is not None and len(run) * len(part.reads) <= MOST:
                run = frozenset([before + after for before in run for after in part.reads])
                continue
            flushed += [*_sure(run), *part.needs]
            run, whole = _NOTHING if part.reads is None else part.reads, False
        return _Part(run) if whole else _Part(None, (*flushed, *_sure(run)))

    def _parts(self) -> Iterator[_Part]:
        while self._next is not None and self._next not in "|)":
            part = self._part(self._take())
            least = None if self._next is None else _least(self._next)
            if least is None:
                yield part
            else:
                yield from _repeated(part, least, self._take())

    def _part(self, token: str) -> _Part:
        if not _opens(token):
            return _single(token)
        if token == "(?":
            raise _UnreadError
        inside = self.alternatives()
        self._take()
        return _EMPTY if token in _LOOKS else inside

    def _take(self) -> str:
        token, self._next = self._next, next(self._left, None)
        if token is None:
            raise _UnreadError
        return token


def _any_of(branches: list[_Part]) -> _Part:
    reads = [branch.reads for branch in branches if branch.reads is not None]
    if len(reads) == len(branches) and len(union := frozenset[str]().union(*reads)) <= MOST:
        return _Part(union)
    rarest = [min(branch.sure, key=_frequency) for branch in branches if branch.sure]
    return _Part(None, (frozenset[str]().union(*rarest),) if len(rarest) == len(branches) else ())


@lru_cache(None)
def _single(token: str) -> _Part:
    if token in _NOWHERE:
        return _EMPTY
    if token in _BOUNDARIES:
        return _Part(frozenset(_BOUNDARIES[token]))
    if len(token) == 1 and token != ".":
        return _Part(frozenset(token))
    if token.startswith("\\") and not token[1].isalnum():
        return _Part(frozenset(token[1]))
    if token.startswith("[") and not re.search(r"\\|^\[\^|[^\[]-[^\]]", token):
        return _Part(frozenset(token[1:-1]))
    return _ANY


@lru_cache(None)
def _least(token: str) -> int | None:
    """How often at least what stands before this token is repeated; None where the token repeats nothing."""
    if token[0] in "*?+":
        return int(token[0] == "+")
    times = re.fullmatch(r"\{(\d*),?\d*\}[?+]?", token)
    return int(times[1] or 0) if times else None


def _repeated(part: _Part, least: int, token: str) -> Iterator[_Part]:
    if least:
        yield from (part, _ANY)
    elif token[0] == "?" and part.reads is not None:
        yield _Part(part.reads | _NOTHING)
    else:
        yield _ANY


def _depths(tokens: list[str]) -> list[int]:
    """Behind each token, how many brackets are open."""
    depth, depths = 0, list[int]()
    for token in tokens:
        depth += -1 if token == ")" else _opens(token)
        depths.append(depth)
    return depths


def _opens(token: str) -> bool:
    return token.startswith("(") and token not in _BOUNDARIES and not token.startswith(_BACK)


def _sure(reads: Need) -> tuple[Need, ...]:
    bounded = frozenset(map(_bounded, reads))
    return () if "" in bounded else (bounded,)


def _bounded(literal: str) -> str:
    """Without boundaries that say nothing of a word of Latin letters and digits."""
    bare = literal.replace(BEGIN, "").replace(END, "")
    if not re.match(rf"{BEGIN}[a-z0-9]", literal):
        return bare
    return BEGIN + bare + (END if re.fullmatch(rf"{BEGIN}[a-z0-9]+{END}", literal) else "")


@lru_cache(4_000)
def _frequency(need: Need) -> float:
    """How often a text holds one of the literals, roughly: a Chinese character is rarer than a letter."""
    return sum([(1 / 8 if literal.isascii() else 1 / 80) ** len(literal) for literal in need])
