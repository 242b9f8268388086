"""The post of a trial that is only imagined: desks in this process, reached by a call, their mailbox a list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import ClassVar

from houdun.channel.port import Delivery, Fate, Incoming, Letter
from houdun.desk.inside import Inside
from houdun.desk.turn import Turn
from houdun.facts.case import Source
from houdun.facts.time import Millis


class Post:
    """A `Sender`, a `Receiver` and a `FarEnd` around one desk. `address` is the desk's."""

    kind: ClassVar[str] = "inside"

    def __init__(self, desk: Inside, address: str) -> None:
        self._desk, self._address = desk, address
        self._box: list[Incoming] = []

    def send(self, letter: Letter, now: Millis, attempted_at: Millis | None = None) -> Delivery:
        files = tuple(each.name for each in letter.attachments)
        turn = Turn(id=letter.id, at=now, ours=False, subject=letter.subject, text=letter.text, files=files)
        self._desk.take(letter.answers[0] if letter.answers else letter.id, turn)
        return Delivery(fate=Fate.SENT, at=now)

    def next_due(self) -> Millis | None:
        return self._desk.next_due()

    def advance(self, to: Millis) -> None:
        for thread, turn in self._desk.advance(to):
            self._box.append(self._incoming(thread, turn))

    def end(self) -> str:
        return str(len(self._box))

    def new(self, cursor: str) -> Iterator[Incoming]:
        yield from self._box[int(cursor or 0) :]

    def wait(self, seconds: float) -> None:
        """Nothing comes by itself."""

    def close(self) -> None:
        """Nothing is held."""

    def _incoming(self, thread: str, turn: Turn) -> Incoming:
        digest = hashlib.sha256(f"{turn.id}{turn.at}".encode()).hexdigest()
        return Incoming(
            uid=digest[:32],
            id=turn.id,
            at=turn.at,
            written_at=turn.at,
            author=turn.author,
            address=self._address,
            subject=turn.subject,
            text=turn.text,
            answers=() if thread == turn.id else (thread,),
            tags=(),
            automatic="reply:auto_submitted" if turn.automatic else "",
            doubtful="",
            source=Source(digest, "1"),
            cursor=str(len(self._box) + 1),
        )
