"""CSV in all its dialects: delimiter and charset told by the file's beginning, quotes over several lines, nothing lost."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from houdun.channel import opening
from houdun.channel.events.mapping import DELIMITERS
from houdun.channel.events.table import Column, Values
from houdun.channel.port import RawFile, Reject
from houdun.errors import InputError
from houdun.language import Bilingual

if TYPE_CHECKING:
    from typing_extensions import Buffer

MAX_FIELD: Final = 8 * 1024 * 1024
MAX_LINE: Final = 16 * 1024 * 1024
"""Characters. A line of more is not a line of a table."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

ASK_QUOTES = Bilingual("请检查引号是否成对", "check that the quotation marks match")
SAY_ENCODING = Bilingual('请在对照文件中写明 encoding，例如 "gb18030"', 'say the encoding in the mapping file, such as "gb18030"')


class CsvTable:
    """Raises InputError: an empty file, an unknown charset, no header."""

    def __init__(self, file: RawFile, *, delimiter: str, encoding: str, wanted: frozenset[str]) -> None:
        self.name, self.blob, self._path = file.name, file.sha256, file.path
        with opening.opened(file.path, file.name) as stream:
            head = stream.read(opening.CHUNK)
        if not head.strip():
            raise InputError(Bilingual("文件是空的", "the file is empty"), opening.FETCH_AGAIN, where=file.name)
        self._encoding = encoding or encoding_of(head, file.name)
        self._pending: list[str] = []
        self._spoiled = False
        self._row = 1
        self._delimiter, names = self._header(delimiter, wanted)
        self.columns = tuple(Column(name) for name in names)

    def raw(self) -> str:
        text = "".join(self._pending).rstrip("\r\n")
        return text.encode("utf-8", "backslashreplace").decode()

    def records(self) -> Iterator[tuple[int, Values] | Reject]:
        rows = self._rows(self._delimiter)
        next(rows)
        width = len(self.columns)
        for row, values in rows:
            if isinstance(values, csv.Error):
                yield self._reject(row, Bilingual(f"不是有效的 CSV（{values}）", f"not valid CSV ({values})"), ASK_QUOTES)
            elif len(values) == width and not self._spoiled:
                yield row, values
            elif not any(map(str.strip, values)):
                continue
            elif len(values) != width:
                yield self._reject(
                    row,
                    Bilingual(f"有 {len(values)} 列，表头有 {width} 列", f"{len(values)} fields, and the header has {width}"),
                    Bilingual("请检查该行的分隔符和引号", "check the row's delimiters and quotation marks"),
                )
            else:
                yield self._reject(
                    row, Bilingual("含有 NUL 或该编码之外的字节", "holds NUL or bytes outside the charset"), SAY_ENCODING
                )

    def _header(self, delimiter: str, wanted: frozenset[str]) -> tuple[str, Values]:
        """The delimiter under which most of the wanted columns stand in the first record, then most columns."""
        headers: dict[str, list[str]] = {}
        for each in (delimiter,) if delimiter else DELIMITERS:
            _, names = next(self._rows(each), (0, []))
            headers[each] = [] if isinstance(names, csv.Error) else [name.strip("\ufeff \t") for name in names]
        best = max(headers, key=lambda each: (len(wanted & set(headers[each])), len(headers[each])))
        if not headers[best] or any("\0" in name for name in headers[best]):
            raise InputError(
                Bilingual("第一行不是可辨认的表头", "the first line is no header that can be read"),
                Bilingual(
                    "请另存为 UTF-8 的 CSV，第一行为列名", "save it as CSV in UTF-8 with the columns' names in the first line"
                ),
                where=f"{self.name}:1",
            )
        return best, headers[best]

    def _rows(self, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
        """Each record with the line it begins on. Blank lines come as empty records."""
        csv.field_size_limit(MAX_FIELD)
        with opening.opened(self._path, self.name) as stream:
            text = io.TextIOWrapper(
                io.BufferedReader(_Raw(stream.read), opening.CHUNK), self._encoding, errors="surrogateescape", newline=""
            )
            reader = csv.reader(self._lines(text), delimiter=delimiter, strict=True)
            row = 1
            while True:
                self._row = row
                self._pending.clear()
                self._spoiled = False
                try:
                    yield row, next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield row, error
                except UnicodeError as error:
                    raise opening.wrong_charset(f"{self.name}:{row}") from error
                row = reader.line_num + 1

    def _lines(self, text: io.TextIOWrapper) -> Iterator[str]:
        keep = self._pending.append
        while line := text.readline(MAX_LINE):
            if len(line) == MAX_LINE:
                raise InputError(
                    Bilingual(f"一行超过 {MAX_LINE >> 20} Mi 个字符", f"a line of over {MAX_LINE >> 20} Mi characters"),
                    Bilingual("请确认这是每行一条记录的 CSV", "check that this is CSV with one record a line"),
                    where=f"{self.name}:{self._row}",
                )
            keep(line)
            if "\0" in line or not (line.isascii() or _encodable(line)):
                self._spoiled = True
            yield line

    def _reject(self, row: int, problem: Bilingual, mend: Bilingual) -> Reject:
        return Reject(file=self.name, row=row, field="", problem=problem, mend=mend, raw=self.raw())


def encoding_of(head: bytes, name: str) -> str:
    """By byte-order mark, else UTF-8, else GB18030 where that gives plausible Chinese. Raises InputError."""
    if head.startswith(_UTF16):
        return "utf-16"
    sample = head if len(head) < opening.CHUNK else head[: head.rfind(b"\n") + 1]
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        opening.text_of(sample, name)
        return "gb18030"
    return "utf-8-sig"


def _encodable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Raw(io.RawIOBase):
    """The guarded stream in the shape that Python's text layer wants."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        data = self._read(len(view))
        view[: len(data)] = data
        return len(data)
