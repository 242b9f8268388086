"""What is kept while a stream is watched, so that a change has its evidence: the bundle of `houdun probe --bundle`."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from houdun.media.events import Event
from houdun.probe.session import Second


class Evidence(Protocol):
    """Sees everything in order; where a second holds a detection, it writes what it kept."""

    def event(self, event: Event) -> None: ...

    def second(self, second: Second) -> None: ...


def evidence(folder: Path, stream: str) -> Evidence:
    """Bundles go into folders below `folder`."""
    raise NotImplementedError
