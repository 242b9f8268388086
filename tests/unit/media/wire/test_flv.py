from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import InputError
from houdun.media.track import Codec, Kind, Packet
from houdun.media.wire import flv, h264
from houdun.testing.contracts.publisher import packets_of, tracks_of
from houdun.testing.streams import encoded


def written(shift: int = 0, bframes: int = 0) -> bytes:
    stream = encoded(1.0, bframes=bframes)
    writer = flv.Writer(tracks_of(stream))
    tags = [writer.packet(packet) for packet in packets_of(stream)]
    return writer.head() + b"".join(tag[:4] + _moved(tag[4:8], shift) + tag[8:] for tag in tags)


def _moved(stamp: bytes, shift: int) -> bytes:
    value = (int.from_bytes(stamp[:3]) + (stamp[3] << 24) + shift) % (1 << 32)
    return (value & 0xFFFFFF).to_bytes(3) + bytes((value >> 24,))


def packets(data: bytes, step: int = 1000) -> list[Packet]:
    reader = flv.Reader()
    return packets_of([item for at in range(0, len(data), step) for item in reader.feed(data[at : at + step])])


@given(st.integers(1, 5000))
def test_pieces_of_any_size_give_the_same_packets(step: int) -> None:
    assert packets(written(), step) == packets(written(), 1 << 20)


def test_a_wrap_after_49_days_is_no_jump() -> None:
    plain, wrapped = packets(written()), packets(written(shift=(1 << 32) - 300))
    assert {b.pts - a.pts for a, b in zip(plain, wrapped, strict=True)} == {-300}


def test_reordered_pictures_keep_both_stamps() -> None:
    stream = encoded(1.0, bframes=2)
    sent = [packet for packet in packets_of(stream) if packet.kind is Kind.VIDEO]
    got = [packet for packet in packets(written(bframes=2)) if packet.kind is Kind.VIDEO]
    assert any(packet.pts != packet.dts for packet in sent)
    assert [packet.pts for packet in got] == pytest.approx([packet.pts / 90 for packet in sent], abs=0.51)


def test_the_tracks_say_their_configuration() -> None:
    video, audio = tracks_of(list(flv.Reader().feed(written())))
    assert (video.codec, audio.codec) == (Codec.H264, Codec.AAC)
    assert h264.is_configuration(video.extradata)
    assert (audio.sample_rate, audio.channels) == (48_000, 2)


def test_tags_of_other_codecs_are_passed_over() -> None:
    assert flv.Tags().read(flv.AUDIO, 0, b"\x2f\x01\x02\x03") is None
    assert flv.Tags().read(flv.VIDEO, 0, b"\x1c\x01\x00\x00\x00\x00") is None
    assert flv.Tags().read(flv.SCRIPT, 0, b"\x02\x00") is None


def test_vp8_cannot_be_carried() -> None:
    video, audio = tracks_of(encoded(1.0))
    assert flv.carried([video, audio])
    assert not flv.carried([replace(video, codec=Codec.VP8), audio])
    assert not flv.carried([])


@given(st.binary(max_size=200), st.booleans())
def test_fuzz_any_bytes_give_packets_or_an_input_error(data: bytes, headed: bool) -> None:
    with contextlib.suppress(InputError):
        packets((written()[:13] if headed else b"") + data, 7)


@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=20))
def test_fuzz_a_damaged_stream_gives_packets_or_an_input_error(at: int, noise: bytes) -> None:
    data = bytearray(written())
    data[at : at + len(noise)] = noise
    with contextlib.suppress(InputError):
        packets(bytes(data))


def test_what_is_no_flv_is_said_at_the_first_bytes() -> None:
    with pytest.raises(InputError, match="FLV"):
        packets(b"<html>")
