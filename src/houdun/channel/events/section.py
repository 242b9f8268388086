"""One table of a TOML file, read key by key: a wrong type, a wrong choice or an unknown key is a UsageError with its place."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar

from houdun.errors import UsageError
from houdun.facts.time import EARLIEST, LATEST, Millis, to_millis
from houdun.language import Bilingual

E = TypeVar("E", bound=StrEnum)
MOST_NAMES: Final = 24
LONGEST_SHOWN: Final = 60


class Section:
    """`place` is how an error names it: the file, and the table in brackets. Call `finish` when all keys have been asked for."""

    def __init__(self, table: Mapping[str, object], file: str, path: str = "") -> None:
        self._table, self._file, self._path = table, file, path
        self._asked: set[str] = set()

    @property
    def place(self) -> str:
        return f"{self._file} [{shown(self._path)}]" if self._path else self._file

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def value(self, key: str) -> object:
        self._asked.add(key)
        return self._table.get(key)

    def text(self, key: str, default: str = "") -> str:
        value = self.value(key)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        raise self.wrong(key, Bilingual("应为文字，请加引号", "must be text in quotation marks"))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one."""
        value = self.value(key)
        if value is None:
            return ()
        listed = [value] if isinstance(value, str) else value
        if isinstance(listed, list) and all(isinstance(each, str) for each in listed):
            return tuple(listed)
        raise self.wrong(key, Bilingual("应为文字列表", "must be a list of texts"))

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.value(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        raise self.wrong(key, Bilingual("应为 true 或 false", "must be true or false"))

    def moment(self, key: str) -> Millis | None:
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, dt.datetime) and value.tzinfo and EARLIEST <= to_millis(value) <= LATEST:
            return to_millis(value)
        raise self.wrong(key, Bilingual("应为带时区的时间", "must be a time with its zone"), "2026-03-07T21:04:11+08:00")

    def choice(self, key: str, kind: type[E]) -> E | None:
        value = self.value(key)
        return None if value is None else self.one_of(key, value, kind)

    def one_of(self, key: str, value: object, kind: type[E]) -> E:
        for each in kind:
            if each == value:
                return each
        raise self.unknown(key, str(value), [str(each) for each in kind])

    def section(self, key: str) -> Section:
        value = self.value(key)
        if value is None or isinstance(value, dict):
            return Section(value or {}, self._file, f"{self._path}.{key}" if self._path else key)
        raise self.wrong(key, Bilingual("应为一个表", "must be a table"))

    def sections(self, key: str) -> list[Section]:
        """A table, or a list of tables."""
        value = self.value(key)
        listed = value if isinstance(value, list) else [value]
        tables = [each for each in listed if isinstance(each, dict)]
        if len(tables) == len(listed):
            return [Section(each, self._file, f"{self._path}.{key}") for each in tables]
        raise self.wrong(key, Bilingual('应为一个表，或 "ignore"', 'must be a table, or "ignore"'))

    def names(self) -> tuple[str, ...]:
        """The keys, where the user chooses them: all count as asked for."""
        self._asked.update(self._table)
        return tuple(self._table)

    def finish(self) -> None:
        for key in self._table:
            if key not in self._asked:
                raise self.unknown("", key, self._asked)

    def wrong(self, key: str, mend: Bilingual, example: str = "") -> UsageError:
        example = f" ({key} = {example})" if example else ""
        return UsageError(
            Bilingual(f"{key} 的值不对", f"the value of {key} is wrong"),
            Bilingual(f"{mend.zh}{example}", f"it {mend.en}{example}"),
            where=self.place,
        )

    def unknown(self, key: str, given: str, known: Iterable[str]) -> UsageError:
        problem = (
            Bilingual(f"{key} 不能是 {shown(given)}", f"{key} cannot be {shown(given)}")
            if key
            else Bilingual(f"没有名为 {shown(given)} 的键", f"there is no key {shown(given)}")
        )
        return UsageError(problem, suggestion(given, known), where=self.place)


def suggestion(given: str, known: Iterable[str]) -> Bilingual:
    """The nearest known name, else the first of them all."""
    return _suggestion(shown(given), tuple(sorted(known)))


@lru_cache(maxsize=1024)
def _suggestion(given: str, names: tuple[str, ...]) -> Bilingual:
    if near := difflib.get_close_matches(given, names, 1):
        return Bilingual(f"是否想写 {shown(near[0])}？", f"did you mean {shown(near[0])}?")
    some = [shown(name) for name in names[:MOST_NAMES]] + ["…"] * (len(names) > MOST_NAMES)
    return Bilingual(f"可用的有：{'、'.join(some)}", f"there are: {', '.join(some)}")


def shown(text: str) -> str:
    """A name from outside on one short line."""
    line = " ".join(text[: 2 * LONGEST_SHOWN].split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"
