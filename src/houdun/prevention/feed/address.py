"""A feed's address, as typed and as it is asked for: https (or webcal, which means the same) at the usual port, keys by their names."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from houdun.errors import UsageError
from houdun.inert import one_line
from houdun.keys import AS_IT_IS, KEY, fill, redacted
from houdun.language import Bilingual

SCHEMES: Final = ("https", "webcal", "webcals")
PORT: Final = 443
"""No other one: what our own machine, seen from inside, has open at its public address is not for whoever enters a feed."""
KEYS: Final = "CALENDAR"
"""Only keys whose names begin so: the others, vendors' mailboxes among them, must not be sent to wherever a feed's address says."""
LONGEST: Final = 2_000
HOST: Final = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?|\[[0-9a-f:.]{2,45}\]")

NEVER: Final = re.compile(r"[\x00-\x20\x7f\\]")
"""What one reader of addresses leaves out, and another takes for a slash."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one request goes. `host` in ASCII and lower case, `target` as the request line has it; `authorisation` is a header's value."""

    host: str
    target: str = field(repr=False)
    authorisation: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """The host as look-ups and certificates have it."""
        return self.host.strip("[]")

    def redirected(self, location: str, where: str) -> Place:
        """Where a redirect leads. Who we are is told to the same host only. Raises UsageError as `read` does."""
        try:
            url = urljoin(f"https://{self.host}{self.target}", location)
        except ValueError:
            raise _no_address(where) from None
        there = _place(url, where)
        return Place(there.host, there.target, self.authorisation if there.host == self.host else "")


def read(template: str, environment: Mapping[str, str]) -> Place:
    """The address with its keys filled in. Raises UsageError for what is no address of a feed, and for a key that is not there or not for feeds."""
    _check(template)
    return _place(fill(template, environment, where=shown(template), form=partial(quote, safe=AS_IT_IS)), shown(template))


def shown(template: str) -> str:
    """The address for eyes: its host and its keys' names. In the rest, many calendar services put what lets anybody in."""
    named = "".join(f"{{key:{name}}}" for name in dict.fromkeys(KEY.findall(template)))
    try:
        host = urlsplit(template).hostname
    except ValueError:
        host = None
    return one_line(f"https://{host}/…{named}" if host and "{" not in host else named or "…", 120)


def check_secrets(template: str) -> None:
    """Raises UsageError where the address itself holds what looks like a secret: it would be written down."""
    if redacted(template) != template:
        raise _wrong(
            Bilingual("地址里写有密码或令牌", "a password or token stands in the address itself"),
            Bilingual(
                f"请把它（或整个地址）存为名称以 {KEYS} 开头的密钥，这里写 {{key:{KEYS}_TEAM}}",
                f"keep it, or the whole address, as a key whose name begins with {KEYS}, and write {{key:{KEYS}_TEAM}} here",
            ),
            shown(template),
        )


def _check(template: str) -> None:
    if len(template) > LONGEST:
        raise _wrong(Bilingual("地址过长", "the address is too long"), Bilingual("请核对地址", "check it"), shown(template))
    for name in KEY.findall(template):
        if not name.startswith(KEYS):
            raise _wrong(
                Bilingual(f"密钥 {name} 不能用于日历地址", f"the key {name} is not for calendars"),
                Bilingual(f"日历用的密钥，名称须以 {KEYS} 开头", f"a key for calendars has a name that begins with {KEYS}"),
                shown(template),
            )


def _place(url: str, where: str) -> Place:
    try:
        parts = urlsplit(url)
        host, port = _host(parts), parts.port
        target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=AS_IT_IS)
    except ValueError:
        raise _no_address(where) from None
    if parts.scheme not in SCHEMES or not HOST.fullmatch(host) or NEVER.search(url):
        raise _no_address(where)
    if port not in (None, PORT):
        raise _wrong(
            Bilingual("日历地址只能用 443 端口", "a calendar's address has port 443 and no other"),
            Bilingual("请换用该端口的地址，或下载 .ics 文件后上传", "use its address at that port, or upload the .ics file"),
            where,
        )
    return Place(host, target, _basic(parts))


def _host(parts: SplitResult) -> str:
    """In ASCII, as look-ups want it. Raises ValueError."""
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")


def _basic(parts: SplitResult) -> str:
    if parts.password is None:
        return ""
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password)}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def _no_address(where: str) -> UsageError:
    return _wrong(
        Bilingual("不是日历订阅地址", "this is no address of a calendar feed"),
        Bilingual("请填 https:// 或 webcal:// 开头的地址", "write one that begins with https:// or webcal://"),
        where,
    )


def _wrong(problem: Bilingual, mend: Bilingual, where: str) -> UsageError:
    return UsageError(problem, mend, where=where)
