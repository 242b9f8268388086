"""Which mail no person wrote. Layered: what the headers declare is sure; what only subject or body say is doubtful."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import Message as Part
from enum import StrEnum
from typing import Final, NamedTuple

from houdun.channel.email import headers

DAEMON: Final = re.compile(r"^(?:mailer-?daemon|mail-daemon|mdaemon|maildaemon|postmaster|mail\.system)(?![.\w])|<mailer-daemon")
NO_REPLY: Final = re.compile(r"(?:^|[._+-])(?:no|not|do-?not|do_not|dont)[._-]?reply(?:$|[._+-])")

BOUNCE_SUBJECT: Final = re.compile(
    r"^\W*(?:undeliver|(?:mail |message )?delivery (?:status|failure|failed|report|has failed|delayed|problem|system)|returned mail|"
    r"failure notice|non.?deliver|mail (?:could )?not (?:be )?deliver|message (?:bounced|rejected)|"
    r"(?:系统|邮件)?退信|(?:邮件)?(?:投递|发送)失败|无法投递|未送达|无法送达)",
    re.IGNORECASE,
)
"""From the first word on: a case may be called "HLS delivery fails", and its answers "Re: HLS delivery fails"."""
AUTOMATIC_SUBJECT: Final = re.compile(
    r"^\W*(?:自动(?:回复|答复|应答|回覆)|自動(?:回覆|回復|応答)|auto(?:matic|mated|matically)?[ -]?(?:generated )?(?:reply|response|answer)|"
    r"autoreply|out of (?:the )?office|ooo\b|vacation (?:reply|response)|away from my (?:mail|email|desk)|不在办公室|外出自动|休假)",
    re.IGNORECASE,
)
AUTOMATIC_BODY: Final = re.compile(
    r"系统自动(?:发送|发出|生成|回复)|自动(?:回复|答复|发送)的?邮件|(?:此|本)(?:邮件|信息|消息)(?:为|由|是).{0,10}自动|请(?:勿|不要)(?:直接)?回复(?:此|本|该)|"
    r"我(?:正在|目前|现在).{0,12}(?:休假|出差|不在办公)|(?:do|please do) not reply (?:directly )?to this (?:e-?mail|message)|"
    r"this is an? auto(?:matic|mated|matically generated)|i am (?:currently )?(?:out of (?:the )?office|on (?:leave|vacation))|"
    r"has been (?:automatically )?(?:generated|sent) automatically",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """A delivery or read report, an answer to a mail, or word unasked for."""

    BOUNCE = "bounce"
    REPLY = "reply"
    NOTICE = "notice"


class Machine(NamedTuple):
    """What no person wrote. `rule` names what declares it."""

    kind: Kind
    rule: str

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.rule}"

    @classmethod
    def named(cls, name: str) -> Machine | None:
        """The machine of that name, None of ""."""
        kind, _, rule = name.partition(":")
        return cls(Kind(kind), rule) if name else None


def machine(mail: Part, sender: headers.Address, subject: str) -> Machine | None:
    """The rule by which the headers of a delivered mail declare a machine; None where they declare none."""
    rule = next((name for name, holds in HEADER_RULES if holds(mail)), "") or _address_rule(sender)
    if _is_bounce(mail, sender):
        return Machine(Kind.BOUNCE, rule or "failed_recipients")
    if not rule:
        return None
    if rule == "bot_address":
        return Machine(Kind.NOTICE, rule)
    if BOUNCE_SUBJECT.search(subject):
        return Machine(Kind.BOUNCE, rule)
    return Machine(Kind.NOTICE if _is_unasked(mail) else Kind.REPLY, rule)


def doubtful(subject: str, words: str) -> str:
    """The rule by which subject or body read like a machine's, "" where they do not."""
    if AUTOMATIC_SUBJECT.search(subject):
        return "subject_says_automatic"
    if BOUNCE_SUBJECT.search(subject):
        return "subject_says_bounce"
    return "body_says_automatic" if AUTOMATIC_BODY.search(words[:4000]) else ""


def _value(mail: Part, name: str) -> str:
    """The keyword of a header field: lower case, without comment or parameters."""
    return re.split(r"[;(\s]", str(mail.get(name, "")).strip().lower(), maxsplit=1)[0]


def _is_unasked(mail: Part) -> bool:
    if declared := _value(mail, "Auto-Submitted"):
        return declared == "auto-generated"
    return _value(mail, "Precedence") in ("bulk", "junk", "list")


def _is_report(mail: Part) -> bool:
    return mail.get_content_type() == "multipart/report"


def _is_bounce(mail: Part, sender: headers.Address) -> bool:
    return _is_report(mail) or _is_daemon(sender) or "X-Failed-Recipients" in mail


def _is_daemon(sender: headers.Address) -> bool:
    """By the address; where a broken From field has none, by what stands there."""
    return bool(DAEMON.search(sender.local or sender.name.lower()))


def _address_rule(sender: headers.Address) -> str:
    if _is_daemon(sender):
        return "daemon_address"
    return "bot_address" if NO_REPLY.search(sender.local) else ""


HEADER_RULES: Final[tuple[tuple[str, Callable[[Part], bool]], ...]] = (
    ("multipart_report", _is_report),
    ("auto_submitted", lambda mail: _value(mail, "Auto-Submitted") not in ("", "no")),
    ("x_autoreply", lambda mail: _value(mail, "X-Autoreply") not in ("", "no", "false")),
    ("x_autorespond", lambda mail: _value(mail, "X-Autorespond") not in ("", "no", "false")),
    ("precedence", lambda mail: _value(mail, "Precedence") in ("bulk", "junk", "list", "auto_reply")),
    ("empty_return_path", lambda mail: re.sub(r"\s", "", str(mail.get("Return-Path", "-"))) == "<>"),
)
"""RFC 3834 and custom, the surest first. `X-Auto-Response-Suppress` is asked of machines, not said by one: no rule."""
