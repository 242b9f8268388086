"""What could give away, in files that leave us, what was done to a stream."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import av
import duckdb

from houdun.scenario import catalogue

READABLE = re.compile(rb"(?:[\t\n\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){2,}")
"""Stretches of bytes that are text in UTF-8."""


def inflated(data: bytes) -> Iterator[bytes]:
    """What a scan must see of a file: its bytes, and what is compressed in them."""
    yield data
    if data.startswith(b"\x89PNG"):
        at, packed = 8, b""
        while at < len(data):
            size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
            packed += data[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
            if kind in (b"zTXt", b"iTXt"):
                yield data[at + 8 : at + 8 + size]
            at += 12 + size
        yield zlib.decompress(packed)


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file's name with what can be read in it, in lower case: its bytes, what is compressed in them, what it says of itself."""
    for file in sorted(folder.rglob("*")):
        yield file.name, file.name
        if file.suffix == ".parquet":
            yield file.name, repr(duckdb.execute(f"SELECT * FROM read_parquet('{file}')").fetchall()).lower()
            yield file.name, repr(duckdb.execute(f"SELECT * FROM parquet_kv_metadata('{file}')").fetchall()).lower()
        if file.suffix in (".ts", ".mkv"):
            with av.open(str(file)) as clip:
                yield file.name, repr([clip.metadata, *(stream.metadata for stream in clip.streams)]).lower()
        for part in inflated(file.read_bytes()):
            yield file.name, "\n".join(run.decode("utf-8", "ignore") for run in READABLE.findall(part)).lower()


def words() -> Iterator[str]:
    """Everything of the catalogue that would give something away."""
    for facts in catalogue.entries():
        yield facts.id
        yield from (*facts.name, *facts.true_cause)
        yield from (parameter.name for parameter in facts.parameters if "_" in parameter.name)
        yield from (remedy.id for remedy in facts.remedies)
        yield from (text for remedy in facts.remedies for text in remedy.what)
    yield from ("seed", "fault", "故障", "diagnosis", "诊断")


def searched() -> set[str]:
    """The words worth a search: three letters are in any picture's noise."""
    return {word for word in words() if len(word) > 3 or not word.isascii()}


def leaks(text: str, word: str) -> bool:
    """Ids and words by themselves, numbers where they are no part of a longer one. `text` is in lower case."""
    if word.lower() not in text:
        return False
    if re.fullmatch(r"[\w.]+", word, re.ASCII):
        return re.search(rf"(?<![\w.]){re.escape(word.lower())}(?!\w)", text) is not None
    return True
