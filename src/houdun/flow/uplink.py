"""The way from the streaming software to the ingest: connected again when the address or the tracks change, or when it was cut off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from houdun.errors import HoudunError, OutsideError, RefusedError, UsageError
from houdun.language import Bilingual
from houdun.media import link
from houdun.media.endpoints.port import Publisher, Sent
from houdun.media.link.model import Impairment
from houdun.media.link.relay import Relay
from houdun.media.track import Kind, Packet, Track
from houdun.scenario.fault import Fault
from houdun.scenario.performance import Performance
from houdun.scenario.timeline import Timeline

RTMP_PORT = 1935
"""Where none is named."""
SIGNALLING = {"whip": "http", "whips": "https"}
RETRY_S = 3.0
"""A stream that was cut off is started again after so long, in stream seconds,"""
GIVE_UP_S = 60.0
"""and given up once it has been away for so long."""
CAP_QUEUE_MS = 5_000.0

Connect = Callable[[str, Sequence[Track]], Publisher]


class Uplink:
    """Entering connects, and raises what `connect` raises. Later troubles are waited out, then raised."""

    def __init__(self, performance: Performance, url: str, connect: Connect, seed: int = 0) -> None:
        self._performance, self._timeline = performance, performance.timeline
        self._url, self._connect = url, connect
        self._relay = _relay(self._timeline, url, seed)
        self._stack = ExitStack()
        self._publisher: Publisher | None = None
        self._opened: tuple[Sequence[Track], str] = ((), "")
        self._before = Sent(0, 0, queued=0)
        self._key_requests, self._impaired_at = 0, -1.0
        self._cut_at = self._again_at = 0.0
        self.restarts = 0
        self.error: HoudunError | None = None
        """Why nothing is sent at present."""

    def __enter__(self) -> Self:
        with self._stack:
            if self._relay:
                self._stack.enter_context(self._relay)
                self._impair(0.0)
            self._open(self._wanted(0.0))
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *problem: object) -> None:
        self._close()
        self._stack.close()

    def send(self, packet: Packet) -> None:
        """Sends a packet that is due, and does first what its moment asks for."""
        if self._relay and packet.at >= self._impaired_at + 1.0:
            self._impair(packet.at)
        try:
            wanted = self._wanted(packet.at)
            if self._agreed(wanted) != self._opened and packet.at >= self._again_at:
                self._close()
                self._open(wanted)
                self.restarts += 1
                self._performance.request_key()
            if self._publisher:
                self._publisher.send(packet)
                self._answer(self._publisher, packet)
        except (OutsideError, RefusedError) as error:
            self._cut_off(error, packet.at)

    def sent(self) -> Sent:
        """Since the start, over all connections."""
        now = self._publisher.sent() if self._publisher else Sent(0, 0, queued=0)
        return replace(
            now,
            packets=self._before.packets + now.packets,
            bytes=self._before.bytes + now.bytes,
            key_requests=self._before.key_requests + now.key_requests,
        )

    def _wanted(self, at: float) -> tuple[Sequence[Track], str]:
        fault, setup = self._timeline.fault, self._timeline.setup(at)
        address = fault.address(self._url, setup) if fault and self._timeline.on(at) else self._url
        return self._performance.tracks, address

    def _agreed(self, wanted: tuple[Sequence[Track], str]) -> tuple[Sequence[Track], str]:
        """What a connection is made for. In WebRTC parameter sets and sizes travel in the stream itself, so an encoder made anew needs no new one."""
        tracks, address = wanted
        if urlsplit(address).scheme not in SIGNALLING:
            return wanted
        return tuple(replace(track, extradata=b"", width=0, height=0, fps=0) for track in tracks), address

    def _open(self, wanted: tuple[Sequence[Track], str]) -> None:
        tracks, address = wanted
        publisher = self._connect(_through(address, self._relay), tracks)
        publisher.__enter__()
        self._publisher, self._opened, self.error, self._key_requests = publisher, self._agreed(wanted), None, 0

    def _close(self) -> None:
        publisher, self._publisher, self._opened = self._publisher, None, ((), "")
        if publisher:
            done = publisher.sent()
            self._before = Sent(
                self._before.packets + done.packets,
                self._before.bytes + done.bytes,
                key_requests=self._before.key_requests + done.key_requests,
            )
            publisher.__exit__(None, None, None)

    def _answer(self, publisher: Publisher, packet: Packet) -> None:
        """Players' requests for a key frame go on to the encoder."""
        if packet.kind is Kind.VIDEO and (asked := publisher.sent().key_requests) > self._key_requests:
            self._key_requests = asked
            self._performance.request_key()

    def _cut_off(self, error: OutsideError | RefusedError, at: float) -> None:
        if self.error is None:
            self._cut_at = at
        elif at >= self._cut_at + GIVE_UP_S:
            raise error
        self.error, self._again_at = error, at + RETRY_S
        self._close()

    def _impair(self, at: float) -> None:
        fault, moment = self._timeline.fault, self._timeline.moment(at)
        cap = self._timeline.setup(at).uplink_kbps
        capped = Impairment(rate_kbps=cap, queue_ms=CAP_QUEUE_MS) if cap else None
        impairment = (fault.uplink(moment) if fault and moment else None) or capped
        self._impaired_at = at
        if self._relay:
            self._relay.change(up=impairment)


def _relay(timeline: Timeline, url: str, seed: int) -> Relay | None:
    """A link to impair, where the fault or a set-up will want one. Raises UsageError where none can stand between."""
    faulted = timeline.fault is not None and type(timeline.fault).uplink is not Fault.uplink
    if not faulted and not any(setup.uplink_kbps for setup in timeline.setups):
        return None
    parts = urlsplit(url)
    if parts.scheme == "rtmp" and parts.hostname:
        return link.tcp_link((parts.hostname, parts.port or RTMP_PORT), seed=seed)
    if parts.scheme in SIGNALLING and parts.hostname:
        return link.whip_link(f"{SIGNALLING[parts.scheme]}://{parts.netloc.rpartition('@')[2]}", seed=seed)
    raise UsageError(
        Bilingual(
            f"{parts.scheme} 推流中间无法插入受损链路", f"no impaired link can stand between a publisher and {parts.scheme}"
        ),
        Bilingual("请改用 rtmp、whip 或 whips 地址", "publish to an address of rtmp, whip or whips"),
        where="--to",
    )


def _through(url: str, relay: Relay | None) -> str:
    """The address by way of the relay."""
    if relay is None:
        return url
    parts = urlsplit(url)
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    scheme = "whip" if parts.scheme in SIGNALLING else parts.scheme  # TLS begins behind the link
    return urlunsplit(parts._replace(scheme=scheme, netloc=f"{user}{relay.host}:{relay.port}"))
