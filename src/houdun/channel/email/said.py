"""What a mail server says when it will not, and what that means for us. Nothing printed here holds a password."""

from __future__ import annotations

import re
import ssl
from typing import Final

from houdun.errors import HoudunError, OutsideError, RefusedError
from houdun.inert import one_line
from houdun.keys import redacted
from houdun.language import Bilingual

LENGTH: Final = 160
_FULL: Final = re.compile(
    r"\b[45]\.2\.2\b|over ?-?quota|quota (?:exceeded|limit)|mailbox (?:is )?full|insufficient (?:system )?storage|邮箱(?:空间)?已?满|容量不足|超出配额",
    re.IGNORECASE,
)
_FOR_NOW: Final = re.compile(
    r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG|CONTACTADMIN|THROTTLED)\]|try again|temporar|too many|频繁|稍后", re.IGNORECASE
)

NO_TLS_THERE: Final = ("WRONG_VERSION_NUMBER", "UNSUPPORTED_PROTOCOL", "NO_PROTOCOLS_AVAILABLE", "HTTP_REQUEST")
"""OpenSSL's reasons that mean: this port speaks no TLS of ours."""

TRY_LATER: Final = Bilingual("稍后会再试", "it will be tried again")
SHOW_ADMIN: Final = Bilingual("请核对邮箱设置，或询问邮箱管理员", "check the mailbox's settings, or ask who runs the mailbox")
NEW_PASSWORD: Final = Bilingual(
    "请核对用户名与密码；多数服务商要求使用专用的客户端授权码",
    "check user and password; most providers want an app password of its own here",
)
MAKE_ROOM: Final = Bilingual("请清理邮箱", "make room in the mailbox")


def words(said: bytes | str) -> str:
    """The server's own words, on one line, inert and without secrets."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return one_line(redacted(text), LENGTH)


def is_full(said: bytes | str) -> bool:
    """Whether a mailbox without room is meant."""
    return bool(_FULL.search(words(said)))


def is_for_now(said: bytes | str) -> bool:
    """Whether a refusal says itself that it will pass."""
    return bool(_FOR_NOW.search(words(said)))


def gone(error: BaseException, where: str) -> HoudunError:
    """Nobody answers or the connection broke, which may pass; or what answers cannot be believed, which will not."""
    if isinstance(error, ssl.SSLCertVerificationError) or getattr(error, "reason", "") in NO_TLS_THERE:
        return untrusted(str(error), where)
    reason = words(str(error)) or type(error).__name__
    return OutsideError(
        Bilingual(f"邮件服务器连接失败（{reason}）", f"the mail server cannot be reached ({reason})"), TRY_LATER, where=where
    )


def untrusted(why: str, where: str) -> RefusedError:
    """A certificate that cannot be believed, or no TLS where it is wanted."""
    reason = words(why)
    return RefusedError(
        Bilingual(f"无法建立可信的加密连接（{reason}）", f"no TLS connection that could be trusted ({reason})"),
        Bilingual(
            "请核对主机名、端口与 tls；企业自签证书请用 trust 指定",
            "check host, port and tls; name a company's own authority as trust",
        ),
        where=where,
    )


def wrong_password(said: bytes | str, where: str) -> RefusedError:
    return RefusedError(
        Bilingual(f"邮箱登录被拒绝（{words(said)}）", f"the mailbox refuses the login ({words(said)})"), NEW_PASSWORD, where=where
    )


def busy(said: bytes | str, where: str) -> OutsideError:
    return OutsideError(
        Bilingual(f"邮件服务器暂时不接受（{words(said)}）", f"the mail server does not accept it for now ({words(said)})"),
        TRY_LATER,
        where=where,
    )


def refused(said: bytes | str, where: str) -> RefusedError:
    """For good: what is said decides whose mailbox is full or what else it is."""
    if is_full(said):
        return RefusedError(Bilingual(f"对方邮箱已满（{words(said)}）", f"the mailbox there is full ({words(said)})"),
            Bilingual("请改用其他地址或渠道联系", "reach them at another address or by another channel"), where=where)  # fmt: skip
    return RefusedError(
        Bilingual(f"邮件服务器拒绝（{words(said)}）", f"the mail server refuses ({words(said)})"), SHOW_ADMIN, where=where
    )
