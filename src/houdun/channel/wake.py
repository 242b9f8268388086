"""Waiting that another thread can end."""

from __future__ import annotations

import selectors
import socket
from types import TracebackType
from typing import Protocol, Self


class Readable(Protocol):
    def fileno(self) -> int: ...


class Wake:
    """Once `set`, every wait ends at once, for good."""

    def __init__(self) -> None:
        self._ours, self._theirs = socket.socketpair()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def set(self) -> None:
        self._theirs.send(b"!")

    @property
    def is_set(self) -> bool:
        return self._ready(self._ours, 0.0)

    def wait(self, seconds: float, other: Readable | None = None) -> None:
        """Until set, or `other` has something to read, or so many seconds have passed."""
        self._ready(self._ours, seconds, other)

    def close(self) -> None:
        self._ours.close()
        self._theirs.close()

    @staticmethod
    def _ready(ours: socket.socket, seconds: float, other: Readable | None = None) -> bool:
        with selectors.DefaultSelector() as selector:
            for each in filter(None, (ours, other)):
                selector.register(each, selectors.EVENT_READ)
            return bool(selector.select(max(0.0, seconds)))
