from __future__ import annotations

import numpy as np
import pytest

from houdun.facts.attestation import Assurance
from houdun.facts.rubric import Belief
from houdun.verdict.evidence import SHARE, Attained, Attested, Evidence, Finding, Mean, Sample
from houdun.verdict.uncertainty import CHUNK, Draws, draw, generator
from tests.verdict_given import A, B

BELIEF = Belief(prior_cases=3, prior_score=1 / 3)


def shares(*values: float) -> Evidence:
    return Evidence([Sample(number, value) for number, value in enumerate(values)], Mean(), SHARE, len(values), "observed")


def drawn(*findings: Finding, cases: int, draws: int = 20_000, seed: int = 3) -> Draws:
    return draw(A, findings, np.ones(cases), BELIEF, seed=seed, draws=draws)


def test_the_posterior_of_a_plain_share_is_the_betas() -> None:
    held = drawn(shares(*[1.0] * 7, *[0.0] * 3), cases=10).score[0]
    alpha, beta = 1 + 7, 2 + 3
    total = alpha + beta
    assert held.mean() == pytest.approx(alpha / total, abs=0.005)
    assert held.var() == pytest.approx(alpha * beta / total**2 / (total + 1), rel=0.05)


def test_what_has_no_evidence_is_drawn_from_the_prior_and_is_not_known() -> None:
    held = drawn(None, shares(1.0), Evidence([], Mean(), SHARE, 4, "rule"), cases=1)
    assert held.known.tolist() == [False, True, False]
    assert held.score[0].mean() == pytest.approx(1 / 3, abs=0.01)
    assert abs(np.corrcoef(held.score[0], held.score[2])[0, 1]) < 0.03


def test_what_moves_together_in_the_cases_moves_together_in_the_draws() -> None:
    up = shares(*[1.0, 0.0] * 20)
    down = shares(*[0.0, 1.0] * 20)
    held = drawn(up, up, down, cases=40).value
    assert np.corrcoef(held[0], held[1])[0, 1] == pytest.approx(1)
    assert np.corrcoef(held[0], held[2])[0, 1] == pytest.approx(-1)


def test_slices_of_draws_do_not_show() -> None:
    cases = CHUNK // 3
    values = np.zeros(cases)
    values[: cases // 2] = 1
    early = Evidence([Sample(0, 1.0), Sample(1, 5.0, censored=True), Sample(2, 9.0)], Attained(7), SHARE, 3, "observed")
    held = drawn(shares(*values), early, cases=cases, draws=7)
    np.testing.assert_allclose(held.value[0], 0.5, atol=0.02)
    assert len(set(held.value[1])) == 7


def test_a_weaker_assurance_leaves_more_open() -> None:
    widths = []
    for assurance in Assurance:
        trust = BELIEF.assurance[assurance]
        score = drawn(Attested(1.0, trust.worth, trust.cases, assurance), cases=0).score[0]
        widths.append((score.std(), score.mean()))
    assert [width for width, _ in widths] == sorted((width for width, _ in widths), reverse=True)
    assert [mean for _, mean in widths] == sorted(mean for _, mean in widths)


def test_every_vendor_and_purpose_has_its_own_numbers() -> None:
    firsts = {generator(seed, vendor, purpose).random() for seed in (1, 2) for vendor in (A, B) for purpose in ("x", "y")}
    assert len(firsts) == 8
