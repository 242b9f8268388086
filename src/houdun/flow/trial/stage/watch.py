"""A stream as it is looked at on a stage: its seconds, its last packets, and whether it is well at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from statistics import median
from typing import Final

import numpy as np

from houdun.facts.observation import Detection
from houdun.facts.time import SECOND, Millis
from houdun.media.clip import Ring
from houdun.media.events import Event
from houdun.probe.detection.detector import SIGMAS
from houdun.probe.detection.drift import LEAST, theil_sen
from houdun.probe.detection.rules import RULES, Rule
from houdun.probe.session import Second, Session

SETTINGS: Final = {"video_bitrate", "audio_bitrate", "frameWidth", "frameHeight", "full_range", "sample_rate"}
"""Series that tell how a stream is set: a remedy may change them, and the stream is none the worse for it."""
TOLD_RATE: Final = "sample_rate"
"""Told when it changes: the last one holds."""
LEAST_RATE_HZ: Final = 44_100
"""Below it a show does not sound as it should."""
PICTURES = "framesPerSecond"
ERRORS = 3.0
"""A slope counts beyond so many standard errors."""

Points = Sequence[tuple[Millis, float]]


@dataclass(slots=True)
class Watch:
    """Feed it events in order of their arrival. `onset` is when the fault came, None where there is none."""

    session: Session
    onset: Millis | None
    seconds: list[Second] = field(default_factory=list)
    ring: Ring = field(default_factory=Ring)
    found: tuple[Detection, ...] = ()
    """The first changes that were seen after the onset, all of one second."""
    seen_at: Millis | None = None

    def event(self, event: Event) -> None:
        self.ring.see(event)
        self.told(self.session.feed(event))

    def told(self, seconds: Sequence[Second]) -> None:
        """Takes seconds that are over."""
        self.seconds += seconds
        for second in seconds:
            if self.seen_at is None and second.detections and second.at > (self.onset or 0):
                self.found, self.seen_at = second.detections, second.at

    def until(self, now: float) -> None:
        """The seconds that are over at `now` although nothing came."""
        self.told(self.session.until(now))

    def gone(self, at: Millis) -> None:
        """The stream ended before our eyes. After the onset that is a change, too."""
        if self.seen_at is None and self.onset is not None and at > self.onset:
            self.seen_at = at

    @property
    def seen_for(self) -> float:
        """Seconds that were watched since a change was seen; negative infinity where none was."""
        return -inf if self.seen_at is None or self.at is None else (self.at - self.seen_at) / SECOND

    @property
    def at(self) -> Millis | None:
        """The end of the last whole second."""
        return self.seconds[-1].at if self.seconds else None


def healthy(seconds: Sequence[Second], onset: Millis | None, since: Millis) -> bool:
    """Are the seconds that end after `since` those of a clean stream? What is normal is learned from those before `onset`, where there are any.

    Each watched series must be within its rule's limits for more than half of its samples, and must not drift.
    """
    judged = [second for second in seconds if second.at > since]
    last, before = _series(judged), _series([second for second in seconds if onset is not None and second.at <= onset])
    rates = [value for _, value in _series(seconds).get(TOLD_RATE, ())]
    if rates and rates[-1] < LEAST_RATE_HZ:
        return False
    if 2 * len(last.get(PICTURES, ())) <= len(judged) or not judged:
        return False
    return all(
        _within(rule, last[rule.series], before.get(rule.series, ())) and not _drifts(rule, last[rule.series])
        for rule in RULES
        if rule.series in last and rule.series not in SETTINGS
    )


def offsets(seconds: Sequence[Second], began: Millis) -> Iterator[tuple[float, float]]:
    """(seconds since `began`, ms that the sound is late), as they were measured."""
    return (((at - began) / SECOND, value) for at, value in _series(seconds).get("av_offset", ()))


def _series(seconds: Sequence[Second]) -> Mapping[str, Points]:
    """All samples by their series; of several in a second, spread evenly over it."""
    found: dict[str, list[tuple[Millis, float]]] = {}
    for second in seconds:
        grouped: dict[str, list[float]] = {}
        for name, value in second.samples:
            grouped.setdefault(name, []).append(value)
        for name, values in grouped.items():
            moments = (second.at - SECOND + round(SECOND * place / len(values)) for place in range(1, len(values) + 1))
            found.setdefault(name, []).extend(zip(moments, values, strict=True))
    return found


def _within(rule: Rule, points: Points, before: Points) -> bool:
    level, room = _normal(rule, [value for _, value in before])
    beyond = sum(not rule.lower <= value <= rule.upper or abs(value - level) > room for _, value in points)
    return 2 * beyond < len(points)


def _normal(rule: Rule, values: Sequence[float]) -> tuple[float, float]:
    """The normal level, and how far from it a value may be: as the detector has it."""
    if not values:
        return 0.0, inf
    level = median(values)
    return level, max(rule.floor, SIGMAS * 1.4826 * median(abs(value - level) for value in values))


def _drifts(rule: Rule, points: Points) -> bool:
    if not rule.drift or len(points) < LEAST:
        return False
    at = np.array([moment / SECOND for moment, _ in points])
    at, values = at - at[0], np.array([value for _, value in points])
    slope = theil_sen(at, values)
    rest = values - slope * at
    error = 1.4826 * float(np.median(np.abs(rest - np.median(rest)))) / float(np.sqrt(np.sum((at - at.mean()) ** 2)))
    return abs(slope) > max(rule.drift, ERRORS * error)
