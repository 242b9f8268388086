from __future__ import annotations

import os
import signal
from multiprocessing import active_children
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.claim import Outcome
from houdun.facts.time import HOUR, MINUTE
from houdun.facts.vendor import Vendor
from houdun.flow.trial.ahead.many import Answered, Cast, Imagined, cast_of, play_many, play_one, summed

PLAN = """
[trial]
name = "imagined"
language = "en"
start = 2026-12-01
days = 4
blocks = 4
questions = ["which_region", "keeping_recordings", "zigzag_in_the_chart", "bars_at_the_sides"]

[[vendors]]
name = "Acme"
to = "the group"
reached = "manual"
persona = "chenfeng"
streams.rtmp = { publish = "loop://{stream}", play = "loop://{stream}" }

[[vendors]]
name = "Brio"
to = "support@brio.example"
reached = "manual"
persona = "yunlian"
streams.rtmp = { publish = "loop://{stream}", play = "loop://{stream}" }
"""
ACME, BRIO = Vendor("Acme"), Vendor("Brio")


def written(folder: Path, text: str = PLAN) -> Path:
    path = folder / "trial.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def cast(tmp_path: Path) -> Cast:
    return cast_of(written(tmp_path))


def test_however_a_vendor_is_reached_its_persona_answers(cast: Cast) -> None:
    trial = play_one(cast, 1)
    assert {each.vendor for each in trial.answers if each.outcome.waited_ms is not None} == {ACME, BRIO}
    assert {each.block for each in trial.answers} == {1, 2, 3, 4}
    assert sum(each.blamed is not None for each in trial.answers) == 4


def test_a_vendor_for_whom_nobody_stands_in_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nobody stands in for Brio"):
        cast_of(written(tmp_path, PLAN.replace('persona = "yunlian"\n', "")))


def test_one_process_and_two_play_the_same_trials(cast: Cast) -> None:
    assert list(play_many(cast, 2, processes=1)) == list(play_many(cast, 2, processes=2))


def test_ctrl_c_is_for_who_asked_and_not_for_the_processes_that_play(cast: Cast) -> None:
    playing = play_many(cast, 6, processes=2)
    first = next(playing)
    for child in active_children():
        os.kill(child.ident or 0, signal.SIGINT)
    assert [first, *playing] == list(play_many(cast, 6, processes=1))


def answered(block: int, vendor: Vendor, minutes: float | None, depth: int, blamed: bool | None = None) -> Answered:
    return Answered(block, vendor, Outcome(None if minutes is None else round(minutes * MINUTE), depth), blamed)


def test_what_is_measured_is_summed_over_all_trials(cast: Cast) -> None:
    trials = [
        Imagined(1, ACME, 2, (BRIO,), (answered(1, ACME, 5, 3, True), answered(1, BRIO, 90, 1, False), answered(2, ACME, 40, 2))),
        Imagined(2, BRIO, 1, (), (answered(1, ACME, 10, 4), answered(1, BRIO, None, 0))),
        Imagined(3, None, 1, (), (answered(1, ACME, 10, 3), answered(1, BRIO, 20, 2))),
    ]
    found = summed(cast, trials)
    acme, brio = found.vendors
    assert (acme.asked, acme.answered, acme.within, acme.median_ms, acme.depth) == (4, 1.0, (0.75, 1.0), 10 * MINUTE, 3.0)
    assert (acme.controls, acme.blamed, brio.controls, brio.blamed) == (1, 1, 1, 0)
    assert brio.answered == pytest.approx(2 / 3)
    assert (brio.median_ms, brio.dropped, brio.named) == (1.5 * HOUR, 1, 1)
    assert (found.best, len(found.claims), found.right) == (ACME, 2, 1)
