from __future__ import annotations

from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.scenario import catalogue
from houdun.scenario.fault import REGISTRY
from houdun.scenario.terms import cause, causes, remedy, terms
from houdun.toml_file import read_toml

FAULTS = sorted(set(causes()) & set(REGISTRY))
GUESSES = sorted(set(causes()) - set(FAULTS))


@pytest.mark.parametrize("name", FAULTS)
def test_the_catalogue_s_own_words_for_a_cause_are_recognised(name: str) -> None:
    told = catalogue.find(name).facts.true_cause
    assert cause(name).tells == told
    assert cause(name).terms.said_in(told.zh)
    assert cause(name).terms.said_in(told.en)


@pytest.mark.parametrize("name", FAULTS)
def test_a_remedy_is_recognised_and_not_taken_for_one_of_the_other_worth(name: str) -> None:
    offered = catalogue.find(name).facts.remedies
    for text, cures in ((text, each.cures) for each in offered for text in each.what):
        assert {other.cures for other in offered if remedy(other.id).said_in(text)} == {cures}, text


@pytest.mark.parametrize("name", GUESSES)
def test_a_common_guess_is_told_in_the_words_by_which_it_is_recognised(name: str) -> None:
    tells = causes()[name].tells
    assert causes()[name].terms.said_in(tells.zh)
    assert causes()[name].terms.said_in(tells.en)


def test_what_nobody_has_words_for_is_said_with_the_file_to_write_them_in() -> None:
    with pytest.raises(UsageError, match=r"words/causes\.toml has no words for gremlins"):
        cause("gremlins")
    with pytest.raises(UsageError, match=r"words/remedies\.toml has no words for garlic"):
        remedy("garlic")


@pytest.mark.parametrize("held", ["[]", '["a"]', "[[]]", '[[""]]', "3", '[["a"], 1]'])
def test_groups_that_are_none_are_refused_with_their_place(tmp_path: Path, held: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'zh = [["甲"]]\nen = {held}\n', encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        terms(read_toml(path))
    assert caught.value.where == f"{path} [en]"
