"""What a vendor's message means for the protocol, by rules alone: what it wants, proposes, claims. What they cannot tell goes to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice, pairwise
from operator import or_
from typing import NamedTuple

from houdun.facts.case import Finding, Message
from houdun.facts.fault import Evidence
from houdun.facts.question import Groups, Lexicon, Question, Sort, Terms
from houdun.facts.signals import Signal
from houdun.facts.speaker import Speaker, speaker
from houdun.flow.trial.moves import Meaning
from houdun.grading.text import Sentence, Utterance
from houdun.grading.wanted import Wanted, wanted

CHANGES = frozenset({Signal.GIVES_CHANGE, Signal.GIVES_WORKAROUND})
LATER = frozenset({Signal.PROMISES_UPDATE, Signal.PASSES_ON})
LOGS = (Evidence.PUBLISHER_LOG, Evidence.PLAYER_LOG)
"""Whose log is meant where nobody says it: the first of these that we have."""
REFUSED = re.compile(
    r"不要|不用|不必|不需要|不建议|不应|无需|无须|用不着|没必要|没有必要|别(?!的)|先不|已(?!知)|我们(?!建议|推荐|认为)[^,。]{0,4}(?:把|将|已)|(?:是否|有没有)(?:改|调|动|降|升|换)过"
    r"|\b(?:no need|not|never|isn't|don't|doesn't|won't|wouldn't|shouldn't|instead of|rather than|unnecessary|no reason|we have|we've|already|did you|have you changed)\b"
)
"""What turns a proposal into none: somebody advises against it, or tells what was done."""
DENIED = re.compile(
    r"不是|并非|不在于|不关|排除|没有发现|未发现|没发现|不(?:太|大)?像|不(?:认为|觉得)|可能性不大|无关|没有问题|没问题|不存在|不属于|正常"
    r"|\b(?:not (?:the|a|an|due|because|caused|your)|isn't|aren't|(?:do not|don't|does not|doesn't) (?:think|believe|suspect|look|seem)|unlikely|no (?:sign|evidence|indication) of|nothing to do with|rul(?:e|ed|ing) out|unrelated|never|(?:is|are|looks?) (?:fine|ok|normal|healthy|good))\b"
)
"""What turns a cause into none."""
FIXED = re.compile(
    r"(?<!如果)(?<!是否)(?<!若)(?<!未)已经?(?:全部|彻底|帮您|为您|给您)?(?:修复|修好|解决|处理好|处理完|恢复)|问题(?:修复|修好|解决)了"
    r"|(?<!once it )(?<!if it )(?<!when it )\b(?:has|have) (?:now |already )?been (?:fixed|resolved|solved|repaired|corrected|restored)\b|\b(?:is|are) (?:now |already )(?:fixed|resolved|solved|restored)\b"
    r"|\bwe(?:'ve| have) (?:now |just |already )?(?:fixed|resolved|solved|repaired|corrected) (?:it|this|that|the)\b|\b(?:it|all|everything|this) should (?:be|work) (?:fine|ok|okay|good|well|normally|fixed|again) ?(?:now|again)"
)
"""That it is fixed, in the plainest words: a look at the stream that was not called for costs less than a claim that nobody looked into."""
ITEMS = tuple(
    re.compile(item)
    for item in (
        r"根因|根本原因|故障原因|root cause",
        r"时间线|时间轴|经过|timeline",
        r"影响(?:范围|面)?|impact",
        r"(?:改进|后续|预防|整改|防范)(?:措施|计划|动作)?|action items?|actions?\b|prevent\w*|follow-ups?",
        r"教训|不足|经验|lessons?|went (?:well|badly)",
        r"如何发现|发现方式|触发|trigger|detect(?:ed|ion)",
        r"恢复过程|处理过程|解决(?:过程|办法)|resolution|mitigation",
    )
)
"""What a post-mortem holds, in lower case: where it offers one, this many of them make it one."""
DELIVERED, DELIVERED_UNANNOUNCED = 3, 5
ATTACHED = re.compile(
    r"(?:复盘|报告|事故)[^。]{0,12}(?:见附件|在附件|附上|附后)|附件[^。]{0,12}(?:复盘|报告)|(?:attached|enclosed)[^.]{0,40}(?:report|post-?mortem|analysis)|(?:report|post-?mortem|analysis)[^.]{0,40}(?:attached|enclosed)",
    re.IGNORECASE,
)


def meaning(message: Message, findings: Iterable[Finding], question: Question) -> Meaning:
    """`findings` are those about this message: signals, and what a person decided. Everything is read from the vendor's own words."""
    found = [finding for finding in findings if finding.about == message.uid]
    signals, who = frozenset(finding.name for finding in found), speaker(message, found)
    if who not in (Speaker.HUMAN, Speaker.DOUBTFUL):
        return Meaning(person=False)
    said, asked = Utterance(message.text, message.role, message.at), wanted(message)
    held = [_Held(sentence, question.lexicon.held(sentence.text)) for sentence in said.sentences]
    proposals, changes = _proposals(held, question), bool(signals & CHANGES)
    reserves = frozenset(_reserves(asked, question))
    delivered = _delivered(message.text, signals)
    understood = bool(asked or reserves or proposals or changes or signals - {Signal.ONLY_LINK})
    return Meaning(
        doubtful=who is Speaker.DOUBTFUL,
        wants=asked.evidence or _some_log(question, signals),
        given=asked.given,
        brief=asked.brief and not reserves,
        reproduction=asked.reproduction or Signal.ASKS_FOR_REPRODUCTION in signals,
        reserves=reserves,
        everything=Signal.ASKS_FOR_EVERYTHING in signals,
        proposals=proposals,
        other_change=changes and not proposals,
        names_cause=Signal.NAMES_CAUSE in signals or _cause(held, question),
        claims_fixed=Signal.CLAIMS_FIXED in signals or _fixed(said),
        promises_postmortem=Signal.OFFERS_POSTMORTEM in signals and not delivered,
        delivers_postmortem=delivered,
        offers_retest=Signal.OFFERS_RETEST in signals,
        more_to_come=bool(signals & LATER),
        unclear=_unclear(question, asked, understood, changes and not proposals),
    )


