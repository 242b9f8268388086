from __future__ import annotations

from pathlib import Path

import pytest

from houdun.errors import OutsideError
from houdun.files import write


def test_what_is_written_replaces_the_old_file(tmp_path: Path) -> None:
    for data in (b"old", b"new"):
        write(tmp_path / "out", data)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out", b"new")]


@pytest.mark.parametrize("place", ["folder", "file/out", "missing/out", "."])
def test_a_place_that_cannot_be_written_to_is_said_and_nothing_is_left(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(OutsideError):
        write(tmp_path / place, b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_a_path_without_a_name_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutsideError):
        write(Path(), b"new")
