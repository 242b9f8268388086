"""RTMP, HTTP-FLV and HLS through real servers: nginx with its RTMP module, node-media-server."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from houdun import clock
from houdun.errors import OutsideError, RefusedError
from houdun.media import endpoints
from houdun.media.endpoints.port import Patience
from houdun.media.events import Event, HttpSeen, PacketSeen, TroubleSeen, VideoSeen
from houdun.media.pacing import paced
from houdun.media.servers.nginx import KEY
from houdun.media.servers.process import Server
from houdun.media.track import Kind
from houdun.probe.metrics.av_offset import AvOffset
from houdun.probe.reader import Reader
from houdun.testing.contracts.publisher import packets_of, tracks_of
from houdun.testing.streams import encoded

pytestmark = pytest.mark.servers
PATIENCE = Patience(connect=5.0, silence=1.0)
LATE = 0.24
PICTURES = 70


def publish(url: str, seconds: float, late: float = LATE) -> None:
    stream = encoded(seconds, late=late)
    with endpoints.publish(url, tracks_of(stream), PATIENCE) as publisher:
        for packet, _ in paced(packets_of(stream), clock.seconds()):
            publisher.send(packet)


def through(server: Server, there: str, *backs: str) -> list[list[Event]]:
    """What players see that come before their publisher, one for each use in `backs`: PICTURES pictures, and all that comes with them."""
    name = there.replace(" ", "-")

    def play(use: str) -> list[Event]:
        events, pictures = [], 0
        for event in endpoints.play(server.urls()[use].format(name=name), PATIENCE):
            events.append(event)
            pictures += isinstance(event, VideoSeen)
            if pictures == PICTURES:
                break
        return events

    with ThreadPoolExecutor() as pool:
        publishing = pool.submit(publish, server.urls()[there].format(name=name), 3.5)
        events = list(pool.map(play, backs))
        publishing.result()
    return events


def offsets(events: Sequence[Event]) -> list[float]:
    reader = Reader()
    for event in events:
        reader.feed(event)
    start = min(event.arrival for event in events)
    window = reader.window(start, clock.seconds())
    return [value for name, value in AvOffset().measure(window) if name == "av_offset"]


def check(events: Sequence[Event]) -> None:
    """Nothing was wrong, and every offset is that which was sent, to the millisecond."""
    assert sum(isinstance(event, VideoSeen) for event in events) == PICTURES
    assert [event for event in events if isinstance(event, TroubleSeen)] == []
    assert len(offsets(events)) >= 2
    assert offsets(events) == pytest.approx([LATE * 1000] * len(offsets(events)), abs=1.0)


def test_rtmp_and_hls_through_nginx(nginx: Server) -> None:
    rtmp, hls = through(nginx, "publish rtmp", "play rtmp", "play hls")
    check(rtmp)
    check(hls)
    fetched = [event for event in hls if isinstance(event, HttpSeen)]
    assert {event.what for event in fetched} == {"playlist", "segment"}
    numbers = [event.newest_segment for event in fetched if event.newest_segment is not None]
    assert numbers == sorted(numbers)


def test_rtmp_and_http_flv_through_node_media_server(node_media: Server) -> None:
    rtmp, flv = through(node_media, "publish rtmp", "play rtmp", "play flv")
    check(rtmp)
    check(flv)
    assert isinstance(flv[0], HttpSeen)


def test_a_wrong_key_is_refused_and_a_right_one_is_not(nginx: Server) -> None:
    locked = nginx.urls()["publish rtmp with a key"]
    with pytest.raises(RefusedError, match="key") as caught:
        publish(locked.format(name="x", key="wr0ng-one"), 1.0)
    assert "wr0ng-one" not in f"{caught.value} {caught.value!r}"
    publish(locked.format(name="x", key=KEY), 0.5)


def test_a_stream_that_nobody_publishes_is_said_within_patience(nginx: Server) -> None:
    began = clock.steady()
    with pytest.raises(OutsideError, match="no such stream"):
        next(iter(endpoints.play(nginx.urls()["play rtmp"].format(name="nobody"), Patience(connect=0.7))))
    assert clock.steady() - began < 2.0


def test_who_joins_later_begins_with_a_key_frame(nginx: Server, node_media: Server) -> None:
    def joined(server: Server) -> list[PacketSeen]:
        publishing = threading.Thread(target=publish, args=(server.urls()["publish rtmp"].format(name="late"), 2.0))
        publishing.start()
        threading.Event().wait(0.7)
        events = list(endpoints.play(server.urls()["play rtmp"].format(name="late"), PATIENCE))
        publishing.join()
        return [event for event in events if isinstance(event, PacketSeen) and event.kind is Kind.VIDEO]

    with ThreadPoolExecutor() as pool:
        for pictures in pool.map(joined, (nginx, node_media)):
            assert pictures[0].key
            assert len(pictures) >= 25


def test_a_server_finds_itself_again_and_its_addresses_are_on_loopback(nginx: Server, node_media: Server) -> None:
    for server in (nginx, node_media):
        server.up()
        assert all("//127.0.0.1:" in url for url in server.urls().values())
