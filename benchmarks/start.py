"""How long a user waits for `houdun --help`: the median of several starts, in seconds (to reach: 0.25)."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

TIMES = 11


def main() -> None:
    # Compiled modules are part of an installed tool: without them every start compiles anew.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "houdun", "--help"]
    bare = [sys.executable, "-c", "pass"]
    print(
        f"houdun --help  {_median(command, environment):.3f} s   (python alone {_median(bare, environment):.3f} s; to reach 0.25 s)"
    )


def _median(command: list[str], environment: dict[str, str]) -> float:
    subprocess.run(command, env=environment, check=True, capture_output=True)
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
