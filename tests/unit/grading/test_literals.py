"""No pattern matches a text that lacks what it is said to need."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.grading.literals import BEGIN, END, gathered, needs, words

LETTERS = "abz0日志 ,"
ATOMS = st.one_of(
    st.sampled_from([*LETTERS, r"\w", r"\s", r"\.", ".", "[ab志]", "[^a]", "[a-b]", r"\b", "^", "$"]),
    st.sampled_from(["(?<![a-z0-9])", "(?![a-z0-9])", "(?!b)", "(?<=a)", "(?=志)"]),
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda each: "(?:" + "|".join(each) + ")"),
        st.tuples(inner, st.sampled_from(["?", "*", "{0,2}", "{2}", "{1,2}?", "+"])).map(lambda each: f"(?:{each[0]}){each[1]}"),
    ),
    max_leaves=8,
)
TEXTS = st.text(LETTERS, max_size=12)


def meets(text: str, literal: str) -> bool:
    """Whether the literal is in the text, its word whole where that is said."""
    begin = r"(?<![a-z0-9])" if literal.startswith(BEGIN) else ""
    end = r"(?![a-z0-9])" if literal.endswith(END) else ""
    return bool(re.search(begin + re.escape(literal.strip(BEGIN + END)) + end, text))


@given(PATTERNS, TEXTS)
def test_what_matches_meets_every_need(pattern: str, text: str) -> None:
    if re.search(pattern, text):
        assert all(any(meets(text, literal) for literal in need) for need in needs(pattern))


@given(PATTERNS, TEXTS)
def test_the_alternatives_together_match_what_the_pattern_does(pattern: str, text: str) -> None:
    assert bool(re.search(pattern, text)) == any(re.search(word, text) for word in words(pattern))


@given(PATTERNS, TEXTS)
def test_alternatives_that_share_their_beginning_match_what_they_did(pattern: str, text: str) -> None:
    assert [match.span() for match in re.finditer(gathered(pattern), text)] == [
        match.span() for match in re.finditer(pattern, text)
    ]


def test_neighbours_that_begin_a_word_share_that_and_keep_their_order() -> None:
    begins = "(?<![a-z0-9])"
    assert gathered(f"x(?:{begins}a|{begins}b|日|{begins}c)") == f"x(?:{begins}(?:a|b)|日|{begins}(?:c))"


@pytest.mark.parametrize(("pattern", "needed"), [
    ("send", {"send"}),
    ("send(?:ing|s)?", {"send", "sending", "sends"}),
    ("(?<![a-z0-9])log(?![a-z0-9])", {BEGIN + "log" + END}),
    (r"(?<![a-z0-9])log\w*", {BEGIN + "log"}),
    ("日志(?!我)", {"日志"}),
    ("[发传]日志", {"发日志", "传日志"}),
    (r"\[图\]", {"[图]"}),
])  # fmt: skip
def test_one_of_these_is_needed(pattern: str, needed: set[str]) -> None:
    assert list(map(set, needs(pattern))) == [needed]


def test_of_several_needs_the_rarest_comes_first() -> None:
    assert list(map(set, needs(r"a\d+日志"))) == [{"日志"}, {"a"}]


@pytest.mark.parametrize("pattern", ["", r"\d+", "(?:a|)", "a*", "(?i:a)", "(?m)a", "(?:a", r"(?:a|\w)"])
def test_nothing_is_needed_where_nothing_is_sure(pattern: str) -> None:
    assert needs(pattern) == ()


@pytest.mark.parametrize(("pattern", "alternatives"), [
    ("(?:a|b(?:c|d)|e)", ("a", "b(?:c|d)", "e")),
    ("a|b", ("a", "b")),
    ("(?:a|b)c", ("(?:a|b)c",)),
    ("(?:a|b)(?:c|d)", ("(?:a|b)(?:c|d)",)),
    (r"[|]|\|", ("[|]", r"\|")),
    ("(?m)a|b", ("(?m)a|b",)),
])  # fmt: skip
def test_the_alternatives_of_a_pattern(pattern: str, alternatives: tuple[str, ...]) -> None:
    assert words(pattern) == alternatives
