"""Files that we write: whole, or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from houdun.errors import OutsideError
from houdun.language import Bilingual


def write(path: Path, data: bytes) -> None:
    """Writes whole or not at all. Raises OutsideError where there is no such folder, no permission or no room."""
    partial = path.parent / f".{path.name}.partial"
    try:
        partial.write_bytes(data)
        os.replace(partial, path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise OutsideError(
            Bilingual(f"无法写入（{error.strerror}）", f"cannot be written ({error.strerror})"),
            Bilingual("请检查文件夹、权限与磁盘空间", "check the folder, its permissions and the disk's free space"),
            where=str(path),
        ) from error
