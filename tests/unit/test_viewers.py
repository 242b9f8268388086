from __future__ import annotations

from pathlib import Path

import pytest

from houdun import viewers
from houdun.errors import UsageError


def test_an_hour_not_named_counts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "viewers.csv"
    path.write_text("weekday,hour,viewers\n5,21,120000\n")
    read = viewers.load(path)
    assert read[5][21] == 120_000
    assert sum(map(sum, read)) == 120_000


@pytest.mark.parametrize("row", ["7,0,1", "0,24,1", "0,0,-1", "0,0,nan", "x,0,1", "0,0", "0,0,inf"])
def test_a_bad_row_is_named(tmp_path: Path, row: str) -> None:
    path = tmp_path / "viewers.csv"
    path.write_text(f"weekday,hour,viewers\n0,0,5\n{row}\n")
    with pytest.raises(UsageError, match=r"viewers\.csv:3"):
        viewers.load(path)


def test_a_missing_file_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        viewers.load(tmp_path / "none.csv")