def _some_log(question: Question, signals: frozenset[str]) -> frozenset[Evidence]:
    if Signal.ASKS_FOR_LOGS not in signals:
        return frozenset()
    return frozenset({next((log for log in LOGS if log in question.withheld), LOGS[0])})


def _unclear(question: Question, asked: Wanted, understood: bool, other_change: bool) -> bool:
    """A change that we cannot try, or a question that none of the rules understands."""
    return (other_change and question.sort is Sort.FAULT) or (not understood and any("?" in each for each in asked.requests))


class _Held(NamedTuple):
    """A sentence, and which terms of the question's lexicon stand in it."""

    sentence: Sentence
    terms: int


def _reserves(asked: Wanted, question: Question) -> Iterator[str]:
    """What is asked for of that which we tell only then."""
    requests = [question.lexicon.held(each) for each in asked.requests]
    for each in question.reserves:
        if any(question.lexicon.spoken(each.asked, held) for held in requests):
            yield each.id


def _proposals(said: Sequence[_Held], question: Question) -> tuple[str, ...]:
    """Ids of remedies, in the order of their mention."""
    whole = _together(said)
    named = (each for each in question.key.proposals if question.lexicon.spoken(each.terms, whole))
    found = ((_mentioned(said, each.terms, question.lexicon), each.id) for each in named)
    return tuple(name for place, name in sorted((place, name) for place, name in found if place is not None))


def _cause(said: Sequence[_Held], question: Question) -> bool:
    """The true cause or one that is easily mistaken for it, stated, not asked about."""
    causes = (*((question.key.cause,) if question.key.cause else ()), *question.key.mistaken)
    stated, spoken = [each for each in said if not each.sentence.asks], question.lexicon.spoken
    whole = _together(stated)
    named = [cause.terms for cause in causes if spoken(cause.terms, whole)]
    return any(_affirmed(each.sentence, spoken(terms, each.terms), DENIED) is not None for terms in named for each in stated)


def _fixed(said: Utterance) -> bool:
    return any(sentence.asked(_says_fixed) for sentence in said.sentences)


def _says_fixed(sentence: Sentence) -> bool:
    return not sentence.asks and bool(FIXED.search(sentence.text))


def _mentioned(said: Sequence[_Held], terms: Terms, lexicon: Lexicon) -> int | None:
    """Where the terms are first said and not denied: in one sentence, else in two that follow each other."""
    places = [_affirmed(each.sentence, lexicon.spoken(terms, each.terms), REFUSED) for each in said]
    for one, two in pairwise(said):
        if groups := lexicon.spoken(terms, one.terms | two.terms):
            both = Sentence(f"{one.sentence.text}, {two.sentence.text}", one.sentence.start)
            places.append(_affirmed(both, groups, REFUSED))
    return min((place for place in places if place is not None), default=None)


def _together(said: Iterable[_Held]) -> int:
    """What is not said here is said in none of them, nor in any two that follow each other."""
    return reduce(or_, (each.terms for each in said), 0)


def _affirmed(sentence: Sentence, said: Iterable[Groups], unless: re.Pattern[str]) -> int | None:
    """The place of the first term; None where nothing is said, or `unless` is in a clause that holds a term of it, apart from the terms."""
    if not said:
        return None
    words = [word.casefold() for groups in said for group in groups for word in group]
    for clause in sentence.clauses:
        text = sentence.text[clause.start : clause.end]
        held = [word for word in words if word in text]
        if held and unless.search(_without(text, held)):
            return None
    return sentence.start + min((sentence.text.find(word) for word in words if word in sentence.text), default=0)


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, " ")
    return text


def _delivered(text: str, signals: frozenset[str]) -> bool:
    """A post-mortem itself, and not only the word of one."""
    if Signal.OFFERS_POSTMORTEM in signals:
        return _holds(text, DELIVERED) or bool(ATTACHED.search(text))
    return _holds(text, DELIVERED_UNANNOUNCED)


def _holds(text: str, least: int) -> bool:
    """Whether so many of the items are there. Nearly all messages are none: a few items that are missing tell so."""
    lower = text.lower()
    missing = (item for item in ITEMS if not item.search(lower))
    return next(islice(missing, len(ITEMS) - least, None), None) is None
