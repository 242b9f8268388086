"""Key frames: how far apart they are, and whether a player that joins finds the parameter sets with them."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.media.track import Codec, Kind
from houdun.media.wire import h264
from houdun.probe.metric import Series, metric
from houdun.probe.window import Window


@metric(
    Series("keyframe_interval", Unit.SECONDS, Bilingual("关键帧间隔", "time from one key frame to the next")),
    Series(
        "parameter_sets_share",
        Unit.RATIO,
        Bilingual(
            "带有 SPS/PPS（帧内或带外）的关键帧比例，仅 H.264",
            "share of key frames with SPS and PPS, in them or beside the stream; H.264 only",
        ),
    ),
)
class Keyframes:
    """Where the next key frame is overdue, the time since the last one stands for the interval.

    Parameter sets travel beside the stream in a configuration record (ISO/IEC 14496-15); in Annex B, only the packets have them.
    """

    def __init__(self) -> None:
        self._last: float | None = None
        self._interval = 0.0
        self._codec: Codec | str = ""
        self._beside = False

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        for track in window.tracks:
            if track.kind is Kind.VIDEO:
                self._codec, self._beside = track.codec, h264.is_configuration(track.extradata)
        video = window.video
        if not video.pts.size:
            return
        keys = video.pts[video.key].tolist()
        for pts in keys:
            if self._last is not None and pts > self._last:
                self._interval = pts - self._last
                yield "keyframe_interval", self._interval
            self._last = pts
        if not keys and self._last is not None and (open_for := float(video.pts[-1]) - self._last) > self._interval:
            yield "keyframe_interval", open_for
        if keys and self._codec == Codec.H264:
            yield "parameter_sets_share", 1.0 if self._beside else float(video.parameter_sets[video.key].mean())
