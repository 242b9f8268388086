"""Feeds as pages show them, and when each is fetched. A fetch is a job, whose key tells the feed and the time at which it was asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from houdun.app import jobs
from houdun.app.calendar import FEED
from houdun.app.jobs import Came
from houdun.app.workspace import Workspace
from houdun.facts.time import HOUR, Millis
from houdun.flow import feeds
from houdun.flow.feeds import Feed

EVERY: Final[Millis] = 6 * HOUR


@dataclass(frozen=True, slots=True)
class Seen:
    """A feed, whether a fetch of it waits, and what came of the last one that does not."""

    feed: Feed
    waits: bool
    came: Came | None


def seen(space: Workspace) -> tuple[Seen, ...]:
    asked = _asked(space)
    return tuple(_seen(space, each, asked[each.id]) for each in feeds.feeds(space.store.journal))


def fetch_soon(space: Workspace, feed: Feed, now: Millis) -> None:
    """Asks for a fetch, unless one waits already."""
    if not _seen(space, feed, _asked(space)[feed.id]).waits:
        jobs.ask(space, FEED, {"feed": feed.id}, now, _key(feed.id, now))


def ask_due(space: Workspace, now: Millis) -> None:
    """Asks for a fetch of every feed that none was asked for in the last hours."""
    held = feeds.feeds(space.store.journal)
    asked = _asked(space) if held else {}
    for each in held:
        if abs(now - max(asked[each.id], default=0)) >= EVERY:
            jobs.ask(space, FEED, {"feed": each.id}, now, _key(each.id, now))


def _seen(space: Workspace, feed: Feed, asked: list[Millis]) -> Seen:
    came = [jobs.outcome(space, _key(feed.id, at)) for at in asked[-2:]]
    return Seen(feed, bool(came) and came[-1] is None, next((each for each in reversed(came) if each), None))


def _asked(space: Workspace) -> dict[str, list[Millis]]:
    """By feed, when fetches of it were asked for."""
    found: dict[str, list[Millis]] = defaultdict(list)
    for key in space.store.journal.keys(jobs.JOB, f"{FEED}/"):
        _, id, at = key.split("/")
        found[id].append(int(at))
    return found


def _key(id: str, at: Millis) -> str:
    return f"{FEED}/{id}/{at}"
