"""A message as the rules see it: folded, cut into sentences and clauses, with the hints they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import TypeVar

from houdun.facts.case import Role
from houdun.facts.time import Millis
from houdun.grading.folding import fold
from houdun.grading.words import Answers, Frame, any_of, frames, known, possible

T = TypeVar("T")

LONGEST, LONGEST_SENTENCE = 10_000, 400
"""Characters that are read of a message, and of a sentence at once: nobody writes more by hand, and what follows is pasted."""
AT_HAND = 64
"""Messages that are kept as they were cut: many rules read the same one, one after the other."""

_BREAK = re.compile(
    r"。|;|!(?![!?)\"'a-z0-9&=/%_#-])|\?(?![!?)\"'a-z0-9&=/%_#-])|\.(?<!e\.g.)(?<!i\.e.)(?<! vs.)(?<!etc.)(?<=[^.].)\.{0,2}(?=[\s)\"]|$|[\u4e00-\u9fff])|\n\n*|……*"
)
"""Every alternative begins with a letter of its own: so all other places are passed over at once."""
_CLAUSE = re.compile(r"[,:，：]|\s[-–—]+\s|——|\b(?:but|although|though|whereas)\b|但是?|不过|然而")
LINK = re.compile(r"(?:https?://|www\.)(?:[^\s一-鿿,、。()<>\"']|<\w+>)+")
_FENCE = re.compile(r"(?:\A|\n[ \t]*)```[^\n]*\n(?:(?![ \t]*```)[^\n]*\n)*(?:[ \t]*```|\Z)")
CODE_BLOCK = "▤"
"""Stands where a code block began."""
_QUOTED = re.compile(r"^[ \t]*>[^\n]*$", re.MULTILINE)


SHORT = 4
"""English words of a sentence that is no more than a name for what is wanted: "the logs please"."""
REQUEST = frames(
    any_of(
        r"""请(?!知悉|放心|谅解|见谅|求|假|允许), 麻烦, 劳驾, 烦请, 有劳, 能否, 能不能, 可否, 方便的话, 方便, 需要, 还需, 希望, 想要, 想请, 我要, 我得, (?<![需不必主重只将想还就])要(?![是么求不]), 烦劳, 烦, 还差, 差, 缺, 导出, 抓, 按什么, 哪些, 么\??$, 给, 发, 传, 贴, 导, 抓, 拉一份, 拉下, 丢, 附, 提供, 提交, 上传, 打包, 描述, 说明一下, 说一下, 说说, 写一下, 列一下, 告诉, 告知, 补, 看看, 看下, 录, 有没有, 吗, 呢, 是不是, 怎么, 如何, 哪, 什么, 几""",
        r"""please, pls, plz, kindly, (could|can|would|will|might|may) (you|we|i), do you, did you, are you, have you, is there, is it possible, need, needs, needed, want, wanted, any chance, mind, would (help|like|love|be|let|need), helpful, appreciate, send*, shar*, attach*, upload*, provid*, export, post, collect, pull, drop, capture, grab, give, paste, dump, include, submit, show (me|us), tell (me|us), let (me|us), describe, list, if you (can|could|have), add, copy, hit, missing, lacking, looking for, waiting for, require*, get (me|us), run, enable, how, what, which""",
    )
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """`text[start:end]` of the message bears a signal out; `value` is what it says beyond its name."""

    start: int
    end: int
    value: str = ""

    def moved(self, by: int) -> Evidence:
        return Evidence(self.start + by, self.end + by, self.value)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the folded text. `start` is its place in the message."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def asks(self) -> bool:
        return self.text.rstrip().endswith("?")

    @cached_property
    def requests(self) -> bool:
        """Whether something is wanted of the hearer: a question, a plea, an imperative, or a bare noun or two."""
        return self.asks or has(self.text, REQUEST) or (len(self.text.split()) <= SHORT and self.text.isascii())

    @cached_property
    def clauses(self) -> tuple[Evidence, ...]:
        """The clauses, within the sentence."""
        cuts = [0, *(cut.end() for cut in _CLAUSE.finditer(self.text)), len(self.text)]
        return tuple(Evidence(start, end) for start, end in pairwise(cuts) if start < end)

    def around(self, start: int, end: int) -> str:
        """The clauses that `text[start:end]` touches."""
        touched = [clause for clause in self.clauses if clause.start < end and start < clause.end]
        return self.text[touched[0].start : touched[-1].end] if touched else self.text[start:end]

    @cached_property
    def answers(self) -> Answers:
        """What was asked about these words, wherever they stand: see `Known`."""
        return known(self.text).answers

    def asked(self, rule: Callable[[Sentence], T]) -> T:
        """What the rule makes of this sentence. It is told the words alone, and asked once: support says many sentences again."""
        answers = self.answers
        if rule not in answers:
            answers[rule] = rule(Sentence(self.text, 0))
        answer: T = answers[rule]
        return answer

    def evidence(self, rule: Callable[[Sentence], Evidence | None]) -> Evidence | None:
        """What the rule finds, as `asked` has it, in the message."""
        found = self.asked(rule)
        return found and found.moved(self.start)

    def matches(self, wanted: Sequence[Frame], unless: Sequence[Frame] = ()) -> Iterator[Evidence]:
        """Where a frame of `wanted` is, in the message, unless a frame of `unless` is in the clauses that it touches. Looked for as it is drawn, each
        time: a rule that is `asked` draws once."""
        may = possible(self.text)
        if may.keys().isdisjoint(wanted):
            return
        # Clauses are cut where words end: what may match in one may in the sentence.
        excluding = [alternative for frame in unless for alternative in may.get(frame, ())]
        for frame in wanted:
            match = frame.search(self.text) if frame in may else None
            while match:
                start, end = match.span()
                around = self.around(start, end)
                if not any(each.compiled.search(around) for each in excluding):
                    yield Evidence(self.start + start, self.start + end)
                match = frame.search(self.text, start + 1)


@dataclass(frozen=True)
class Utterance:
    """A message's words with what a rule may know about them: who says them, when, and in which zone's time."""

    text: str
    role: Role
    at: Millis
    zone: str | None = None

    @property
    def folded(self) -> str:
        """As long as the text read. Code blocks and quoted lines are blank: they are not what the speaker says."""
        return self._cut.folded

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """None is empty, none begins with white space. Addresses of pages are blank: their words are nobody's."""
        return self._cut.sentences

    def asked(self, rule: Callable[[tuple[Sentence, ...]], T]) -> T:
        """What the rule makes of the sentences. It is told nothing else, and asked once about a message."""
        answers = self._cut.answers
        if rule not in answers:
            answers[rule] = rule(self.sentences)
        answer: T = answers[rule]
        return answer

    @cached_property
    def _cut(self) -> _Cut:
        return _cut(self.text[:LONGEST])

    @cached_property
    def chinese(self) -> bool:
        """Whether it is written in Chinese, with whatever English terms in it."""
        return bool(re.search(r"[\u4e00-\u9fff]", self.folded))

    def has(self, wanted: Sequence[Frame]) -> bool:
        rule = _having(tuple(wanted))
        return any(sentence.asked(rule) for sentence in self.sentences)

    def evidence(self, wanted: Sequence[Frame], unless: Sequence[Frame] = ()) -> Evidence | None:
        """The first sentence's first match, as `Sentence.matches` has it."""
        return first(self.sentences, _finding(tuple(wanted), tuple(unless)))


