"""The user's mapping file (TOML): what an export does not say itself. An unknown key is an error, like a wrong type."""

from __future__ import annotations

import difflib
import tomllib
import zoneinfo
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from houdun.errors import UsageError
from houdun.language import Bilingual

MAX_SIZE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the mapping file. Every getter raises UsageError, naming the file and the key, where the type is wrong."""

    values: Mapping[str, object]
    where: str

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if isinstance(value, str):
            return value
        raise self.wrong(key, Bilingual("应为文字", "must be text"), Bilingual("请加引号", "put it in quotation marks"))

    def texts(self, key: str) -> frozenset[str]:
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return frozenset(value)
        raise self.wrong(key, Bilingual("应为文字列表", "must be a list of texts"), Bilingual('例如 ["张三"]', 'such as ["Ann"]'))

    def number(self, key: str, default: float) -> float:
        value = self.values.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6:
            return float(value)
        raise self.wrong(key, Bilingual("应为正数", "must be a positive number"), Bilingual("例如 12", "such as 12"))

    def table(self, key: str, keys: Collection[str] = ()) -> Table:
        """The table under `key`, its keys checked where `keys` says which there are."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, Bilingual("应为表", "must be a table"), Bilingual(f"写成 [{key}]", f"write [{key}]"))
        inner = Table(value, self.where)
        return inner.only(keys) if keys else inner

    def zone(self, key: str = "zone") -> zoneinfo.ZoneInfo | None:
        name = self.text(key)
        if not name:
            return None
        try:
            return zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise self.wrong(
                key,
                Bilingual("没有这个时区", "there is no such time zone"),
                Bilingual("请用 IANA 名称，例如 Asia/Shanghai", "use an IANA name such as Asia/Shanghai"),
            ) from error

    def only(self, keys: Collection[str]) -> Table:
        """The same table. Raises UsageError where it has another key."""
        for key in self.values:
            if key not in keys:
                near = difflib.get_close_matches(key, keys, 1)
                mend = (
                    Bilingual(f"是否想写 {near[0]}？", f"did you mean {near[0]}?")
                    if near
                    else Bilingual(f"可用：{'、'.join(keys)}", f"the keys are {', '.join(keys)}")
                )
                raise self.wrong(key, Bilingual("没有这个键", "there is no such key"), mend)
        return self

    def wrong(self, key: str, problem: Bilingual, mend: Bilingual) -> UsageError:
        return UsageError(problem, mend, where=f"{self.where} [{key}]")


def load(path: Path | None, keys: Collection[str]) -> Table:
    """The mapping file; an empty table where none is given. Raises UsageError: unreadable, not TOML, an unknown key."""
    if path is None:
        return Table({}, "")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_SIZE + 1)
        if len(data) > MAX_SIZE:
            raise ValueError("larger than 1 MiB")
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(
            Bilingual(f"对照文件无法读取（{error}）", f"the mapping file cannot be read ({error})"),
            Bilingual("请检查路径；文件应为 UTF-8 编码的 TOML", "check the path; the file must be TOML in UTF-8"),
            where=str(path),
        ) from error
    return Table(values, str(path)).only(keys)
