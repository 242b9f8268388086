"""The occasions that a brief tells, a line each: `- 2026-03-07 20:00 … 2026-03-07 23:00 Spring gala`, in the customers' zone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from houdun.facts.time import Millis, to_millis

LINE = re.compile(
    r"^\s*[-*•·]\s*(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})\s*(?:…|\.\.\.|–|—|-|~|至|to)\s*(?:(\d{4}-\d{2}-\d{2}) )?(\d{2}:\d{2})\s+(\S.*?)\s*$",
    re.MULTILINE,
)
RELEASE = re.compile(r"发版|发布|上线|升级|release|launch|upgrade|roll-?out", re.IGNORECASE)
MAINTENANCE = re.compile(r"维护|割接|停机|maintenance|migration", re.IGNORECASE)


class Kind(StrEnum):
    PEAK = "peak"
    RELEASE = "release"
    MAINTENANCE = "maintenance"


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    begins: Millis
    ends: Millis
    name: str

    @property
    def kind(self) -> Kind:
        """By its name; what is neither a release nor maintenance is a peak."""
        if MAINTENANCE.search(self.name):
            return Kind.MAINTENANCE
        return Kind.RELEASE if RELEASE.search(self.name) else Kind.PEAK


@lru_cache(4096)
def occasions(text: str, zone: ZoneInfo) -> tuple[Occasion, ...]:
    """In the order of their beginnings. A line whose date does not exist is no occasion."""
    found = []
    for day, begins, last, ends, name in LINE.findall(text):
        try:
            found.append(Occasion(_at(day, begins, zone), _at(last or day, ends, zone), name))
        except ValueError:
            continue
    return tuple(sorted(found))


def _at(day: str, time: str, zone: ZoneInfo) -> Millis:
    return to_millis(dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=zone))
