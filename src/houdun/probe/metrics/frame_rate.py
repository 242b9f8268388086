"""How many pictures a viewer is shown in a second."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.playout import Playout
from houdun.probe.window import Window

LEAST = 0.5
"""Seconds that a rate needs: the last second of a stream may be a broken one."""


@metric(
    Series(
        "framesPerSecond",
        Unit.PER_SECOND,
        Bilingual("这一秒里播放出的画面数", "pictures played in this second"),
        w3c=True,
    )
)
class FrameRate:
    """From the first whole second on; 0 where nothing comes any more."""

    def __init__(self) -> None:
        self._playout = Playout()
        self._shown: deque[float] = deque()

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        began = self._playout.last is not None
        self._shown.extend(self._playout.show(window.pictures.arrival.tolist(), window.pictures.pts.tolist()))
        count = 0
        while self._shown and self._shown[0] < window.end:
            self._shown.popleft()
            count += 1
        if began and (seconds := window.end - window.start) >= LEAST:
            yield "framesPerSecond", count / seconds
