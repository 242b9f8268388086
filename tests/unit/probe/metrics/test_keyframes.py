from __future__ import annotations

import pytest

from houdun.media.events import TrackSeen
from houdun.media.track import Codec, Kind
from houdun.probe.metrics.keyframes import Keyframes
from houdun.testing import windows as w

RECORD = bytes.fromhex("0142001effe1000167010001 68".replace(" ", ""))


def seconds(*keys: list[int], codec: Codec = Codec.H264, extradata: bytes = b"", sets: bool = True) -> dict[str, list[float]]:
    windows = []
    for index, each in enumerate(keys):
        window = w.silence(index)
        window.video = w.packets(w.frame_times(index), keys=each, sets=sets)
        windows.append(window)
    windows[0].tracks.append(TrackSeen(Kind.VIDEO, w.EPOCH, codec, 1280, 720, extradata=extradata))
    return w.measured(Keyframes(), windows)


def test_the_interval_is_told_with_each_key_frame() -> None:
    assert seconds([0, 15], [0], [], [0])["keyframe_interval"] == pytest.approx([0.5, 0.5, 59 / 30, 2.0], abs=1e-6)


def test_an_overdue_key_frame_is_told_before_it_comes() -> None:
    found = seconds([0], [0], [], [], [])["keyframe_interval"]
    assert found == pytest.approx([1.0, 59 / 30, 89 / 30, 119 / 30], abs=1e-6)


@pytest.mark.parametrize(("sets", "extradata", "share"), [(True, b"", 1.0), (False, b"", 0.0), (False, RECORD, 1.0)])
def test_parameter_sets_are_in_the_key_frames_or_beside_the_stream(sets: bool, extradata: bytes, share: float) -> None:
    assert seconds([0], [0], sets=sets, extradata=extradata)["parameter_sets_share"] == [share] * 2


def test_codecs_without_parameter_sets_have_no_share_of_them() -> None:
    assert set(seconds([0], [0], codec=Codec.VP8)) == {"keyframe_interval"}


def test_stamps_that_run_backwards_make_no_interval() -> None:
    windows = [w.window(0), w.window(2)]
    windows[1].video.pts -= 100
    assert "keyframe_interval" not in w.measured(Keyframes(), windows)
