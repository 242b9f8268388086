"""Files that we write, whole or not at all, and where those go that can be made again."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

from houdun.errors import OutsideError
from houdun.language import Bilingual


def write(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Writes whole or not at all; `mode` less what the umask takes away. Raises OutsideError where there is no such folder, no permission or no room."""
    partial = path.parent / f".{path.name}.{os.getpid()}-{threading.get_ident()}.partial"
    try:
        with open(partial, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
        os.replace(partial, path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise OutsideError(
            Bilingual(f"无法写入（{error.strerror}）", f"cannot be written ({error.strerror})"),
            Bilingual("请检查文件夹、权限与磁盘空间", "check the folder, its permissions and the disk's free space"),
            where=str(path),
        ) from error


def cache_folder(name: str) -> Path:
    """The folder of that name in the user's cache. It need not be there."""
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "houdun" / name
