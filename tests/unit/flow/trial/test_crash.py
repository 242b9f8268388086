from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from houdun.flow import trial
from houdun.flow.trial import crash

PROGRAM = "from houdun.flow.trial import crash; crash.point('after-send'); print('alive')"


def ran(at: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env={**os.environ, crash.VARIABLE: at}, capture_output=True, text=True, check=False
    )


def test_it_dies_at_the_point_that_is_named() -> None:
    assert ran("after-send").returncode == -signal.SIGKILL


def test_it_goes_on_at_every_other_point() -> None:
    assert ran("before-take").stdout == "alive\n"


def test_every_point_that_the_code_passes_is_listed() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(next(iter(trial.__path__))).rglob("*.py"))
    passed = {part.partition('"')[0] for part in code.split('crash.point("')[1:]}
    assert passed | {"during-show"} == set(crash.POINTS)
