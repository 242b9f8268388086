"""Virtual time with real bytes: published and played through the loopback over a socket, with arrivals that a model decides. Nothing waits.

Publisher and player take turns in one thread: what is sent is taken in before the next packet leaves, so that each arrival is that packet's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

from houdun.media.endpoints import loopback
from houdun.media.endpoints.container import Decoding
from houdun.media.endpoints.live import ended
from houdun.media.endpoints.port import PATIENCE
from houdun.media.events import Event
from houdun.media.track import Packet, Track

Arrival = Callable[[Packet], float | None]
"""When a packet reaches the relay, and so the player, in stream seconds; None where it never does. What would overtake arrives with the one before."""


class Lockstep:
    """A Player of a stream that it publishes itself to `url` (`loop://NAME`), packet by packet: tracks before their packets, and again where they
    change, which starts the publishing anew, as streaming software does. `epoch` is the wall second of stream time 0.

    Raises UsageError for tracks that the loopback does not carry, RefusedError where the name is taken.
    """

    def __init__(
        self, url: str, stream: Iterable[Track | Packet], *, epoch: float = 0.0, arrival: Arrival, loop_filter: bool = False
    ) -> None:
        self._url, self._stream, self._epoch, self._arrival = url, stream, epoch, arrival
        self._loop_filter, self._stopped = loop_filter, False

    def stop(self) -> None:
        self._stopped = True

    def __iter__(self) -> Iterator[Event]:
        self._stopped = False
        decoding, arrival = Decoding(loop_filter=self._loop_filter), self._epoch
        for relay, packet in self._relayed():
            came = self._arrival(packet)
            if came is None:
                continue
            arrival = max(arrival, self._epoch + came)
            for event in (event for item in relay.carried(packet) for event in decoding.feed(item, arrival)):
                yield event
                if self._stopped:
                    return
        yield from decoding.flush(arrival)
        yield from ended(EOFError(), arrival)

    def _relayed(self) -> Iterator[tuple[_Relay, Packet]]:
        """Each packet with the connection that it takes."""
        tracks: list[Track] = []
        relay: _Relay | None = None
        with ExitStack() as connection:
            for item in self._stream:
                if isinstance(item, Track):
                    tracks, relay = [*([] if relay else tracks), item], None
                    continue
                if relay is None:
                    connection.close()
                    relay = _Relay(self._url, tracks, connection)
                yield relay, item


class _Relay:
    """One publisher, and one player of it. `connection` closes both."""

    def __init__(self, url: str, tracks: list[Track], connection: ExitStack) -> None:
        self._publisher = connection.enter_context(loopback.publish(url, tracks, PATIENCE))
        self._source = loopback.connect(url, PATIENCE)
        connection.callback(self._source.close)
        self._publisher.admit(PATIENCE.connect)

    def carried(self, packet: Packet) -> Iterator[Track | Packet]:
        """Sends it, and gives what has come of it at the other end."""
        self._publisher.send(packet)
        waits = True
        while waits:
            passed, waits = self._publisher.push()
            while self._source.received < passed:
                yield from self._source.receive(PATIENCE.silence)
