from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from houdun.errors import InputError
from houdun.media.encode import AudioEncoder, AudioSettings
from houdun.media.endpoints.container import HANDFUL, HELD, Decoding, recorded
from houdun.media.events import AudioSeen, Event, PacketSeen, TrackSeen, Trouble, TroubleSeen, VideoSeen
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.testing.contracts.publisher import packets_of, tracks_of
from houdun.testing.streams import encoded


def decoded(stream: Iterable[Track | Packet], *, loop_filter: bool = False) -> list[Event]:
    decoding = Decoding(loop_filter=loop_filter)
    arrival, events = 0.0, list[Event]()
    for item in stream:
        arrival = item.at if isinstance(item, Packet) else arrival
        events += decoding.feed(item, arrival)
    return [*events, *decoding.flush(arrival)]


def told(events: Iterable[Event]) -> list[TrackSeen]:
    return [event for event in events if isinstance(event, TrackSeen)]


def troubles(events: Iterable[Event]) -> list[Trouble]:
    return [event.what for event in events if isinstance(event, TroubleSeen)]


def only(kind: Kind, stream: Sequence[Track | Packet]) -> list[Track | Packet]:
    return [item for item in stream if item.kind is kind]


@pytest.mark.parametrize("codecs", [(Codec.H264, Codec.AAC), (Codec.VP8, Codec.OPUS)])
def test_each_codec_becomes_pictures_and_sound(codecs: tuple[Codec, Codec]) -> None:
    events = decoded(encoded(1.0, codecs=codecs))
    assert sum(isinstance(event, VideoSeen) for event in events) == 30
    assert sum(event.samples.shape[1] for event in events if isinstance(event, AudioSeen)) >= 0.9 * 48_000
    assert {track.codec for track in told(events)} == set(codecs)
    assert troubles(events) == []


def test_a_packet_is_told_before_what_it_decodes_to() -> None:
    kinds = [type(event) for event in decoded(only(Kind.VIDEO, encoded(1.0)))]
    assert kinds[:3] == [PacketSeen, TrackSeen, VideoSeen]


@pytest.mark.parametrize("kind", list(Kind))
def test_one_track_alone_plays(kind: Kind) -> None:
    events = decoded(only(kind, encoded(1.0)))
    assert [track.kind for track in told(events)] == [kind]
    assert troubles(events) == []


def test_a_handful_of_packets_is_held_back_and_told_in_their_order() -> None:
    decoding, stream = Decoding(), encoded(1.0)
    for track in tracks_of(stream):
        assert not decoding.feed(track, 0.0)
    packets = packets_of(stream)[:HANDFUL]
    ripe = [decoding.feed(packet, n / 1000) for n, packet in enumerate(packets)]
    assert [bool(events) for events in ripe] == [False] * (HANDFUL - 1) + [True]
    assert [event.arrival for event in ripe[-1] if isinstance(event, PacketSeen)] == [n / 1000 for n in range(HANDFUL)]
    assert not decoding.holds


def test_a_packet_is_held_back_for_so_long_only() -> None:
    decoding, stream = Decoding(), encoded(1.0)
    for track in tracks_of(stream):
        assert not decoding.feed(track, 10.0)
    assert not decoding.feed(packets_of(stream)[0], 10.0)
    assert decoding.holds
    assert decoding.feed(packets_of(stream)[1], 10.0 + HELD + 0.001)


def test_what_is_held_back_is_told_before_the_track_changes() -> None:
    decoding, stream = Decoding(), only(Kind.VIDEO, encoded(1.0))
    (track,) = tracks_of(stream)
    decoding.feed(track, 0.0)
    decoding.feed(packets_of(stream)[0], 0.0)
    assert any(isinstance(event, VideoSeen) for event in decoding.feed(replace(track, codec=Codec.VP8, extradata=b""), 0.1))


def test_the_range_tag_is_told() -> None:
    (track,) = told(decoded(only(Kind.VIDEO, encoded(1.0))))
    assert track.full_range is False


def test_reordered_pictures_come_in_order_with_the_arrivals_of_their_own_packets() -> None:
    stream = only(Kind.VIDEO, encoded(1.0, bframes=2))
    pictures = [event for event in decoded(stream) if isinstance(event, VideoSeen)]
    came = {packet.pts: packet.at for packet in packets_of(stream)}
    assert [round(event.pts * 90_000) for event in pictures] == sorted(came)
    assert {round(event.pts * 90_000): event.arrival for event in pictures} == came


def test_another_size_midway_is_told_and_decodes_on() -> None:
    small, large = (only(Kind.VIDEO, encoded(1.0, size=size)) for size in ((320, 180), (640, 360)))
    later = [replace(item, pts=item.pts + 90_000, dts=item.dts + 90_000, at=item.at + 1) for item in packets_of(large)]
    events = decoded([*small, *tracks_of(large), *later])
    assert [(track.width, track.height) for track in told(events)] == [(320, 180), (640, 360)]
    assert sum(isinstance(event, VideoSeen) for event in events) == 60
    assert troubles(events) == []


