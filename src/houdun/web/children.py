"""Pieces of the worker's work, each in a process of its own: it ends with the worker, and a crash of it ends nothing else."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from houdun import clock, config
from houdun.channel.wake import Wake
from houdun.errors import HoudunError, OutsideError
from houdun.facts.time import Millis
from houdun.files import write
from houdun.flow import demo as material
from houdun.flow.trial.course import Fate
from houdun.flow.trial.told.overview import Overview, Phase
from houdun.inert import one_line
from houdun.keys import redacted
from houdun.language import Bilingual, Language

ENDING: Final = 7.0
"""Seconds that children have to end by themselves."""
LATER: Final = 8.0
"""Seconds after which a child whose worker is gone ends, whatever it is at."""
PACE: Final[Millis] = 300
"""The least wall time from one moment of a virtual trial to the next: whoever looks on is to see it move."""
POLITE: Final = 10
"""By so much what nobody waits for gives way to what runs."""


@dataclass(frozen=True, slots=True)
class Failure:
    """As the child told it; without a problem, that of a crash. `code` as of `Popen`: negative for a signal."""

    code: int
    problem: Bilingual | None = None
    mend: Bilingual | None = None
    where: str = ""


class Child:
    """`kind` and `name` say what it does: see `WORK`. It holds on to its standard input: when we are gone, that ends, and so does it."""

    def __init__(self, root: Path, kind: str, name: str) -> None:
        self.kind, self.name, self.began_at = kind, name, clock.now()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "houdun.web.children", str(root), kind, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def failure(self) -> Failure | None:
        """Of one that has ended; None where it has done its work."""
        said, _ = self._process.communicate()
        if self._process.returncode == 0:
            return None
        with contextlib.suppress(ValueError, KeyError, IndexError):
            told = json.loads(said.splitlines()[-1])
            return Failure(self._process.returncode, Bilingual(*told["problem"]), Bilingual(*told["mend"]), told["where"])
        return Failure(self._process.returncode)

    def end(self) -> None:
        with contextlib.suppress(OSError):
            self._process.terminate()

    def gone(self, until: float) -> None:
        """Waits for its end, no longer than to that moment of `clock.steady`, and then ends it."""
        try:
            self._process.wait(max(0.0, until - clock.steady()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def end_all(children: Iterable[Child]) -> None:
    children = tuple(children)
    for each in children:
        each.end()
    until = clock.steady() + ENDING
    for each in children:
        each.gone(until)


# in the child


class Silent:
    """A watcher: pages look at the journal."""

    def began(self, *_: object) -> None: ...

    def told(self, *_: object) -> None: ...

    def jumped(self, _: object) -> None: ...

    def trouble(self, whose: str, error: Exception, seconds: float) -> None:
        sys.stderr.write(f"{one_line(whose, 60)}: {one_line(redacted(str(error)), 300)}\n")


def trial(root: Path, name: str) -> None:
    """Goes on with a trial until it is over, or until we are told to end."""
    from houdun.app import going_on, trials
    from houdun.app.workspace import open_workspace

    with open_workspace(root) as space:
        _, seen = trials.standing(space, name)
    if _is_over(seen) and not seen.blocks.get(Fate.BEGUN):
        return
    with _told_to_end() as stop:
        seen = going_on.go_on(root, Silent(), name, pace=PACE, stop=stop)
    if not _is_over(seen):
        raise OutsideError(
            Bilingual("这场考察的进程被叫停了", "the process of this trial was told to end"),
            Bilingual("稍后会接着做", "it is gone on with in a moment"),
        )


def _is_over(seen: Overview) -> bool:
    return seen.phase in (Phase.OVER, Phase.STOPPED) and not seen.open


def demo(root: Path, language: str) -> None:
    """Lays the demo into an empty workspace and plays it."""
    from houdun.app import demo_trial

    if (root / config.FILE).read_text(encoding="utf-8") == config.template():
        write(root / config.FILE, material.settings(Language(language)).encode())
    with _told_to_end() as stop:
        demo_trial.begin_demo(root, Language(language), Silent(), pace=PACE, stop=stop)


def job(root: Path, key: str) -> None:
    from houdun.app import jobs
    from houdun.app.workspace import open_workspace

    with open_workspace(root) as space:
        jobs.do(space, key, clock.now())


def verdict(root: Path, _: str) -> None:
    """Makes the snapshot of the verdict anew."""
    from houdun.app import verdicts
    from houdun.app.workspace import open_workspace
    from houdun.web.news import UNREAD

    os.nice(POLITE)
    with open_workspace(root) as space:
        verdicts.compute(space, apart_from=UNREAD)


@contextlib.contextmanager
def _told_to_end() -> Iterator[Wake]:
    """What a trial in virtual time listens to; one in real time listens to the signal itself."""
    with Wake() as stop:
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        yield stop


WORK: Final = {"trial": trial, "demo": demo, "job": job, "verdict": verdict}


def main(root: Path, kind: str, name: str) -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_worker, daemon=True).start()
    try:
        WORK[kind](root, name)
    except HoudunError as error:
        sys.stdout.write(json.dumps({"problem": error.problem, "mend": error.mend, "where": error.where}) + "\n")
        return error.exit_code
    return 0


def _end_with_worker() -> None:
    """The pipe ends when the worker does, however that comes."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(LATER)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
