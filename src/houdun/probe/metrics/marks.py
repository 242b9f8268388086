"""The marks in the sound: are they all there, and are they as long as they were?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from statistics import median

import numpy as np

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.media.marks.chirp import PERIOD_S
from houdun.probe.metric import Series, metric
from houdun.probe.window import Sounds, Window

SECONDS = 4
"""Seconds over which marks are counted: in a single one there may be one, two or three of them."""


@metric(
    Series(
        "marks_read",
        Unit.RATIO,
        Bilingual(
            "最近 4 秒声音里读出的标记占应有标记的比例",
            "marks read in the last 4 seconds of sound, as a share of those that should be there",
        ),
        needs_codes=True,
    ),
    Series(
        "mark_stretch",
        Unit.RATIO,
        Bilingual(
            "标记听到的长度与发出长度之比；0.92 或 1.09 多为 44.1/48 kHz 标错",
            "length of the marks as heard over that as sent; 0.92 or 1.09 is mostly a mix-up of 44.1 and 48 kHz",
        ),
        needs_codes=True,
    ),
)
class MarksHeard:
    """Nothing before the first mark; from then on every second that has sound."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, int]] = deque(maxlen=SECONDS)
        self._known = False

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        read = int(np.count_nonzero(window.marks.counter >= 0))
        if not self._known and not read:
            return
        if seconds := _seconds(window.sounds):
            self._recent.append((seconds, read))
        if self._known and seconds and len(self._recent) == SECONDS:
            heard, marks = (sum(each) for each in zip(*self._recent, strict=True))
            yield "marks_read", min(1.0, marks * PERIOD_S / heard)
        self._known = True
        if window.marks.stretch.size:
            yield "mark_stretch", median(window.marks.stretch.tolist())


def _seconds(sounds: Sounds) -> float:
    known = sounds.rate > 0
    return float((sounds.samples[known] / sounds.rate[known]).sum())
