"""How a clause means what it says: stated, hedged, advised, asked or denied. "不是时钟漂移" names no clock drift."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

LONGEST = 20_000
"""Characters that are read of a message: nobody writes more by hand."""
SHORT, SHORT_WORDS = 16, 6
KEPT, KEPT_SENTENCES = 1_024, 10_000

_SENTENCE = re.compile(r"[。！？!?；;\n]+|(?<=[a-z0-9)\"%])\.(?=\s|$)|(?<=[\u4e00-\u9fff])\.(?=\s|$)", re.IGNORECASE)
_CUT = re.compile(
    r"[,，:：()（）]|——|\s[-–—]\s|(?=而是|而非|而不是|但是?|不过(?!滤)|然而)|\b(?=but |rather than |although |however |though |instead it )",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?<!是)不是(?!很|太)|并非|而非|不像|不属于|不存在|未发现|没有?发现|没有?看到|未见|排除(?!方法|故障)|无关|没有?关系|不涉及|(?<![不比])正常(?!情况|来说|应|的?话|值)|没有?(?:任何|什么)?(?:问题|异常|毛病)|无异常|无问题|不会是|谈不上|不至于|不怪|"
    r"\b(?:not|n't|never) (?:a|an|the|caused|due|because|related|about|your|our|any|down to|to blame)\b(?! same)|(?:n't|n’t) (?:a|an|the|caused|due|because|related|your|our|any|down to)\b(?! same)|"
    r"\b(?:it|this|that|they|problem|cause|issue|fault|reason)(?: is|'s|’s| was| are)(?: \w+ly)? not\b|\b(?:it|this|that|cause|problem|issue) (?:is|was)n['’]t\b|"
    r"\b(?:rul(?:e[sd]?|ing) out|exclud\w+|unrelated|nothing to do with|rather than|unlikely|neither|nor)\b|\bno (?:sign|evidence|trace|indication|problem|issue|fault|error)s?\b|"
    r"\b(?:see|saw|seen|find|found|detect(?:ed)?|observed?|shows?|with) no\b|\b(?:is|are|was|were|looks?|seems?|works?|working) (?:all )?(?:fine|normal|healthy|ok|okay|good|clean|innocent|well)\b|^\s*(?:and |but )?not\b",
    re.IGNORECASE,
)
_DENIES_WHAT_WAS_SAID = re.compile(
    r"^\s*(?:这个?|它)?(?:已经?|可以?|都|也|我们)*(?:排除|不是|没有?(?:问题|异常)|正常|不成立)|^\s*(?:that |it |which )?(?:(?:has|have|can|is|was|are|be|been|already) )*(?:ruled out|excluded|not (?:it|the)|fine|ok|normal)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\b(?:or|nor)\b|以及|或者?|也不是", re.IGNORECASE)
_ASKED = re.compile(
    r"是否|是不是|有没有|会不会|能不能|能否|可否|吗\s*$|请问|确认一?下|检查一?下|看一?下|看看|\b(?:whether|if the|if your|could it be|do you|did you|is there|are there|what is|which|could you|can you|would you)\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"(?:is|are|does|do|did|has|have|was|were|can|could) ", re.IGNORECASE)
_ADVISED = re.compile(
    r"请|建议|麻烦|(?<!不)需要|可以(?!看到|看出|确认|判断|断定|发现|肯定|认为)|尝试|试试|试一下|(?:改成|改为|改用|设为|设成)(?!了)|务必|最好|^\s*(?:您?先|再|并)?(?:把|将)(?![^,，。]{0,20}了)|\b(?:please|pls|kindly|should|must|recommend|suggest|try|make sure|you can|you could|you need|you have to|needs to be|let's|advise)\b|"
    r"^\W*(?:and |then |also |just |to fix it,? )?(?:set|enable|disable|switch|turn|use|change|lower|raise|plug|connect|choose|select|install|update|upgrade|remove|bypass|lock|fix|cap|limit|re-?sign|replace|restart|run|make|have|keep|put|go|open|move|avoid|sync|send|repeat|rotate|reset)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"因为|由于|否则|原因|是|被|了|导致|造成|\b(?:because|since|otherwise|which|as it|due|reason|is|are|was|were|has|had)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"可能|也许|或许|怀疑|疑似|不排除|没准|\b(?:may|might|could|possibly|perhaps|maybe|suspect|potentially|can be)\b",
    re.IGNORECASE,
)


class Stance(Enum):
    STATED = auto()
    HEDGED = auto()
    ADVISED = auto()
    ASKED = auto()
    DENIED = auto()


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    clauses: tuple[Clause, ...]

    def said(self, *stances: Stance) -> str:
        """Its words in clauses of these stances."""
        return " ".join(clause.text for clause in self.clauses if clause.stance in stances)


@lru_cache(maxsize=KEPT)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a message, each cut into its clauses."""
    return tuple(_read(sentence, asks) for sentence, asks in _sentences(text[:LONGEST]))


def _sentences(text: str) -> Iterator[tuple[str, bool]]:
    """Each with whether it ends in a question mark."""
    start = 0
    for end in _SENTENCE.finditer(text):
        if text[start : end.start()].strip():
            yield text[start : end.start()].strip(), end[0][0] in "?？"
        start = end.end()
    if text[start:].strip():
        yield text[start:].strip(), False


@lru_cache(maxsize=KEPT_SENTENCES)
def _read(sentence: str, asks: bool) -> Sentence:
    cuts = [0, *(cut.end() for cut in _CUT.finditer(sentence)), len(sentence)]
    texts = [sentence[start:end] for start, end in pairwise(cuts) if sentence[start:end].strip(" ,，:：()（）")]
    stances = [_stance(text) for text in texts]
    for number, text in enumerate(texts):
        before = stances[number - 1] if number else None
        if number and _DENIES_WHAT_WAS_SAID.search(text) and len(text) <= SHORT * (3 if text.isascii() else 1):
            stances[number - 1] = Stance.DENIED
        if (
            before is Stance.DENIED
            and stances[number] is Stance.STATED
            and _LISTED.search(text)
            and len(text.split()) <= SHORT_WORDS
        ):
            stances[number] = Stance.DENIED
    if asks and stances and stances[-1] is not Stance.DENIED:
        stances[-1] = Stance.ASKED
        if _INVERTED.match(texts[0]):
            stances = [Stance.ASKED] * len(stances)
    return Sentence(sentence, tuple(map(Clause, texts, stances)))


def _stance(clause: str) -> Stance:
    if _ASKED.search(clause):
        return Stance.ASKED
    if _DENIED.search(clause) and not clause.lstrip().startswith(("而是", "不排除")):
        return Stance.DENIED
    if _ADVISED.search(clause):
        return Stance.ADVISED
    return Stance.HEDGED if _HEDGED.search(clause) else Stance.STATED
