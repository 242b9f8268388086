"""On every issue where both mean the same, our times equal those that others computed; every other issue is counted by cause."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.github_times import DATA, GIVEN, Cause, Pair, pairs, table

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not DATA.exists(), reason="the real data sets are not beside the checkout (../shared/data)"),
]


@pytest.fixture(scope="module")
def found() -> list[Pair]:
    return list(pairs())


def test_every_difference_has_a_cause_and_is_counted(found: list[Pair]) -> None:
    assert table(iter(found)) == Counter(
        {
            ("time_to_first_response", Cause.EQUAL): 215,
            ("time_to_first_response", Cause.NEVER): 55,
            ("time_to_first_response", Cause.BYSTANDER_FIRST): 65,
            ("time_to_first_response", Cause.ONLY_BYSTANDERS): 42,
            ("time_to_first_response_human", Cause.EQUAL): 211,
            ("time_to_first_response_human", Cause.NEVER): 55,
            ("time_to_first_response_human", Cause.BYSTANDER_FIRST): 61,
            ("time_to_first_response_human", Cause.ONLY_BYSTANDERS): 46,
            ("time_to_first_response_human", Cause.MACHINE_FIRST): 1,
            ("time_to_first_response_human", Cause.ONLY_MACHINES): 3,
            ("time_to_close", Cause.EQUAL): 355,
            ("time_to_close", Cause.NEVER): 22,
        }
    )


def test_every_issue_has_every_clock(found: list[Pair]) -> None:
    assert Counter(pair.clock for pair in found) == dict.fromkeys(GIVEN, 377)


def test_where_times_differ_the_given_one_is_never_the_later(found: list[Pair]) -> None:
    """Theirs counts whoever speaks first, ours only who answers for the project."""
    differing = [pair for pair in found if pair.ours is not None and pair.ours != pair.given]
    assert len(differing) == 65 + 61 + 1
    assert all(pair.given is not None and pair.ours is not None and pair.given < pair.ours for pair in differing)
