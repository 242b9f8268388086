"""A post office in memory: a `Sender` and a `Receiver` for tests, as obliging or as broken as the test wants it."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Iterator
from typing import ClassVar

from houdun.channel.port import Delivery, Fate, Incoming, Letter
from houdun.channel.wake import Wake
from houdun.errors import HoudunError
from houdun.facts.case import Source
from houdun.facts.time import MINUTE, Millis

SETTLING: Millis = 2 * MINUTE


class Post:
    """`letters` are those that got through, with their times. `failures` are raised one by one by the next calls; of the letters to come
    `in_doubt` says whether the next one, whose answer is lost, got through all the same. `arrive` puts an answer into the box."""

    kind: ClassVar[str] = "post"

    def __init__(self, wake: Wake | None = None) -> None:
        self.letters: dict[str, tuple[Millis, Letter]] = {}
        self.failures: deque[HoudunError] = deque()
        self.in_doubt: deque[bool] = deque()
        self._box: list[Incoming] = []
        self._looked = 0
        self._news = threading.Condition()
        self._wake = wake

    def send(self, letter: Letter, now: Millis, attempted_at: Millis | None = None) -> Delivery:
        self._fail()
        if attempted_at is not None and letter.id in self.letters:
            return Delivery(fate=Fate.SENT, at=self.letters[letter.id][0])
        if attempted_at is not None and now < attempted_at + SETTLING:
            return Delivery(fate=Fate.PENDING, again_at=attempted_at + SETTLING, looked=True)
        got_through = self.in_doubt.popleft() if self.in_doubt else None
        if got_through is not False:
            if letter.id in self.letters:
                raise AssertionError(f"{letter.id} was sent twice")
            self.letters[letter.id] = (now, letter)
        return Delivery(fate=Fate.SENT, at=now) if got_through is None else Delivery(fate=Fate.PENDING, again_at=now + SETTLING)

    def arrive(
        self,
        text: str,
        at: Millis = 0,
        *,
        answers: tuple[str, ...] = (),
        tags: tuple[str, ...] = (),
        address: str = "vera@acme.example",
    ) -> Incoming:
        """Puts an answer into the box and gives it as it will be taken."""
        with self._news:
            number = len(self._box) + 1
            raw = f"{number} {address} {text}".encode()
            digest = hashlib.sha256(raw).hexdigest()
            made = Incoming(
                uid=digest[:32], id=f"{number}@acme.example", at=at, written_at=at, author=address, address=address, subject="", text=text,
                answers=answers, tags=tags, automatic="", doubtful="", source=Source(digest, "1"), cursor=str(number), raw=raw,
            )  # fmt: skip
            self._box.append(made)
            self._news.notify_all()
        return made

    @property
    def newest(self) -> str:
        """The cursor behind all that has arrived, whether or not the box can be reached; "" while it is empty."""
        return self._box[-1].cursor if self._box else ""

    def end(self) -> str:
        self._fail()
        self._looked = len(self._box)
        return self.newest

    def new(self, cursor: str) -> Iterator[Incoming]:
        self._fail()
        self._looked = len(self._box)
        for each in self._box[int(cursor or 0) :]:
            yield each
            self._fail()

    def wait(self, seconds: float) -> None:
        """Does not wait where nothing can come any more: a `wake` that is set."""
        self._fail()
        if self._wake is None or not self._wake.is_set:
            with self._news:
                self._news.wait_for(lambda: len(self._box) > self._looked, seconds)

    def close(self) -> None:
        """Nothing is held."""

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.popleft()
