"""Moments and spans of a trial in the reader's language."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from houdun.app import names
from houdun.app.names import WEEKDAYS
from houdun.cli.options import LANGUAGE
from houdun.facts.time import Millis, from_millis


def day(moment: dt.datetime) -> str:
    """`Tue 12-01`."""
    return f"{WEEKDAYS[moment.weekday()].to(LANGUAGE)} {moment:%m-%d}"


def local(at: Millis, zone: str) -> dt.datetime:
    return from_millis(at).astimezone(ZoneInfo(zone))


def moment(at: Millis, zone: str) -> str:
    """`Tue 12-01 10:35`."""
    here = local(at, zone)
    return f"{day(here)} {here:%H:%M}"


def span(length: Millis) -> str:
    """As `names.span`."""
    return names.span(length).to(LANGUAGE)
