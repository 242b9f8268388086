"""Lists of wishes: the sentences in which somebody is asked for several pieces of information."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from houdun.grading.pieces import NAMED
from houdun.grading.text import Sentence, Utterance, has
from houdun.grading.words import Frame, any_of, frames

REQUEST = frames(
    any_of(
        """请, 麻烦, 劳驾, 有劳, 烦, 辛苦, 求, 要一下, 要这些, 给全, 给一下, 给下, 给我, 给到, 都给, 给个, 给出, 一块给, 发一下, 发下, 发来, 发我, 发上来, 都发, 甩, 传, 列一下, 列下, 列来, 列齐, 列个, 拉个表, 填, 写全, 写齐, 写上, 写一下, 报一下, 报下, 补, 收集, 提供, 回传, 告诉, 告知, 说一?下, 说一声, 说说, 说明, 凑齐, 别落, 缺一不可, 都没写, 多问几句, 问清楚, 了解一下, 需要, 还差, 缺, 来一下, 来一份, 来一点, 各来, 各要, 要一个, 贴, 能拿到, 想知道, 吗, 呢, 先确认, 先把, 五件套, 三样, 几样, 尽快, 分别,
        please, pls, plz, kindly, could you, can you, would you, will you, if you can, need, needs, needed, to start, provide, send, share, give, drop, post, paste, fill, list, tell, describe, include, includes, supply, submit, confirm, reply with, attach, upload, gather, collect, complete, get me, get back to me, let me have, let us have, must contain, following, below, standard questions, want, wants, want to know, would like, i'd like, i'd want, i'd need, we'd need, appreciate, would (help|allow), missing, expect, request, may i have, what, which, who, when, where, basics, how (many|long|often)"""
    ),
    r"\?",
)
SEPARATOR = re.compile(
    r"[、,;:+/()\n·①-⑩*]|\s[-–—]\s|^- ?|(?<!\d)\d[.)、](?!\d)|\b[a-e]\)|以及|并且|还有|顺便|其[一二三四]|[和及与跟]| and | & | or | plus | with | as well as | then |(?<=[\u4e00-\u9fff]) |(?<=[a-z]) (?=[\u4e00-\u9fff])|\?"
)
REMEMBERED = 20_000
"""Items of lists of which it is known what they ask for."""
LONGEST_ITEM = 20
"""Chinese characters of an item; one in Latin letters counts half."""
LONGEST_REST, LONGEST_REST_ZH = 12, 6
"""The same, of what stands beside the name of the piece in its item; where that is Chinese, words are shorter."""
ROW = re.compile(r"[、|]|\s/\s|(?<=[一-鿿a-z0-9]) (?=[一-鿿])|[以并]及|以及|[和与及]")
LONG_ROW, LONGEST_IN_ROW = 6, 12
"""So many short items in a Chinese row, behind a request, are a list of wishes whatever they are."""
LONG_ENOUGH = 3
SPEAKS_FOR_ITSELF = 5
"""So many things are a list whatever stands between them."""
DENSE, BARE = 0.45, 0.6
"""At least this share of a list's items asks for something: where somebody says please, and where nobody does."""
ASKS = frames(
    r"什么(?!时候能)|啥|哪[个些里一种款路台儿]|哪(?=个|region)|几[个点路台次秒版级]|几\??$|多少|多大|多久|多高|是否|有没有|有无|[吗么]\??$|是不是|还是|谁|怎么|咋|如何|[开有]没[开有]|早还是|说明原因",
    r"^(?:so |and |also |oh |first off |(?:at|on|in|from|after|for|with|over|by|to) )?(?:what|what's|whats|which|who|who's|whose|when|where|how|how's|since when)\b",
    r"^(?:so |and |also )?(?:is|are|was|were|do|does|did|has|have) (?:it|you|there|the|they|this|that|any|drm|your|all|u|r)\b|^any |^(?:r|do) u\b|^(?:real|debug|wired|live|pro|ios|android)\b.* or ",
)
"""How an item is put as a question of its own."""
TELLS = frames(
    r"了(?!解|[吗么多]|什么)|被|才|没有(?!$)|太(?!原)|等您|[接进]房的|再加|照着|我(?:想|这边|连)|打开复现|只(?:放|依赖)|居高|取一份|先登|步骤给我|这是|里有",
    r"\b(?:i'll|they|seen|thats|that's|if there's|in place|our|wrong|was)\b",
)
"""How an item tells something, instead of asking."""
POLITE = frames(
    r"(?:能否|可否|能不能|要不要|方便|好吗|行吗|可以吗|对吗|对吧|是吗|在吗|怎么样|为什么|还有问题|如何\?|明白吗)|(?:need (?:any|more)|make sense|any (?:questions|news|update|idea)|how (?:are you|about|can (?:i|we) help)|what (?:about|if)|does that|is (?:that|this) ok|do you (?:want|need|mind)|help you|have you tried|did you try|do you wish|are you around|did (?:that|it) (?:help|work)|you want to|running into|what does it say|around at|still (?:an issue|need))"
)
"""Questions that ask for no information."""
NOT = frames(
    any_of(
        r"""不用, 不需要, 不必, 无需, 用不着, 已(?=[^,。]{0,4}(收到|写明|提供|给|拿|有))(?!有问题), 收到(?=[,。了]|您|你|$), 您提供的, 你提供的, 信息够, 对得上, 改成, 改为, 改到, 调到, 调为, 调成, 设为, 设成, 已转, 原因(?!是什么|呢|,), 有关, 涉及(?![的哪流域账房用频到]?[域账房用频哪的流]), 列了, 会带上?, 可以看到, 能看到, 支持 ?[a-z]+[、,], 因素, 我先查, 我来查, 我们(?!再|需|要|批|好|来|查|才|这边好)[^,。]{0,4}(查|需要三|看了), 上个客户, 上次, 报告内容, 已按, 逐条, 您是说, 导致, 所以(?!想|麻|请|需|还|要|得), 因为, 由于,
        no need, no further, nothing else, not required, because, caused by, thanks for the, thank you for the, you already, (?<!may\s)(?<!can\s)(?<!could\s)(?<!might\s)(we|i) (have|looked|checked|got|received|see) (your|the|at|all), already (gave|have|sent), displays?, (?<!must\s)contains?(?! (all|the following)), supported are, last time, our (engineer|team|side) (is|are|has), are collecting, you said, restart the, set (the |your )?\w+( to|, )|as in the attached, ^we'll, ^i'll (check|look), next we, says that, reset"""
    )
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """The sentences that list what is wanted, and the pieces that they name."""

    sentences: tuple[Sentence, ...]
    pieces: frozenset[str]


def wishes(said: Utterance) -> Wishes | None:
    """What is asked for as a list of several pieces; None where nothing is, or fewer."""
    return said.asked(_wishes)


def stated(said: Utterance) -> tuple[Sentence, ...]:
    """The sentences that ask for nothing: neither questions nor lists of wishes."""
    listed = wishes(said)
    return tuple(each for each in said.sentences if not (each.asks or (listed and each in listed.sentences)))


def _wishes(sentences: tuple[Sentence, ...]) -> Wishes | None:
    wanted = dict(_wanted(sentences))
    different = frozenset[str]().union(*wanted.values())
    known = sum(bool(PIECE.search(thing)) for thing in different)
    if len(different) < LONG_ENOUGH or (known < LONG_ENOUGH - 1 and len(different) == LONG_ENOUGH):
        return None
    pieces = (kind for kind, words in NAMED.items() if any(has(sentence.text, words) for sentence in wanted))
    return Wishes(tuple(wanted), frozenset(pieces))


def _wanted(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, frozenset[str]]]:
    """Sentences with the different things that they ask for. What follows a request on its own lines belongs to it."""
    going_on = False
    for sentence in sentences:
        item = sentence.asked(_item)
        things = item.going_on if going_on else item.alone
        going_on = bool(things) or (going_on and len(sentence.text) < LONG_ENOUGH) or item.opens
        if things:
            yield sentence, things


