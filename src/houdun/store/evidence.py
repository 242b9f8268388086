"""Raw bytes by their hash: `evidence/ab/cdef…`. The same bytes are kept once; a name from outside never becomes a path."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from houdun.errors import InputError, OutsideError, UsageError
from houdun.facts.time import DAY, SECOND, Millis
from houdun.language import Bilingual

FOLDER = "evidence"
CHUNK = 1024 * 1024

_SHA256 = re.compile("[0-9a-f]{64}")


class Evidence:
    """The blobs of the workspace `root`."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def keep(self, path: Path) -> str:
        """Keeps the file's bytes and returns their sha256. InputError where it cannot be read, OutsideError where there is no room."""
        with _read(path) as source:
            return self._keep(iter(lambda: _piece(source, path), b""))

    def keep_bytes(self, data: bytes) -> str:
        """As `keep`, of bytes at hand."""
        return self._keep((data,))

    def _keep(self, pieces: Iterable[bytes]) -> str:
        with self._incoming() as copy:
            digest = hashlib.sha256()
            for piece in pieces:
                digest.update(piece)
                copy.write(piece)
            sha256 = digest.hexdigest()
            self._settle(copy, self._place(sha256))
        return sha256

    def sweep(self, at: Millis) -> None:
        """Removes what a killed import left half copied, once it is a day old: nothing copies for so long."""
        for left in self.folder.glob("incoming-*"):
            with suppress(OSError):
                if left.stat().st_mtime * SECOND < at - DAY:
                    left.unlink()

    def path(self, sha256: str) -> Path:
        """Where the blob is. UsageError where there is none."""
        if _SHA256.fullmatch(sha256) and (place := self._place(sha256)).is_file():
            return place
        raise UsageError(
            Bilingual(f"没有散列值为 {sha256[:64]!r} 的证据", f"no evidence is kept under {sha256[:64]!r}"),
            Bilingual("请重新导入原始文件", "import the raw file again"),
            where=str(self.folder),
        )

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:]

    @contextmanager
    def _incoming(self) -> Iterator[IO[bytes]]:
        """A temporary file in the evidence folder, gone afterwards unless it was renamed."""
        try:
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix="incoming-", delete=False) as copy:
                try:
                    yield copy
                finally:
                    Path(copy.name).unlink(missing_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutsideError(
                Bilingual(f"证据无法写入（{reason}）", f"the evidence cannot be written ({reason})"),
                Bilingual("请检查磁盘空间和权限后重试", "check disk space and permissions, then try again"),
                where=str(self.folder),
            ) from error

    def _settle(self, copy: IO[bytes], place: Path) -> None:
        """Puts a complete copy in its place, so that after a power cut it is there whole or not at all."""
        if place.exists():
            return
        copy.flush()
        os.fsync(copy.fileno())
        new = not place.parent.exists()
        place.parent.mkdir(exist_ok=True)
        os.chmod(copy.name, 0o444)
        os.replace(copy.name, place)
        _sync_folder(place.parent)
        if new:
            _sync_folder(self.folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error


def _piece(source: IO[bytes], path: Path) -> bytes:
    try:
        return source.read(CHUNK)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    reason = error.strerror or str(error)
    return InputError(
        Bilingual(f"无法读取（{reason}）", f"cannot be read ({reason})"),
        Bilingual("请检查路径和权限", "check the path and its permissions"),
        where=str(path),
    )
