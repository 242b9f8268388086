from __future__ import annotations

import pytest

from houdun.facts.fault import Evidence
from houdun.grading.keyed.checks import ASKED_BY, asks_for


def test_there_are_words_for_every_kind_of_evidence() -> None:
    assert set(ASKED_BY) == set(Evidence)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("麻烦发一下推流端日志", Evidence.PUBLISHER_LOG),
        ("请看一下关键帧间隔是多少", Evidence.ENCODER_SETTINGS),
        ("用的什么声卡", Evidence.DEVICE_LIST),
        ("能否抓包给我们", Evidence.PACKET_CAPTURE),
        ("请用 ffprobe 看一下", Evidence.STREAM_FACTS),
        ("Please share the console output", Evidence.PLAYER_LOG),
        ("Could you send the sender reports", Evidence.SENDER_REPORTS),
        ("What was the status code", Evidence.SERVER_REPLY),
        ("Would you run a speed test", Evidence.NETWORK_TEST),
    ],
)
def test_what_is_asked_for_is_recognised_and_nothing_else(text: str, wanted: Evidence) -> None:
    assert asks_for(text, (wanted,))
    assert not asks_for(text, tuple(each for each in Evidence if each is not wanted))


def test_to_mention_is_not_to_ask() -> None:
    assert not asks_for("推流端日志里有三次重连", tuple(Evidence))
