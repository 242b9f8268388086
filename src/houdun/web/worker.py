"""The process beside the web. Every second it looks at the journal: trials go on, jobs are done, the verdict is made anew where it is stale.

Each piece of work is a child process. Both may be killed at any line: what the journal holds unfinished is gone on with at the next look.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from houdun import clock
from houdun.app import feeds, jobs
from houdun.app.workspace import Workspace, open_workspace
from houdun.channel.wake import Wake
from houdun.errors import InputError, OutsideError, UsageError
from houdun.facts.time import MINUTE, SECOND, Millis
from houdun.flow.trial import record, running, several
from houdun.web import signs
from houdun.web.children import Child, Failure, end_all
from houdun.web.news import News
from houdun.web.signs import Trouble

GLANCE: Final = 1.0
"""Seconds between two looks."""
AT_ONCE: Final = 2
"""Jobs that are done at the same time."""
TRIES: Final = 3
"""Of a job whose process dies, before it is given up."""
REST: Final[Millis] = 10 * SECOND
"""What failed rests for so long, twice as long each time,"""
LONGEST_REST: Final[Millis] = 10 * MINUTE
"""but no longer than this."""
VERDICT: Final = "verdict/"
DEMO: Final = "demo"
"""The kind of job by which the owner asks for the demo."""

Begin = Callable[[Path, str, str], Child]


class Worker:
    """What is at work, what failed, and what is over."""

    def __init__(self, space: Workspace, begin: Begin = Child) -> None:
        self._space, self._begin_child, self._news = space, begin, News(space.root)
        self._children: dict[str, Child] = {}
        self._troubles: dict[str, Trouble] = {}
        self._failed: Counter[str] = Counter()
        self._over: dict[str, int] = {}
        """Trials that have come to their end, by the last entry of their course."""
        self._feeds_at: Millis = 0
        """When it was last looked whether a feed is to be fetched."""
        self._told: object = None

    def look(self, now: Millis) -> None:
        """Takes in what has ended, and begins what is to be done."""
        with suppress(UsageError):  # settings that are broken are told by the page of the set-up
            self._space = self._space.refreshed()
        for key, child in tuple(self._children.items()):
            if not child.runs:
                del self._children[key]
                self._ended(key, child, now)
        self._feeds(now)
        self._jobs(now)
        self._trials(now)
        if VERDICT not in self._children and not self._rests(VERDICT, now) and self._news.wants(self._space, now):
            self._news.tries(self._space)
            self._begin("verdict", "")
        self._tell()

    def end(self) -> None:
        """Ends all that is at work."""
        end_all(self._children.values())

    # what is to be done

    def _jobs(self, now: Millis) -> None:
        free = AT_ONCE - sum(child.kind == "job" for child in self._children.values())
        for asked in jobs.waiting(self._space):
            if asked.kind == DEMO:
                self._demo(asked, now)
            elif free > 0 and f"job/{asked.key}" not in self._children:
                self._begin("job", asked.key)
                free -= 1

    def _feeds(self, now: Millis) -> None:
        if abs(now - self._feeds_at) >= MINUTE:  # a clock that was set back must not stop it
            self._feeds_at = now
            feeds.ask_due(self._space, now)

    def _demo(self, asked: jobs.Asked, now: Millis) -> None:
        """Asked for, it is begun; from then on it is a trial like any other, and the job is done."""
        key = f"{DEMO}/{asked.data['language']}"
        if several.names(self._space.store.journal):
            jobs.finish(self._space, asked.key, {}, now)
        elif key in self._troubles:
            trouble = self._troubles.pop(key)
            jobs.give_up(self._space, asked.key, now, trouble.problem, trouble.mend, trouble.where)
        elif key not in self._children:
            self._begin(DEMO, asked.data["language"])

    def _trials(self, now: Millis) -> None:
        """Those that are not over and that nobody runs: another process may, such as `houdun trial run` in a terminal."""
        if any(child.kind == DEMO for child in self._children.values()):
            return
        for name in several.names(self._space.store.journal):
            key = f"trial/{name}"
            if key in self._children or self._rests(key, now) or self._over.get(name) == self._course(name):
                continue
            if not running.pulse(self._space.root, name).runs:
                self._begin("trial", name)

    def _course(self, name: str) -> int:
        """The last entry of a trial's course: a plan that has changed makes one that was over go on."""
        own = several.journal_of(self._space.store.journal, name)
        return max((entry.seq for entry in own.read(record.TRIAL, self._over.get(name, 1) - 1)), default=0)

    def _begin(self, kind: str, name: str) -> None:
        self._children[f"{kind}/{name}"] = self._begin_child(self._space.root, kind, name)

    # what came of it

    def _ended(self, key: str, child: Child, now: Millis) -> None:
        failure = child.failure()
        if failure is None:
            self._failed.pop(key, None)
            self._troubles.pop(key, None)
            if child.kind == "trial":
                self._over[child.name] = self._course(child.name)
            elif child.kind == "verdict":
                self._news.made()
        elif child.kind == "verdict" and failure.code == InputError.exit_code:
            return  # there is nothing to compare before there is news
        else:
            self._has_failed(key, child, failure, now)

    def _has_failed(self, key: str, child: Child, failure: Failure, now: Millis) -> None:
        self._failed[key] += 1
        if child.kind == "job":
            if self._failed[key] >= TRIES:
                jobs.give_up(self._space, child.name, now)
            return
        if child.kind == "verdict":
            self._news.failed()
        again_at = now + min(REST * 2 ** (self._failed[key] - 1), LONGEST_REST)
        problem, mend = failure.problem or jobs.OURS[0], failure.mend or jobs.OURS[1]
        self._troubles[key] = Trouble(key, problem, mend, failure.where, again_at)

    def _rests(self, key: str, now: Millis) -> bool:
        return key in self._troubles and now < self._troubles[key].again_at

    def _tell(self) -> None:
        told = tuple(self._children), tuple(self._troubles.values())
        if told != self._told:
            signs.tell(self._space.root, *told)
            self._told = told


def main(root: Path, parent: int) -> None:
    """Works until SIGTERM, or until the process `parent` is gone."""
    with Wake() as stop, open_workspace(root) as space:
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        signal.signal(signal.SIGINT, signal.SIG_IGN)

        def ends() -> bool:
            return stop.is_set or os.getppid() != parent

        with signs.alone(root, ends, stop.wait) as beat:
            if not ends():
                _work(space, stop, ends, beat)


def _work(space: Workspace, stop: Wake, ends: Callable[[], bool], beat: signs.Beat) -> None:
    worker = Worker(space)
    try:
        while not ends():
            beat()
            try:
                worker.look(clock.now())
            except OutsideError as error:  # the database fails for a while: the next look may find it again
                sys.stderr.write(f"{error}\n")
            stop.wait(GLANCE)
    finally:
        worker.end()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
