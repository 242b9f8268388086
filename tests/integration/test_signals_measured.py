"""The rules read our own dev dialogues as well as they did when they were tuned, so that later edits spoil nothing silently."""

from __future__ import annotations

import math

import pytest

from benchmarks.signals.measure import LABELS, LANGUAGES, kappa, labelled, score, total, wilson
from houdun.facts.signals import Signal

FLOOR = 0.85
"""Precision and recall of every signal with positives enough to tell; where less was reached, slightly below that."""
LOWER = {
    ("recall", Signal.GIVES_CHANGE, "zh"): 0.82,
    ("recall", Signal.ASKS_FOR_REPRODUCTION, "en"): 0.71,
    ("recall", Signal.NAMES_CAUSE, "en"): 0.77,
    ("precision", Signal.GIVES_CHANGE, "en"): 0.84,
    ("recall", Signal.GIVES_CHANGE, "en"): 0.78,
    ("recall", Signal.BLAMES_CUSTOMER, "en"): 0.65,
    ("recall", Signal.ADMITS_LIMIT, "en"): 0.72,
    ("precision", Signal.CLAIMS_FIXED, "en"): 0.75,
    ("recall", Signal.CLAIMS_FIXED, "en"): 0.83,
    ("precision", Signal.CONFIRMS_FIX, "en"): 0.83,
    ("recall", Signal.CONFIRMS_FIX, "en"): 0.72,
}
TOTAL = 0.84
ENOUGH = 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_read_our_dialogues_as_well_as_when_they_were_tuned(language: str) -> None:
    rows = [row for row in labelled(language, "dev") if row.key[0] == "ours"]
    if not rows:
        pytest.skip(f"{LABELS / language}.jsonl is missing")
    scores = {signal: score(signal, rows) for signal in Signal}
    measured = {signal: each for signal, each in scores.items() if each.positives >= ENOUGH}
    below = [
        (name, str(signal), value)
        for signal, each in measured.items()
        for name, value in (("precision", each.precision), ("recall", each.recall))
        if not value >= LOWER.get((name, signal, language), FLOOR)
    ]
    assert below == []
    assert len(measured) >= 15
    everything = total(scores.values())
    assert min(everything.precision, everything.recall) >= TOTAL


def test_kappa_is_one_where_raters_agree_and_zero_by_chance() -> None:
    assert kappa([(True, True), (False, False)]) == 1.0
    assert kappa([(True, True), (True, False), (False, True), (False, False)]) == 0.0
    assert math.isnan(kappa([(False, False)]))


def test_kappa_of_a_worked_example() -> None:
    """20 both yes, 5 and 10 of one mind each, 15 both no: 0.4 (Wikipedia, "Cohen's kappa")."""
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_wilson_s_interval_of_worked_examples() -> None:
    """Newcombe (1998), table I, method 3: 81/263 and 0/20."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(0, 0) == (0.0, 1.0)
