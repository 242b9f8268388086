"""Where a user's running things and kept things lie."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from houdun.errors import UsageError
from houdun.language import Bilingual


def running() -> Path:
    """The folder of what runs now (pids, ports): ours alone, created on demand. Raises UsageError where another user has taken its name."""
    return _own(Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"houdun-{os.getuid()}")


def cache() -> Path:
    """The folder of what was made or fetched once and can be made again, created on demand."""
    return _own(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "houdun")


def _own(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink() or path.stat().st_uid != os.getuid():
        raise UsageError(
            Bilingual("该目录不属于当前用户", "this folder belongs to somebody else"),
            Bilingual(
                "请将 XDG_RUNTIME_DIR 或 XDG_CACHE_HOME 指向自己的目录",
                "point XDG_RUNTIME_DIR or XDG_CACHE_HOME to a folder of your own",
            ),
            where=str(path),
        )
    return path
