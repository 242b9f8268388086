"""How dark and how bright the strip's cells arrive: they were drawn with 40 and 215, so a wrong range or a wrong gamma shows at once."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window


@metric(
    Series(
        "strip_low",
        Unit.LEVEL,
        Bilingual("编码条暗格亮度，发出时为 40", "luma of the strip's dark cells, 40 as sent"),
        needs_codes=True,
    ),
    Series(
        "strip_high",
        Unit.LEVEL,
        Bilingual("编码条亮格亮度，发出时为 215", "luma of the strip's bright cells, 215 as sent"),
        needs_codes=True,
    ),
)
class StripLevels:
    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        for name, levels in (("strip_low", window.pictures.low), ("strip_high", window.pictures.high)):
            known = [level for level in levels.tolist() if level == level]
            if known:
                yield name, median(known)
