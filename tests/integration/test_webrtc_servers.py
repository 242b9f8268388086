"""WebRTC through a real SFU: Debian's Janus behind our gateway."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from statistics import median

import pytest

from houdun import clock
from houdun.errors import OutsideError
from houdun.media import endpoints
from houdun.media.endpoints.port import Patience
from houdun.media.events import AudioSeen, Event, TroubleSeen, VideoSeen
from houdun.media.pacing import paced
from houdun.media.servers.process import Server
from houdun.media.track import Codec, Packet, Track
from houdun.probe.metrics.av_offset import AvOffset
from houdun.probe.reader import Reader
from houdun.testing.streams import encoded

pytestmark = pytest.mark.servers
PATIENCE = Patience(connect=5, silence=5)
SECONDS = 5.0
ENCODING = 26.5
"""Milliseconds from the first sample of an Opus packet to its departure; Janus's reports are made of arrivals, and show them."""


def _send(url: str, codec: Codec, late: float, began: threading.Event | None = None, seconds: float = SECONDS) -> None:
    stream = encoded(SECONDS, late=late, codecs=(codec, Codec.OPUS))
    packets = [item for item in stream if isinstance(item, Packet) and item.at < seconds]
    with endpoints.publish(url, [item for item in stream if isinstance(item, Track)], PATIENCE) as publisher:
        if began:
            began.set()
        for packet, _ in paced(packets, clock.seconds()):
            publisher.send(packet)


def _played(janus: Server, name: str, codec: Codec, late: float = 0.0, seconds: float = SECONDS) -> list[Event]:
    """All events of a player that joins at once; the publisher runs beside it."""
    began = threading.Event()
    there, back = (janus.urls()[use].format(name=name) for use in ("publish whip", "play whep"))
    sending = threading.Thread(target=_send, args=(there, codec, late, began, seconds))
    sending.start()
    assert began.wait(10)
    events = list(endpoints.play(back, PATIENCE))
    sending.join()
    return events


def _offset(janus: Server, codec: Codec, late: float) -> float:
    events, reader = _played(janus, f"offset-{codec}", codec, late), Reader()
    for event in events:
        reader.feed(event)
    start = events[0].arrival
    offsets = [value for name, value in AvOffset().measure(reader.window(start, start + SECONDS + 1)) if name == "av_offset"]
    assert len(offsets) >= 4
    return median(offsets)


def test_offsets_are_measured_through_the_sfu(janus: Server) -> None:
    given = {Codec.H264: -0.2, Codec.VP8: 0.12}
    with ThreadPoolExecutor() as pool:
        measured = list(pool.map(partial(_offset, janus), given, given.values()))
    assert measured == pytest.approx([late * 1000 + ENCODING for late in given.values()], abs=5)


def test_a_publisher_that_leaves_ends_its_players(janus: Server) -> None:
    events = _played(janus, "leaves", Codec.VP8, seconds=1.5)
    assert isinstance(events[-1], TroubleSeen)
    assert any(isinstance(event, AudioSeen) for event in events)


def test_who_plays_a_moment_before_the_publisher_is_there_sees_the_stream(janus: Server) -> None:
    there, back = (janus.urls()[use].format(name="early") for use in ("publish whip", "play whep"))
    with ThreadPoolExecutor() as pool:
        playing = pool.submit(lambda: list(endpoints.play(back, PATIENCE)))
        threading.Event().wait(0.5)
        _send(there, Codec.VP8, 0.0, seconds=1.5)
        assert any(isinstance(event, VideoSeen) for event in playing.result())


def test_a_stream_that_nobody_publishes_in_time_is_an_error(janus: Server) -> None:
    with pytest.raises(OutsideError, match="nobody publishes"):
        next(iter(endpoints.play(janus.urls()["play whep"].format(name="nobody"), Patience(connect=4.0))))


def _publish_and_die(url: str) -> None:
    stream = encoded(1.0, codecs=(Codec.VP8, Codec.OPUS))
    with endpoints.publish(url, [item for item in stream if isinstance(item, Track)], PATIENCE):
        os._exit(0)


def test_publishers_that_die_leave_room_for_others(janus: Server) -> None:
    """Ten publishers die under one name without a word; the next one is played at once."""
    url = janus.urls()["publish whip"].format(name="dead")
    context = multiprocessing.get_context("fork")
    for _ in range(10):
        dying = context.Process(target=_publish_and_die, args=(url,))
        dying.start()
        dying.join()
    events = _played(janus, "dead", Codec.VP8, seconds=1.5)
    assert any(isinstance(event, VideoSeen) for event in events)


def test_up_twice_is_up_once(janus: Server) -> None:
    urls = dict(janus.urls())
    janus.up()
    assert dict(janus.urls()) == urls
