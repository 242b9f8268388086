"""Where node-media-server cannot be had; that media goes through it is in tests/integration."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from houdun.errors import OutsideError, UsageError
from houdun.media.servers import node_media
from houdun.media.servers.node_media import NodeMedia
from houdun.media.servers.process import State


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def npm(tmp_path: Path, script: str) -> None:
    """A program of this name that does what `script` says."""
    for name in ("npm", "node"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_without_npm_that_is_said(tmp_path: Path) -> None:
    assert NodeMedia(tmp_path).status() is State.MISSING
    with pytest.raises(UsageError, match=r"Node\.js"):
        NodeMedia(tmp_path).up()


@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_where_npm_fails_that_is_said(tmp_path: Path, script: str) -> None:
    npm(tmp_path, script)
    with pytest.raises(OutsideError, match="npm did not install"):
        NodeMedia(tmp_path).up()


def test_what_npm_has_laid_into_the_cache_is_found_again(tmp_path: Path) -> None:
    root = tmp_path / "cache" / "houdun" / f"{node_media.PACKAGE}-{node_media.VERSION}" / "node_modules" / node_media.PACKAGE
    made = json.dumps({"version": node_media.VERSION})
    npm(tmp_path, f"/bin/mkdir -p {root} && echo '{made}' > {root}/package.json")
    assert node_media.install() == root / "bin" / "app.js"
    npm(tmp_path, "exit 1")
    assert node_media.install() == root / "bin" / "app.js"
    assert NodeMedia(tmp_path).status() is State.DOWN


@pytest.mark.parametrize("content", ["", "{}", '{"version": "4.0.0"}'])
def test_another_version_or_half_of_one_does_not_count(tmp_path: Path, content: str) -> None:
    root = tmp_path / "cache" / "houdun" / f"{node_media.PACKAGE}-{node_media.VERSION}" / "node_modules" / node_media.PACKAGE
    root.mkdir(parents=True)
    (root / "package.json").write_text(content)
    assert node_media.installed() is None
