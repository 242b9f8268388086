from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from houdun import clock
from houdun.errors import UsageError
from houdun.facts.time import MINUTE
from houdun.flow.trial import running


def test_a_second_process_is_sent_away_and_another_trial_is_not(tmp_path: Path) -> None:
    again = running.alone(tmp_path, "spring")
    with running.alone(tmp_path, "春季"), running.alone(tmp_path, "spring"), pytest.raises(UsageError, match="already"):
        again.__enter__()
    with running.alone(tmp_path, "spring"):
        pass


def test_whether_it_runs_and_when_it_last_gave_a_sign_can_be_told_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert running.pulse(tmp_path, "spring") == running.Pulse(False, None)
    moments = iter((1 * MINUTE, 2 * MINUTE, 3 * MINUTE))
    monkeypatch.setattr(clock, "now", lambda: next(moments))
    with running.alone(tmp_path, "spring") as beat:
        assert running.pulse(tmp_path, "spring") == running.Pulse(True, 1 * MINUTE)
        beat()
        assert running.pulse(tmp_path, "spring") == running.Pulse(True, 2 * MINUTE)
    assert running.pulse(tmp_path, "spring") == running.Pulse(False, 3 * MINUTE)


def test_a_process_that_was_killed_runs_no_more(tmp_path: Path) -> None:
    theirs, ours = os.pipe()
    pid = os.fork()
    if pid == 0:
        with running.alone(tmp_path, "spring"):
            os.write(ours, b".")
            signal.pause()
    os.read(theirs, 1)
    assert running.pulse(tmp_path, "spring").runs
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert not running.pulse(tmp_path, "spring").runs


def test_whoever_only_looks_keeps_nobody_from_running_it(tmp_path: Path) -> None:
    with running.alone(tmp_path, "spring"):
        pass
    left = threading.Event()
    lookers = [threading.Thread(target=_look, args=(tmp_path, left)) for _ in range(3)]
    for looker in lookers:
        looker.start()
    try:
        for _ in range(300):
            with running.alone(tmp_path, "spring"):
                pass
    finally:
        left.set()
        for looker in lookers:
            looker.join()


def _look(folder: Path, left: threading.Event) -> None:
    while not left.is_set():
        running.pulse(folder, "spring")


def test_trials_are_begun_one_after_the_other(tmp_path: Path) -> None:
    order = list[str]()

    def begin() -> None:
        with running.beginning(tmp_path):
            order.append("second")

    with running.beginning(tmp_path):
        other = threading.Thread(target=begin)
        other.start()
        other.join(0.05)
        order.append("first")
    other.join()
    assert order == ["first", "second"]
