from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import UsageError
from houdun.facts.fault import Evidence
from houdun.facts.question import Given, Question
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.reading import meant
from houdun.testing.trials import questions

FAULT: Question = next(each for each in questions() if each.id == "delay_that_grows")
IDS = [each.id for each in FAULT.key.proposals]
MEANINGS = st.builds(
    Meaning,
    wants=st.frozensets(st.sampled_from(Evidence)),
    given=st.frozensets(st.sampled_from(Given)),
    proposals=st.lists(st.sampled_from(IDS), unique=True).map(tuple),
    brief=st.booleans(),
    everything=st.booleans(),
    names_cause=st.booleans(),
    claims_fixed=st.booleans(),
    offers_retest=st.booleans(),
)


@given(MEANINGS)
def test_what_is_shown_can_be_typed_and_means_the_same(meaning: Meaning) -> None:
    assert meant.read(meant.words(meaning), FAULT) == meaning


def test_a_machine_and_nothing_are_words_of_their_own() -> None:
    assert meant.words(meant.read("machine", FAULT)) == "machine"
    assert meant.read("nothing", FAULT) == Meaning()
    assert meant.words(Meaning(unclear=True)) == "nothing"


@pytest.mark.parametrize(
    "typed", ["gives up", "wants", "wants money", "proposes all_is_well", "names_cause twice", "nothing now"]
)
def test_what_cannot_be_read_is_answered_with_what_can(typed: str) -> None:
    with pytest.raises(UsageError, match="cannot read") as raised:
        meant.read(f"claims_fixed, {typed}", FAULT)
    assert "publisher_log" in raised.value.mend.en
