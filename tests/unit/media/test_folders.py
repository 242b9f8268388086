from __future__ import annotations

import stat
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.media import folders


def test_what_runs_is_kept_from_other_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = folders.running()
    assert folder.parent == tmp_path
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert folders.running() == folder


def test_a_link_laid_by_somebody_else_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    real = folders.running().rename(tmp_path / "elsewhere")
    (tmp_path / folders.running().name).rmdir()
    next(iter([tmp_path / f"houdun-{real.stat().st_uid}"])).symlink_to(real)
    with pytest.raises(UsageError):
        folders.running()
