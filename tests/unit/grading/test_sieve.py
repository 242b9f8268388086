"""The sieve lets through every pattern that matches, and few others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.grading.sieve import LONGEST, Sieve

PATTERNS = (
    "(?:日志|(?<![a-z0-9])logs?(?![a-z0-9]))",
    "(?:发|给).{0,3}日志",
    r"\d+",
    "(?<![a-z0-9])escalation(?![a-z0-9])",
    "escalation|志",
)


def possible(text: str, *patterns: str) -> dict[str, list[str]]:
    sieve = Sieve[str]()
    for pattern in patterns:
        sieve.add(pattern, pattern)
    return {key: [each.pattern for each in alternatives] for key, alternatives in sieve.possible(text).items()}


@pytest.mark.parametrize(("text", "passes"), [
    ("请发日志", {PATTERNS[0], PATTERNS[1], PATTERNS[4]}),
    ("the logs", {PATTERNS[0]}),
    ("catalogs", set()),
    ("an escalation", {PATTERNS[3], PATTERNS[4]}),
    ("an escalator", {PATTERNS[4]}),
])  # fmt: skip
def test_what_may_match_passes(text: str, passes: set[str]) -> None:
    assert possible(text, *PATTERNS).keys() == passes | {PATTERNS[2]}


def test_of_a_pattern_s_alternatives_those_that_may_match_pass_in_their_order() -> None:
    assert possible("a c b", "(?:b|x|a)") == {"(?:b|x|a)": ["b", "a"]}


@given(st.text("abc d", max_size=3 * LONGEST))
def test_a_pattern_passes_where_its_text_is(text: str) -> None:
    pattern = "".join(text.split()) or "a"
    assert pattern in possible(f"d{pattern} c", pattern)


def test_an_alternative_is_compiled_to_be_searched() -> None:
    sieve = Sieve[str]()
    sieve.add("key", "ab+")
    (alternative,) = sieve.possible("xabb")["key"]
    match = alternative.compiled.search("xabb")
    assert match is not None
    assert match[0] == "abb"
