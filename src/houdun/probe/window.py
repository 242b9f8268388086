"""One second of a stream as arrays: all that the metrics see. They never see frames, so the hot path has one owner (`reader.py`).

Every array is one-dimensional, in order of arrival, float64 seconds unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from houdun.media.events import HttpSeen, RtcStats, SenderReport, TrackSeen, TroubleSeen

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True, kw_only=True)
class Pictures:
    """Decoded pictures. What was not read or not sampled is -1 (integers) or nan (floats)."""

    arrival: Floats
    pts: Floats
    time: Floats
    number: Ints
    """The coded frame number."""
    stream: Ints
    """The coded stream id, 0–255."""
    wall: Floats
    """When the frame left the host's clock: from the strip, or from the stamp in the packet."""
    luma: Floats
    """Mean luma of the sampled grid, 0–255; every third frame is sampled."""
    motion: Floats
    """Mean absolute luma difference to the grid sampled before, in that block of it where most has moved."""
    low: Floats
    """Luma of the strip's dark cells (40 as sent)."""
    high: Floats
    """Luma of the strip's bright cells (215 as sent)."""
    slice: NDArray[np.uint8]
    """1 I, 2 P, 3 B, 0 unknown."""


@dataclass(slots=True, kw_only=True)
class Sounds:
    """Decoded blocks of sound."""

    arrival: Floats
    pts: Floats
    time: Floats
    samples: Ints
    rate: Ints
    power: NDArray[np.float64]
    """Mean square per channel, shape (n, 2); mono repeats its channel."""
    cross: Floats
    """Mean of left × right; mono: its power."""


@dataclass(slots=True, kw_only=True)
class Marks:
    """Chirps found in the sound."""

    pts: Floats
    time: Floats
    arrival: Floats
    counter: Ints
    """Modulo 4096; -1 where the symbols did not decode."""
    score: Floats
    """Correlation, 0–1."""
    stretch: Floats
    """Length of the mark as heard over its length as sent (44.1/48 mix-ups show here); 1 where all is well."""


@dataclass(slots=True, kw_only=True)
class Packets:
    """Encoded packets of one kind."""

    arrival: Floats
    pts: Floats
    dts: Floats
    size: Ints
    key: NDArray[np.bool_]
    parameter_sets: NDArray[np.bool_]
    """A key packet that carries SPS and PPS."""


@dataclass(slots=True, kw_only=True)
class Window:
    """The events that arrived in [start, end), seconds of the probe's wall clock."""

    start: float
    end: float
    pictures: Pictures
    sounds: Sounds
    marks: Marks
    video: Packets
    audio: Packets
    tracks: list[TrackSeen] = field(default_factory=list)
    rtc: list[RtcStats] = field(default_factory=list)
    reports: list[SenderReport] = field(default_factory=list)
    http: list[HttpSeen] = field(default_factory=list)
    troubles: list[TroubleSeen] = field(default_factory=list)
