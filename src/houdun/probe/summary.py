"""A watched stream in a page, in memory that does not grow: figures of each series, what changed, what went wrong, how it ended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from houdun.facts.observation import Detection, Unit
from houdun.facts.time import Millis
from houdun.media.events import Trouble, TroubleSeen
from houdun.probe.facts import StreamFacts
from houdun.probe.session import Second

KEPT = 512
"""Values of a series that its quantiles are taken from at most."""
MOST_DETECTIONS = 1000
ENDINGS = (Trouble.ENDED, Trouble.STALLED)


@dataclass(frozen=True, slots=True)
class Figures:
    """One series over the whole session, in its unit. `low` and `high` are the 5 % and 95 % quantiles."""

    count: int
    median: float
    low: float
    high: float
    least: float
    most: float
    total: float
    last: float


class Tally:
    """Counts one series. Quantiles come from every second, fourth, eighth … value once there are more than `KEPT`; the rest is exact."""

    def __init__(self) -> None:
        self._kept: list[float] = []
        self._every = 1
        self._count = 0
        self._total = self._last = 0.0
        self._least, self._most = np.inf, -np.inf

    def add(self, value: float) -> None:
        if self._count % self._every == 0:
            self._kept.append(value)
            if len(self._kept) > KEPT:
                self._kept, self._every = self._kept[::2], 2 * self._every
        self._count += 1
        self._total += value
        self._last = value
        self._least, self._most = min(self._least, value), max(self._most, value)

    @property
    def kept(self) -> int:
        """Values that the quantiles rest on."""
        return len(self._kept)

    def figures(self) -> Figures:
        """Of at least one value."""
        low, middle, high = np.quantile(self._kept, (0.05, 0.5, 0.95)).tolist()
        return Figures(self._count, middle, low, high, self._least, self._most, self._total, self._last)


class Summary:
    """Add the seconds in order. `ended` is the stream's own end, None where the watching was ended."""

    def __init__(self) -> None:
        self.seconds = 0
        self.series: dict[str, Tally] = {}
        self.units: dict[str, Unit] = {}
        self.detections: list[Detection] = []
        self.troubles: Counter[Trouble] = Counter()
        self.ended: TroubleSeen | None = None
        self.facts = StreamFacts()
        self.first: Millis | None = None
        self.last: Millis | None = None

    def add(self, second: Second) -> None:
        self.seconds += 1
        self.facts = second.facts
        self.first, self.last = second.at if self.first is None else self.first, second.at
        for each in second.observations:
            self.units[each.metric] = each.unit
            self.series.setdefault(each.metric, Tally()).add(each.value)
        self.detections += second.detections[: MOST_DETECTIONS - len(self.detections)]
        for trouble in second.troubles:
            self.troubles[trouble.what] += 1
            self.ended = trouble if trouble.what in ENDINGS else None
