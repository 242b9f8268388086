from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.github.words import new_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Which version?", "Which version?"),
        ("> It stutters\r\n> badly\r\n\r\nWhich version?", "Which version?"),
        ("Yes\n  > quoted\nno", "Yes\nno"),
        ("```sh\n> not a quote\n```", "```sh\n> not a quote\n```"),
        ("~~~\n```\n> kept\n~~~\n> gone", "~~~\n```\n> kept\n~~~"),
        ("<!-- please fill in -->\n2.1\n<!-- logs\nhere -->", "2.1"),
        ("a <!-- never closed", "a <!-- never closed"),
        ("Done.\n\nOn Mon, 3 Mar 2025 at 10:00, Cora <c@example.com> wrote:\n> It stutters", "Done."),
        ("好的\n在 2025年3月3日，张三 于 10:00 写道：\n> 卡", "好的"),
        ("Thanks\nReply to this email directly, view it on GitHub", "Thanks"),
        ("> only a quote", ""),
        ("", ""),
    ],
)
def test_only_the_authors_own_words_are_kept(text: str, words: str) -> None:
    assert new_words(text) == words


def test_hostile_markup_takes_no_time() -> None:
    new_words("<!--" * 200_000 + ">" * 200_000)
    new_words("On " * 100_000 + "wrote")


@given(st.text(st.sampled_from("<!->`~ \nOn wrote:a于写道"), max_size=80))
def test_fuzz_words_come_from_the_text(text: str) -> None:
    assert set(new_words(text)) <= set(text)
