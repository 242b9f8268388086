"""Time as Houdun keeps it: whole milliseconds since 1970-01-01 UTC."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

Millis: TypeAlias = int

SECOND: Millis = 1_000
MINUTE: Millis = 60 * SECOND
HOUR: Millis = 60 * MINUTE
DAY: Millis = 24 * HOUR

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
EARLIEST: Millis = 0
LATEST: Millis = (dt.datetime(2200, 1, 1, tzinfo=dt.UTC) - EPOCH) // dt.timedelta(milliseconds=1)
"""Nothing of ours happened before 1970 or happens after 2200: a time outside is a mistake in the data."""


def to_millis(moment: dt.datetime) -> Millis:
    """An aware datetime as UTC milliseconds. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone has no place on the time line")
    return (moment - EPOCH) // dt.timedelta(milliseconds=1)


def from_millis(at: Millis) -> dt.datetime:
    """UTC milliseconds as an aware UTC datetime."""
    return EPOCH + dt.timedelta(milliseconds=at)


def iso(at: Millis) -> str:
    """UTC milliseconds as ISO 8601 with Z, milliseconds shown only where there are any."""
    text = from_millis(at).isoformat(timespec="milliseconds" if at % SECOND else "seconds")
    return text.replace("+00:00", "Z")
