"""HTTP delivery: how old a cache's answer is, and whether the playlist still moves."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window

LONGEST = 10
"""Digits of an age that are read."""


@metric(
    Series(
        "http_age",
        Unit.SECONDS,
        Bilingual("缓存应答的年龄（Age 头），取最大", "largest Age header: how long a cache had held its answer"),
    ),
    Series("playlist_unchanged", Unit.SECONDS, Bilingual("播放列表多久没有前进", "how long the playlist has not advanced")),
)
class Http:
    def __init__(self) -> None:
        self._newest: int | None = None
        self._advanced = 0.0

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        ages = [float(age) for seen in window.http if (age := seen.headers.get("age", "")[:LONGEST]).isdecimal()]
        if ages:
            yield "http_age", max(ages)
        for seen in window.http:
            if seen.newest_segment is not None and seen.newest_segment != self._newest:
                self._newest, self._advanced = seen.newest_segment, seen.arrival
        if self._newest is not None:
            yield "playlist_unchanged", max(0.0, window.end - self._advanced)
