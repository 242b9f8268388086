"""A record from outside, read field by field: a getter gives the type it names, or says which field is wrong and the mend."""

from __future__ import annotations

import ast
import datetime as dt
import functools
import json
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from houdun.channel.opening import storable
from houdun.channel.port import Reject
from houdun.channel.times import NoTime, millis_of
from houdun.facts.time import Millis
from houdun.language import Bilingual

MAX_LITERAL: Final = 1024 * 1024
"""Characters of a list or object that stands in a text field."""

BIGGEST: Final = 2**63
"""No number of a record is as big; Python refuses to print those of thousands of digits."""

LOOK_AT_DOCS = Bilingual("请对照文档检查该字段", "compare the field with the documentation")


class BadField(Exception):
    """One field of a record that cannot be read; a reader makes a `Reject` of it."""

    def __init__(self, field: str, problem: Bilingual, mend: Bilingual = LOOK_AT_DOCS) -> None:
        super().__init__(field, problem.en)
        self.field, self.problem, self.mend = field, problem, mend

    def reject(self, file: str, row: int, raw: str) -> Reject:
        return Reject(file=file, row=row, field=storable(self.field), problem=self.problem, mend=self.mend, raw=raw)


@dataclass(frozen=True, slots=True)
class Fields:
    """`path` is where the record stands inside a larger one, with its dot: `comments[3].`. Null and missing are the same.
    A name in snake_case also finds its camelCase."""

    values: Mapping[str, object] = field(default_factory=dict)
    path: str = ""

    def __contains__(self, name: str) -> bool:
        return self._first((name,))[1] is not None

    def __bool__(self) -> bool:
        return bool(self.values)

    def text(self, *names: str) -> str:
        """The first of the fields that is there, as text that can be stored; "" where none is."""
        name, value = self._first(names)
        if value is None:
            return ""
        if isinstance(value, str):
            return storable(value)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < BIGGEST:
            return str(value)
        raise BadField(self.path + name, Bilingual("应为文字", "must be text"))

    def needed(self, *names: str) -> str:
        """Like `text`, and raises BadField where it is empty."""
        if text := self.text(*names).strip():
            return text
        raise self.missing(names[0])

    def flag(self, *names: str) -> bool:
        return self._first(names)[1] is True

    def time(self, *names: str, zone: dt.tzinfo | None = None) -> Millis | None:
        name, value = self._first(names)
        if value is None or value == "":
            return None
        try:
            return millis_of(value, zone)
        except NoTime as error:
            raise BadField(self.path + name, error.problem, error.mend) from error

    def needed_time(self, *names: str, zone: dt.tzinfo | None = None) -> Millis:
        at = self.time(*names, zone=zone)
        if at is None:
            raise self.missing(names[0])
        return at

    def inner(self, *names: str) -> Fields:
        """The object in the field; an empty one where there is none."""
        name, value = self._first(names)
        value = self._unpacked(name, value)
        if value is None:
            return Fields({}, f"{self.path}{name}.")
        if isinstance(value, dict):
            return Fields(value, f"{self.path}{name}.")
        raise BadField(self.path + name, Bilingual("应为对象", "must be an object"))

    def each(self, *names: str) -> Iterator[Fields]:
        """The objects of the list in the field. A plain text in the list counts as an object with that `name`."""
        name, value = self._first(names)
        value = self._unpacked(name, value)
        if value is None:
            return
        if not isinstance(value, list | tuple):
            raise BadField(self.path + name, Bilingual("应为列表", "must be a list"))
        for place, item in enumerate(value):
            path = f"{self.path}{name}[{place}]"
            if isinstance(item, str):
                yield Fields({"name": item}, f"{path}.")
            elif isinstance(item, dict):
                yield Fields(item, f"{path}.")
            else:
                raise BadField(path, Bilingual("应为对象", "must be an object"))

    def missing(self, name: str) -> BadField:
        return BadField(self.path + name, Bilingual("缺少该字段", "the field is missing"))

    def _first(self, names: tuple[str, ...]) -> tuple[str, object]:
        for name in names:
            if (value := self.values.get(name)) is not None:
                return name, value
            if "_" in name and (value := self.values.get(_camel(name))) is not None:
                return _camel(name), value
        return names[0], None

    def _unpacked(self, name: str, value: object) -> object:
        """Exports through spreadsheets and data frames leave lists and objects as text: JSON, or as Python prints them."""
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return literal(value)
        except ValueError as error:
            raise BadField(self.path + name, Bilingual("文字里不是列表或对象", "the text holds no list or object")) from error


@functools.cache
def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def literal(text: str) -> object:
    """A JSON or Python literal; nothing is ever run. Raises ValueError."""
    if len(text) > MAX_LITERAL:
        raise ValueError("too long for a literal")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.literal_eval(text.strip())
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
            raise ValueError("no literal") from error
