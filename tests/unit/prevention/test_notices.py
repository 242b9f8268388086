from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.notices.measure import LANGUAGES, messages, score
from houdun.facts.case import Source
from houdun.facts.occasion import Detail, Notice, Occasion, OccasionKind, Unasked
from houdun.facts.time import to_millis
from houdun.facts.vendor import Vendor
from houdun.prevention.notices import kinds_asked, recognised

ZONE = ZoneInfo("Asia/Shanghai")
RECEIVED = to_millis(dt.datetime(2026, 3, 2, 10, tzinfo=ZONE))


def notice(text: str) -> Notice | None:
    return recognised(Unasked(uid="1", vendor=Vendor("a"), at=RECEIVED, text=text, source=Source("", "")), ZONE)


@pytest.mark.parametrize(
    "text",
    [
        "祝您国庆快乐，流量满满！", "元宵节活动充值享 7 折优惠", "您问的周六晚高峰配额是 5000", "昨晚高峰的卡顿是节点故障", "周六见",
        "Happy New Year! See you at the peak on January 3.", "Webinar on March 14 about handling peak traffic, register now",
        "Regarding your question about Saturday's peak: it is 5000.", "", "20:00",
    ],
)  # fmt: skip
def test_greetings_selling_answers_and_what_is_over_are_no_notices(text: str) -> None:
    assert notice(text) is None


def test_a_greeting_with_somebody_on_duty_is_one() -> None:
    found = notice("国庆快乐！10月1日晚高峰我们安排了值班，电话 13800000000")
    assert found is not None
    assert found.kinds >= {OccasionKind.PEAK}


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("周六晚高峰我们盯着，有张工", {Detail.CONTACT}),
        ("周六晚高峰建议把码率调低", {Detail.ACTION}),
        ("周六晚高峰，华东节点请提前切到备用，值班电话见群公告", set(Detail)),
        ("On Saturday's peak please switch to port 443 in eu-west-1, on call: +1 555 0100", set(Detail)),
    ],
)
def test_what_there_is_to_act_on_is_found_and_marked(text: str, details: set[Detail]) -> None:
    found = notice(text)
    assert found is not None
    assert {each.detail for each in found.details} == details
    assert found.specificity == len(details)
    assert all(text[each.begins : each.ends].strip() for each in found.details)


def test_a_risk_is_a_notice_without_a_time_where_it_says_what_to_do() -> None:
    found = notice("我们发现 4.2.0 有内存泄漏，请尽快升级到 4.2.4")
    assert found is not None
    assert found.windows == ()
    assert notice("我们发现 4.2.0 有内存泄漏") is None


def test_a_survey_under_the_name_makes_a_warning_no_selling() -> None:
    warning = "On Saturday's peak we stand by: please keep the backup stream ready."
    assert notice(f"{warning}\n\nMarie Roe\nSupport. How did we do?") is not None
    assert notice(f"How did we do? {warning}") is None


def test_calling_an_occasion_by_its_name_speaks_of_its_kind() -> None:
    gala = Occasion(start=RECEIVED, end=RECEIVED, uid="1", kind=OccasionKind.PEAK, name="连麦之夜")
    word = Unasked(uid="1", vendor=Vendor("a"), at=RECEIVED, text="3月7日的连麦之夜请提前缓存鉴权结果", source=Source("", ""))
    assert recognised(word, ZONE) is None
    found = recognised(word, ZONE, [gala])
    assert found is not None
    assert found.kinds == {OccasionKind.PEAK}


def test_a_reply_about_what_the_customer_brought_up_is_not_beyond_the_case() -> None:
    assert OccasionKind.PEAK in kinds_asked("周六晚高峰要怎么准备？")
    assert kinds_asked("画面花了") == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_messages_held_out_are_told_apart_as_the_documentation_says(language: str) -> None:
    reached = score([each for each in messages(language) if each.part == "heldout"])
    assert (reached.right, reached.wrong, reached.missed, reached.kinds, reached.times) == (14, 0, 2, 14, 14)


@settings(deadline=None)  # the calendar of festivals is loaded once
@given(st.text(max_size=300))
def test_whatever_is_written_its_marks_lie_within_it(text: str) -> None:
    found = notice(f"周六晚高峰建议扩容 {text}")
    marks = [(each.begins, each.ends) for each in found.details] if found else []
    marks += [(each.begins, each.ends) for each in found.windows] if found else []
    assert all(0 <= begins < ends <= len(text) + 11 for begins, ends in marks)
