from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email import content, invitation, mail
from houdun.channel.email.boxes import Raw

EVENT = """BEGIN:VCALENDAR\r
METHOD:REQUEST\r
BEGIN:VTIMEZONE\r
TZID:Asia/Shanghai\r
DTSTART:19700101T000000\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
SUMMARY;LANGUAGE=zh-CN:音画不同步\\, 连\r
 线排查\r
DTSTART;TZID=Asia/Shanghai:20260308T100000\r
DTEND:20260308T030000Z\r
LOCATION:腾讯会议 123-456\r
END:VEVENT\r
END:VCALENDAR\r
"""
LINE = "[invitation: 音画不同步, 连线排查, 2026-03-08 10:00 Asia/Shanghai – 2026-03-08 03:00 UTC, 腾讯会议 123-456]"


def test_an_invitation_is_one_line_that_says_what_when_and_where() -> None:
    assert invitation.line(EVENT) == LINE


def test_what_is_not_told_is_left_out() -> None:
    assert (
        invitation.line("BEGIN:VEVENT\nSUMMARY:Call\nDTSTART;VALUE=DATE:20260308\nEND:VEVENT") == "[invitation: Call, 2026-03-08]"
    )
    assert invitation.line("nothing of the kind") == "[invitation]"


def test_a_cancelled_one_says_so() -> None:
    assert invitation.line(EVENT.replace("REQUEST", "CANCEL")).startswith("[invitation cancelled: ")


@given(st.text(max_size=300))
def test_whatever_stands_there_stays_on_one_line_in_its_brackets(text: str) -> None:
    line = invitation.line(f"BEGIN:VEVENT\nSUMMARY:{text}\nEND:VEVENT")
    assert line.startswith("[invitation")
    assert line.count("[") == line.count("]") == 1
    assert len(line.splitlines()) == 1


def read(*parts: tuple[str, str]) -> content.Content:
    lines = ["Content-Type: multipart/alternative; boundary=b", ""]
    for kind, text in parts:
        lines += ["--b", f"Content-Type: {kind}; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", text]
    return content.content(mail.parsed("\r\n".join([*lines, "--b--", ""]).encode()))


def test_in_a_mail_it_stands_behind_the_words_once() -> None:
    both = read(
        ("text/plain", "Can we talk?"), ("text/calendar; method=REQUEST", EVENT), ("application/ics; name=invite.ics", EVENT)
    )
    assert (both.text, both.notes) == ("Can we talk?", LINE)


def test_a_mail_that_is_nothing_but_an_invitation_says_what_it_invites_to() -> None:
    raw = f"From: vera@acme.example\r\nDate: Sat, 7 Mar 2026 21:04:11 +0800\r\nContent-Type: text/calendar; charset=utf-8\r\n\r\n{EVENT}"
    assert mail.parse(Raw(raw.encode(), "x", 1, "0" * 64)).text == LINE
