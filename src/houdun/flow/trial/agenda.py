"""What a trial has to do: things that are due at a moment, and jobs that take their time. Each belongs to a case, or with the owner "" to the trial."""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict, deque
from collections.abc import Callable
from functools import partial
from typing import TypeAlias, TypeVar

from houdun.facts.time import Millis

T = TypeVar("T")


Job: TypeAlias = Callable[[Millis], Callable[[Millis], None]]
"""Called with the moment, it works: that may take minutes, and touches no state. What it gives is called with the moment afterwards, and tells the result."""


class Agenda:
    """Not for several threads at once: whoever drives the trial sees to that."""

    def __init__(self) -> None:
        self._due: defaultdict[str, list[tuple[Millis, int, Callable[[Millis], None]]]] = defaultdict(list)
        self._jobs: defaultdict[str, deque[Job]] = defaultdict(deque)
        self._numbers = itertools.count()

    def at(self, owner: str, moment: Millis, do: Callable[[Millis], None]) -> None:
        heapq.heappush(self._due[owner], (moment, next(self._numbers), do))

    def due(self, owner: str) -> Millis | None:
        held = self._due.get(owner)
        return held[0][0] if held else None

    def first(self) -> tuple[Millis, str] | None:
        """The earliest moment at which something is due, and whose it is: of several the first by name."""
        return min(((held[0][0], owner) for owner, held in self._due.items() if held), default=None)

    def tick(self, owner: str, now: Millis) -> None:
        """Does what is due by now."""
        held = self._due.get(owner, [])
        while held and held[0][0] <= now:
            heapq.heappop(held)[2](now)
        if not held:
            self._due.pop(owner, None)

    def owners(self) -> tuple[str, ...]:
        """Who has anything to do."""
        return (*self._due, *self._jobs)

    def job(self, owner: str, work: Callable[[Millis], T], done: Callable[[T, Millis], None]) -> None:
        """`done` takes what `work` gives, and the moment."""
        self.again(owner, lambda at: partial(done, work(at)))

    def again(self, owner: str, job: Job) -> None:
        self._jobs[owner].append(job)

    def has_job(self, owner: str) -> bool:
        return owner in self._jobs

    def next_job(self, owner: str) -> Job | None:
        jobs = self._jobs.get(owner)
        if not jobs:
            return None
        job = jobs.popleft()
        if not jobs:
            del self._jobs[owner]
        return job

    def busy(self) -> tuple[str, ...]:
        """Who has a job."""
        return tuple(self._jobs)

    def is_empty(self) -> bool:
        return not self._due and not self._jobs
