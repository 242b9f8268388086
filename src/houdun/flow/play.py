"""A show goes live: connect, send each packet when it is due, switch the fault and its remedy, and keep the log that publishers keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import floor, inf

from houdun import clock
from houdun.flow.uplink import Connect, Uplink
from houdun.language import Language
from houdun.media.pacing import Wait, paced
from houdun.scenario.fault import Fault
from houdun.scenario.performance import perform
from houdun.scenario.show import Show
from houdun.scenario.timeline import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to play: the fault is on in [on[0], on[1]) stream seconds; `remedies` change the set-up from their seconds on."""

    show: Show
    fault: Fault | None = None
    on: tuple[float, float] = (0.0, inf)
    remedies: Sequence[Change] = ()
    seconds: float = inf
    seed: int = 0
    stream: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """A line of the publisher's log. Counts are since the start, `lag_ms` and `encode_ms` the worst of the second.

    It is evidence that a vendor may ask for, so it says nothing of faults. `error`: why nothing is sent, in English, as logs are.
    """

    at: float
    """Unix seconds."""
    packets: int
    bytes: int
    queued: int
    key_requests: int
    restarts: int
    lag_ms: float
    encode_ms: float
    error: str


def play(
    asked: Asked, url: str, connect: Connect, *, now: Callable[[], float] = clock.seconds, wait: Wait | None = None
) -> Iterator[Second]:
    """Plays to the end, or until `wait` says stop; gives the publisher's log, a line a second.

    Raises what `connect` raises where the stream cannot be started, or has been away for a minute.
    """
    performance = perform(
        asked.show,
        fault=asked.fault,
        on=asked.on,
        remedies=asked.remedies,
        seconds=min(asked.seconds, asked.show.length_s),
        seed=asked.seed,
        stream=asked.stream,
    )
    with Uplink(performance, url, connect, asked.seed) as uplink:
        epoch = now()
        performance.begin(epoch)
        line, lag, encoding = 1, 0.0, 0.0
        for packet, late in paced(performance, epoch, now=now, wait=wait):
            uplink.send(packet)
            lag, encoding = max(lag, late), max(encoding, performance.encoding_s)
            if packet.at >= line:
                yield _second(uplink, epoch + line, lag, encoding)
                line, lag, encoding = floor(packet.at) + 1, 0.0, 0.0


def _second(uplink: Uplink, at: float, lag: float, encoding: float) -> Second:
    sent = uplink.sent()
    return Second(
        at=at,
        packets=sent.packets,
        bytes=sent.bytes,
        queued=sent.queued,
        key_requests=sent.key_requests,
        restarts=uplink.restarts,
        lag_ms=round(1000 * lag, 3),
        encode_ms=round(1000 * encoding, 3),
        error=uplink.error.problem.to(Language.EN) if uplink.error else "",
    )
