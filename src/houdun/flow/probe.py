"""The story of `houdun probe`: play a stream, watch it second by second, keep what is measured, tell it as it happens, and sum it up.

address → player → events → seconds → files, the bundle, whoever watches → summary
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from houdun import clock
from houdun.flow.evidence import Evidence, evidence
from houdun.media import endpoints
from houdun.media.endpoints.address import Address
from houdun.media.endpoints.port import Player
from houdun.media.events import Event
from houdun.media.pulse import pulse
from houdun.probe.recording.lines import JsonLines
from houdun.probe.recording.parquet import ParquetFile
from houdun.probe.session import Second, Session
from houdun.probe.summary import Summary

BEAT = 0.5
"""Seconds between two looks at whether a stream fell silent."""
QUIET = 1.5
"""Seconds without an event after which seconds are closed by the clock: no path delivers an event that late after its arrival."""

Show = Callable[[Second], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Probing:
    """What to watch and what to keep. `seconds` None: to the end. `picture` decodes the picture as a viewer sees it, which costs a quarter more."""

    address: str
    seconds: float | None = None
    json: Path | None = None
    parquet: Path | None = None
    bundle: Path | None = None
    picture: bool = False


def probe(asked: Probing, show: Show, *, play: Callable[..., Player] = endpoints.play) -> Summary:
    """Watches until the stream ends, the time is over, or Ctrl-C. Raises OutsideError or RefusedError where nothing ever came, and OutsideError
    where a file cannot be written."""
    address = Address(asked.address)
    began = clock.seconds()
    player = play(address, loop_filter=asked.picture)
    events = iter(player)
    first = next(events, None)  # what keeps us from the stream is raised here, before a file is touched
    with ExitStack() as files:
        watching = Watching(asked, str(address), began, show, files)
        watching.stop = player.stop
        files.callback(watching.finish)
        with pulse(watching.quiet, BEAT), suppress(KeyboardInterrupt):
            for event in events if first is None else chain((first,), events):
                watching.event(event)
    return watching.summary


class Watching:
    """One stream being watched, from two threads: the player's events, and the clock where there are none."""

    def __init__(self, asked: Probing, stream: str, began: float, show: Show, files: ExitStack) -> None:
        self.summary = Summary()
        self.stop: Callable[[], None] = lambda: None
        self._session = Session(stream, began)
        self._until = None if asked.seconds is None else round((began + asked.seconds) * 1000)
        self._lines = files.enter_context(JsonLines(asked.json, stream, round(began * 1000))) if asked.json else None
        parquet = files.enter_context(ParquetFile(asked.parquet)) if asked.parquet else None
        self._evidence: Evidence | None = files.enter_context(evidence(asked.bundle, stream)) if asked.bundle else None
        keepers = (self._lines, parquet, self._evidence)
        self._tell: list[Show] = [self.summary.add, *(keeper.second for keeper in keepers if keeper), show]
        self._lock = threading.Lock()
        self._heard = clock.steady()
        self._over = False

    def event(self, event: Event) -> None:
        with self._lock:
            self._heard = clock.steady()
            if self._over:
                return
            self._told(self._session.feed(event))
            if self._evidence:
                self._evidence.event(event)

    def quiet(self) -> None:
        """Closes the seconds of a silence."""
        with self._lock:
            if not self._over and clock.steady() - self._heard > QUIET:
                self._told(self._session.until(clock.seconds() - QUIET))

    def finish(self) -> None:
        """The last, broken second, and the summary's line."""
        with self._lock:
            if not self._over:
                self._told(self._session.finish())
            if self._lines:
                self._lines.summary(self.summary)

    def _told(self, seconds: list[Second]) -> None:
        for second in self._wanted(seconds):
            for tell in self._tell:
                tell(second)

    def _wanted(self, seconds: list[Second]) -> Iterator[Second]:
        for second in seconds:
            if self._over:
                return
            if self._until is not None and second.at >= self._until:
                self._over = True
                self.stop()
            yield second
