"""From RTP stamps to the time line that both tracks of a stream share: the sender's NTP time, by its RTCP sender reports (RFC 3550, 6.4.1).

Pure: nothing here reads a clock. Stamps come unwrapped (`wire/stamps.py`).
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import combinations
from statistics import median

from houdun.media.track import Kind

REPORTS = 12
"""How many reports a mapping rests on: enough to average the server's scheduling, few enough to follow a clock."""
SLOPE_FROM = 5
"""Reports from which on a drift is believed; before, their noise would be taken for one."""
TOLERANCE = 0.04
"""Seconds by which an honest report may miss: below what a viewer detects (ITU-R BT.1359-1: 45 ms)."""
CONFIRMATIONS = 3
"""Reports that must agree with each other, and not with the mapping, to replace it. One alone is a bad report."""


class SenderClock:
    """One track's mapping from its stamps to NTP, both in seconds: a line through the last reports (Theil and Sen), which one in four may spoil."""

    def __init__(self) -> None:
        self._trusted: deque[tuple[float, float]] = deque(maxlen=REPORTS)
        self._suspects: list[tuple[float, float]] = []
        self._slope, self._level, self._origin = 0.0, math.nan, 0.0

    @property
    def known(self) -> bool:
        return not math.isnan(self._level)

    def report(self, ntp: float, rtp: float) -> None:
        """A sender report: `rtp` is the unwrapped stamp in seconds of the media clock. What is not finite is passed over."""
        if not (math.isfinite(ntp) and math.isfinite(rtp)):
            return
        if self.known and abs(self.time(rtp) - ntp) > TOLERANCE:
            self._suspect(ntp, rtp)
            return
        self._suspects.clear()
        self._trusted.append((rtp, ntp - rtp))
        self._fit()

    def time(self, rtp: float) -> float:
        """The sender's NTP time of a stamp; nan before the first report."""
        return rtp + self._level + self._slope * (rtp - self._origin)

    def _suspect(self, ntp: float, rtp: float) -> None:
        offset = ntp - rtp
        self._suspects = [each for each in self._suspects if abs(each[1] - offset) <= TOLERANCE]
        self._suspects.append((rtp, offset))
        if len(self._suspects) >= CONFIRMATIONS:
            self._trusted = deque(self._suspects, maxlen=REPORTS)
            self._suspects = []
            self._fit()

    def _fit(self) -> None:
        self._slope = _slope(self._trusted) if len(self._trusted) >= SLOPE_FROM else 0.0
        self._origin = self._trusted[-1][0]
        self._level = _low(offset - self._slope * (rtp - self._origin) for rtp, offset in self._trusted)


class Timeline:
    """The tracks of one stream on their common time line."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._clocks = {kind: SenderClock() for kind in kinds}

    def report(self, kind: Kind, ntp: float, rtp: float) -> None:
        self._clocks[kind].report(ntp, rtp)

    def time(self, kind: Kind, rtp: float) -> float:
        """NTP in Unix seconds; nan until every track has had a report."""
        if not all(clock.known for clock in self._clocks.values()):
            return math.nan
        return self._clocks[kind].time(rtp)


def _low(offsets: Iterable[float]) -> float:
    """The lower quartile: servers make reports of arrivals, which are late at times and never early."""
    ordered = sorted(offsets)
    return ordered[(len(ordered) - 1) // 4]


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """Theil and Sen: the median of the slopes of all pairs."""
    slopes = [(late - early) / (after - before) for (before, early), (after, late) in combinations(points, 2) if after != before]
    return median(slopes) if slopes else 0.0
