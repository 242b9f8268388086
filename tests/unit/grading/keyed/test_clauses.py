from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.grading.keyed.clauses import Stance, sentences

S, H, A, Q, D = Stance.STATED, Stance.HEDGED, Stance.ADVISED, Stance.ASKED, Stance.DENIED


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("上行被限速了", (S,)),
        ("上行可能被限速了", (H,)),
        ("请取消限速", (A,)),
        ("上行是不是被限速了", (Q,)),
        ("不是上行限速，而是编码太慢", (D, S)),
        ("丢包，已排除", (D, D)),
        ("时间走快了，能开一下校时吗？", (S, Q)),
        ("The uplink is capped", (S,)),
        ("The uplink might be capped", (H,)),
        ("Lift the cap, please", (S, A)),
        ("Is the uplink capped, or the encoder slow?", (Q, Q)),
        ("It is not the uplink, the node or the browser", (D, D)),
        ("Your network looks fine, the encoder is slow", (D, S)),
        ("The two rates differ, rather than the network", (S, D)),
    ],
)
def test_a_clause_means_what_it_says(text: str, stances: tuple[Stance, ...]) -> None:
    (sentence,) = sentences(text)
    assert tuple(clause.stance for clause in sentence.clauses) == stances


def test_sentences_end_where_a_reader_stops() -> None:
    texts = [sentence.text for sentence in sentences("码率 2.5 Mbps。GOP 是 10 秒!\nSet it to 2 s. Then restart; done?")]
    assert texts == ["码率 2.5 Mbps", "GOP 是 10 秒", "Set it to 2 s", "Then restart", "done"]


def test_only_the_words_of_the_asked_stances_are_said() -> None:
    (sentence,) = sentences("不是丢包，是时钟漂移")
    assert sentence.said(Stance.STATED) == "是时钟漂移"


@given(st.text())
def test_nothing_that_is_written_is_lost_or_invented(text: str) -> None:
    for sentence in sentences(text):
        assert sentence.text in text
        assert all(clause.text in sentence.text for clause in sentence.clauses)
