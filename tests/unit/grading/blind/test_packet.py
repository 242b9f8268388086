from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.facts.case import CaseKey, CaseLog, Role
from houdun.facts.time import DAY, HOUR
from houdun.facts.vendor import Vendor
from houdun.grading.blind.mask import known
from houdun.grading.blind.packet import Who, heard, of_record, pack, packet_id, place, to_record
from houdun.scenario.question import load
from houdun.testing.factories import MONDAY, log, message

QUESTION = load("slow_first_picture")
REVIEW = "复盘报告：" + "时间线、影响、根因、改进项，逐条写明负责人与日期。" * 10


def thread() -> CaseLog:
    return log(
        message("首帧要等十秒，流 s-1", "10:00"),
        message("工单 #20260307 已受理", "10:01", Role.BOT),
        message("您好，我是声网的李伟，请看 GOP", "10:14", Role.VENDOR, author="li.wei@agora.io"),
        message("内部：这是大客户", "10:15", Role.VENDOR, public=False),
        message("我也遇到过", "10:20", Role.BYSTANDER),
        message(REVIEW, "+1 12:30", Role.VENDOR),
    )


def test_a_packet_is_the_masked_thread_with_times_since_the_first_message() -> None:
    packet = pack(thread(), QUESTION, MONDAY + 2 * DAY, known(["acme"], ["li.wei@agora.io"]), "s")
    assert [(line.who, line.after) for line in packet.thread] == [
        (Who.CUSTOMER, "T+0:00"),
        (Who.MACHINE, "T+0:01"),
        (Who.VENDOR, "T+0:14"),
        (Who.VENDOR, "T+26:30"),
    ]
    assert packet.thread[1].text == "【单号】 已受理"
    assert packet.thread[2].text == "您好，我是【服务商】的【姓名】，请看 GOP"
    assert packet.depth == QUESTION.key.depth
    assert (packet.cause, packet.remedy, packet.postmortem, packet.points) == (True, True, True, ())


def test_the_thread_ends_at_the_horizon() -> None:
    packet = pack(thread(), QUESTION, MONDAY + 11 * HOUR, known(), "s")
    assert len(packet.thread) == 3
    assert not packet.postmortem


def test_what_a_rater_is_asked_depends_on_the_question() -> None:
    control = pack(thread(), load("zigzag_in_the_chart"), MONDAY + DAY, known(), "s")
    advice = pack(thread(), load("sizing_for_a_peak"), MONDAY + DAY, known(), "s")
    assert (control.cause, control.remedy) == (True, False)
    assert (advice.cause, advice.remedy, len(advice.points)) == (False, False, 7)


def test_a_packet_comes_back_from_its_record_as_it_was() -> None:
    packet = pack(thread(), QUESTION, MONDAY + DAY, known(), "s")
    assert of_record(json.loads(json.dumps(to_record(packet)))) == packet


@given(st.text(min_size=1), st.text(min_size=1), st.text(), st.text())
def test_an_id_tells_nothing_of_the_vendor_and_differs_by_secret(vendor: str, case: str, one: str, other: str) -> None:
    key = CaseKey(Vendor(vendor), "trial", case)
    id = packet_id(key, one)
    assert len(id) == 12
    assert set(id) <= set("0123456789abcdef")
    assert (packet_id(key, other) == id) == (one == other)


def test_each_rater_has_an_order_of_its_own_that_stays() -> None:
    ids = [f"{number:012x}" for number in range(20)]
    orders = {rater: {place(id, rater, "s"): id for id in ids} for rater in ("ann", "bob")}
    ann, bob = ([order[at] for at in sorted(order)] for order in orders.values())
    assert ann != bob
    assert sorted(ann) == sorted(bob) == ids
    assert place(ids[0], "ann", "s") == place(ids[0], "ann", "s") != place(ids[0], "ann", "t")


@pytest.mark.parametrize("unheard", ["内部", "我也遇到过"])
def test_internal_notes_and_bystanders_are_not_in_it(unheard: str) -> None:
    assert not any(unheard in message.text for _, message in heard(thread(), MONDAY + 9 * DAY))
