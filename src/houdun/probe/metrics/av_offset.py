"""By how much the sound is late against the picture, and how fast that changes.

A mark k of the sound was made at source second k/2, a frame n of the picture at n/fps. What lies between them on the stream's time line, less what lies
between them at the source, is the offset: whichever frame is taken, as long as both are of the same second. So the mark is compared with the frame
nearest in source time, and jumps, loops and large offsets need no special care.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import gcd
from statistics import median

import numpy as np

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.media.marks.chirp import COUNTERS, PERIOD_S
from houdun.media.marks.strip import NUMBERS
from houdun.probe.detection.drift import theil_sen
from houdun.probe.metric import Series, metric
from houdun.probe.window import Floats, Marks, Pictures, Window

RATES = (10, 12, 15, 20, 24, 25, 30, 48, 50, 60, 90, 120)
"""Frame rates in use; one that was measured is taken for the nearest of these if it is within `NEAR` of it."""
NEAR = 0.03
STEPS = 5
"""Steps from frame to frame that it takes to tell the rate."""
MEMORY = 15.0
"""Seconds of frames that are kept, and that a mark waits for its frame: the largest offset that can be measured."""
REACH = 0.25
"""Seconds of source time within which a frame is near enough, where the very frame of the mark was lost for `PATIENCE` seconds."""
PATIENCE = 2.0
TREND = 60
"""Seconds, each with its median, over which the drift is taken; from `TREND_FROM` on, every `TREND_EVERY`."""
TREND_FROM, TREND_EVERY = 15, 5
BREAK = 40.0
"""Milliseconds from one second to the next that are a shift: the drift is measured anew from there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One that was read: `source` seconds, `time` on the stream's shared line, `heard` when it arrived."""

    source: float
    time: float
    heard: float


@metric(
    Series(
        "av_offset",
        Unit.MILLISECONDS,
        Bilingual("音画偏移；正值表示声音晚于画面", "offset of sound against picture; + is sound late"),
        needs_codes=True,
    ),
    Series(
        "av_offset_drift",
        Unit.MILLISECONDS_PER_SECOND,
        Bilingual("最近一分钟内音画偏移的变化速度（Theil–Sen）", "slope of the offset over the last minute (Theil–Sen)"),
        needs_codes=True,
    ),
)
class AvOffset:
    """`av_offset` comes once for each mark, usually twice a second; `av_offset_drift` every five seconds."""

    def __init__(self) -> None:
        self._frames = Frames()
        self._waiting: list[Mark] = []
        self._trend: deque[tuple[float, float]] = deque(maxlen=TREND)
        self._seconds = 0

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        self._frames.add(window.pictures, window.end)
        self._waiting.extend(_read(window.marks))
        offsets = list(self._matched(window.end))
        for offset in offsets:
            yield "av_offset", offset
        if offsets:
            yield from self._drift(window.end, median(offsets))

    def _matched(self, now: float) -> Iterator[float]:
        waiting, self._waiting = self._waiting, []
        for mark in waiting:
            waited = now - mark.heard
            offset = self._frames.offset(mark, exact=waited < PATIENCE)
            if offset is not None:
                yield offset * 1000
            elif waited < MEMORY:
                self._waiting.append(mark)

    def _drift(self, now: float, offset: float) -> Iterator[tuple[str, float]]:
        if self._trend and abs(offset - self._trend[-1][1]) > BREAK:
            self._trend.clear()
        self._trend.append((now, offset))
        self._seconds += 1
        if len(self._trend) >= TREND_FROM and self._seconds % TREND_EVERY == 0:
            at, offsets = np.array(self._trend).T
            yield "av_offset_drift", theil_sen(at, offsets)


class Frames:
    """The frames of the last seconds, by number and time."""

    def __init__(self) -> None:
        self._rate = 0
        self._cycle = np.inf
        self._kept: Floats = np.empty((3, 0))
        """Rows: number, time, arrival."""

    def add(self, pictures: Pictures, now: float) -> None:
        """Takes the pictures whose number and time are known; of a number that is shown again and again, the first."""
        good = (pictures.number >= 0) & ~np.isnan(pictures.time)
        number, pts, time, arrival = np.array([pictures.number, pictures.pts, pictures.time, pictures.arrival])[:, good]
        if number.size:
            last = self._kept[0, -1] if self._kept.size else -1
            self._tell_rate(pts, number)
            fresh = number != np.concatenate([[last], number[:-1]])
            self._kept = np.concatenate([self._kept, np.array([number, time, arrival])[:, fresh]], axis=1)
        self._kept = self._kept[:, self._kept[2].searchsorted(now - MEMORY) :]

    def offset(self, mark: Mark, exact: bool) -> float | None:
        """Seconds by which `mark` is late, against its very frame (`exact`) or one near; None where there is none."""
        if not self._rate or not self._kept.size:
            return None
        number, time, _ = self._kept
        ahead = number / self._rate - mark.source
        ahead -= np.round(ahead / self._cycle) * self._cycle
        distance = np.abs(ahead)
        nearest = float(distance.min())
        if nearest > (0.5 / self._rate + 1e-6 if exact else REACH):
            return None
        # A short loop shows the same number twice within the memory: the one nearer in time is meant.
        lateness = (mark.time - time + ahead)[distance < nearest + 1e-6]
        return float(lateness[np.abs(lateness).argmin()])

    def _tell_rate(self, pts: Floats, number: Floats) -> None:
        steps = number[1:] - number[:-1]
        forward = (steps > 0) & (steps < 100)
        if np.count_nonzero(forward) < STEPS:
            return
        period = median(((pts[1:] - pts[:-1])[forward] / steps[forward]).tolist())
        rate = min(RATES, key=lambda each: abs(each * period - 1))
        if abs(rate * period - 1) <= NEAR and rate != self._rate:
            self._rate = rate
            # Both counters wrap: together they tell source seconds apart modulo the greatest common divisor of their cycles.
            self._cycle = COUNTERS * PERIOD_S * gcd(rate, NUMBERS) / rate
            self._kept = self._kept[:, :0]


def _read(marks: Marks) -> Iterable[Mark]:
    return (
        Mark(counter * PERIOD_S, time, heard)
        for counter, time, heard in zip(marks.counter.tolist(), marks.time.tolist(), marks.arrival.tolist(), strict=True)
        if counter >= 0 and time == time
    )
