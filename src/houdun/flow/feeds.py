"""Feeds of the team's calendar: an address is remembered until it is forgotten, and fetched again meanwhile.

What a feed brought stays when it is forgotten. Addresses are kept as typed, with the names of keys and never the keys.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from houdun.errors import UsageError
from houdun.facts.time import Millis
from houdun.flow.occasions import CalendarImported, import_held
from houdun.language import Bilingual
from houdun.prevention.feed import address
from houdun.prevention.feed.fetching import fetch
from houdun.prevention.feed.network import INTERNET, Network

if TYPE_CHECKING:
    from houdun.store.journal import Journal

TOPIC = "feed"
MOST = 20
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Feed:
    """`name` is what the team calls it, or nothing."""

    id: str
    name: str
    address: str
    since: Millis

    @property
    def shown(self) -> str:
        """Its address for eyes."""
        return address.shown(self.address)


def feeds(journal: Journal) -> tuple[Feed, ...]:
    """Those that are not forgotten, in the order in which they were remembered."""
    held: dict[str, Feed] = {}
    for entry in journal.read(TOPIC):
        data = entry.data
        if data["held"]:
            held[data["feed"]] = Feed(data["feed"], data["name"], data["address"], entry.at)
        else:
            held.pop(data["feed"], None)
    return tuple(held.values())


def feed(journal: Journal, id: str) -> Feed | None:
    return next((each for each in feeds(journal) if each.id == id), None)


def remember(journal: Journal, typed: str, name: str, now: Millis, environment: Mapping[str, str] = os.environ) -> Feed:
    """The feed at that address; remembered already, it stays as it is. Raises UsageError for what is no address of a feed, or holds a secret."""
    typed = typed.strip()
    address.check_secrets(typed)
    address.read(typed, environment)
    held = feeds(journal)
    if known := next((each for each in held if each.address == typed), None):
        return known
    if len(held) >= MOST:
        raise UsageError(
            Bilingual(f"最多订阅 {MOST} 个日历", f"no more than {MOST} feeds are followed"),
            Bilingual("请先取消不用的订阅", "forget one that you do not need"),
        )
    made = Feed(uuid.uuid4().hex[:12], name.strip()[:LONGEST_NAME], typed, now)
    journal.append(TOPIC, uuid.uuid4().hex, now, {"feed": made.id, "held": True, "name": made.name, "address": typed})
    return made


def forget(journal: Journal, id: str, now: Millis) -> None:
    journal.append(TOPIC, uuid.uuid4().hex, now, {"feed": id, "held": False})


def bring_in(
    journal: Journal,
    typed: str,
    *,
    zone: ZoneInfo,
    now: Millis,
    feed: str = "",
    network: Network = INTERNET,
    environment: Mapping[str, str] = os.environ,
) -> CalendarImported:
    """Fetches the calendar at that address once and takes it in, as the whole of the feed where one is named. Raises the house's errors."""
    where = address.shown(typed)
    held = fetch(address.read(typed, environment), where=where, network=network)
    return import_held(journal, held, where=where, zone=zone, now=now, feed=feed)
