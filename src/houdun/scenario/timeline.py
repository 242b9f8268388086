"""When what is switched: the set-up and the fault at each stream second."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from houdun.facts.fault import Value
from houdun.scenario.fault import Fault, Moment
from houdun.scenario.setup import Setup

Change = tuple[float, Mapping[str, Value]]
"""(stream second, settings): from then on they are so."""


class Timeline:
    """The fault is on in [start, end). Its settings come first, remedies over them, in order: the right one undoes it, a wrong one does not."""

    def __init__(self, setup: Setup, fault: Fault | None, on: tuple[float, float], remedies: Sequence[Change]) -> None:
        self.fault, self._start, self._end = fault, on[0], on[1]
        self._times = sorted({0.0, *(at for at, _ in remedies), *(on if fault else ())})
        self._setups = [self._reckoned(setup, at, remedies) for at in self._times]

    def _reckoned(self, setup: Setup, at: float, remedies: Sequence[Change]) -> Setup:
        if self.fault and self.on(at):
            setup = self.fault.settings(setup)
        for since, change in remedies:
            if since <= at:
                setup = setup.changed(change)
        return setup

    def on(self, at: float) -> bool:
        return self.fault is not None and self._start <= at < self._end

    def setup(self, at: float) -> Setup:
        return self._setups[max(bisect_right(self._times, at) - 1, 0)]

    @property
    def setups(self) -> Sequence[Setup]:
        """Every set-up that there will be."""
        return self._setups

    def moment(self, at: float) -> Moment | None:
        """What a hook is told; None while the fault is off."""
        return Moment(at, at - self._start, self.setup(at)) if self.on(at) else None
