"""One case of a trial, from its moment to its end: state and event in, state and commands out.

    state, commands = step(start(matter), Began(at=…))

We play the scenario, see with the probe what is wrong, and ask. What the vendor asks for is given when it is asked for, what it proposes is tried
on the stream, and the probe says what became of it. Then we ask for the post-mortem where it matters, test again later, and close.

A state holds what it wants done: what an event adds to that is commanded (`step`), what has no result yet is commanded again after a restart
(`pending`). Every event may come twice or late: shows and letters answer to their number, messages to their uid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from houdun.facts.case import Basis, Milestone
from houdun.facts.question import Sort
from houdun.flow.trial.hearing import decide, hear, say
from houdun.flow.trial.moves import (
    Began,
    Command,
    Decided,
    End,
    Event,
    Finish,
    Heard,
    Matter,
    Note,
    NotSent,
    NotShown,
    Part,
    Returned,
    Say,
    Says,
    Sent,
    Show,
    Shown,
    Stopped,
)
from houdun.flow.trial.standing import CaseState, Look, Why, at_rest, due, lacks_postmortem, pending, settled
from houdun.language import Bilingual

__all__ = ["CaseState", "due", "fold", "pending", "start", "step"]

NOT_SEEN = Bilingual("探针没有看到故障，这一题没有问出去", "The probe did not see the fault, so this was not asked")
NOT_SOUND = Bilingual(
    "本该正常的画面，探针看到了异常，这一题没有问出去", "The probe saw a fault where there is none, so this was not asked"
)
NOT_IN_TIME = Bilingual("一直没能把问题发出去", "It could not be asked in time")
ORDER = {says: place for place, says in enumerate(Says)}
"""The parts of a letter are said in the order in which `Says` names them."""


def start(matter: Matter) -> CaseState:
    """Before anything happens."""
    return CaseState(matter)


def step(state: CaseState, event: Event) -> tuple[CaseState, tuple[Command, ...]]:
    """What the case is after the event, and what is now to be done that was not before. Never raises."""
    if state.end:
        return state, ()
    now = event.at if event.at > state.now else state.now
    after = _go_on(_taken(state._replace(now=now), event))
    return after, tuple(_new(state, after))


def fold(matter: Matter, events: Iterable[Event]) -> CaseState:
    """The case after all that has happened."""
    state = start(matter)
    for event in events:
        state, _ = step(state, event)
    return state


def _new(before: CaseState, after: CaseState) -> Iterator[Command]:
    yield from after.notes[len(before.notes) :]
    if after.end:
        yield after.end
        return
    if after.show and after.show is not before.show:
        yield after.show
    if after.letter and after.letter is not before.letter:
        yield after.letter
    yield from (ask for ask in after.asks if ask not in before.asks)


def _taken(state: CaseState, event: Event) -> CaseState:
    """The event itself; what is done about it comes in `_go_on`. A Tick only says how late it is."""
    match event:
        case Heard():
            return hear(state, event)
        case Decided():
            return decide(state, event)
        case Sent():
            return _sent(state, event)
        case NotSent():
            return _not_sent(state, event)
        case Returned():
            return _returned(state, event)
        case Shown():
            return _shown(state, event)
        case NotShown():
            return _not_shown(state, event)
        case Began():
            return _began(state)
        case Stopped():
            return state._replace(end=Finish(end=End.STOPPED))
    return state


# What has happened.


def _began(state: CaseState) -> CaseState:
    if state.began:
        return state
    state = state._replace(began=True, last_at=state.now)
    if state.matter.instance.question.show:
        return state._replace(looks=(Look(Why.OPENING),))
    return say(state, Part(says=Says.OPENING), state.now)


def _shown(state: CaseState, event: Shown) -> CaseState:
    if not state.look or not state.show or event.number != state.show.number:
        return state
    look, state = state.look, state._replace(look=None, show=None, last_at=state.now)
    match look.why:
        case Why.OPENING:
            return _opening(state, event)
        case Why.RETEST:
            return _retested(state, event)
    return _recovered(state, look, event) if event.healthy else _as_before(state, look)


def _opening(state: CaseState, event: Shown) -> CaseState:
    """A fault must have been seen, and in a control nothing."""
    fault, seen = state.matter.instance.question.sort is Sort.FAULT, event.detected_at is not None
    if fault != seen:
        return _not_asked(state, NOT_SEEN if fault else NOT_SOUND)
    began = event.onset_at if event.onset_at is not None else event.detected_at
    if fault and began is not None:
        state = _noted(state, Milestone.IMPACT_STARTED, began)
    return say(state, Part(says=Says.OPENING), state.now)


def _recovered(state: CaseState, look: Look, event: Shown) -> CaseState:
    helped = Part(says=Says.HELPED, remedy=look.remedies[0]) if look.why is Why.TRY else Part(says=Says.IS_GONE)
    state = _noted(state, Milestone.MITIGATED, event.at)._replace(
        recovered_at=event.at,
        applied=look.remedies,
        retest_at=event.at + state.matter.rules.retest_after,
        looks=(),
        look_at=None,
        parts=tuple(part for part in state.parts if part.says not in (Says.WHICH, Says.WHAT_TO_CHANGE)),
    )
    if not lacks_postmortem(state) or Says.ASKS_POSTMORTEM in state.said:
        return _resulted(state, look, helped)
    state = state._replace(said=state.said | {Says.ASKS_POSTMORTEM})
    return _resulted(state, look, helped, Part(says=Says.ASKS_POSTMORTEM))


def _as_before(state: CaseState, look: Look) -> CaseState:
    match look.why:
        case Why.TRY:
            state = state._replace(failed=state.failed | set(look.remedies))
            return _resulted(state, look, Part(says=Says.DID_NOT_HELP, remedy=look.remedies[0]))
        case Why.FIXED:
            state = state._replace(look_at=state.now + state.matter.rules.look_after)
            return _resulted(state, look, Part(says=Says.STILL_THERE))
    return _resulted(state, look)


def _retested(state: CaseState, event: Shown) -> CaseState:
    look = Look(Why.RETEST)
    if event.healthy:
        return _resulted(_noted(state, Milestone.RETRO_TESTED, event.at), look, Part(says=Says.RETESTED))
    state = _noted(state, Milestone.REOPENED, event.at)._replace(
        recovered_at=None, applied=(), failed=state.failed | set(state.applied), retested=False
    )
    return _resulted(state, look, Part(says=Says.RETEST_FAILED))


def _resulted(state: CaseState, look: Look, *parts: Part) -> CaseState:
    """Told once all is tried: with the letter that is planned, or after the delay since the vendor's word."""
    results = (*state.results, *parts)
    if state.looks:
        return state._replace(results=results)
    state = state._replace(results=())
    for part in results:
        state = say(state, part, max(state.now, look.tell_at))
    return state


