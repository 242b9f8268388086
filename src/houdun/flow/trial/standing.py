"""How one case of a trial stands, and what it wants: commands that have no result yet, and the moment at which it goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from houdun.facts.case import Severity
from houdun.facts.fault import Evidence
from houdun.facts.question import Sort
from houdun.facts.time import Millis
from houdun.flow.trial.moves import AskPerson, Command, Finish, Matter, Meaning, Note, Part, Say, Says, Show

SERIOUS = frozenset({Severity.CRITICAL, Severity.HIGH})
"""Where a post-mortem is asked for."""


class Why(StrEnum):
    """Why we look at the stream. AGAIN is the second look, some time after "fixed" was not true."""

    OPENING = "opening"
    TRY = "try"
    FIXED = "fixed"
    AGAIN = "again"
    RETEST = "retest"


class Look(NamedTuple):
    """What is to be played, and when at the earliest the vendor is told what came of it."""

    why: Why
    remedies: tuple[str, ...] = ()
    tell_at: Millis = 0


class CaseState(NamedTuple):
    """Immutable; a tuple, because that is several times faster to change than a frozen dataclass of this size."""

    matter: Matter
    now: Millis = 0
    """The latest moment of any event: it never goes back."""
    last_at: Millis = 0
    """When something was last said or seen."""
    began: bool = False
    end: Finish | None = None
    notes: tuple[Note, ...] = ()

    shows: int = 0
    show: Show | None = None
    """What is being played, for the sake of `look`."""
    look: Look | None = None
    looks: tuple[Look, ...] = ()
    """What is to be played next."""
    results: tuple[Part, ...] = ()
    """What came of it; said when nothing is left to be played."""

    letters: int = 0
    letter: Say | None = None
    """On its way: at most one."""
    parts: tuple[Part, ...] = ()
    """Of the next letter, which goes at `speak_at`."""
    speak_at: Millis = 0
    asked_at: Millis | None = None
    said: frozenset[Says] = frozenset()
    """Of the things that are said once."""

    heard: Mapping[str, Meaning] = MappingProxyType({})
    """By uid, as each was taken."""
    asks: tuple[AskPerson, ...] = ()
    decided: frozenset[str] = frozenset()

    evidence: frozenset[Evidence] = frozenset()
    """What was given of the withheld, as `reserves` and `reproduction` too."""
    reserves: frozenset[str] = frozenset()
    reproduction: bool = False

    failed: frozenset[str] = frozenset()
    """Remedies that did not help."""
    applied: tuple[str, ...] = ()
    recovered_at: Millis | None = None
    look_at: Millis | None = None
    retest_at: Millis | None = None
    retested: bool = False
    delivered: bool = False
    """The post-mortem is there."""
    answered: bool = False
    """What was said last needs nothing more of us and announces nothing. Settles a question that has no fault."""


def at_rest(state: CaseState) -> bool:
    """Nothing is being played, sent, or waiting for either."""
    return not (state.look or state.looks or state.letter or state.parts or state.results)


def settled(state: CaseState) -> bool:
    """What was asked has come to its end: recovered and tested again, or answered. The post-mortem aside; a person may never decide what is put to it."""
    if state.matter.instance.question.sort is Sort.FAULT:
        return state.recovered_at is not None and state.retested
    return state.answered


def lacks_postmortem(state: CaseState) -> bool:
    return state.matter.instance.question.severity in SERIOUS and not state.delivered


def pending(state: CaseState) -> tuple[Command, ...]:
    """What is commanded and has no result yet. Notes and the end never have one: whoever performs them does so once for each."""
    return tuple(_pending(state))


def _pending(state: CaseState) -> Iterator[Command]:
    yield from state.notes
    if state.end:
        yield state.end
        return
    if state.show:
        yield state.show
    if state.letter:
        yield state.letter
    yield from state.asks


def due(state: CaseState) -> Millis | None:
    """When it wants a Tick, if nothing happens before; None before its begin and after its end. Later than every event so far."""
    if not state.began or state.end:
        return None
    return min(_moments(state))


def _moments(state: CaseState) -> Iterator[Millis]:
    rules = state.matter.rules
    yield state.last_at + rules.patience
    if state.parts and not state.letter and state.asked_at is not None:
        yield state.speak_at
    if not state.look:
        yield from (moment for moment in (state.look_at, state.retest_at) if moment is not None)
    if at_rest(state) and settled(state) and not (lacks_postmortem(state) and Says.ASKS_POSTMORTEM in state.said):
        yield state.last_at + rules.quiet
