"""What the encoders give, in bits for a second of stream. By stamps and not by arrival, so that segments' bursts do not matter."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.window import Packets, Window

LONGEST = 30.0
"""Seconds of stream that come in one second at most; more is a jump of the stamps."""


class Rate:
    """One track: the bytes that came, over the time by which the stamps went on."""

    def __init__(self) -> None:
        self._last: float | None = None

    def of(self, packets: Packets) -> float | None:
        """kbit/s, or None where the stamps do not tell."""
        if not packets.dts.size:
            return None
        before, self._last = self._last, float(packets.dts[-1])
        if before is None or not 0 < (span := self._last - before) <= LONGEST:
            return None
        return float(packets.size.sum()) * 8 / span / 1000


@metric(
    Series(
        "video_bitrate", Unit.KILOBITS_PER_SECOND, Bilingual("视频码率（按时间戳计）", "bit rate of the video, by its stamps")
    ),
    Series(
        "audio_bitrate", Unit.KILOBITS_PER_SECOND, Bilingual("音频码率（按时间戳计）", "bit rate of the sound, by its stamps")
    ),
)
class Bitrate:
    def __init__(self) -> None:
        self._video, self._audio = Rate(), Rate()

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        if (video := self._video.of(window.video)) is not None:
            yield "video_bitrate", video
        if (audio := self._audio.of(window.audio)) is not None:
            yield "audio_bitrate", audio
