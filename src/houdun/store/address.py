"""Where a workspace keeps its database: SQLite inside the folder, or PostgreSQL by a URL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from houdun.errors import UsageError
from houdun.language import Bilingual

FILE = "houdun.db"
BUSY_SECONDS = 60
"""So long a writer waits for another one to finish."""
CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Address:
    """`place` is what errors may show: it never holds the password. `options` are Django's of one database."""

    place: str
    options: dict[str, object]


def of(root: Path, url: str | None) -> Address:
    """Where the workspace at `root` keeps its database. Raises as `postgresql`."""
    return postgresql(url) if url else sqlite(root)


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
    """Any URL that PostgreSQL's own tools take. UsageError for another one, and where the driver is not installed."""
    given = _parsed(url)
    host, port, name = given.pop("host", ""), given.pop("port", ""), given.pop("dbname", "")
    # An @ in one of these is the rest of a password that was not percent-encoded: it must not be shown.
    if not name or "@" in host + port + name:
        raise _no_url()
    return Address(
        place=f"postgresql://{host}:{port}/{name}" if port else f"postgresql://{host}/{name}",
        options={
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": given.pop("user", ""),
            "PASSWORD": given.pop("password", ""),
            "HOST": host,
            "PORT": port,
            "OPTIONS": {"connect_timeout": CONNECT_SECONDS, **given},
        },
    )


def _parsed(url: str) -> dict[str, str]:
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise UsageError(
            Bilingual("未安装 PostgreSQL 驱动 psycopg", "the PostgreSQL driver psycopg is not installed"),
            Bilingual('请安装：pip install "houdun[postgres]"', 'install it: pip install "houdun[postgres]"'),
            where="database_url",
        ) from error
    if not url.startswith(("postgresql://", "postgres://")):
        raise _no_url()
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except (ProgrammingError, UnicodeError):
        # Not chained: the driver's text may quote the URL, and the URL holds the password.
        raise _no_url() from None


def _no_url() -> UsageError:
    return UsageError(
        Bilingual("不是可用的 PostgreSQL 地址", "this is no URL of a PostgreSQL database"),
        Bilingual(
            "应形如 postgresql://用户:密码@主机:5432/库名；密码中的 @ / ? 写作 %40 %2F %3F",
            "write it as postgresql://user:password@host:5432/database; @ / ? in the password are %40 %2F %3F",
        ),
        where="database_url",
    )
