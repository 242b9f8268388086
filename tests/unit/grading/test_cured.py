"""The fault is gone, or the state is good now."""

from __future__ import annotations

import pytest

from houdun.grading.cured import BACK, GONE, GOOD
from houdun.grading.text import has


@pytest.mark.parametrize("text", ["the echo is gone", "no more drops", "not a single freeze since monday", "that cured the lag"])
def test_the_fault_is_gone(text: str) -> None:
    assert has(text, GONE)


@pytest.mark.parametrize("text", ["the stream is fine again", "finally everything runs smoothly", "bitrate is back to normal"])
def test_the_state_is_as_it_was(text: str) -> None:
    assert has(text, BACK)


@pytest.mark.parametrize("text", ["now it plays", "all streams are stable", "20 of 20 arrived", "the show went perfectly"])
def test_what_works_is_said_in_many_ways(text: str) -> None:
    assert has(text, GOOD)


@pytest.mark.parametrize("text", ["the stream drops every minute", "3 of 20 arrived", "there is an echo", "please join the call"])
def test_a_fault_that_lasts_is_neither(text: str) -> None:
    assert not has(text, (*GONE, *BACK, *GOOD))
