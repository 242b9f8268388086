"""Whether a trial measures back what personas truly are: `python -m benchmarks.trial.recovery [--trials 200] [--processes 2]`."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from statistics import fmean

from benchmarks.trial.recovered import Measured, measured, personas, played

PERSONAS = 11
"""The seed of the personas: the same in every trial."""


def trial(seed: int) -> list[Measured]:
    of = personas(PERSONAS)
    return measured(of, played(of, seed), seed)


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
    given = parser.parse_args()
    main(given.trials, given.processes)
