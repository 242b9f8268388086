"""The picture's format, where it is told or changes."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.media.track import Kind
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window


@metric(
    Series("frameWidth", Unit.PIXELS, Bilingual("画面宽度", "width of the picture"), w3c=True),
    Series("frameHeight", Unit.PIXELS, Bilingual("画面高度", "height of the picture"), w3c=True),
    Series("full_range", Unit.RATIO, Bilingual("范围标记：1 全范围，0 有限范围", "range tag: 1 full, 0 limited")),
    Series("sample_rate", Unit.HERTZ, Bilingual("声音的采样率", "sample rate of the sound")),
)
class Format:
    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        for track in window.tracks:
            if track.kind is Kind.AUDIO and track.rate:
                yield "sample_rate", track.rate
            elif track.width and track.height:
                yield "frameWidth", track.width
                yield "frameHeight", track.height
            if track.full_range is not None:
                yield "full_range", float(track.full_range)
