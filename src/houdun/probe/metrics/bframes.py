"""Pictures that refer to later ones: they cost delay, and WebRTC does not carry them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window

B_SLICE = 3


@metric(Series("bframe_share", Unit.RATIO, Bilingual("B 帧所占比例", "share of B-frames")))
class BFrames:
    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        known = np.count_nonzero(window.pictures.slice)
        if known:
            yield "bframe_share", float(np.count_nonzero(window.pictures.slice == B_SLICE) / known)
