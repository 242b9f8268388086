from __future__ import annotations

import pytest

from houdun.grading.blind import shapes
from houdun.grading.blind.marks import Mark

RULES = (*shapes.PHRASES, *shapes.SIGNATURES, *shapes.CONTACTS, *shapes.STREAMS, *shapes.TICKETS, *shapes.HOURS, *shapes.PEOPLE)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("QQ群：123456789", Mark.ACCOUNT),
        ("微信：live_help", Mark.ACCOUNT),
        ("加我微信 live88888", Mark.ACCOUNT),
        ("工号：A1024", Mark.ACCOUNT),
        ("13800138000", Mark.PHONE),
        ("+86 138 0013 8000", Mark.PHONE),
        ("010-62345678", Mark.PHONE),
        ("+44 20 7946 0958", Mark.PHONE),
        ("someone@live.example.cn", Mark.MAIL),
        ("rtmp://push.somewhere.net/live/s-12", Mark.LINK),
        ("console.somewhere.com/tickets/9", Mark.LINK),
        ("203.0.113.7", Mark.ADDRESS),
        ("广东省深圳市南山区科技路8号", Mark.ADDRESS),
        ("工单号：20260307001", Mark.TICKET),
        ("ticket #99812", Mark.TICKET),
        ("INC0012345", Mark.TICKET),
        ("chenfeng-live011", Mark.STREAM),
        ("a8x.zone_live002_720p", Mark.STREAM),
        ("7×24小时", Mark.HOURS),
        ("business hours: 9 a.m. to 6 p.m. PST", Mark.HOURS),
        ("亲爱的开发者", Mark.PHRASE),
        ("Powered by Somedesk", Mark.PHRASE),
        ("##- Please type your reply above this line -##", Mark.PHRASE),
        ("Best regards,\nAnn", Mark.SIGNATURE),
        ("祝好\n小林\n客户成功部", Mark.SIGNATURE),
        ("Sent from my phone", Mark.SIGNATURE),
    ],
)
def test_it_is_masked_whole(text: str, mark: Mark) -> None:
    assert shapes.masked(text, RULES) == mark.code


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("我叫张伟，在查", "我叫▮，在查"),
        ("同事刘洋已经转给二线", "同事▮已经转给二线"),
        ("请找李工看看", "请找李工看看"),
        ("李工在看", "▮在看"),
        ("My name is Ann Lee and I look at it", "My name is ▮ and I look at it"),
        ("I'm Bob from the media team", "I'm ▮ from the media team"),
        ("Hello Ann, found it", "Hello ▮, found it"),
        ("@陈晨 麻烦看下", "@▮ 麻烦看下"),
    ],
)
def test_people_who_give_their_names_lose_them(text: str, seen: str) -> None:
    assert shapes.masked(text, RULES).replace(Mark.PERSON.code, "▮") == seen


@pytest.mark.parametrize(
    "text",
    [
        "工程师高度重视，马上处理",
        "请把 GOP 改为 2 秒，码率 2500 kbps，13 帧",
        "21:04-21:10 之间丢包 6%",
        "时间戳 1741352640123 和 1741352641123",
        "in case 4 frames arrive, request a key frame",
        "This is Chrome's autoplay policy",
        "the regards in which both differ",
        "版本 4.2.1，uid 5512，流 s-3012",
        "Set up index.js and ffmpeg -i x.mp4, WebRTC M118",
        "Hi there, thank you for your patience",
        "方案：马上把方向锁定，任何机型都行，周末前完成",
        "2026-03-07 21:04:11.234 INFO encoder 25 fps",
    ],
)
def test_what_is_graded_stays(text: str) -> None:
    assert shapes.masked(text, RULES) == text
