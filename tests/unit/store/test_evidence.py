from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houdun.errors import InputError, OutsideError, UsageError
from houdun.facts.time import DAY, HOUR, SECOND
from houdun.store.evidence import CHUNK, Evidence
from houdun.testing.factories import MONDAY


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    made = Evidence(tmp_path / "workspace")
    made.folder.mkdir(parents=True)
    return made


def written(folder: Path, data: bytes, name: str = "raw") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def blobs(evidence: Evidence) -> list[Path]:
    return [path for path in evidence.folder.rglob("*") if path.is_file()]


@given(data=st.binary() | st.just(b"long" * CHUNK))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_bytes_are_kept_under_their_hash_and_come_back(evidence: Evidence, tmp_path: Path, data: bytes) -> None:
    sha256 = evidence.keep(written(tmp_path, data))
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert evidence.path(sha256).read_bytes() == data
    assert evidence.keep_bytes(data) == sha256
    assert evidence.path(sha256) == evidence.folder / sha256[:2] / sha256[2:]


def test_the_same_bytes_are_kept_once_whatever_their_name(evidence: Evidence, tmp_path: Path) -> None:
    first = evidence.keep(written(tmp_path, b"same", "a.csv"))
    before = evidence.path(first).stat()
    assert evidence.keep(written(tmp_path, b"same", "b\x1b[31m\u202e.csv")) == first
    assert blobs(evidence) == [evidence.path(first)]
    assert evidence.path(first).stat().st_ino == before.st_ino


def test_a_blob_is_not_to_be_written_again(evidence: Evidence, tmp_path: Path) -> None:
    assert evidence.path(evidence.keep(written(tmp_path, b"x"))).stat().st_mode & 0o222 == 0


def test_what_another_process_left_unfinished_is_in_nobodys_way(evidence: Evidence, tmp_path: Path) -> None:
    written(evidence.folder, b"ha", "incoming-killed")
    assert evidence.path(evidence.keep(written(tmp_path, b"half"))).read_bytes() == b"half"


def test_many_may_keep_the_same_file_at_once(evidence: Evidence, tmp_path: Path) -> None:
    path = written(tmp_path, b"same" * CHUNK)
    threads = [threading.Thread(target=evidence.keep, args=(path,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert blobs(evidence) == [evidence.path(hashlib.sha256(b"same" * CHUNK).hexdigest())]


@pytest.mark.parametrize("name", ["missing", "folder", "memory"])
def test_what_cannot_be_read_is_bad_input_and_leaves_nothing(evidence: Evidence, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    # Opens, but cannot be read: the memory of a process at address 0.
    os.symlink("/proc/self/mem", tmp_path / "memory")
    with pytest.raises(InputError, match="cannot be read"):
        evidence.keep(tmp_path / name)
    assert blobs(evidence) == []


def test_no_room_for_the_evidence_may_be_tried_again(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="cannot be written"):
        Evidence(tmp_path / "gone").keep(written(tmp_path, b"x"))


@pytest.mark.parametrize("sha256", ["", "0" * 64, "../../../etc/passwd", "A" * 64, "0" * 63 + "\n", "０" * 64])
def test_nothing_but_a_known_hash_becomes_a_path(evidence: Evidence, sha256: str) -> None:
    with pytest.raises(UsageError, match="no evidence"):
        evidence.path(sha256)


def test_what_a_killed_import_left_is_removed_a_day_later(evidence: Evidence) -> None:
    old, young, kept = (evidence.folder / name for name in ("incoming-old", "incoming-young", "ab"))
    for path, at in ((old, MONDAY - 2 * DAY), (young, MONDAY - HOUR), (kept, MONDAY - 9 * DAY)):
        path.write_bytes(b"x")
        os.utime(path, (at / SECOND, at / SECOND))
    evidence.sweep(MONDAY)
    assert sorted(path.name for path in evidence.folder.iterdir()) == ["ab", "incoming-young"]
