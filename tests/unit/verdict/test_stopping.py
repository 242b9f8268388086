from __future__ import annotations

import math
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.claim import Block, Endpoint, Outcome
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND
from houdun.facts.vendor import Vendor
from houdun.verdict.stopping import NOBODY, Claim, Contest, beaten, score, standing, superfluous, winners
from houdun.verdict.survival import BoolArray, FloatArray

A, B, C = Vendor("A"), Vendor("B"), Vendor("C", "gold")
ENDPOINT = Endpoint()
FAST, SLOW, SILENT = Outcome(MINUTE, 4), Outcome(3 * HOUR, 1), Outcome(None, 0)
outcomes = st.builds(Outcome, st.none() | st.integers(0, 2 * DAY), st.integers(0, 4))
wealths = st.sampled_from([0.0, 0.5, 1.0, 39.0, 40.0, 41.0, 59.0, 60.0, 79.0, 80.0, 81.0, 100.0, 161.0, 500.0])


def named(scores: FloatArray, false_claims: float, *, drop: bool = False) -> BoolArray:
    """Which trials [trials, blocks, vendors] name a winner, looked at after every block."""
    contest = Contest(len(scores), scores.shape[2], false_claims, drop=drop)
    claimed = np.zeros(len(scores), dtype=np.bool_)
    for block in range(scores.shape[1]):
        claimed |= contest.block(scores[:, block]) != NOBODY
    return claimed


@pytest.mark.parametrize("false_claims", [0.05, 0.2, 0.5])
@settings(max_examples=10, deadline=None)
@given(st.lists(st.floats(0, 20), min_size=10, max_size=10))
def test_of_all_signs_of_two_equal_vendors_no_more_name_a_winner_than_allowed(
    false_claims: float, magnitudes: list[float]
) -> None:
    signs = np.array(list(product([1, -1], repeat=len(magnitudes))))
    scores = np.stack([signs * magnitudes, np.zeros(signs.shape)], axis=-1)
    assert named(scores, false_claims).mean() <= false_claims


@pytest.mark.parametrize("drop", [False, True])
@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(*[st.floats(0, 20)] * 3), min_size=5, max_size=5))
def test_of_all_exchanges_of_three_equal_vendors_no_more_name_a_winner_than_allowed(
    drop: bool, blocks: list[tuple[float, float, float]]
) -> None:
    scores = np.array(list(product(*(tuple(permutations(block)) for block in blocks))))
    assert named(scores, 0.5, drop=drop).mean() <= 0.5


def test_the_bound_for_two_is_nearly_reached_so_the_threshold_could_not_be_lower() -> None:
    signs = np.array(list(product([1, -1], repeat=12)))
    scores = np.stack([signs * 4.0, np.zeros(signs.shape)], axis=-1)
    assert 0.3 < named(scores, 0.5).mean() <= 0.5


def test_dropping_keeps_every_account_fair() -> None:
    scores = np.array(list(product(*(tuple(permutations(block)) for block in [(9.0, 5.0, 0.0)] * 5))))
    contest = Contest(len(scores), 3, 0.9)
    for block in range(5):
        contest.block(scores[:, block])
    assert not contest.asked.all()
    assert contest.wealth.pairs.mean(axis=0) == pytest.approx(np.ones((3, 3)))


@given(st.lists(wealths, min_size=16, max_size=16))
def test_a_winner_has_enough_against_every_group_that_might_be_tied_with_it(values: list[float]) -> None:
    pairs = np.array(values).reshape(4, 4)

    def proved(a: int) -> bool:
        others = [b for b in range(4) if b != a]
        groups = [group for size in (1, 2, 3) for group in combinations(others, size)]
        return all(pairs[a, list(group)].sum() >= len(group) * (len(group) + 1) / 0.05 for group in groups)

    best = [a for a in range(4) if proved(a)]
    assert winners(pairs[None], 0.05)[0] == (best[0] if len(best) == 1 else NOBODY)


def test_two_that_have_each_beaten_the_other_are_not_told_apart() -> None:
    assert winners(np.full((1, 2, 2), 1000.0), 0.05)[0] == NOBODY


def test_a_vendor_is_dropped_once_all_that_are_unbeaten_have_beaten_it() -> None:
    pairs = np.ones((1, 3, 3))
    pairs[0, 0, 2] = 60.0
    everyone = np.ones((1, 3), dtype=np.bool_)
    assert beaten(pairs, 0.05).sum() == 1
    assert not superfluous(pairs, everyone, 0.05).any()
    pairs[0, 1, 2] = 60.0
    assert superfluous(pairs, everyone, 0.05)[0].tolist() == [False, False, True]


def test_where_everybody_is_beaten_nobody_is_dropped() -> None:
    pairs = np.ones((1, 3, 3))
    pairs[0, 0, 1] = pairs[0, 1, 2] = pairs[0, 2, 0] = 1000.0
    assert not superfluous(pairs, np.ones((1, 3), dtype=np.bool_), 0.05).any()


def test_a_vendor_clearly_better_than_all_is_claimed_and_no_further_block_is_used() -> None:
    found = standing([A, B, C], [{A: FAST, B: SLOW, C: SILENT}] * 30, ENDPOINT)
    assert found.winner == A
    assert 6 <= found.blocks <= 12
    assert found.lean[A] > 0.99
    assert found.wealth[A][B] >= 40
    assert set(found.wealth[A]) == {B, C}


