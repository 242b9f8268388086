from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.chat.mapping import ChatMapping, Members
from houdun.channel.chat.pasted import logs, recognised
from houdun.channel.port import Part, RawFile
from houdun.facts.case import Message, Role
from houdun.facts.time import DAY, iso
from houdun.facts.vendor import Vendor
from houdun.testing.contracts.history_reader import check_keepable, facts_of, fuzzed, logs_of, rejects_of

FILE = RawFile(Path("群聊.txt"), "群聊.txt", "blob")
VENDOR = Vendor("声网")
MAPPING = ChatMapping(
    zone=ZoneInfo("Asia/Shanghai"),
    date=dt.date(2026, 3, 8),
    members=Members(vendor=frozenset({"李工"}), bots=frozenset({"小助手"})),
)


def parts(text: str, mapping: ChatMapping = MAPPING, as_of: int = 0) -> list[Part]:
    return list(logs(FILE, text, mapping, VENDOR, "chat", as_of))


def said(text: str, mapping: ChatMapping = MAPPING) -> list[list[Message]]:
    return [[entry for entry in log.entries if isinstance(entry, Message)] for log in logs_of(parts(text, mapping))]


WECHAT = """张三 2026/3/7 21:04
连麦半小时后音画不同步\u2005
[图片]

李工 2026/3/7 21:06
「张三：连麦半小时后音画不同步」
- - - - - - - - - - - - - - -
请发一下日志

小助手 2026/3/7 21:07
已记录

张三 2026/3/7 21:08
张三撤回了一条消息
"""


def test_messages_have_their_author_time_role_and_words() -> None:
    (case,) = said(WECHAT)
    assert [(message.author, iso(message.at), message.role, message.text, message.source.place) for message in case] == [
        ("张三", "2026-03-07T13:04:00Z", Role.CUSTOMER, "连麦半小时后音画不同步\n[图片]", "1"),
        ("李工", "2026-03-07T13:06:00Z", Role.VENDOR, "请发一下日志", "5"),
        ("小助手", "2026-03-07T13:07:00Z", Role.BOT, "已记录", "10"),
    ]
    assert case[2].automatic == "mapping:bots"


def test_messages_of_one_minute_follow_each_other_so_that_order_is_kept() -> None:
    (case,) = said("张三 21:04\n一\n\n李工 21:04\n二\n\n张三 21:04\n三\n")
    assert [message.at % 60_000 for message in case] == [0, 1, 2]


def test_date_lines_give_the_day_to_what_stands_below() -> None:
    (case,) = said("—————  2026-03-06  —————\n\n张三  23:58\n你好\n\n—————  2026-03-07  —————\n\n李工  00:03\n在\n")
    assert [iso(message.at) for message in case] == ["2026-03-06T15:58:00Z", "2026-03-06T16:03:00Z"]


def test_times_in_lines_of_their_own_give_the_time_of_what_stands_below() -> None:
    both = Members(vendor=frozenset({"李工"}), customer=frozenset({"张三"}))
    (case,) = said(
        "昨天 下午9:04\n张三：你好\n还在吗\n李工：在\n昨天 21:30\n李工：好了",
        ChatMapping(zone=MAPPING.zone, date=MAPPING.date, members=both),
    )
    assert [(iso(message.at), message.text) for message in case] == [
        ("2026-03-07T13:04:00Z", "你好\n还在吗"),
        ("2026-03-07T13:04:00.001Z", "在"),
        ("2026-03-07T13:30:00Z", "好了"),
    ]


def test_a_time_of_day_that_goes_back_is_rejected_with_what_to_do() -> None:
    (reject,) = rejects_of(parts("张三 23:58\n你好\n\n李工 00:03\n在\n"))
    assert (reject.row, reject.field, reject.raw) == (4, "time", "李工 00:03\n在\n")
    assert "2026-03-07" in reject.mend.en


def test_a_doubtful_day_takes_the_day_from_what_stands_below_too() -> None:
    found = rejects_of(parts("—— 星期日 ——\n张三 21:04\n你好\n", ChatMapping(zone=MAPPING.zone, date=MAPPING.date)))
    assert [reject.row for reject in found] == [1, 2]


