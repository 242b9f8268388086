"""What the WebRTC receiver counted: loss, jitter, requests. Of two tracks the worse one stands where a sum would mean nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.media.track import Kind
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window

COUNTERS = ("packetsLost", "nackCount", "pliCount", "firCount")
Counts = Mapping[str, float]


@metric(
    Series("packet_loss", Unit.RATIO, Bilingual("这一秒里丢失的 RTP 包比例", "share of RTP packets lost in this second")),
    Series(
        "jitter",
        Unit.SECONDS,
        Bilingual("到达抖动（RFC 3550），取较差的一路", "interarrival jitter (RFC 3550) of the worse track"),
        w3c=True,
    ),
    Series("packetsLost", Unit.COUNT, Bilingual("累计丢包", "packets lost so far"), w3c=True, cumulative=True),
    Series(
        "nackCount",
        Unit.COUNT,
        Bilingual("累计重传请求（NACK）", "retransmissions asked for so far (NACK)"),
        w3c=True,
        cumulative=True,
    ),
    Series(
        "pliCount", Unit.COUNT, Bilingual("累计关键帧请求（PLI）", "key frames asked for so far (PLI)"), w3c=True, cumulative=True
    ),
    Series(
        "firCount",
        Unit.COUNT,
        Bilingual("累计完整帧请求（FIR）", "full intra frames asked for so far (FIR)"),
        w3c=True,
        cumulative=True,
    ),
    Series(
        "jitter_buffer_delay",
        Unit.MILLISECONDS,
        Bilingual(
            "抖动缓冲的平均停留时间，取较长的一路（jitterBufferDelay ÷ jitterBufferEmittedCount 的增量）",
            "mean stay in the jitter buffer of the worse track: growth of jitterBufferDelay over growth of jitterBufferEmittedCount",
        ),
    ),
)
class Rtc:
    def __init__(self) -> None:
        self._now: dict[Kind, Counts] = {}

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        if not window.rtc:
            return
        before, self._now = self._now, self._now | {stats.kind: stats.values for stats in window.rtc}
        growths = [_growth(before.get(kind, {}), now) for kind, now in self._now.items()]
        yield from _loss(growths)
        yield from _delay(growths)
        jitters = [values["jitter"] for values in self._now.values() if "jitter" in values]
        if jitters:
            yield "jitter", max(jitters)
        for name in COUNTERS:
            known = [values[name] for values in self._now.values() if name in values]
            if known:
                yield name, sum(known)


def _growth(before: Counts, now: Counts) -> Counts:
    """By how much each counter grew; all of it where counting began anew."""
    return {name: value - before.get(name, 0.0) if value >= before.get(name, 0.0) else value for name, value in now.items()}


def _loss(growths: list[Counts]) -> Iterator[tuple[str, float]]:
    lost = sum(growth.get("packetsLost", 0.0) for growth in growths)
    received = sum(growth.get("packetsReceived", 0.0) for growth in growths)
    if lost + received > 0:
        yield "packet_loss", max(0.0, lost) / (max(0.0, lost) + received)


def _delay(growths: list[Counts]) -> Iterator[tuple[str, float]]:
    stays = [
        growth.get("jitterBufferDelay", 0.0) / emitted
        for growth in growths
        if (emitted := growth.get("jitterBufferEmittedCount", 0.0)) > 0
    ]
    if stays:
        yield "jitter_buffer_delay", max(stays) * 1000
