"""The stage in virtual time, in processes of its own: several streams are played at once, and what is foreseen is played ahead.

wishes, a block's together → a worker for the block → showings, kept until they are asked for
"""

from __future__ import annotations

import itertools
import os
import threading
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Final

from houdun.errors import OutsideError
from houdun.facts.fault import Value
from houdun.facts.question import Question
from houdun.facts.time import Millis
from houdun.flow.trial.orders import Wish
from houdun.flow.trial.stage.port import Order, Showing, Timing
from houdun.flow.trial.stage.virtual import DEFAULT, Played, VirtualStage
from houdun.flow.trial.uninterrupted import uninterrupted
from houdun.language import Bilingual

MOST: Final = 3
"""Workers, however many cores there are: a trial waits for one stream at a time."""
DIED: Final = (
    Bilingual("演直播流的进程两次意外结束", "the process that plays the streams died twice"),
    Bilingual("请检查内存后重试，会从中断处继续", "see that there is memory enough and try again: it goes on where it was"),
)


class ApartStage:
    """A `Stage` that shows what `VirtualStage` shows. To be closed; its workers end with this process, too, however that ends."""

    def __init__(self, changes: Mapping[str, Value] | None = None, timing: Timing = DEFAULT, workers: int | None = None) -> None:
        number = workers or min(MOST, os.cpu_count() or 1)
        self._here = VirtualStage(changes, timing)
        self._backlog: deque[Sequence[Wish]] = deque()
        self._lock = threading.RLock()
        self._workers = [_Worker(changes, timing, self._lock, self._backlog) for _ in range(number)]
        self._turns = itertools.cycle(self._workers)

    def __enter__(self) -> ApartStage:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the workers in the midst of whatever they play."""
        for worker in self._workers:
            worker.close()

    def prepare(self, blocks: Iterable[Sequence[Wish]]) -> None:
        """Plays ahead, in this order and beside whatever else is asked for."""
        with self._lock:
            self._backlog.extend(blocks)
            for worker in self._workers:
                worker.go_on()

    def shows(self, question: Question) -> bool:
        return self._here.shows(question)

    def show(self, order: Order, now: Millis) -> Showing:
        """As `VirtualStage`'s. Raises what the playing raises, and OutsideError where a worker dies for the second time."""
        if not order.instance.question.show:
            return self._here.show(order, now)
        with self._lock:
            worker = self._worker_for(order)
        return worker.show(order, now)

    def stop(self, case: str) -> None:
        """Nothing goes on here after it was shown."""

    def _worker_for(self, order: Order) -> _Worker:
        """A block stays with one worker: that remembers its runs."""
        block = _block(order)
        for worker in self._workers:
            if block in worker.blocks:
                return worker
        wishes = next((each for each in self._backlog if _block(each[0][0]) == block), None)
        worker = next(self._turns)
        worker.blocks.add(block)
        if wishes is not None:
            self._backlog.remove(wishes)
            worker.wishes.extend(wishes)
        return worker


def _block(order: Order) -> tuple[int, int]:
    return order.seed, order.stream


@dataclass(slots=True)
class _Foreseen:
    wish: Wish
    showing: Future[Showing]


class _Worker:
    """A process with a stage of its own, the blocks that it plays, and what it will play when nothing is asked of it. `lock` and `backlog` are all
    the workers'."""

    def __init__(
        self,
        changes: Mapping[str, Value] | None,
        timing: Timing,
        lock: threading.RLock,
        backlog: deque[Sequence[Wish]],
    ) -> None:
        self._made = changes, timing
        self._lock, self._backlog = lock, backlog
        self.blocks: set[tuple[int, int]] = set()
        self.wishes: deque[Wish] = deque()
        self._foreseen: list[_Foreseen] = []
        self._replaced = False
        self._start()

    def show(self, order: Order, now: Millis) -> Showing:
        while True:
            try:
                with self._lock:
                    showing = self._asked(order, now)
                return showing.result()
            except BrokenProcessPool as error:
                self._replace(error)

    def go_on(self) -> None:
        """Plays the next that is foreseen, unless one is being played."""
        with self._lock:
            if not all(each.showing.done() for each in self._foreseen):
                return
            if not self.wishes and self._backlog:
                self.wishes.extend(self._backlog.popleft())
                self.blocks.add(_block(self.wishes[0][0]))
            if self.wishes:
                self._foresee(self.wishes.popleft())

    def close(self) -> None:
        with self._lock:
            self.wishes.clear()
            self._backlog.clear()
        for process in self._processes:
            process.kill()
        self._leash.close()
        self._pool.shutdown(cancel_futures=True)

    def _asked(self, order: Order, now: Millis) -> Future[Showing]:
        """Where the same run is foreseen, that comes first: when a run is played first does not depend on how fast the workers are."""
        same = next((wish for wish in self.wishes if Played.of(wish[0]) == Played.of(order)), None)
        if same is not None:
            self.wishes.remove(same)
            self._foresee(same)
        held = next((each for each in self._foreseen if each.wish == (order, now)), None)
        if held is None:
            return self._pool.submit(_show, order, now)
        self._foreseen.remove(held)
        return held.showing

    def _foresee(self, wish: Wish) -> None:
        # A worker that has died is replaced when something is asked of it, not before.
        with suppress(BrokenProcessPool):
            showing = self._pool.submit(_show, *wish)
            self._foreseen.append(_Foreseen(wish, showing))
            showing.add_done_callback(self._done)

    def _done(self, showing: Future[Showing]) -> None:
        if not showing.cancelled() and showing.exception() is None:
            self.go_on()

    def _start(self) -> None:
        context = get_context("spawn")
        held, self._leash = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(1, context, initializer=_begin, initargs=(held, *self._made))
        others = set(active_children())
        with uninterrupted():
            self._pool.submit(_ready)
        self._processes = set(active_children()) - others

    def _replace(self, error: BrokenProcessPool) -> None:
        with self._lock:
            if self._replaced:
                raise OutsideError(*DIED) from error
            self._replaced = True
            self._leash.close()
            self._foreseen.clear()
            self._start()
            self.go_on()


# in the worker's process

_stage: VirtualStage | None = None


def _begin(leash: Connection, changes: Mapping[str, Value] | None, timing: Timing) -> None:
    global _stage
    _stage = VirtualStage(changes, timing)
    threading.Thread(target=_end_with, args=(leash,), daemon=True).start()


def _end_with(leash: Connection) -> None:
    """Nothing is ever sent: it ends when whoever holds the other end lets go, or is no more."""
    with suppress(EOFError):
        leash.recv()
    os._exit(0)


def _ready() -> None:
    """Has the process start: a pool begins none before it has work."""


def _show(order: Order, now: Millis) -> Showing:
    assert _stage is not None
    return _stage.show(order, now)
