"""How long imagined trials take: `python -m benchmarks.trial.imagined [--trials 40] [--processes 2]`.

Thirty days, four blocks a day, the three packaged desks: what they write is read by the rules, answered, tried and graded as in a real trial, which
is over when its claim is made. A process's first trial, in which vocabularies are compiled, counts. The aim: 2,000 trials in 5 minutes on 2 cores, which
is 0.3 seconds of the processor each. Shares are of the processor's time: of reading what vendors say, and of the protocol's steps.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import NamedTuple, ParamSpec, TypeVar
from unittest.mock import patch

from houdun.desk.persona import Persona, packaged
from houdun.facts.vendor import Vendor
from houdun.flow.trial import protocol
from houdun.flow.trial.ahead import imagined
from houdun.flow.trial.plan import Block, schedule
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.terms import Terms
from houdun.testing.trials import contact, questions, terms

DAYS, BLOCKS_A_DAY = 30, 4
AIMED, CORES = 2_000, 2

P = ParamSpec("P")
T = TypeVar("T")


class Cost(NamedTuple):
    """Seconds of the processor, and how much was played."""

    whole: float
    reading: float
    protocol: float
    cases: int
    mails: int


class Clock:
    """Adds up the processor's time inside the functions that it wraps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, function: Callable[P, T]) -> Callable[P, T]:
        def timed(*args: P.args, **kwargs: P.kwargs) -> T:
            began = time.process_time()
            result = function(*args, **kwargs)
            self.seconds += time.process_time() - began
            return result

        return timed


@cache
def planned() -> tuple[Terms, tuple[Block, ...], dict[Vendor, Persona]]:
    personas = {Vendor(each.id): each for each in packaged()}
    made = terms(*map(contact, personas), days=DAYS, blocks=DAYS * BLOCKS_A_DAY)
    return made, tuple(schedule(made, questions())), personas


def trial(seed: int) -> Cost:
    made, blocks, personas = planned()
    reading, steps, due = Clock(), Clock(), Clock()
    with (
        patch.object(Reading, "meaning", reading.around(Reading.meaning)),
        patch.object(Reading, "outcome", reading.around(Reading.outcome)),
        patch.object(protocol, "step", steps.around(protocol.step)),
        patch.object(protocol, "due", due.around(protocol.due)),
    ):
        began = time.process_time()
        played, cases = imagined.play(made, blocks, personas, questions(), seed=seed)
        whole = time.process_time() - began
    heard = sum(len(case.state.heard) for case in played.cases.values())
    return Cost(whole, reading.seconds, steps.seconds + due.seconds, len(cases), heard)


def main(trials: int, processes: int) -> None:
    began = time.monotonic()
    with ProcessPoolExecutor(processes) as pool:
        costs = list(pool.map(trial, range(1, trials + 1)))
    elapsed = time.monotonic() - began
    whole, reading, steps = (sum(getattr(cost, name) for cost in costs) for name in ("whole", "reading", "protocol"))
    cases, mails = (sum(getattr(cost, name) for cost in costs) / trials for name in ("cases", "mails"))
    print(
        f"{trials} trials in {elapsed:.1f} s: {trials / elapsed:.2f} a second; {cases:.0f} cases and {mails:.0f} vendors' mails each"
    )
    print(f"{whole / trials:.3f} s of the processor a trial: {reading / whole:.0%} reading, {steps / whole:.0%} the protocol")
    print(f"median {sorted(cost.whole for cost in costs)[trials // 2]:.3f} s, without reading {(whole - reading) / trials:.3f} s")
    print(f"{AIMED:,} trials on {CORES} cores: {AIMED * whole / trials / CORES / 60:.1f} minutes of the processor each core")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=40)
    parser.add_argument("--processes", type=int, default=CORES)
    given = parser.parse_args()
    main(given.trials, given.processes)
