"""Subjects of mail: their reply and forward prefixes, the tags of ticket systems, and what is left."""

from __future__ import annotations

import re
from typing import Final

_REPLY: Final = r"re|aw|sv|antw|回复|回覆|答复|答覆|回信"
_FORWARD: Final = r"fwd?|wg|tr|转发|轉寄|转寄|轉發"
_PREFIX: Final = re.compile(
    rf"^\s*(?:(?P<reply>{_REPLY})|(?P<forward>{_FORWARD}))\s*(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\^\d{{1,3}})?\s*[:：]\s*",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r"[\[【(（]\s*(?:[\w .-]{0,30}?(?:ticket|case|request|incident|issue|工单|案件|请求|单号|id)[\s:：#号-]{0,4}|#)"
    r"(?P<number>[A-Za-z]{0,8}[-_]?\d[\w-]{0,30})\s*[\]】)）]",
    re.IGNORECASE,
)


def core(subject: str) -> str:
    """The subject without prefixes and ticket tags, case and spacing evened: equal for all mails of a conversation."""
    rest = untagged(subject)
    while found := _PREFIX.match(rest):
        rest = rest[found.end() :]
    return re.sub(r"\s+", " ", rest).strip().casefold()


def title(subject: str) -> str:
    """The subject as a case's title: without prefixes, on one line."""
    rest = subject
    while found := _PREFIX.match(rest):
        rest = rest[found.end() :]
    return re.sub(r"\s+", " ", rest).strip()


def untagged(subject: str) -> str:
    """The subject without ticket tags."""
    return _TAG.sub(" ", subject)


def tag(subject: str) -> str:
    """The number in a ticket system's tag, "" where there is none."""
    return next(iter(tags(subject)), "")


def tags(subject: str) -> tuple[str, ...]:
    """The numbers in all tags, in order, once: ours may stand beside the vendor's."""
    return tuple(dict.fromkeys(found["number"].casefold() for found in _TAG.finditer(subject)))


def is_reply(subject: str) -> bool:
    """Whether the outermost prefix is one of a reply, a forward, or an automatic reply's."""
    return bool(_PREFIX.match(untagged(subject)))


def is_forward(subject: str) -> bool:
    found = _PREFIX.match(untagged(subject))
    return bool(found and found["forward"])
