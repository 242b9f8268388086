"""Bundles made while a stream is watched, beside the watching: writing one must not hold up a reader that stamps arrivals.

second with a detection → incident (kept seconds, ring of packets) → folder with `for-vendor` and `for-us`; later `for-us` once more, when more has been seen
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from houdun.facts.time import SECOND, Millis, iso
from houdun.media.clip import Ring
from houdun.media.events import Event
from houdun.probe.bundle import folder as folders
from houdun.probe.bundle import for_us, for_vendor, plot
from houdun.probe.bundle.incident import Incident
from houdun.probe.session import Second

KEPT = 180
"""Seconds of observations that a bundle holds."""
APART: Millis = 60 * SECOND
"""One change shows in several series, one after the other: for so long they belong to the same bundle."""
LATER: Millis = 20 * SECOND
"""After so long the diagnosis is made anew: it is surer when it has seen how the change goes on."""


class Keeper:
    """Keeps the last seconds, and writes them when they matter. What could not be written is raised at the next second, or on leaving."""

    def __init__(self, folder: Path, stream: str) -> None:
        self._folder, self._stream = folder, stream
        self._ring = Ring()
        self._seconds: deque[Second] = deque(maxlen=KEPT)
        self._began: Millis | None = None
        self._writer = ThreadPoolExecutor(1)
        self._writing: Future[None] = self._writer.submit(plot.warm)
        self._open: tuple[Incident, deque[Path]] | None = None
        """The last incident while its diagnosis may still be made anew, and where its bundle went."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._writer.shutdown()
        if error is None:
            self._writing.result()

    def event(self, event: Event) -> None:
        self._ring.see(event)

    def second(self, second: Second) -> None:
        if self._writing.done():
            self._writing.result()
        self._began = second.at - SECOND if self._began is None else self._began
        self._seconds.append(second)
        if second.detections and (self._open is None or second.at - self._open[0].first.at >= APART):
            self._open = self._incident(second), deque()
            self._writing = self._writer.submit(self._write, *self._open, self._ring.copy())
        elif self._open is not None and self._is_due(second):
            incident, made = self._open
            self._writing = self._writer.submit(self._renew, incident.seen_on(tuple(self._seconds)), made)

    def _is_due(self, second: Second) -> bool:
        """Just once: the second in which it has become late enough."""
        return self._open is not None and LATER <= second.at - self._open[0].first.at < LATER + SECOND

    def _incident(self, second: Second) -> Incident:
        assert self._began is not None, "it is set before"
        return Incident(
            stream=self._stream, began=self._began, detections=second.detections, seconds=tuple(self._seconds), clip=None
        )

    def _write(self, incident: Incident, made: deque[Path], ring: Ring) -> None:
        incident = incident.shown_by(ring.clip())
        name = f"{iso(incident.first.at // SECOND * SECOND).replace(':', '').replace('-', '')}-{incident.first.metric}"
        parts = {"for-vendor": partial(for_vendor.files, incident), "for-us": partial(for_us.files, incident)}
        made.append(folders.make(self._folder, name, parts))

    def _renew(self, incident: Incident, made: deque[Path]) -> None:
        for folder in made:
            if (folder / "for-us").is_dir():
                folders.renew(folder / "for-us", partial(for_us.files, incident))
