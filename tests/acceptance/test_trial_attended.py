"""A trial in virtual time beside persons: its clock stands until they have spoken, through a kill, without the plan's file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from houdun import app, clock
from houdun.app import trials
from houdun.desk.server.house import desks
from houdun.flow.trial import operator
from houdun.flow.trial.operator import Order
from houdun.flow.trial.told.overview import Overview, Phase
from tests.acceptance.conftest import Shell
from tests.acceptance.trial_begun import begin, plan
from tests.acceptance.trial_desks import keys, left, write_plan

REHEARSE = """
import sys
from pathlib import Path
from houdun.app import trials
from houdun.cli import trial_live
with trial_live.view() as view:
    trials.rehearse(Path(sys.argv[1]), Path(sys.argv[2]), view, approvals=True)
"""
BEGIN_DEMO = """
import sys
from pathlib import Path
from houdun.app.demo_trial import begin_demo
from houdun.cli import trial_live
from houdun.language import Language
if __name__ == "__main__":
    with trial_live.view() as view:
        begin_demo(Path(sys.argv[1]), Language.EN, view)
"""
RUN = ("-m", "houdun", "trial", "run", "-w")


@contextmanager
def running(*words: str | Path, env: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A process that is no more when the context is left."""
    environment = {**os.environ, **env, "HOUDUN_LANG": "en", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "COLUMNS": "140"}
    command = [sys.executable, *map(str, words)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def says(process: subprocess.Popen[str], words: str, times: int = 1) -> None:
    """Reads on until it has said that so many times."""
    assert process.stdout is not None
    said = ""
    while said.count(words) < times:
        line = process.stdout.readline()
        assert line, said
        said += line


def ended(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    return said


def standing(root: Path) -> Overview:
    with app.open_workspace(root) as space:
        return trials.standing(space)[1]


def order(root: Path, what: Order, block: int = 0) -> None:
    with app.open_workspace(root) as space:
        operator.order(space.store.journal, what, clock.now(), block)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "mine"


def test_a_rehearsal_waits_for_approval_through_a_kill_and_goes_on_without_its_file(houdun: Shell, root: Path) -> None:
    app.create(root).store.close()
    with desks(["chenfeng"], root / "desks", seed=3, virtual=True) as open_desks:
        env, file = keys(open_desks), write_plan(root / "rehearsal.toml", open_desks)
        with running("-c", REHEARSE, file, root, env=env) as process:
            says(process, "0 of 3 questions begun")
            seen = standing(root)
            assert seen.unapproved == {1, 2, 3}
            assert seen.next is not None
            assert seen.now < seen.next.due
            order(root, Order.APPROVE, block=1)
            says(process, "asked, case")
        assert process.returncode == -signal.SIGKILL
        file.unlink()
        with running(*RUN, root, env=env) as process:
            says(process, "1 of 3 questions begun")
            assert "2 approved, 0 still wait" in houdun.fine("trial", "approve", "--all", "-w", root).out
            says(process, "asked, case", times=2)
            order(root, Order.STOP)
            assert "rehearsal: stopped" in ended(process)


def test_the_demo_waits_for_its_first_approval_and_is_gone_on_with_as_the_demo(root: Path) -> None:
    with running("-c", BEGIN_DEMO, root, env={}) as process:
        says(process, "0 of 12 questions begun")
    first = standing(root)
    assert len(first.unapproved) == 12
    order(root, Order.APPROVE, block=1)
    assert standing(root).to_come == first.to_come
    order(root, Order.STOP)
    with running(*RUN, root, env={}) as process:
        assert "demo: stopped" in ended(process)
    assert standing(root).phase is Phase.STOPPED


def test_a_real_trial_goes_on_without_its_file_too(houdun: Shell, root: Path) -> None:
    begin(root, plan(days_ahead=30))
    (root / "trial.toml").unlink()
    said = left(houdun, "trial", "run", "-w", root)
    assert "by hand: Acme; 0 of 4 questions begun" in said
    assert f"it goes on with: houdun trial run -w {root}" in said
