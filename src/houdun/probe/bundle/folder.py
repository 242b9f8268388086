"""A bundle's folder: written beside its place and moved there when it is whole, so that half a bundle never looks like one."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from houdun.errors import OutsideError
from houdun.files import write
from houdun.language import Bilingual

MANIFEST = "manifest.json"
Part = Callable[[Path], None]
"""Writes its files into the folder that it is given."""


def make(root: Path, name: str, parts: Mapping[str, Part]) -> Path:
    """`root/name/` with a folder and a manifest for each part; `name-2` and so on where it is taken. Raises OutsideError where the disk does not let it."""
    staged = root / f".{name}.{os.getpid()}.partial"
    try:
        shutil.rmtree(staged, ignore_errors=True)
        for part, written in parts.items():
            fill(staged / part, written)
        target = _free(root, name)
        os.rename(staged, target)
    except OSError as error:
        raise _unwritable(root, error) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return target


def renew(folder: Path, part: Part) -> None:
    """Writes one part's files anew, each whole or not at all, and its manifest at last."""
    staged = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    try:
        fill(staged, part)
        for file in sorted(staged.iterdir(), key=lambda file: file.name == MANIFEST):
            os.replace(file, folder / file.name)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def fill(folder: Path, part: Part) -> None:
    """The part's files, and the manifest: size and SHA-256 of each."""
    folder.mkdir(parents=True)
    part(folder)
    files = {
        file.name: {"bytes": file.stat().st_size, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
        for file in sorted(folder.iterdir())
    }
    write(folder / MANIFEST, (json.dumps({"files": files}, indent=1) + "\n").encode())


def _free(root: Path, name: str) -> Path:
    count, target = 1, root / name
    while target.exists():
        count += 1
        target = root / f"{name}-{count}"
    return target


def _unwritable(path: Path, error: OSError) -> OutsideError:
    return OutsideError(
        Bilingual(f"证据包无法写入（{error.strerror}）", f"the evidence bundle cannot be written ({error.strerror})"),
        Bilingual("请检查文件夹、权限与磁盘空间", "check the folder, its permissions and the disk's free space"),
        where=str(path),
    )
