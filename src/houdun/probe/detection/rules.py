"""Which series are watched, what counts as an exceedance, and how often a healthy stream is granted one.

A sample exceeds where it lies further from its baseline than `floor` (and six robust standard deviations), or outside `[lower, upper]`, which holds
from the first second. Floors are what a viewer or an operator would care about, not what could be measured. `rare` bounds the chance that a healthy
stream exceeds after a normal sample, `lasting` after an exceeding one (outliers come in bursts): both are upper bounds on what clean hours of
every protocol showed; `python -m benchmarks.live.alarms` prints the shares.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

DETECTABILITY = (-125.0, 45.0)
"""ITU-R BT.1359-1: sound late by 125 ms or early by 45 ms is noticed. Ours: + is sound late, so the sign is turned below."""
ACCEPTABILITY = (-185.0, 90.0)
"""ITU-R BT.1359-1, in its own sign (+ is sound early)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one series is watched. `drift` is the slope per second that counts as one, 0 for series that are not watched for drift.

    `in_segments` is the floor of streams that come by playlist, 0 for the same one: their players ask in a rhythm that wanders against the server's, so
    that a healthy latency climbs for minutes and falls by two segments at once.
    `weight` is its share, against the others', of the one false alarm a month that a stream is granted.
    `told`: the figure is not measured but told by the stream, now and then; it has no noise, and another value than the last is a change.
    """

    series: str
    floor: float = 0.0
    lower: float = -math.inf
    upper: float = math.inf
    rare: float = 3e-3
    lasting: float = 0.1
    samples_per_second: float = 1.0
    drift: float = 0.0
    in_segments: float = 0.0
    weight: float = 1.0
    told: bool = False


AV_OFFSET = Rule(
    series="av_offset",
    floor=20.0,
    lower=-DETECTABILITY[1],
    upper=-DETECTABILITY[0],
    rare=1e-4,
    lasting=0.02,
    samples_per_second=2.0,
    drift=0.1,
    weight=20.0,
)
RULES: tuple[Rule, ...] = (
    AV_OFFSET,
    Rule(series="end_to_end_latency", floor=500.0, in_segments=15_000.0, lower=-100.0, drift=20.0, lasting=0.3),
    Rule(series="framesPerSecond", floor=7.0, lasting=0.3),
    Rule(series="frames_lost", floor=5.0, upper=5.0),
    Rule(series="frames_repeated", floor=5.0, upper=8.0),
    Rule(series="still_share", floor=0.5, upper=0.8),
    Rule(series="black_share", floor=0.5, upper=0.5),
    Rule(series="silence_share", floor=0.6, upper=0.9),
    Rule(series="level", floor=12.0, rare=0.01),
    Rule(series="channel_correlation", floor=0.8, lower=-0.5),
    Rule(series="codes_read", floor=0.3, lower=0.6),
    Rule(series="marks_read", floor=0.6),
    Rule(series="mark_stretch", floor=0.02, lower=0.98, upper=1.02),
    Rule(series="strip_low", floor=8.0, lower=30.0, upper=50.0),
    Rule(series="strip_high", floor=10.0, lower=203.0, upper=225.0),
    Rule(series="video_bitrate", floor=400.0, lasting=0.3),
    Rule(series="audio_bitrate", floor=40.0, lasting=0.3),
    Rule(series="keyframe_interval", floor=2.0, upper=6.0),
    Rule(series="parameter_sets_share", floor=0.5, lower=0.5),
    Rule(series="bframe_share", floor=0.2, upper=0.2),
    Rule(series="packet_loss", floor=0.01, upper=0.02, lasting=0.3),
    Rule(series="stalled_share", floor=0.5, upper=0.5),
    Rule(series="playlist_unchanged", floor=10.0, upper=15.0, rare=0.01),
    Rule(series="sample_rate", told=True),
    Rule(series="frameWidth", told=True),
    Rule(series="frameHeight", told=True),
    Rule(series="full_range", told=True),
)
