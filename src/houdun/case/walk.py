"""A whole history as columns, taken through the transition table in lock-step.

The k-th step of every case goes through the table in one array operation; what the table lets pass is then searched for starts
and stops. The clocks over it are in `columns`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from houdun.case.calendar import Times
from houdun.case.clocks import OPENING, Clock
from houdun.case.steps import SEVERITIES, UNSAID, steps
from houdun.case.transitions import TABLE, Move, State, Trigger
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

_ROW = len(Trigger)
_PASSES = np.array([pair in TABLE for pair in product(State, Trigger)])
_NEXT = np.array([_ROW * STATES.index(TABLE.get(pair, Move(pair[0], None)).to) for pair in product(State, Trigger)])
"""The table flattened: `state × _ROW + trigger` → whether it passes, and where the row of the next state begins."""


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

    def at(self, places: Rows) -> Spans:
        return Spans(*(column[places] for column in self))


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
        wanted = np.zeros_like(self.passed)
        for trigger in triggers:
            wanted |= self.history.trigger == TRIGGER_CODE[trigger]
        return np.flatnonzero(wanted & self.passed)

    def first(self, rows: Rows) -> Rows:
        """The first of these rows in each case, `NONE` where there is none."""
        return self.last(rows[::-1])

    def last(self, rows: Rows) -> Rows:
        """The last of these rows in each case, `NONE` where there is none."""
        found = np.full(len(self.ends), NONE)
        # Where an index comes again, NumPy leaves behind the last value.
        found[self.history.case[rows]] = rows
        return found

    def runs(self, clock: Clock) -> tuple[Rows, Rows]:
        """Start and stop rows of every run of a recurring clock; `NONE` for a stop that did not come."""
        starting = self.rows(clock.starts)
        if not len(starting):
            return starting, starting
        either = np.union1d(starting, self.rows(clock.stops))
        case, starts = self.history.case[either], np.isin(either, starting)
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

    @cached_property
    def severity_at_opening(self) -> Codes:
        """The severity of each case at its opening; NORMAL where it was not opened."""
        setter = self.last(self.rated[self.rated < self.opening[self.history.case[self.rated]]])
        return np.append(self.history.value, SEVERITY_CODE[Severity.NORMAL])[setter].astype(np.uint8)

    @cached_property
    def critical(self) -> Flags:
        """Whether each opened case was critical at its opening or later."""
        changes = self.rated[self.history.value[self.rated] == SEVERITY_CODE[Severity.CRITICAL]]
        return np.asarray((self.last(changes) > self.opening) | (self.severity_at_opening == SEVERITY_CODE[Severity.CRITICAL]))


def _lock_step(trigger: Codes, sizes: Rows, firsts: Rows) -> tuple[Flags, Codes]:
    """Which steps pass the table, and each case's last state. The longest cases go first: those still going are a prefix."""
    longest = sizes.max(initial=0)
    order = np.argsort((longest - sizes).astype(np.min_scalar_type(longest)), kind="stable")
    first, going = firsts[order], np.searchsorted(-sizes[order], -np.arange(longest))
    passed, state = np.zeros(len(trigger), dtype=np.bool_), np.full(len(sizes), _ROW * STATES.index(State.UNOPENED))
    for k, count in enumerate(going):
        row = first[:count] + k
        key = state[:count] + trigger[row]
        passed[row] = _PASSES[key]
        state[:count] = _NEXT[key]
    by_case = np.empty(len(sizes), dtype=np.uint8)
    by_case[order] = state // _ROW
    return passed, by_case
