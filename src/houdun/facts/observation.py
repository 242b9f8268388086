"""What a probe measured on a stream, and what it concluded: observations, thresholds, detections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from houdun.facts.time import Millis


class Unit(StrEnum):
    MILLISECONDS = "ms"
    SECONDS = "s"
    PER_SECOND = "1/s"
    MILLISECONDS_PER_SECOND = "ms/s"
    KILOBITS_PER_SECOND = "kbit/s"
    DECIBELS_FULL_SCALE = "dBFS"
    COUNT = "count"
    RATIO = "ratio"
    PIXELS = "px"
    HERTZ = "Hz"
    LEVEL = "level"
    """A luma code value, 0–255."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure about one stream in the second that ends at `at` (the probe's clock).

    `metric` is the W3C webrtc-stats identifier where one exists (`framesPerSecond`), else a name of ours (`av_offset`).
    """

    stream: str
    metric: str
    at: Millis
    value: float
    unit: Unit


class Change(StrEnum):
    SHIFT = "shift"
    DRIFT = "drift"


@dataclass(frozen=True, slots=True)
class Detection:
    """A series left its normal state. `onset` is the estimated first affected moment, `at` the moment when it was known.

    `before` and `after` are levels in the metric's unit; `slope` is per second, 0 for a shift.
    """

    stream: str
    metric: str
    change: Change
    onset: Millis
    at: Millis
    before: float
    after: float
    slope: float = 0.0
