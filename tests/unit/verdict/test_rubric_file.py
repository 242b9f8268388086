from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.attestation import Assurance
from houdun.verdict.measures import measures
from houdun.verdict.rubric_file import default_rubric, load_rubric

PACKAGED = (files("houdun") / "data" / "rubric.toml").read_text(encoding="utf-8")


def test_the_default_rubric_has_five_dimensions_and_their_weights_by_stage() -> None:
    rubric = default_rubric()
    assert [each.id for each in rubric.dimensions] == ["response", "team", "closure", "proactive", "references"]
    weights = {stage.id: [stage.weights[each.id] for each in rubric.dimensions] for stage in rubric.stages.values()}
    assert weights == {"startup": [40, 15, 30, 10, 5], "growth": [30, 20, 30, 15, 5], "scale": [20, 25, 30, 20, 5]}


def test_24x7_and_a_human_in_15_minutes_are_gates() -> None:
    gates = {each.id for each in default_rubric().criteria if each.gate}
    names = ("always_on", "human_15min_day", "human_15min_night", "human_15min_weekend")
    assert gates == {f"response.{name}" for name in names}


def test_every_criterion_says_its_name_its_question_and_its_evidence_in_both_languages() -> None:
    for each in default_rubric().criteria:
        assert each.evidence, each.id
        assert all((*each.name, *each.question)), each.id
        assert any("\u4e00" <= letter <= "\u9fff" for letter in each.name.zh + each.question.zh), each.id


def test_every_measure_is_used() -> None:
    assert {each.measure for each in default_rubric().criteria} == set(measures())


def test_a_claim_is_worth_less_than_a_check() -> None:
    trust = default_rubric().belief.assurance
    worth = [trust[each].worth for each in (Assurance.CLAIMED, Assurance.SEEN, Assurance.CHECKED)]
    assert worth == sorted(worth)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('version = "2"', "version = 1", "version"),
        ('version = "2"', "", "version"),
        ('version = "2"', 'version = "2"\nversions = 2', "versions"),
        ("concentration = 30 ", 'concentration = "30" ', "belief.concentration"),
        ("clear = 0.9 ", "clear = 1.5 ", "belief.clear"),
        ("prior_score = 0.3333 ", "prior_score = 1 ", "belief.prior_score"),
        ("seen = { worth = 0.7, cases = 6 }", "seen = { worth = 0.7 }", "belief.assurance.seen.cases"),
        ("proactive = 10, references = 5 }", "proactive = 10 }", "stages.startup.weights.references"),
        ("weights = { response = 40,", "weights = { response = 0,", "stages.startup.weights.response"),
        ('zh = "起步期", ', "", "stages.startup.name.zh"),
        ('measure = "word_kept"', 'measure = "word_keept"', "criteria.response.update_kept.measure"),
        ('clock = "next_response_human"', 'clock = "next_answer"', "criteria.response.next_response.parameters.clock"),
        ('bands = "night, weekend"', 'bands = "nights"', "criteria.response.always_on.parameters.bands"),
        ("settle_hours = 24", "", "criteria.team.depth.parameters.settle_hours"),
        ("settle_hours = 24", "settle_hours = true", "criteria.team.depth.parameters.settle_hours"),
        ("settle_hours = 24", "settle_hours = 24, more = 1", "criteria.team.depth.parameters.more"),
        ('kind = "grade"', 'kind = "grades"', "criteria.team.built_such_apps.parameters.kind"),
        ('signals = "asks_again"', 'signals = "asks_agian"', "criteria.team.asks_twice.parameters.signals"),
        ('evidence = ["owners"]', 'evidence = ["owner"]', "criteria.team.handovers.evidence"),
        ('evidence = ["owners"]', 'evidence = "owners"', "criteria.team.handovers.evidence"),
        ("at_least = 0.8", "at_least = -1", "criteria.response.always_on.gate.at_least"),
        ('unit = "share"', 'unit = "shares"', "criteria.response.always_on.unit"),
        ("[dimensions.references]", "[dimensions.reference]", "criteria.references"),
        ("[criteria.proactive.", "[criteria.response.", "criteria.proactive"),
        ("weight = 4", "weight = 0", "criteria.team.depth.weight"),
        ("weight = 4", "weight = nan", "criteria.team.depth.weight"),
    ],
)
def test_a_mistake_is_said_with_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in PACKAGED
    path = tmp_path / "mine.toml"
    path.write_text(PACKAGED.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        load_rubric(path)
    assert "mine.toml" in raised.value.where
    assert f"[{key}" in raised.value.where
    assert raised.value.mend.zh
    assert raised.value.mend.en
