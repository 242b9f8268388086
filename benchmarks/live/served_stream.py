"""One stream through a real server, in real time: a performance published by one thread, and probed behind the server by another, as `houdun play` and
`houdun probe` do it."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from houdun import clock
from houdun.errors import HoudunError, OutsideError, RefusedError
from houdun.flow.edge import Standing, standing
from houdun.flow.probe import Probing, probe
from houdun.flow.uplink import Uplink
from houdun.media import endpoints
from houdun.media.endpoints.address import Address
from houdun.media.endpoints.port import Patience, Player
from houdun.media.events import Event
from houdun.media.pacing import paced
from houdun.media.track import Packet
from houdun.probe.session import Second
from houdun.scenario.fault import Moment
from houdun.scenario.performance import Performance

STARTING_S = 30.0
"""Seconds that a publisher may take to come on air."""
BEGUN_S = 5.0
"""By then a publisher has begun: the first pictures take longer to draw."""
JOINING = Patience(connect=20.0, silence=10.0)

Through = Callable[[Iterator[Event]], Iterator[Event]]
"""What is done with a player's events on their way to the probe."""


class Air:
    """A performance on air from entering to leaving. `leaves` is called with each packet when it is sent; `hls` is the server's address for an edge to
    stand before it, `late_s` how late packets may be made before the stream is given up."""

    def __init__(
        self,
        performance: Performance,
        url: str,
        leaves: Callable[[Packet], None],
        *,
        seed: int = 0,
        hls: str | None = None,
        late_s: float = math.inf,
    ) -> None:
        self._late_s = late_s
        self._performance, self._url, self._leaves, self._seed, self._hls = performance, url, leaves, seed, hls
        self._thread = threading.Thread(target=self._play, name="air", daemon=True)
        self._on_air, self._over = threading.Event(), threading.Event()
        self.epoch = math.nan
        """Wall second of stream time 0."""
        self.key_requests: Callable[[float], None] = lambda at: None
        """Called with the stream second in which a request for a key frame came back."""
        self.edge = ""
        """Where to play from, past an edge that stands before the server."""
        self.fell_behind = False
        """A packet was made too late, waiting for the connection not counted: the machine was too busy, and the stream was ended for it."""
        self._error: HoudunError | None = None

    def __enter__(self) -> Air:
        """Raises what connecting raised."""
        self._thread.start()
        if not self._on_air.wait(STARTING_S):
            raise TimeoutError("the publisher never came on air")
        if self._error is not None:
            raise self._error
        return self

    def __exit__(self, *problem: object) -> None:
        self._over.set()
        self._thread.join()

    def moment(self, wall: float) -> Moment | None:
        return self._performance.timeline.moment(wall - self.epoch)

    def until(self, at: float) -> None:
        """Waits until that stream second."""
        self._over.wait(max(0.0, self.epoch + at - clock.seconds()))

    def _play(self) -> None:
        try:
            with (
                standing(self._hls) if self._hls else nullcontext() as edge,
                Uplink(self._performance, self._url, endpoints.publish, self._seed) as uplink,
            ):
                self.edge = edge.address if edge else ""
                self._send(uplink, edge)
        except HoudunError as error:
            self._error = error
        finally:
            self._on_air.set()

    def _send(self, uplink: Uplink, edge: Standing | None) -> None:
        self.epoch = clock.seconds()
        self._performance.begin(self.epoch)
        self._on_air.set()
        asked, blocked = 0, 0.0
        for packet, late in paced(self._performance, self.epoch, wait=self._over.wait):
            if packet.at > BEGUN_S and late - blocked > self._late_s:
                self.fell_behind = True
                return
            self._leaves(packet)
            began = clock.seconds()
            uplink.send(packet)
            blocked = max(0.0, min(blocked, late)) + clock.seconds() - began
            if edge:
                edge.turn(self._performance.timeline, packet.at)
            if (now := uplink.sent().key_requests) > asked:
                asked = now
                self.key_requests(packet.at)


class Passed:
    """A player whose events go `through` something first."""

    def __init__(self, player: Player, through: Through) -> None:
        self._player, self._through = player, through

    def __iter__(self) -> Iterator[Event]:
        yield from self._through(iter(self._player))

    def stop(self) -> None:
        self._player.stop()


def probed(url: str, seconds: float, through: Through, see: Callable[[Second], None], *, bundle: Path | None = None) -> None:
    """Probes it for so long. Where nothing ever came there is nothing to see."""

    def play(address: str | Address, *, loop_filter: bool) -> Player:
        return Passed(endpoints.play(address, JOINING, loop_filter=loop_filter), through)

    try:
        probe(Probing(address=url, seconds=seconds, bundle=bundle), see, play=play)
    except (OutsideError, RefusedError) as error:
        print(f"nothing was probed: {error}", flush=True)


def noted(events: Iterable[Event], see: Callable[[Event], None]) -> Iterator[Event]:
    for event in events:
        see(event)
        yield event
