"""How every live player plays: connect, receive, decode, and end in time, whatever the other side does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from houdun import clock
from houdun.errors import HoudunError, OutsideError
from houdun.language import Bilingual
from houdun.media.endpoints.container import HELD, Decoding
from houdun.media.endpoints.port import Patience
from houdun.media.events import Event, HttpSeen, Trouble, TroubleSeen
from houdun.media.track import Packet, Track

Item = Track | Packet | HttpSeen | TroubleSeen


class Source(Protocol):
    """A connected path. `interrupt` may come from any thread."""

    def receive(self, timeout: float) -> Iterable[Item]:
        """What came next, waiting for it up to `timeout` seconds; perhaps nothing that matters.

        Raises TimeoutError after silence, EOFError at the end, OSError for a lost connection, InputError for bytes of no sense.
        """

    def ready(self, timeout: float) -> bool:
        """Will `receive` have something at once? Waits for it up to `timeout` seconds, or not where there is nothing to wait for."""

    @property
    def rhythm(self) -> float:
        """Seconds of silence that are normal on this path."""

    def interrupt(self) -> None: ...

    def close(self) -> None: ...


Connect = Callable[[float, threading.Event], Source]
"""Connects within so many seconds, or until the event is set. Raises OutsideError and RefusedError."""


class LivePlayer:
    """The Player of a `Source`. Until the first packet every failure is an error, within `patience.connect`; then it is an event.

    `stop` works at once while receiving; while connecting it waits for the connection or its time limit.
    """

    def __init__(self, connect: Connect, patience: Patience, *, where: str, loop_filter: bool = False) -> None:
        self._connect, self._patience, self._where = connect, patience, where
        self._decoding = Decoding(loop_filter=loop_filter)
        self._stopped = threading.Event()
        self._source: Source | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._where})"

    def stop(self) -> None:
        self._stopped.set()
        if self._source is not None:
            self._source.interrupt()

    def __iter__(self) -> Iterator[Event]:
        self._stopped.clear()
        deadline = clock.steady() + self._patience.connect
        try:
            self._source = self._connect(self._patience.connect, self._stopped)
        except HoudunError:
            if self._stopped.is_set():
                return
            raise
        try:
            yield from self._events(self._source, deadline)
        finally:
            self._source.close()
            self._source = None

    def _events(self, source: Source, deadline: float) -> Iterator[Event]:
        begun = False
        held: list[Event] = []
        while not self._stopped.is_set():
            error: Exception | None = None
            items: list[Item] = []
            try:
                items += source.receive(deadline - clock.steady())
            except (OSError, EOFError, HoudunError) as caught:
                error = caught
            arrival = clock.seconds()
            if any(isinstance(item, Packet) for item in items):
                begun, deadline = True, clock.steady() + max(self._patience.silence, source.rhythm)
            held += [event for item in items for event in self._seen(item, arrival)]
            if self._decoding.holds and error is None and not source.ready(HELD):
                held += self._decoding.drain()
            if begun:
                yield from held
                held = []
            if error is None and clock.steady() >= deadline:
                error = TimeoutError()
            if error is not None and not self._stopped.is_set():
                if not begun:
                    raise self._failed(error) from error
                yield from self._decoding.flush(arrival)
                yield from ended(error, arrival)
                return

    def _seen(self, item: Item, arrival: float) -> Iterator[Event]:
        if isinstance(item, Track | Packet):
            yield from self._decoding.feed(item, arrival)
        else:
            yield from self._decoding.drain()
            yield item

    def _failed(self, error: Exception) -> HoudunError:
        if isinstance(error, HoudunError):
            error.where = error.where or self._where
            return error
        if isinstance(error, TimeoutError):
            problem = Bilingual("对方接受了连接，但没有送来音视频", "it accepts the connection and sends no picture or sound")
        else:
            problem = Bilingual("没有送来音视频就断开了", "it closed the connection before any picture or sound")
        return OutsideError(
            problem, Bilingual("请确认该地址正在推流", "check that something is published there now"), where=self._where
        )


def ended(error: Exception, arrival: float) -> Iterator[TroubleSeen]:
    """The last events of a stream that had begun, by what ended it."""
    if isinstance(error, TimeoutError):
        yield TroubleSeen(arrival, Trouble.STALLED, Bilingual("长时间没有数据，放弃等待", "nothing came for too long: given up"))
        return
    if isinstance(error, HoudunError):
        yield TroubleSeen(arrival, Trouble.BROKEN, error.problem)
    if isinstance(error, OSError):
        said = error.strerror or str(error)
        yield TroubleSeen(arrival, Trouble.ENDED, Bilingual(f"连接中断（{said}）", f"the connection was lost ({said})"))
    else:
        yield TroubleSeen(arrival, Trouble.ENDED, Bilingual("流已结束", "the stream has ended"))
