"""Random histories: every kind of entry, every role, times that collide, findings about messages that may not be there."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from houdun.facts.case import Basis, CaseLog, Entry, Finding, Message, Milestone, Role, Severity
from houdun.facts.promise import Frame, Hours, Promise, Terms
from houdun.facts.signals import Derived, Signal
from houdun.facts.time import HOUR, MINUTE
from houdun.facts.vendor import Vendor
from houdun.testing.factories import MONDAY, finding, log, message, owner, severity, stamp

VENDORS = (Vendor("acme", "gold"), Vendor("blitz"))
times = st.integers(0, 240).map(lambda slot: MONDAY + slot * 30 * MINUTE)
weighty = (Derived.JUSTIFIED_REQUEST, Derived.JUSTIFIED_REQUEST, Signal.PROMISES_UPDATE, Signal.CLAIMS_FIXED, Signal.CONFIRMS_FIX)
names = st.one_of(st.sampled_from([*Signal, *Derived]), st.sampled_from(weighty))
roles = st.sampled_from([*Role, Role.CUSTOMER, Role.VENDOR, Role.CUSTOMER, Role.VENDOR])

OFFICE = Hours(
    name="office",
    zone="Asia/Shanghai",
    frames=(Frame(frozenset(range(5)), 9 * 60, 12 * 60), Frame(frozenset({0, 2}), 13 * 60, 18 * 60)),
)
NIGHT = Hours(
    name="night",
    zone="Europe/Berlin",
    frames=(Frame(frozenset(range(7)), 22 * 60, 4 * 60),),
    closed=frozenset({dt.date(2025, 3, 5)}),
)


def promise(milestone: Milestone, to: Severity | None, target_ms: int | None, hours: Hours) -> Promise:
    return Promise(
        vendor=VENDORS[0],
        milestone=milestone,
        severity=to,
        target_ms=target_ms,
        hours=hours,
        price="",
        smallest_size="",
        url="https://vendor.example",
        read_on=dt.date(2025, 1, 1),
    )


TERMS = Terms(
    (
        promise(Milestone.FIRST_RESPONSE, None, 2 * HOUR, OFFICE),
        promise(Milestone.FIRST_RESPONSE, Severity.CRITICAL, 15 * MINUTE, NIGHT),
        promise(Milestone.RESOLVED, Severity.NORMAL, None, OFFICE),
        promise(Milestone.CLOSED, None, 9 * HOUR, NIGHT),
    )
)


@st.composite
def messages(draw: st.DrawFn) -> list[Message | Finding]:
    said = message(
        draw(st.sampled_from("abcdef")),
        draw(times),
        draw(roles),
        public=draw(st.integers(0, 9)) > 0,
        doubtful=draw(st.sampled_from(["", "", "", "a rule"])),
    )
    values = st.sampled_from(["", "soon", "-1", str(MONDAY + 30 * HOUR), str(MONDAY + 90 * HOUR)])
    found = draw(st.lists(names, max_size=3, unique=True))
    return [said, *(finding(said, name, draw(values) if name == Signal.PROMISES_UPDATE else "") for name in found)]


stamps = st.builds(stamp, st.sampled_from(Milestone), times, st.sampled_from(Role), basis=st.sampled_from(Basis))
severities = st.builds(severity, st.sampled_from(Severity), times)
others = st.one_of(stamps, severities, severities, st.builds(owner, st.sampled_from("xy"), times))


@st.composite
def logs(draw: st.DrawFn) -> CaseLog:
    size = draw(st.sampled_from([0, 3, 6, 6]))
    entries: list[Entry] = [each for said in draw(st.lists(messages(), min_size=size, max_size=9)) for each in said]
    entries += draw(st.lists(others, min_size=size // 2, max_size=6))
    unique = {entry.uid: entry for entry in entries}
    return log(*unique.values(), vendor=draw(st.sampled_from(VENDORS)), horizon=draw(times.map(lambda at: at + 48 * HOUR)))
