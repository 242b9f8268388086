from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing import active_children

import pytest

from houdun import clock
from houdun.errors import OutsideError
from houdun.flow.trial.stage.apart import ApartStage
from houdun.flow.trial.stage.port import Order, Timing
from houdun.flow.trial.stage.virtual import VirtualStage
from houdun.scenario import instance, question

NOW = 1_767_800_000_000
SMALL = {"width": 160, "height": 90, "fps": 15, "video_kbps": 300}
SHORT = Timing(lead=1.0, limit=2.5, tail=0.5, control=2.5, remedy_after=0.5, settle=0.5, judged=1.0)
PARENT = """
from houdun.flow.trial.stage.apart import ApartStage
from multiprocessing import active_children
import sys
if __name__ == "__main__":
    with ApartStage(workers=1):
        print(active_children()[0].pid, flush=True)
        sys.stdin.read()
"""


def order(name: str = "slides_in_dances", *remedies: str, case: str = "case-1", stream: int = 1) -> Order:
    of = instance.instances([question.load(name)])[0]
    return Order(case=case, instance=of, publish="loop://a", play="loop://a", remedies=remedies, stream=stream)


@pytest.fixture(scope="module")
def stage() -> Iterator[ApartStage]:
    with ApartStage(SMALL, SHORT, workers=2) as made:
        yield made


def alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def within(seconds: float, true: Callable[[], bool]) -> bool:
    until = clock.steady() + seconds
    while not true() and clock.steady() < until:
        threading.Event().wait(0.02)
    return true()


def test_it_shows_what_the_stage_in_this_process_shows_foreseen_or_not(stage: ApartStage) -> None:
    here = VirtualStage(SMALL, SHORT)
    opening, other = (order(case=case) for case in ("case-1", "case-2"))
    cure, elsewhere = order("slides_in_dances", "no_frame_skip"), order("lips_before_words", stream=2)
    later = NOW + 60_000
    stage.prepare([[(opening, NOW), (other, later), (cure, NOW)], [(elsewhere, NOW)]])
    for asked, at in ((opening, NOW), (other, later)):
        assert stage.show(asked, at) == here.show(asked, at)
    here.show(cure, NOW)
    assert stage.show(cure, later) == here.show(cure, later)
    assert stage.show(elsewhere, NOW) == here.show(elsewhere, NOW)


def test_a_run_that_is_foreseen_is_played_at_its_foreseen_moment_however_early_it_is_asked_for(stage: ApartStage) -> None:
    asked, later = order(case="case-3", stream=7), NOW + 60_000
    here = VirtualStage(SMALL, SHORT)
    here.show(asked, NOW)
    stage.prepare([[(order(stream=6), NOW)], [(order(stream=5), NOW)], [(order(case="case-4", stream=7), NOW)]])
    assert stage.show(asked, later) == here.show(asked, later)


def test_a_question_with_nothing_to_play_and_one_that_it_cannot_show_are_as_with_the_other_stage(stage: ApartStage) -> None:
    for name in ("sizing_for_a_peak", "not_live"):
        assert stage.show(order(name), NOW) == VirtualStage().show(order(name), NOW)
        assert stage.shows(question.load(name)) is VirtualStage().shows(question.load(name))


def test_an_error_in_a_worker_comes_back_as_itself_and_the_worker_goes_on(stage: ApartStage) -> None:
    good = order(stream=9)
    of = replace(good.instance, question=replace(good.instance.question, fault="no_such_fault"))
    with pytest.raises(Exception, match="no_such_fault") as raised:
        stage.show(replace(good, instance=of, stream=8), NOW)
    with pytest.raises(type(raised.value)):
        VirtualStage().show(replace(good, instance=of, stream=8), NOW)
    assert stage.show(good, NOW).reason is None


def test_a_worker_that_is_killed_is_replaced_once() -> None:
    before = set(active_children())
    with ApartStage(SMALL, SHORT, workers=1) as one:
        for stream in (1, 2):
            (worker,) = set(active_children()) - before
            assert worker.pid is not None
            os.kill(worker.pid, signal.SIGKILL)
            worker.join()
            if stream == 1:
                assert one.show(order(stream=stream), NOW).reason is None
            else:
                with pytest.raises(OutsideError, match="died twice"):
                    one.show(order(stream=stream), NOW)


def test_closing_ends_the_workers_in_the_midst_of_what_they_play() -> None:
    before = set(active_children())
    with ApartStage(workers=1) as one:
        one.prepare([[(order(stream=stream), NOW)] for stream in range(20)])
    assert set(active_children()) <= before


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_the_workers_end_with_whoever_started_them_in_silence(how: signal.Signals) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=pipe, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        worker = int(parent.stdout.readline())
        os.kill(worker, signal.SIGINT)
        assert not within(0.2, lambda: not alive(worker))
        os.kill(parent.pid, how)
        assert within(8, lambda: not alive(worker))
        assert "spawn" not in parent.stderr.read()