def test_another_codec_or_sample_rate_midway_is_told() -> None:
    aac, opus = (only(Kind.AUDIO, encoded(1.0, codecs=(Codec.H264, codec))) for codec in (Codec.AAC, Codec.OPUS))
    low = AudioEncoder(AudioSettings(codec=Codec.AAC, kbps=32, sample_rate=44_100, channels=1))
    blocks = [low.encode(np.zeros((1, 1024), np.float32), n * 1024, 2 + n / 43) for n in range(43)]
    slow = [replace(packet, pts=packet.pts + 88_200, dts=packet.dts + 88_200) for block in blocks for packet in block]
    later = [replace(item, pts=item.pts + 48_000, dts=item.dts + 48_000, at=item.at + 1) for item in packets_of(opus)]
    events = decoded([*aac, *tracks_of(opus), *later, low.track, *slow])
    formats = [(track.codec, track.rate, track.channels) for track in told(events)]
    assert formats == [(Codec.AAC, 48_000, 2), (Codec.OPUS, 48_000, 2), (Codec.AAC, 44_100, 1)]


def test_stamps_that_run_backwards_or_jump_are_a_trouble_and_silence_is_none() -> None:
    sound = only(Kind.AUDIO, encoded(2.0))
    track, packets = tracks_of(sound), packets_of(sound)
    half = len(packets) // 2
    ahead = [replace(packet, pts=packet.pts + 96_000, dts=packet.dts + 96_000) for packet in packets[half:]]
    assert troubles(decoded([*track, *packets[:half], *ahead])) == [Trouble.BACKWARDS]
    assert troubles(decoded([*track, *packets[half:], *packets[:half]])) == [Trouble.BACKWARDS]
    waited = [replace(packet, at=packet.at + 2.0) for packet in ahead]
    assert troubles(decoded([*track, *packets[:half], *waited])) == []


def test_broken_bytes_are_told_once_a_second_and_end_nothing() -> None:
    stream = only(Kind.VIDEO, encoded(2.0))
    broken = [replace(item, data=b"\x00\x00\x00\x01\x65" + bytes(50)) if 10 <= n < 20 else item for n, item in enumerate(stream)
              if isinstance(item, Packet)]  # fmt: skip
    events = decoded([*tracks_of(stream), *broken])
    assert 1 <= troubles(events).count(Trouble.BROKEN) <= 2
    assert max(event.pts for event in events if isinstance(event, VideoSeen)) > 1.9


def test_a_track_that_never_decodes_is_told_of_after_a_second() -> None:
    stream = only(Kind.VIDEO, encoded(2.0))
    bare = [replace(track, extradata=b"") for track in tracks_of(stream)]
    events = decoded([*bare, *(packet for packet in packets_of(stream) if not packet.key)])
    assert not any(isinstance(event, VideoSeen) for event in events)
    (track,) = told(events)
    assert (track.codec, track.width) == (Codec.H264, 320)
    assert 1.0 < track.arrival < 1.2


def test_a_packet_without_its_track_is_left_out() -> None:
    assert decoded(packets_of(encoded(1.0))) == []


def test_the_picture_is_as_a_viewer_sees_it_only_with_the_loop_filter() -> None:
    stream = only(Kind.VIDEO, encoded(1.0))
    with_filter, without = (
        [event.frame.to_ndarray() for event in decoded(stream, loop_filter=wanted) if isinstance(event, VideoSeen)][-1]
        for wanted in (True, False)
    )
    assert (with_filter != without).any()


def test_samples_are_between_minus_one_and_one_whatever_the_sample_format() -> None:
    for codecs in ((Codec.H264, Codec.AAC), (Codec.H264, Codec.OPUS)):
        sounds = [event for event in decoded(encoded(1.0, codecs=codecs)) if isinstance(event, AudioSeen)]
        peak = max(float(np.abs(event.samples).max()) for event in sounds)
        assert 0.3 < peak < 1.0
        assert all(event.samples.dtype == np.float32 and event.samples.shape[0] == 2 for event in sounds)


@pytest.mark.parametrize("content", [b"", b"garbage" * 1000])
def test_a_file_that_is_none_is_an_input_error(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.mp4"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        list(recorded(file))
    assert str(file) in caught.value.where


def test_time_bases_other_than_ours_are_kept() -> None:
    stream = only(Kind.AUDIO, encoded(1.0))
    (track,) = tracks_of(stream)
    fine = [replace(packet, pts=packet.pts * 2, dts=packet.dts * 2) for packet in packets_of(stream)]
    events = decoded([replace(track, time_base=Fraction(1, 96_000)), *fine])
    plain = decoded(stream)
    assert [event.pts for event in events if isinstance(event, AudioSeen)] == pytest.approx(
        [event.pts for event in plain if isinstance(event, AudioSeen)]
    )
