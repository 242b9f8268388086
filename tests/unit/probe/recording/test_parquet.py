from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from houdun.errors import OutsideError
from houdun.facts.observation import Observation, Unit
from houdun.probe.facts import StreamFacts
from houdun.probe.recording.parquet import PIECE, ParquetFile
from houdun.probe.session import Second


def second(at: int) -> Second:
    found = Observation("room's", "level", at, at / 7, Unit.DECIBELS_FULL_SCALE)
    return Second(at=at, observations=(found,), samples=(), detections=(), troubles=(), facts=StreamFacts())


def rows(pattern: Path) -> list[tuple[object, ...]]:
    return duckdb.execute("SELECT stream, metric, at_ms, value, unit FROM read_parquet(?)", [str(pattern)]).fetchall()


def write(path: Path, count: int, first: int = 0) -> None:
    with ParquetFile(path) as file:
        for at in range(first, first + count):
            file.second(second(at))


@pytest.mark.parametrize("count", [0, 1, PIECE, 3 * PIECE + 4])
def test_every_observation_is_in_the_file_in_order(tmp_path: Path, count: int) -> None:
    path = tmp_path / "it's.parquet"
    write(path, count)
    assert rows(path) == [("room's", "level", at, at / 7, "dBFS") for at in range(count)]
    assert os.listdir(tmp_path) == [path.name]


def test_a_folder_whose_name_is_a_pattern_is_no_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "a[b]*"
    folder.mkdir()
    write(folder / "x.parquet", PIECE + 1)
    assert os.listdir(folder) == ["x.parquet"]
    assert len(rows(Path(str(folder).replace("[", "[[]").replace("*", "[*]"), "x.parquet"))) == PIECE + 1


def test_a_probe_that_was_killed_loses_less_than_a_piece_and_the_next_one_takes_it_in(tmp_path: Path) -> None:
    path = tmp_path / "room.parquet"
    script = (
        "import os, signal, sys; from pathlib import Path; sys.path[:0] = eval(sys.argv[2])\n"
        "from tests.unit.probe.recording.test_parquet import ParquetFile, second\n"
        "with ParquetFile(Path(sys.argv[1])) as file:\n"
        f"    for at in range({3 * PIECE + 4}):\n        file.second(second(at))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = str(Path(__file__).parents[4])
    died = subprocess.run([sys.executable, "-c", script, str(path), repr([root])], check=False)
    assert died.returncode == -signal.SIGKILL
    assert not path.exists()
    left = sorted((tmp_path / "room.parquet.pieces").glob("*.parquet"))
    assert [row[2] for piece in left for row in rows(piece)] == list(range(3 * PIECE))
    write(path, 5, first=1000)
    assert [row[2] for row in rows(path)] == [*range(3 * PIECE), *range(1000, 1005)]
    assert os.listdir(tmp_path) == ["room.parquet"]


def test_an_error_while_watching_keeps_what_was_measured(tmp_path: Path) -> None:
    path = tmp_path / "room.parquet"
    with suppress(ZeroDivisionError), ParquetFile(path) as file:
        file.second(second(1))
        raise ZeroDivisionError
    assert len(rows(path)) == 1


def test_a_folder_that_is_not_there_is_told_before_anything_is_measured(tmp_path: Path) -> None:
    with pytest.raises(OutsideError), ParquetFile(tmp_path / "no" / "x.parquet"):
        pass
