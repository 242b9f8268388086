"""The team's calendar comes in: a file, what a browser uploads, an address, a feed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from houdun import clock
from houdun.errors import InputError
from houdun.flow import feeds
from houdun.flow.occasions import CalendarImported, import_calendar, import_held
from houdun.inert import one_line
from houdun.language import Bilingual

if TYPE_CHECKING:
    from houdun.app.workspace import Workspace

FEED: Final = "feed"
"""The kind of job."""
LARGEST_UPLOAD: Final = 1_000_000
"""Bytes."""
ADDRESS: Final = re.compile(r"(https?|webcals?)://|\{key:", re.IGNORECASE)


def import_typed(space: Workspace, typed: str) -> CalendarImported:
    """A file, or by its beginning an address, which is fetched this once. Raises the house's errors."""
    if ADDRESS.match(typed):
        return feeds.bring_in(space.store.journal, typed, zone=space.zone, now=clock.now())
    return import_calendar(space.store.journal, Path(typed), zone=space.zone, now=clock.now())


def import_upload(space: Workspace, held: bytes, name: str) -> CalendarImported:
    """What a browser sent; `name` is only told. Raises InputError with the line."""
    if len(held) > LARGEST_UPLOAD:
        raise too_large()
    return import_held(space.store.journal, held, where=one_line(name, 80), zone=space.zone, now=clock.now())


def too_large() -> InputError:
    return InputError(
        Bilingual("日历文件超过 1 MB", "the calendar's file is larger than 1 MB"),
        Bilingual(
            "请只导出与直播业务有关的日历，或缩短时段", "export only the calendar that concerns your live business, or less time"
        ),
    )


def fetch_feed(space: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """A job: fetches a feed and takes it in; one that was forgotten meanwhile is left alone."""
    feed = feeds.feed(space.store.journal, asked["feed"])
    if feed is None:
        return {}
    return asdict(feeds.bring_in(space.store.journal, feed.address, zone=space.zone, now=clock.now(), feed=feed.id))
