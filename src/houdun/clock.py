"""The one door to time. Everything else takes `now` as a parameter."""

from __future__ import annotations

import datetime as dt
import time

from houdun.facts.time import Millis


def now() -> Millis:
    """The present, in milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


def today() -> dt.date:
    """The present day in UTC."""
    return dt.datetime.now(dt.UTC).date()


def seconds() -> float:
    """The present in seconds since 1970-01-01 UTC, as finely as the machine tells it. For media, where a millisecond is coarse."""
    return time.time_ns() / 1e9


def steady() -> float:
    """Seconds on a line of its own that no clock adjustment moves: for time limits, never for stamps."""
    return time.monotonic()
