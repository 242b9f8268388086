"""Our clocks beside the given times of 377 real GitHub issues: `python -m benchmarks.github_times`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.github_times import AGREEMENT, DATA, GIVEN, Cause, pairs, table


def main(path: Path = DATA) -> None:
    if not path.exists():
        sys.exit(f"not measured: {path.name} is not there")
    counted = table(pairs(path))
    for clock in GIVEN:
        n = sum(count for (name, _), count in counted.items() if name == clock)
        same = sum(counted[clock, cause] for cause in AGREEMENT)
        print(f"{clock}: {same} of {n} issues agree with the given time")
        for cause in Cause:
            if counted[clock, cause]:
                print(f"  {counted[clock, cause]:5d}  {cause}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
