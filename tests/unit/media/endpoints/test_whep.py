"""Playing by WHEP beyond the common contract: the common time line, key frames, counters, streams that fall silent or cannot be decoded."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest
from aiohttp import web

from houdun import clock
from houdun.errors import HoudunError, OutsideError, RefusedError
from houdun.media.endpoints import whep, whip
from houdun.media.endpoints.port import Patience
from houdun.media.events import AudioSeen, Event, PacketSeen, RtcStats, SenderReport, TrackSeen, Trouble, TroubleSeen, VideoSeen
from houdun.media.pacing import paced
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.media.wire import h264
from houdun.testing.rtc_server import RtcServer
from houdun.testing.streams import encoded
from tests.webrtc_given import always, answering

STREAM = encoded(3.0, codecs=(Codec.H264, Codec.OPUS))
TRACKS = [item for item in STREAM if isinstance(item, Track)]
PACKETS = [item for item in STREAM if isinstance(item, Packet)]
PATIENCE = Patience(connect=5, silence=5)


@contextmanager
def published(server: RtcServer, packets: Iterable[Packet], then: Callable[[], object] = lambda: None) -> Iterator[None]:
    """A stream that begins when somebody watches it, at its own pace; `then` runs before its publisher leaves."""
    ready = threading.Event()

    def run() -> None:
        with whip.publish(server.publish_url("x"), TRACKS, PATIENCE) as publisher:
            ready.set()
            server.wait_for_watcher("x")
            for packet, _ in paced(packets, clock.seconds()):
                publisher.send(packet)
            then()

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(5)
    yield
    thread.join()


def _of(events: list[Event], kind: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


@pytest.fixture(scope="module")
def events() -> list[Event]:
    """Three seconds of a sound stream, which nobody disturbs."""
    with RtcServer() as server, published(server, PACKETS):
        return list(whep.play(server.play_url("x"), PATIENCE))


def test_both_tracks_get_a_common_time_as_soon_as_both_have_reports(events: list[Event]) -> None:
    seen = [event for event in events if isinstance(event, VideoSeen | AudioSeen)]
    known = [not math.isnan(event.time) for event in seen]
    assert not known[0]
    assert known == sorted(known)
    assert sum(known) > len(known) / 3


def test_what_was_captured_together_has_the_same_time(events: list[Event]) -> None:
    begins = {}
    for kind in (VideoSeen, AudioSeen):
        of_kind = [event for event in events if isinstance(event, kind)]
        begins[kind] = of_kind[-1].time - (of_kind[-1].pts - of_kind[0].pts)
    # The server's reports are made at departure, and sound leaves with the end of its block.
    assert begins[AudioSeen] - begins[VideoSeen] == pytest.approx(0.0265, abs=0.015)


def test_reports_come_about_once_a_second_for_each_track(events: list[Event]) -> None:
    kinds = [event.kind for event in events if isinstance(event, SenderReport)]
    assert 2 <= kinds.count(Kind.VIDEO) <= 8
    assert 2 <= kinds.count(Kind.AUDIO) <= 8


def test_counters_come_each_second_under_their_w3c_names(events: list[Event]) -> None:
    video = [event.values for event in events if isinstance(event, RtcStats) and event.kind is Kind.VIDEO]
    assert 2 <= len(video) <= 3
    last = video[-1]
    assert last["framesDecoded"] == pytest.approx(len(video) * 30, abs=8)
    assert last["packetsLost"] == 0
    assert last["packetsReceived"] >= last["framesReceived"] > 0
    assert 0 <= last["jitter"] < 0.05
    assert last["bytesReceived"] > 1000


def test_a_frame_is_seen_encoded_before_it_is_seen(events: list[Event]) -> None:
    packets = {
        event.pts: index for index, event in enumerate(events) if isinstance(event, PacketSeen) and event.kind is Kind.VIDEO
    }
    shown = {event.pts: index for index, event in enumerate(events) if isinstance(event, VideoSeen)}
    assert set(shown) == set(packets)
    assert all(packets[pts] < index for pts, index in shown.items())
    keys = [event for event in events if isinstance(event, PacketSeen) and event.kind is Kind.VIDEO and event.key]
    assert len(keys) == 3
    assert all(h264.SPS in map(h264.kind_of, h264.nal_units(bytes(key.data))) for key in keys)


def test_tracks_are_described(events: list[Event]) -> None:
    told = [(event.codec, event.width, event.rate, event.full_range) for event in events if isinstance(event, TrackSeen)]
    assert (Codec.H264, 320, 0, False) in told
    assert (Codec.OPUS, 0, 48_000, None) in told


def _played(packets: Iterable[Packet], silence: float = 5.0, then: Callable[[], object] = lambda: None) -> list[Event]:
    with RtcServer() as server, published(server, packets, then):
        return list(whep.play(server.play_url("x"), Patience(connect=5, silence=silence)))


def test_joining_amid_a_group_of_pictures_waits_for_the_key_frame() -> None:
    events = _played([packet for packet in PACKETS if 0.5 < packet.at < 1.2])
    first = next(event for event in events if isinstance(event, VideoSeen))
    packets = [event for event in events if isinstance(event, PacketSeen) and event.kind is Kind.VIDEO]
    assert not packets[0].key
    assert first.pts == next(packet.pts for packet in packets if packet.key)


def test_a_publisher_that_falls_silent_is_a_stall_within_the_patience() -> None:
    over = threading.Event()
    with RtcServer() as server, published(server, PACKETS[:40], then=lambda: over.wait(10)):
        events = list(whep.play(server.play_url("x"), Patience(connect=5, silence=0.5)))
        over.set()
    last = events[-1]
    assert isinstance(last, TroubleSeen)
    assert last.what is Trouble.STALLED
    came = max(event.arrival for event in events if isinstance(event, PacketSeen))
    assert 0.4 < last.arrival - came < 2.5


def test_sound_alone_plays_and_does_not_wait_for_a_picture() -> None:
    events = _played([packet for packet in PACKETS if packet.kind is Kind.AUDIO and packet.at < 0.5])
    assert len(_of(events, AudioSeen)) >= 20
    assert not _of(events, VideoSeen)


def test_pictures_that_cannot_be_decoded_are_told_of_and_the_sound_goes_on() -> None:
    bare = [
        Packet(
            kind=p.kind,
            data=_bare(p.data) if p.kind is Kind.VIDEO else p.data,
            pts=p.pts,
            dts=p.dts,
            duration=0,
            key=p.key,
            at=p.at,
        )
        for p in PACKETS
        if p.at < 0.6
    ]
    events = _played(bare)
    assert Trouble.BROKEN in [event.what for event in events if isinstance(event, TroubleSeen)]
    assert not _of(events, VideoSeen)
    assert len(_of(events, AudioSeen)) >= 20


def _bare(data: bytes) -> bytes:
    """Without parameter sets."""
    return h264.annex_b(unit for unit in h264.nal_units(data) if h264.kind_of(unit) not in (h264.SPS, h264.PPS))


def test_leaving_ends_the_session_at_the_server() -> None:
    with RtcServer() as server, published(server, PACKETS[:60]):
        for _ in whep.play(server.play_url("x"), PATIENCE):
            break
        assert server.sessions <= 1


def _refused(url: str, patience: Patience = PATIENCE) -> HoudunError:
    with pytest.raises(HoudunError) as caught:
        next(iter(whep.play(url, patience)))
    return caught.value


def test_a_stream_that_is_not_there_in_time_may_be_there_later() -> None:
    with RtcServer() as server:
        error = _refused(server.play_url("nobody"), Patience(connect=0.5))
    assert isinstance(error, OutsideError)
    assert "HTTP 404" in str(error)


def test_who_comes_before_the_publisher_asks_again_in_the_stated_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whep, "AGAIN", 0.02)
    asked = []

    async def not_yet(request: web.Request) -> web.Response:
        asked.append(request.method)
        return web.Response(status=404 if len(asked) < 3 else 403, text="later, no")

    with answering(not_yet) as host:
        error = _refused(f"whep://{host}/x")
    assert "HTTP 403" in str(error)
    assert asked == ["POST", "POST", "POST"]


def test_a_wrong_token_is_refused_and_not_shown() -> None:
    with RtcServer(token="another-one") as server:
        error = _refused(server.play_url("x").replace("another-one", "t0ken-of-ours"))
    assert isinstance(error, RefusedError)
    assert "t0ken" not in f"{error} {error!r}"


@pytest.mark.parametrize("status", [201, 406])
@pytest.mark.parametrize("said", ["v=0", "v=0\r\nm=video 0 x\r\n", "v=0\r\n" + "a=x\r\n" * 5000])
def test_a_server_that_says_no_sdp_is_an_error(said: str, status: int) -> None:
    with answering(always(status, said, {"Location": "/session/1"})) as host:
        assert isinstance(_refused(f"whep://{host}/x"), OutsideError)


def test_a_server_whose_media_cannot_be_reached_is_given_up_in_time() -> None:
    with RtcServer() as server, whip.publish(server.publish_url("x"), TRACKS, PATIENCE):
        server.deafen()
        began = clock.steady()
        assert isinstance(_refused(server.play_url("x"), Patience(connect=0.4)), OutsideError)
        assert clock.steady() - began < 1.5


def test_b_frames_step_back_without_being_called_a_trouble() -> None:
    stream = encoded(1.0, codecs=(Codec.H264, Codec.OPUS), bframes=2)
    events = _played([item for item in stream if isinstance(item, Packet)])
    stamps = [event.pts for event in events if isinstance(event, PacketSeen) and event.kind is Kind.VIDEO]
    assert stamps != sorted(stamps)
    assert [event.what for event in events if isinstance(event, TroubleSeen)] == [Trouble.ENDED]
    shown = [event.pts for event in events if isinstance(event, VideoSeen)]
    assert len(shown) >= 24
    assert shown == sorted(shown)
