"""Played cases: which requests are justified, which come again, and which answers no person wrote there and then."""

from __future__ import annotations

import dataclasses

import pytest

from houdun.facts.case import CaseKey, CaseLog, Message
from houdun.facts.signals import Derived, Signal
from houdun.grading import across
from houdun.testing.factories import VENDOR
from houdun.testing.playbook import Playbook

TEMPLATE = "Dear customer, we have seen your case {} and one of our engineers is going to look at it."


def played(script: str, id: str = "1") -> CaseLog:
    return dataclasses.replace(Playbook.parse(script).log, key=CaseKey(VENDOR, "test", id))


def told(*logs: CaseLog) -> dict[str, list[str]]:
    """Message text → the names found about it."""
    found = across(logs)
    return {
        entry.text: [finding.name for finding in found.get(log.key, ()) if finding.about == entry.uid]
        for log in logs
        for entry in log.entries
        if isinstance(entry, Message)
    }


@pytest.mark.parametrize("asks", [
    "Please send the SDK log.",
    "Could you give us the steps to reproduce it?",
    "Please tell us the room id.",
    "麻烦把日志发我一下",
    "请提供房间号",
])  # fmt: skip
def test_a_request_for_a_thing_not_given_yet_is_justified(asks: str) -> None:
    case = played(f">> 10:00 customer: Audio and video drift apart.\n>> 10:10 vendor: {asks}")
    assert told(case)[asks] == [Derived.JUSTIFIED_REQUEST]


@pytest.mark.parametrize(("gives", "asks"), [
    ("The log is attached.", "Please send the SDK log."),
    ("日志已经上传了", "麻烦把日志发我一下"),
    ("It is room 88213, uid 5.", "Please tell us the room id."),
    ("SDK 4.2.1 on iPhone 15", "Please tell us the version."),
])  # fmt: skip
def test_a_request_for_what_was_given_asks_again(gives: str, asks: str) -> None:
    case = played(f">> 10:00 customer: {gives}\n>> 10:10 vendor: {asks}")
    assert told(case)[asks] == [Derived.ASKS_AGAIN]


def test_what_comes_after_the_request_was_not_given_before() -> None:
    asks = "Please send the SDK log."
    case = played(f">> 10:00 customer: It drifts.\n>> 10:10 vendor: {asks}\n>> 10:20 customer: The log is attached.")
    assert told(case)[asks] == [Derived.JUSTIFIED_REQUEST]


def test_a_list_most_of_which_was_given_is_not_justified() -> None:
    asks = "Please provide: version, room id, time, device."
    case = played(f">> 10:00 customer: SDK 4.2.1 on iphone 15, room 88213, since 10:05.\n>> 10:30 vendor: {asks}")
    assert told(case)[asks] == [Derived.ASKS_AGAIN]


def test_a_list_most_of_which_is_new_is_justified_and_may_ask_again() -> None:
    asks = "Please provide: version, room id, time, device."
    case = played(f">> 10:00 customer: SDK 4.2.1 drifts.\n>> 10:30 vendor: {asks}")
    assert told(case)[asks] == [Derived.ASKS_AGAIN, Derived.JUSTIFIED_REQUEST]


def test_another_case_s_gifts_do_not_count() -> None:
    asks = "Please send the SDK log."
    first = played(">> 10:00 customer: The log is attached.", "1")
    second = played(f">> 11:00 customer: It drifts.\n>> 11:10 vendor: {asks}", "2")
    assert told(first, second)[asks] == [Derived.JUSTIFIED_REQUEST]


def test_internal_words_ask_nobody() -> None:
    case = played(">> 10:00 customer: It drifts.\n>> 10:10 vendor (internal): Please send the SDK log.")
    assert across([case]) == {}


def cases(count: int, minutes: int, *, tail: str = "") -> list[CaseLog]:
    script = ">> 10:00 customer: It drifts.\n>> 10:{:02} vendor: " + TEMPLATE + tail
    return [played(script.format(minutes, number), str(number)) for number in range(count)]


def test_the_same_text_in_three_cases_at_once_is_a_machine_s() -> None:
    assert set(map(tuple, told(*cases(3, 1)).values())) == {(), (Signal.AUTOMATIC_REPLY,)}


def test_the_same_text_in_three_cases_half_an_hour_later_is_a_person_who_pastes() -> None:
    assert set(map(tuple, told(*cases(3, 30)).values())) == {()}


def test_the_same_text_in_two_cases_is_nothing() -> None:
    assert across(cases(2, 1)) == {}


def test_the_same_text_late_in_a_case_is_a_habit() -> None:
    script = ">> 10:00 customer: It drifts.\n" + "".join(f">> 10:{n}0 vendor: word {'xyz'[n - 1]} on it\n" for n in (1, 2))
    logs = [
        played(script.replace("word", f"word{'abc'[n]}") + f">> 11:00 vendor: {TEMPLATE.format(n)}", str(n)) for n in range(3)
    ]
    assert across(logs) == {}


def test_two_vendors_may_use_the_same_words() -> None:
    logs = cases(3, 1)
    foreign = dataclasses.replace(VENDOR, name="other")
    logs[0] = dataclasses.replace(logs[0], key=dataclasses.replace(logs[0].key, vendor=foreign))
    assert across(logs) == {}


def test_a_long_answer_faster_than_anybody_types_is_doubtful() -> None:
    answer = "The encoder stamps audio by the sample count while the device runs at another rate. " * 4
    case = played(f">> 10:00:00 customer: It drifts.\n>> 10:00:05 vendor: {answer}")
    assert told(case)[answer.strip()] == [Derived.DOUBTFUL_PERSON]


def test_a_long_answer_after_minutes_is_a_person_s() -> None:
    answer = "The encoder stamps audio by the sample count while the device runs at another rate. " * 4
    assert across([played(f">> 10:00 customer: It drifts.\n>> 10:05 vendor: {answer}")]) == {}


def test_a_short_answer_may_come_at_once() -> None:
    assert across([played(">> 10:00:00 customer: It drifts.\n>> 10:00:02 vendor: Looking at it.")]) == {}
