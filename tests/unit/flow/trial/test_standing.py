"""What holds of a case whatever happens to it, in whatever order and however often."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.fault import Evidence
from houdun.facts.question import Given
from houdun.facts.time import DAY, MINUTE
from houdun.flow.trial.moves import (
    Began,
    Command,
    Decided,
    Event,
    Finish,
    Heard,
    Meaning,
    NotSent,
    NotShown,
    Returned,
    Say,
    Says,
    Sent,
    Show,
    Shown,
    Stopped,
    Tick,
)
from houdun.flow.trial.protocol import fold, start, step
from houdun.flow.trial.standing import CaseState, due, pending
from houdun.language import Bilingual
from houdun.testing.factories import MONDAY
from houdun.testing.trial_play import matter

MATTERS = [
    matter(name) for name in ("slow_first_picture", "delay_that_grows", "not_live", "zigzag_in_the_chart", "sizing_for_a_peak")
]
REMEDIES = sorted({proposal.id for each in MATTERS for proposal in each.instance.question.key.proposals} | {"unheard_of"})
NO = Bilingual("不行", "no")

at = st.integers(MONDAY, MONDAY + 6 * DAY)
number = st.integers(0, 4)
uid = st.sampled_from("abcd")
remedies = st.lists(st.sampled_from(REMEDIES), max_size=3, unique=True).map(tuple)
meanings = st.builds(
    Meaning,
    person=st.booleans(),
    doubtful=st.booleans(),
    wants=st.frozensets(st.sampled_from(Evidence), max_size=3),
    given=st.frozensets(st.sampled_from(Given), max_size=2),
    brief=st.booleans(),
    reproduction=st.booleans(),
    reserves=st.frozensets(st.sampled_from(["ramp", "regions", "other"])),
    everything=st.booleans(),
    proposals=remedies,
    other_change=st.booleans(),
    names_cause=st.booleans(),
    claims_fixed=st.booleans(),
    delivers_postmortem=st.booleans(),
    offers_retest=st.booleans(),
    more_to_come=st.booleans(),
    unclear=st.booleans(),
    answer=st.sampled_from(["", "yes"]),
)
events = st.one_of(
    st.builds(Began, at=at),
    st.builds(Shown, at=at, number=number, onset_at=at | st.none(), detected_at=at | st.none(), healthy=st.booleans()),
    st.builds(NotShown, at=at, number=number, reason=st.just(NO)),
    st.builds(Sent, at=at, number=number),
    st.builds(NotSent, at=at, number=number, reason=st.just(NO)),
    st.builds(Returned, at=at, number=number, reason=st.just(NO)),
    st.builds(Heard, at=at, uid=uid, meaning=meanings),
    st.builds(Decided, at=at, uid=uid, meaning=meanings),
    st.builds(Tick, at=at),
    st.builds(Stopped, at=at),
)


def opened(which: int) -> CaseState:
    """Began, seen, asked: where most of the story begins."""
    state, _ = step(start(MATTERS[which]), Began(at=MONDAY))
    seen = MONDAY if MATTERS[which].instance.question.fault else None
    state, _ = step(state, Shown(at=MONDAY, number=0, onset_at=seen, detected_at=seen, healthy=False))
    state, _ = step(state, Sent(at=MONDAY, number=0))
    return state


def run(state: CaseState, happenings: list[Event]) -> Iterator[tuple[CaseState, CaseState, tuple[Command, ...]]]:
    for event in happenings:
        before = state
        state, commands = step(state, event)
        yield before, state, commands


starts = st.one_of(st.sampled_from(MATTERS).map(start), st.integers(0, len(MATTERS) - 1).map(opened))


@settings(max_examples=300, deadline=None)
@given(starts, st.lists(events, max_size=25))
def test_whatever_happens_the_rules_of_conduct_hold(state: CaseState, happenings: list[Event]) -> None:
    withheld = set(state.matter.instance.question.withheld)
    openings = 1 if state.letters else 0
    for before, after, commands in run(state, happenings):
        says = [command for command in commands if isinstance(command, Say)]
        openings += sum(part.says is Says.OPENING for say in says for part in say.parts)
        assert openings <= 1
        assert len(says) <= 1
        assert not says or before.letter is None or after.letter is not before.letter
        assert all(withheld.issuperset(part.evidence) for say in says for part in say.parts if part.says is Says.GIVES)
        assert not (before.end and commands)
        assert sum(isinstance(command, Finish) for command in commands) == (after.end is not None and before.end is None)
        wanted = due(after)
        assert wanted is None or wanted > after.now


@settings(max_examples=200, deadline=None)
@given(starts, st.lists(events, max_size=20))
def test_an_event_that_comes_again_changes_nothing(state: CaseState, happenings: list[Event]) -> None:
    for (before, after, _), event in zip(run(state, happenings), happenings, strict=True):
        if not_yet_commanded(before, event):
            continue
        assert step(after, event) == (after, ())


def not_yet_commanded(state: CaseState, event: Event) -> bool:
    """A result of what nobody has ordered yet: passed over now, it may be right later."""
    if isinstance(event, Sent | NotSent):
        return event.number >= state.letters
    return isinstance(event, Shown | NotShown) and event.number >= state.shows


@settings(max_examples=200, deadline=None)
@given(starts, st.lists(events, max_size=20))
def test_what_is_commanded_is_pending_until_it_has_a_result(state: CaseState, happenings: list[Event]) -> None:
    for before, after, commands in run(state, happenings):
        held = pending(after)
        assert set(map(repr, commands)) <= set(map(repr, held))
        assert set(map(repr, held)) <= set(map(repr, (*pending(before), *commands)))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(MATTERS) - 1), st.lists(events, max_size=15), st.booleans())
def test_left_to_itself_every_case_ends(which: int, happenings: list[Event], healthy: bool) -> None:
    state = fold(MATTERS[which], [Began(at=MONDAY), *happenings])
    for _ in range(60):
        if state.end:
            return
        for command in pending(state):
            now = state.now + MINUTE
            if isinstance(command, Show):
                shown = Shown(at=now, number=command.number, onset_at=now, detected_at=now, healthy=healthy)
                state, _ = step(state, shown)
            elif isinstance(command, Say):
                state, _ = step(state, Sent(at=now, number=command.number))
        tick = due(state)
        if tick is not None:
            state, _ = step(state, Tick(at=tick))
    pytest.fail(f"still going on: {state}")


@given(st.lists(events, max_size=15))
def test_folding_is_stepping(happenings: list[Event]) -> None:
    states = [start(MATTERS[0]), *(after for _, after, _ in run(start(MATTERS[0]), happenings))]
    assert fold(MATTERS[0], happenings) == states[-1]


def test_before_its_begin_nothing_is_due_or_pending() -> None:
    state = start(MATTERS[0])
    assert (due(state), pending(state)) == (None, ())


def test_an_opened_case_wants_a_word_when_patience_ends() -> None:
    state = opened(0)
    assert due(state) == MONDAY + state.matter.rules.patience


def test_what_has_ended_still_has_its_notes_and_its_end_to_keep() -> None:
    state, _ = step(opened(0), Stopped(at=MONDAY))
    assert [type(command).__name__ for command in pending(state)] == ["Note", "Finish"]
    assert due(state) is None
