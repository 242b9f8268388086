"""When a player would show what arrived: a viewer sees pictures at their stamps' pace, not in the bursts in which segments come.

The player modelled here keeps the smallest buffer that has been needed so far: a picture is shown on its arrival, or one step of the stamps after
the picture before it, whichever is later. While it has more than it needs it plays one per cent faster, as live players do.
"""

from __future__ import annotations

from collections.abc import Iterable

PACE = 0.99
"""Seconds shown for a second of stamps."""
STEP = 1.0
"""Seconds between two stamps beyond which they are taken for re-based, not for slow."""
BUFFER = 60.0
"""Seconds that are buffered at most, however fast a server sends."""


class Playout:
    """One track. Feed it in order of arrival."""

    def __init__(self) -> None:
        self._pts: float | None = None
        self.last: float | None = None
        """When the last picture so far is shown."""

    def show(self, arrivals: Iterable[float], stamps: Iterable[float]) -> list[float]:
        """The moments, seconds on the arrivals' clock, at which these are shown; never falling but where the clock does."""
        return [self._next(arrival, pts) for arrival, pts in zip(arrivals, stamps, strict=True)]

    def _next(self, arrival: float, pts: float) -> float:
        if self.last is None or self._pts is None or self.last > arrival + 2 * BUFFER:  # the clock was set back
            shown = arrival
        else:
            step = pts - self._pts
            due = self.last + (PACE * step if 0.0 < step <= STEP else 0.0)
            shown = max(arrival, self.last, min(due, arrival + BUFFER))
        self.last, self._pts = shown, pts
        return shown
