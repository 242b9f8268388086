from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from houdun.facts.claim import Endpoint, Outcome
from houdun.facts.time import HOUR, MINUTE
from houdun.facts.vendor import Vendor
from houdun.verdict.planning import Assumed, imagine, play, power
from houdun.verdict.stopping import NOBODY, score, standing

ENDPOINT = Endpoint()
QUICK = Assumed(medians_ms=(3 * MINUTE, 5 * MINUTE), ability=0.9)
SLUGGISH = Assumed(medians_ms=(15 * MINUTE, 60 * MINUTE), ability=0.1, never=0.05)
MIDDLING = Assumed(medians_ms=(6 * MINUTE, 15 * MINUTE), ability=0.5)


def test_imagined_waits_have_the_assumed_medians_by_stratum() -> None:
    drawn = imagine((QUICK, MIDDLING), ENDPOINT, trials=4_000, blocks=2, seed=1)
    medians = np.median(drawn.wait_ms, axis=0) / MINUTE
    assert medians == pytest.approx(np.array([[3.0, 6.0], [5.0, 15.0]]), rel=0.1)


def test_the_share_that_is_never_answered_waits_to_the_horizon_at_depth_nought() -> None:
    drawn = imagine((replace(QUICK, never=0.3),), ENDPOINT, trials=400, blocks=10, seed=2)
    silent = drawn.wait_ms >= ENDPOINT.horizon_ms
    assert silent.mean() == pytest.approx(0.3, abs=0.03)
    assert (drawn.depth[silent] == 0).all()
    assert set(np.unique(drawn.depth)) == {0, 1, 2, 3, 4}


def test_the_able_go_deeper_and_a_hard_question_is_hard_for_all() -> None:
    drawn = imagine((QUICK, SLUGGISH), ENDPOINT, trials=2_000, blocks=2, seed=3)
    assert drawn.depth[..., 0].mean() > drawn.depth[..., 1].mean() + 0.5
    waits = np.log(drawn.wait_ms[:, 0])
    assert np.corrcoef(waits[:, 0], waits[:, 1])[0, 1] > 0.15


def test_the_same_seed_imagines_the_same_trials() -> None:
    one, same, other = (imagine((QUICK,), ENDPOINT, trials=5, blocks=3, seed=seed).wait_ms.tolist() for seed in (4, 4, 5))
    assert one == same != other


@pytest.mark.parametrize("trial", range(5))
def test_a_trial_played_here_is_decided_as_a_real_one(trial: int) -> None:
    vendors = [Vendor("A"), Vendor("B"), Vendor("C")]
    drawn = imagine((QUICK, MIDDLING, SLUGGISH), ENDPOINT, trials=5, blocks=60, seed=6)
    wait, depth = np.round(drawn.wait_ms[trial]).astype(int).tolist(), drawn.depth[trial].tolist()
    blocks = [
        {v: Outcome(*answer) for v, answer in zip(vendors, zip(*row, strict=True), strict=True)}
        for row in zip(wait, depth, strict=True)
    ]
    table = np.array([[[score(block[v], ENDPOINT) for v in vendors] for block in blocks]])
    assert table[0] == pytest.approx(drawn.scores(ENDPOINT)[trial], abs=1e-3)
    found, played = standing(vendors, blocks, ENDPOINT), play(table, ENDPOINT.false_claims)
    assert (vendors.index(found.winner) if found.winner else NOBODY, found.blocks) == (played.winner[0], played.blocks[0])


def test_dropping_losers_asks_less_and_names_the_same() -> None:
    scores = imagine((QUICK, replace(QUICK, ability=0.8), SLUGGISH), ENDPOINT, trials=100, blocks=80, seed=7).scores(ENDPOINT)
    dropping, keeping = play(scores, 0.05), play(scores, 0.05, drop=False)
    assert dropping.questions.sum() < 0.9 * keeping.questions.sum()
    assert (keeping.questions == 3 * keeping.blocks).all()
    assert (dropping.winner == keeping.winner).mean() > 0.9


def test_equals_are_rarely_told_apart() -> None:
    assert sum(power((MIDDLING, MIDDLING), ENDPOINT, blocks=60, trials=600, seed=8).named) <= 0.05


def test_power_grows_with_the_blocks_and_the_better_is_named() -> None:
    found = power((MIDDLING, QUICK), ENDPOINT, blocks=80, trials=700, seed=9)
    assert list(found.claimed) == sorted(found.claimed)
    assert len(found.claimed) == 80
    assert found.claimed[4] == 0
    assert found.claimed[-1] == pytest.approx(sum(found.named))
    assert found.named[1] > 0.95
    assert found.named[0] < 0.01
    half = found.blocks_for(0.5)
    assert half is not None
    assert found.claimed[half - 1] >= 0.5 > found.claimed[half - 2]
    assert found.questions < 2 * 80


def test_a_horizon_too_short_is_said() -> None:
    found = power((QUICK, SLUGGISH), Endpoint(horizon_ms=HOUR), blocks=5, trials=10, seed=10)
    assert found.blocks_for(0.01) is None
    assert found.questions == 10
