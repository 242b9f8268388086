"""A trial in real time against desks that run, killed: nothing is asked twice, nothing is lost.

All points, many moments, and how soon it is back: benchmarks.trial.kill.
"""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path
from threading import Event

from houdun import clock
from tests.trial_killed import ROOT, Trial, opened


def test_killed_between_sending_and_recording_and_ended_by_a_signal_it_still_comes_to_its_end(tmp_path: Path) -> None:
    with opened(tmp_path) as trial:
        assert trial.live("after-send").code == -signal.SIGKILL
        assert leaving(trial) < 10
        trial.live()
    assert trial.is_over()
    assert trial.faults() == []


def leaving(trial: Trial) -> float:
    """Seconds from SIGTERM to the end of the process."""
    with subprocess.Popen(trial.command(), stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        while b'"turn"' not in process.stdout.readline():
            pass
        Event().wait(0.5)
        began = clock.steady()
        process.terminate()
        told = process.stdout.read()
        assert process.wait(10) == 0
    assert b'"left"' in told
    assert b"trouble" not in told
    return clock.steady() - began
