"""Reading a settings file strictly: every mistake is a UsageError that names file, key and mend."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeAlias

from houdun.errors import UsageError
from houdun.language import Bilingual

Raw: TypeAlias = Mapping[str, object]


@dataclass(frozen=True)
class Table:
    """One table of the file; `path` is its dotted key. Reading a key checks its type; `only` finds keys that mean nothing."""

    file: str
    path: str
    raw: Raw

    def fail(self, key: str, problem: Bilingual, mend: Bilingual) -> NoReturn:
        raise UsageError(problem, mend, where=f"{self.file} [{self.at(key)}]")

    def at(self, key: str) -> str:
        return ".".join(part for part in (self.path, key) if part)

    def only(self, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        required, known = list(required), {*required, *optional}
        for key in self.raw:
            if key not in known:
                allowed = sorted(known)
                mend = Bilingual(f"请删掉它，或改成 {'、'.join(allowed)} 之一", f"remove it, or use one of {', '.join(allowed)}")
                self.fail(key, Bilingual("不认识这个键", "this key means nothing"), mend)
        for key in required:
            if key not in self.raw:
                self.fail(key, Bilingual("缺少这个键", "this key is missing"), Bilingual("请补上", "add it"))

    def table(self, key: str) -> Table:
        held = self.raw.get(key, {})
        if not isinstance(held, dict):
            self.fail(
                key,
                Bilingual("这里应当是一张表", "this must be a table"),
                Bilingual("请写成 [表] 或 { 键 = 值 }", "write [table] or { key = value }"),
            )
        return Table(self.file, self.at(key), held)

    def tables(self) -> Iterable[tuple[str, Table]]:
        return [(key, self.table(key)) for key in self.raw]

    def text(self, key: str, default: str | None = None) -> str:
        held = self.raw.get(key, default)
        if not isinstance(held, str):
            self.fail(key, Bilingual("这里应当是文字", "this must be text"), Bilingual("请加上引号", "put it in quotation marks"))
        return held

    def filled(self, key: str) -> str:
        """A text that says something, without the blanks around it."""
        held = self.text(key).strip()
        if not held:
            self.fail(key, Bilingual("这里不能留空", "this cannot be empty"), Bilingual("请填上", "write what it is"))
        return held

    def number(self, key: str, low: float = 0.0, high: float = math.inf) -> float:
        """A finite number from `low` to `high`."""
        held = self.raw.get(key)
        if not isinstance(held, int | float) or isinstance(held, bool) or not math.isfinite(held) or not low <= held <= high:
            zh = f"不小于 {low:g} 的数" if high == math.inf else f" {low:g} 到 {high:g} 之间的数"
            en = f"a number of {low:g} or more" if high == math.inf else f"a number from {low:g} to {high:g}"
            self.fail(key, Bilingual(f"这里应当是{zh}", f"this must be {en}"), Bilingual("请改正", "correct it"))
        return float(held)

    def whole(self, key: str, low: int = 0, high: float = math.inf) -> int:
        """A whole number from `low` to `high`."""
        held = self.number(key, low, high)
        if not held.is_integer():
            self.fail(
                key, Bilingual("这里应当是整数", "this must be a whole number"), Bilingual("请去掉小数", "leave out the fraction")
            )
        return int(held)

    def positive(self, key: str) -> float:
        held = self.number(key)
        if held == 0:
            self.fail(
                key, Bilingual("这里不能是 0", "this cannot be 0"), Bilingual("请填一个大于 0 的数", "write a number above 0")
            )
        return held

    def texts(self, key: str) -> tuple[str, ...]:
        held = self.raw.get(key, [])
        if not isinstance(held, list) or not all(isinstance(each, str) for each in held):
            self.fail(
                key,
                Bilingual("这里应当是一列文字", "this must be a list of texts"),
                Bilingual('请写成 ["甲", "乙"]', 'write ["a", "b"]'),
            )
        return tuple(held)

    def list(self, key: str) -> tuple[Table, ...]:
        """An array of tables; its members are named key[0], key[1] …"""
        held = self.raw.get(key, [])
        if not isinstance(held, list) or not all(isinstance(each, dict) for each in held):
            mend = Bilingual("请写成 [[表]] 或 [{ 键 = 值 }]", "write [[table]] or [{ key = value }]")
            self.fail(key, Bilingual("这里应当是一列表", "this must be a list of tables"), mend)
        return tuple(Table(self.file, f"{self.at(key)}[{number}]", each) for number, each in enumerate(held))

    def choice(self, key: str, known: tuple[str, ...]) -> str:
        return self.one_of(key, self.text(key), known)

    def one_of(self, key: str, value: str, known: tuple[str, ...]) -> str:
        """`value`, found under `key`, where it is a known one."""
        if value not in known:
            problem = Bilingual(f"没有“{value}”", f"there is no “{value}”")
            self.fail(key, problem, Bilingual(f"请从 {'、'.join(known)} 中选择", f"use one of {', '.join(known)}"))
        return value

    def date(self, key: str) -> dt.date:
        return self._date(key, self.raw.get(key))

    def dates(self, key: str) -> tuple[dt.date, ...]:
        held = self.raw.get(key, [])
        return tuple(self._date(key, each) for each in (held if isinstance(held, list) else [held]))

    def _date(self, key: str, held: object) -> dt.date:
        if not isinstance(held, dt.date) or isinstance(held, dt.datetime):
            self.fail(
                key,
                Bilingual("这里应当是日期", "this must be a date"),
                Bilingual("请写成 2026-10-31，不加引号", "write 2026-10-31, without quotation marks"),
            )
        return held

    def bilingual(self, key: str) -> Bilingual:
        words = self.table(key)
        words.only(("zh", "en"))
        return Bilingual(words.text("zh"), words.text("en"))


def read_toml(path: Path) -> Table:
    """The file's root table. Raises UsageError where it cannot be read or is not TOML."""
    try:
        return Table(str(path), "", tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        problem = Bilingual("读不了这个文件", f"this file cannot be read ({error.strerror})")
        raise UsageError(problem, Bilingual("请检查路径和权限", "check the path and its permissions"), where=str(path)) from None
    except UnicodeDecodeError:
        problem = Bilingual("不是 UTF-8 文字", "this is no text in UTF-8")
        mend = Bilingual("请在编辑器里另存为 UTF-8", "save it as UTF-8 in the editor")
        raise UsageError(problem, mend, where=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        problem = Bilingual(f"不是有效的 TOML 文件（{error}）", f"this is not valid TOML ({error})")
        raise UsageError(problem, Bilingual("请按行号改正", "correct it at the place named"), where=str(path)) from None
