from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from houdun.flow.trial.uninterrupted import uninterrupted


def _interrupted(reached: list[str]) -> None:
    with uninterrupted():
        signal.raise_signal(signal.SIGINT)
        reached.append("here")


def test_ctrl_c_is_heard_afterwards() -> None:
    reached: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        _interrupted(reached)
    assert reached
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


STARTED = """
import signal
from multiprocessing import get_context
from houdun.flow.trial.uninterrupted import uninterrupted
if __name__ == "__main__":
    with uninterrupted():
        pool = get_context("spawn").Pool(1)
    with pool:
        print(signal.SIGINT in pool.apply(signal.pthread_sigmask, (signal.SIG_BLOCK, ())))
"""


def test_the_first_process_that_is_started_does_not_hear_it() -> None:
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
