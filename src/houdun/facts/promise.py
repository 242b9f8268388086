"""What a vendor's plan promises, and the calendar that the promise counts in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from houdun.facts.case import Milestone, Severity
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor


@dataclass(frozen=True, slots=True)
class Frame:
    """One stretch of service on some weekdays (0 is Monday). `end` is exclusive; 24:00 is minute 1440."""

    weekdays: frozenset[int]
    start_minute: int
    end_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A service calendar. `holidays` is a country code of the `holidays` package ("" for none): its holidays are closed, and
    where the country moves work to a weekend (China's make-up workdays) that day has Monday's frames.
    `closed` and `opened` are the vendor's own exceptions. `always` means 24×7 and makes the rest irrelevant."""

    name: str
    zone: str = "UTC"
    frames: tuple[Frame, ...] = ()
    holidays: str = ""
    closed: frozenset[dt.date] = frozenset()
    opened: frozenset[dt.date] = frozenset()
    always: bool = False


ALWAYS = Hours(name="24x7", always=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One target a plan states: milestone × severity × duration × hours, with what it costs and where it was read.

    `target_ms` None: the plan names the milestone and promises no time. `severity` None: for every severity.
    """

    vendor: Vendor
    milestone: Milestone
    severity: Severity | None
    target_ms: Millis | None
    hours: Hours
    price: str
    smallest_size: str
    url: str
    read_on: dt.date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one vendor's contract says: the promises of its plan. Severities without a promise count 24×7."""

    promises: tuple[Promise, ...] = ()

    def promise(self, milestone: Milestone, severity: Severity) -> Promise | None:
        """The promise for this severity, else the one for every severity."""
        fitting = [p for p in self.promises if p.milestone is milestone and p.severity in (severity, None)]
        return next((p for p in fitting if p.severity is severity), fitting[0] if fitting else None)

    def hours(self, milestone: Milestone, severity: Severity) -> Hours:
        promise = self.promise(milestone, severity)
        return promise.hours if promise else ALWAYS
