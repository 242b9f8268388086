"""Publishing by WHIP beyond the common contract: stamps and reports, key requests, refusals, time limits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable
from dataclasses import replace

import pytest
from aiohttp import web

from houdun import clock
from houdun.errors import HoudunError, OutsideError, RefusedError, UsageError
from houdun.media.endpoints import whep, whip
from houdun.media.endpoints.port import Patience, Publisher
from houdun.media.pacing import paced
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.testing.rtc_server import RtcServer
from houdun.testing.streams import encoded
from tests.webrtc_given import always, answering

STREAM = encoded(2.0, codecs=(Codec.VP8, Codec.OPUS))
TRACKS = [item for item in STREAM if isinstance(item, Track)]
PACKETS = [item for item in STREAM if isinstance(item, Packet)]
TOKEN = "t0ken-of-ours"
PATIENCE = Patience(connect=5, silence=5)
SHORT = Patience(connect=0.4, silence=0.4)


def _send(publisher: Publisher, packets: Iterable[Packet]) -> None:
    for packet, _ in paced(packets, clock.seconds()):
        publisher.send(packet)


def test_reports_tell_stream_time_even_while_pictures_leave_late() -> None:
    late = sorted((replace(p, at=p.at + 0.3) if p.kind is Kind.VIDEO else p for p in PACKETS), key=lambda p: p.at)
    with RtcServer() as server:
        with whip.publish(server.publish_url("x"), TRACKS, PATIENCE) as publisher:
            _send(publisher, late)
        reports, frames = server.reports("x"), server.frames("x")
    begins = {}
    for kind, rate in ((Kind.VIDEO, 90_000), (Kind.AUDIO, 48_000)):
        first = next(each.frame for each in frames if each.kind is kind)
        sent = next(packet for packet in PACKETS if packet.kind is kind)
        origin = first.stamp / rate - sent.pts / rate
        begins[kind] = [report.ntp - (report.rtp - origin) for report in reports if report.kind is kind]
        assert begins[kind]
        assert first.arrival - begins[kind][0] == pytest.approx(
            sent.pts / rate + (0.3 if kind is Kind.VIDEO else 0.0265), abs=0.1
        )
    assert max(map(max, begins.values())) - min(map(min, begins.values())) < 0.001


def test_key_requests_are_counted() -> None:
    with RtcServer() as server, whip.publish(server.publish_url("x"), TRACKS, PATIENCE) as publisher:
        player = whep.play(server.play_url("x"), PATIENCE)
        watching = threading.Thread(target=lambda: list(player))
        watching.start()
        server.wait_for_watcher("x")
        _send(publisher, (packet for packet in PACKETS if 0.1 < packet.at < 0.5))
        assert publisher.sent().key_requests >= 1
        player.stop()
        watching.join()


def test_one_track_alone_is_published() -> None:
    with RtcServer() as server:
        with whip.publish(server.publish_url("x"), TRACKS[1:], PATIENCE) as publisher:
            _send(publisher, (packet for packet in PACKETS if packet.kind is Kind.AUDIO and packet.at < 0.2))
        assert {each.kind for each in server.frames("x")} == {Kind.AUDIO}


def test_leaving_ends_the_session_at_the_server() -> None:
    with RtcServer() as server:
        with whip.publish(server.publish_url("x"), TRACKS, PATIENCE):
            assert server.sessions == 1
        assert server.sessions == 0


def test_what_webrtc_does_not_carry_is_wrong_use() -> None:
    tracks = [item for item in encoded(1.0) if isinstance(item, Track)]
    with pytest.raises(UsageError, match="does not carry aac"):
        whip.publish("whip://127.0.0.1:9/x", tracks, PATIENCE)


def _refused(url: str, patience: Patience = PATIENCE) -> HoudunError:
    with pytest.raises(HoudunError) as caught, whip.publish(url, TRACKS, patience):
        pass
    assert TOKEN not in f"{caught.value!r} {caught.value}"
    return caught.value


def test_a_wrong_token_is_refused_and_not_shown() -> None:
    with RtcServer(token="another-one") as server:
        url = server.publish_url("x").replace("another-one", TOKEN)
        error = _refused(url)
    assert isinstance(error, RefusedError)
    assert "401" in str(error)


def test_a_wrong_address_is_refused() -> None:
    with answering(always(404)) as host:
        assert isinstance(_refused(f"whip://:{TOKEN}@{host}/x"), RefusedError)


@pytest.mark.parametrize("said", ["", "v=0", "<html>welcome</html>", "v=0\r\nm=video 0 x\r\n"])
def test_a_server_that_says_no_sdp_is_an_error(said: str) -> None:
    with answering(always(201, said)) as host:
        assert isinstance(_refused(f"whip://:{TOKEN}@{host}/x"), OutsideError)


def test_a_server_whose_media_cannot_be_reached_is_given_up_in_time() -> None:
    began = clock.steady()
    with RtcServer(token=TOKEN) as server:
        server.deafen()
        assert isinstance(_refused(server.publish_url("x"), SHORT), OutsideError)
    assert clock.steady() - began < SHORT.connect + 1


def test_a_server_that_never_answers_is_given_up_in_time() -> None:
    async def never(request: web.Request) -> web.Response:
        await asyncio.sleep(60)
        return web.Response()

    began = clock.steady()
    with answering(never) as host:
        assert isinstance(_refused(f"whip://{host}/x", SHORT), OutsideError)
        assert clock.steady() - began < SHORT.connect + 1


def test_whoever_is_thrown_out_learns_it_by_the_next_packets() -> None:
    with RtcServer() as server, whip.publish(server.publish_url("x"), TRACKS, PATIENCE) as publisher:
        _send(publisher, PACKETS[:20])
        server.drop("x")
        with pytest.raises(OutsideError, match="closed the media connection"):
            _send(publisher, PACKETS)
