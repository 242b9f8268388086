from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.errors import UsageError
from houdun.facts.question import Ingest, Sort, Stratum
from houdun.facts.time import DAY, HOUR, MINUTE
from houdun.facts.vendor import Vendor
from houdun.flow.trial.plan import SLEEPS_FROM, SLEEPS_TO, Block, common_ingest, playable, replan, schedule, stratum_of
from houdun.flow.trial.terms import Conduct, Span, Terms
from houdun.testing.trials import ACME, BRIO, LOOP, TUESDAY, contact, questions, terms

SEEDS = st.integers(0, 10_000)


def planned(**changes: object) -> tuple[Terms, tuple[Block, ...]]:
    made = terms(**changes)
    return made, schedule(made, questions())


def test_the_same_file_gives_the_same_plan_and_another_seed_another() -> None:
    assert planned() == planned()
    assert planned()[1] != planned(seed=8)[1]


@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_every_vendor_is_asked_the_same_situation_in_the_same_stratum_within_the_window(seed: int) -> None:
    made, blocks = planned(seed=seed)
    for block in blocks:
        assert {matter.vendor for matter in block.matters} == {ACME, BRIO}
        assert len({matter.instance.situation for matter in block.matters}) == 1
        assert max(matter.due for matter in block.matters) - block.due <= made.conduct.window
        assert {stratum_of(matter.due, made, ()) for matter in block.matters} == {block.stratum}
        assert block.stratum in block.question.strata


@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_no_vendor_is_put_the_same_instance_twice_and_no_kind_comes_twice_running(seed: int) -> None:
    _, blocks = planned(seed=seed, days=60, blocks=100)
    for vendor in (ACME, BRIO):
        asked = [matter.instance.id for block in blocks for matter in block.matters if matter.vendor == vendor]
        assert len(set(asked)) == len(asked)
    kinds = [block.question.id for block in blocks]
    assert all(one != other for one, other in itertools.pairwise(kinds))


