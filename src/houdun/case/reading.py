"""Reading one case: its steps folded one by one through the transition table, into milestones and clocks."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from houdun.case.calendar import Calendar, calendar
from houdun.case.clocks import CLOCKS, HEARD_BY, PAUSE, Clock
from houdun.case.steps import SEVERITIES, UNSAID, Step, findings_by_message, order, steps, steps_of
from houdun.case.transitions import TABLE, State, Trigger
from houdun.facts.case import Basis, CaseKey, CaseLog, Entry, Finding, Message, Milestone, Severity
from houdun.facts.promise import Terms
from houdun.facts.reading import CaseReading, ClockReading, Moment
from houdun.facts.time import Millis

Stretch: TypeAlias = tuple[Millis, Millis]
"""From the first time to the second."""


@dataclass(slots=True)
class _Run:
    """One run of a clock, stopped or going."""

    start: Step
    severity: Severity
    stop: Step | None = None


class Fold:
    """What the steps so far come to. `take` is the only thing that changes it."""

    def __init__(self) -> None:
        self.state = State.UNOPENED
        self.severity = Severity.NORMAL
        self.opened: Step | None = None
        self.severity_at_opening = Severity.NORMAL
        self.was_critical = False
        self.milestones: dict[Milestone, Moment] = {}
        self.runs: dict[str, list[_Run]] = {clock.name: [] for clock in (*CLOCKS, PAUSE)}

    def take(self, step: Step) -> None:
        """One more step; one that the table does not know in this state changes nothing."""
        move = TABLE.get((self.state, step.trigger))
        if move is None:
            return
        self.state = move.to
        if step.trigger is Trigger.SEVERITY_SET:
            self.severity = SEVERITIES[step.value]
        if move.reaches:
            self.milestones[move.reaches] = _first(self.milestones.get(move.reaches, Moment()), step)
        if move.reaches is Milestone.OPENED:
            self.opened, self.severity_at_opening = step, self.severity
        self.was_critical |= self.opened is not None and self.severity is Severity.CRITICAL
        for clock in HEARD_BY[step.trigger]:
            _tick(clock, self.runs[clock.name], step, self.severity)

    def pauses(self, horizon: Millis) -> tuple[Stretch, ...]:
        """When the vendor justly waited for the customer, one after the other."""
        return tuple((run.start.at, run.stop.at if run.stop else horizon) for run in self.runs[PAUSE.name])

    def reading(self, log: CaseLog, terms: Terms) -> CaseReading:
        """The case as it stands at the log's horizon."""
        pauses = self.pauses(log.horizon)
        clocks = [
            _clock_reading(clock, instance, run, terms, log.horizon, pauses)
            for clock in CLOCKS
            for instance, run in enumerate(self.runs[clock.name])
            if not clock.rca or self.was_critical or run.stop
        ]
        return CaseReading(
            log=log,
            opened_at=self.opened.at if self.opened else min((entry.at for entry in log.entries), default=log.horizon),
            severity=self.severity_at_opening if self.opened else self.severity,
            milestones=dict(self.milestones),
            clocks=tuple(clocks),
            signals=_signals(log.entries),
            state=self.state,
        )


def _tick(clock: Clock, runs: list[_Run], step: Step, severity: Severity) -> None:
    """What a step that the table let pass does to the runs of one clock."""
    run = runs[-1] if runs else None
    if step.trigger in clock.stops and run and (run.stop is None or clock.last):
        run.stop = step
    elif clock.undone and step.trigger is Trigger.REOPENED and run:
        run.stop = None
    elif step.trigger in clock.starts and (run is None or (clock.recurs and run.stop)):
        runs.append(_Run(step, severity))


def _first(moment: Moment, step: Step) -> Moment:
    """The moment with this step in it, where it is the first of its basis."""
    if step.basis is Basis.CLAIMED and moment.claimed_at is None:
        return replace(moment, claimed_at=step.at, claimed_by=step.uid)
    if step.basis is Basis.OBSERVED and moment.observed_at is None:
        return replace(moment, observed_at=step.at, observed_until=step.until, observed_by=step.uid)
    return moment


