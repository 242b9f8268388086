"""Freezes by both definitions in use, or vendors' figures cannot be compared. Counted since the start, as webrtc-stats counts.

W3C (webrtc-stats, `freezeCount`): a picture stays for at least max(3 × mean, mean + 150 ms), the mean being that of the last 30 pictures.
The other one, common in vendors' dashboards: longer than 500 ms.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.playout import Playout
from houdun.probe.window import Window

RENDERED = 30
"""Pictures that the mean is taken over."""
MORE = 0.150
LONG = 0.500


@dataclass(slots=True)
class Tally:
    count: int = 0
    seconds: float = 0.0

    def add(self, duration: float) -> None:
        self.count += 1
        self.seconds += duration


@metric(
    Series(
        "freezeCount",
        Unit.COUNT,
        Bilingual("累计卡顿次数（W3C 定义）", "freezes so far, by the W3C definition"),
        w3c=True,
        cumulative=True,
    ),
    Series(
        "totalFreezesDuration",
        Unit.SECONDS,
        Bilingual("累计卡顿时长（W3C 定义）", "their total length, by the W3C definition"),
        w3c=True,
        cumulative=True,
    ),
    Series(
        "freeze_500_count",
        Unit.COUNT,
        Bilingual("累计超过 500 毫秒的卡顿次数", "freezes of more than 500 ms so far"),
        cumulative=True,
    ),
    Series("freeze_500_duration", Unit.SECONDS, Bilingual("累计超过 500 毫秒的卡顿时长", "their total length"), cumulative=True),
)
class Freezes:
    """A freeze that still lasts is counted with the length that it has so far."""

    def __init__(self) -> None:
        self._playout = Playout()
        self._durations: deque[float] = deque(maxlen=RENDERED)
        self._sum = 0.0
        self._w3c, self._long = Tally(), Tally()

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        before = self._playout.last
        for shown in self._playout.show(window.pictures.arrival.tolist(), window.pictures.pts.tolist()):
            if before is not None:
                self._render(shown - before)
            before = shown
        if before is None:
            return
        lasting = window.end - before
        freezes, long = self._with(self._w3c, lasting, self._limit()), self._with(self._long, lasting, LONG)
        yield "freezeCount", freezes.count
        yield "totalFreezesDuration", freezes.seconds
        yield "freeze_500_count", long.count
        yield "freeze_500_duration", long.seconds

    def _limit(self) -> float:
        """Seconds from which a picture's stay is a freeze by the W3C definition."""
        mean = self._sum / len(self._durations) if self._durations else 0.0
        return max(3 * mean, mean + MORE)

    def _render(self, duration: float) -> None:
        if self._durations and duration >= self._limit():
            self._w3c.add(duration)
        if duration > LONG:
            self._long.add(duration)
        if len(self._durations) == RENDERED:
            self._sum -= self._durations[0]
        self._durations.append(duration)
        self._sum += duration

    def _with(self, tally: Tally, lasting: float, limit: float) -> Tally:
        return Tally(tally.count + 1, tally.seconds + lasting) if self._durations and lasting > limit else tally
