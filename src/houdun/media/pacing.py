"""The one place that waits: packets in stream time leave when they are due on the wall clock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator

from houdun import clock
from houdun.media.track import Packet

Wait = Callable[[float], bool]
"""Waits so many seconds, or less: True says that all shall stop."""


def paced(
    packets: Iterable[Packet], epoch: float, *, now: Callable[[], float] = clock.seconds, wait: Wait | None = None
) -> Iterator[tuple[Packet, float]]:
    """Each packet when it is due, with its lag: the seconds by which it is late.

    `epoch` is the wall second of stream time 0. Every packet is due at its own moment on that clock, so lateness never adds up: what is late
    is given at once. Ends with the packets, or when `wait` says so, within a packet.
    """
    pause = threading.Event().wait if wait is None else wait
    for packet in packets:
        ahead = epoch + packet.at - now()
        if pause(max(ahead, 0.0)):
            return
        yield packet, max(0.0, now() - epoch - packet.at)
