"""Readings for the verdict's tests, built without the room that reads them: name only what a test is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from houdun.facts.case import CaseKey, CaseLog, Entry, Finding, Message, Milestone, Role, Severity
from houdun.facts.reading import CaseReading, ClockReading, Moment
from houdun.facts.time import HOUR, MINUTE, Millis
from houdun.facts.vendor import Vendor
from houdun.testing.factories import MONDAY, finding, message

A, B, C = Vendor("alpha"), Vendor("beta"), Vendor("gamma")
MORNING = MONDAY + 10 * HOUR
RESPONSE = "time_to_first_response_human"


def run(
    minutes: float,
    *,
    name: str = RESPONSE,
    answered: bool = True,
    opened: Millis = MORNING,
    instance: int = 0,
    severity: Severity = Severity.NORMAL,
    target: float | None = None,
    contract: float | None = None,
) -> ClockReading:
    """A run of so many wall minutes; unanswered ones run to the horizon."""
    wall = round(minutes * MINUTE)
    return ClockReading(
        name=name,
        instance=instance,
        started_at=opened,
        stopped_at=opened + wall if answered else None,
        wall_ms=wall,
        contract_ms=wall if contract is None else round(contract * MINUTE),
        paused_ms=0,
        severity=severity,
        started_by="q",
        stopped_by="r" if answered else "",
        target_ms=None if target is None else round(target * MINUTE),
    )


def case(
    *clocks: ClockReading,
    id: str = "1",
    vendor: Vendor = A,
    opened: Millis = MORNING,
    horizon: Millis | None = None,
    entries: Sequence[Entry] = (),
    signals: Sequence[Finding] = (),
    milestones: Mapping[Milestone, Moment] | None = None,
    severity: Severity = Severity.NORMAL,
    channel: str = "test",
) -> CaseReading:
    """A case with these clocks; a day of horizon after the opening."""
    held = tuple(entries) or (message(uid="q", at=opened),)
    log = CaseLog(
        key=CaseKey(vendor, channel, id),
        title="Desync",
        horizon=opened + 24 * HOUR if horizon is None else horizon,
        entries=held,
    )
    return CaseReading(
        log=log,
        opened_at=opened,
        severity=severity,
        milestones=milestones or {},
        clocks=clocks or (run(5, opened=opened),),
        signals=tuple(signals),
    )


def talk(*replies: tuple[str, ...], id: str = "1", vendor: Vendor = A, role: Role = Role.VENDOR) -> CaseReading:
    """A case with one reply for each tuple of findings, ten minutes apart."""
    question = message(uid="q", at=MORNING)
    said: list[Message] = [
        message(f"Reply {number}", at=MORNING + number * 10 * MINUTE, role=role, uid=f"r{number}")
        for number in range(1, len(replies) + 1)
    ]
    found = [finding(reply, name) for reply, names in zip(said, replies, strict=True) for name in names]
    return case(run(10, answered=bool(replies)), id=id, vendor=vendor, entries=(question, *said), signals=found)


def answered_in(minutes: Sequence[float], vendor: Vendor = A, *, opened: Millis = MORNING) -> list[CaseReading]:
    """One case for each first human answer, in minutes."""
    return [case(run(each, opened=opened), id=str(number), vendor=vendor, opened=opened) for number, each in enumerate(minutes)]
