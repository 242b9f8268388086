from __future__ import annotations

import json

from houdun.facts.trial import Fate
from houdun.report.data import data
from houdun.report.trial_data import told
from houdun.testing.comparisons import nothing
from houdun.testing.tried import trial, tried

HELD = json.loads(json.dumps(told(trial()), allow_nan=False))


def test_the_claim_is_apart_from_the_lean() -> None:
    standing = trial().standing
    assert HELD["claim"]["winner"] == str(standing.winner)
    assert HELD["claim"]["lean"] == {str(vendor): share for vendor, share in standing.lean.items()}
    assert json.loads(json.dumps(told(trial(3))))["claim"]["winner"] is None


def test_every_block_is_there_with_what_it_could_not_ask() -> None:
    assert [each["fate"] for each in HELD["blocks"]] == [each.fate.value for each in trial().rounds]
    (void,) = (each for each in HELD["blocks"] if each["fate"] == Fate.VOID)
    assert [set(case["why_not"] or ()) for case in void["cases"]] == [set(), {"zh", "en"}, set()]


def test_a_case_tells_whose_its_depth_is() -> None:
    assert {case["depth_by"] for each in HELD["blocks"] for case in each["cases"]} == {"rule", None}


def test_what_was_declared_is_told_whole() -> None:
    assert HELD["declared"]["endpoint"] == {"horizon_ms": 86_400_000, "level_worth": 2.0, "false_claims": 0.05}
    assert HELD["declared"]["simulated"] is True


def test_a_comparison_without_a_trial_has_the_key_and_no_trial() -> None:
    assert data(nothing())["trial"] is None
    assert data(tried())["trial"] == told(trial())
