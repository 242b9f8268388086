"""A picture that does not move."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window

MOTION = 0.25
"""Mean luma difference below which nothing moves."""


@metric(
    Series(
        "still_share",
        Unit.RATIO,
        Bilingual(
            "画面静止的抽样所占比例（有编码时，只算编号在走的）",
            "share of samples without motion; with codes, of those whose number advances",
        ),
    )
)
class Still:
    """With codes, a picture whose number stands still too is a frozen pipeline, not a frozen camera, and counts for nothing here."""

    def __init__(self) -> None:
        self._number = -1

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        still = sampled = 0
        for motion, number in zip(window.pictures.motion.tolist(), window.pictures.number.tolist(), strict=True):
            if motion == motion:
                advances = number < 0 or number != self._number
                sampled += advances
                still += advances and motion < MOTION
                self._number = number
        if sampled:
            yield "still_share", still / sampled
