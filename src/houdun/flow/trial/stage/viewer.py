"""Our viewer at the far end of a live stream: plays it, comes back when it breaks off, and feeds what it sees to a watch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from houdun import clock
from houdun.errors import HoudunError, OutsideError, RefusedError
from houdun.facts.time import SECOND
from houdun.flow.probe import BEAT, QUIET
from houdun.flow.trial.stage.watch import Watch
from houdun.media.endpoints.address import Address
from houdun.media.endpoints.port import Player
from houdun.media.events import Event
from houdun.media.pulse import pulse

AGAIN_S = 1.0
"""Seconds until a viewer tries again."""

Received = Callable[[Iterator[Event]], Iterator[Event]]


class Viewer:
    """`received` is what stands between player and probe; `error` why nothing came at last."""

    def __init__(self, address: str, watch: Watch, received: Received, open_player: Callable[..., Player]) -> None:
        self._address, self._watch, self._received, self._open = Address(address), watch, received, open_player
        self._player: Player | None = None
        self._heard = clock.steady()
        self._lock, self._over = threading.Lock(), threading.Event()
        self.error: HoudunError | None = None

    def look(self, is_over: Callable[[float], bool]) -> None:
        """Watches until `is_over` says so of a wall second. Raises UsageError for an address that makes no sense."""
        with pulse(lambda: self._beat(is_over), BEAT):
            while not self._over.is_set():
                try:
                    self._play()
                except (OutsideError, RefusedError) as error:
                    self.error = error
                self._over.wait(AGAIN_S)
        self._watch.told(self._watch.session.finish())

    def _play(self) -> None:
        self._player = self._open(self._address, loop_filter=False)
        for event in self._received(iter(self._player)):
            with self._lock:
                self._heard, self.error = clock.steady(), None
                self._watch.event(event)
            if self._over.is_set():
                return
        if not self._over.is_set():
            self._watch.gone(round(clock.seconds() * SECOND))

    def _beat(self, is_over: Callable[[float], bool]) -> None:
        """Closes the seconds of a silence, and looks whether it is enough."""
        now = clock.seconds()
        with self._lock:
            if clock.steady() - self._heard > QUIET:
                self._watch.until(now - QUIET)
            if not is_over(now):
                return
            self._over.set()
        if self._player:
            self._player.stop()
