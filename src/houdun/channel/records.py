"""The records of a JSON file, however they stand: one a line, in an array, in several arrays, or pretty-printed.
Only one record is held at a time."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from houdun.channel import opening
from houdun.channel.port import Reject
from houdun.errors import InputError
from houdun.language import Bilingual

_BETWEEN = re.compile(r"[\s,\[\]\ufeff]*")
_UNFINISHED = ("{", "[", ",", ":")
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}

NOT_JSON = Bilingual("不是有效的 JSON", "this is not valid JSON")
MEND_JSON = Bilingual("请修正该行，或重新导出", "mend the line or export again")
NOT_OBJECT = Bilingual("应为一个 JSON 对象", "must be a JSON object")


@dataclass(frozen=True, slots=True)
class Record:
    """One object. `row` is the line it begins on; `raw` the text it was read from."""

    row: int
    values: dict[str, object]
    raw: str


def records(path: Path, name: str) -> Iterator[Record | Reject]:
    """Raises InputError: an empty file, a cut-off or broken array, a wrong charset. A broken line among others is a Reject."""
    with opening.opened(path, name) as stream:
        head = stream.read(opening.CHUNK)
    if not head.strip():
        raise InputError(Bilingual("文件是空的", "the file is empty"), opening.FETCH_AGAIN, where=name)
    if head[:2] in _UTF16 or _runs_over_lines(head):
        yield from _streamed(_decoded(path, name), name)
    else:
        yield from _by_line(path, name)


def _runs_over_lines(head: bytes) -> bool:
    """Whether values begin that need not end on their line."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    first = text.partition(b"\n")[0].decode("utf-8", "replace").rstrip()
    return first.startswith("[") or first.endswith(_UNFINISHED)


def _by_line(path: Path, name: str) -> Iterator[Record | Reject]:
    for row, line in opening.lines(path, name):
        if not line.strip():
            continue
        try:
            raw = opening.text_of(line, f"{name}:{row}")
        except InputError as error:
            yield _reject(name, row, error.problem, error.mend, line.decode("utf-8", "backslashreplace"))
            continue
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError):
            yield _reject(name, row, NOT_JSON, MEND_JSON, raw)
        else:
            yield _record(name, row, value, raw)


def _decoded(path: Path, name: str) -> Iterator[str]:
    with opening.opened(path, name) as stream:
        data = stream.read(opening.CHUNK)
        decoder = codecs.getincrementaldecoder(_UTF16.get(data[:2], "utf-8"))()
        try:
            while data:
                yield decoder.decode(data)
                data = stream.read(opening.CHUNK)
            yield decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise opening.wrong_charset(name) from None


class _Window:
    """The text around the value being read; grows until the value is whole, and forgets what was read."""

    def __init__(self, chunks: Iterator[str], name: str) -> None:
        self._chunks, self._name = chunks, name
        self.text, self.position, self.row, self.depth = "", 0, 1, 0

    def skip(self) -> None:
        """To the next value."""
        between = _BETWEEN.match(self.text, self.position)
        if between:
            self.depth += between[0].count("[") - between[0].count("]")
            self.advance(between.end())

    def advance(self, end: int) -> None:
        self.row += self.text.count("\n", self.position, end)
        self.position = end

    def grow(self) -> bool:
        """At least twice as much text, so that a long value is not tried over and over; False at the end of the file."""
        pieces = [self.text[self.position :]]
        size = len(pieces[0])
        if size > opening.MAX_LINE:
            raise InputError(
                Bilingual(
                    f"一条记录超过 {opening.MAX_LINE >> 20} MiB，或 JSON 有误",
                    f"a record of over {opening.MAX_LINE >> 20} MiB, or broken JSON",
                ),
                MEND_JSON,
                where=f"{self._name}:{self.row}",
            )
        wanted = min(2 * size, opening.MAX_LINE)
        for piece in self._chunks:
            pieces.append(piece)
            size += len(piece)
            if size > wanted:
                break
        grown = size > len(pieces[0])
        self.text, self.position = "".join(pieces), 0
        return grown


def _streamed(chunks: Iterator[str], name: str) -> Iterator[Record | Reject]:
    window, decoder = _Window(chunks, name), json.JSONDecoder()
    while True:
        window.skip()
        if window.position == len(window.text):
            if window.grow():
                continue
            break
        try:
            value, end = decoder.raw_decode(window.text, window.position)
        except (ValueError, RecursionError) as error:
            if not isinstance(error, RecursionError) and window.grow():
                continue
            raise InputError(NOT_JSON, MEND_JSON, where=f"{name}:{window.row}") from error
        if end == len(window.text) and window.grow():
            continue
        yield _record(name, window.row, value, window.text[window.position : end])
        window.advance(end)
    if window.depth:
        raise InputError(
            Bilingual("JSON 不完整：方括号没有配对", "the JSON is cut off: its brackets do not match"),
            opening.FETCH_AGAIN,
            where=name,
        )


def _record(name: str, row: int, value: object, raw: str) -> Record | Reject:
    if isinstance(value, dict):
        return Record(row, value, raw)
    return _reject(name, row, NOT_OBJECT, MEND_JSON, raw)


def _reject(name: str, row: int, problem: Bilingual, mend: Bilingual, raw: str) -> Reject:
    return Reject(file=name, row=row, field="", problem=problem, mend=mend, raw=raw)
