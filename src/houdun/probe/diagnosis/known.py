"""What a diagnosis rests on: each series before and after the onset, and what was handed over besides.

Where a figure is not known it is nan, so that every comparison with it is false: a clue speaks only of what was seen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from houdun.facts.observation import Observation
from houdun.facts.time import SECOND, Millis
from houdun.facts.withheld import Withheld
from houdun.probe.detection.drift import certain_slope, theil_sen
from houdun.probe.facts import StreamFacts

Floats = NDArray[np.float64]

SETTLING_S = 2.0
"""Seconds after the onset, or after joining, that are neither before nor after: a second mixes both, and players settle."""
LEAST = 5
"""Values from which a slope is taken."""
NOTHING = np.empty(0)


class Known:
    """Observations of one stream, in order; `onset` None: there was no change, and all but the seconds of joining count as after."""

    def __init__(self, observations: Iterable[Observation], onset: Millis | None, facts: StreamFacts, withheld: Withheld) -> None:
        self._at: dict[str, list[float]] = defaultdict(list)
        self._values: dict[str, list[float]] = defaultdict(list)
        for each in observations:
            self._at[each.metric].append(each.at / SECOND)
            self._values[each.metric].append(each.value)
        self._onset = None if onset is None else onset / SECOND
        self._joined = min((at[0] for at in self._at.values()), default=0.0)
        self._joining = SETTLING_S if onset is None else 0.0
        self.facts, self.withheld = facts, withheld

    @cached_property
    def anything(self) -> bool:
        """Was anything received at all?"""
        return bool(self._values)

    def measured(self, series: str) -> bool:
        return series in self._values

    @cached_property
    def rates_told(self) -> int:
        """How many sample rates the stream has told."""
        return len(set(self._values.get("sample_rate", ())))

    def before(self, series: str) -> float:
        """Median before the onset."""
        return _median(self._part(series, after=False)[1])

    def after(self, series: str) -> float:
        """Median after it."""
        return _median(self._part(series, after=True)[1])

    def change(self, series: str) -> float:
        return self.after(series) - self.before(series)

    def ratio(self, series: str) -> float:
        """After over before; nan where before there was nothing."""
        before = self.before(series)
        return self.after(series) / before if before else math.nan

    def slope(self, series: str) -> float:
        """Per second, after the onset (Theil and Sen)."""
        at, values = self._part(series, after=True)
        return theil_sen(at, values) if len(at) >= LEAST else math.nan

    def certain_slope(self, series: str) -> float:
        """The same, 0 where noise alone could show it."""
        at, values = self._part(series, after=True)
        return certain_slope(at, values) if len(at) >= LEAST else math.nan

    def most(self, series: str) -> float:
        """Largest since the onset, its first seconds included; without an onset those of joining are not."""
        values = self._part(series, after=True, settling=self._joining)[1]
        return float(values.max()) if values.size else math.nan

    def least(self, series: str) -> float:
        values = self._part(series, after=True, settling=self._joining)[1]
        return float(values.min()) if values.size else math.nan

    def share(self, series: str, above: float) -> float:
        """The share of seconds after the onset in which the series is above that."""
        values = self._part(series, after=True)[1]
        return float((values > above).mean()) if values.size else math.nan

    def _part(self, series: str, *, after: bool, settling: float = SETTLING_S) -> tuple[Floats, Floats]:
        at, values = np.array(self._at.get(series, NOTHING)), np.array(self._values.get(series, NOTHING))
        begin = self._onset if self._onset is not None else self._joined
        if not after:
            return (NOTHING, NOTHING) if self._onset is None else (at[at < begin], values[at < begin])
        # Just after a detection there is nothing settled yet, and what is measured once is measured while joining: what there is counts.
        chosen = at >= begin + (settling if (at >= begin + settling).any() else 0.0)
        return at[chosen], values[chosen]


def _median(values: Floats) -> float:
    return float(np.median(values)) if values.size else math.nan
