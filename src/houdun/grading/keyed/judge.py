"""Depth by rule: what the vendor's people wrote, against the answer key.

0 nothing or wrong · 1 an answer that passes on, links, or says nothing to the point · 2 relevant checks · 3 the true cause ·
4 the cause, a change that cures it, and how to prevent it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from houdun.facts.fault import Evidence
from houdun.facts.grade import Ruled
from houdun.facts.question import AnswerKey, Cause, Proposal, Question, Sort, Terms
from houdun.facts.signals import Signal
from houdun.grading.keyed import points
from houdun.grading.keyed.checks import asks_for
from houdun.grading.keyed.clauses import Sentence, Stance, sentences

_ABSENCE = re.compile(r"没有|不|未|缺|\b(?:without|not?|never|missing|leaves? .* out)\b", re.IGNORECASE)
_LACKING = re.compile(r"(?:没有|并无|毫无|没(?=[^有])|不(?=丢包))[^,，。\s]{0,12}|\bno (?:\S+ ?){1,3}", re.IGNORECASE)
_CLAIMS = re.compile(
    r"是|查到|找到|查明|定位到|确认|因为|由于|导致|造成|引起|原因|所致|(?:出|有)了?(?:问题|故障)|被|\b(?:found|located|traced|is|are|was|were|because|due|caused?|causes|reason|fails?|failed|has|have|had|comes from)\b",
    re.IGNORECASE,
)
_CAUSAL = re.compile(
    r"因为|由于|导致|造成|引起|原因|所致|\b(?:because|due to|caus\w+|reason|comes from|down to)\b", re.IGNORECASE
)
_USELESS = re.compile(
    r"没用|没有用|无效|解决不了|不能解决|无法解决|不管用|不必|无需|(?<!能)不用(?!经过|扩展|通过)|\b(?:won't|will not|does not|doesn't|did not|didn't|would not|cannot|can't) (?:help|fix|solve|cure|work)|no need|not needed|useless|pointless\b",
    re.IGNORECASE,
)
_PREVENTS = re.compile(
    r"预防|防止|避免(?:再|以后|今后|下次|类似|复发)|以后|今后|日后|长期|监控|告警|报警|巡检|定期|开播前|上线前|发版|校验|自检|验收|演练|流程里|下次|每次|检查清单|规范|"
    r"\b(?:prevent\w*|in (?:the )?future|from now on|going forward|monitor\w*|alert\w*|alarm\w*|checklist|before (?:each|every|going|you go|a|the) ?\w*|regularly|routinely|long[- ]term|so that it (?:does not|doesn't) (?:happen|come)|as a rule|next time|rehears\w*|procedure|self-test|template|profile of (?:its|their) own)\b",
    re.IGNORECASE,
)

_WELL = re.compile(
    r"(?:一切|都|全部|整体|完全|完好|表现|运行|属于?|是|很|为)正常(?!情况|播放)|如常|没有?(?:任何|什么)?(?:问题|异常|故障|毛病|错)(?!的)|(?:不是|并非|不算|不属于|算不上|谈不上)(?:一个|什么)?(?:故障|问题|异常|错误|bug)|"
    r"符合(?:预期|设计|规范|标准)|(?:设计|机制|原理|协议|特性|本身|本来|天生|理应|就)(?:上|就)?(?:是|会)?(?:如此|这样)|(?:预期|意料|设计)之?[内中]|健康|不用(?:担心|处理)|无需(?:担心|处理)|"
    r"\b(?:is|are|looks?|appears?|seems?|works?|working|behaves?|running|all|everything|perfectly|quite|completely)(?: to be| as)? (?:all |quite |perfectly |completely )?(?:normal|fine|healthy|well|ok|okay|usual|in order|expected|correct|designed|intended|by design)\b|"
    r"\bas (?:it should|they should|usual|expected|designed|intended)\b|\bhow (?:it|this|that|\w+) (?:behaves?|works?|(?:is|are) (?:meant|supposed|designed))\b|\bnothing(?: is|'s)? (?:wrong|broken|amiss|to fix|to worry)\b|"
    r"\bno (?:fault|defect|problem|error|malfunction)\b|\bnot an? (?:fault|bug|defect|problem|error|malfunction)\b|\bby design\b|\b(?:meant|supposed) to be\b|\bnormal behaviou?r\b",
    re.IGNORECASE,
)
"""That nothing is wrong."""
_PARTLY = re.compile(
    r"我们|我方|我司|服务端|服务器|平台|节点|云端|网络侧|\b(?:our|we|server|servers|ingest|platform|nodes?|cdn|backend)\b",
    re.IGNORECASE,
)
"""With one part only: who finds nothing on his own side may still find it on another."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message by a person of the vendor's, with the names of what was found in it."""

    text: str
    signals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a thread last names something: the message's number, the sentence, and whether with a might-be only."""

    at: int
    sentence: str
    hedged: bool


