"""How loud the sound is, channel by channel: a mono sum would hide channels that cancel each other out."""

from __future__ import annotations

from collections.abc import Iterator
from math import log10, sqrt

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window

SILENCE = 1e-6
"""Mean square below which a block is silent: -60 dBFS."""
FAINTEST = 1e-10
"""Mean square that stands for everything fainter: -100 dBFS."""
COMPARABLE = 1e-7
"""Least mean square of both channels for a correlation to mean anything: -70 dBFS."""


@metric(
    Series("level", Unit.DECIBELS_FULL_SCALE, Bilingual("响度（两声道均方根）", "level: root mean square of both channels")),
    Series("level_left", Unit.DECIBELS_FULL_SCALE, Bilingual("左声道响度", "level of the left channel")),
    Series("level_right", Unit.DECIBELS_FULL_SCALE, Bilingual("右声道响度", "level of the right channel")),
    Series("silence_share", Unit.RATIO, Bilingual("静音（低于 −60 dBFS）的比例", "share of the sound below −60 dBFS")),
    Series(
        "channel_correlation",
        Unit.RATIO,
        Bilingual(
            "左右声道相关系数；接近 −1 为反相，混成单声道会抵消",
            "correlation of left and right; near −1 they are in antiphase and cancel out in mono",
        ),
    ),
)
class Level:
    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        sounds = window.sounds
        total = int(sounds.samples.sum())
        if not total:
            return
        weights = sounds.samples / total
        left, right = (weights @ sounds.power).tolist()
        yield "level", _decibels((left + right) / 2)
        yield "level_left", _decibels(left)
        yield "level_right", _decibels(right)
        yield "silence_share", min(1.0, float(weights @ (sounds.power.max(axis=1) < SILENCE)))
        if min(left, right) > COMPARABLE:
            yield "channel_correlation", max(-1.0, min(1.0, float(weights @ sounds.cross) / sqrt(left * right)))


def _decibels(power: float) -> float:
    return 10 * log10(max(power, FAINTEST))
