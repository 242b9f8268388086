"""Which key points an answer holds, by the content words that it shares with them. There are no terms for points: this is honestly weak.

A point in other words is missed, one that is only touched upon counts. It stands in until raters have graded, and says so wherever it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from houdun.facts.question import Point

HELD_ZH, HELD_EN = 0.25, 0.33
"""So much of a point's content words must be there: of two-character words, which overlap, and of English stems."""
SHALLOW, GOOD, FULL = 0.01, 0.4, 0.8
"""Shares of the weights from which on an answer is of depth 2, 3 and 4."""
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z][a-z0-9.-]{2,}|\d+(?:\.\d+)?", re.IGNORECASE)
_COMMON_ZH = re.compile(r"[的了与和或及是在有不把被要怎样什么其为而只等各]")
_COMMON = re.compile(
    r"the|and|for|with|that|this|what|how|when|which|who|whose|your?|are|not|only|says|names|gives|states|where|from|into|them|they|their|have|has|its|one|alone|rest|goes"
)


@lru_cache(maxsize=512)
def words_zh(text: str) -> frozenset[str]:
    """Two neighbouring characters each, none of them a common one; Latin words whole."""
    runs = [run for han in _HAN.findall(text) for run in _COMMON_ZH.split(han)]
    pairs = {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    return frozenset(pairs | {word.casefold() for word in _WORD.findall(text)})


@lru_cache(maxsize=512)
def words_en(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    return frozenset(_stem(word.casefold().strip(".-")) for word in _WORD.findall(text) if not _COMMON.fullmatch(word.casefold()))


def held(points: Sequence[Point], text: str) -> tuple[bool, ...]:
    """Of each point, whether the text holds it in either language."""
    zh, en = words_zh(text), words_en(text)
    return tuple(
        _share(words_zh(each.what.zh), zh) >= HELD_ZH or _share(words_en(each.what.en), en) >= HELD_EN for each in points
    )


def depth(points: Sequence[Point], found: Sequence[bool]) -> int:
    """1 … 4 by the share of the weights that was found."""
    share = sum(each.weight for each, there in zip(points, found, strict=True) if there) / sum(each.weight for each in points)
    return 1 + sum(share >= least for least in (SHALLOW, GOOD, FULL))


def _share(wanted: frozenset[str], there: frozenset[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
