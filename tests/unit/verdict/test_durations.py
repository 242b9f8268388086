from __future__ import annotations

from zoneinfo import ZoneInfo

from houdun.facts.case import Milestone, Role
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Belief
from houdun.facts.time import HOUR
from houdun.testing.factories import message, stamp
from houdun.verdict.durations import basis_of, durations
from houdun.verdict.record import Record, records
from tests.verdict_given import MORNING, RESPONSE, A, case, run


def record_of(*readings: CaseReading) -> Record:
    return records({A: readings}, [], Belief(), ZoneInfo("UTC"))[0]


def test_an_unanswered_case_stays_at_risk_to_its_horizon() -> None:
    samples, applicable = durations(record_of(case(run(5)), case(run(600, answered=False), id="2")), RESPONSE)
    assert [(each.value, each.censored) for each in samples] == [(5.0, False), (600.0, True)]
    assert applicable == 2


def test_only_cases_opened_in_the_bands_count() -> None:
    night = MORNING + 12 * HOUR
    held = record_of(case(run(5)), case(run(7, opened=night), id="2", opened=night))
    assert [each.value for each in durations(held, RESPONSE, "night, weekend")[0]] == [7.0]
    assert durations(held, RESPONSE, "weekend") == ([], 0)


def test_silence_of_a_source_that_never_speaks_of_it_is_no_evidence() -> None:
    events = (stamp(Milestone.OPENED, at=MORNING, role=Role.CUSTOMER),)
    held = record_of(case(run(90, name="time_to_resolved", answered=False), entries=events))
    assert durations(held, "time_to_resolved") == ([], 1)


def test_a_few_words_of_a_fix_in_a_chat_are_not_taken_for_all_endings() -> None:
    held = record_of(case(run(30, name="time_to_resolved")), case(run(999, name="time_to_resolved", answered=False), id="2"))
    assert durations(held, "time_to_resolved") == ([], 2)


def test_where_the_source_states_it_of_one_case_the_others_are_unresolved() -> None:
    ended = case(run(30, name="time_to_resolved"), entries=(message(), stamp(Milestone.RESOLVED)))
    held = record_of(ended, case(run(999, name="time_to_resolved", answered=False), id="2"))
    assert [sample.censored for sample in durations(held, "time_to_resolved")[0]] == [False, True]


def test_claims_and_observations_have_clocks_apart() -> None:
    assert basis_of("time_to_mitigated") == "claimed"
    assert basis_of("time_to_mitigated_observed") == "observed"
    assert basis_of(RESPONSE) == "observed"
