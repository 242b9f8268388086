"""Whether the worker lives, and what it is at: a locked file whose time of change is its pulse, and a small file beside it. The journal is not written for that."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, TypeAlias

from houdun import clock
from houdun.facts.time import SECOND, Millis
from houdun.files import write
from houdun.language import Bilingual

LOCK: Final = "worker.lock"
AT: Final = "worker.json"
"""In the workspace's folder."""
SILENT: Final[Millis] = 10 * SECOND
"""A worker that has given no sign for so long hangs."""
NANOS: Final = 1_000_000
"""In a millisecond."""

Beat: TypeAlias = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A piece of work that failed and is tried again at `again_at`. `work` is its kind and name, as `trial/spring`."""

    work: str
    problem: Bilingual
    mend: Bilingual
    where: str
    again_at: Millis


@dataclass(frozen=True, slots=True)
class Signs:
    """`seen_at` is the last sign of life of any worker, None where none ever was; `at` is what it does, by kind and name; `mark` changes with it."""

    lives: bool
    seen_at: Millis | None
    at: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    mark: str


@contextmanager
def alone(root: Path, ends: Callable[[], bool], wait: Callable[[float], None]) -> Iterator[Beat]:
    """Within, no other worker serves this workspace: its end is waited for, unless `ends` says so, which the caller has to ask once more."""
    with (root / LOCK).open("a") as lock:
        while not (_taken(lock.fileno(), fcntl.LOCK_EX) or ends()):
            wait(1.0)

        def beat() -> None:
            now = clock.now() * NANOS
            os.utime(lock.fileno(), ns=(now, now))

        yield beat


def tell(root: Path, at: Sequence[str], troubles: Sequence[Trouble]) -> None:
    write(root / AT, json.dumps({"at": list(at), "troubles": [asdict(each) for each in troubles]}, ensure_ascii=False).encode())


def signs(root: Path, now: Millis) -> Signs:
    """As whoever looks finds them."""
    try:
        with (root / LOCK).open() as lock:
            seen_at = os.fstat(lock.fileno()).st_mtime_ns // NANOS
            lives = not _taken(lock.fileno(), fcntl.LOCK_SH) and now - seen_at < SILENT
    except FileNotFoundError:
        return Signs(False, None, (), (), "none")
    at, troubles, changed = _told(root)
    return Signs(lives, seen_at, at if lives else (), troubles if lives else (), f"{int(lives)}-{changed}")


def _told(root: Path) -> tuple[tuple[str, ...], tuple[Trouble, ...], int]:
    try:
        with (root / AT).open("rb") as file:
            changed = os.fstat(file.fileno()).st_mtime_ns
            told = json.load(file)
    except FileNotFoundError:
        return (), (), 0
    troubles = (
        Trouble(each["work"], Bilingual(*each["problem"]), Bilingual(*each["mend"]), each["where"], each["again_at"])
        for each in told["troubles"]
    )
    return tuple(told["at"]), tuple(troubles), changed


def _taken(lock: int, how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
