"""The catalogue is whole and true to itself, and calling for a fault says clearly what is wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import UsageError
from houdun.facts.fault import FaultFacts, Layer
from houdun.scenario import catalogue
from houdun.scenario.fault import REGISTRY
from houdun.scenario.setup import Setup

ENTRIES = catalogue.entries()
CJK = re.compile(r"[\u4e00-\u9fff]")
of_each = pytest.mark.parametrize("facts", ENTRIES, ids=lambda facts: facts.id)


def test_there_are_twenty_five_faults_and_every_layer_has_one() -> None:
    assert len(ENTRIES) >= 25
    assert {facts.layer for facts in ENTRIES} == set(Layer)


def test_they_are_listed_by_layer_from_the_host_to_the_viewer() -> None:
    places = [list(Layer).index(facts.layer) for facts in ENTRIES]
    assert places == sorted(places)


@of_each
def test_a_fault_has_a_remedy_that_cures_and_one_that_does_not(facts: FaultFacts) -> None:
    assert {each.cures for each in facts.remedies} == {True, False}
    assert len({each.id for each in facts.remedies}) == len(facts.remedies)


@of_each
def test_a_remedy_changes_settings_that_there_are_to_values_of_their_kind(facts: FaultFacts) -> None:
    for remedy in facts.remedies:
        changed = Setup().changed(remedy.change)
        assert all(type(getattr(changed, name)) is type(getattr(Setup(), name)) for name in remedy.change)


@of_each
def test_a_right_remedy_changes_something_in_the_faulty_set_up(facts: FaultFacts) -> None:
    faulty = catalogue.parse(facts.id).settings(Setup())
    assert all(faulty.changed(each.change) != faulty for each in facts.remedies if each.cures)


@of_each
def test_what_it_is_mistaken_for_is_another_fault(facts: FaultFacts) -> None:
    assert facts.mistaken_for
    assert set(facts.mistaken_for) <= set(REGISTRY) - {facts.id}


@of_each
def test_it_says_what_reveals_it_and_says_everything_in_both_languages(facts: FaultFacts) -> None:
    assert facts.reveals
    texts = [facts.name, facts.true_cause, facts.notices]
    texts += [each.meaning for each in facts.parameters] + [each.what for each in facts.remedies]
    assert all(CJK.search(text.zh) and text.en and not CJK.search(text.en) for text in texts)


@of_each
def test_a_parameters_default_lies_within_its_bounds(facts: FaultFacts) -> None:
    assert all(each.least <= each.default <= each.most and each.least < each.most for each in facts.parameters)


@of_each
def test_a_name_alone_gives_the_defaults(facts: FaultFacts) -> None:
    fault = catalogue.parse(facts.id, seed=3)
    assert fault.values == {each.name: each.default for each in facts.parameters}
    assert (fault.facts, fault.seed) == (facts, 3)


@of_each
def test_the_bounds_themselves_are_allowed_and_what_lies_beyond_is_not(facts: FaultFacts) -> None:
    for each in facts.parameters:
        for value in (each.least, each.most):
            assert catalogue.parse(f"{facts.id}:{each.name}={value!r}").values[each.name] == value
        for value in (each.least - 1, each.most + 1):
            with pytest.raises(UsageError, match=each.name):
                catalogue.parse(f"{facts.id}:{each.name}={value!r}")


def test_several_parameters_are_parted_by_commas_and_spaces_do_not_matter() -> None:
    assert catalogue.parse(" loss_bursts : loss=0.1 , burst = 8 ").values == {"loss": 0.1, "burst": 8.0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("late_sond", "did you mean late_sound"),
        ("no such thing at all", "houdun faults lists them all"),
        ("", "houdun faults lists them all"),
        ("late_sound:delay=3", r"delay_ms \(60–800 ms\)"),
        ("late_sound:delay_ms", "it goes from 60–800 ms"),
        ("late_sound:delay_ms=nan", "it goes from 60–800 ms"),
        ("late_sound:delay_ms=soon", "it goes from 60–800 ms"),
        ("muted:loudly=1", "give the name alone"),
    ],
)
def test_what_cannot_be_read_is_wrong_use_and_the_mend_is_named(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        catalogue.parse(text)


@given(st.text(max_size=60))
def test_any_text_gives_a_fault_or_wrong_use(text: str) -> None:
    said = ""
    try:
        catalogue.parse(text)
    except UsageError as error:
        said = str(error)
    assert "\x1b" not in said


def test_a_remedy_is_found_by_its_id_and_an_unknown_one_names_those_that_there_are() -> None:
    facts = catalogue.find("late_sound").facts
    assert catalogue.remedy(facts, "direct_microphone").cures
    with pytest.raises(UsageError, match="direct_microphone, more_audio_bitrate"):
        catalogue.remedy(facts, "restart")
