"""What goes wrong outside, in our words: never the driver's text, which may quote what a user must not see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error

from houdun.errors import HoudunError, OutsideError, RefusedError, UsageError
from houdun.language import Bilingual


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turns a database failure that is not ours into OutsideError, RefusedError or UsageError; a bug of ours stays as it is."""
    try:
        yield
    except Error as error:
        known = _known(error, place)
        if known is None:
            raise
        raise known from error


def _known(error: Error, place: str) -> HoudunError | None:
    code = _code(error)
    for starts, kind, problem, mend in _FAILURES:
        if code.startswith(starts):
            return kind(problem, mend, where=place)
    return None


def _code(error: Error) -> str:
    """SQLite's error name, PostgreSQL's five characters, or a name of ours for a connection that PostgreSQL did not make."""
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    if isinstance(code, str):
        return code
    if type(cause).__name__ != "OperationalError":
        return "UNKNOWN"
    said = str(cause)
    return "REFUSED" if any(words in said for words in _REFUSALS) else "UNREACHABLE"


_REFUSALS = (
    "password authentication failed",
    "no password supplied",
    "no pg_hba.conf entry",
    "does not exist",
    "is not permitted to log in",
    "permission denied",
    "authentication failed",
)

_BUSY = Bilingual("另一个导入正在写入，等候已超时", "another import is writing, and it took too long to wait for")
_LATER = Bilingual("请待其完成后重试", "try again when it is done")
_AWAY = Bilingual("数据库服务器没有应答", "the database server does not answer")
_CHECK_SERVER = Bilingual("请确认主机、端口和网络，稍后重试", "check host, port and network, and try again")
_NO_ENTRY = Bilingual("数据库拒绝登录或没有权限", "the database refused the login, or the right to do this")
_CHECK_LOGIN = Bilingual("请检查用户名、密码、库名和授权", "check user, password, database name and grants")
_NO_ROOM = Bilingual("数据库无法写入：磁盘已满或读写出错", "the database cannot be written: disk full or failing")
_MAKE_ROOM = Bilingual("请检查磁盘后重试", "check the disk, then try again")
_READ_ONLY = Bilingual("数据库文件无法打开或只读", "the database file cannot be opened, or not for writing")
_CHECK_RIGHTS = Bilingual("请检查文件夹的权限", "check the permissions of the folder")
_NO_DATABASE = Bilingual("文件不是 Houdun 的数据库，或已损坏", "the file is not a database of Houdun, or it is damaged")
_OTHER_FOLDER = Bilingual("请换一个文件夹，或从备份恢复", "use another folder, or restore it from a backup")

_FAILURES: tuple[tuple[tuple[str, ...], type[HoudunError], Bilingual, Bilingual], ...] = (
    (("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01"), OutsideError, _BUSY, _LATER),
    (("SQLITE_FULL", "SQLITE_IOERR", "53100", "58"), OutsideError, _NO_ROOM, _MAKE_ROOM),
    (("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"), RefusedError, _READ_ONLY, _CHECK_RIGHTS),
    (("SQLITE_NOTADB", "SQLITE_CORRUPT"), UsageError, _NO_DATABASE, _OTHER_FOLDER),
    (("REFUSED", "28", "3D", "42501"), RefusedError, _NO_ENTRY, _CHECK_LOGIN),
    (("UNREACHABLE", "08", "57", "53"), OutsideError, _AWAY, _CHECK_SERVER),
)
