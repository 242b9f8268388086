"""What a vendor's message, once understood, does to a case: what we owe an answer, try on the stream, or put to a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from houdun.facts.case import Basis, Milestone
from houdun.facts.fault import Evidence
from houdun.facts.question import Given, Sort
from houdun.facts.time import Millis
from houdun.flow.trial.moves import AskPerson, Decided, Heard, Meaning, Note, Part, Says
from houdun.flow.trial.standing import CaseState, Look, Why
from houdun.language import Bilingual

T = TypeVar("T")
DOUBTFUL = Bilingual("这封回复也许是机器发的，请判断", "A machine may have written this reply: please decide")
UNCLEAR = Bilingual("这封回复没有完全看懂，请看看该怎么办", "This reply is not fully understood: please say what it calls for")
NOTHING = Meaning(person=False)
AT_ONCE = {Evidence.STREAM_FACTS: Given.PUBLISHED, Evidence.ENCODER_SETTINGS: Given.PUBLISHED}
"""Where evidence is not withheld, the opening may have said what there is of it."""


def hear(state: CaseState, event: Heard) -> CaseState:
    """A message, once for each uid. Before our first letter there is nothing that it could answer."""
    if not state.letters or event.uid in state.heard:
        return state
    meaning = event.meaning
    if meaning.doubtful:
        state = _ask(state, event.uid, DOUBTFUL, replace(meaning, doubtful=False, person=True))
        meaning = NOTHING
    elif meaning.person and meaning.unclear:
        state = _ask(state, event.uid, UNCLEAR, replace(meaning, unclear=False))
    state = state._replace(heard={**state.heard, event.uid: meaning})
    return _take(state, meaning, event.at) if meaning.person else state


def decide(state: CaseState, event: Decided) -> CaseState:
    """What a person says that it means, once for each uid; what was done about it already is not done again."""
    if not state.letters or event.uid in state.decided:
        return state
    before = state.heard.get(event.uid, NOTHING)
    state = state._replace(
        decided=state.decided | {event.uid},
        asks=tuple(ask for ask in state.asks if ask.uid != event.uid),
        heard={**state.heard, event.uid: event.meaning},
    )
    if not event.meaning.person:
        return state
    return _take(state, _beyond(event.meaning, before), event.at)._replace(answered=_answers(event.meaning))


def say(state: CaseState, part: Part, at: Millis) -> CaseState:
    """In the next letter, which goes at `at` if it does not go before. Two parts that say the same become one."""
    speak_at = min(state.speak_at, at) if state.parts else at
    for number, other in enumerate(state.parts):
        if (other.says, other.remedy, other.words) == (part.says, part.remedy, part.words):
            merged = (*state.parts[:number], _merged(other, part), *state.parts[number + 1 :])
            return state._replace(parts=merged, speak_at=speak_at)
    return state._replace(parts=(*state.parts, part), speak_at=speak_at)


def _take(state: CaseState, meaning: Meaning, at: Millis) -> CaseState:
    reply_at = at + state.matter.rules.reply_after
    state = state._replace(last_at=state.now, answered=_answers(meaning))
    if meaning.answer:
        state = say(state, Part(says=Says.OWN_WORDS, words=meaning.answer), reply_at)
    state = _give(state, meaning, reply_at)
    sort = state.matter.instance.question.sort
    if sort is Sort.FAULT:
        return _follow(_postmortem(state, meaning, at), meaning, reply_at)
    if sort is Sort.CONTROL and (meaning.proposals or meaning.other_change):
        state = say(state, Part(says=Says.DID_NOT_HELP), reply_at)
    return _postmortem(state, meaning, at)


def _answers(meaning: Meaning) -> bool:
    return not (_asks(meaning) or meaning.everything or meaning.more_to_come or meaning.unclear)


def _asks(meaning: Meaning) -> bool:
    """It names something that it wants of us."""
    return bool(meaning.wants or meaning.given or meaning.brief or meaning.reproduction or meaning.reserves)


def _give(state: CaseState, meaning: Meaning, reply_at: Millis) -> CaseState:
    """Each thing for the first time, once more, or not at all."""
    if not _asks(meaning):
        return _once(state, Says.WHICH, reply_at) if meaning.everything else state
    question = state.matter.instance.question
    gives = _promised(state)
    wants = meaning.wants.difference(gives.evidence)
    again = wants & state.evidence
    new = (wants - again).intersection(question.withheld)
    elsewhere = {each for each in wants - again - new if AT_ONCE.get(each) in question.given}
    reproducible = question.reproduction is not None
    reproduction = meaning.reproduction and not gives.reproduction
    reserves = {each.id for each in question.reserves}.intersection(meaning.reserves).difference(gives.reserves)
    given = meaning.given.union(AT_ONCE[each] for each in elsewhere).intersection(question.given)
    return _said(
        state,
        reply_at,
        Part(
            says=Says.GIVES,
            evidence=_in_order(Evidence, new),
            reproduction=reproduction and reproducible and not state.reproduction,
            reserves=tuple(sorted(reserves - state.reserves)),
        ),
        Part(
            says=Says.GAVE,
            evidence=_in_order(Evidence, again),
            given=_in_order(Given, given),
            brief=meaning.brief,
            reproduction=reproduction and state.reproduction,
            reserves=tuple(sorted(reserves & state.reserves)),
        ),
        Part(
            says=Says.LACKS,
            evidence=_in_order(Evidence, wants - again - new - elsewhere),
            reproduction=reproduction and not reproducible,
        ),
    )


def _promised(state: CaseState) -> Part:
    """What the letter on its way and the next one give: whoever asks for that once more has not read it yet."""
    promised = Part(says=Says.GIVES)
    for part in (*(state.letter.parts if state.letter else ()), *state.parts):
        if part.says is Says.GIVES:
            promised = _merged(promised, part)
    return promised


def _follow(state: CaseState, meaning: Meaning, reply_at: Millis) -> CaseState:
    """While it is broken: proposals are tried, each alone, and "fixed" is looked at. A cause alone changes nothing."""
    if state.recovered_at is not None:
        return state
    remedies = {proposal.id for proposal in state.matter.instance.question.key.proposals}
    for remedy in meaning.proposals:
        if remedy in state.failed:
            state = say(state, Part(says=Says.DID_NOT_HELP, remedy=remedy), reply_at)
        elif remedy in remedies:
            state = _look(state, Look(Why.TRY, (remedy,), reply_at))
    if meaning.claims_fixed:
        state = _look(state, Look(Why.FIXED, state.applied, reply_at))
    if meaning.proposals:
        return state._replace(parts=tuple(part for part in state.parts if part.says is not Says.WHAT_TO_CHANGE))
    if meaning.names_cause and _answers(meaning) and not (meaning.claims_fixed or meaning.other_change or _trying(state)):
        return _once(state, Says.WHAT_TO_CHANGE, reply_at)
    return state


def _look(state: CaseState, look: Look) -> CaseState:
    """Queued, unless the same is queued or being played."""
    if any(other[:2] == look[:2] for other in (*state.looks, *((state.look,) if state.look else ()))):
        return state
    return state._replace(looks=(*state.looks, look))


def _trying(state: CaseState) -> bool:
    return state.look is not None or bool(state.looks)


def _postmortem(state: CaseState, meaning: Meaning, at: Millis) -> CaseState:
    """Delivered, it counts once; after the recovery it calls for the retro test, as an offer does."""
    delivered = meaning.delivers_postmortem and not state.delivered
    if delivered:
        note = Note(milestone=Milestone.RCA_DELIVERED, basis=Basis.CLAIMED, at=at)
        state = state._replace(delivered=True, notes=(*state.notes, note))
    if (delivered or meaning.offers_retest) and state.retest_at is not None:
        return state._replace(retest_at=state.now)
    return state


def _once(state: CaseState, word: Says, at: Millis) -> CaseState:
    if word in state.said:
        return state
    return say(state._replace(said=state.said | {word}), Part(says=word), at)


def _said(state: CaseState, at: Millis, *parts: Part) -> CaseState:
    """Those of the parts that say anything."""
    for part in parts:
        if part.evidence or part.given or part.brief or part.reproduction or part.reserves:
            state = say(state, part, at)
    return state


def _ask(state: CaseState, uid: str, why: Bilingual, suggestion: Meaning) -> CaseState:
    return state._replace(asks=(*state.asks, AskPerson(uid=uid, why=why, suggestion=suggestion)))


def _beyond(meaning: Meaning, before: Meaning) -> Meaning:
    """What it asks for and proposes that `before` did not."""
    return replace(
        meaning,
        wants=meaning.wants - before.wants,
        given=meaning.given - before.given,
        brief=meaning.brief and not before.brief,
        reproduction=meaning.reproduction and not before.reproduction,
        reserves=meaning.reserves - before.reserves,
        everything=meaning.everything and not before.everything,
        proposals=tuple(each for each in meaning.proposals if each not in before.proposals),
        other_change=meaning.other_change and not before.other_change,
        claims_fixed=meaning.claims_fixed and not before.claims_fixed,
    )


def _merged(one: Part, other: Part) -> Part:
    return replace(
        one,
        evidence=_union(one.evidence, other.evidence),
        given=_union(one.given, other.given),
        brief=one.brief or other.brief,
        reproduction=one.reproduction or other.reproduction,
        reserves=_union(one.reserves, other.reserves),
    )


def _union(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _in_order(every: Iterable[T], chosen: Iterable[T]) -> tuple[T, ...]:
    held = set(chosen)
    return tuple(each for each in every if each in held) if held else ()
