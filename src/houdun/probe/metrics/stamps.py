"""Whether the stamps tell the truth: jumps that the arrival does not explain, unsteady arrival, and tracks that do not travel together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Floats, Packets, Window

STEADY = 0.5
"""Seconds between two packets of a track that need no explanation."""


class Stamps:
    """The last packet of one track."""

    def __init__(self) -> None:
        self.dts: Floats = np.empty(0)
        self._arrival: Floats = np.empty(0)

    def steps(self, packets: Packets) -> tuple[Floats, Floats]:
        """(step of the stamps, step of the arrival) of every packet but the very first."""
        dts, arrival = np.concatenate([self.dts, packets.dts]), np.concatenate([self._arrival, packets.arrival])
        self.dts, self._arrival = dts[-1:], arrival[-1:]
        return dts[1:] - dts[:-1], arrival[1:] - arrival[:-1]


@metric(
    Series(
        "pts_jump",
        Unit.MILLISECONDS,
        Bilingual(
            "时间戳跳变中到达时间解释不了的部分，取最大；负值为倒退",
            "largest jump of a track's stamps that its arrival does not explain; below zero: backwards",
        ),
    ),
    Series(
        "arrival_jitter",
        Unit.MILLISECONDS,
        Bilingual("视频包到达间隔与时间戳间隔之差的平均值", "mean difference between steps of arrival and of stamps, video"),
    ),
    Series(
        "interleaving",
        Unit.SECONDS,
        Bilingual(
            "音频在流里领先视频的秒数（同一时刻收到的时间戳之差）",
            "seconds by which the sound is ahead of the video in the stream: stamps received at the same moment",
        ),
    ),
)
class StampsMetric:
    def __init__(self) -> None:
        self._video, self._audio = Stamps(), Stamps()

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        video, audio = self._video.steps(window.video), self._audio.steps(window.audio)
        jumps = [_jump(*steps) for steps in (video, audio) if steps[0].size]
        if jumps:
            yield "pts_jump", 1000 * max(jumps, key=abs)
        if video[0].size:
            yield "arrival_jitter", 1000 * float(np.abs(video[1] - video[0]).mean())
        if window.video.dts.size and window.audio.dts.size:
            yield "interleaving", float(self._audio.dts[-1] - self._video.dts[-1])


def _jump(stamps: Floats, arrival: Floats) -> float:
    """Seconds of the largest unexplained step, 0 where all is well."""
    if stamps.min() >= 0.0 and stamps.max() <= STEADY:
        return 0.0
    wild = (stamps < 0.0) | (stamps > STEADY)
    unexplained = np.where(stamps < 0.0, stamps, np.maximum(stamps - arrival, 0.0)) * wild
    return float(unexplained[np.abs(unexplained).argmax()])
