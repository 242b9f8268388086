from __future__ import annotations

import pytest

from houdun.case.reading import read
from houdun.facts.case import CaseLog, Message, Role
from houdun.facts.promise import Terms
from houdun.facts.reading import CaseReading
from houdun.testing import playbook
from houdun.testing.factories import millis
from houdun.testing.playbook import Playbook, play


def by_the_rules(log: CaseLog) -> CaseReading:
    return read(log, Terms())


def test_the_documented_example_plays_as_it_says() -> None:
    play(playbook.__doc__ or "", by_the_rules)


def test_a_script_becomes_a_log() -> None:
    log = Playbook.parse(
        """
        Somebody asks.
        >> 10:00 customer: Hello
        >> 10:05 vendor (internal): Hm [names_cause]
        >> +1 00:00 end
        """
    ).log
    first, second, found = log.entries[0], log.entries[1], log.entries[2]
    assert isinstance(first, Message)
    assert (first.text, first.role, first.public) == ("Hello", Role.CUSTOMER, True)
    assert {getattr(second, "public", None), getattr(found, "public", None)} == {False, None}
    assert log.horizon == millis("+1 00:00")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("first_response 10:00:30", "first_response 10:05"),
        ("located 10:00", "located none"),
        ("first_response observed 10:05", "first_response observed none"),
        ("time_to_first_response_human 6m", "time_to_first_response_human 5m"),
        ("time_to_close 1d1m", "time_to_close 1d running"),
        ("next_response_human#1 1m", "next_response_human#1 none"),
        ("time_to_close 1d / 5s running", "time_to_close 1d / 1d running"),
        ("state closed", "state answered"),
    ],
)
def test_a_difference_says_what_was_read_instead(line: str, told: str) -> None:
    with pytest.raises(AssertionError, match=f"expected '{line}', read '{told}'"):
        play(f">> 10:00 customer: a\n>> 10:05 vendor: b\n>> +1 10:00 end\n<< {line}", by_the_rules)


def test_a_line_that_cannot_be_played_or_expected_is_named() -> None:
    with pytest.raises(ValueError, match="cannot be played: 'noon customer: a'"):
        Playbook.parse(">> noon customer: a")
    with pytest.raises(ValueError, match="cannot be expected: 'world peace'"):
        play(">> 10:00 customer: a\n<< world peace", by_the_rules)
