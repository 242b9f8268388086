"""Whether a trial measures back what personas truly are: `python -m benchmarks.trial.recovery [--trials 200] [--processes 2]`.

`--confusion` prints instead what the rule makes of each thing that a desk can come to.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from statistics import fmean

from benchmarks.trial.recovered import Measured, confusion, measured, personas, played
from houdun.desk.script import Outcome
from houdun.facts.grade import Ruled
from houdun.facts.question import DEEPEST

PERSONAS = 11
"""The seed of the personas: the same in every trial."""


def trial(seed: int) -> list[Measured]:
    of = personas(PERSONAS)
    return measured(of, played(of, seed), seed)


def judged(seed: int) -> list[tuple[Outcome, Ruled]]:
    of = personas(PERSONAS)
    return list(confusion(of, played(of, seed), seed))


def misread(trials: int, processes: int) -> None:
    depths: dict[Outcome, Counter[int]] = defaultdict(Counter)
    guessed: Counter[Outcome] = Counter()
    with ProcessPoolExecutor(processes) as pool:
        for outcome, ruled in chain.from_iterable(pool.map(judged, range(1, trials + 1))):
            depths[outcome][ruled.depth] += 1
            guessed[outcome] += ruled.guessed
    print("| the desk came to | cases | depth 0 by the rule | 1 | 2 | 3 | 4 | a cause is found in a control |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for outcome in Outcome:
        if count := depths[outcome].total():
            shares = " | ".join(f"{depths[outcome][depth] / count:.0%}" for depth in range(DEEPEST + 1))
            print(f"| {outcome} | {count} | {shares} | {guessed[outcome] / count:.0%} |")


def main(trials: int, processes: int) -> None:
    by_name: dict[str, list[Measured]] = defaultdict(list)
    with ProcessPoolExecutor(processes) as pool:
        for found in pool.map(trial, range(1, trials + 1)):
            for each in found:
                by_name[each.name].append(each)
    print("| measure | intervals | true value inside | of the worst persona | mean of the true values | measured less true |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, held in by_name.items():
        true, bias = fmean(each.true for each in held), fmean(each.found - each.true for each in held)
        print(f"| {name} | {len(held)} | {_inside(held):.1%} | {_worst(held):.1%} | {true:.3f} | {bias:+.3f} |")


def _inside(held: Sequence[Measured]) -> float:
    return fmean(each.inside for each in held)


def _worst(held: Sequence[Measured]) -> float:
    return min(_inside([each for each in held if each.vendor == vendor]) for vendor in {each.vendor for each in held})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--confusion", action="store_true")
    given = parser.parse_args()
    (misread if given.confusion else main)(given.trials, given.processes)