class _Item(NamedTuple):
    """The things that a sentence asks for by itself, and where it goes on with a list; and whether it opens one."""

    alone: frozenset[str]
    going_on: frozenset[str]
    opens: bool


def _item(sentence: Sentence) -> _Item:
    text = sentence.text
    things, requested = (frozenset[str](), False) if has(text, NOT) else _things(sentence)
    alone = things if requested or len(things) >= LONG_ENOUGH else frozenset[str]()
    return _Item(alone, things, has(text, OPENS))


def _things(sentence: Sentence) -> tuple[frozenset[str], bool]:
    """What is listed, and whether a word of asking says that it is wanted."""
    text = sentence.text
    items = [item.strip(" .。!\"'") for item in SEPARATOR.split(text)]
    items = [item for item in items if any(map(str.isalpha, item))]
    things = frozenset(filter(None, map(_thing, items)))
    share = len(things) / max(1, len(items))
    row = _row(text)
    things |= row
    if row or sentence.asks or has(text, REQUEST):
        return things if share >= DENSE or len(things) >= SPEAKS_FOR_ITSELF else frozenset(), True
    bare = share >= BARE and all(_width(item) <= LONGEST_ITEM for item in items)
    return things if bare else frozenset(), False


def _row(text: str) -> frozenset[str]:
    """The items of a long row between 、 or |; none where there is no such row."""
    row = [item.strip() for item in ROW.split(re.split(r"[:：]", text)[-1]) if item.strip()] if re.search(r"[、|]", text) else []
    short = frozenset(item for item in row if _width(item) <= LONGEST_IN_ROW)
    return short if len(short) >= LONG_ROW else frozenset()


@lru_cache(REMEMBERED)
def _thing(item: str) -> str:
    """What the item asks for, in its own words; nothing where it asks for none."""
    if has(item, ASKS) and not has(item, (*POLITE, *TELLS[:1])) and _width(item) <= LONGEST_ITEM:
        return item
    if has(item, TELLS):
        return ""
    found = PIECE.search(item)
    longest = LONGEST_REST_ZH if re.search(r"[一-鿿]", item) else LONGEST_REST
    return found[0] if found and _width(item) - _width(found[0]) <= longest else ""


def _width(item: str) -> float:
    return sum(0.5 if letter.isascii() else 1.0 for letter in item)


PIECE = Frame("|".join(words.pattern for frame in NAMED.values() for words in frame))
OPENS = frames(r":\s*(?:\d[.)]?)?\s*$", any_of("其一, 需贵方, following, below, 如下, 以下, 下列, 几个问题, some questions"))
