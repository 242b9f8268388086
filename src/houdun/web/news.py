"""When the snapshot of the verdict is to be made anew: after a pause without news, and while there is none, every minute."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from houdun.app import jobs, verdicts
from houdun.app.workspace import Workspace
from houdun.facts.time import MINUTE, SECOND, Millis
from houdun.flow import feeds
from houdun.web import audit
from houdun.web.verdict import asking

UNREAD: Final = (audit.TOPIC, jobs.JOB, jobs.DONE, feeds.TOPIC, asking.KEPT)
"""Topics of the journal that no comparison reads: what stands there makes no snapshot stale."""
QUIET: Final[Millis] = 5 * SECOND
"""So long there must have been no news,"""
LONGEST: Final[Millis] = MINUTE
"""unless it has been stale for so long: a trial in virtual time makes no pause."""
SELDOM: Final[Millis] = 30 * SECOND
"""Files that it measures by are looked at so often."""


class News:
    """Asked every second; the journal's number tells cheaply that nothing is new."""

    def __init__(self, root: Path) -> None:
        self._root, self._known = root, _mark(root)
        self._last, self._news_at, self._looked_at = -1, 0, 0
        self._stale_since: Millis | None = None

    def wants(self, space: Workspace, now: Millis) -> bool:
        """Whether it is stale, and the time has come."""
        last = space.store.journal.last()
        if last != self._last:
            self._last, self._news_at = last, now
        elif self._stale_since is None and now - self._looked_at < SELDOM:
            return False
        self._looked_at = now
        if verdicts.mark_of(space, UNREAD) == self._known:
            self._stale_since = None
            return False
        self._stale_since = now if self._stale_since is None else self._stale_since
        return now - self._news_at >= QUIET or now - self._stale_since >= LONGEST

    def tries(self, space: Workspace) -> None:
        """It is being made."""
        self._known, self._stale_since = verdicts.mark_of(space, UNREAD), None

    def made(self) -> None:
        """It was made: of what, it says itself. Rules may have found something first."""
        self._known = _mark(self._root)

    def failed(self) -> None:
        """It was not, and is to be tried again."""
        self._known, self._looked_at = None, 0


def _mark(root: Path) -> verdicts.Mark | None:
    snapshot = verdicts.load(root)
    return snapshot.mark if snapshot else None
