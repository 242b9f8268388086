from __future__ import annotations

import pytest

from houdun.channel.chat.headers import Header, Page, Style
from houdun.channel.chat.mapping import Members

VENDOR = frozenset({"李工"})
MEMBERS = Members(vendor=VENDOR)
BOTH = Members(vendor=VENDOR, customer=frozenset({"张三"}))


def page(text: str, members: Members = MEMBERS) -> Page:
    return Page.of(text.split("\n"), members)


def headers(text: str, members: Members = MEMBERS) -> list[Header]:
    looked = page(text, members)
    style = looked.style()
    found = [looked.header(place, style) for place in range(len(looked.lines))] if style else []
    return [header for header in found if header]


@pytest.mark.parametrize(
    ("text", "style", "name", "moment"),
    [
        ("张三 2026/3/7 21:04\n你好", Style.NAME_FIRST, "张三", "2026/3/7 21:04"),
        ("张三  21:04\n你好", Style.NAME_FIRST, "张三", "21:04"),
        ("王 小明 昨天 下午9:04\n你好", Style.NAME_FIRST, "王 小明", "昨天 下午9:04"),
        ("王工@声网 3/7 21:04:11\n你好", Style.NAME_FIRST, "王工@声网", "3/7 21:04:11"),
        ("张三 2026年3月7日 星期六 21:04\n你好", Style.NAME_FIRST, "张三", "2026年3月7日 星期六 21:04"),
        ("2026-03-07 21:04:11 张三(12345)\n你好", Style.TIME_FIRST, "张三(12345)", "2026-03-07 21:04:11"),
        ("2026-03-07 21:04:11 【管理员】张三<z@qq.com>\n你好", Style.TIME_FIRST, "张三<z@qq.com>", "2026-03-07 21:04:11"),
        ("2026-03-07 21:04:11 张三\n你好", Style.TIME_FIRST, "张三", "2026-03-07 21:04:11"),
        ("2026/3/7, 21:04 - 李工: 你好", Style.TIME_FIRST, "李工", "2026/3/7, 21:04"),
        ("[2026-03-07 21:04] 张三: 你好", Style.BRACKETED, "张三", "2026-03-07 21:04"),
        ("[21:04:11] 张三：你好", Style.BRACKETED, "张三", "21:04:11"),
        ("张三\n3月7日 21:04\n你好", Style.STACKED, "张三", "3月7日 21:04"),
    ],
)
def test_every_style_is_told_by_its_first_header(text: str, style: Style, name: str, moment: str) -> None:
    header = headers(text)[0]
    assert (header.style, header.name) == (style, name)
    assert header.moment
    assert moment in header.moment[0]
    assert moment.endswith(f"{header.moment['hour']}:{header.moment['minute']}" + (":11" if header.moment["second"] else ""))


def test_names_without_times_need_both_sides_named() -> None:
    text = "张三：你好\n李工：在的"
    assert headers(text) == []
    assert [(header.name, header.rest) for header in headers(text, BOTH)] == [("张三", "你好"), ("李工", "在的")]


def test_a_text_keeps_to_the_style_of_its_first_header() -> None:
    text = (
        "张三 2026/3/7 21:04\n[2026-03-07 21:04:11] rtc: failed\n\n2026-03-07 21:04:12 player(12345)\n\n李工 2026/3/7 21:05\n看看"
    )
    assert [header.name for header in headers(text)] == ["张三", "李工"]


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-07 21:04:11 ERROR",
        "[2026-03-07 21:04:11] WARN: buffer empty",
        "[2026-03-07 21:04:11] [error] rtc: x",
        "我们约好，明天 21:04",
        "code=403 21:04",
        "http://example.com/a 21:04",
        "2026-03-07 21:04",
        "3月7日 21:04",
        "-" * 500 + " 21:04",
    ],
)
def test_a_line_of_a_log_or_a_sentence_is_no_header(line: str) -> None:
    assert headers(line) == []


def test_where_blank_lines_stand_between_messages_a_line_within_one_is_no_header() -> None:
    text = "张三 21:04\n你好\n\n李工 21:05\n开播 21:00\n\n张三 21:06\n好\n"
    assert [header.name for header in headers(text)] == ["张三", "李工", "张三"]


def test_where_none_do_every_likely_name_counts() -> None:
    text = "张三 21:04\n你好\n李工 21:05\n看看\n王五 21:06\n我也是"
    assert [header.name for header in headers(text)] == ["张三", "李工", "王五"]


def test_a_name_seen_above_a_message_counts_without_a_blank_line_too() -> None:
    text = "张三 21:04\n你好\n\n李工 21:05\n好\n\n张三 21:06\n一\n张三 21:07\n二"
    assert [header.name for header in headers(text)] == ["张三", "李工", "张三", "张三"]


@pytest.mark.parametrize("line", ["—————  2026-03-07  —————", "2026年3月7日 星期六", "昨天", "星期六", "3月7日"])
def test_a_date_between_messages_is_a_date_line(line: str) -> None:
    text = page(f"张三 21:04\n你好\n\n{line}\n\n李工 21:05\n好")
    assert text.day(3, Style.NAME_FIRST)
    assert not text.day(1, Style.NAME_FIRST)


def test_a_date_within_a_message_is_what_somebody_said() -> None:
    text = page("张三 21:04\n3月7日\n出的问题\n\n李工 21:05\n21:04\n没看到")
    assert not text.day(1, Style.NAME_FIRST)
    assert not text.divider(5, Style.NAME_FIRST)


def test_a_time_between_messages_is_a_divider() -> None:
    assert page("昨天 21:04\n张三：你好", BOTH).divider(0, Style.NAMED)
