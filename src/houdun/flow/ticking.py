"""The clocks of a case that run at this moment: for whoever looks on while they do.

ticking(log, terms, now)      wall and contract time so far, and when the vendor's word will be broken if nothing is said before
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from houdun.case.calendar import Calendar, calendar
from houdun.case.clocks import CLOCKS, Clock
from houdun.case.reading import pauses, read
from houdun.facts.case import CaseLog
from houdun.facts.promise import Terms
from houdun.facts.reading import CaseReading, ClockReading
from houdun.facts.time import DAY, Millis

BY_NAME = {clock.name: clock for clock in CLOCKS}
AHEAD: Millis = 14 * DAY
"""A calendar's next change is looked for so far ahead."""


@dataclass(frozen=True, slots=True)
class Ticking:
    """A clock that runs. `counts`: contract time passes at this moment, and goes on to until `turns_at` (None: for as far as can be seen);
    where it does not, it will from then on. `due_at` is when contract time reaches the target if nothing pauses it: None without a target, while
    it is paused, and once it is `late`."""

    reading: ClockReading
    counts: bool
    turns_at: Millis | None
    due_at: Millis | None

    @property
    def name(self) -> str:
        return self.reading.name

    @property
    def late(self) -> bool:
        target = self.reading.target_ms
        return target is not None and self.reading.contract_ms >= target


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as it is at `now`: what was read of it, and the clocks that run, what is due first, then what is late, then what was not promised."""

    reading: CaseReading
    clocks: tuple[Ticking, ...]
    paused: bool


def standing(log: CaseLog, terms: Terms, now: Millis) -> Standing:
    """`now` takes the place of the log's horizon: a case that is open is known to have heard nothing since."""
    so_far = replace(log, horizon=now)
    reading = read(so_far, terms)
    stretches = pauses(so_far)
    paused = bool(stretches) and stretches[-1][1] == now and stretches[-1][0] < now
    running = (_ticking(each, terms, now, paused) for each in reading.clocks if each.censored)
    return Standing(reading, tuple(sorted(running, key=_order)), paused)


def _order(each: Ticking) -> tuple[int, Millis, str]:
    if each.due_at is not None:
        return 0, each.due_at, each.name
    return (1 if each.late else 2), each.reading.started_at, each.name


def _ticking(reading: ClockReading, terms: Terms, now: Millis, paused: bool) -> Ticking:
    clock: Clock = BY_NAME[reading.name]
    hours = calendar(clock.hours(terms, reading.severity))
    open_now = hours.elapsed(now, now + 1) > 0
    left = None if reading.target_ms is None or paused else reading.target_ms - reading.contract_ms
    due_at = hours.deadline(now, left) if left is not None and left > 0 else None
    return Ticking(reading, open_now and not paused, None if paused else _turn(hours, now, open_now), due_at)


def _turn(hours: Calendar, now: Millis, open_now: bool) -> Millis | None:
    """When service next opens, or closes."""
    if hours.hours.always:
        return None
    if not open_now:
        opens = hours.deadline(now, 1)
        return None if opens is None else opens - 1
    low, high = now, now + AHEAD
    if hours.elapsed(low, high) == high - low:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if hours.elapsed(now, middle) == middle - now else (low, middle)
    return low
