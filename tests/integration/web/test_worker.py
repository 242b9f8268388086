"""The worker: what it begins, what becomes of it, and that nothing is left of it when it or we are gone."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from houdun import clock
from houdun.app import feeds, jobs, verdicts
from houdun.app.workspace import Workspace, create
from houdun.errors import InputError
from houdun.facts.happening import Happening
from houdun.facts.time import MINUTE, SECOND, Millis
from houdun.flow import feeds as remembered
from houdun.flow.trial import record, running
from houdun.language import Bilingual
from houdun.testing.factories import log, message
from houdun.testing.trials import TUESDAY
from houdun.web import signs, worker
from houdun.web.children import Child, Failure, end_all
from houdun.web.news import UNREAD
from houdun.web.worker import Worker
from tests.integration.web import on_duty

NOW: Final[Millis] = TUESDAY
PATIENCE: Final = 60.0
"""Seconds that a test waits for a process at most."""


class Pretended(Child):
    """A child without a process: a test says when it ends, and how."""

    def __init__(self, root: Path, kind: str, name: str) -> None:
        self.kind, self.name = kind, name
        self.is_on, self.how = True, None

    is_on: bool
    how: Failure | None

    @property
    def runs(self) -> bool:
        return self.is_on

    def failure(self) -> Failure | None:
        return self.how

    def ends(self, how: Failure | None = None) -> None:
        self.is_on, self.how = False, how


class Company:
    """All children that were begun."""

    def __init__(self) -> None:
        self.all: list[Pretended] = []

    def begin(self, root: Path, kind: str, name: str) -> Pretended:
        self.all.append(Pretended(root, kind, name))
        return self.all[-1]

    def on(self, *but: str) -> list[tuple[str, str]]:
        """All that run, but for these kinds."""
        return [(each.kind, each.name) for each in self.all if each.is_on and each.kind not in but]

    def ends(self, how: Failure | None = None, kind: str = "") -> None:
        """The last one that runs, of this kind."""
        next(each for each in reversed(self.all) if each.is_on and each.kind.startswith(kind)).ends(how)


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    with create(tmp_path / "space") as made:
        yield made


@pytest.fixture
def company() -> Company:
    return Company()


@pytest.fixture
def works(space: Workspace, company: Company) -> Worker:
    return Worker(space, company.begin)


# feeds


def test_a_feed_is_fetched_again_after_hours_and_not_before(space: Workspace, works: Worker, company: Company) -> None:
    feed = remembered.remember(space.store.journal, "https://127.0.0.1/team.ics", "", NOW)
    for at in (NOW, NOW + MINUTE, NOW + feeds.EVERY - 1):
        works.look(at)
        assert company.on("verdict") == [("job", f"feed/{feed.id}/{NOW}")]
    jobs.do(space, f"feed/{feed.id}/{NOW}", NOW + 1)
    company.ends(kind="job")
    works.look(NOW + feeds.EVERY)
    works.look(NOW + feeds.EVERY + MINUTE)
    assert company.on("verdict") == [("job", f"feed/{feed.id}/{NOW + feeds.EVERY + MINUTE}")]


# trials


def test_a_trial_is_gone_on_with_until_it_is_over(space: Workspace, tmp_path: Path, works: Worker, company: Company) -> None:
    on_duty.begun(space, tmp_path)
    for second in range(3):
        works.look(NOW + second)
    assert company.on() == [("trial", "spring")]
    company.ends()
    works.look(NOW + 5)
    works.look(NOW + 6)
    assert company.on() == []


def test_a_trial_that_was_over_goes_on_when_its_plan_changes(
    space: Workspace, tmp_path: Path, works: Worker, company: Company
) -> None:
    on_duty.begun(space, tmp_path)
    works.look(NOW)
    company.ends()
    works.look(NOW + 1)
    on_duty.begun(space, tmp_path, blocks=8)
    works.look(NOW + 2)
    assert company.on() == [("trial", "spring")]


def test_a_trial_that_another_process_runs_is_left_alone(
    space: Workspace, tmp_path: Path, works: Worker, company: Company
) -> None:
    on_duty.begun(space, tmp_path)
    with running.alone(space.root, "spring"):
        works.look(NOW)
        assert company.on() == []
    works.look(NOW + 1)
    assert company.on() == [("trial", "spring")]


def test_several_trials_run_at_once_and_one_that_crashes_leaves_the_others(
    space: Workspace, tmp_path: Path, works: Worker, company: Company
) -> None:
    for name in ("spring", "autumn"):
        on_duty.begun(space, tmp_path, name=name)
    works.look(NOW)
    company.ends(Failure(-9))
    works.look(NOW + 1)
    assert company.on() == [("trial", "spring")]
    (trouble,) = _written(space)
    assert (trouble.work, trouble.again_at) == ("trial/autumn", NOW + 1 + worker.REST)
    works.look(trouble.again_at)
    assert company.on("verdict") == [("trial", "spring"), ("trial", "autumn")]


def _written(space: Workspace) -> tuple[signs.Trouble, ...]:
    """What a worker told, whether one lives or not."""
    with signs.alone(space.root, lambda: False, lambda _: None) as beat:
        beat()
        return signs.signs(space.root, clock.now()).troubles


def test_what_fails_again_rests_twice_as_long_and_says_why(
    space: Workspace, tmp_path: Path, works: Worker, company: Company
) -> None:
    on_duty.begun(space, tmp_path)
    now, rests = NOW, []
    for _ in range(9):
        works.look(now)
        company.ends(Failure(2, Bilingual("缺密钥", "a key is missing"), Bilingual("给它", "give it"), "trial.toml"), "trial")
        works.look(now + 1)
        (trouble,) = _written(space)
        rests.append(trouble.again_at - now - 1)
        now = trouble.again_at
    assert rests[:3] == [worker.REST, 2 * worker.REST, 4 * worker.REST]
    assert rests[-1] == worker.LONGEST_REST
    assert (trouble.problem.en, trouble.where) == ("a key is missing", "trial.toml")


# jobs


def test_jobs_are_begun_in_their_order_and_not_all_at_once(space: Workspace, works: Worker, company: Company) -> None:
    keys = [jobs.ask(space, "any", {}, NOW) for _ in range(3)]
    works.look(NOW)
    assert company.on() == [("job", key) for key in keys[: worker.AT_ONCE]]
    jobs.finish(space, keys[1], {}, NOW)
    company.ends()
    works.look(NOW + 1)
    assert company.on() == [("job", keys[0]), ("job", keys[2])]


def test_a_job_whose_process_dies_is_begun_again_and_in_the_end_given_up(
    space: Workspace, works: Worker, company: Company
) -> None:
    key = jobs.ask(space, "any", {}, NOW)
    for second in range(worker.TRIES):
        works.look(NOW + second)
        assert company.on() == [("job", key)]
        company.ends(Failure(-9))
    works.look(NOW + 10)
    came = jobs.outcome(space, key)
    assert came is not None
    assert came.problem == jobs.OURS[0]
    assert company.on() == []


def test_a_worker_that_was_killed_leaves_the_job_to_the_next(space: Workspace, works: Worker) -> None:
    key = jobs.ask(space, "any", {}, NOW)
    works.look(NOW)
    later = Company()
    Worker(space, later.begin).look(NOW + 1)
    assert later.on() == [("job", key)]


def test_the_demo_is_begun_when_it_is_asked_for_and_is_then_a_trial_like_others(
    space: Workspace, tmp_path: Path, works: Worker, company: Company
) -> None:
    key = jobs.ask(space, "demo", {"language": "zh"}, NOW)
    works.look(NOW)
    works.look(NOW + 1)
    assert company.on() == [("demo", "zh")]
    on_duty.begun(space, tmp_path, virtual=True)
    works.look(NOW + 2)
    came = jobs.outcome(space, key)
    assert came is not None
    assert came.result == {}
    company.ends(Failure(-9))
    works.look(NOW + 3)
    assert company.on() == [("trial", "spring")]


def test_a_demo_that_cannot_begin_is_told_to_who_asked(space: Workspace, works: Worker, company: Company) -> None:
    key = jobs.ask(space, "demo", {"language": "zh"}, NOW)
    works.look(NOW)
    company.ends(Failure(4, Bilingual("起不来", "a desk did not start"), Bilingual("再试", "try again")))
    works.look(NOW + 1)
    came = jobs.outcome(space, key)
    assert came is not None
    assert came.problem == ("起不来", "a desk did not start")


# the verdict


def tell(space: Workspace, number: int) -> None:
    space.store.journal.append_all(
        [Happening(record.QUESTION, str(number), NOW, {})], [log(message(uid=f"m{number}"), horizon=NOW)]
    )


def test_the_verdict_is_made_anew_after_a_pause_without_news(space: Workspace, works: Worker, company: Company) -> None:
    tell(space, 1)
    for now in (0, 2, 4):
        works.look(NOW + now * SECOND)
        assert company.on() == []
    works.look(NOW + 5 * SECOND)
    assert company.on() == [("verdict", "")]
    verdicts.compute(space, apart_from=UNREAD)
    company.ends()
    for now in range(6, 90, 7):
        works.look(NOW + now * SECOND)
    assert company.on() == []


def test_without_a_pause_it_is_made_anew_every_minute(space: Workspace, works: Worker, company: Company) -> None:
    begun = []
    for number in range(0, 130, 4):
        tell(space, number)
        works.look(NOW + number * SECOND)
        if company.on():
            begun.append(number)
            company.ends()
    assert [each // 60 for each in begun] == [1, 2]


def test_where_there_is_nothing_to_compare_that_is_no_trouble_and_not_tried_again(
    space: Workspace, works: Worker, company: Company
) -> None:
    works.look(NOW)
    works.look(NOW + MINUTE)
    assert company.on() == [("verdict", "")]
    company.ends(Failure(InputError.exit_code, Bilingual("没有", "nothing"), Bilingual("", "")))
    for now in range(2, 6):
        works.look(NOW + now * MINUTE)
    assert company.on() == []
    assert _written(space) == ()


def test_a_verdict_that_failed_is_tried_again_after_a_rest(space: Workspace, works: Worker, company: Company) -> None:
    tell(space, 1)
    works.look(NOW)
    works.look(NOW + MINUTE)
    company.ends(Failure(4, Bilingual("满了", "no room"), Bilingual("清", "make some")))
    works.look(NOW + MINUTE + 1)
    assert company.on() == []
    works.look(NOW + MINUTE + 1 + worker.REST)
    works.look(NOW + MINUTE + 1 + worker.REST + 6 * SECOND)
    assert company.on() == [("verdict", "")]


# processes

WAITING = """
import sys, threading
from pathlib import Path
from houdun.web import children
children.WORK["wait"] = lambda root, name: (print("at it", flush=True), threading.Event().wait(600))
sys.exit(children.main(Path("."), "wait", ""))
"""
HOLDING = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
child.wait()
"""


