"""What `find` says of one message."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.case import Role
from houdun.facts.signals import Signal
from houdun.facts.time import DAY, HOUR
from houdun.grading import RULES_VERSION, find
from houdun.grading.text import _cut
from houdun.grading.words import _known
from houdun.testing.factories import message, millis

PROMISED = "You will hear from me by 18:00."
SAID = (
    PROMISED,
    "Hello, the time stamps jump because the encoder drops frames.",
    "Please send the log, the app id, the room and the time it happened",
    "没有临时办法",
    "请把关键帧间隔改成 2 秒。",
    "这是我们的问题,已经修复了",
    "See https://docs.vendor.example/faq for it.",
    "readme, question 14",
    "我们已转给研发同事",
    "```\nlog\n```",
    "> is it fixed?",
)


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


@settings(max_examples=30)
@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=4), st.lists(st.sampled_from(SAID), max_size=4), st.booleans())
def test_what_is_remembered_of_other_messages_changes_no_finding(texts: list[str], others: list[str], asks: bool) -> None:
    said = message("\n".join(texts) + "?" * asks, role=Role.VENDOR)
    for each in (_known, _cut):
        each.cache_clear()
    fresh = find(said)
    for other in (others, [*others, *texts], [*texts[1:], *others]):
        find(message("\n".join(other), "+1 11:00", Role.VENDOR))
    assert find(said) == fresh


def test_the_same_promise_is_due_another_day_when_it_is_made_another_day() -> None:
    (first,), (second,) = (find(message(PROMISED, day, Role.VENDOR)) for day in ("10:00", "+1 10:00"))
    assert int(second.value) - int(first.value) == DAY


def test_a_sentence_is_found_where_it_stands_though_it_was_read_elsewhere() -> None:
    (first,) = find(message(PROMISED, role=Role.VENDOR))
    (again,) = find(message(f"Hello.\n{PROMISED}", role=Role.VENDOR))
    assert again.start - first.start == len("Hello.\n")
