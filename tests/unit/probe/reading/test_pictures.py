from __future__ import annotations

import sys

import av
import numpy as np
import pytest

from houdun.media.events import VideoSeen
from houdun.media.marks import stamp
from houdun.media.wire import h264
from houdun.probe.reading.pictures import GRID_EVERY, LUMA_FIRST, PictureReader
from houdun.probe.reading.stamps import Stamps
from houdun.probe.window import Pictures
from tests.events_given import EPOCH, FPS, luma, packet, picture


def read(*events: VideoSeen, by: PictureReader | None = None, stamps: Stamps | None = None) -> Pictures:
    reader = by or PictureReader()
    for event in events:
        reader.take(event)
    return reader.cut(stamps or Stamps())


def test_a_second_of_coded_pictures_is_read() -> None:
    seen = read(*(picture(n / FPS, luma(n, EPOCH + n / FPS - 0.25, stream=7)) for n in range(FPS)))
    assert seen.number.tolist() == list(range(FPS))
    assert set(seen.stream.tolist()) == {7}
    assert np.allclose(seen.arrival - seen.wall, 0.25, atol=1e-3)
    assert np.allclose(seen.pts, np.arange(FPS) / FPS)
    assert np.array_equal(seen.pts, seen.time)
    assert np.allclose(seen.low, 40)
    assert np.allclose(seen.high, 215)


def test_each_cut_begins_anew_and_an_empty_one_is_empty() -> None:
    reader = PictureReader()
    assert read(picture(0, luma(1)), by=reader).number.tolist() == [1]
    empty = read(by=reader)
    assert all(len(getattr(empty, name)) == 0 for name in Pictures.__dataclass_fields__)
    assert read(picture(0, luma(2)), by=reader).number.tolist() == [2]


def test_a_change_of_size_loses_no_picture() -> None:
    sizes = [(640, 360), (426, 240), (1280, 720), (640, 360)]
    seen = read(*(picture(n / FPS, luma(n, size=sizes[n % 4])) for n in range(16)))
    assert seen.number.tolist() == list(range(16))


@pytest.mark.parametrize("pixels", [*sorted(LUMA_FIRST), "yuv420p10le", "rgb24", "yuyv422", "gbrp"])
def test_pictures_of_any_format_are_read(pixels: str) -> None:
    seen = read(*(picture(n / FPS, luma(n), pixels) for n in range(4)))
    assert seen.number.tolist() == [0, 1, 2, 3]
    assert seen.luma[0] == pytest.approx(120, abs=20)


def test_uncoded_pictures_say_so_and_are_still_measured() -> None:
    seen = read(picture(0, np.full((360, 640), 90, np.uint8)))
    assert (seen.number[0], seen.stream[0], seen.luma[0]) == (-1, -1, 90)
    assert np.isnan([seen.wall[0], seen.low[0], seen.high[0]]).all()


def test_every_third_picture_is_sampled_for_luma_and_motion_also_across_cuts() -> None:
    reader = PictureReader()
    first = read(*(picture(n / FPS, luma(n, level=100 + n)) for n in range(5)), by=reader)
    second = read(*(picture(n / FPS, luma(n, level=100 + n)) for n in range(5, 10)), by=reader)
    sampled = np.concatenate([first.luma, second.luma])
    moved = np.concatenate([first.motion, second.motion])
    assert np.flatnonzero(~np.isnan(sampled)).tolist() == [0, 3, 6, 9]
    assert sampled[::GRID_EVERY].tolist() == [100, 103, 106, 109]
    assert np.isnan(moved[0])
    assert moved[3::GRID_EVERY].tolist() == [3, 3, 3]


def test_the_strip_itself_is_no_motion() -> None:
    seen = read(*(picture(n / FPS, luma(n * 7919, EPOCH + n)) for n in range(9)))
    assert seen.motion[3::GRID_EVERY].tolist() == [0, 0]


def test_what_is_not_a_slice_type_of_ours_is_unknown() -> None:
    events = [picture(n / FPS, luma(n)) for n in range(5)]
    for event, kind in zip(events, (0, 1, 2, 3, 5), strict=True):
        event.frame.pict_type = kind
    assert read(*events).slice.tolist() == [0, 1, 2, 3, 0]


def test_a_stamp_tells_the_time_that_a_strip_does_not() -> None:
    stamps = Stamps()
    stamps.take([packet(0.1, stamp.insert(h264.annex_b([b"\x65abc"]), EPOCH - 3, 4))])
    seen = read(picture(0.1, luma(4)), picture(0.2, luma(5)), stamps=stamps)
    assert seen.wall[0] == EPOCH - 3
    assert np.isnan(seen.wall[1])


def test_pictures_without_stamps_are_read() -> None:
    nan = float("nan")
    seen = read(VideoSeen(nan, nan, nan, picture(0, luma(3, EPOCH)).frame))
    assert seen.number.tolist() == [3]
    assert np.isnan([seen.arrival[0], seen.pts[0], seen.time[0], seen.wall[0]]).all()


@pytest.mark.parametrize("size", [(2, 2), (16, 16), (8192, 2), (2, 4096)])
def test_pictures_of_absurd_sizes_are_survived(size: tuple[int, int]) -> None:
    frame = av.VideoFrame(*size, "yuv420p")
    assert read(VideoSeen(EPOCH, 0, 0, frame)).stream.tolist() in ([-1], [0])


def test_no_frame_is_held() -> None:
    reader = PictureReader()
    frames = [picture(n / FPS, luma(n)).frame for n in range(50)]
    for frame in frames[:-1]:
        reader.take(VideoSeen(EPOCH, 0, 0, frame))
    *taken, untouched = [sys.getrefcount(each) for each in frames[:-2] + frames[-1:]]
    assert taken == [untouched] * len(taken)
