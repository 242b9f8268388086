"""What the numbers coded in the pictures tell: frames that were lost on the way, and a pipeline that shows the same one again and again."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.media.marks.strip import NUMBERS
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window

LARGEST_GAP = 300
"""Frames; beyond that the stream was restarted, or loops."""


@metric(
    Series(
        "frames_lost",
        Unit.COUNT,
        Bilingual("这一秒里编号缺失的帧", "frame numbers that are missing in this second"),
        needs_codes=True,
    ),
    Series(
        "frames_repeated",
        Unit.COUNT,
        Bilingual(
            "编号与前一帧相同的帧：采集或渲染管线卡住", "frames with the number of the frame before: a pipeline that stands still"
        ),
        needs_codes=True,
    ),
    Series(
        "codes_read", Unit.RATIO, Bilingual("读出画面编码的帧所占比例", "share of pictures whose code was read"), needs_codes=True
    ),
)
class FrameNumbers:
    """Nothing before the first code; from then on every second that has pictures."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._unread = 0

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        numbers = window.pictures.number.tolist()
        lost = repeated = read = 0
        for number in numbers:
            if number < 0:
                self._unread += 1
                continue
            if self._last is not None:
                step = (number - self._last) % NUMBERS
                repeated += step == 0
                lost += max(0, step - 1 - self._unread) if step <= LARGEST_GAP else 0
            self._last, self._unread = number, 0
            read += 1
        if numbers and self._last is not None:
            yield "frames_lost", lost
            yield "frames_repeated", repeated
            yield "codes_read", read / len(numbers)
