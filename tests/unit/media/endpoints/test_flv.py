from __future__ import annotations

import pytest

from houdun import clock
from houdun.errors import HoudunError, InputError, OutsideError, RefusedError
from houdun.media.endpoints import flv as endpoint
from houdun.media.endpoints.port import Patience
from houdun.media.events import Event, HttpSeen, PacketSeen, Trouble, TroubleSeen
from houdun.media.wire import flv
from houdun.testing.contracts.publisher import packets_of, tracks_of
from houdun.testing.far_ends import Handler, Page, http, listening, rude, silent
from houdun.testing.streams import encoded

SHORT = Patience(connect=0.4, silence=0.2)


def stream(count: int = 60) -> bytes:
    items = encoded(2.0)
    writer = flv.Writer(tracks_of(items))
    return writer.head() + b"".join(writer.packet(packet) for packet in packets_of(items)[:count])


def played(handler: Handler) -> list[Event]:
    with listening(handler) as port:
        return list(endpoint.play(f"http://127.0.0.1:{port}/x.flv", SHORT))


def page(page: Page) -> Handler:
    return http(lambda path: page)


def ends(events: list[Event]) -> list[Trouble]:
    return [event.what for event in events if isinstance(event, TroubleSeen)]


def test_the_servers_answer_is_the_first_event() -> None:
    first, *rest = played(page(Page(stream(), headers={"X-Cache": "MISS"})))
    assert isinstance(first, HttpSeen)
    assert (first.status, first.headers["x-cache"]) == (200, "MISS")
    assert ends(rest) == [Trouble.ENDED]


@pytest.mark.parametrize("cut", [0, 7])
def test_a_stream_that_stops_is_stalled_and_keeps_what_came(cut: int) -> None:
    body = stream()
    events = played(page(Page(body[: len(body) - cut], hangs=True)))
    assert ends(events) == [Trouble.STALLED]
    assert sum(isinstance(event, PacketSeen) for event in events) == 60 - bool(cut)


def test_garbage_in_the_middle_is_broken_and_ends() -> None:
    events = played(page(Page(stream() + b"\xff" * 500)))
    assert ends(events) == [Trouble.BROKEN, Trouble.ENDED]


@pytest.mark.parametrize(
    ("handler", "error"),
    [
        (page(Page(b"<html>not here</html>")), InputError),
        (page(Page(b"")), OutsideError),
        (page(Page(b"", hangs=True)), OutsideError),
        (page(Page(stream(0), hangs=True)), OutsideError),
        (page(Page(status="403 Forbidden")), RefusedError),
        (page(Page(status="404 Not Found")), OutsideError),
        (silent, OutsideError),
        (rude, OutsideError),
    ],
)
def test_what_is_no_stream_is_an_error_in_time(handler: Handler, error: type[HoudunError]) -> None:
    began = clock.steady()
    with pytest.raises(error, match=r"x\.flv"):
        played(handler)
    assert clock.steady() - began < SHORT.connect + 1.0
