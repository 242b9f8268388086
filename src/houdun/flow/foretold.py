"""Occasions and turns for a review, told like cases: so that a number in a report opens what was said, or shows that nothing was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from houdun.facts.case import CaseKey, CaseLog, Finding, Message, Role, Severity
from houdun.facts.occasion import Foretold, Notice, Prevention, ReviewTurn, Unasked
from houdun.facts.reading import CaseReading
from houdun.facts.time import Millis, from_millis

MARK = "notice_"
"""Before what is marked in a notice: the time it names, and each detail."""


def told(found: Iterable[Prevention], zone: ZoneInfo) -> dict[CaseKey, CaseReading]:
    """By the keys that the verdict's contributions carry. Titles give times in `zone`."""
    readings: dict[CaseKey, CaseReading] = {}
    for prevention in found:
        readings |= {each.key: _occasion(each, zone) for each in prevention.foretold}
        readings |= {each.key: _turn(each, zone) for each in prevention.reviews}
    return readings


def _occasion(each: Foretold, zone: ZoneInfo) -> CaseReading:
    title = f"{each.occasion.name or each.occasion.kind.value} · {_when(each.occasion.start, zone)}"
    signals = tuple(mark for notice in each.notices for mark in _marks(notice))
    return _reading(each.key, title, each.occasion.start, [notice.word for notice in each.notices], signals)


def _turn(each: ReviewTurn, zone: ZoneInfo) -> CaseReading:
    title = f"{_when(each.start, zone)[:10]} – {_when(each.end, zone)[:10]}"
    return _reading(each.key, title, each.end, [each.review] if each.review else [], ())


def _reading(key: CaseKey, title: str, at: Millis, words: list[Unasked], signals: tuple[Finding, ...]) -> CaseReading:
    messages = tuple(
        Message(uid=word.uid, at=word.at, author=word.vendor.name, role=Role.VENDOR, text=word.text, source=word.source)
        for word in words
    )
    log = CaseLog(key=key, title=title, horizon=at, entries=messages)
    return CaseReading(log=log, opened_at=at, severity=Severity.NORMAL, milestones={}, clocks=(), signals=signals)


def _marks(notice: Notice) -> Iterator[Finding]:
    places = [("time", window.begins, window.ends) for window in notice.windows]
    places += [(each.detail.value, each.begins, each.ends) for each in notice.details]
    for name, begins, ends in places:
        yield Finding(
            uid=f"{notice.word.uid} {name} {begins}",
            at=notice.word.at,
            about=notice.word.uid,
            name=MARK + name,
            start=begins,
            end=ends,
        )


def _when(at: Millis, zone: ZoneInfo) -> str:
    return from_millis(at).astimezone(zone).strftime("%Y-%m-%d %H:%M")
