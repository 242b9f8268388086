from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest

from houdun import clock
from houdun.errors import InputError, OutsideError, RefusedError
from houdun.media.endpoints import hls
from houdun.media.endpoints.port import Patience
from houdun.media.events import Event, HttpSeen, Trouble, TroubleSeen, VideoSeen
from houdun.media.track import Packet, Track
from houdun.media.wire import mpegts
from houdun.testing.contracts.publisher import packets_of, tracks_of
from houdun.testing.far_ends import Page, http, listening, silent
from houdun.testing.streams import encoded

SHORT = Patience(connect=0.6, silence=0.2)


def segment(start: float, end: float, stream: Sequence[Track | Packet] = encoded(4.0)) -> bytes:
    writer = mpegts.Writer(tracks_of(stream))
    return writer.head() + b"".join(writer.packet(packet) for packet in packets_of(stream) if start <= packet.at < end)


SEGMENTS = {f"/{n}.ts": Page(segment(n, n + 1)) for n in range(4)}


def playlist(first: int, last: int, *, ended: bool = False, target: float = 0.1, headers: dict[str, str] | None = None) -> Page:
    lines = [f"#EXT-X-TARGETDURATION:{target}", f"#EXT-X-MEDIA-SEQUENCE:{first}"]
    lines += [line for n in range(first, last + 1) for line in ("#EXTINF:1,", f"{n}.ts")]
    return Page("\n".join(["#EXTM3U", *lines, *(["#EXT-X-ENDLIST"] if ended else [])]).encode(), headers=headers or {})


def played(page: Callable[[str], Page], patience: Patience = SHORT) -> list[Event]:
    with listening(http(page)) as port:
        return list(hls.play(f"http://127.0.0.1:{port}/live.m3u8", patience))


def fetched(events: list[Event], what: str) -> list[HttpSeen]:
    return [event for event in events if isinstance(event, HttpSeen) and event.what == what]


def troubles(events: list[Event]) -> list[Trouble]:
    return [event.what for event in events if isinstance(event, TroubleSeen)]


def pages(*playlists: Page) -> Callable[[str], Page]:
    """The playlists one after the other, the last again and again."""
    left = list(playlists)
    return lambda path: SEGMENTS[path] if path in SEGMENTS else left.pop(0) if len(left) > 1 else left[0]


def test_a_live_playlist_is_played_from_near_its_edge_and_followed() -> None:
    events = played(pages(playlist(0, 0), playlist(0, 1), playlist(0, 3, ended=True)))
    assert sum(isinstance(event, VideoSeen) for event in events) == 120
    assert [event.newest_segment for event in fetched(events, "playlist")] == [0, 1, 3]
    assert troubles(events) == [Trouble.ENDED]
    late = played(pages(playlist(0, 3), playlist(0, 3, ended=True)))
    assert len(fetched(late, "segment")) == hls.FROM_EDGE


def test_a_playlist_that_never_advances_ends_as_stalled_and_shows_its_age() -> None:
    began = clock.steady()
    events = played(pages(playlist(0, 1, headers={"Age": "99", "X-Cache": "HIT"})))
    assert clock.steady() - began < 4.0
    assert troubles(events) == [Trouble.STALLED]
    lists = fetched(events, "playlist")
    assert len(lists) > 2
    assert {(each.newest_segment, each.headers["age"], each.headers["x-cache"]) for each in lists} == {(1, "99", "HIT")}
    assert len(fetched(events, "segment")) == 2


def test_a_playlist_that_is_not_there_yet_is_waited_for() -> None:
    events = played(pages(Page(status="404 Not Found"), playlist(0, 0, ended=True)))
    assert [event.status for event in fetched(events, "playlist")] == [404, 200]


@pytest.mark.parametrize("page", [Page(status="404 Not Found"), Page(status="503 Busy"), Page(b"#EXTM3U\n")])
def test_one_that_never_comes_is_an_outside_error_in_time(page: Page) -> None:
    began = clock.steady()
    with pytest.raises(OutsideError):
        played(pages(page))
    assert clock.steady() - began < SHORT.connect + 1.0


def test_a_refusal_is_said_at_once() -> None:
    began = clock.steady()
    with pytest.raises(RefusedError, match="403"):
        played(pages(Page(status="403 Forbidden")))
    assert clock.steady() - began < 0.5


@pytest.mark.parametrize("body", [b"<html>", b"#EXTM3U\n#EXT-X-KEY:METHOD=AES-128\n"])
def test_what_is_no_playlist_of_ours_is_an_input_error(body: bytes) -> None:
    with pytest.raises(InputError):
        played(pages(Page(body)))


def test_a_missing_or_broken_segment_is_told_and_the_rest_plays_on() -> None:
    given = {**SEGMENTS, "/1.ts": Page(status="404 Gone"), "/2.ts": Page(bytes(5000))}
    page = playlist(0, 3, ended=True)
    events = played(lambda path: given.get(path, page))
    assert [event.status for event in fetched(events, "segment")] == [200, 404, 200, 200]
    assert sum(isinstance(event, VideoSeen) for event in events) == 60


def test_a_segment_that_breaks_off_is_a_trouble() -> None:
    half = Page(segment(1, 2)[:5000], headers={"Content-Length": "99999"})
    page = playlist(0, 2, ended=True)
    events = played(lambda path: {**SEGMENTS, "/1.ts": half}.get(path, page))
    assert any(isinstance(event, TroubleSeen) and "broke off" in event.detail.en for event in events)
    assert troubles(events)[-1] is Trouble.ENDED
    assert len(fetched(events, "segment")) == 3


def test_a_server_that_vanishes_ends_as_stalled_with_what_was_seen_kept() -> None:
    gone = threading.Event()

    def page(path: str) -> Page:
        if path in SEGMENTS:
            return SEGMENTS[path]
        if gone.is_set():
            raise ConnectionResetError
        gone.set()
        return playlist(0, 1)

    events = played(page)
    assert troubles(events)[-1:] == [Trouble.STALLED]
    assert Trouble.BROKEN in troubles(events)
    assert sum(isinstance(event, VideoSeen) for event in events) == 60


def test_of_a_master_playlist_the_best_variant_is_played() -> None:
    master = Page(b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhigh.m3u8\n")
    given = {"/live.m3u8": master, "/high.m3u8": playlist(0, 0, ended=True), **SEGMENTS}
    events = played(given.__getitem__)
    assert sum(isinstance(event, VideoSeen) for event in events) == 30


def test_a_master_of_masters_ends_in_time() -> None:
    with pytest.raises(OutsideError):
        played(lambda path: Page(b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nx.m3u8\n"))


def test_a_server_that_accepts_and_says_nothing_is_an_outside_error_in_time() -> None:
    with listening(silent) as port:
        began = clock.steady()
        with pytest.raises(OutsideError):
            list(hls.play(f"http://127.0.0.1:{port}/live.m3u8", SHORT))
        assert clock.steady() - began < SHORT.connect + 1.0


def test_an_edge_that_hands_out_an_older_copy_repeats_nothing() -> None:
    events = played(pages(playlist(0, 2), playlist(0, 1), playlist(0, 3, ended=True)))
    assert len(fetched(events, "segment")) == 4


def test_numbers_that_begin_anew_are_followed() -> None:
    high = 1000
    given = {**SEGMENTS, f"/{high}.ts": SEGMENTS["/0.ts"]}
    left = [playlist(high, high), playlist(1, 1, ended=True)]
    events = played(lambda path: given[path] if path in given else left.pop(0))
    assert len(fetched(events, "segment")) == 2
