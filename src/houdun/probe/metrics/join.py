"""How long joining took, and how much of that was waiting for a key frame."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window


@metric(
    Series("join_time", Unit.SECONDS, Bilingual("从开始播放到解码出第一幅画面", "from the start to the first decoded picture")),
    Series(
        "join_key_wait",
        Unit.SECONDS,
        Bilingual(
            "其中等待关键帧的部分：第一个视频包到第一个关键帧",
            "the part of it that waited for a key frame: first video packet to first key frame",
        ),
    ),
)
class Join:
    """Both come once. The wait is told by stamps, because what a player reads ahead arrives all at once."""

    def __init__(self) -> None:
        self._start: float | None = None
        self._first: float | None = None
        self._wait: float | None = None
        self._done = False

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        if self._done:
            return
        self._start = window.start if self._start is None else self._start
        self._look(window)
        if window.pictures.arrival.size:
            self._done = True
            took = float(window.pictures.arrival[0]) - self._start
            yield "join_time", took
            if self._wait is not None:
                yield "join_key_wait", min(max(self._wait, 0.0), took)

    def _look(self, window: Window) -> None:
        video = window.video
        if self._first is None and video.dts.size:
            self._first = float(video.dts[0])
        if self._wait is None and self._first is not None and video.key.any():
            self._wait = float(video.dts[video.key.argmax()]) - self._first
