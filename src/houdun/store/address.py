"""Where a workspace keeps its database: SQLite inside the folder, or PostgreSQL by a URL."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from houdun.errors import UsageError
from houdun.language import Bilingual

FILE = "houdun.db"
BUSY_SECONDS = 30
"""So long a writer waits for another one to finish."""

_EXAMPLE = Bilingual("应形如 postgresql://用户:密码@主机:5432/库名", "write it as postgresql://user:password@host:5432/database")


@dataclass(frozen=True, slots=True)
class Address:
    """`place` is what errors may show: it never holds the password. `options` are Django's of one database."""

    place: str
    options: dict[str, object]


def sqlite(root: Path) -> Address:
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536"
    path = root / FILE
    return Address(
        place=str(path),
        options={
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": BUSY_SECONDS, "init_command": pragmas},
        },
    )


def postgresql(url: str) -> Address:
    """Raises UsageError for what is no PostgreSQL URL, and where the driver is not installed."""
    parts = _split(url)
    _need_driver()
    extra = dict(parse_qsl(parts.query))
    host = extra.pop("host", "") or unquote(parts.hostname or "")
    name = unquote(parts.path.removeprefix("/"))
    return Address(
        place=f"postgresql://{host}:{parts.port or 5432}/{name}",
        options={
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": host,
            "PORT": str(parts.port or ""),
            "OPTIONS": {"connect_timeout": 10, **extra},
        },
    )


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # reading it is what checks it
    except ValueError:
        # Not chained: the cause's text may quote the URL, and the URL holds the password.
        raise UsageError(
            Bilingual("数据库地址无法解析", "the database URL cannot be read"), _EXAMPLE, where="database_url"
        ) from None
    if parts.scheme not in ("postgresql", "postgres") or parts.path in ("", "/"):
        raise UsageError(
            Bilingual("数据库地址不是 PostgreSQL 地址", "the database URL is not one of PostgreSQL"),
            _EXAMPLE,
            where="database_url",
        )
    return parts


def _need_driver() -> None:
    try:
        importlib.import_module("psycopg")
    except ImportError as error:
        raise UsageError(
            Bilingual("未安装 PostgreSQL 驱动 psycopg", "the PostgreSQL driver psycopg is not installed"),
            Bilingual('请安装：pip install "houdun[postgres]"', 'install it: pip install "houdun[postgres]"'),
            where="database_url",
        ) from error