def test_an_explicit_line_cuts_cases() -> None:
    first, second = said("[2026-03-07 21:04] 张三: 断流\n---\n[2026-03-07 21:05] 王五: 黑屏\n")
    assert (first[0].text, second[0].text) == ("断流", "黑屏")


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("张三 2026/3/1 9:00\n卡\n\n李工 2026/3/1 9:05\n在\n\n张三 2026/3/2 9:00\n又卡\n", 2),
        ("张三 2026/3/1 9:00\n卡\n\n李工 2026/3/1 9:05\n在\n\n张三 2026/3/1 20:00\n又卡\n", 1),
        ("张三 2026/3/1 9:00\n卡\n\n李工 2026/3/3 9:05\n在\n", 1),
        ("张三 2026/3/1 9:00\n卡\n\n张三 2026/3/3 9:05\n有人吗\n\n李工 2026/3/3 9:06\n在\n", 1),
    ],
)
def test_a_long_silence_cuts_a_case_but_never_a_question_from_its_late_answer(text: str, cases: int) -> None:
    assert len(said(text)) == cases


def test_the_gap_can_be_set() -> None:
    text = "张三 2026/3/1 9:00\n卡\n\n李工 2026/3/1 9:05\n在\n\n张三 2026/3/1 11:30\n又卡\n"
    assert [len(said(text, ChatMapping(zone=MAPPING.zone, members=MAPPING.members, gap_hours=gap))) for gap in (1, 3)] == [2, 1]


def test_a_case_keeps_its_id_when_it_goes_on() -> None:
    longer = f"{WECHAT}\n李工 2026/3/7 21:30\n修好了\n"
    assert [log.key for log in logs_of(parts(longer))] == [log.key for log in logs_of(parts(WECHAT))]
    assert facts_of(parts(WECHAT)).items() < facts_of(parts(longer)).items()


def test_the_text_speaks_of_the_time_up_to_the_day_of_copying() -> None:
    (log,) = logs_of(parts(WECHAT))
    assert iso(log.horizon) == "2026-03-07T16:00:00Z"
    (log,) = logs_of(parts(WECHAT, ChatMapping(zone=MAPPING.zone, members=MAPPING.members)))
    assert iso(log.horizon) == "2026-03-07T13:07:00Z"
    (log,) = logs_of(parts(WECHAT, as_of=log.horizon + DAY))
    assert iso(log.horizon) == "2026-03-08T13:07:00Z"


def test_text_that_nobody_said_is_rejected() -> None:
    assert [reject.row for reject in rejects_of(parts(f"谁说的？\n{WECHAT}"))] == [1]
    (reject,) = rejects_of(parts("没有人说过\n的话\n"))
    assert (reject.row, reject.raw) == (1, "没有人说过\n的话\n")


def test_the_top_of_a_qq_export_is_passed_over() -> None:
    top = "消息记录（此消息记录为文本格式，不支持重新导入）\n\n================\n消息对象:张三\n================\n\n"
    found = parts(f"{top}2026-03-07 21:04:11 张三(12345)\n卡\n\n2026-03-07 21:05:11 李工(10001)\n在\n")
    assert not rejects_of(found)
    assert [entry.author for log in logs_of(found) for entry in log.entries if isinstance(entry, Message)] == ["张三", "李工"]


def test_a_log_pasted_into_a_message_stays_in_it() -> None:
    text = "张三 2026/3/7 21:04\n日志：\n2026-03-07 21:04:11 ERROR timeout\n[2026-03-07 21:04:12] rtc: down\n\n李工 2026/3/7 21:05\n好\n"
    (case,) = said(text)
    assert case[0].text.count("\n") == 2


LINES = st.sampled_from(
    [
        "张三 21:04",
        "李工 2026/3/7 21:04",
        "[3/7 9:04] 王五: 卡",
        "2026-03-07 21:04:11 张三(12345)",
        "昨天",
        "星期六 21:04",
        "---",
        "",
        "卡了",
        "张三",
        "25:99",
        "「张三：\n    ",
        "- - - - - -",
        "2026/13/45 21:04",
        "张三 2/30 21:04",
        "晚上12:00",
        "李工：好",
        "\x00\u202e<b>",
        "—— 3月7日 ——",
    ]
)


@fuzzed
@given(st.lists(st.one_of(LINES, st.text(max_size=12)), max_size=25))
def test_fuzz_any_lines_give_cases_that_can_be_kept_or_rejects(lines: list[str]) -> None:
    found = parts("\n".join(lines))
    for log in logs_of(found):
        check_keepable(log, "chat")
    assert all(reject.row >= 1 for reject in rejects_of(found))


def test_text_without_who_spoke_when_is_no_chat() -> None:
    assert not recognised("just some words\nand more\n", Members())
    assert recognised("张三 2026-03-07 21:04:11\n黑屏了\n", Members())
