"""Opening what comes from outside: gzip told by its bytes, sizes limited, text decoded or refused, never a traceback."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

from houdun.errors import InputError
from houdun.language import Bilingual

MAX_LINE: Final = 64 * 1024 * 1024
MAX_WHOLE: Final = 1024 * 1024 * 1024
MAX_RATIO: Final = 250
"""Real exports pack 5- to 40-fold; a gzip bomb about 1000-fold."""
RATIO_COUNTS_FROM: Final = 64 * 1024 * 1024
CHUNK: Final = 1024 * 1024

_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")

GZIP_MAGIC = b"\x1f\x8b"
ARCHIVES = {b"PK\x03\x04": "zip", b"7z\xbc\xaf": "7z", b"\xfd7zX": "xz", b"BZh": "bzip2", b"\x28\xb5\x2f\xfd": "zstd"}

EVERYDAY: Final = bytes([*range(0xA1, 0xA4), *range(0xB0, 0xD8)])
"""Lead bytes of GB 2312's punctuation, full-width forms and 3,755 everyday characters."""

DAMAGED = Bilingual("压缩文件已损坏或不完整", "the gzip file is damaged or cut off")
FETCH_AGAIN = Bilingual("请重新导出或下载该文件", "export or download the file again")


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Guarded:
    """A gzip stream that stops where the packed bytes cannot honestly hold so much."""

    def __init__(self, stream: _Readable, packed: int, where: str) -> None:
        self._stream, self._packed, self._where, self._read = stream, max(packed, 1), where, 0

    def _count(self, data: bytes) -> bytes:
        self._read += len(data)
        if self._read > RATIO_COUNTS_FROM and self._read > MAX_RATIO * self._packed:
            raise InputError(
                Bilingual(
                    f"解压后超过压缩大小的 {MAX_RATIO} 倍，疑为压缩炸弹",
                    f"unpacks to over {MAX_RATIO} times its size: a zip bomb?",
                ),
                Bilingual("请自行解压并检查后再导入", "unpack and look at it yourself before importing"),
                where=self._where,
            )
        return data

    def read(self, size: int) -> bytes:
        try:
            return self._count(self._stream.read(size))
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(DAMAGED, FETCH_AGAIN, where=self._where) from error


def files_in(path: Path, endings: tuple[str, ...]) -> tuple[Path, ...]:
    """The path itself, or of a folder all files below it with these endings (also packed: `.gz`), in order, hidden ones left out."""
    if not path.is_dir():
        return (path,)
    wanted = tuple(ending + packed for ending in endings for packed in ("", ".gz"))
    below = (file for file in path.rglob("*") if file.name.lower().endswith(wanted) and file.is_file())
    return tuple(sorted(file for file in below if not any(part.startswith(".") for part in file.relative_to(path).parts)))


@contextmanager
def opened(path: Path, name: str) -> Iterator[_Readable]:
    """The bytes of a file, gzip unpacked. Raises InputError: missing, unreadable, another archive, damaged, a bomb."""
    try:
        stream = path.open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            Bilingual(f"无法打开（{reason}）", f"cannot be opened ({reason})"),
            Bilingual("请检查路径和权限", "check the path and its permissions"),
            where=name,
        ) from error
    with stream:
        magic = stream.read(4)
        stream.seek(0)
        for head, archive in ARCHIVES.items():
            if magic.startswith(head):
                raise InputError(
                    Bilingual(f"这是 {archive} 压缩包", f"this is a {archive} archive"),
                    Bilingual(
                        "请先解压，再导入其中的文件（支持 .gz）",
                        "unpack it first and import the file inside (.gz is read as it is)",
                    ),
                    where=name,
                )
        if magic.startswith(GZIP_MAGIC):
            with gzip.GzipFile(fileobj=stream) as unpacked:
                yield _Guarded(unpacked, path.stat().st_size, name)
        else:
            yield stream


def whole(path: Path, name: str, limit: int = MAX_WHOLE) -> bytes:
    """The whole file, unpacked. Raises InputError where it is larger than `limit` bytes."""
    pieces: list[bytes] = []
    size = 0
    with opened(path, name) as stream:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > limit:
                raise InputError(
                    Bilingual(f"文件大于 {limit >> 20} MiB", f"the file is larger than {limit >> 20} MiB"),
                    Bilingual(
                        "请拆分后分批导入（JSON 可改用每行一条的格式）",
                        "split it and import the parts (JSON: one record a line)",
                    ),
                    where=name,
                )
            pieces.append(piece)
    return b"".join(pieces)


def storable(text: str) -> str:
    """The same text with what no database takes, NUL and unpaired surrogates (JSON can carry both), shown as U+FFFD."""
    if "\0" not in text and text.isascii():
        return text
    return _NOT_STORABLE.sub("\ufffd", text)


def lines(path: Path, name: str) -> Iterator[tuple[int, bytes]]:
    """Numbered lines (from 1) without their line ends. Raises InputError at a line over `MAX_LINE` bytes."""
    rest = bytearray()
    number = 0
    with opened(path, name) as stream:
        while piece := stream.read(CHUNK):
            first, *others = piece.split(b"\n")
            rest += first
            for other in others:
                number += 1
                yield number, bytes(rest.removesuffix(b"\r"))
                rest = bytearray(other)
            if len(rest) > MAX_LINE:
                raise InputError(
                    Bilingual(f"一行超过 {MAX_LINE >> 20} MiB", f"a line of over {MAX_LINE >> 20} MiB"),
                    Bilingual("请确认文件格式：应为每行一条记录", "check the format: one record a line is expected"),
                    where=f"{name}:{number + 1}",
                )
    if rest:
        yield number + 1, bytes(rest.removesuffix(b"\r"))


def text_of(data: bytes, where: str) -> str:
    """Bytes as text: by byte-order mark, else UTF-8, else GB18030 where that gives plausible Chinese. Raises InputError."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decoded(data, "gb18030", where)
        if _plausible_chinese(text):
            return text
        raise wrong_charset(where) from None


def _decoded(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise wrong_charset(where) from None


def _plausible_chinese(text: str) -> bool:
    """Wrongly decoded bytes land on rare characters; real Chinese is made of GB 2312's punctuation and its everyday level 1."""
    foreign = "".join(character for character in text if not character.isascii())
    leads = foreign.encode("gb2312", "ignore")[::2]
    return len(leads) - len(leads.translate(None, EVERYDAY)) >= 0.8 * len(foreign)


def wrong_charset(where: str) -> InputError:
    """The error of bytes that are no text."""
    return InputError(
        Bilingual("不是 UTF-8 文本，也不是可辨认的 GB18030", "the text is neither UTF-8 nor recognisable GB18030"),
        Bilingual("请另存为 UTF-8 后再导入", "save it as UTF-8 and import again"),
        where=where,
    )
