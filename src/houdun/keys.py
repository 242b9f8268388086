"""Keys: templates whose `{key:NAME}` is filled at the last moment, and the one way to print anything near them.

A key comes from the environment (`HOUDUN_KEY_NAME`) or from a secrets file (TOML, `NAME = "…"`; `HOUDUN_SECRETS` names it).
"""

from __future__ import annotations

import base64
import os
import re
import stat
import string
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus

from houdun import toml_file
from houdun.errors import UsageError
from houdun.language import Bilingual

KEY = re.compile(r"\{key:([A-Za-z][A-Za-z0-9_]*)\}")
ENVIRONMENT = "HOUDUN_KEY_"
SECRETS = "HOUDUN_SECRETS"
AS_IT_IS = string.ascii_letters + string.digits + string.punctuation
"""Vendors hand out keys ready to be put into an address, question marks and all."""
HIDDEN = "***"
NAMED = r"\{key:\w+\}"
"""What only names a key is no secret."""
USERINFO = re.compile(rf"(?<=://)([^/?#@\s:]*):(?!{NAMED}@)[^/?#@\s]*@")
SECRET_VALUE = re.compile(
    r"([?&;](?:\w*(?:secret|token|sign|signature|passw(?:or)?d|pwd|auth|credential)\w*|\w*key|sig|hash|hdnts|policy)=)"
    rf"(?!{NAMED}(?:[&#\s'\"<>]|$))[^&#\s'\"<>]+",
    re.IGNORECASE,
)
SHORTEST = 4
"""A shorter key is not looked for in what is printed: it would black out half of every sentence. Filling refuses it."""

_filled: set[str] = set()
"""Every key that this process has filled, in every form in which it may be printed, so that `redacted` knows it."""


class Secret:
    """A password or the like, as a template. Its `str` and `repr` never show what it is filled with, nor what else stands in it."""

    def __init__(self, template: str, environment: Mapping[str, str] = os.environ) -> None:
        self._template, self._environment = template, environment

    def __repr__(self) -> str:
        return f"Secret({self._keys()})"

    def filled(self) -> str:
        """The secret itself: for logging in, and for nothing else. Raises UsageError for a key that is not there."""
        return fill(self._template, self._environment, where=self._keys())

    def _keys(self) -> str:
        return " ".join(found[0] for found in KEY.finditer(self._template)) or HIDDEN


def fill(template: str, environment: Mapping[str, str], *, where: str, form: Callable[[str], str] = str) -> str:
    """The template with its keys, each written as `form` says. Raises UsageError at `where` for a key that is not there or too short."""
    return KEY.sub(lambda found: form(_key(found[1], environment, where)), template)


def redacted(text: str) -> str:
    """The text without filled keys in any form, without passwords in addresses, and without the values of what is usually a secret."""
    for key in sorted(_filled, key=len, reverse=True):
        text = text.replace(key, HIDDEN)
    return SECRET_VALUE.sub(rf"\1{HIDDEN}", USERINFO.sub(rf"\1:{HIDDEN}@", text))


def _key(name: str, environment: Mapping[str, str], where: str) -> str:
    key = environment.get(ENVIRONMENT + name) or _from_file(name, environment)
    if key is None:
        raise UsageError(
            Bilingual(f"没有名为 {name} 的密钥", f"there is no key {name}"),
            Bilingual(
                f"请设置环境变量 {ENVIRONMENT}{name}，或写入 ~/.config/houdun/secrets.toml",
                f"set {ENVIRONMENT}{name}, or write it into ~/.config/houdun/secrets.toml",
            ),
            where=where,
        )
    if len(key) < SHORTEST:
        raise UsageError(
            Bilingual(f"密钥 {name} 不足 {SHORTEST} 个字符", f"the key {name} has fewer than {SHORTEST} characters"),
            Bilingual("请核对密钥是否完整", "check that it is whole"),
            where=where,
        )
    based = base64.b64encode(key.encode("utf-8", "surrogateescape")).decode()
    _filled.update({key, quote(key, safe=AS_IT_IS), quote(key, safe=""), quote(key), quote_plus(key), based})
    return key


def _from_file(name: str, environment: Mapping[str, str]) -> str | None:
    """The key as the secrets file has it; None where there is no such file, or no such key in it."""
    named = environment.get(SECRETS)
    path = (
        Path(named) if named else Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "houdun" / "secrets.toml"
    )
    if not path.exists() and not named:
        return None
    keys = toml_file.read_toml(path)
    if path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        raise UsageError(
            Bilingual("密钥文件对本机所有人开放", "the secrets file is open to everybody on this machine"),
            Bilingual("请执行 chmod 600", "run chmod 600 on it"),
            where=str(path),
        )
    return keys.text(name) if name in keys.raw else None
