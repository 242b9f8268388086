"""Observations as one Parquet file: columns stream, metric, at_ms (since 1970 UTC), value, unit.

Parquet cannot be appended to. So pieces are written beside it, in `FILE.pieces/`, each whole or not at all, and are joined into FILE at the end. What
a killed probe left there is readable Parquet, and the next one that writes the same FILE takes it in.
"""

from __future__ import annotations

import glob
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import duckdb

from houdun.errors import OutsideError
from houdun.facts.observation import Observation
from houdun.language import Bilingual
from houdun.probe.session import Second

PIECE = 10
"""Seconds in a piece: what a crash can lose."""
RENEWED = 60
"""Pieces after which the database is opened anew: it keeps some kilobytes of each."""
SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": 1,
    "memory_limit": "256MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
TABLE = "CREATE OR REPLACE TABLE observation (stream VARCHAR, metric VARCHAR, at_ms BIGINT, value DOUBLE, unit VARCHAR)"
INSERT = "INSERT INTO observation SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::BIGINT[]), unnest(?::DOUBLE[]), unnest(?::VARCHAR[])"


class ParquetFile:
    """A context: entering makes the folder of pieces, leaving joins them. Raises OutsideError where the disk does not let it."""

    def __init__(self, path: Path) -> None:
        self._path, self._pieces = path, path.parent / f"{path.name}.pieces"
        self._waiting: list[Observation] = []
        self._seconds = 0

    def __enter__(self) -> Self:
        try:
            self._pieces.mkdir(exist_ok=True)
        except OSError as error:
            raise _unwritable(self._path, error.strerror or str(error)) from error
        self._next = 1 + max((int(piece.stem) for piece in self._whole()), default=0)
        self._connect()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self._write_piece()
            self._join()
        finally:
            self._database.close()

    def second(self, second: Second) -> None:
        """Keeps the observations of one second."""
        self._waiting += second.observations
        self._seconds += 1
        if self._seconds % PIECE == 0:
            self._write_piece()

    def _connect(self) -> None:
        self._database = duckdb.connect(config=SETTINGS)
        self._database.execute(TABLE)

    def _whole(self) -> list[Path]:
        return sorted(piece for piece in self._pieces.glob("*.parquet") if piece.stem.isdecimal())

    def _write_piece(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        columns = zip(*((each.stream, each.metric, each.at, each.value, str(each.unit)) for each in waiting), strict=True)
        self._database.execute(INSERT, [list(column) for column in columns])
        self._copy("observation", self._pieces / f"{self._next:08}.parquet")
        self._next += 1
        if self._next % RENEWED == 0:
            self._database.close()
            self._connect()
        else:
            self._database.execute(TABLE)

    def _join(self) -> None:
        pieces = self._whole()
        source = (
            f"(SELECT * FROM read_parquet({_quoted(Path(glob.escape(str(self._pieces)), '*.parquet'))}))"
            if pieces
            else "observation"
        )
        self._copy(source, self._path)
        shutil.rmtree(self._pieces, ignore_errors=True)

    def _copy(self, source: str, target: Path) -> None:
        """Writes a table or query, whole or not at all."""
        partial = target.with_name(f".{target.name}.partial")
        try:
            self._database.execute(f"COPY {source} TO {_quoted(partial)} (FORMAT parquet, COMPRESSION zstd)")
            os.replace(partial, target)
        except (duckdb.Error, OSError) as error:
            partial.unlink(missing_ok=True)
            raise _unwritable(self._path, str(error).splitlines()[0]) from error


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _unwritable(path: Path, why: str) -> OutsideError:
    return OutsideError(
        Bilingual(f"观测写不进 Parquet 文件（{why}）", f"the observations cannot be written to the Parquet file ({why})"),
        Bilingual("请检查文件夹、权限与磁盘空间", "check the folder, its permissions and the disk's free space"),
        where=str(path),
    )
