"""The folder of what runs now: pids, ports, the files of servers that we started."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from houdun.errors import UsageError
from houdun.language import Bilingual


def running() -> Path:
    """Ours alone, created on demand. Raises UsageError where another user has taken its name."""
    path = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"houdun-{os.getuid()}"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink() or path.stat().st_uid != os.getuid():
        raise UsageError(
            Bilingual("该目录不属于当前用户", "this folder belongs to somebody else"),
            Bilingual("请将 XDG_RUNTIME_DIR 指向自己的目录", "point XDG_RUNTIME_DIR to a folder of your own"),
            where=str(path),
        )
    return path
