"""Times as people tell them: "about ten past nine" is a time and by how much it may be off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from houdun.errors import UsageError
from houdun.facts.time import DAY, EARLIEST, MINUTE, Millis
from houdun.language import Bilingual

WIDEST: Final[Millis] = DAY
"""Who cannot tell the day tells no time."""
AHEAD: Final[Millis] = MINUTE
"""By so much a person's clock may be ahead of ours."""


@dataclass(frozen=True, slots=True)
class Told:
    """A moment, and by how much it may be off either way."""

    at: Millis
    plus_minus: Millis = 0

    @property
    def earliest(self) -> Millis:
        return max(EARLIEST, self.at - self.plus_minus)

    @property
    def latest(self) -> Millis:
        return self.at + self.plus_minus


def told(at: Millis, plus_minus: Millis, now: Millis) -> Told:
    """Raises UsageError for a time that has not come yet, or that is hardly known."""
    if not 0 <= plus_minus <= WIDEST:
        raise UsageError(
            Bilingual("时间误差应在 0 到 24 小时之间", "a time may be off by 0 to 24 hours"),
            Bilingual("请填写更准确的时间", "tell the time more exactly"),
            where="--plus-minus",
        )
    if at < EARLIEST or at - plus_minus > now + AHEAD:
        raise UsageError(
            Bilingual("这个时间还没有到", "this time has not come yet"),
            Bilingual("请填写实际发生的时间；不是今天的，连日期一起写", "tell when it really was, with its date if not today"),
            where="--at",
        )
    return Told(at, plus_minus)
