"""A picture that shows nothing."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window

BLACK = 20.0
"""Mean luma below which a picture is black; 16 is black in limited range."""


@metric(Series("black_share", Unit.RATIO, Bilingual("黑屏抽样所占比例", "share of sampled pictures that are black")))
class Black:
    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        sampled = [luma for luma in window.pictures.luma.tolist() if luma == luma]
        if sampled:
            yield "black_share", sum(luma < BLACK for luma in sampled) / len(sampled)