@given(seed=SEEDS)
@settings(max_examples=40, deadline=None)
def test_questions_keep_their_distance_and_night_calls_their_cap(seed: int) -> None:
    made, blocks = planned(seed=seed)
    begins = [block.due for block in blocks]
    assert begins == sorted(begins)
    assert all(later - one >= made.conduct.spacing for one, later in itertools.pairwise(begins))
    nights: Counter[tuple[Vendor, int]] = Counter()
    for block in blocks:
        for matter in block.matters:
            hour = (matter.due - TUESDAY) % DAY // HOUR
            nights[matter.vendor, (block.due - TUESDAY) // DAY // 7] += hour >= SLEEPS_FROM or hour < SLEEPS_TO
    assert all(count <= made.conduct.night_calls_a_week for count in nights.values())


def test_the_order_of_the_vendors_changes_from_block_to_block() -> None:
    first = Counter(block.matters[0].vendor for block in planned(blocks=40)[1])
    assert min(first[ACME], first[BRIO]) >= 10


def test_vendors_of_one_block_get_different_wordings() -> None:
    for block in planned()[1]:
        assert len({matter.instance.wording for matter in block.matters}) == 2


def test_sorts_keep_the_proportions_that_the_questions_have() -> None:
    sorts = Counter(
        block.question.sort for block in planned(days=30, blocks=36, shares={Stratum.DAY: 1.0, Stratum.WEEKEND: 1.0})[1]
    )
    wanted = Counter(question.sort for question in playable(terms(), questions()))
    assert all(abs(sorts[sort] - 36 * wanted[sort] / wanted.total()) <= 2 for sort in Sort)


def test_what_the_peak_cannot_hold_goes_to_the_other_hours() -> None:
    _, blocks = planned(shares={Stratum.PEAK: 0.9, Stratum.DAY: 0.1})
    assert len(blocks) == 20
    assert 0 < sum(block.stratum is Stratum.PEAK for block in blocks) < 18


def test_a_declared_peak_counts_as_one_whatever_its_hour() -> None:
    made, span = terms(), Span(TUESDAY + 3 * HOUR, TUESDAY + 4 * HOUR)
    assert stratum_of(TUESDAY + 3 * HOUR + MINUTE, made, [span]) is Stratum.PEAK
    assert stratum_of(span.end, made, [span]) is Stratum.NIGHT
    assert stratum_of(TUESDAY + 4 * DAY + 21 * HOUR, made, ()) is Stratum.PEAK
    assert stratum_of(TUESDAY + 4 * DAY + 12 * HOUR, made, ()) is Stratum.WEEKEND
    assert stratum_of(TUESDAY + 12 * HOUR, made, ()) is Stratum.DAY


def test_only_what_can_be_published_to_every_vendor_is_asked() -> None:
    both = {Ingest.RTMP: LOOP, Ingest.WHIP: LOOP}
    rtmp_only, made = (
        terms(contact(ACME, streams=both), contact(BRIO)),
        terms(contact(ACME, streams=both), contact(BRIO, streams=both)),
    )
    assert {question.id for question in playable(rtmp_only, questions())} < {
        question.id for question in playable(made, questions())
    }
    assert all(
        common_ingest(rtmp_only, question) is Ingest.RTMP for question in playable(rtmp_only, questions()) if question.show
    )
    silent = terms(contact(ACME, streams={}), contact(BRIO))
    assert all(not question.show for question in playable(silent, questions()))


def test_a_case_has_a_number_of_its_own_that_tells_nothing() -> None:
    _, blocks = planned(blocks=40)
    cases = [matter.case for block in blocks for matter in block.matters]
    assert len(set(cases)) == len(cases)
    assert all(len(case) == 8 and case.isdecimal() for case in cases)


def test_a_calendar_that_is_too_short_says_what_it_holds() -> None:
    with pytest.raises(UsageError, match=r"2 days hold \d+ questions"):
        planned(days=2, blocks=30)


def test_questions_that_run_out_say_how_far_they_go() -> None:
    few = [question for question in questions() if question.id == "which_region"]
    made = replace(terms(), blocks=30, days=60, conduct=Conduct(approval=False))
    with pytest.raises(UsageError, match="suffice for"):
        schedule(made, few)


def test_where_the_calendar_has_none_of_the_strata_asked_for_there_is_no_plan() -> None:
    with pytest.raises(UsageError, match="hold 0 questions"):
        planned(shares={Stratum.PEAK: 1.0}, weekly_peak=())


@given(seed=SEEDS)
@settings(max_examples=10, deadline=None)
def test_what_is_planned_anew_keeps_to_the_conduct_and_repeats_nothing_that_was_begun(seed: int) -> None:
    made, blocks = planned(seed=seed)
    begun = blocks[:8]
    now = begun[-1].due + HOUR
    longer = replace(made, days=20, blocks=24)
    fresh = replan(longer, questions(), (), begun=begun, first=21, now=now)
    assert [block.number for block in fresh] == list(range(21, 37))
    assert fresh[0].due >= max(now, begun[-1].due + made.conduct.spacing)
    assert {block.situation for block in fresh}.isdisjoint(block.situation for block in begun)
    hours = [divmod((block.due - made.start) // HOUR, 24) for block in (*begun, *fresh)]
    nights = Counter(day // 7 for day, hour in hours if hour >= SLEEPS_FROM or hour < SLEEPS_TO)
    assert max(nights.values(), default=0) <= made.conduct.night_calls_a_week


def test_a_plan_that_is_cut_short_has_nothing_more_to_come() -> None:
    made, blocks = planned()
    assert replan(replace(made, blocks=5), questions(), (), begun=blocks[:8], first=21, now=blocks[8].due) == ()


def test_questions_that_run_out_when_a_plan_is_made_anew_say_how_many_were_begun() -> None:
    few = [question for question in questions() if question.id == "which_region"]
    made = replace(terms(), blocks=3, days=60, conduct=Conduct(approval=False))
    begun = schedule(made, few)[:2]
    with pytest.raises(UsageError, match=r"suffice for \d+ blocks \(2 of them begun: planned anew, no situation") as refused:
        replan(replace(made, blocks=30), few, (), begun=begun, first=4, now=begun[-1].due + DAY)
    assert "其中 2 组已经问过" in refused.value.problem.zh
