"""The clocks: which steps start and stop each. One list, read by the single-case fold and by the columns alike."""

from __future__ import annotations

from dataclasses import dataclass

from houdun.case.transitions import Trigger
from houdun.facts.case import Milestone, Severity
from houdun.facts.promise import ALWAYS, Hours, Terms
from houdun.facts.time import Millis

CUSTOMER = frozenset({Trigger.CUSTOMER_WRITES, Trigger.CUSTOMER_CONFIRMS})
OPENING = frozenset({Trigger.OPENED, *CUSTOMER})
"""Before the opening the table lets nothing else pass, so the first of these is the opening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Starts at the first step of `starts` that the table lets pass (each one, where it `recurs` and no run is going) and stops
    at the first one of `stops` after it. `undone`: a reopening takes the stop back. `last`: a further stop moves it.
    `promised` is the milestone whose promise sets calendar and target. `rca`: kept only of cases that were critical or got one.
    `due`: the step that starts a run names the time that is its target.
    """

    name: str
    stops: frozenset[Trigger]
    starts: frozenset[Trigger] = OPENING
    promised: Milestone | None = None
    recurs: bool = False
    undone: bool = False
    last: bool = False
    rca: bool = False
    due: bool = False

    def hours(self, terms: Terms, severity: Severity) -> Hours:
        """The calendar of the contract time; 24×7 where no promise can speak of this clock."""
        return terms.hours(self.promised, severity) if self.promised else ALWAYS

    def target(self, terms: Terms, severity: Severity) -> Millis | None:
        """The promised time, of clocks that a plan promises; a recurring clock has none in a plan."""
        promise = terms.promise(self.promised, severity) if self.promised and not self.recurs else None
        return promise.target_ms if promise else None


def _on(*triggers: Trigger) -> frozenset[Trigger]:
    return frozenset(triggers)


_REPLIES = _on(Trigger.HUMAN_REPLIES, Trigger.MACHINE_REPLIES, Trigger.DOUBTFUL_REPLIES)
_HUMAN = _on(Trigger.HUMAN_REPLIES)
_RESOLVED = _on(Trigger.RESOLVED)

CLOCKS = (
    Clock(
        name="next_response_human",
        starts=_on(Trigger.CUSTOMER_WRITES),
        stops=_HUMAN,
        promised=Milestone.FIRST_RESPONSE,
        recurs=True,
    ),
    Clock(name="time_to_close", stops=_on(Trigger.CLOSED), promised=Milestone.CLOSED, undone=True),
    Clock(name="time_to_first_response", stops=_REPLIES, promised=Milestone.FIRST_RESPONSE),
    Clock(name="time_to_first_response_human", stops=_HUMAN, promised=Milestone.FIRST_RESPONSE),
    Clock(name="time_to_located", stops=_on(Trigger.LOCATED), promised=Milestone.LOCATED),
    Clock(name="time_to_mitigated", stops=_on(Trigger.MITIGATED), promised=Milestone.MITIGATED),
    Clock(name="time_to_mitigated_observed", stops=_on(Trigger.MITIGATED_SEEN), promised=Milestone.MITIGATED),
    Clock(name="time_to_rca", stops=_on(Trigger.RCA_DELIVERED), promised=Milestone.RCA_DELIVERED, rca=True),
    Clock(name="time_to_resolved", stops=_RESOLVED, promised=Milestone.RESOLVED),
    Clock(name="time_to_resolved_observed", stops=_on(Trigger.RESOLVED_SEEN), promised=Milestone.RESOLVED),
    Clock(name="time_to_resolved_total", stops=_RESOLVED, promised=Milestone.RESOLVED, undone=True, last=True),
    Clock(name="update_kept", starts=_on(Trigger.PROMISES_WORD), stops=_HUMAN, recurs=True, due=True),
)
"""By name. Claims and observations are never pooled: what a probe or the customer saw has clocks of its own."""

PAUSE = Clock(name="pause", starts=_on(Trigger.ASKS_JUSTLY), stops=CUSTOMER, recurs=True)
"""Pauses of the contract clock. Being a recurring clock, they never overlap."""


def _heard(clock: Clock, trigger: Trigger) -> bool:
    return trigger in clock.starts | clock.stops or (clock.undone and trigger is Trigger.REOPENED)


HEARD_BY = {trigger: tuple(clock for clock in (*CLOCKS, PAUSE) if _heard(clock, trigger)) for trigger in Trigger}
"""Which clocks a trigger can start, stop or take back."""
