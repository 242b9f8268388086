"""A picture that does not move."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window

MOTION = 0.1
"""Mean luma difference below which nothing moves: an encoder's own noise on a standing picture is a tenth of it."""
CALM = 1.5
"""Seconds without motion that a healthy picture may have: a host who listens beside a clock that ticks."""
REFRESH = 0.4
"""Seconds after a key frame in which what changes is the coding of the picture and not what it shows."""
I_SLICE = 1


@metric(
    Series(
        "still_share",
        Unit.RATIO,
        Bilingual(
            "画面静止超过 1.5 秒的抽样所占比例（有编码时，只算编号在走的）",
            "share of samples after more than 1.5 s without motion; with codes, of those whose number advances",
        ),
    )
)
class Still:
    """With codes, a picture whose number stands still too is a frozen pipeline, not a frozen camera, and counts for nothing here."""

    def __init__(self) -> None:
        self._number = -1
        self._moved: float | None = None
        self._refreshed = -inf

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        still = sampled = 0
        pictures = window.pictures
        for motion, number, pts, slice_ in zip(
            pictures.motion.tolist(), pictures.number.tolist(), pictures.pts.tolist(), pictures.slice.tolist(), strict=True
        ):
            if slice_ == I_SLICE:
                self._refreshed = pts
            if motion != motion or 0 <= pts - self._refreshed < REFRESH:
                continue
            advances = number < 0 or number != self._number
            if motion >= MOTION or not advances or self._moved is None or pts < self._moved:
                self._moved = pts
            sampled += advances
            still += advances and pts - self._moved > CALM
            self._number = number
        if sampled:
            yield "still_share", still / sampled
