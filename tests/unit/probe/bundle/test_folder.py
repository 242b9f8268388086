from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from houdun.errors import OutsideError
from houdun.probe.bundle.folder import MANIFEST, make, renew


def write_a(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"a")


def write_b(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"bb")


def test_each_part_has_its_folder_and_a_manifest_of_what_is_in_it(tmp_path: Path) -> None:
    made = make(tmp_path, "bundle", {"for-vendor": write_a, "for-us": write_b})
    assert sorted(each.name for each in made.iterdir()) == ["for-us", "for-vendor"]
    told = json.loads((made / "for-us" / MANIFEST).read_text())
    assert told == {"files": {"a.txt": {"bytes": 2, "sha256": hashlib.sha256(b"bb").hexdigest()}}}


def test_a_part_that_fails_leaves_nothing_that_looks_like_a_bundle(tmp_path: Path) -> None:
    def broken(folder: Path) -> None:
        write_a(folder)
        raise OSError(28, "No space left on device")

    with pytest.raises(OutsideError, match="No space left"):
        make(tmp_path, "bundle", {"for-vendor": write_a, "for-us": broken})
    assert list(tmp_path.iterdir()) == []


def test_until_it_is_whole_it_is_not_there(tmp_path: Path) -> None:
    def look(folder: Path) -> None:
        assert not (tmp_path / "bundle").exists()
        assert folder.parent.name.startswith(".")

    make(tmp_path, "bundle", {"for-vendor": look})
    assert (tmp_path / "bundle").is_dir()


def test_a_name_that_is_taken_is_counted_on(tmp_path: Path) -> None:
    names = [make(tmp_path, "bundle", {"for-us": write_a}).name for _ in range(3)]
    assert names == ["bundle", "bundle-2", "bundle-3"]


def test_a_part_can_be_written_anew_and_its_manifest_with_it(tmp_path: Path) -> None:
    made = make(tmp_path, "bundle", {"for-us": write_a})
    renew(made / "for-us", write_b)
    assert (made / "for-us" / "a.txt").read_bytes() == b"bb"
    assert json.loads((made / "for-us" / MANIFEST).read_text())["files"]["a.txt"]["bytes"] == 2
    assert [each.name for each in made.iterdir()] == ["for-us"]
