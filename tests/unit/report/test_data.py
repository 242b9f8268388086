from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

from houdun.facts.verdict import Comparison, Estimate, Shift
from houdun.report.data import FORMAT, data


def test_the_verdict_is_there_in_full_precision(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    told = json.loads(json.dumps(data(three)))
    assert told["format"] == FORMAT
    for vendor, result in zip(told["vendors"], three.verdict.vendors, strict=True):
        assert result.score is not None
        assert vendor["score"] == {"mean": result.score.mean, "low": result.score.low, "high": result.score.high}
        assert vendor["rank_acceptability"] == list(three.verdict.rank_acceptability[result.vendor])
        criteria = [one for dimension in vendor["dimensions"] for one in dimension["criteria"]]
        assert [one["id"] for one in criteria] == [criterion.id for criterion in three.rubric.criteria]
        assert {"score", "value", "n", "coverage", "basis", "contributions"} <= set(criteria[0])


def test_the_smallest_change_of_all_weights_that_flips_the_winner_is_told(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    shift = Shift(weights={"response": 0.25, "team": 0.75}, change=0.5, winner=three.verdict.vendors[1].vendor)
    told = data(dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, shift=shift)))
    assert told["shift"] == {"weights": shift.weights, "change": 0.5, "winner": str(shift.winner)}
    assert data(three)["shift"] is None


def test_times_are_iso_and_words_are_in_both_languages(compared: Callable[[str], Comparison]) -> None:
    told = json.loads(json.dumps(data(compared("three"))))
    assert told["provenance"]["generated_at"] == "2025-04-17T00:00:00Z"
    assert told["cases"][0]["opened_at"].endswith("Z")
    assert set(told["vendors"][0]["dimensions"][0]["name"]) == {"zh", "en"}


def test_every_contribution_names_a_case_that_is_there(compared: Callable[[str], Comparison]) -> None:
    told = json.loads(json.dumps(data(compared("three"))))
    cases = [case["case"] for case in told["cases"]]
    found = [one["case"] for vendor in told["vendors"] for dimension in vendor["dimensions"] for criterion in dimension["criteria"] for one in criterion["contributions"]]  # fmt: skip
    assert found
    assert all(case in cases for case in found)


def test_what_is_not_finite_is_null(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    odd = dataclasses.replace(three.verdict.vendors[0], score=Estimate(float("nan"), float("-inf"), 1.0))
    told = data(dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, vendors=(odd,))))
    assert '"score": {"mean": null, "low": null, "high": 1.0}' in json.dumps(told, allow_nan=False)


def test_nothing_at_all_has_the_same_keys(compared: Callable[[str], Comparison]) -> None:
    assert set(data(compared("nothing"))) == set(data(compared("three")))
