from __future__ import annotations

import io
from collections.abc import Sequence

import av
import pytest

from houdun.media.clip import KEPT_S, MOST_S, Ring
from houdun.media.endpoints.replay import Replay
from houdun.media.events import PacketSeen, TrackSeen
from houdun.media.track import Codec, Kind
from houdun.testing.streams import encoded

H264, AAC, VP8, OPUS = Codec.H264, Codec.AAC, Codec.VP8, Codec.OPUS


def ring(seconds: float, codecs: tuple[Codec, Codec] = (H264, AAC)) -> Ring:
    made = Ring()
    for event in Replay(encoded(seconds, codecs=codecs)):
        made.see(event)
    return made


@pytest.mark.parametrize(("codecs", "ending"), [((H264, AAC), "ts"), ((H264, OPUS), "ts"), ((VP8, OPUS), "mkv")])
def test_a_clip_plays_with_picture_and_sound(codecs: tuple[Codec, Codec], ending: str) -> None:
    clip = ring(3.0, codecs).clip()
    assert clip is not None
    assert clip[0] == ending
    with av.open(io.BytesIO(clip[1]), "r") as file:
        assert sum(1 for _ in file.decode(video=0)) == 90
    with av.open(io.BytesIO(clip[1]), "r") as file:
        assert sum(frame.samples for frame in file.decode(audio=0)) / 48_000 == pytest.approx(3.0, abs=0.1)


def test_what_the_encoder_says_of_itself_is_left_out() -> None:
    stream = ring(2.0)
    clip = stream.clip()
    assert clip is not None
    assert b"x264" not in clip[1]


def packets(count: int, gop: int, rate: int = 2) -> Sequence[PacketSeen]:
    return [
        PacketSeen(Kind.VIDEO, n / rate, n / rate, n / rate, 10, n % gop == 0, b"\0\0\0\1\x65" + b"x" * 5) for n in range(count)
    ]


def kept(seen: Sequence[PacketSeen]) -> float:
    """Seconds that the clip of these covers."""
    made = Ring()
    made.see(TrackSeen(Kind.VIDEO, 0.0, Codec.VP8, width=64, height=64))
    for each in seen:
        made.see(each)
    clip = made.clip()
    assert clip is not None
    with av.open(io.BytesIO(clip[1]), "r") as file:
        stamps = [float(packet.pts * packet.time_base) for packet in file.demux() if packet.pts is not None]
    return stamps[-1] - stamps[0]


def test_only_the_last_seconds_are_kept_and_they_begin_at_a_key_frame() -> None:
    assert KEPT_S - 0.5 <= kept(packets(400, gop=4)) <= KEPT_S + 2.5


def test_where_no_key_frame_comes_it_does_not_grow_for_ever() -> None:
    made = Ring()
    made.see(TrackSeen(Kind.VIDEO, 0.0, Codec.VP8, width=64, height=64))
    for each in packets(4000, gop=10_000):
        made.see(each)
    assert len(made._packets) <= 2 * MOST_S + 2
    assert made.clip() is None


def test_stamps_that_run_backwards_still_make_a_file() -> None:
    seen = list(packets(40, gop=4))
    for each in seen[20:]:
        each.pts = each.dts = each.pts - 8
    assert kept(seen) > 5


def test_stamps_that_are_none_and_garbage_do_no_harm() -> None:
    made = Ring()
    made.see(TrackSeen(Kind.VIDEO, 0.0, "av1"))
    made.see(PacketSeen(Kind.VIDEO, 0.0, float("nan"), 0.0, 3, True, b"abc"))
    assert made.clip() is None
    assert Ring().clip() is None


def test_a_copy_stays_as_it_was() -> None:
    made = ring(2.0)
    copy = made.copy()
    before = copy.clip()
    for event in Replay(encoded(3.0), epoch=5.0):
        made.see(event)
    assert copy.clip() == before != made.clip()