def test_a_child_ends_when_whoever_began_it_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDING, WAITING], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    _ends(child)


def test_a_trial_runs_in_a_child_and_one_that_is_told_to_end_says_that_it_is_not_over(space: Workspace, tmp_path: Path) -> None:
    on_duty.begun(space, tmp_path)
    child = Child(space.root, "trial", "spring")
    try:
        _until(lambda: running.pulse(space.root, "spring").runs or not child.runs)
    finally:
        end_all([child])
    failure = child.failure()
    assert failure is not None
    assert (failure.code, failure.problem and failure.problem.en) == (4, "the process of this trial was told to end")
    assert not running.pulse(space.root, "spring").runs


def test_a_worker_ends_when_whoever_began_it_is_gone_and_frees_its_lock(space: Workspace) -> None:
    space.store.close()
    began = "import subprocess, sys, os; print(subprocess.Popen([sys.executable, '-m', 'houdun.web.worker', sys.argv[1], str(os.getpid())]).pid)"
    printed = subprocess.run([sys.executable, "-c", began, str(space.root)], stdout=subprocess.PIPE, text=True, check=True)
    _ends(int(printed.stdout))
    assert not signs.signs(space.root, clock.now()).lives


def test_a_worker_that_is_told_to_end_ends_its_children_first(space: Workspace) -> None:
    key = jobs.ask(space, "nobody knows this", {}, clock.now())
    command = [sys.executable, "-m", "houdun.web.worker", str(space.root), str(os.getpid())]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        _until(lambda: f"job/{key}" in signs.signs(space.root, clock.now()).at)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    assert not signs.signs(space.root, clock.now()).lives
    assert [each.key for each in jobs.waiting(space)] == [key]


def _ends(pid: int) -> None:
    def gone() -> bool:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 0)
            return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
        return True

    _until(gone)


def _until(so: Callable[[], bool]) -> None:
    end = clock.steady() + PATIENCE
    while not so():
        assert clock.steady() < end, "it does not come"
        select.select([], [], [], 0.05)
