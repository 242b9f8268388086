"""When a snapshot is made, where it is kept, and whether anything is new since."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from threading import Lock

import houdun
from houdun import clock, grading
from houdun.app.verdicts.file import pack, unpack
from houdun.app.verdicts.pictures import drawn
from houdun.app.verdicts.snapshot import Mark, Snapshot
from houdun.app.workspace import Workspace
from houdun.facts.time import Millis
from houdun.files import write
from houdun.flow.grade import grade
from houdun.flow.progress import Progress, silent
from houdun.language import Bilingual

DRAWING = Bilingual("绘制图表", "drawing figures")
FILE = "verdict.npz"
"""In the workspace's folder. It can be made again at any time."""


def compute(
    space: Workspace,
    *,
    apart_from: Collection[str] = (),
    draws_figures: bool = True,
    progress: Progress = silent,
    now: Millis | None = None,
) -> Snapshot:
    """Compares, draws the report's figures, and keeps what came of it: some ten seconds, a worker's work. Raises InputError where there is nothing
    to compare, OutsideError where it cannot be kept."""
    # Before the mark, so that what rules find now does not count as news.
    grade(space.store, progress=progress)
    mark = mark_of(space, apart_from)
    compared = space.compared(progress=progress, now=clock.now() if now is None else now)
    data = pack(mark, compared, {})
    if draws_figures:
        progress(DRAWING, 0, 1)
        bare = unpack(data)
        data = pack(mark, compared, drawn(bare.at(stage) for stage in bare.comparison.rubric.stages))
        progress(DRAWING, 1, 1)
    write(space.root / FILE, data)
    return unpack(data)


def load(root: Path) -> Snapshot | None:
    """The workspace's snapshot as it is kept, however old; None where there is none that can be read: a worker makes it anew."""
    try:
        return unpack((root / FILE).read_bytes())
    except Exception:  # whatever is wrong with a file that can be made again, it is as good as none
        return None


class Latest:
    """The snapshot as it is kept now, read again only where its file is another one. One for a process, whatever its threads."""

    def __init__(self, root: Path) -> None:
        self._root, self._lock = root, Lock()
        self._seen: tuple[int, int] | None = None
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot | None:
        """As `load`."""
        with self._lock:
            seen = self._file()
            if seen != self._seen:
                self._seen, self._snapshot = seen, load(self._root)
            return self._snapshot

    def _file(self) -> tuple[int, int] | None:
        """Every file that is written whole is a new one: it has an inode and a moment of its own."""
        with suppress(OSError):
            found = (self._root / FILE).stat()
            return found.st_ino, found.st_mtime_ns
        return None


def is_stale(space: Workspace, snapshot: Snapshot | None, *, apart_from: Collection[str] = ()) -> bool:
    """Whether anything is new since: in the workspace, but for these topics of the journal, in its settings and the files that it measures by,
    or in our own rules. An occasion whose day comes is not noticed, nor is a question's file that was edited."""
    return snapshot is None or snapshot.mark != mark_of(space, apart_from)


def mark_of(space: Workspace, apart_from: Collection[str] = ()) -> Mark:
    """What a snapshot would be of, now. `apart_from` are topics of the journal that no comparison reads."""
    return Mark(space.store.reached(apart_from), _terms(space))


def _terms(space: Workspace) -> str:
    digest = hashlib.sha256(repr((houdun.__version__, grading.RULES_VERSION, space.settings)).encode())
    for path in space.measured_by():
        digest.update(b"\0")
        # A file that cannot be read is told of by the comparison, in words.
        with suppress(OSError):
            digest.update(path.read_bytes())
    return digest.hexdigest()
