from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from houdun.errors import UsageError
from houdun.media.encode import VIDEO_CLOCK, AudioEncoder, AudioSettings, VideoEncoder, VideoSettings
from houdun.media.endpoints.replay import Replay
from houdun.media.events import AudioSeen, VideoSeen
from houdun.media.track import Codec, Packet
from houdun.media.wire import h264

WIDTH, HEIGHT, FPS = 320, 180, 30


def video(codec: Codec = Codec.H264, *, gop: int = 10, bframes: int = 0, repeat: bool = True) -> VideoEncoder:
    return VideoEncoder(
        VideoSettings(
            codec=codec, width=WIDTH, height=HEIGHT, fps=FPS, kbps=300, gop=gop, bframes=bframes, repeat_parameter_sets=repeat
        )
    )


def filmed(encoder: VideoEncoder, frames: int, key_at: int | None = None) -> list[Packet]:
    random = np.random.default_rng(0)
    chroma = np.full((HEIGHT // 2, WIDTH // 2), 128, np.uint8)
    packets: list[Packet] = []
    for number in range(frames):
        luma = random.integers(30, 200, (HEIGHT, WIDTH)).astype(np.uint8)
        packets += encoder.encode((luma, chroma, chroma), number * VIDEO_CLOCK // FPS, number / FPS, key=number == key_at)
    return packets + encoder.finish(frames / FPS)


def audio(codec: Codec = Codec.AAC, rate: int = 48_000, channels: int = 2) -> AudioEncoder:
    return AudioEncoder(AudioSettings(codec=codec, kbps=64, sample_rate=rate, channels=channels))


def recorded(encoder: AudioEncoder, sound: NDArray[np.float32], first: int = 0) -> list[Packet]:
    """The sound, shape (channels, n), whose first sample has the number `first`."""
    size, rate = encoder.frame_size, encoder.settings.sample_rate
    packets: list[Packet] = []
    for at in range(0, sound.shape[1] - size + 1, size):
        packets += encoder.encode(sound[:, at : at + size], first + at, (first + at + size) / rate)
    return packets


def kinds(data: bytes) -> set[int]:
    return {h264.kind_of(unit) for unit in h264.nal_units(data)}


@pytest.mark.parametrize("codec", [Codec.H264, Codec.VP8])
def test_every_picture_leaves_at_once_with_its_own_stamp(codec: Codec) -> None:
    packets = filmed(video(codec), 25)
    assert [packet.pts for packet in packets] == [number * 3000 for number in range(25)]
    assert [packet.at for packet in packets] == [number / FPS for number in range(25)]
    assert all(packet.dts == packet.pts and packet.duration == 3000 for packet in packets)


@pytest.mark.parametrize("codec", [Codec.H264, Codec.VP8])
def test_key_frames_come_exactly_as_set_and_when_asked_for(codec: Codec) -> None:
    assert [number for number, packet in enumerate(filmed(video(codec), 25)) if packet.key] == [0, 10, 20]
    assert [number for number, packet in enumerate(filmed(video(codec), 12, key_at=4)) if packet.key][:2] == [0, 4]


@pytest.mark.parametrize("repeat", [True, False])
def test_parameter_sets_stand_in_the_extradata_and_in_key_frames_if_asked_for(repeat: bool) -> None:
    encoder = video(repeat=repeat)
    assert {h264.SPS, h264.PPS} <= kinds(encoder.track.extradata)
    for packet in filmed(encoder, 12):
        found = kinds(packet.data)
        assert ({h264.SPS, h264.PPS} <= found) == (repeat and packet.key)


def test_b_frames_leave_later_than_they_were_taken() -> None:
    packets = filmed(video(bframes=2), 20)
    assert any(packet.pts != packet.dts for packet in packets)
    assert sorted(packet.dts for packet in packets) == [packet.dts for packet in packets]
    assert sorted(packet.pts for packet in packets) == [number * 3000 for number in range(20)]


def test_what_is_encoded_is_decoded_again() -> None:
    encoder = video()
    seen = [event for event in Replay([encoder.track, *filmed(encoder, 12)]) if isinstance(event, VideoSeen)]
    assert [round(event.pts * FPS) for event in seen] == list(range(12))


@pytest.mark.parametrize(("codec", "rate"), [(Codec.AAC, 48_000), (Codec.AAC, 44_100), (Codec.OPUS, 48_000)])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_packet_of_sound_is_stamped_with_the_time_of_what_is_heard(codec: Codec, rate: int, channels: int) -> None:
    """A click at a known sample comes out of the decoder at that sample's time."""
    encoder = audio(codec, rate, channels)
    first, click = 5 * rate, 9_000
    sound = np.zeros((channels, 20_480), np.float32)
    sound[:, click : click + 24] = 0.8
    packets = recorded(encoder, sound, first)
    heard = [event for event in Replay([encoder.track, *packets]) if isinstance(event, AudioSeen)]
    loudest = max(heard, key=lambda event: float(np.abs(event.samples).max()))
    at = loudest.pts + int(np.abs(loudest.samples[0]).argmax()) / loudest.rate
    assert at == pytest.approx((first + click + 12) / rate, abs=40 / rate)


@pytest.mark.parametrize("codec", [Codec.AAC, Codec.OPUS])
def test_the_codec_s_own_delay_never_shows_as_sound_before_the_first(codec: Codec) -> None:
    encoder = audio(codec)
    packets = recorded(encoder, np.zeros((2, 9_600), np.float32), first=48_000)
    assert packets[0].pts >= 48_000
    steps = {later.pts - earlier.pts for earlier, later in pairwise(packets)}
    assert steps == {encoder.frame_size}
    assert encoder.track.time_base == Fraction(1, 48_000)


def test_settings_that_a_codec_refuses_are_wrong_use() -> None:
    with pytest.raises(UsageError, match="libopus"):
        audio(Codec.OPUS, rate=44_100)
    with pytest.raises(UsageError, match="libx264"):
        VideoEncoder(VideoSettings(codec=Codec.H264, width=320, height=180, fps=30, kbps=300, gop=30, preset="no-such-preset"))
