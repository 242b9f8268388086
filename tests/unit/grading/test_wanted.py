"""What is asked of the customer, by name. How well over many sentences: `benchmarks/trial/wanted.py`."""

from __future__ import annotations

import pytest

from houdun.facts.case import Role
from houdun.facts.fault import Evidence
from houdun.facts.question import Given
from houdun.grading.wanted import wanted
from houdun.testing.factories import message


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Please send the log of the publishing side.", {Evidence.PUBLISHER_LOG}),
        ("麻烦发一下日志。", {Evidence.PUBLISHER_LOG}),
        ("请提供播放端日志。", {Evidence.PLAYER_LOG}),
        ("请分别提供推流端和播放端的日志。", {Evidence.PUBLISHER_LOG, Evidence.PLAYER_LOG}),
        ("Please enable RTCP logging.", {Evidence.SENDER_REPORTS}),
        ("What profile does the received stream show in ffprobe?", {Evidence.STREAM_FACTS}),
        ("What profile is the stream encoded with?", {Evidence.ENCODER_SETTINGS}),
        ("请抓个包，再跑一下测速。", {Evidence.PACKET_CAPTURE, Evidence.NETWORK_TEST}),
        ("Which sound card do you use, and what does the server answer?", {Evidence.DEVICE_LIST, Evidence.SERVER_REPLY}),
    ],
)
def test_kinds_of_evidence_are_told_apart(text: str, kinds: set[Evidence]) -> None:
    assert wanted(message(text, role=Role.VENDOR)).evidence == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for the log.",
        "日志已收到，研发正在看。",
        "According to your encoder log the send queue is growing.",
        "请在 OBS 里把关键帧间隔设为 2 秒。",
        "No need to send logs.",
        "> Please send the log.",
    ],
)
def test_what_is_told_is_not_wanted(text: str) -> None:
    assert not wanted(message(text, role=Role.VENDOR))


def test_what_was_said_at_once_is_asked_for_by_name() -> None:
    asked = wanted(message("Which stream is it, since when, and where do you watch it?", role=Role.VENDOR))
    assert asked.given == {Given.STREAM, Given.SINCE, Given.PLAYED}
    assert wanted(message("推流的分辨率、帧率、码率是多少？", role=Role.VENDOR)).given == {Given.PUBLISHED}


def test_reproduction_and_the_brief_are_asked_for() -> None:
    assert wanted(message("请问怎么复现？", role=Role.VENDOR)).reproduction
    assert wanted(message("How many viewers do you have?", role=Role.VENDOR)).brief


def test_courtesies_ask_for_nothing() -> None:
    assert wanted(message("Is there anything else that we can do?", role=Role.VENDOR)).requests == ()
    assert wanted(message("Is your dog well?", role=Role.VENDOR)).requests == ("is your dog well?",)


def test_what_the_house_puts_under_every_mail_asks_for_nothing() -> None:
    card = "\n\nJonas\nAcme Live. How did we do? Please rate this reply."
    assert wanted(message(f"One moment, looking at the dashboards.{card}", role=Role.VENDOR)).requests == ()
    assert wanted(message(f"Please send the log.{card}", role=Role.VENDOR)).evidence == {Evidence.PUBLISHER_LOG}
