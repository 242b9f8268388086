"""The network that a performance takes in virtual time: when each packet arrives, impaired as the fault says at the moment."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from houdun.media.link.model import CLEAR, Line
from houdun.media.track import Packet
from houdun.scenario.performance import Performance

DATAGRAM = 1200
"""Bytes of a packet that a datagram carries."""


class Way:
    """The uplink and the downlink of a performance. `reliable` is the TCP way, else datagrams that may be lost.

    `restarts` are the stream seconds at which the publisher connects anew, in order: what has not arrived by then never does. Where the tracks
    change it must, too.
    """

    def __init__(self, performance: Performance, seed: int, *, reliable: bool, restarts: Sequence[float] = ()) -> None:
        self._performance, self._reliable, self._seed, self._restarts = performance, reliable, seed, restarts
        self._connect(0)

    def _connect(self, restarted: int) -> None:
        """A stream that is started again has a connection of its own: nothing waits in it yet."""
        self._tracks, self._restarted = self._performance.tracks, restarted
        self._up, self._down = (Line(reliable=self._reliable, seed=self._seed + direction) for direction in (0, 1))

    def carry(self, packet: Packet) -> float | None:
        """When a packet of the performance arrives, in stream seconds; None where it is lost, infinity where it waits for a later one."""
        restarted = bisect_right(self._restarts, packet.at)
        if self._performance.tracks != self._tracks or restarted != self._restarted:
            self._connect(restarted)
        timeline = self._performance.timeline
        fault, moment = timeline.fault, timeline.moment(packet.at)
        for line, impairment in (
            (self._up, fault.uplink(moment) if fault and moment else None),
            (self._down, fault.downlink(moment) if fault and moment else None),
        ):
            if line.impairment != (impairment or CLEAR):
                line.change(impairment or CLEAR, packet.at)
        at = self._through(self._up, packet.at, len(packet.data))
        at = at if at is None or math.isinf(at) else self._through(self._down, at, len(packet.data))
        return None if at is not None and restarted < len(self._restarts) and at >= self._restarts[restarted] else at

    def _through(self, line: Line, at: float, size: int) -> float | None:
        """When the last part of the packet arrives; over datagrams all of them must."""
        if self._reliable:
            return line.carry(at, size)
        parts = [line.carry(at, min(DATAGRAM, size - start)) for start in range(0, max(size, 1), DATAGRAM)]
        arrivals = [part for part in parts if part is not None]
        return max(arrivals) if len(arrivals) == len(parts) else None
