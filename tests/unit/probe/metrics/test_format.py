from __future__ import annotations

from houdun.media.events import TrackSeen
from houdun.media.track import Codec, Kind
from houdun.probe.metrics.format import Format
from houdun.testing import windows as w


def test_a_format_is_told_where_it_changes() -> None:
    first, second = w.window(0), w.window(1)
    first.tracks = [
        TrackSeen(Kind.VIDEO, w.EPOCH, Codec.H264, 1280, 720, full_range=False),
        TrackSeen(Kind.AUDIO, w.EPOCH, Codec.AAC, rate=48_000, channels=2),
    ]
    second.tracks = [TrackSeen(Kind.VIDEO, w.EPOCH + 1, Codec.H264, 640, 360, full_range=True)]
    assert w.measured(Format(), [first, second, w.window(2)]) == {
        "frameWidth": [1280, 640],
        "frameHeight": [720, 360],
        "full_range": [0.0, 1.0],
        "sample_rate": [48_000],
    }


def test_what_is_not_known_is_not_told() -> None:
    window = w.window(0)
    window.tracks = [TrackSeen(Kind.VIDEO, w.EPOCH, "av1"), TrackSeen(Kind.AUDIO, w.EPOCH, "mp3")]
    assert w.measured(Format(), [window]) == {}