def _clock_reading(
    clock: Clock, instance: int, run: _Run, terms: Terms, horizon: Millis, pauses: Iterable[Stretch]
) -> ClockReading:
    hours = calendar(clock.hours(terms, run.severity))
    start, end = run.start.at, run.stop.at if run.stop else horizon
    paused = _paused(hours, start, end, pauses)
    target = clock.target(terms, run.severity)
    if clock.due and run.start.value != UNSAID:
        target = max(run.start.value - start, 0)
    return ClockReading(
        name=clock.name,
        instance=instance,
        started_at=start,
        stopped_at=run.stop.at if run.stop else None,
        wall_ms=end - start,
        contract_ms=hours.elapsed(start, end) - paused,
        paused_ms=paused,
        severity=run.severity,
        started_by=run.start.uid,
        stopped_by=run.stop.uid if run.stop else "",
        target_ms=target,
    )


def _paused(hours: Calendar, start: Millis, end: Millis, pauses: Iterable[Stretch]) -> Millis:
    """Business milliseconds of a run in which the vendor justly waited for the customer."""
    overlaps = ((max(start, begin), min(end, until)) for begin, until in pauses)
    return sum(hours.elapsed(begin, until) for begin, until in overlaps if begin < until)


def _signals(entries: Iterable[Entry]) -> tuple[Finding, ...]:
    """All findings, by the order of their messages, then by where they stand in it; those about no message we have come last."""
    messages = sorted((entry for entry in entries if isinstance(entry, Message)), key=order)
    places = {message.uid: place for place, message in enumerate(messages)}
    findings = [entry for entry in entries if isinstance(entry, Finding)]
    return tuple(sorted(findings, key=lambda each: (places.get(each.about, len(places)), each.start, each.name, each.uid)))


def read(log: CaseLog, terms: Terms) -> CaseReading:
    """The case as the rules read it at its horizon; what is dated after the horizon is not known yet.

    Pure and total: any log gives a reading. Without a customer there are no clocks, and `opened_at` is the first entry's time
    (the horizon of an empty log). `severity` is that at the opening, NORMAL until somebody sets another.
    Raises UsageError where the terms name an unknown zone or country, ValueError for a time outside 1970 … 2200.
    """
    return _folded(steps(log.entries, log.horizon)).reading(log, terms)


def pauses(log: CaseLog) -> tuple[Stretch, ...]:
    """The justified pauses of the case up to its horizon, ascending and apart."""
    return _folded(steps(log.entries, log.horizon)).pauses(log.horizon)


def _folded(taken: Iterator[Step]) -> Fold:
    fold = Fold()
    for step in taken:
        fold.take(step)
    return fold


class LiveCase:
    """A case that is still being told. `at(now)` equals `read` of the entries so far with the horizon `now`.

    An entry in order costs one step. A finding, or an entry that comes late, is read into its place: the case is folded anew.
    """

    def __init__(self, key: CaseKey, terms: Terms, title: str = "") -> None:
        self._log = CaseLog(key=key, title=title, horizon=0, entries=())
        self._terms = terms
        self._entries: list[Entry] = []
        self._known: set[str] = set()
        self._found: dict[str, list[Finding]] = {}
        self._fold: Fold | None = Fold()

    def append(self, entry: Entry) -> None:
        """One more entry; one that is known already (by its uid) changes nothing."""
        if entry.uid in self._known:
            return
        self._known.add(entry.uid)
        in_order = not self._entries or order(self._entries[-1]) < order(entry)
        insort(self._entries, entry, key=order)
        if isinstance(entry, Finding):
            self._found = findings_by_message(self._entries)
        if isinstance(entry, Finding) or not in_order:
            self._fold = None
        elif self._fold:
            for step in steps_of(entry, self._found):
                self._fold.take(step)

    def at(self, now: Millis) -> CaseReading:
        """The case as it stands at `now`; a running clock runs to it."""
        log = replace(self._log, horizon=now, entries=tuple(self._entries))
        if self._entries and self._entries[-1].at > now:
            return read(log, self._terms)
        if self._fold is None:
            self._fold = _folded(steps(self._entries, now))
        return self._fold.reading(log, self._terms)
