"""What a delivery report says: whom a letter did not reach, for good or for now, and why (RFC 3464, and the Chinese providers' prose)."""

from __future__ import annotations

import re
from email.message import Message as Part
from typing import Final

from houdun.channel.email import automatic, charsets, content, headers, said
from houdun.channel.port import Undelivered
from houdun.language import Bilingual

MAX_READ: Final = 64 * 1024

_STATUS: Final = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_DELAYED: Final = re.compile(r"\bdelay|warning only|not (?:yet|be retried)|暂时|延迟|继续尝试|重试", re.IGNORECASE)
_PROSE: Final = re.compile(r"(?:收件人|recipient|failed address)[^\n@]{0,40}?([^\s<>@:：（(]+@[^\s<>@，,；;）)]+)", re.IGNORECASE)

UNKNOWN: Final = Bilingual("没有说明原因", "no reason is given")
REASONS: Final = (
    (re.compile(r"\b[45]\.1\.(?:[0-36]|10)\b|no such (?:user|recipient)|user unknown|does ?n[o']t exist|不存在|无此用户", re.IGNORECASE),
     Bilingual("收件地址不存在", "there is no such address")),
    (re.compile(r"\b[45]\.(?:3\.4|2\.3)\b|(?:message|mail) (?:is )?too (?:big|large)|size limit|邮件(?:大小)?(?:过大|超过)", re.IGNORECASE),
     Bilingual("邮件太大", "the mail is too large")),
    (re.compile(r"\b[45]\.7\.\d+\b|spam|blacklist|blocked|policy|垃圾邮件|黑名单|拒收", re.IGNORECASE),
     Bilingual("被当作垃圾邮件或按规则拒收", "it was taken for spam, or a rule forbids it")),
    (re.compile(r"\b[45]\.(?:4\.\d+|1\.2)\b|time(?:d)? ?out|connection|dns|host|超时|域名", re.IGNORECASE),
     Bilingual("联系不上对方的邮件服务器", "the mail server there could not be reached")),
)  # fmt: skip
FULL: Final = Bilingual("对方邮箱已满", "the mailbox there is full")


ARRIVED: Final = frozenset({"delivered", "relayed", "expanded"})
"""What else a delivery report may say (RFC 3464, 2.3.3)."""


def undelivered(report: Part) -> Undelivered | None:
    """Reads a mail that is known to be a bounce. What it does not say stays empty; None where it reports that the letter has arrived, or something else."""
    fields = _fields(report)
    if fields.get("action", "").lower() in ARRIVED or automatic.report_type(report) != automatic.DELIVERY:
        return None
    told = "\n".join(filter(None, (fields.get("status", ""), fields.get("diagnostic-code", ""))))
    prose = content.content(report).text[:MAX_READ]
    words = told or _telling_line(prose)
    return Undelivered(
        recipient=_recipient(report, fields, prose),
        final=_is_final(fields, told or prose),
        reason=_reason(told) if told and _reason(told) is not UNKNOWN else _reason(prose),
        said=said.words(words),
    )


def _fields(report: Part) -> dict[str, str]:
    """The fields of the delivery status: those of the first recipient over those of the message."""
    blocks = [block for part in report.walk() if part.get_content_type() == "message/delivery-status" for block in _blocks(part)]
    found: dict[str, str] = {}
    for block in blocks[:2]:
        found |= {name.lower(): headers.text(str(value)) for name, value in block.raw_items()}
    return found


def _blocks(part: Part) -> list[Part]:
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Part)] if isinstance(payload, list) else []


def _recipient(report: Part, fields: dict[str, str], prose: str) -> str:
    declared = fields.get("final-recipient", "") or fields.get("original-recipient", "")
    address = (
        headers.sender(declared.rpartition(";")[2]).address or headers.sender(str(report.get("X-Failed-Recipients", ""))).address
    )
    if address:
        return address
    found = _PROSE.search(prose)
    return charsets.clean(found[1].lower()) if found else ""


def _is_final(fields: dict[str, str], words: str) -> bool:
    if action := fields.get("action", "").lower():
        return action == "failed"
    status = _STATUS.search(words)
    return status[1] == "5" if status else not _DELAYED.search(words)


def _reason(words: str) -> Bilingual:
    if said.is_full(words):
        return FULL
    return next((reason for pattern, reason in REASONS if pattern.search(words)), UNKNOWN)


def _telling_line(prose: str) -> str:
    """The line with the status, or else the first."""
    lines = [line.strip() for line in prose.splitlines() if line.strip()]
    return next((line for line in lines if _STATUS.search(line)), lines[0] if lines else "")
