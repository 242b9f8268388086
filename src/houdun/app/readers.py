"""The readers of history, by the kind that a user names."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from houdun.channel.port import HistoryReader

READERS: Mapping[str, str] = {
    "chat": "houdun.channel.chat",
    "email": "houdun.channel.email",
    "events": "houdun.channel.events",
    "github": "houdun.channel.github",
}


def reader(kind: str) -> HistoryReader:
    """The reader of that kind, imported only now."""
    found = importlib.import_module(READERS[kind]).Reader()
    assert isinstance(found, HistoryReader)
    return found
