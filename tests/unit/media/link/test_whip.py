"""The relay of a WebRTC publisher, with a server of aiortc's behind it."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import pytest
from aiohttp import web

from houdun import clock
from houdun.errors import OutsideError, RefusedError
from houdun.media.endpoints import whip
from houdun.media.endpoints.port import Patience
from houdun.media.link import Impairment, Relay, whip_link
from houdun.media.link.whip import NOBODY
from houdun.media.pacing import paced
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.testing.rtc_server import RtcServer
from houdun.testing.streams import encoded
from tests.webrtc_given import always, answering

STREAM = encoded(2.0, codecs=(Codec.VP8, Codec.OPUS))
TRACKS = [item for item in STREAM if isinstance(item, Track)]
PACKETS = [item for item in STREAM if isinstance(item, Packet)]
PATIENCE = Patience(connect=5, silence=5)
TOKEN = "t0ken-of-ours"
ANSWER = """v=0\r
c=IN IP4 192.0.2.1\r
a=candidate:1 1 udp 2015363327 192.0.2.1 40000 typ host\r
a=candidate:2 1 UDP 2015363327 192.0.2.1 40002 typ srflx raddr 10.0.0.1 rport 9\r
a=candidate:3 1 tcp 2015363327 192.0.2.1 40004 typ host tcptype passive\r
a=candidate:4 1 udp 2015363327 2001:db8::1 40006 typ host\r
a=candidate:5 1 udp 2015363327 f00.local 40008 typ host\r
a=end-of-candidates\r
"""


@contextmanager
def linked(host: str) -> Iterator[tuple[Relay, str]]:
    """A link to the server there, and its HTTP address."""
    with whip_link(f"http://{host}", seed=3) as link:
        yield link, f"http://{link.host}:{link.port}"


def asked(url: str, body: str, method: str = "POST") -> tuple[str, str]:
    """The answer's body and its Location."""
    request = urllib.request.Request(url, body.encode(), {"Content-Type": "application/sdp"}, method=method)
    with urllib.request.urlopen(request, timeout=5) as reply:
        return reply.read().decode(), reply.headers.get("Location", "")


def test_media_goes_through_the_link_and_nowhere_else() -> None:
    with RtcServer(token=TOKEN) as server:
        host = server.publish_url("live").rpartition("@")[2].partition("/")[0]
        with linked(host) as (link, _):
            url = f"whip://:{TOKEN}@{link.host}:{link.port}/whip/live"
            with whip.publish(url, TRACKS, PATIENCE) as publisher:
                for packet, _ in paced(PACKETS, clock.seconds()):
                    link.change(up=Impairment(loss=1.0) if packet.at > 1.0 else None)
                    publisher.send(packet)
        assert server.sessions == 0
    assert 15 < sum(frame.kind is Kind.VIDEO for frame in server.frames("live")) <= 33


def test_the_server_is_not_told_where_the_publisher_is() -> None:
    offers: list[str] = []

    async def note(request: web.Request) -> web.Response:
        offers.append(await request.text())
        return web.Response(status=201, text="v=0\r\n")

    with answering(note) as host, linked(host) as (_, url):
        mine = "a=candidate:1 1 udp 1 198.51.100.7 4000 typ host\r\n"
        asked(f"{url}/whip/live", f"v=0\r\n{mine}{mine}a=mid:0\r\n{mine}")
    assert offers == [f"v=0\r\n{NOBODY}a=mid:0\r\n{NOBODY}"]


def test_only_addresses_that_the_link_can_stand_before_are_left_in_the_answer() -> None:
    with answering(always(201, ANSWER)) as host, linked(host) as (link, url):
        answer, _ = asked(f"{url}/whip/live", "v=0\r\n")
        again, _ = asked(f"{url}/whip/live", "v=0\r\n")
    first, second = (line.split() for line in answer.splitlines() if line.startswith("a=candidate"))
    assert (first[4], first[7:]) == ("127.0.0.1", ["host"])
    assert (second[4], second[7:]) == ("127.0.0.1", ["srflx", "raddr", "10.0.0.1", "rport", "9"])
    assert len({first[5], second[5], str(link.port), "40000", "40002"}) == 5
    assert answer.endswith("a=end-of-candidates\r\n")
    assert again == answer


@pytest.mark.parametrize(
    ("location", "told"),
    [("/session/1?x=2", "/session/1?x=2"), ("http://elsewhere.example/1", ""), ("", "")],
)
def test_a_session_of_the_servers_own_is_reached_through_the_link(location: str, told: str) -> None:
    headers = {"Location": location} if location else {}
    with answering(always(201, "v=0\r\n", headers)) as host, linked(host) as (_, url):
        assert asked(f"{url}/whip/live", "v=0\r\n")[1] == told


def test_what_is_asked_arrives_as_it_was_asked() -> None:
    seen: list[tuple[str, str, str]] = []

    def noting(status: int) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def note(request: web.Request) -> web.Response:
            seen.append((request.method, request.raw_path, request.headers.get("Authorization", "")))
            return web.Response(status=status)

        return note

    with answering(noting(200)) as host, linked(host) as (_, url):
        request = urllib.request.Request(f"{url}/a%20b?k=%2F", headers={"Authorization": f"Bearer {TOKEN}"}, method="DELETE")
        urllib.request.urlopen(request, timeout=5).close()
    assert seen == [("DELETE", "/a%20b?k=%2F", f"Bearer {TOKEN}")]


def test_a_refusal_is_passed_on_and_a_dead_server_is_said() -> None:
    with (
        answering(always(403, "no such token")) as host,
        linked(host) as (link, _),
        pytest.raises(RefusedError, match="no such token"),
    ):
        whip.publish(f"whip://{link.host}:{link.port}/x", TRACKS, PATIENCE).__enter__()
    with linked("127.0.0.1:9") as (link, url):
        with pytest.raises(urllib.error.HTTPError, match="502"):
            asked(f"{url}/whip/live", "v=0\r\n")
        with pytest.raises(OutsideError, match="does not answer"):
            whip.publish(f"whip://{link.host}:{link.port}/x", TRACKS, PATIENCE).__enter__()
