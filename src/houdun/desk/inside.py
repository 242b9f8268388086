"""A desk in the same process: its threads, kept in memory, and what it writes when time goes on. No post, no socket."""

from __future__ import annotations

from houdun.desk.turn import Act, Mind, Turn
from houdun.facts.time import Millis


class Inside:
    """The book of one customer's threads. A thread is named by its first mail's Message-ID; time only goes forward."""

    def __init__(self, mind: Mind, host: str = "desk.invalid") -> None:
        self._mind, self._host = mind, host
        self._threads: dict[str, list[Turn]] = {}
        self._next: dict[str, Act | None] = {}
        self._unasked: Act | None = None
        self._first: tuple[str, Act] | None = None
        """What it writes next, and where: asked for far more often than anything changes."""

    def take(self, thread: str, turn: Turn) -> None:
        """A customer's mail comes in; `thread` is its own id where it begins one."""
        self._goes_on(thread, turn, told=True)

    def next_due(self) -> Millis | None:
        """When the desk writes next, if nobody writes to it before."""
        return self._first[1].at if self._first else None

    def advance(self, to: Millis) -> list[tuple[str, Turn]]:
        """Everything that it writes up to and including `to`, in order, each with its thread."""
        written = []
        while self._first and self._first[1].at <= to:
            written.append(self._write(*self._first))
        return written

    def _write(self, thread: str, act: Act) -> tuple[str, Turn]:
        id = f"{act.step}.{thread.partition('@')[0]}".rstrip(".") + f"@{self._host}"
        turn = Turn(id=id, at=act.at, ours=True, subject=act.subject, text=act.text, author=act.author, automatic=act.automatic)
        self._goes_on(thread or id, turn, told=not thread)
        return thread or id, turn

    def _goes_on(self, thread: str, turn: Turn, *, told: bool) -> None:
        """`told`: it may call for something that answers nothing, or has just written that."""
        self._threads.setdefault(thread, []).append(turn)
        self._next[thread] = self._mind.next(self._threads[thread])
        if told:
            self._unasked = self._mind.unasked(list(self._threads.values()))
        coming = [*self._next.items(), ("", self._unasked)]
        self._first = min(((name, act) for name, act in coming if act), key=lambda due: due[1].at, default=None)
