"""Entries and logs with sensible defaults, for tests: name only what the test is about.

Times may be written as `"10:00"` or `"10:00:30"` (UTC, on Monday 2025-03-03) or `"+2 10:00"` (two days later).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TypeAlias

from houdun.facts.case import (
    Basis,
    CaseKey,
    CaseLog,
    Entry,
    Finding,
    Message,
    Milestone,
    OwnerSet,
    Role,
    Severity,
    SeveritySet,
    Source,
    Stamp,
)
from houdun.facts.time import DAY, HOUR, Millis, to_millis
from houdun.facts.vendor import Vendor

At: TypeAlias = Millis | str

MONDAY: Millis = to_millis(dt.datetime(2025, 3, 3, tzinfo=dt.UTC))
SOURCE = Source(blob="0" * 64, place="1")
VENDOR = Vendor("acme", "gold")
AUTHORS = {Role.CUSTOMER: "cora", Role.VENDOR: "vera", Role.BOT: "robot", Role.BYSTANDER: "bob"}


def millis(at: At) -> Millis:
    """UTC milliseconds of `"10:00"`, `"10:00:30"`, `"+2 10:00"`; milliseconds pass through. ValueError for anything else."""
    if isinstance(at, int):
        return at
    days, _, clock = at.rpartition(" ")
    time = dt.time.fromisoformat(clock)
    if time.tzinfo is not None:
        raise ValueError(f"{at!r}: the zone is UTC, write none")
    into_day = dt.timedelta(hours=time.hour, minutes=time.minute, seconds=time.second, microseconds=time.microsecond)
    return MONDAY + int(days or 0) * DAY + into_day // dt.timedelta(milliseconds=1)


def uid_of(*parts: object) -> str:
    """A uid from the content: equal content, equal uid."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def message(
    text: str = "Audio and video drift apart.",
    at: At = "10:00",
    role: Role = Role.CUSTOMER,
    *,
    author: str | None = None,
    uid: str | None = None,
    public: bool = True,
    automatic: str = "",
    doubtful: str = "",
) -> Message:
    """A public message by the customer at 10:00, unless told otherwise."""
    when, who = millis(at), AUTHORS[role] if author is None else author
    return Message(
        uid=uid_of("message", text, when, who) if uid is None else uid,
        at=when,
        author=who,
        role=role,
        text=text,
        source=SOURCE,
        public=public,
        automatic=automatic,
        doubtful=doubtful,
    )


def stamp(
    milestone: Milestone,
    at: At = "11:00",
    role: Role = Role.VENDOR,
    *,
    basis: Basis = Basis.CLAIMED,
    author: str | None = None,
    uid: str | None = None,
    until: At | None = None,
) -> Stamp:
    """A milestone that the vendor claims at 11:00, unless told otherwise."""
    when = millis(at)
    return Stamp(
        uid=uid_of("stamp", milestone, when, basis) if uid is None else uid,
        at=when,
        milestone=milestone,
        basis=basis,
        author=AUTHORS[role] if author is None else author,
        role=role,
        source=SOURCE,
        until=None if until is None else millis(until),
    )


def severity(to: Severity, at: At = "10:00", *, uid: str | None = None) -> SeveritySet:
    """The customer sets the severity at 10:00, unless told otherwise."""
    when, author = millis(at), AUTHORS[Role.CUSTOMER]
    key = uid_of("severity", to, when) if uid is None else uid
    return SeveritySet(uid=key, at=when, severity=to, author=author, role=Role.CUSTOMER, source=SOURCE)


def owner(name: str = "vera", at: At = "10:05", *, uid: str | None = None) -> OwnerSet:
    """This person or group has the case from 10:05, unless told otherwise."""
    when = millis(at)
    return OwnerSet(uid=uid_of("owner", name, when) if uid is None else uid, at=when, owner=name, source=SOURCE)


def finding(about: Message, name: str, value: str = "", *, evidence: str | None = None, uid: str | None = None) -> Finding:
    """A finding about a message, dated like it. `evidence` is a part of its text, the whole text where None."""
    start = 0 if evidence is None else about.text.index(evidence)
    return Finding(
        uid=uid_of("finding", about.uid, name, value) if uid is None else uid,
        at=about.at,
        about=about.uid,
        name=name,
        start=start,
        end=start + len(about.text if evidence is None else evidence),
        value=value,
        version="test",
    )


def log(*entries: Entry, horizon: At | None = None, vendor: Vendor = VENDOR, id: str = "1", title: str = "Desync") -> CaseLog:
    """A case of these entries, ordered; the horizon is an hour after the last one, unless told otherwise."""
    last = max((entry.at for entry in entries), default=MONDAY)
    return CaseLog(
        key=CaseKey(vendor, "test", id),
        title=title,
        horizon=last + HOUR if horizon is None else millis(horizon),
        entries=tuple(sorted(entries, key=lambda entry: (entry.at, entry.uid))),
    )
