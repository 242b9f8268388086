from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.case.reading import LiveCase, pauses, read
from houdun.facts.case import Basis, CaseLog, Entry, Milestone, Role, Severity
from houdun.facts.promise import Frame, Hours, Terms
from houdun.facts.reading import CaseReading, Moment
from houdun.facts.signals import Signal
from houdun.facts.time import HOUR, MINUTE, Millis
from houdun.testing.factories import VENDOR, finding, log, message, millis, severity, stamp
from houdun.testing.histories import TERMS, logs, promise, times
from houdun.testing.playbook import play

OFFICE = Hours(name="office", frames=(Frame(frozenset(range(5)), 9 * 60, 17 * 60),), closed=frozenset({dt.date(2025, 3, 4)}))
IN_OFFICE_HOURS = Terms(
    (promise(Milestone.RESOLVED, None, 4 * HOUR, OFFICE), promise(Milestone.FIRST_RESPONSE, None, HOUR, OFFICE))
)


def round_the_clock(case: CaseLog) -> CaseReading:
    return read(case, Terms())


def in_office_hours(case: CaseLog) -> CaseReading:
    return read(case, IN_OFFICE_HOURS)


SCRIPTS = {
    "a machine's reply is a first response, and never a human's": """
        >> 10:00 customer: The picture freezes.
        >> 10:00:30 bot: We have received your request.
        >> 10:20 vendor: Since which release?
        << auto_acked 10:00:30
        << first_response 10:20
        << time_to_first_response 30s
        << time_to_first_response_human 20m
        << state answered
    """,
    "a human's message found to be automatic stops no human clock": """
        >> 10:00 customer: The picture freezes.
        >> 10:01 vendor: Thank you for contacting us. [automatic_reply]
        >> 11:00 end
        << first_response none
        << time_to_first_response 1m
        << time_to_first_response_human 1h running
    """,
    "a doubtful reply stops no human clock until a person decides": """
        >> 10:00 customer: The picture freezes.
        >> 10:01 vendor: Looking. [doubtful_person]
        >> 10:02 vendor (doubtful): Looking.
        >> 11:00 end
        << auto_acked none
        << time_to_first_response 1m
        << time_to_first_response_human 1h running
    """,
    "a doubtful reply that a person vouches for counts from when it was said": """
        >> 10:00 customer: The picture freezes.
        >> 10:01 vendor (doubtful): Looking. [is_person]
        << time_to_first_response_human 1m
    """,
    "what a vendor says before the customer speaks starts and answers nothing": """
        >> 09:00 vendor: Anything we can do? [claims_fixed]
        >> 09:30 vendor claimed resolved
        >> 10:00 customer: Yes, audio drifts.
        >> 11:00 end
        << opened 10:00
        << resolved none
        << time_to_first_response 1h running
        << time_to_resolved 1h running
    """,
    "a reply in the minute of its question answers it at once": """
        >> 10:00 vendor: Hello.
        >> 10:00 customer: Audio drifts.
        << time_to_first_response_human 0s
    """,
    "an earlier opening stamp opens the case": """
        >> 09:50 customer claimed opened
        >> 10:00 customer: Audio drifts.
        >> 10:10 vendor: Hello.
        << opened 09:50
        << time_to_first_response_human 20m
        << next_response_human 10m
    """,
    "bystanders and internal notes answer nothing": """
        >> 10:00 customer: Audio drifts.
        >> 10:05 bystander: Same here.
        >> 10:06 vendor (internal): Not again. [names_cause]
        >> 11:00 end
        << located none
        << time_to_first_response 1h running
    """,
    "the oldest unanswered message counts, again and again": """
        >> 10:00 customer: a
        >> 10:05 customer: b
        >> 10:10 vendor: c
        >> 10:15 vendor: d
        >> 10:30 customer: e
        >> 10:40 bot: f
        >> 10:55 vendor: g
        >> 11:10 customer: h
        >> 12:00 end
        << next_response_human#0 10m
        << next_response_human#1 25m
        << next_response_human#2 50m running
        << next_response_human#3 none
    """,
    "a promised word is kept by the vendor's next one": """
        >> 10:00 customer: a
        >> 10:10 vendor: I write at noon. [promises_update=12:00]
        >> 10:20 customer: b
        >> 11:50 vendor: Still looking, again at five. [promises_update=17:00]
        >> 18:00 end
        << update_kept#0 1h40m
        << update_kept#1 6h10m running
    """,
    "a human's words locate, mitigate and resolve; the customer's confirm": """
        >> 10:00 customer: a
        >> 10:10 vendor: The jitter buffer. [names_cause]
        >> 10:30 vendor: Set it to 80 ms. [gives_change]
        >> 11:00 customer: Better. [confirms_fix]
        >> 12:00 vendor: Fixed in 4.2. [claims_fixed]
        >> 13:00 end
        << time_to_located 10m
        << time_to_mitigated 30m
        << mitigated 10:30
        << mitigated observed 11:00
        << resolved observed 11:00
        << resolved 12:00
        << time_to_mitigated_observed 1h
        << time_to_resolved_observed 1h
        << time_to_resolved 2h
        << state resolved
    """,
    "what was only seen was not claimed": """
        >> 10:00 customer: a
        >> 11:00 customer: Never mind, works again. [confirms_fix]
        >> 12:00 end
        << time_to_resolved 2h running
        << time_to_resolved_observed 1h
    """,
    "after a reopening the first and the total resolution differ, and the closing that stands counts": """
        >> 10:00 customer: a
        >> 11:00 vendor claimed resolved
        >> 11:30 vendor claimed closed
        >> 12:00 customer claimed reopened
        >> 14:00 vendor claimed resolved
        >> 15:00 vendor claimed resolved
        >> 15:30 vendor claimed closed
        >> 16:00 vendor claimed closed
        << resolved 11:00
        << time_to_resolved 1h
        << time_to_resolved_total 5h
        << time_to_close 5h30m
        << state closed
    """,
    "a reopened case is not resolved and not closed": """
        >> 10:00 customer: a
        >> 11:00 vendor claimed resolved
        >> 11:00 vendor claimed closed
        >> 12:00 customer claimed reopened
        >> 13:00 end
        << time_to_resolved 1h
        << time_to_resolved_total 3h running
        << time_to_close 3h running
        << state reopened
    """,
    "closed but unanswered stays at risk": """
        >> 10:00 customer: a
        >> 11:00 vendor claimed closed
        >> 20:00 end
        << time_to_close 1h
        << time_to_first_response_human 10h running
        << next_response_human 10h running
    """,
    "an RCA is owed where the case was critical, if only for a while": """
        >> 10:00 customer: a
        >> 10:30 severity critical
        >> 10:40 severity low
        >> 11:00 end
        << time_to_rca 1h running
    """,
    "an RCA that came is counted, whatever the severity": """
        >> 10:00 customer: a
        >> 11:00 vendor claimed rca_delivered
        << time_to_rca 1h
    """,
    "no RCA is owed otherwise": """
        >> 09:00 severity critical
        >> 09:30 severity high
        >> 10:00 customer: a
        << time_to_rca none
    """,
    "a case without a customer has no clocks": """
        >> 10:00 vendor: a
        >> 10:00 bot: a
        >> 11:00 vendor claimed closed
        << state unopened
        << time_to_first_response none
        << next_response_human none
        << time_to_close none
    """,
    "an impact may start before the opening": """
        >> 09:00 vendor observed impact_started
        >> 10:00 customer: a
        << impact_started observed 09:00
        << opened 10:00
    """,
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_the_case_reads_as_played(script: str) -> None:
    play(script, round_the_clock)


def test_contract_time_counts_the_calendar_and_wall_time_does_not() -> None:
    play(
        """
        >> 16:00 customer: On Monday afternoon. (Tuesday is closed.)
        >> +2 10:00 vendor: On Wednesday morning. [claims_fixed]
        << time_to_first_response_human 1d18h / 2h
        << time_to_resolved 1d18h / 2h
        << time_to_close 1d19h / 1d19h running
        """,
        in_office_hours,
    )


def test_only_a_justified_request_pauses_and_only_the_contract_clock_until_the_customer_writes() -> None:
    reading = play(
        """
        >> 10:00 customer: a
        >> 11:00 vendor: Your logs? [asks_for_logs]
        >> 12:00 customer: b
        >> 16:00 vendor: The SDK log of this stream? [justified_request]
        >> 16:30 vendor: And the session id? [justified_request]
        >> +2 10:00 customer: Both.
        >> +2 11:00 vendor: Fixed. [claims_fixed]
        << time_to_resolved 2d1h / 7h
        << info_requested 11:00
        """,
        in_office_hours,
    )
    resolved = reading.clock("time_to_resolved")
    assert resolved is not None
    assert resolved.paused_ms == 2 * HOUR, "16:00 to 17:00 on Monday, 9:00 to 10:00 on Wednesday"
    assert resolved.target_ms == 4 * HOUR
    assert pauses(reading.log) == ((millis("16:00"), millis("+2 10:00")),)


def test_a_pause_that_goes_on_runs_to_the_horizon() -> None:
    play(
        """
        >> 10:00 customer: a
        >> 10:30 vendor: The SDK log? [justified_request]
        >> 12:00 end
        << time_to_close 2h / 30m running
        """,
        round_the_clock,
    )


def test_a_clock_keeps_the_severity_and_the_calendar_of_its_start() -> None:
    terms = Terms((promise(Milestone.FIRST_RESPONSE, Severity.NORMAL, HOUR, OFFICE),))
    case = log(
        message("a", "08:00"),
        severity(Severity.CRITICAL, "08:30"),
        message("b", "10:00", Role.VENDOR),
        message("c", "18:00"),
        message("d", "19:00", Role.VENDOR),
    )
    reading = read(case, terms)
    runs = reading.runs("next_response_human")
    assert [(run.severity, run.contract_ms) for run in runs] == [(Severity.NORMAL, HOUR), (Severity.CRITICAL, HOUR)]
    assert [clock.target_ms for clock in reading.runs("time_to_first_response_human")] == [HOUR]
    assert reading.severity is Severity.NORMAL, "that of the opening"


def test_the_first_claim_and_the_first_observation_stand_side_by_side_with_their_entries() -> None:
    entries: list[Entry] = [
        message("a", uid="a"),
        stamp(Milestone.MITIGATED, "11:00", basis=Basis.OBSERVED, until="11:05", uid="seen"),
        stamp(Milestone.MITIGATED, "12:00", uid="said"),
        stamp(Milestone.MITIGATED, "13:00", uid="said again"),
    ]
    assert round_the_clock(log(*entries)).milestones[Milestone.MITIGATED] == Moment(
        claimed_at=millis("12:00"),
        claimed_by="said",
        observed_at=millis("11:00"),
        observed_until=millis("11:05"),
        observed_by="seen",
    )


def test_a_run_names_the_entries_that_start_and_stop_it_and_its_promised_time() -> None:
    word = message("at noon", "10:10", Role.VENDOR, uid="word")
    case = log(
        message("a", uid="ask"),
        word,
        finding(word, Signal.PROMISES_UPDATE, str(millis("12:00"))),
        message("c", "13:00", Role.VENDOR, uid="kept"),
    )
    kept = round_the_clock(case).clock("update_kept")
    assert kept is not None
    assert (kept.started_by, kept.stopped_by, kept.target_ms, kept.wall_ms) == ("word", "kept", 110 * MINUTE, 170 * MINUTE)


def test_signals_stand_in_the_order_of_their_messages() -> None:
    late, early = message("late", "11:00", Role.VENDOR), message("early", "10:00")
    gone = message("gone", "09:00")
    found = [finding(gone, "x"), finding(late, "asks_for_logs"), finding(late, "names_cause"), finding(early, "confirms_fix")]
    names = [signal.name for signal in round_the_clock(log(late, early, *found)).signals]
    assert names == ["confirms_fix", "asks_for_logs", "names_cause", "x"]


def test_an_empty_log_reads_as_nothing() -> None:
    reading = round_the_clock(log(horizon="12:00"))
    assert (reading.opened_at, reading.clocks, reading.milestones) == (millis("12:00"), (), {})


@given(logs())
@settings(max_examples=100, deadline=None)
def test_wall_time_bounds_contract_time_and_a_total_is_never_below_a_first(case: CaseLog) -> None:
    reading = read(case, TERMS)
    assert all(0 <= clock.contract_ms <= clock.contract_ms + clock.paused_ms <= clock.wall_ms for clock in reading.clocks)
    assert list(reading.clocks) == sorted(reading.clocks, key=lambda clock: (clock.name, clock.instance))
    first, total = reading.clock("time_to_resolved"), reading.clock("time_to_resolved_total")
    assert (first is None) == (total is None)
    if first and total:
        assert first.wall_ms <= total.wall_ms


@given(logs(), st.data())
@settings(max_examples=100, deadline=None)
def test_a_live_case_told_in_any_order_says_what_the_whole_log_says(case: CaseLog, data: st.DataObject) -> None:
    live = LiveCase(case.key, TERMS, case.title)
    for entry in data.draw(st.permutations(case.entries)):
        live.append(entry)
        live.append(entry)
    moments: list[Millis] = data.draw(st.lists(times, max_size=3))
    for now in [*moments, case.horizon]:
        whole = read(CaseLog(key=case.key, title=case.title, horizon=now, entries=case.entries), TERMS)
        told = live.at(now)
        assert (told.clocks, told.milestones, told.state, told.signals) == (
            whole.clocks,
            whole.milestones,
            whole.state,
            whole.signals,
        )


@given(logs())
@settings(max_examples=50, deadline=None)
def test_a_live_case_told_as_it_happens_says_at_every_entry_what_is_known_by_then(case: CaseLog) -> None:
    live = LiveCase(case.key, TERMS, case.title)
    for place, entry in enumerate(case.entries, 1):
        live.append(entry)
        known = CaseLog(key=case.key, title=case.title, horizon=entry.at, entries=case.entries[:place])
        assert live.at(entry.at).clocks == read(known, TERMS).clocks


def test_a_live_clock_runs_with_the_time() -> None:
    live = LiveCase(log().key, Terms())
    live.append(message("a", "10:00"))
    waiting = [live.at(millis(now)).clock("time_to_first_response_human") for now in ("10:05", "10:20")]
    assert [clock and clock.wall_ms for clock in waiting] == [5 * MINUTE, 20 * MINUTE]
    live.append(message("b", "10:30", Role.VENDOR))
    answered = live.at(millis("12:00")).clock("time_to_first_response_human")
    assert answered is not None
    assert (answered.wall_ms, answered.censored, live.at(0).key.vendor) == (30 * MINUTE, False, VENDOR)


def test_nobody_owes_an_answer_to_a_customer_who_says_that_it_works() -> None:
    asked, answered, works = (
        message("black screen", "10:00"),
        message("set x to 3", "10:05", Role.VENDOR),
        message("works now, thanks", "10:30"),
    )
    reading = read(log(asked, answered, works, finding(works, Signal.CONFIRMS_FIX), horizon="23:00"), Terms())
    assert [run.censored for run in reading.runs("next_response_human")] == [False]
