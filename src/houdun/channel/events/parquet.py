"""Parquet as a table of texts, through DuckDB. Typed times come as ISO 8601, those with a zone in UTC."""

from __future__ import annotations

import glob
import json
from collections.abc import Iterator
from typing import Final

from houdun.channel import opening
from houdun.channel.events.table import Column, Kind, Values
from houdun.channel.port import RawFile, Reject
from houdun.errors import InputError
from houdun.language import Bilingual

MAGIC: Final = b"PAR1"
BATCH: Final = 5_000
HOLDS_NUL = Bilingual("含有 NUL 字符", "holds a NUL character")
TAKE_OUT = Bilingual("请去掉后重新导出", "take it out and export again")
SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": 1,
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
NESTED: Final = ("STRUCT", "MAP", "UNION", "LIST")
NUMBERS: Final = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")


class ParquetTable:
    """Raises InputError where the file is damaged."""

    def __init__(self, file: RawFile) -> None:
        self.name, self.blob, self._path = file.name, file.sha256, glob.escape(str(file.path))
        self._last: Values = ()
        self.columns = tuple(Column(name.strip(), _kind(kind)) for name, kind, *_ in self._rows("DESCRIBE SELECT *"))

    def raw(self) -> str:
        names = (column.name for column in self.columns)
        return opening.storable(json.dumps(dict(zip(names, self._last, strict=True)), ensure_ascii=False))

    def records(self) -> Iterator[tuple[int, Values] | Reject]:
        for row, values in enumerate(self._rows("SELECT COLUMNS(*)::VARCHAR"), start=1):
            self._last = texts = ["" if value is None else value for value in values]
            if any("\0" in text for text in texts):
                yield Reject(file=self.name, row=row, field="", problem=HOLDS_NUL, mend=TAKE_OUT, raw=self.raw())
            else:
                yield row, texts

    def _rows(self, select: str) -> Iterator[tuple[str, ...]]:
        import duckdb

        try:
            with duckdb.connect(config=SETTINGS) as connection:
                connection.execute("SET TimeZone = 'UTC'")
                connection.execute(f"{select} FROM read_parquet(?)", [self._path])
                while batch := connection.fetchmany(BATCH):
                    yield from batch
        except duckdb.Error as error:
            reason = opening.storable(str(error).splitlines()[0])
            raise InputError(
                Bilingual(f"Parquet 文件无法读取（{reason}）", f"the Parquet file cannot be read ({reason})"),
                opening.FETCH_AGAIN,
                where=self.name,
            ) from error


def _kind(name: str) -> Kind:
    """What a column of DuckDB's type holds."""
    if name.endswith("]") or name.startswith(NESTED):
        return Kind.NESTED
    if name.startswith(("TIMESTAMP", "DATE")):
        return Kind.TIME
    return Kind.NUMBER if name.removeprefix("U").startswith(NUMBERS) else Kind.TEXT
