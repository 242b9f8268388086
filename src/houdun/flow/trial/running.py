"""Who runs a trial: one process at a time, by a lock on a file. Others tell from the file whether it runs, and when its process last gave a sign of life."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from houdun import clock
from houdun.errors import UsageError
from houdun.facts.time import Millis
from houdun.flow.trial.several import mark_of
from houdun.language import Bilingual

Beat: TypeAlias = Callable[[], None]
"""A sign of life."""
NANOS = 1_000_000
"""In a millisecond."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """Whether a process runs the trial, and its last sign of life, or that of the last one; None where none ever did."""

    runs: bool
    seen_at: Millis | None


@contextmanager
def alone(folder: Path, trial: str) -> Iterator[Beat]:
    """Within, no other process runs this trial. Raises UsageError where one does."""
    folder.mkdir(parents=True, exist_ok=True)
    path = _file(folder, trial)
    with path.open("a") as lock:
        if not _taken(lock.fileno()):
            raise UsageError(
                Bilingual("这场考察已在另一个进程里运行", "another process runs this trial already"),
                Bilingual("请先停掉它", "end that one first"),
                where=str(folder),
            )

        def beat() -> None:
            now = clock.now() * NANOS
            os.utime(path, ns=(now, now))

        beat()
        yield beat
        beat()


def pulse(folder: Path, trial: str) -> Pulse:
    try:
        with _file(folder, trial).open() as lock:
            seen_at = os.fstat(lock.fileno()).st_mtime_ns // NANOS
            return Pulse(not _shared(lock.fileno()), seen_at)
    except FileNotFoundError:
        return Pulse(False, None)


@contextmanager
def beginning(folder: Path) -> Iterator[None]:
    """Within, no other process begins a trial in this workspace or plans one anew: it waits."""
    with (folder / "trials.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _taken(lock: int) -> bool:
    """Whether it is ours now. Somebody who only looks holds it for a moment: that is not waited for, but tried again."""
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if not _shared(lock):
                return False
        else:
            return True


def _shared(lock: int) -> bool:
    """Whether nobody has it for itself alone."""
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _file(folder: Path, trial: str) -> Path:
    return folder / f"turns-{mark_of(trial)}.lock"