def test_a_loser_is_named_and_its_later_answers_are_passed_over() -> None:
    short: list[Block] = [{A: FAST, B: FAST, C: SILENT}] * 20
    found = standing([A, B, C], short, ENDPOINT)
    assert found.lost == (C,)
    assert found.winner is None
    assert set(found.lean) == {A, B}
    gone = found.dropped[C]
    assert 6 <= gone < 20
    without: list[Block] = [*short[:gone], *[{A: FAST, B: FAST}] * (20 - gone)]
    late: list[Block] = [*short[:gone], *[{A: FAST, B: FAST, C: FAST}] * (20 - gone)]
    assert standing([A, B, C], without, ENDPOINT) == standing([A, B, C], late, ENDPOINT) == found


def test_a_vendor_that_other_grades_had_dropped_is_let_go() -> None:
    found = standing([A, B, C], [{A: FAST, B: SLOW, C: SLOW}, {A: FAST, B: SLOW}], ENDPOINT, let_go=True)
    assert (found.blocks, found.dropped, set(found.lean)) == (2, {C: 2}, {A, B})


def test_a_block_without_a_remaining_vendor_is_refused() -> None:
    with pytest.raises(ValueError, match="C@gold"):
        standing([A, B, C], [{A: FAST, B: SLOW}], ENDPOINT)


@settings(deadline=None)
@given(st.lists(outcomes, max_size=30))
def test_one_vendor_alone_is_never_the_best(given_outcomes: list[Outcome]) -> None:
    found = standing([A], [{A: outcome} for outcome in given_outcomes], ENDPOINT)
    assert found.winner is None
    assert found.wealth == {A: {}}
    assert found.lean == {A: 1.0}


@settings(deadline=None)
@given(st.lists(st.tuples(outcomes, outcomes, outcomes), max_size=5))
def test_five_blocks_never_suffice(rows: list[tuple[Outcome, Outcome, Outcome]]) -> None:
    assert standing([A, B, C], [dict(zip((A, B, C), row, strict=True)) for row in rows], ENDPOINT).winner is None


@pytest.mark.parametrize("outcome", [SILENT, FAST, Outcome(5 * MINUTE, 2)], ids=["all silent", "all at once", "all alike"])
def test_ties_in_everything_move_nothing(outcome: Outcome) -> None:
    found = standing([A, B, C], [dict.fromkeys((A, B, C), outcome)] * 300, ENDPOINT)
    assert (found.winner, found.lost, found.dropped) == (None, (), {})
    assert [wealth for row in found.wealth.values() for wealth in row.values()] == pytest.approx([1.0] * 6)
    assert list(found.lean.values()) == pytest.approx([1 / 3] * 3)


def test_nothing_is_known_before_the_first_block() -> None:
    found = standing([A, B], [], ENDPOINT)
    assert (found.blocks, found.winner) == (0, None)
    assert (found.wealth[A][B], found.wealth[B][A]) == pytest.approx((1, 1))
    assert found.lean == pytest.approx({A: 0.5, B: 0.5})


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(outcomes, outcomes, outcomes), max_size=25), st.permutations([A, B, C]), st.permutations([A, B, C]))
def test_neither_the_order_nor_the_names_of_vendors_matter(
    rows: list[tuple[Outcome, Outcome, Outcome]], order: list[Vendor], names: list[Vendor]
) -> None:
    new = dict(zip((A, B, C), names, strict=True))
    blocks: list[Block] = [dict(zip((A, B, C), row, strict=True)) for row in rows]
    renamed: list[Block] = [{new[vendor]: outcome for vendor, outcome in block.items()} for block in blocks]
    one, other = standing([A, B, C], blocks, ENDPOINT), standing(order, renamed, ENDPOINT)
    assert other.winner == (new[one.winner] if one.winner else None)
    assert other.dropped == {new[vendor]: block for vendor, block in one.dropped.items()}
    assert set(other.lost) == {new[vendor] for vendor in one.lost}
    for a in (A, B, C):
        assert other.wealth[new[a]] == pytest.approx({new[b]: wealth for b, wealth in one.wealth[a].items()})
    assert other.lean == pytest.approx({new[vendor]: chance for vendor, chance in one.lean.items()})


def test_a_level_of_depth_is_worth_an_answer_twice_as_fast() -> None:
    assert score(Outcome(8 * MINUTE, 3), ENDPOINT) == pytest.approx(score(Outcome(4 * MINUTE, 2), ENDPOINT))
    assert score(Outcome(30 * SECOND, 0), ENDPOINT) == pytest.approx(-math.log(30))


def test_later_than_the_horizon_is_as_good_as_never_and_at_once_is_a_second() -> None:
    assert score(Outcome(2 * DAY, 0), ENDPOINT) == score(SILENT, ENDPOINT) == pytest.approx(-math.log(86_400))
    assert score(Outcome(0, 0), ENDPOINT) == score(Outcome(SECOND, 0), ENDPOINT) == 0


@given(st.lists(st.fixed_dictionaries({A: outcomes, B: outcomes, C: outcomes}), max_size=12))
def test_block_by_block_a_claim_stands_where_the_blocks_together_put_it(blocks: list[Block]) -> None:
    claim = Claim((A, B, C), ENDPOINT)
    for number, block in enumerate(blocks, start=1):
        claim.block(block)
        assert claim.standing() == standing((A, B, C), blocks[:number], ENDPOINT)
