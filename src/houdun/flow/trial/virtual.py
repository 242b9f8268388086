"""The engine in virtual time: to the earliest of all moments that are due, ours or a desk's, and again. Thirty days are over in milliseconds.

Nothing is in flight when the clock jumps: a letter is with its desk when the sender returns, and what a desk has to say by then stands in the
mailbox when `advance` returns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Protocol

from houdun.facts.time import LATEST, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import protocol
from houdun.flow.trial.attended import Attended
from houdun.flow.trial.case import Case
from houdun.flow.trial.post.inbox import Inbox
from houdun.flow.trial.protocol import CaseState
from houdun.flow.trial.trial import BRIEFED, TRIAL, Trial


class FarEnd(Protocol):
    """A vendor's side, as far as time goes."""

    def next_due(self) -> Millis | None:
        """When it will do something next, if it hears nothing more."""

    def advance(self, to: Millis) -> object:
        """Goes on to that moment. What it has said by then can be taken in; what it returns does not matter."""


Jumped = Callable[[Millis], None]


def run(
    trial: Trial,
    inboxes: Mapping[Vendor, Inbox],
    ends: Mapping[Vendor, FarEnd],
    *,
    jumped: Jumped = lambda now: None,
    until: Millis = LATEST,
    persons: Attended | None = None,
) -> None:
    """To the end of the trial, to `until`, or until `persons` leave it. `jumped` hears where the clock is."""
    now, waiting = trial.start(trial.terms.start - BRIEFED), _Waiting(trial)
    for inbox in inboxes.values():
        # What came while we were away: its desk has nothing more to do for it, and would not tell.
        trial.take(inbox, now)
    while _goes_on(trial, now, persons):
        ours = waiting.earliest()
        theirs = min(((due, vendor) for vendor, end in ends.items() if (due := end.next_due()) is not None), default=None)
        at = max(now, min((moment[0] for moment in (ours, theirs) if moment is not None), default=LATEST))
        if at >= until:
            break
        speaks = theirs[1] if theirs is not None and theirs[0] <= at else None
        if persons is not None and not persons.let(None if ours is None or speaks else ours[1], now, at):
            continue
        now = at
        jumped(now)
        if speaks is not None:
            ends[speaks].advance(now)
            trial.take(inboxes[speaks], now)
        elif ours is not None:
            trial.tick(ours[1], now)
        _finish_jobs(trial, now)


def _goes_on(trial: Trial, now: Millis, persons: Attended | None) -> bool:
    if persons is not None:
        persons.look(now)
        _finish_jobs(trial, now)
        if persons.is_left:
            return False
    return not trial.is_over()


class _Waiting:
    """The trial's owners, and when each is due. A case whose state is the one that was last asked has nothing new to say: of many cases few change at a
    jump, and most of the loop's time would go by asking them all."""

    def __init__(self, trial: Trial) -> None:
        self._trial, self._met = trial, 0
        self._open: dict[str, tuple[Case, CaseState, Millis | None]] = {}

    def earliest(self) -> tuple[Millis, str] | None:
        """The moment, and whose it is; of several the first by name. Nothing where nothing is due, unless somebody writes."""
        for case in islice(self._trial.cases.values(), self._met, None):
            self._ask(case)
        self._met = len(self._trial.cases)
        for case in [case for case, state, _ in self._open.values() if case.state is not state]:
            self._ask(case)
        ours = [(due, name) for name, (_, _, due) in self._open.items() if due is not None]
        begins, agenda = self._trial.course.due(), self._trial.agenda.first()
        return min([*ours, *([] if begins is None else [(begins, TRIAL)]), *([agenda] if agenda else [])], default=None)

    def _ask(self, case: Case) -> None:
        """What is over stays over, and is not asked again."""
        self._open[case.id] = case, case.state, protocol.due(case.state)
        if case.is_over:
            del self._open[case.id]


def _finish_jobs(trial: Trial, now: Millis) -> None:
    """No time passes over a job here: a stage tells itself how long it played."""
    for owner in trial.agenda.busy():
        while job := trial.agenda.next_job(owner):
            job(now)(now)
