"""All the series of a stream together: at most one false alarm a month by design, shared out among them by weight: half of it is the offset's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from houdun.facts.observation import Change, Detection
from houdun.facts.time import Millis
from houdun.probe.detection.baseline import Baseline
from houdun.probe.detection.drift import Slope
from houdun.probe.detection.rules import RULES, Rule
from houdun.probe.detection.shift import Evidence, Odds

MONTH = 30 * 86_400
SIGMAS = 6.0
PLAYLIST = "playlist_unchanged"
"""The series that only streams by playlist have."""
SETTLED = 60.0
"""Seconds of an alarm after which the new level is taken for normal: a change is told once."""


class Watched:
    """One series under its rule: one false alarm in so many months."""

    def __init__(self, stream: str, rule: Rule, months: float) -> None:
        self._stream, self._rule = stream, rule
        self._baseline = Baseline()
        self._evidence = Evidence(Odds(rule.rare, rule.lasting), months * MONTH * rule.samples_per_second)
        self._slope = Slope(rule.drift) if rule.drift else None
        self._alarmed: float | None = None
        self._floor = rule.floor

    def comes_in_segments(self) -> None:
        """The stream comes by playlist."""
        self._floor = self._rule.in_segments or self._rule.floor

    def add(self, at: float, value: float) -> Detection | None:
        """One sample; a detection where it completes the evidence. `at` in seconds."""
        if self._alarmed is not None:
            self._rest(at)
            return None
        drift = self._slope.add(at, value) if self._slope else None
        exceeds = self._exceeds(value)
        if self._evidence.add(at, exceeds):
            return self._detect(Change.SHIFT, self._evidence.onset, at, value, 0.0)
        if drift is not None:
            return self._detect(Change.DRIFT, drift[1], at, value, drift[0])
        if not exceeds:
            self._baseline.learn(at, (value,))
        return None

    def _exceeds(self, value: float) -> bool:
        if not self._rule.lower <= value <= self._rule.upper:
            return True
        if not self._baseline.known:
            return False
        return abs(value - self._baseline.level) > max(self._floor, SIGMAS * self._baseline.spread)

    def _detect(self, change: Change, onset: float, at: float, value: float, slope: float) -> Detection:
        self._alarmed = at
        before = self._baseline.level
        return Detection(self._stream, self._rule.series, change, _millis(onset), _millis(at), before, value, slope)

    def _rest(self, at: float) -> None:
        """While alarmed nothing is learned; a minute on, the watch begins anew at whatever is normal then."""
        if self._alarmed is not None and at - self._alarmed >= SETTLED:
            self._alarmed = None
            self._baseline.forget()
            self._evidence.reset()
            if self._slope:
                self._slope.reset()


class Told:
    """One series that the stream tells: the first value is normal, another one is a change at once."""

    def __init__(self, stream: str, series: str) -> None:
        self._stream, self._series = stream, series
        self._last: float | None = None

    def add(self, at: float, value: float) -> Detection | None:
        before, self._last = self._last, value
        if before is None or before == value:
            return None
        return Detection(self._stream, self._series, Change.SHIFT, _millis(at), _millis(at), before, value)


class Detector:
    """Watches one stream. Samples come in order; a series may have none, one or several in a second."""

    def __init__(self, stream: str, rules: Sequence[Rule] = RULES) -> None:
        total = sum(rule.weight for rule in rules if not rule.told)
        self._watched: dict[str, Watched | Told] = {
            rule.series: Told(stream, rule.series) if rule.told else Watched(stream, rule, total / rule.weight) for rule in rules
        }
        self._segmented = False

    def _learn_segments(self) -> None:
        self._segmented = True
        for each in self._watched.values():
            if isinstance(each, Watched):
                each.comes_in_segments()

    def second(self, at: Millis, samples: Iterable[tuple[str, float]]) -> list[Detection]:
        """What the second that ends at `at` gives rise to. Samples of one series within it are spread evenly over it."""
        grouped: dict[str, list[float]] = {}
        for series, value in samples:
            if series == PLAYLIST and not self._segmented:
                self._learn_segments()
            if series in self._watched and value == value:  # nan: nothing was measured
                grouped.setdefault(series, []).append(value)
        found = []
        for series, values in grouped.items():
            for index, value in enumerate(values, 1):
                moment = at / 1000 - 1 + index / len(values)
                if (detection := self._watched[series].add(moment, value)) is not None:
                    found.append(replace(detection, at=at))  # nobody knew it before the second was over
        return found


def _millis(seconds: float) -> Millis:
    return round(seconds * 1000)