@cache
def _having(wanted: tuple[Frame, ...]) -> Callable[[Sentence], bool]:
    return lambda sentence: has(sentence.text, wanted)


@cache
def _finding(wanted: tuple[Frame, ...], unless: tuple[Frame, ...]) -> Callable[[Sentence], Evidence | None]:
    """The rule that asks for these: there are as many as vocabularies."""
    return lambda sentence: next(sentence.matches(wanted, unless), None)


def first(sentences: Iterable[Sentence], rule: Callable[[Sentence], Evidence | None]) -> Evidence | None:
    """What the rule finds in the first sentence in which it finds anything."""
    for each in sentences:
        answers = each.answers
        # Nearly always it was asked about these words before, and found nothing: most of what is read goes this way.
        found = answers[rule] if rule in answers else each.asked(rule)
        if found:
            return found.moved(each.start)
    return None


def has(text: str, wanted: Sequence[Frame]) -> bool:
    here = known(text)
    if here.possible.keys().isdisjoint(wanted):
        return False
    key = tuple(wanted)
    if key not in here.answers:
        here.answers[key] = any(frame.search(text) for frame in key)
    answer: bool = here.answers[key]
    return answer


@dataclass(frozen=True, slots=True)
class _Cut:
    """A message's text, and what rules made of it."""

    folded: str
    sentences: tuple[Sentence, ...]
    answers: Answers = field(default_factory=dict)


@lru_cache(AT_HAND)
def _cut(text: str) -> _Cut:
    folded = fold(text)
    folded = _FENCE.sub(_code, folded) if "```" in folded else folded
    folded = _QUOTED.sub(_blank, folded) if ">" in folded else folded
    return _Cut(folded, _sentences(folded))


def _sentences(folded: str) -> tuple[Sentence, ...]:
    plain = LINK.sub(_blank, folded) if "://" in folded or "www." in folded else folded
    cuts = [0, *(cut.end() for cut in _BREAK.finditer(plain)), len(plain)]
    places = (
        (place, plain[place : min(place + LONGEST_SENTENCE, end)])
        for start, end in pairwise(cuts)
        for place in range(start, end, LONGEST_SENTENCE)
    )
    return tuple(Sentence(bare, place + len(text) - len(bare)) for place, text in places if (bare := text.lstrip()))


def _code(match: re.Match[str]) -> str:
    return CODE_BLOCK + _blank(match)[1:]


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
