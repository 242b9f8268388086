"""How old a picture is on its arrival. Across machines the figure is only as good as their clocks agree."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window


@metric(
    Series(
        "end_to_end_latency",
        Unit.MILLISECONDS,
        Bilingual(
            "从画面离开主播端到探针解码出来的时间；为负说明两端时钟不一致",
            "from the host's clock in the picture to its decoding here; below zero the two clocks disagree",
        ),
        needs_codes=True,
    )
)
class Latency:
    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        took = [age for age in (window.pictures.arrival - window.pictures.wall).tolist() if age == age]
        if took:
            yield "end_to_end_latency", median(took) * 1000
