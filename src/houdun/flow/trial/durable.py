"""The engine in real time: turns are taken when they are due, for weeks, through restarts. Its sibling in virtual time is `virtual`.

What has happened stands in the journal. DBOS holds what will be due: every wanted turn is a workflow that is delayed until its moment, by the wall's
clock. A laptop that slept takes at once what fell due meanwhile; a clock that is set back makes a turn wait again, and one that comes twice finds
nothing to do. One process at a time runs a trial: DBOS would run a turn in two.
"""

from __future__ import annotations

import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Final

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, Queue, SetEnqueueOptions, error
from sqlalchemy.exc import SQLAlchemyError

from houdun import clock
from houdun.channel.port import Receiver
from houdun.channel.wake import Wake
from houdun.errors import OutsideError
from houdun.facts.time import SECOND, Millis
from houdun.flow.trial.post import mailboxes
from houdun.flow.trial.running import Beat
from houdun.flow.trial.several import mark_of
from houdun.flow.trial.trial import Trial
from houdun.flow.trial.turns import GRACE, Trouble, Turns
from houdun.language import Bilingual

VERSION: Final = "1"
"""Of what a turn is asked with: DBOS leaves the turns of another version alone."""
GLANCE: Final = 1.0
"""Seconds between two looks at what persons may have ordered."""
THREADS: Final = 32
"""Turns that are taken at once."""
QUEUE: Final = "turns"

_turns: Turns | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where timers are kept: in databases in `folder`, or in PostgreSQL by its URL."""

    folder: Path
    url: str | None = None


def run(
    trial: Trial,
    receivers: Mapping[str, Receiver],
    *,
    place: Place,
    stop: Wake,
    trouble: Trouble = lambda whose, error, seconds: None,
    let_go: Callable[[], None] = lambda: None,
    beat: Beat = lambda: None,
) -> None:
    """Runs until the trial is over or `stop` is set, which Ctrl-C and SIGTERM do too; at its end `stop` is set. `receivers` are our mailboxes by their names (`Settings.box`), woken by
    `stop`. `let_go` gives back what the calling thread holds of the store. `beat` is called every second. No other process may run the trial meanwhile: see
    `running.alone`.

    Raises what the store or a mailbox raises at the begin. Whatever it ends with, a trial made anew over the same journal goes on where this one was.
    """
    journal = trial.means.journal
    turns = Turns(trial, trouble, let_go=let_go)
    with ExitStack() as stack:
        stack.enter_context(_ended_by_signals(stop))
        inboxes = mailboxes.opened(journal, receivers, clock.now())
        turns.start()
        stack.enter_context(_timers(turns, trial.terms.name, place))
        stack.enter_context(mailboxes.listening(inboxes, turns, journal, stop, trouble))
        stack.callback(turns.leave)
        while not (stop.is_set or turns.failed or turns.is_over()):
            stop.wait(GLANCE)
            beat()
            turns.look()
    if turns.failed:
        raise turns.failed


@DBOS.workflow()
def _turn(owner: str, at: Millis) -> None:
    if _turns is not None:
        _turns.turn(owner, at)


@contextmanager
def _timers(turns: Turns, trial: str, place: Place) -> Iterator[None]:
    """Within, every turn that is wanted comes when it is due. What an earlier process wanted is still there: where nobody wants it any more, nothing comes of it."""
    global _turns
    assert _turns is None, "DBOS runs once in a process"
    _turns = turns
    try:
        setting = Thread(target=_set, args=(turns, _launched(trial, place)), daemon=True)
        setting.start()
        try:
            yield
        finally:
            turns.wanted.put(None)
            setting.join(GRACE)
    finally:
        DBOS.destroy()
        _turns = None


def _launched(trial: str, place: Place) -> Queue:
    DBOS(config=_config(trial, place))
    try:
        DBOS.launch()
        return DBOS.register_queue(QUEUE, polling_interval_sec=GLANCE / 2)
    except (SQLAlchemyError, error.DBOSException, sqlite3.Error) as failure:
        raise _no_timers(place, failure) from None


def _set(turns: Turns, queue: Queue) -> None:
    """In a thread of its own: what is started within a workflow would belong to it."""
    try:
        while wanted := turns.wanted.get():
            seconds = (wanted[1] - clock.now()) / SECOND
            if seconds <= 0:
                DBOS.start_workflow(_turn, *wanted)
                continue
            with SetEnqueueOptions(delay_seconds=seconds):
                queue.enqueue(_turn, *wanted)
    except Exception as failure:  # this thread has nobody above it: whatever it is ends the trial, which tells
        turns.fail(failure)


def _config(trial: str, place: Place) -> DBOSConfig:
    """Each trial has its own tables: what one process has begun, no other may finish."""
    mark = mark_of(trial)
    if place.url is None:
        path = place.folder / f"turns-{mark}.db"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
    return DBOSConfig(
        name="houdun",
        application_version=VERSION,
        system_database_url=place.url or f"sqlite:///{path}",
        dbos_system_schema=f"houdun_turns_{mark}",
        serializer=DBOSPortableJSONSerializer(),
        max_executor_threads=THREADS,
        # What goes wrong comes to us as an exception; what it would print is not for users.
        log_level="CRITICAL",
    )


@contextmanager
def _ended_by_signals(stop: Wake) -> Iterator[None]:
    """Signals come to a process's first thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {sign: signal.signal(sign, lambda *_: stop.set()) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _no_timers(place: Place, error: Exception) -> OutsideError:
    """Without the driver's own words: they may quote the URL, and that holds a password."""
    kind = type(error).__name__
    return OutsideError(
        Bilingual(f"计时用的数据库打不开（{kind}）", f"the database of the timers cannot be opened ({kind})"),
        Bilingual("请检查数据库是否在运行，稍后再试", "see that the database runs, and try again"),
        where="database_url" if place.url else str(place.folder),
    )
