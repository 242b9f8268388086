"""Watching one stream: events → a second's arrays → figures → what changed. Whatever the stream does, each second has its entry, and nothing measured is lost.

Nothing here waits or reads a clock. Time is that of the events' arrivals; whoever watches live also says how late it is (`Session.until`), since
a stream that fell silent tells nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

import houdun.probe.metrics  # noqa: F401  # registers the metrics
from houdun.facts.observation import Detection, Observation
from houdun.facts.time import Millis
from houdun.media.events import Event, TroubleSeen
from houdun.probe.detection.detector import Detector
from houdun.probe.facts import Facts, StreamFacts
from houdun.probe.metric import REGISTRY
from houdun.probe.reader import Reader
from houdun.probe.window import Window

SECOND = 1.0
LEAST = 0.001
"""Seconds of the last, broken second at least."""
LONGEST_SILENCE = 120.0
"""Seconds without an event that are taken for silence; after more, the clock was set or the machine slept, and the seconds between were not watched."""
BACK = 5.0
"""Seconds by which an arrival may lie before the present second, as reordered pictures do; by more, the clock was set back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """What the second that ended at `at` showed. `samples` are all figures, `observations` one a series: their median."""

    at: Millis
    observations: tuple[Observation, ...]
    samples: tuple[tuple[str, float], ...]
    detections: tuple[Detection, ...]
    troubles: tuple[TroubleSeen, ...]
    facts: StreamFacts


class Session:
    """One stream. `began` is when playing it was asked for, in seconds of the probe's clock; without it, the first event's arrival."""

    def __init__(self, stream: str, began: float | None = None, detector: Detector | None = None) -> None:
        self._stream, self._start = stream, began
        self._detector = Detector(stream) if detector is None else detector
        self._reader, self._facts = Reader(), Facts()
        self._metrics = [entry.make() for entry in REGISTRY]
        self._units = {series.name: series.unit for entry in REGISTRY for series in entry.series}
        self._fed: float | None = None
        """When the last event of the present second arrived."""

    def feed(self, event: Event) -> list[Second]:
        """Takes the next event; the seconds that are over with it."""
        began = self._start
        over = [] if began is not None and began <= event.arrival < began + SECOND else self._turn(event.arrival)
        self._facts.see(event)
        self._reader.feed(event)
        self._fed = event.arrival
        return over

    def until(self, now: float) -> list[Second]:
        """The seconds that are over at `now` although nothing came. What arrived before `now` must have been fed."""
        return self._turn(now) if self._start is not None and now > self._start else []

    def finish(self) -> list[Second]:
        """What came since the last whole second, up to its last event. It is recorded, but raises no alarm: part of a second proves nothing."""
        if self._start is None or self._fed is None:
            return []
        return [self._close(min(max(self._fed, self._start + LEAST), self._start + SECOND), whole=False)]

    def _turn(self, now: float) -> list[Second]:
        if self._start is None or now - self._start > LONGEST_SILENCE:
            over = self.finish()
            self._start = now
            return over
        if now < self._start - BACK:
            over = self.finish()
            self._start, self._metrics = now, [entry.make() for entry in REGISTRY]
            return over
        over = []
        while now >= self._start + SECOND:
            over.append(self._close(self._start + SECOND))
        return over

    def _close(self, end: float, whole: bool = True) -> Second:
        assert self._start is not None, "there is no second before the first event"
        window = self._reader.window(self._start, end)
        self._start, self._fed = end, None
        at = round(end * 1000)
        with np.errstate(all="ignore"):  # stamps from outside may be anything
            samples = tuple(self._figures(window))
        return Second(
            at=at,
            observations=tuple(self._observations(at, samples)),
            samples=samples,
            detections=tuple(self._detector.second(at, samples)) if whole else (),
            troubles=tuple(window.troubles),
            facts=self._facts.now,
        )

    def _figures(self, window: Window) -> Iterator[tuple[str, float]]:
        for each in self._metrics:
            for name, value in each.measure(window):
                if math.isfinite(value):
                    yield name, float(value)

    def _observations(self, at: Millis, samples: Iterable[tuple[str, float]]) -> Iterator[Observation]:
        grouped: dict[str, list[float]] = {}
        for name, value in samples:
            grouped.setdefault(name, []).append(value)
        for name, values in grouped.items():
            value = values[0] if len(values) == 1 else median(values)
            yield Observation(self._stream, name, at, value, self._units[name])


def watch(
    events: Iterable[Event], stream: str, *, began: float | None = None, detector: Detector | None = None
) -> Iterator[Second]:
    """Every second of a stream to its end: a player's events, live or in virtual time. What the player raises before its first event passes through."""
    session = Session(stream, began, detector)
    for event in events:
        yield from session.feed(event)
    yield from session.finish()
