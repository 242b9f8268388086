"""Receiving by mail: what arrives in the folders of a mailbox, in order, nothing lost and nothing taken twice."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from typing import ClassVar, Final

from houdun.channel.email import bounces, mail, subjects
from houdun.channel.email.automatic import Kind
from houdun.channel.email.boxes import Raw
from houdun.channel.email.compose import VIRTUAL_TIME
from houdun.channel.email.cursor import Cursor
from houdun.channel.email.imap import Arrival, Box, State
from houdun.channel.email.settings import Settings
from houdun.channel.port import Incoming
from houdun.channel.wake import Wake
from houdun.errors import HoudunError
from houdun.facts.case import Source
from houdun.facts.time import EARLIEST, LATEST, Millis

WHOLE: Final = 64 * 1024 * 1024
"""Bytes of one mail that are taken; what is larger is cut there, and says so."""
IDLE: Final = 25 * 60.0
"""Seconds after which a server may forget a client that waits (RFC 2177 says 29 minutes)."""
UNREADABLE: Final = "unreadable"


class Receiver:
    """A `Receiver` by IMAP. `wait` watches the first folder by IDLE where the server can; the others are looked at by every `new`.

    In virtual time the moment of arrival is what a simulated desk on this machine wrote into the mail; anywhere else that is a UsageError.
    """

    kind: ClassVar[str] = "email"

    def __init__(self, settings: Settings, wake: Wake, *, virtual: bool = False) -> None:
        if virtual:
            settings.check_local()
        self._settings, self._wake, self._virtual = settings, wake, virtual
        self._box: Box | None = None
        self._seen: dict[str, State] = {}

    def end(self) -> str:
        cursor = Cursor()
        with self._open() as box:
            for folder in self._settings.folders:
                state = box.examine(folder)
                last = (box.arrivals(max(0, state.next - 2)) or [Arrival(max(0, state.next - 1), 0, 0)])[-1]
                cursor = cursor.past(folder, state, last)
        return str(cursor)

    def new(self, cursor: str) -> Iterator[Incoming]:
        reached = Cursor.read(cursor)
        with self._open() as box:
            for folder in self._settings.folders:
                state = self._seen[folder] = box.examine(folder)
                for arrival in reached.unread(folder, state, box.arrivals(reached.after(folder, state))):
                    reached = reached.past(folder, state, arrival)
                    data = box.read(arrival.uid, WHOLE)
                    if data is not None:
                        yield incoming(data, arrival, str(reached), virtual=self._virtual)

    def wait(self, seconds: float) -> None:
        folder = self._settings.folders[0]
        with self._open() as box:
            if box.examine(folder) != self._seen.get(folder):
                return
            if box.can_idle:
                box.idle(min(seconds, IDLE), self._wake)
            else:
                self._wake.wait(seconds)

    def close(self) -> None:
        if self._box is not None:
            self._box.close()
            self._box = None

    @contextlib.contextmanager
    def _open(self) -> Iterator[Box]:
        """The connection, made anew after every trouble."""
        if self._box is None:
            self._box = Box(self._settings.imap)
        try:
            yield self._box
        except HoudunError:
            self.close()
            raise


def incoming(data: bytes, arrival: Arrival, cursor: str, *, virtual: bool = False) -> Incoming:
    """What the bytes of a mail say. One that nobody can parse is handed on as it stands, for a person."""
    raw = Raw(data, "", 1, hashlib.sha256(data).hexdigest())
    try:
        part = mail.parsed(data)
        read = mail.of_part(part, raw, VIRTUAL_TIME if virtual else None, taken_at=arrival.at)
        report = bounces.undelivered(part) if read.machine and read.machine.kind is Kind.BOUNCE else None
    except (mail.Unreadable, RecursionError):
        return _unreadable(raw, arrival, cursor)
    return Incoming(
        uid=read.uid,
        id=read.id,
        at=_stated(read.field) or arrival.at or read.at,
        written_at=read.at,
        author=str(read.sender),
        address=read.sender.address,
        subject=read.subject,
        text=read.text,
        answers=read.parents,
        tags=subjects.tags(read.subject),
        mentions=read.mentions,
        automatic=read.machine.name if read.machine else "",
        doubtful=read.doubtful,
        source=read.source,
        cursor=cursor,
        undelivered=report,
        cut=arrival.size > len(data) >= WHOLE,
        raw=data,
    )


def _stated(virtual_time: str) -> Millis | None:
    at = int(virtual_time) if virtual_time.isascii() and virtual_time.isdigit() and len(virtual_time) < 15 else None
    return at if at is not None and EARLIEST <= at <= LATEST else None


def _unreadable(raw: Raw, arrival: Arrival, cursor: str) -> Incoming:
    return Incoming(
        uid=raw.blob[:32], id="", at=arrival.at, written_at=arrival.at, author="", address="", subject="", text=mail.excerpt(raw),
        answers=(), tags=(), automatic="", doubtful=UNREADABLE, source=Source(raw.blob, "1"), cursor=cursor, raw=raw.data,
    )  # fmt: skip
