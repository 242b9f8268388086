"""When the snapshot of the verdict is to be made anew: after a pause without news, and while there is none, every minute."""

from __future__ import annotations

from typing import Final

from houdun.app import jobs, verdicts
from houdun.app.workspace import Workspace
from houdun.facts.time import MINUTE, SECOND, Millis
from houdun.web import audit
from houdun.web.verdict import asking

UNREAD: Final = (audit.TOPIC, jobs.JOB, jobs.DONE, asking.KEPT)
"""Topics of the journal that no comparison reads: what stands there makes no snapshot stale."""
QUIET: Final[Millis] = 5 * SECOND
"""So long there must have been no news,"""
LONGEST: Final[Millis] = MINUTE
"""unless it has been stale for so long: a trial in virtual time makes no pause."""
SELDOM: Final[Millis] = 30 * SECOND
"""Files that it measures by are looked at so often."""


class News:
    """Asked every second; the journal's number tells cheaply that nothing is new."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        snapshot = verdicts.load(space.root)
        self._made = self._tried = snapshot.mark if snapshot else None
        self._last, self._news_at, self._looked_at = -1, 0, 0
        self._stale_since: Millis | None = None

    def wants(self, now: Millis) -> bool:
        """Whether it is stale, and the time has come. One that could not be made is not tried again before there is news."""
        last = self._space.store.journal.last()
        if last != self._last:
            self._last, self._news_at = last, now
        elif self._stale_since is None and now - self._looked_at < SELDOM:
            return False
        self._looked_at = now
        if verdicts.mark_of(self._space, UNREAD) in (self._made, self._tried):
            self._stale_since = None
            return False
        self._stale_since = now if self._stale_since is None else self._stale_since
        return now - self._news_at >= QUIET or now - self._stale_since >= LONGEST

    def tries(self) -> None:
        self._tried, self._stale_since = verdicts.mark_of(self._space, UNREAD), None
