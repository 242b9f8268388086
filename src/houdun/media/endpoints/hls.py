"""HLS: plays http(s)://….m3u8. The playlist is ours to reload, so that its age, its headers and its standing still can be seen.

Begins three segments before the live edge (RFC 8216, 6.3.3), or at the start of what is ended. Of a master playlist the variant of the
highest bandwidth is taken. Segments are MPEG-TS, or fragmented MP4.
"""

from __future__ import annotations

import io
import threading
from collections import deque
from collections.abc import Iterator

from houdun import clock
from houdun.errors import OutsideError, RefusedError
from houdun.keys import redacted
from houdun.language import Bilingual
from houdun.media.endpoints.container import demuxed
from houdun.media.endpoints.http import Client, Response
from houdun.media.endpoints.live import Item, LivePlayer
from houdun.media.endpoints.port import Patience, Player
from houdun.media.events import HttpSeen, Trouble, TroubleSeen
from houdun.media.wire import m3u8, mpegts

schemes = ("http", "https")
suffix = ".m3u8"
FROM_EDGE = 3
LONGEST_PLAYLIST = 1 << 20
LONGEST_SEGMENT = 1 << 27
RETRY = 0.5
FETCH = 10.0
"""Seconds for one playlist or segment."""
FALLEN_BACK = 100
"""A media sequence that falls by more numbers began anew; by fewer, an edge handed out an older copy."""


def play(url: str, patience: Patience, *, loop_filter: bool = False) -> Player:
    return LivePlayer(
        lambda timeout, stopped: HlsSource(url, timeout, stopped), patience, where=redacted(url), loop_filter=loop_filter
    )


class HlsSource:
    """A `Source` of playlists and segments, each told of as it comes."""

    def __init__(self, url: str, timeout: float, stopped: threading.Event) -> None:
        self._url, self._where, self._stopped = url, redacted(url), stopped
        self._client = Client(self._where)
        self.close = self._client.close
        self._heard: deque[Item] = deque()
        self._segments: deque[m3u8.Segment] = deque()
        self._open: tuple[Response, m3u8.Segment] | None = None
        self._reader, self._whole = mpegts.Reader(), bytearray()
        self._map = ("", b"")
        self._next: int | None = None
        self._due, self._target, self._ended = 0.0, 0.0, False
        try:
            self._begin(clock.steady() + timeout)
        except BaseException:
            self.close()
            raise

    @property
    def rhythm(self) -> float:
        return 3 * self._target

    def interrupt(self) -> None:
        self._client.interrupt()

    def _begin(self, deadline: float) -> None:
        """Waits for a first playlist: a server writes none before its first segments are whole."""
        while True:
            response, playlist = self._fetched(deadline - clock.steady())
            if playlist is not None and playlist.variants:
                self._url = max(playlist.variants)[1]
                response, playlist = self._fetched(deadline - clock.steady())
            if playlist is not None and playlist.segments:
                self._take(playlist)
                return
            refusal = response.refusal(self._where) or _empty(self._where)
            late = clock.steady() + RETRY > deadline
            if late or isinstance(refusal, RefusedError) or self._stopped.wait(RETRY):
                raise refusal

    def _fetched(self, timeout: float) -> tuple[Response, m3u8.Playlist | None]:
        """The playlist as it is now; None where the server has none to give. Raises OutsideError, InputError."""
        timeout = min(max(timeout, 1e-3), FETCH)
        response = self._client.get(self._url, timeout)
        try:
            body = response.whole(timeout, LONGEST_PLAYLIST)
        except OSError as error:
            self._client.close()
            raise _broken_off(self._where) from error
        playlist = m3u8.read(body.decode("utf-8", "replace"), response.url) if 200 <= response.status < 300 else None
        newest = playlist.segments[-1].number if playlist is not None and playlist.segments else None
        self._heard.append(HttpSeen(clock.seconds(), "playlist", response.status, dict(response.headers), newest))
        return response, playlist

    def _take(self, playlist: m3u8.Playlist) -> None:
        self._target, self._ended = playlist.target, playlist.ended
        end = playlist.media_sequence + len(playlist.segments)
        if self._next is None or end + FALLEN_BACK < self._next:
            self._next = playlist.media_sequence if playlist.ended else max(playlist.media_sequence, end - FROM_EDGE)
        new = [segment for segment in playlist.segments if segment.number >= self._next]
        self._segments += new
        self._next = max(self._next, end)
        self._due = clock.steady() + playlist.target / (1 if new else 2)

    def ready(self, timeout: float) -> bool:
        return self._open is not None and self._open[0].ready(timeout)

    def receive(self, timeout: float) -> Iterator[Item]:
        while self._heard:
            yield self._heard.popleft()
        if self._open is not None:
            yield from self._piece(*self._open, timeout)
        elif self._segments:
            yield from self._begun(self._segments.popleft(), timeout)
        elif self._ended:
            raise EOFError
        elif not self._stopped.wait(max(0.0, min(timeout, self._due - clock.steady()))) and clock.steady() >= self._due:
            self._reload(timeout)

    def _reload(self, timeout: float) -> None:
        """What cannot be had now may be had at the next turn; patience is the player's."""
        self._due = clock.steady() + self._target / 2
        try:
            _, playlist = self._fetched(timeout)
        except OutsideError as error:
            self._heard.append(TroubleSeen(clock.seconds(), Trouble.BROKEN, error.problem))
        else:
            if playlist is not None:
                self._take(playlist)

    def _begun(self, segment: m3u8.Segment, timeout: float) -> Iterator[Item]:
        timeout = min(timeout, FETCH)
        try:
            if segment.map != self._map[0]:
                self._map = (segment.map, self._client.get(segment.map, timeout).whole(timeout, LONGEST_SEGMENT))
            response = self._client.get(segment.url, timeout)
        except OSError:
            yield from self._gave_up()
            return
        except OutsideError as error:
            yield TroubleSeen(clock.seconds(), Trouble.BROKEN, error.problem)
            return
        yield HttpSeen(clock.seconds(), "segment", response.status, dict(response.headers))
        if response.refusal(self._where) is None:
            self._open = response, segment
        else:
            self._client.close()

    def _piece(self, response: Response, segment: m3u8.Segment, timeout: float) -> Iterator[Item]:
        try:
            data = response.read(min(timeout, FETCH))
        except OSError:
            yield from self._gave_up()
            return
        if not segment.map:
            yield from self._reader.feed(data)
        else:
            self._whole += data
        if not data or len(self._whole) > LONGEST_SEGMENT:
            yield from self._finished(segment)

    def _finished(self, segment: m3u8.Segment) -> Iterator[Item]:
        self._open = None
        if not segment.map:
            yield from self._reader.flush()
            return
        whole, self._whole = io.BytesIO(self._map[1] + self._whole), bytearray()
        yield from demuxed(whole, where=self._where)

    def _gave_up(self) -> Iterator[Item]:
        self._open, self._whole = None, bytearray()
        self._client.close()
        yield TroubleSeen(clock.seconds(), Trouble.BROKEN, Bilingual("有一个分片没有取完整", "a segment broke off"))


def _broken_off(where: str) -> OutsideError:
    return OutsideError(
        Bilingual("播放列表没有取完整", "the playlist broke off"),
        Bilingual("请检查网络，稍后再试", "check the network, and try again later"),
        where=where,
    )


def _empty(where: str) -> OutsideError:
    return OutsideError(
        Bilingual("播放列表里没有分片", "the playlist has no segments"),
        Bilingual("请确认正在推流，稍后再试", "check that it is being published, and try again"),
        where=where,
    )
