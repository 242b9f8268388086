"""What `find` says of one message."""

from __future__ import annotations

import dataclasses

from houdun.facts.case import Role
from houdun.facts.signals import Signal
from houdun.facts.time import HOUR
from houdun.grading import RULES_VERSION, find
from houdun.testing.factories import message, millis


def test_the_evidence_is_a_part_of_the_text_as_written() -> None:
    said = message("您好。請匯出ＳＤＫ日誌給我！", role=Role.VENDOR)
    (found,) = (finding for finding in find(said) if finding.name == Signal.ASKS_FOR_LOGS)
    assert said.text[found.start : found.end] == "日誌"
    assert (found.about, found.at, found.version) == (said.uid, said.at, RULES_VERSION)


def test_a_promise_carries_when_it_is_due() -> None:
    (found,) = find(message("I will get back to you within an hour.", "10:00", Role.VENDOR))
    assert (found.name, found.value) == (Signal.PROMISES_UPDATE, str(millis("10:00") + HOUR))


def test_clock_times_are_read_in_china_s_zone_for_chinese_unless_told_otherwise() -> None:
    said = message("明天10:00前答复您。", "10:00", Role.VENDOR)
    assert [finding.value for finding in find(said)] == [str(millis("+1 02:00"))]
    assert [finding.value for finding in find(said, zone="UTC")] == [str(millis("+1 10:00"))]


def test_the_same_message_gives_the_same_findings() -> None:
    said = message("Please send the log. We have escalated it.", role=Role.VENDOR)
    assert find(said) == find(said)
    assert {each.uid for each in find(said)}.isdisjoint(each.uid for each in find(dataclasses.replace(said, uid="other")))


def test_findings_stand_in_the_order_of_the_signals() -> None:
    names = [finding.name for finding in find(message("We have escalated it. Please send the log.", role=Role.VENDOR))]
    assert names == [name for name in Signal if name in names]
    assert len(names) == 2


def test_an_empty_message_carries_nothing() -> None:
    assert find(message("", role=Role.VENDOR)) == ()