def judge(question: Question, thread: Sequence[Heard]) -> Ruled:
    """The rule's judgement of what the vendor's people wrote, oldest first. Automatic replies do not belong into `thread`."""
    said = [each for each in thread if each.text.strip()]
    if question.key.points:
        return _by_points(question, said)
    if not said:
        return Ruled(depth=0, cause=False, remedy=None if question.sort is Sort.CONTROL else False)
    return _control(question, said) if question.sort is Sort.CONTROL else _fault(question, said)


def _fault(question: Question, said: Sequence[Heard]) -> Ruled:
    named, mistaken = _causes(question.key, said)
    cure = next(_cures(question.key.proposals, said), "")
    if named:
        depth = 4 if cure and _prevents(said) else 3
    elif mistaken or any(Signal.BLAMES_CUSTOMER in each.signals for each in said):
        depth = 0
    else:
        depth = 2 if cure or _checks(question, said) else 1
    return Ruled(
        depth=depth,
        cause=named is not None,
        remedy=bool(cure),
        mistaken=mistaken,
        named=named.sentence if named else "",
        cure=cure,
    )


def _control(question: Question, said: Sequence[Heard]) -> Ruled:
    """Nothing is wrong. Whoever says so with the reason has found it; whoever names a cause and does not say so is guessing."""
    named = _explained(question.key, said)
    ill = [each for each in said if not _all_well(each.text)]
    mistaken = tuple(cause.id for cause in question.key.mistaken if any(_stated(cause, each) for each in ill))
    guessed = not named and (bool(mistaken) or any(Signal.NAMES_CAUSE in each.signals for each in ill))
    if named:
        advises = any(
            Stance.ADVISED is clause.stance for each in said for sentence in sentences(each.text) for clause in sentence.clauses
        )
        depth = 4 if advises else 3
    else:
        depth = 0 if guessed else 2 if _checks(question, said) else 1
    return Ruled(depth=depth, cause=bool(named), mistaken=mistaken, guessed=guessed, named=named)


def _stated(cause: Cause, heard: Heard) -> bool:
    """Where nothing is wrong, to state what is wrong is to claim it: no word of causing is wanted."""
    found = _named(cause, heard, 0, (Stance.STATED,))
    return found is not None and not found.hedged


def _explained(key: AnswerKey, said: Sequence[Heard]) -> str:
    """The sentence that says why all is well; "" where none does. In a message that says that all is well, what it is due to may stand apart."""
    found, _ = _causes(key, said)
    if found or key.cause is None:
        return found.sentence if found else ""
    mechanism = Terms(key.cause.terms.zh[:1], key.cause.terms.en[:1])
    spoken = (sentence for each in said if _all_well(each.text) for sentence in sentences(each.text))
    return next((each.text for each in spoken if mechanism.said_in(each.text)), "")


def _all_well(text: str) -> bool:
    """Whether it says that nothing is wrong, and not of one part only."""
    clauses = (clause for sentence in sentences(text) for clause in sentence.clauses if clause.stance is not Stance.ASKED)
    return any(_WELL.search(clause.text) and not _PARTLY.search(clause.text) for clause in clauses)


def _by_points(question: Question, said: Sequence[Heard]) -> Ruled:
    text = "\n".join(each.text for each in said)
    found = points.held(question.key.points, text)
    return Ruled(depth=points.depth(question.key.points, found) if said else 0, points=found)


def _causes(key: AnswerKey, said: Sequence[Heard]) -> tuple[_Named | None, tuple[str, ...]]:
    """Where the true cause is named, None where it is not or where a later or equal word is for another; and the others claimed.

    Who first errs and then finds it has found it. Who names it among others in one message is guessing.
    """
    whole = "\n".join(each.text for each in said)
    spoken = [cause for cause in key.mistaken if cause.terms.said_in(whole)]
    named = _last_named(key.cause, said, all_is_well=not key.proposals) if key.cause and key.cause.terms.said_in(whole) else None
    claimed = {cause.id: claim for cause in spoken if (claim := _last_named(cause, said, in_earnest=True))}
    against = [claim for claim in claimed.values() if _CAUSAL.search(claim.sentence)]
    if named and any(claim.at > named.at or (claim.at == named.at and claim.sentence != named.sentence) for claim in against):
        named = None
    return (None if named and named.hedged and claimed else named), tuple(claimed)


