"""HTTP-FLV: plays http(s)://….flv, the way in which Chinese CDNs deliver live streams."""

from __future__ import annotations

from collections.abc import Iterator

from houdun import clock
from houdun.keys import redacted
from houdun.media.endpoints.http import Client
from houdun.media.endpoints.live import Item, LivePlayer
from houdun.media.endpoints.port import Patience, Player
from houdun.media.events import HttpSeen
from houdun.media.wire import flv

schemes = ("http", "https")
suffix = ".flv"


def play(url: str, patience: Patience, *, loop_filter: bool = False) -> Player:
    return LivePlayer(lambda timeout, _: FlvSource(url, timeout), patience, where=redacted(url), loop_filter=loop_filter)


class FlvSource:
    """A `Source` of one endless response. Says first how the server answered."""

    rhythm = 0.0

    def __init__(self, url: str, timeout: float) -> None:
        self._client = Client(redacted(url))
        self.interrupt, self.close = self._client.interrupt, self._client.close
        self._response = self._client.get(url, timeout)
        self._reader = flv.Reader()
        self._told = False
        refusal = self._response.refusal(redacted(url))
        if refusal is not None:
            self.close()
            raise refusal

    def ready(self, timeout: float) -> bool:
        return self._response.ready(timeout)

    def receive(self, timeout: float) -> Iterator[Item]:
        if not self._told:
            self._told = True
            yield HttpSeen(clock.seconds(), "stream", self._response.status, dict(self._response.headers))
        data = self._response.read(timeout)
        if not data:
            raise EOFError
        yield from self._reader.feed(data)
