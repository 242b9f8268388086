from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from houdun.media.track import Codec, Kind, Packet, Track

TRACK = Track(kind=Kind.VIDEO, codec=Codec.H264, time_base=Fraction(1, 90_000), extradata=b"sets", width=1280, height=720, fps=30)


def test_tracks_are_the_same_stream_exactly_where_a_decoder_could_go_on() -> None:
    """Who publishes compares them to know when the stream must be started again."""
    assert replace(TRACK) == TRACK
    for change in ({"width": 640}, {"extradata": b"other"}, {"codec": Codec.VP8}, {"time_base": Fraction(1, 1000)}):
        assert replace(TRACK, **change) != TRACK


def test_a_packet_is_told_of_without_its_bytes() -> None:
    packet = Packet(kind=Kind.AUDIO, data=b"sound-of-somebody", pts=1, dts=1, duration=1024, key=True, at=0.5)
    assert "sound" not in repr(packet)
    assert "pts=1" in repr(packet)


def test_codecs_and_kinds_are_written_as_webrtc_and_containers_write_them() -> None:
    assert {str(each) for each in Codec} == {"h264", "vp8", "aac", "opus"}
    assert [str(each) for each in Kind] == ["video", "audio"]
