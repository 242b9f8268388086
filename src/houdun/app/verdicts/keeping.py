"""When a snapshot is made, where it is kept, and whether anything is new since."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import houdun
from houdun import clock, grading
from houdun.app.verdicts.file import pack, unpack
from houdun.app.verdicts.snapshot import Mark, Snapshot
from houdun.app.workspace import Workspace
from houdun.facts.time import Millis
from houdun.files import write
from houdun.flow.grade import grade
from houdun.flow.progress import Progress, silent

FILE = "verdict.npz"
"""In the workspace's folder. It can be made again at any time."""


def compute(
    space: Workspace, *, apart_from: Collection[str] = (), progress: Progress = silent, now: Millis | None = None
) -> Snapshot:
    """Compares, and keeps what came of it. It takes seconds for every thousand cases: a worker's work. Raises InputError where there is nothing to
    compare, OutsideError where it cannot be kept."""
    # Before the mark, so that what rules find now does not count as news.
    grade(space.store, progress=progress)
    mark = mark_of(space, apart_from)
    data = pack(mark, space.compared(progress=progress, now=clock.now() if now is None else now))
    write(space.root / FILE, data)
    return unpack(data)


def load(root: Path) -> Snapshot | None:
    """The workspace's snapshot as it is kept, however old; None where there is none that can be read: a worker makes it anew."""
    try:
        return unpack((root / FILE).read_bytes())
    except Exception:  # whatever is wrong with a file that can be made again, it is as good as none
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
