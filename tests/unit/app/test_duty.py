from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.app import duty, trials
from houdun.app.workspace import Workspace, create
from houdun.errors import UsageError
from houdun.facts.time import MINUTE
from houdun.flow.trial import operator
from houdun.flow.trial.kept import Held
from houdun.flow.trial.operator import Order
from houdun.testing.trials import TUESDAY
from tests.integration.web import on_duty


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    with create(tmp_path / "space") as made:
        yield made


@pytest.fixture
def held(space: Workspace, tmp_path: Path) -> Held:
    return on_duty.begun(space, tmp_path)


def test_a_workspace_without_a_trial_has_none_on(space: Workspace) -> None:
    assert duty.Scenes().of(space, TUESDAY).trials == ()


def test_the_scene_is_kept_until_something_is_written_down(space: Workspace, held: Held) -> None:
    scenes = duty.Scenes()
    scene = scenes.of(space, TUESDAY)
    assert scenes.of(space, TUESDAY) is scene
    operator.order(trials.journal(space, held.terms), Order.PAUSE, TUESDAY)
    assert scenes.of(space, TUESDAY) is not scene
    assert scenes.of(space, TUESDAY).trials[0].seen.phase == "paused"


def test_open_cases_are_in_the_order_in_which_they_need_somebody(space: Workspace, held: Held) -> None:
    asked = on_duty.asked(space, held)
    space = space.refreshed()
    (trial,) = duty.Scenes().of(space, TUESDAY).trials
    promised = duty.promised(space)
    due = {name: asked[name][1] + minutes * MINUTE for name, minutes in zip(on_duty.PERSONAS, on_duty.MINUTES, strict=True)}
    first, second, last = sorted(due, key=lambda name: due[name])
    shown = duty.open_cases(trial, promised, due[second] - MINUTE)
    assert [each.case.vendor.name for each in shown] == [second, first, last]
    assert [(each.late, each.due_at) for each in shown] == [(False, due[second]), (True, None), (False, due[last])]


def test_a_virtual_trial_has_a_time_of_its_own(space: Workspace, tmp_path: Path) -> None:
    on_duty.begun(space, tmp_path, virtual=True)
    (trial,) = duty.Scenes().of(space, TUESDAY).trials
    assert trial.now(TUESDAY * 2) == trial.seen.now < TUESDAY


def test_a_trial_or_a_task_that_is_not_there_any_more_is_refused(space: Workspace, held: Held) -> None:
    scene = duty.Scenes().of(space, TUESDAY)
    with pytest.raises(UsageError, match="seen to this already"):
        scene.trial("other")
    with pytest.raises(UsageError, match="seen to this already"):
        duty.task(scene.trial("spring"), "place/u1")


def test_a_letter_for_a_person_says_how_it_is_to_be_sent(space: Workspace, held: Held) -> None:
    case = held.blocks[0].matters[0].case
    key = on_duty.waits(space, held, f"{case}/letter/0", on_duty.letter(case))
    trial = duty.Scenes().of(space, TUESDAY).trial("spring")
    entry = duty.task(trial, key)
    assert "WeChat" in duty.by_hand(trial, entry).en
    assert "1 file" in duty.by_hand(trial, entry).en
    assert duty.vendor_of(trial, entry) == held.matter(case).vendor


def test_a_plan_that_changed_is_followed_anew(space: Workspace, tmp_path: Path, held: Held) -> None:
    scenes = duty.Scenes()
    assert len(scenes.of(space, TUESDAY).trials[0].seen.to_come) == 6
    on_duty.begun(space, tmp_path, blocks=9)
    assert len(scenes.of(space, TUESDAY).trials[0].seen.to_come) == 9
