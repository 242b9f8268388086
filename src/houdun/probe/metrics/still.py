"""A picture that does not move."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from statistics import median

import numpy as np
from numpy.typing import NDArray

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Pictures, Window

MOTION = 5.0
"""Luma difference in the block that moves most, below which nothing moves. Measured on the four shows at 720p 500 and 300, 240p 100 and 360p
VP8 300 kbit/s: the median of 1.5 s is 5.2 and more with a living host, most often 15; what an encoder goes on changing in a standing picture
makes it 3.3 at most once its rate control has settled, which takes two seconds, or five where bits are scarcest."""
LOOK_BACK = 1.5
"""Seconds over which the median is taken: a host who listens is calm for less, an encoder is never busy for half of it."""
I_SLICE = 1


@metric(
    Series(
        "still_share",
        Unit.RATIO,
        Bilingual(
            "最近 1.5 秒画面几乎没有动的抽样所占比例（有编码时，只算编号在走的）",
            "share of samples in whose last 1.5 s hardly anything moved; with codes, of those whose number advances",
        ),
    )
)
class Still:
    """With codes, a picture whose number stands still too is a frozen pipeline, not a frozen camera, and counts for nothing here."""

    def __init__(self) -> None:
        self._number = -1
        self._recent: deque[tuple[float, float]] = deque()
        """(pts, motion), from the last sample that is more than LOOK_BACK old on."""
        self._refreshed = False

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        pictures = window.pictures
        still = [self._still(*sample) for sample in self._samples(pictures)]
        counted = [each for each in still if each is not None]
        if counted:
            yield "still_share", sum(counted) / len(counted)

    def _samples(self, pictures: Pictures) -> Iterator[tuple[float, float, int]]:
        """(pts, motion, number). Across an I slice it is the coding of the picture that changes, and not what it shows; where there is
        nothing else, that is as it is."""
        key = pictures.slice == I_SLICE
        refreshes: NDArray[np.bool_] = key & ~key.all()
        for pts, motion, number, refresh in zip(
            pictures.pts.tolist(), pictures.motion.tolist(), pictures.number.tolist(), refreshes.tolist(), strict=True
        ):
            self._refreshed |= refresh
            if motion == motion:
                if not self._refreshed:
                    yield pts, motion, number
                self._refreshed = False

    def _still(self, pts: float, motion: float, number: int) -> bool | None:
        """Has hardly anything moved of late? None for a picture whose number stands."""
        recent, stands = self._recent, 0 <= number == self._number
        self._number = number
        if stands or (recent and pts < recent[-1][0]):
            recent.clear()
        if stands:
            return None
        recent.append((pts, motion))
        while len(recent) > 1 and recent[1][0] <= pts - LOOK_BACK:
            recent.popleft()
        return recent[0][0] <= pts - LOOK_BACK and median(moved for _, moved in recent) < MOTION
