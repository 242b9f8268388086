"""Lists of wishes: the sentences in which somebody is asked for several pieces of information."""

from __future__ import annotations

import re
from dataclasses import dataclass

from houdun.grading.pieces import NAMED
from houdun.grading.text import Sentence, Utterance, has
from houdun.grading.words import any_of, frames

REQUEST = frames(
    any_of(
        """请, 麻烦, 劳驾, 有劳, 烦, 先跟您要, 要一下, 要这些, 给全, 给一下, 给我, 给到, 都给, 一块给, 发一下, 发来, 甩过来, 传, 列一下, 列来, 列齐, 请列, 填, 写全, 写齐, 写上, 补, 收集, 提供, 告诉, 凑齐, 别落, 多问几句, 需要, 吗, 先确认, 先把,
        please, pls, plz, kindly, could you, can you, would you, if you can, need, needs, needed, to start, provide, send, share, give, fill in, list, tell, describe, following, standard questions, want to know, what, which"""
    ),
    r"\?",
)
SEPARATOR = re.compile(r"[、,;:+/()\n·]|\s[-–—]\s|以及|并且|还有|[和及与]| and | or | plus | with |(?<=[\u4e00-\u9fff]) |\?")
LONGEST_ITEM = 17
"""Chinese characters of an item; one in Latin letters counts half."""
LONG_ENOUGH = 3
SPEAKS_FOR_ITSELF = 5
"""A list of so many kinds is a request even where nobody says please."""
DENSE = 0.45
"""A sentence is a list where at least this share of its items names a piece."""
NOT = frames(
    any_of("不用, 不需要, 不必, 无需, 改成, 改为, 调到, 设为, 已转, 原因, no need, because, caused by, 导致, 所以, 因为, 由于")
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """The sentences that list what is wanted, and the pieces that they name."""

    sentences: tuple[Sentence, ...]
    pieces: frozenset[str]


def wishes(said: Utterance) -> Wishes | None:
    """What is asked for as a list of several kinds of pieces; None where nothing is, or fewer."""
    listing = {sentence: kinds for sentence in said.sentences if len(kinds := _kinds(sentence)) >= LONG_ENOUGH - 1}
    kinds = frozenset[str]().union(*listing.values())
    asked = any(has(sentence.text, REQUEST) for sentence in listing)
    return Wishes(tuple(listing), kinds) if len(kinds) >= (LONG_ENOUGH if asked else SPEAKS_FOR_ITSELF) else None


def _kinds(sentence: Sentence) -> frozenset[str]:
    """The kinds that the sentence's short items name."""
    if has(sentence.text, NOT):
        return frozenset()
    items = [item.strip() for item in SEPARATOR.split(sentence.text) if item.strip()]
    named = [kinds for item in items if _width(item) <= LONGEST_ITEM and (kinds := _named(item))]
    kinds = frozenset[str]().union(*named)
    dense = len(named) >= DENSE * len(items)
    return kinds if dense or (len(kinds) >= SPEAKS_FOR_ITSELF and has(sentence.text, REQUEST)) else frozenset()


def _named(item: str) -> frozenset[str]:
    return frozenset(name for name, words in NAMED.items() if has(item, words))


def _width(item: str) -> float:
    return sum(0.5 if letter.isascii() else 1.0 for letter in item)
