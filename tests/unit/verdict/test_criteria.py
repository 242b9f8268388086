"""Each measure on a few cases: which speak, with what, and where they lead."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest

from houdun.errors import UsageError
from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.case import Milestone, Role
from houdun.facts.reading import CaseReading, Moment
from houdun.facts.rubric import Belief, Parameter
from houdun.facts.time import HOUR
from houdun.testing.factories import finding, message, owner
from houdun.verdict.criteria.attested import check_attestation
from houdun.verdict.evidence import Attested, Evidence
from houdun.verdict.measures import measures
from houdun.verdict.record import records
from houdun.verdict.rubric_file import default_rubric
from tests.verdict_given import MORNING, RESPONSE, A, case, run, talk

RUBRIC = default_rubric()


def evidence(measure: str, *readings: CaseReading, **parameters: Parameter) -> Evidence:
    held = measures()[measure].read(records({A: readings}, [], Belief(), ZoneInfo("UTC"))[0], **parameters)
    assert isinstance(held, Evidence)
    return held


def by_rubric(id: str, *readings: CaseReading, attestations: Sequence[Attestation] = ()) -> object:
    criterion = RUBRIC.criterion(id)
    assert criterion is not None
    record = records({A: readings}, attestations, RUBRIC.belief, ZoneInfo("UTC"))[0]
    return measures()[criterion.measure](record, criterion)


def values(held: object) -> list[float]:
    assert isinstance(held, Evidence)
    return [sample.value for sample in held.samples]


def test_depth_climbs_from_passing_on_to_prevention() -> None:
    readings = [
        talk(id="0"),
        talk(("passes_on",), ("only_link",), id="1"),
        talk(("asks_for_logs",), id="2"),
        talk(("asks_for_logs",), ("names_cause",), id="3"),
        talk(("names_cause",), ("gives_change",), ("offers_retest",), id="4"),
        talk(("gives_change",), id="5"),
        talk(("names_cause", "gives_change"), id="6"),
    ]
    held = evidence("depth", *readings, settle_hours=24)
    assert values(held) == [0, 1, 2, 3, 4, 2, 3]
    assert [sample.entry for sample in held.samples] == ["", "r1", "r1", "r2", "r3", "r1", "r1"]
    assert held.basis == "rule"


def test_an_unanswered_case_that_is_still_young_has_no_depth_yet() -> None:
    young = case(run(60, answered=False), horizon=MORNING + HOUR)
    held = evidence("depth", young, settle_hours=24)
    assert (values(held), held.applicable) == ([], 1)


def test_peoples_grades_go_before_rules() -> None:
    question, answer = message(uid="q", at=MORNING), message("Hm.", at=MORNING + HOUR, role=Role.VENDOR, uid="r1")
    grades = [finding(answer, "depth_grade", "2"), finding(answer, "depth_grade", "3")]
    held = evidence("depth", case(entries=(question, answer), signals=grades), talk(("names_cause",), id="2"), settle_hours=24)
    assert (values(held), held.basis) == ([2.5], "observed")


def known(id: str, **values: str) -> CaseReading:
    """A case of a trial, with what is known of it."""
    question, answer = message(uid="q", at=MORNING), message("Hm.", at=MORNING + HOUR, role=Role.VENDOR, uid="r1")
    found = [finding(answer, name, value) for name, value in values.items()]
    return case(id=id, entries=(question, answer), signals=found)


def test_an_answer_key_goes_before_signals_and_after_people() -> None:
    keyed = known("1", depth_keyed="1", names_cause="")
    held = evidence("depth", keyed, talk(("names_cause",), id="2"), settle_hours=24)
    assert (values(held), held.basis, held.samples[0].entry) == ([1, 3], "rule", "r1")
    graded = evidence("depth", keyed, known("2", depth_grade="4"), settle_hours=24)
    assert (values(graded), graded.basis) == ([4], "observed")


def test_of_the_causes_that_were_named_the_true_ones_count() -> None:
    readings = [known("1", cause_right="1"), known("2", cause_right="0"), known("3", depth_keyed="1"), talk(id="4")]
    held = by_rubric("closure.cause_right", *readings)
    assert isinstance(held, Evidence)
    assert (values(held), held.applicable, held.basis) == ([1, 0], 3, "rule")


def test_a_history_has_no_answer_key() -> None:
    held = by_rubric("closure.cause_right", talk(("names_cause",), id="1"))
    assert isinstance(held, Evidence)
    assert (values(held), held.applicable) == ([], 0)


def test_a_post_mortem_is_as_whole_as_raters_found_it() -> None:
    held = by_rubric("closure.postmortem_items", known("1", postmortem_items="0.5"), known("2", depth_grade="1"))
    assert isinstance(held, Evidence)
    assert (values(held), held.applicable, held.basis) == ([0.5], 2, "observed")


def test_a_remedy_that_was_tried_is_verified_or_refuted_by_the_probe() -> None:
    held = evidence("fix_verified", known("1", recovery="1"), known("2", recovery="0"), known("3"))
    assert (values(held), held.applicable) == ([1, 0], 2)


def test_the_first_reply_is_asked_for_substance_and_not_a_later_one() -> None:
    readings = [talk(("only_link",), ("names_cause",), id="1"), talk(("asks_for_logs",), id="2"), talk(id="3")]
    assert values(by_rubric("team.first_reply_substance", *readings)) == [0, 1]


def test_asking_again_is_counted_by_case() -> None:
    readings = [talk(("asks_again",), ("asks_again",), id="1"), talk((), id="2"), talk(id="3")]
    held = by_rubric("team.asks_twice", *readings)
    assert isinstance(held, Evidence)
    assert (values(held), held.samples[0].entry, held.applicable) == ([1, 0], "r1", 2)


def test_a_machine_that_closes_as_stale_counts_too() -> None:
    readings = [talk(("closes_as_stale",), id="1", role=Role.BOT), talk((), id="2"), talk(id="3")]
    assert values(by_rubric("closure.stale_closed", *readings)) == [1, 0, 0]


def test_a_retest_is_expected_only_after_a_fix() -> None:
    readings = [
        talk(("claims_fixed", "offers_retest"), id="1"),
        talk(("gives_change",), id="2"),
        talk(("asks_for_logs",), id="3"),
    ]
    assert values(by_rubric("proactive.retest_offered", *readings)) == [1, 0]


def test_a_hand_over_is_a_change_of_owner_after_the_first() -> None:
    owners = [owner("vera", at="10:05"), owner("vera", at="10:06"), owner("victor", at="10:07"), owner("vera", at="10:08")]
    held = evidence("handovers", case(entries=(message(), *owners)), case(id="2"), worst=3)
    assert (values(held), held.applicable) == ([2], 2)
    assert held.samples[0].entry == owners[3].uid


def test_requests_are_counted_one_by_one() -> None:
    readings = [talk(("asks_for_logs", "justified_request"), ("asks_for_everything",), id="1"), talk(("names_cause",), id="2")]
    held = by_rubric("team.evidence_requests", *readings)
    assert isinstance(held, Evidence)
    assert (values(held), held.applicable) == ([1, 0], 1)


def test_blame_counts_against_unless_there_are_grounds_and_limits_admitted_count_for() -> None:
    readings = [
        talk(("blames_customer",), id="1"),
        talk(("asks_for_logs",), ("blames_customer",), id="2"),
        talk(("blames_customer", "names_cause"), id="3"),
        talk(("admits_limit",), id="4"),
        talk(("only_link",), id="5"),
    ]
    held = by_rubric("closure.honesty", *readings)
    assert isinstance(held, Evidence)
    assert (values(held), [sample.case for sample in held.samples], held.applicable) == ([0, 1], [0, 3], 5)


def test_a_claimed_fix_needs_somebody_elses_eyes() -> None:
    claimed = Moment(claimed_at=MORNING + HOUR, claimed_by="s")
    seen = Moment(claimed_at=MORNING + HOUR, claimed_by="s", observed_at=MORNING + 2 * HOUR, observed_by="o")
    back = Moment(claimed_at=MORNING + 3 * HOUR, claimed_by="b")
    question = message(uid="q", at=MORNING)
    thanks = message("works", at=MORNING + HOUR, uid="t")
    readings = [
        case(id="1", milestones={Milestone.RESOLVED: claimed}),
        case(id="2", milestones={Milestone.MITIGATED: seen}),
        case(id="3", milestones={Milestone.RESOLVED: seen, Milestone.REOPENED: back}),
        case(
            id="4",
            milestones={Milestone.RESOLVED: claimed},
            entries=(question, thanks),
            signals=[finding(thanks, "confirms_fix")],
        ),
        case(id="5"),
    ]
    held = evidence("fix_verified", *readings)
    assert [(sample.case, sample.value, sample.entry) for sample in held.samples] == [(1, 1, "o"), (2, 0, "b"), (3, 1, "t")]
    assert held.applicable == 4


def test_only_an_ended_case_can_come_back() -> None:
    ended, back = Moment(claimed_at=1, claimed_by="s"), Moment(claimed_at=2, claimed_by="b")
    readings = [
        case(id="1", milestones={Milestone.CLOSED: ended}),
        case(id="2", milestones={Milestone.RESOLVED: ended, Milestone.REOPENED: back}),
        case(id="3"),
    ]
    held = evidence("reopened", *readings, worst=0.2)
    assert [(sample.case, sample.value, sample.entry) for sample in held.samples] == [(0, 0, "s"), (1, 1, "b")]


def test_a_promised_word_is_kept_within_its_own_time() -> None:
    word = "update_kept"
    readings = [
        case(run(50, name=word, target=60), run(90, name=word, target=60, instance=1), id="1"),
        case(run(30, name=word, target=60, answered=False), id="2"),
        case(run(30, name=word), id="3"),
    ]
    held = by_rubric("response.update_kept", *readings)
    assert isinstance(held, Evidence)
    assert [(sample.case, sample.value <= 1, sample.censored) for sample in held.samples] == [
        (0, True, False),
        (0, False, False),
        (1, True, True),
    ]
    assert held.speaking().tolist() == [0]
    assert held.applicable == 3


def test_the_plans_promise_is_held_against_the_contracts_clock() -> None:
    readings = [case(run(600, contract=10, target=15), id="1"), case(run(20, target=15), id="2"), case(run(9), id="3")]
    held = by_rubric("response.promise_kept", *readings)
    assert isinstance(held, Evidence)
    assert [sample.value <= 1 for sample in held.samples] == [True, False]
    assert held.basis == "promised"


def test_the_tail_reads_every_run_in_minutes() -> None:
    held = evidence("quantile", case(run(45)), clock=RESPONSE, share=0.9, best_minutes=15, worst_minutes=1440)
    assert (values(held), held.basis) == ([45], "observed")


def attestation(value: str, criterion: str, assurance: Assurance = Assurance.CHECKED) -> Attestation:
    return Attestation(vendor=A, criterion=criterion, value=value, assurance=assurance, recorded_at=1, recorded_by="cora")


@pytest.mark.parametrize(
    ("criterion", "typed", "value", "score"),
    [
        ("team.named_owner", "Yes", 1, 1),
        ("team.named_owner", "否", 0, 0),
        ("team.built_such_apps", "3", 3, 0.75),
        ("proactive.reviews_held", "2", 2, 0.5),
        ("proactive.reviews_held", "12", 12, 1),
    ],
)
def test_an_attested_value_is_read_by_its_kind(criterion: str, typed: str, value: float, score: float) -> None:
    held = by_rubric(criterion, attestations=[attestation(typed, criterion)])
    assert isinstance(held, Attested)
    assert (held.value, held.score) == (value, score)


def test_nothing_attested_is_no_evidence() -> None:
    assert by_rubric("team.named_owner") is None


@pytest.mark.parametrize(
    ("criterion", "value"),
    [
        ("team.named_owner", "maybe"),
        ("team.built_such_apps", "5"),
        ("team.built_such_apps", "-1"),
        ("proactive.reviews_held", "nan"),
        ("proactive.reviews_held", "inf"),
        ("team.depth", "3"),
        ("team.nosuch", "yes"),
    ],
)
def test_what_cannot_be_attested_is_refused(criterion: str, value: str) -> None:
    with pytest.raises(UsageError):
        check_attestation(RUBRIC, criterion, value)


def test_what_can_be_attested_passes() -> None:
    check_attestation(RUBRIC, "team.named_owner", "是")
