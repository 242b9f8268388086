from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from houdun.facts.happening import Happening
from houdun.flow.trial import several
from houdun.flow.trial.record import ATTEMPT, EVENT, QUESTION, TRIAL, UNASKED, Memory
from houdun.flow.trial.told.declared import declare
from houdun.testing.trials import TUESDAY, terms


def happened(topic: str, key: str = "k", **data: object) -> list[Happening]:
    return [Happening(topic, key, 1, data)]


def begun(*names: str) -> Memory:
    whole = Memory()
    for name in names:
        several.journal_of(whole, name).append_all([declare(terms(name=name), TUESDAY)])
        several.enlist(whole, name, TUESDAY)
        several.enlist(whole, name, TUESDAY + 1)
    return whole


def test_the_first_trial_has_the_topics_as_they_are_and_further_ones_have_their_own() -> None:
    whole = begun("spring", "summer", "autumn")
    assert several.names(whole) == ("spring", "summer", "autumn")
    assert several.journal_of(whole, "spring") is whole
    summer, autumn = several.journal_of(whole, "summer"), several.journal_of(whole, "autumn")
    assert whole.append_all(happened(EVENT, n=1)) == summer.append_all(happened(EVENT, n=2)) == 1
    assert summer.append_all(happened(EVENT, n=3)) == 0
    found = [journal.find(EVENT, "k") for journal in (whole, summer, autumn)]
    assert [entry.data["n"] if entry else None for entry in found] == [1, 2, None]
    assert [entry.key for entry in summer.read(TRIAL)] == ["declared"]


def test_what_concerns_all_is_common() -> None:
    whole = begun("spring", "summer")
    summer = several.journal_of(whole, "summer")
    summer.append_all([*happened(QUESTION, "c1"), *happened(UNASKED, "m1"), *happened(ATTEMPT, "a1")])
    assert [entry.key for topic in (QUESTION, UNASKED, ATTEMPT) for entry in whole.read(topic)] == ["c1", "m1"]


def test_what_is_new_in_any_part_is_seen_in_all() -> None:
    whole = begun("spring", "summer")
    summer, before = several.journal_of(whole, "summer"), whole.last()
    assert summer.last() == before
    several.journal_of(whole, "spring").append_all(happened(EVENT))
    assert summer.last() > before
    assert list(summer.read(EVENT, before)) == []


def test_a_trial_knows_the_parts_of_the_others() -> None:
    whole = begun("spring", "summer", "autumn")
    spring, summer, autumn = (several.journal_of(whole, name) for name in several.names(whole))
    assert list(several.others(spring)) == [summer, autumn]
    assert list(several.others(summer)) == [spring, autumn]
    assert several.whole_of(autumn) is several.whole_of(spring) is whole
    assert list(several.others(begun("spring"))) == []


def test_an_empty_workspace_has_none_and_its_first_takes_it_as_it_is() -> None:
    whole = Memory()
    assert several.names(whole) == ()
    assert several.journal_of(whole, "spring") is whole


@given(name=st.text())
def test_a_mark_is_a_name_for_files_and_tables_whatever_a_trial_is_called(name: str) -> None:
    mark = several.mark_of(name)
    assert len(mark) == 12
    assert mark.isalnum()
    assert mark.isascii()
