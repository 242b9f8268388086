"""The old mail below a reply, as mail programs put it there, and a mail's own words without it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 60
"""Lines of the old mail that are carried along."""

_WEEKDAYS: Final = "一二三四五六日"
_ENDS: Final = re.compile(
    r"-{3,} ?(?:Original Message|原始邮件) ?-{3,}|On .{1,200} wrote:|.{1,200}于\d{4}年\d{1,2}月\d{1,2}日.{1,20}写道：|-- ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The mail that is answered. `at` in the zone of whoever answers."""

    author: str
    address: str
    to: str
    at: dt.datetime
    subject: str
    text: str


def own_words(text: str) -> str:
    """What the mail itself says: up to its signature or the old mail below, and without lines that begin with ">"."""
    lines: list[str] = []
    for line in text.splitlines():
        if _ENDS.fullmatch(line):
            break
        if not line.startswith(">"):
            lines.append(line.rstrip())
    return "\n".join(lines).strip()


def angled(old: Quoted, chinese: bool) -> str:
    """As Gmail and Thunderbird do."""
    when = f"{old.at.year}年{old.at.month}月{old.at.day}日周{_WEEKDAYS[old.at.weekday()]} {old.at:%H:%M}"
    who = f"{old.author} <{old.address}>".strip()
    head = f"{who} 于{when}写道：" if chinese else f"On {_english(old.at)} at {old.at:%H:%M}, {who} wrote:"
    return "\n".join([head, "", *(f"> {line}".rstrip() for line in _lines(old))])


def under_fields(old: Quoted, chinese: bool) -> str:
    """As Outlook and Foxmail do."""
    names = ("发件人", "发送时间", "收件人", "主题") if chinese else ("From", "Sent", "To", "Subject")
    ruler = "------------------ 原始邮件 ------------------" if chinese else "-----Original Message-----"
    when = f"{old.at:%Y-%m-%d %H:%M:%S}" if chinese else f"{_english(old.at)} {old.at:%H:%M}"
    values = (f"{old.author} <{old.address}>".strip(), when, old.to, old.subject)
    fields = (f"{name}: {value}" for name, value in zip(names, values, strict=True))
    return "\n".join([ruler, *fields, "", *_lines(old)])


def _english(at: dt.datetime) -> str:
    # Not strftime's names: they are the machine's language.
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{days[at.weekday()]}, {at.day} {months[at.month - 1]} {at.year}"


def _lines(old: Quoted) -> Sequence[str]:
    return old.text.splitlines()[:LONGEST]
