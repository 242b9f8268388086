"""Whose turn it is, in real time: one trial and many threads. Whatever touches the trial does so alone; whatever takes its time does not touch it.

turns.start()                    when everybody's next turn is stands in `wanted`, as (owner, moment)
turns.turn(owner, moment)        at that moment: what is due is done, and the jobs that come of it
turns.receive(inbox, incoming)   a message has come
turns.abreast(mailbox)           all that had come is taken in
turns.look()                     persons may have ordered something
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Final, TypeAlias, TypeVar

from houdun import clock
from houdun.channel.listening import EVERY, backoff
from houdun.channel.port import Incoming
from houdun.facts.time import LATEST, SECOND, Millis
from houdun.flow.trial.agenda import Job
from houdun.flow.trial.post.inbox import Inbox
from houdun.flow.trial.trial import TRIAL, Trial

T = TypeVar("T")
Trouble: TypeAlias = Callable[[str, Exception, float], None]
"""Hears of whose trouble it is (a case, a mailbox, "" for the trial), what it is, and in how many seconds there is another try."""
DEAF: Final = round(2 * EVERY * SECOND)
"""A case whose mailbox was not read for so long does nothing by itself: the answer that it gives up waiting for may have come while we were away."""
GRACE: Final = 2.0
"""Seconds in which a letter that is on its way may still arrive when we leave: whoever writes it down now need not look it up later."""
GLANCE: Final = 0.1
"""Seconds between two looks whether we leave while something takes its time."""


class Turns:
    """Safe for any number of threads. Where the trial itself fails, it may have missed something in memory: no turn is taken any more and `failed`
    says why; a trial made anew goes on from the journal. None in `wanted` is the end of it. `let_go` gives back what a thread holds of the store."""

    def __init__(
        self,
        trial: Trial,
        trouble: Trouble,
        *,
        now: Callable[[], Millis] = clock.now,
        let_go: Callable[[], None] = lambda: None,
    ) -> None:
        self.wanted: SimpleQueue[tuple[str, Millis] | None] = SimpleQueue()
        self.failed: Exception | None = None
        self._trial, self._trouble, self._now, self._let_go = trial, trouble, now, let_go
        self._lock, self._leaving, self._left = Lock(), Event(), Event()
        self._next: dict[str, Millis] = {}
        self._at_work: set[str] = set()
        self._read: dict[str, Millis] = {}
        self._failures: Counter[str] = Counter()
        self._looked = 0

    def start(self) -> None:
        """Begins the trial or goes on with it."""
        with self._alone() as trial:
            trial.start(self._now())

    def turn(self, owner: str, at: Millis) -> None:
        """The turn that was wanted for then. One that an earlier turn has overtaken, or that was wanted by a process that is no more, is none."""
        if not self._takes(owner, at):
            return
        try:
            while job := self._next_job(owner):
                self._do(owner, job)
        except Exception as error:  # DBOS would only log it: the trial has to end of it, and tell
            self.fail(error)
            raise
        finally:
            self._let_go()

    def receive(self, inbox: Inbox, incoming: Incoming) -> None:
        """Takes in a message."""
        with self._alone() as trial:
            trial.receive(inbox, incoming, self._now())

    def abreast(self, mailbox: str) -> None:
        """Everything that had come to this mailbox by now is taken in."""
        with self._alone():
            self._read[mailbox] = self._now()

    def look(self) -> None:
        """Does what persons have ordered and takes what they have answered, if anything was written down since the last look."""
        last = self._trial.means.journal.last()
        if last != self._looked:
            with self._alone() as trial:
                trial.look(self._now())
            self._looked = last

    def is_over(self) -> bool:
        with self._lock:
            return not self._at_work and self._trial.is_over()

    def leave(self) -> None:
        """Begins nothing more, ends all streams, and waits a moment for what is on its way."""
        self._leaving.set()
        until = clock.steady() + GRACE
        self._stop_streams()
        while self._at_work and clock.steady() < until and self.failed is None:
            self._left.wait(GLANCE)
            # One that was about to begin when all were stopped is on air now.
            self._stop_streams()
        self._left.set()

    def _stop_streams(self) -> None:
        for case in tuple(self._trial.cases):
            self._trial.means.stage.stop(case)

    def fail(self, error: Exception) -> None:
        """Nothing more is done: what was heard or ordered would be missed."""
        self.failed = self.failed or error

    @contextmanager
    def _alone(self) -> Iterator[Trial]:
        """The trial, for this thread only. Afterwards everybody's next turn is wanted when it is now due."""
        with self._lock:
            if self.failed is not None:
                raise self.failed
            try:
                yield self._trial
                self._plan()
            except Exception as error:  # half done in memory, whatever it was: only the journal is to be trusted now
                self.fail(error)
                raise

    def _plan(self) -> None:
        for owner in self._trial.owners():
            due = self._due(owner)
            if owner not in self._at_work and due is not None and due < self._next.get(owner, LATEST):
                self._next[owner] = due
                self.wanted.put((owner, due))

    def _due(self, owner: str) -> Millis | None:
        """As the trial says; for what is due already, not before we hear again."""
        now, due = self._now(), self._trial.due(owner)
        if self._trial.agenda.has_job(owner):
            return now
        return due if due is None or due > now or self._hears(owner, now) else None

    def _hears(self, owner: str, now: Millis) -> bool:
        if owner == TRIAL:
            return True
        mailbox = self._trial.cases[owner].thread.contact.mailbox
        return mailbox is None or now - self._read.get(mailbox.box, 0) <= DEAF

    def _takes(self, owner: str, at: Millis) -> bool:
        with self._lock:
            if self._leaving.is_set() or self.failed or owner in self._at_work or self._next.get(owner) != at:
                return False
            del self._next[owner]
            self._at_work.add(owner)
            return True

    def _next_job(self, owner: str) -> Job | None:
        """Does what is due. The first job that is there; with none, or when we leave, the turn is over."""
        with self._alone() as trial:
            now = self._now()
            trial.look(now)
            if self._hears(owner, now):
                trial.tick(owner, now)
            job = None if self._leaving.is_set() else trial.agenda.next_job(owner)
            if job is None:
                self._at_work.discard(owner)
            return job

    def _do(self, owner: str, job: Job) -> None:
        """What fails is tried again later, and later each time: whatever it is, the other cases go on."""
        result = self._apart(lambda: job(self._now()))
        if result is None:
            return
        error = result.exception()
        with self._alone() as trial:
            if error is None:
                del self._failures[owner]
                result.result()(self._now())
                return
            self._failures[owner] += 1
            seconds = backoff(self._failures[owner])
            again = self._now() + round(seconds * SECOND)
            trial.agenda.at(owner, again, lambda at: trial.agenda.again(owner, job))
        self._trouble(owner, error if isinstance(error, Exception) else RuntimeError(repr(error)), seconds)

    def _apart(self, work: Callable[[], T]) -> Future[T] | None:
        """Worked in a thread of its own, which ends with the process whatever hangs in it; None where we have left meanwhile."""
        result: Future[T] = Future()

        def run() -> None:
            try:
                result.set_result(work())
            except Exception as error:  # handed to whoever waits, whatever it is
                result.set_exception(error)
            finally:
                self._let_go()

        Thread(target=run, daemon=True).start()
        while not wait((result,), GLANCE).done:
            if self._left.is_set():
                return None
        return result
