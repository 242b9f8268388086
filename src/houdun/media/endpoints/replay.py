"""Virtual time: packets that never travelled become the events of a real player, with arrivals that a model decides. Nothing waits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

from houdun.media.endpoints.container import Decoding
from houdun.media.endpoints.live import ended
from houdun.media.events import Event
from houdun.media.track import Packet, Track

Link = Callable[[Packet], float | None]
"""When a packet arrives, in stream seconds; None where it is lost, infinity where it waits for the next one that arrives.

A `link.model.Line` in one line: `lambda packet: line.carry(packet.at, len(packet.data))`.
"""


def at_once(packet: Packet) -> float | None:
    """A perfect link."""
    return packet.at


class Replay:
    """A Player of a stream: tracks before their packets, and again where they change. `epoch` is the wall second of stream time 0.

    Arrivals never run backwards: what a link delivers late holds up what is behind it, as TCP does.
    """

    def __init__(
        self, stream: Iterable[Track | Packet], *, epoch: float = 0.0, link: Link = at_once, loop_filter: bool = False
    ) -> None:
        self._stream, self._epoch, self._link, self._loop_filter = stream, epoch, link, loop_filter
        self._stopped = False

    def stop(self) -> None:
        self._stopped = True

    def __iter__(self) -> Iterator[Event]:
        self._stopped = False
        decoding = Decoding(loop_filter=self._loop_filter)
        arrival = self._epoch
        waiting: list[Track | Packet] = []
        for item in self._stream:
            came = self._link(item) if isinstance(item, Packet) else None
            if came is None and isinstance(item, Packet):
                continue
            waiting.append(item)
            if came is None or math.isinf(came):
                continue
            arrival = max(arrival, self._epoch + came)
            for event in (event for each in waiting for event in decoding.feed(each, arrival)):
                yield event
                if self._stopped:
                    return
            waiting.clear()
        yield from decoding.flush(arrival)
        yield from ended(TimeoutError() if waiting else EOFError(), arrival)
