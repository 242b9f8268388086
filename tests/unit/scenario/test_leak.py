from __future__ import annotations

import pytest

from houdun.scenario.leak import leaks, named
from houdun.scenario.question import load


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("broken_now_and_then", "see loss_bursts", "loss_bursts"),
        ("broken_now_and_then", "Loss bursts, perhaps", "loss bursts"),
        ("broken_now_and_then", "是不是成串丢包", "成串丢包"),
        ("broken_now_and_then", "the host is on Wi-Fi", "wi-fi"),
        ("broken_now_and_then", "about 12 % is gone", "12"),
        ("broken_now_and_then", "share 0.06", "0.06"),
        ("broken_now_and_then", "shall we lower the bit rate?", "lower_bitrate"),
        ("broken_now_and_then", "要不要给他拉根网线", "wired_network"),
        ("dull_since_the_break", "it shows 22.05 kHz", "22.05"),
        ("bars_at_the_sides", "is it the aspect ratio?", "aspect ratio"),
    ],
)
def test_what_gives_the_answer_away_is_found(name: str, text: str, found: str) -> None:
    assert found in leaks(load(name), text)


def test_symptoms_give_nothing_away() -> None:
    assert leaks(load("broken_now_and_then"), "每次一两秒，15 号那天有 300 人在看，画面花了") == ()


def test_advice_has_no_cause_to_give_away() -> None:
    assert leaks(load("sizing_for_a_peak"), "Wi-Fi, GOP, 30,000 viewers") == ()


@pytest.mark.parametrize(
    ("question", "data", "found"),
    [
        ("slow_first_picture", b'{"LONG_GOP": 1}', ("long_gop",)),
        ("slow_first_picture", b"\xff\x00gop_s=10\x00", ("gop_s",)),
        ("slow_first_picture", b"remedy gop_of_2_s", ("gop_of_2_s",)),
        ("slow_first_picture", "关键帧间隔过长".encode(), ("关键帧间隔过长",)),
        ("slow_first_picture", b"keyframe_every_s: 10, black, ppm, mono", ()),
        ("sizing_for_a_peak", b"long_gop", ()),
    ],
)
def test_what_a_file_tells_in_so_many_words_is_found(question: str, data: bytes, found: tuple[str, ...]) -> None:
    assert named(load(question), data) == found
