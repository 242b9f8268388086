from __future__ import annotations

from dataclasses import replace

from houdun.media.endpoints.replay import Replay
from houdun.media.events import PacketSeen, TrackSeen
from houdun.media.track import Codec, Kind
from houdun.media.wire import h264
from houdun.probe.facts import Facts, StreamFacts
from houdun.testing.streams import encoded

EVENTS = [event for event in Replay(encoded(1.0)) if isinstance(event, TrackSeen | PacketSeen)]
VIDEO = next(event for event in EVENTS if isinstance(event, TrackSeen) and event.kind is Kind.VIDEO)


def seen(*events: TrackSeen | PacketSeen) -> StreamFacts:
    facts = Facts()
    for event in events:
        facts.see(event)
    return facts.now


def test_tracks_tell_codecs_sizes_and_rates() -> None:
    facts = seen(*EVENTS)
    assert (facts.video_codec, facts.width, facts.height, facts.full_range) == ("h264", 320, 180, False)
    assert (facts.audio_codec, facts.sample_rate, facts.channels) == ("aac", 48_000, 2)
    assert facts.sps is not None
    assert (facts.sps.profile, facts.configured) == ("High", False)


def test_parameter_sets_are_found_in_packets_where_the_track_has_none() -> None:
    bare = [replace(event, extradata=b"") if isinstance(event, TrackSeen) else event for event in EVENTS]
    facts = seen(*bare)
    assert facts.sps is not None
    assert facts.sps.width == 320


def test_a_configuration_record_is_told_from_sets_in_the_stream() -> None:
    record = h264.configuration(h264.parameter_sets(VIDEO.extradata))
    facts = seen(replace(VIDEO, extradata=record))
    assert facts.configured
    assert facts.sps is not None


def test_another_codec_forgets_the_parameter_set() -> None:
    facts = seen(*EVENTS, replace(VIDEO, codec=Codec.VP8, extradata=b""))
    assert (facts.video_codec, facts.sps) == ("vp8", None)


def test_facts_stay_the_same_object_as_long_as_nothing_changes() -> None:
    facts = Facts()
    for event in EVENTS:
        facts.see(event)
    before = facts.now
    for event in EVENTS:
        facts.see(event)
    assert facts.now is before


def test_garbage_in_a_key_packet_says_nothing() -> None:
    garbage = PacketSeen(Kind.VIDEO, 0.0, 0.0, 0.0, 40, True, b"\0\0\1\x67\xff\xff\xff\xff\xff" * 4)
    assert seen(garbage).sps is None
