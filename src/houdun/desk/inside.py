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

    def take(self, thread: str, turn: Turn) -> None:
        """A customer's mail comes in; `thread` is its own id where it begins one."""
        turns = self._threads.setdefault(thread, [])
        turns.append(turn)
        self._next[thread] = self._mind.next(turns)
        self._unasked = self._mind.unasked(list(self._threads.values()))

    def next_due(self) -> Millis | None:
        """When the desk writes next, if nobody writes to it before."""
        return min((act.at for _, act in self._due()), default=None)

    def advance(self, to: Millis) -> list[tuple[str, Turn]]:
        """Everything that it writes up to and including `to`, in order, each with its thread."""
        written = []
        while (due := min(self._due(), key=lambda due: due[1].at, default=None)) and due[1].at <= to:
            written.append(self._write(*due))
        return written

    def _due(self) -> list[tuple[str, Act]]:
        unasked = [("", self._unasked)] if self._unasked else []
        return [*((thread, act) for thread, act in self._next.items() if act), *unasked]

    def _write(self, thread: str, act: Act) -> tuple[str, Turn]:
        id = f"{act.step}.{thread.partition('@')[0]}".rstrip(".") + f"@{self._host}"
        turn = Turn(id=id, at=act.at, ours=True, subject=act.subject, text=act.text, author=act.author, automatic=act.automatic)
        thread = thread or id
        self._threads.setdefault(thread, []).append(turn)
        self._next[thread] = self._mind.next(self._threads[thread])
        if thread == id:
            self._unasked = self._mind.unasked(list(self._threads.values()))
        return thread, turn
