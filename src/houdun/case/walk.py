"""A whole history as columns, taken through the transition table in lock-step.

The k-th step of every case goes through the table in one array operation; what the table lets pass is then searched for starts
and stops. The clocks over it are in `columns`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from houdun.case.calendar import Times
from houdun.case.clocks import OPENING, Clock
from houdun.case.steps import SEVERITIES, UNSAID, steps
from houdun.case.transitions import TABLE, State, Trigger
from houdun.facts.case import CaseLog, Severity
from houdun.facts.vendor import Vendor

Rows: TypeAlias = NDArray[np.int64]
"""Indices of steps in a history, ascending."""
Codes: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]

NONE = UNSAID
"""Stands for "there is none" in arrays of rows, of times (nothing of ours is before 1970) and of targets."""
TRIGGER_CODE = {trigger: code for code, trigger in enumerate(Trigger)}
SEVERITY_CODE = {severity: code for code, severity in enumerate(SEVERITIES)}
STATES = tuple(State)

_PASSES = np.array([(state, trigger) in TABLE for state in State for trigger in Trigger])
_NEXT = np.array(
    [STATES.index(TABLE[state, trigger].to if (state, trigger) in TABLE else state) for state in State for trigger in Trigger],
    dtype=np.uint8,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The steps of many cases, one case after the other, each in order, none after its horizon.

    Per step: `case` (int64, ascending, from 0), `trigger` (uint8, `TRIGGER_CODE`), `at` (int64 UTC ms), `value` (int64, as `Step`'s).
    Per case: `horizon` (int64 UTC ms), `vendor` (int64, index in `vendors`).
    """

    case: Rows
    trigger: Codes
    at: Times
    value: NDArray[np.int64]
    horizon: Times
    vendor: NDArray[np.int64]
    vendors: tuple[Vendor, ...]

    @classmethod
    def of(cls, logs: Iterable[CaseLog]) -> History:
        """The logs as columns, in their order."""
        case, trigger, at, value, horizon, names = [], [], [], [], [], []
        for number, log in enumerate(logs):
            horizon.append(log.horizon)
            names.append(log.key.vendor)
            for step in steps(log.entries, log.horizon):
                case.append(number)
                trigger.append(TRIGGER_CODE[step.trigger])
                at.append(step.at)
                value.append(step.value)
        vendors = tuple(sorted(set(names)))
        place = {vendor: index for index, vendor in enumerate(vendors)}
        return cls(
            case=np.array(case, dtype=np.int64),
            trigger=np.array(trigger, dtype=np.uint8),
            at=np.array(at, dtype=np.int64),
            value=np.array(value, dtype=np.int64),
            horizon=np.array(horizon, dtype=np.int64),
            vendor=np.array([place[name] for name in names], dtype=np.int64),
            vendors=vendors,
        )


class Spans(NamedTuple):
    """Stretches of cases, by rows and by times. What has not stopped ends at the row past its case, at the horizon."""

    start: Rows
    end: Rows
    started_at: Times
    ended_at: Times

    def some(self, chosen: Flags) -> Spans:
        return Spans(*(column[chosen] for column in self))


class Walk:
    """A history that has gone through the table: which steps passed, and in which state each case ended."""

    def __init__(self, history: History) -> None:
        self.history = history
        sizes = np.bincount(history.case, minlength=len(history.horizon))
        self.ends: Rows = np.cumsum(sizes)
        self.passed, self.state = _lock_step(history.trigger, sizes, self.ends - sizes)
        self.opening = self.first(self.rows(OPENING))
        self.reopening = self.last(self.rows({Trigger.REOPENED}))
        self.rated = self.rows({Trigger.SEVERITY_SET})

    def rows(self, triggers: Collection[Trigger]) -> Rows:
        """The steps that passed with one of these triggers."""
        wanted = np.zeros(len(TRIGGER_CODE), dtype=np.bool_)
        wanted[[TRIGGER_CODE[trigger] for trigger in triggers]] = True
        return np.flatnonzero(wanted[self.history.trigger] & self.passed)

    def first(self, rows: Rows) -> Rows:
        """The first of these rows in each case, `NONE` where there is none."""
        case = self.history.case[rows]
        return self._per_case(rows[np.diff(case, prepend=NONE) != 0])

    def last(self, rows: Rows) -> Rows:
        """The last of these rows in each case, `NONE` where there is none."""
        case = self.history.case[rows]
        return self._per_case(rows[np.diff(case, append=NONE) != 0])

    def _per_case(self, rows: Rows) -> Rows:
        found = np.full(len(self.ends), NONE, dtype=np.int64)
        found[self.history.case[rows]] = rows
        return found

    def runs(self, clock: Clock) -> tuple[Rows, Rows]:
        """Start and stop rows of every run of a recurring clock; `NONE` for a stop that did not come."""
        either = self.rows(clock.starts | clock.stops)
        case = self.history.case[either]
        starts = np.isin(self.history.trigger[either], [TRIGGER_CODE[trigger] for trigger in clock.starts])
        going = np.zeros_like(starts)
        going[1:] = starts[:-1] & (case[1:] == case[:-1])
        begins, halts = np.flatnonzero(starts & ~going), np.append(np.flatnonzero(~starts), len(either))
        halt = halts[np.searchsorted(halts, begins)]
        same = np.append(case, NONE)[halt] == case[begins]
        return either[begins], np.where(same, np.append(either, NONE)[halt], NONE)

    def spans(self, start: Rows, stop: Rows) -> Spans:
        """From these rows to those, or to the horizon where `stop` is `NONE`."""
        history, case, going = self.history, self.history.case[start], stop == NONE
        end = np.where(going, self.ends[case], stop)
        return Spans(start, end, history.at[start], np.where(going, history.horizon[case], history.at[stop]))

    def severity(self, rows: Rows) -> Codes:
        """The severity of the case right after each of these steps."""
        setter = np.append(self.rated, NONE)[np.searchsorted(self.rated, rows, side="right") - 1]
        known = (setter != NONE) & (self.history.case[setter] == self.history.case[rows])
        return np.where(known, self.history.value[setter], SEVERITY_CODE[Severity.NORMAL]).astype(np.uint8)

    def critical(self) -> Flags:
        """Whether each case was critical at its opening or later."""
        changes = self.rated[self.history.value[self.rated] == SEVERITY_CODE[Severity.CRITICAL]]
        was = self.last(changes) > self.opening
        opened = np.flatnonzero(self.opening != NONE)
        was[opened] |= self.severity(self.opening[opened]) == SEVERITY_CODE[Severity.CRITICAL]
        return was


def _lock_step(trigger: Codes, sizes: Rows, firsts: Rows) -> tuple[Flags, Codes]:
    """Which steps pass the table, and each case's last state. The longest cases go first: those still going are a prefix."""
    order = np.argsort(-sizes, kind="stable")
    first, going = firsts[order], np.searchsorted(-sizes[order], -np.arange(sizes.max(initial=0)))
    passed, state = np.zeros(len(trigger), dtype=np.bool_), np.full(len(sizes), STATES.index(State.UNOPENED), dtype=np.uint8)
    for k, count in enumerate(going):
        row = first[:count] + k
        key = state[:count] * np.int16(len(TRIGGER_CODE)) + trigger[row]
        passed[row] = _PASSES[key]
        state[:count] = _NEXT[key]
    by_case = np.empty_like(state)
    by_case[order] = state
    return passed, by_case
