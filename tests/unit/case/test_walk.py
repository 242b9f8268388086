from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.case.reading import read
from houdun.case.transitions import Trigger
from houdun.case.walk import NONE, SEVERITY_CODE, STATES, TRIGGER_CODE, History, Walk
from houdun.facts.case import CaseLog, Milestone, Role, Severity
from houdun.facts.promise import Terms
from houdun.facts.vendor import Vendor
from houdun.testing.factories import log, message, millis, severity, stamp
from houdun.testing.histories import logs


@given(st.lists(logs(), max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_case_ends_in_the_state_in_which_it_reads(cases: list[CaseLog]) -> None:
    ended = [STATES[code] for code in Walk(History.of(cases)).state]
    assert ended == [read(case, Terms()).state for case in cases]


def test_logs_become_columns_case_by_case() -> None:
    first = log(severity(Severity.HIGH), message("a"), horizon="12:00", vendor=Vendor("zeta"))
    second = log(message("b", "11:00", Role.BOT), horizon="13:00", vendor=Vendor("acme"))
    history = History.of([first, log(vendor=Vendor("zeta")), second])
    assert history.case.tolist() == [0, 0, 2]
    assert history.trigger.tolist() == [
        TRIGGER_CODE[each] for each in (Trigger.SEVERITY_SET, Trigger.CUSTOMER_WRITES, Trigger.MACHINE_REPLIES)
    ]
    assert history.value.tolist() == [SEVERITY_CODE[Severity.HIGH], NONE, NONE]
    assert history.at.tolist() == [millis("10:00"), millis("10:00"), millis("11:00")]
    assert [history.vendors[code].name for code in history.vendor] == ["zeta", "zeta", "acme"]


def test_what_the_table_does_not_know_does_not_pass() -> None:
    walk = Walk(History.of([log(message("early", "09:00", Role.VENDOR), message("a"), message("b", "11:00", Role.VENDOR))]))
    assert walk.passed.tolist() == [False, True, True]
    assert walk.rows({Trigger.HUMAN_REPLIES}).tolist() == [2]


def test_first_and_last_of_a_case_and_none_where_there_is_none() -> None:
    resolved = [stamp(Milestone.RESOLVED, at) for at in ("11:00", "12:00", "13:00")]
    walk = Walk(History.of([log(message("a")), log(message("a"), *resolved), log()]))
    rows = walk.rows({Trigger.RESOLVED})
    np.testing.assert_array_equal(walk.first(rows), [NONE, 2, NONE])
    np.testing.assert_array_equal(walk.last(rows), [NONE, 4, NONE])


def test_a_severity_holds_until_the_next_and_never_passes_to_another_case() -> None:
    rated = log(message("a", "10:00"), severity(Severity.LOW, "11:00"), message("b", "12:00"))
    walk = Walk(History.of([rated, log(message("c"))]))
    names = [Severity.NORMAL, Severity.LOW, Severity.LOW, Severity.NORMAL]
    assert walk.severity(np.arange(4)).tolist() == [SEVERITY_CODE[name] for name in names]