def _last_named(cause: Cause, said: Sequence[Heard], *, in_earnest: bool = False, all_is_well: bool = False) -> _Named | None:
    """The last message that names the cause. `in_earnest`: a might-be is no claim, nor is a mere mention. `all_is_well`: the cause is why
    nothing is wrong, and to deny a fault is to say so."""
    for at in range(len(said) - 1, -1, -1):
        if cause.terms.said_in(said[at].text):
            found = _named(cause, said[at], at, (Stance.STATED, Stance.DENIED) if all_is_well else (Stance.STATED,))
            if found and not (in_earnest and found.hedged):
                return found if not in_earnest or _claims(said[at], found.sentence) else None
    return None


def _claims(heard: Heard, sentence: str) -> bool:
    return Signal.NAMES_CAUSE in heard.signals or bool(_CLAIMS.search(sentence))


def _named(cause: Cause, heard: Heard, at: int, outright: tuple[Stance, ...]) -> _Named | None:
    """In one sentence, or in two that follow each other; outright before hedged."""
    spoken = sentences(heard.text)
    for hedged, stances in ((False, outright), (True, (*outright, Stance.HEDGED))):
        for before, sentence in zip((None, *spoken), spoken, strict=False):
            if _affirmed(cause, sentence.said(*stances), sentence.said(*stances, Stance.ADVISED)):
                return _Named(at, sentence.text, hedged)
            two = before and f"{before.said(*stances)} {sentence.said(*stances)}"
            if before and two and _affirmed(cause, two, two):
                return _Named(at, f"{before.text} {sentence.text}", hedged)
    return None


def _affirmed(cause: Cause, stated: str, words: str) -> bool:
    """Whether the thing is stated, and what is the matter with it said or to be changed; and not that it is absent: "没有丢包" does not name a
    loss, "没有 NTP" does name a clock that nobody sets."""
    if not cause.terms.said_in(words) or not any(cause.terms.named_in(stated)):
        return False
    if _ABSENCE.search(cause.tells.zh) or _ABSENCE.search(cause.tells.en):
        return True
    kept = _LACKING.sub(" ", words)
    return cause.terms.said_in(kept)


def _cures(proposals: Iterable[Proposal], said: Sequence[Heard]) -> Iterator[str]:
    """The sentences that propose a change that cures."""
    whole = "\n".join(each.text for each in said)
    for proposal in (each for each in proposals if each.cures and each.terms.said_in(whole)):
        for heard in said:
            if proposal.terms.said_in(heard.text):
                yield from (sentence.text for sentence in sentences(heard.text) if _proposes(proposal.terms, sentence))


def _proposes(terms: Terms, sentence: Sentence) -> bool:
    return terms.said_in(sentence.text) and not _USELESS.search(sentence.text)


def _prevents(said: Sequence[Heard]) -> bool:
    return any(_PREVENTS.search(each.text) for each in said)


def _checks(question: Question, said: Sequence[Heard]) -> bool:
    """Whether somebody asks for what reveals the cause, or looks at the right thing. To ask for everything is no check."""
    return any(_looks(question, each) for each in said)


def _looks(question: Question, heard: Heard) -> bool:
    if question.key.cause and any(True for _ in question.key.cause.terms.named_in(_undenied(heard))):
        return True
    if Signal.ASKS_FOR_EVERYTHING in heard.signals:
        return False
    logs = Signal.ASKS_FOR_LOGS in heard.signals and any(each in _LOGS for each in question.withheld)
    reserves = any(reserve.asked.said_in(heard.text) for reserve in question.reserves)
    return logs or reserves or any(asks_for(sentence.text, question.withheld) for sentence in sentences(heard.text))


_LOGS = (Evidence.PUBLISHER_LOG, Evidence.PLAYER_LOG)


def _undenied(heard: Heard) -> str:
    stances = (Stance.STATED, Stance.HEDGED, Stance.ADVISED, Stance.ASKED)
    return "\n".join(sentence.said(*stances) for sentence in sentences(heard.text))