def _not_shown(state: CaseState, event: NotShown) -> CaseState:
    """The opening cannot be asked then; another look tells nothing, of the remedy neither."""
    if not state.look or not state.show or event.number != state.show.number:
        return state
    look, state = state.look, state._replace(look=None, show=None)
    return _not_asked(state, event.reason) if look.why is Why.OPENING else _resulted(state, look)


def _sent(state: CaseState, event: Sent) -> CaseState:
    letter = state.letter
    if not letter or event.number != letter.number:
        return state
    gives = next((part for part in letter.parts if part.says is Says.GIVES), None)
    if gives:
        state = state._replace(
            evidence=state.evidence.union(gives.evidence),
            reserves=state.reserves.union(gives.reserves),
            reproduction=state.reproduction or gives.reproduction,
        )
    asked_at = state.asked_at if state.asked_at is not None else event.at
    return _thanked(state._replace(letter=None, asked_at=asked_at, last_at=state.now), letter)


def _not_sent(state: CaseState, event: NotSent) -> CaseState:
    """What it was to give is not given: asked again, it goes again."""
    letter = state.letter
    if not letter or event.number != letter.number:
        return state
    return _not_asked(state, event.reason) if state.asked_at is None else _thanked(state._replace(letter=None), letter)


def _returned(state: CaseState, event: Returned) -> CaseState:
    """Without the opening nothing was asked, unless a person answers all the same. What else came back is for an operator."""
    answered = any(meaning.person for meaning in state.heard.values())
    return state if state.asked_at is None or event.number or answered else _not_asked(state, event.reason)


def _thanked(state: CaseState, letter: Say) -> CaseState:
    """Thanks are the last word, unless the vendor has said something meanwhile."""
    thanked = any(part.says is Says.THANKS for part in letter.parts)
    return state._replace(end=Finish(end=End.SETTLED)) if thanked and at_rest(state) and settled(state) else state


def _not_asked(state: CaseState, reason: Bilingual) -> CaseState:
    return state._replace(end=Finish(end=End.NOT_ASKED, reason=reason))


def _noted(state: CaseState, milestone: Milestone, at: int) -> CaseState:
    return state._replace(notes=(*state.notes, Note(milestone=milestone, basis=Basis.OBSERVED, at=at)))


# What is done next.


def _go_on(state: CaseState) -> CaseState:
    if not state.began or state.end:
        return state
    return _close(_write(_play(state)))


def _play(state: CaseState) -> CaseState:
    """The next look, one at a time."""
    if state.look:
        return state
    if not state.looks:
        state = _planned(state)
    if not state.looks:
        return state
    look, *later = state.looks
    show = Show(number=state.shows, remedies=look.remedies)
    return state._replace(look=look, show=show, shows=state.shows + 1, looks=tuple(later))


def _planned(state: CaseState) -> CaseState:
    """Looks whose moment has come."""
    if state.look_at is not None and state.look_at <= state.now:
        return state._replace(look_at=None, looks=(Look(Why.AGAIN, state.applied),))
    if state.retest_at is not None and state.retest_at <= state.now:
        return state._replace(retest_at=None, retested=True, looks=(Look(Why.RETEST, state.applied),))
    return state


def _write(state: CaseState) -> CaseState:
    """The next letter, when its moment has come and none is on its way. The opening is the first."""
    ready = state.parts and not state.letter and state.speak_at <= state.now
    if not ready or (state.asked_at is None and state.letters):
        return state
    parts = tuple(sorted(state.parts, key=lambda part: ORDER[part.says]))
    return state._replace(letter=Say(number=state.letters, parts=parts), letters=state.letters + 1, parts=())


def _close(state: CaseState) -> CaseState:
    rules = state.matter.rules
    if state.now >= state.last_at + rules.patience:
        if state.asked_at is None:
            return _not_asked(state, NOT_IN_TIME)
        return state._replace(end=Finish(end=End.RAN_OUT))
    if not at_rest(state) or not settled(state) or state.now < state.last_at + rules.quiet:
        return state
    return _last_words(state)


def _last_words(state: CaseState) -> CaseState:
    """The post-mortem, if it has not come; else thanks; then no more."""
    missing = lacks_postmortem(state)
    word = Says.ASKS_POSTMORTEM if missing else Says.THANKS
    if word not in state.said:
        return _write(say(state._replace(said=state.said | {word}), Part(says=word), state.now))
    return state if missing else state._replace(end=Finish(end=End.SETTLED))
