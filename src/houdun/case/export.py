"""Clocks as events, in the shape of Zendesk's ticket metric events, for whoever wants to compute on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from houdun.case.calendar import calendar
from houdun.case.clocks import CLOCKS, Clock
from houdun.case.reading import Stretch, pauses
from houdun.facts.promise import Terms
from houdun.facts.reading import CaseReading, ClockEvent, ClockReading
from houdun.facts.time import Millis

_CLOCKS = {clock.name: clock for clock in CLOCKS}
_KINDS = ("activate", "apply", "pause", "update", "breach", "fulfill")
"""In the order in which they come within one millisecond."""


def events(reading: CaseReading, terms: Terms) -> tuple[ClockEvent, ...]:
    """All events of the reading's clocks by (time, metric, instance).

    `activate` starts a run (`severity`), `apply` names its target and calendar where a plan promises one (`target_ms`, `hours`),
    `pause` stops the contract clock and the `activate` after it lets it run again (`resumed` 1), `breach` is the moment at which
    the contract time exceeds the target (`target_ms`; not before the horizon: none), `fulfill` ends a run (`wall_ms`,
    `contract_ms`, `paused_ms`), `update` tells the times of one that still runs, at the horizon.
    """
    stretches = pauses(reading.log)
    found = [event for clock in reading.clocks for event in _of_run(reading, clock, terms, stretches)]
    return tuple(sorted(found, key=lambda event: (event.at, event.metric, event.instance, _KINDS.index(event.kind))))


def _of_run(reading: CaseReading, clock: ClockReading, terms: Terms, stretches: Iterable[Stretch]) -> Iterator[ClockEvent]:
    def event(kind: str, at: Millis, **data: str | int) -> ClockEvent:
        return ClockEvent(case=reading.key, metric=clock.name, instance=clock.instance, kind=kind, at=at, data=data)

    spec, end = _CLOCKS[clock.name], reading.log.horizon if clock.stopped_at is None else clock.stopped_at
    halts = [(max(begin, clock.started_at), until) for begin, until in stretches if clock.started_at < until and begin < end]
    yield event("activate", clock.started_at, severity=clock.severity)
    if clock.target_ms is not None:
        yield event("apply", clock.started_at, target_ms=clock.target_ms, hours=spec.hours(terms, clock.severity).name)
    for begin, until in halts:
        yield event("pause", begin)
        if until < end:
            yield event("activate", until, resumed=1)
    if clock.target_ms is not None and clock.contract_ms > clock.target_ms:
        yield event("breach", _breach(clock, spec, terms, halts), target_ms=clock.target_ms)
    times = {"wall_ms": clock.wall_ms, "contract_ms": clock.contract_ms, "paused_ms": clock.paused_ms}
    yield event("update" if clock.censored else "fulfill", end, **times)


def _breach(clock: ClockReading, spec: Clock, terms: Terms, halts: Iterable[Stretch]) -> Millis:
    """When the contract time of a run that missed its target reached it: the calendar's deadline in the stretch that holds it."""
    hours = calendar(spec.hours(terms, clock.severity))
    start, left = clock.started_at, clock.target_ms or 0
    for begin, until in halts:
        counted = hours.elapsed(start, begin)
        if counted > left:
            break
        start, left = until, left - counted
    due = hours.deadline(start, left)
    assert due is not None, "the run has exceeded its target, so the target lies within it"
    return due
