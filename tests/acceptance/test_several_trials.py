"""Two trials in one workspace, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from houdun import app, clock
from houdun.app import inbox, trials
from houdun.facts.happening import Happening
from houdun.facts.time import HOUR
from houdun.flow.trial import record, running
from houdun.flow.trial.told.overview import Phase
from houdun.flow.trial.trial import BRIEFED, Trial
from tests.acceptance.conftest import Shell
from tests.acceptance.trial_begun import begin, go_on, plan


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "mine"


@pytest.fixture
def spring(root: Path) -> Trial:
    return begin(root, plan(days_ahead=-1, approval=False, name="spring"))


@pytest.fixture
def summer(root: Path, spring: Trial) -> Trial:
    return begin(root, plan(days_ahead=-1, approval=False, name="夏季"))


def phases(root: Path) -> list[Phase]:
    with app.open_workspace(root) as space:
        return [seen.phase for _, seen in trials.all_standing(space)]


@pytest.mark.usefixtures("summer")
def test_all_are_listed_and_one_is_told_in_full(houdun: Shell, root: Path) -> None:
    told = houdun.fine("trial", "status", "-w", root).out
    assert "spring: going on" in told
    assert "夏季: going on" in told
    assert "houdun trial status --trial NAME" in told
    assert "夏季" not in houdun.fine("trial", "status", "--trial", "spring", "-w", root).out
    found = houdun.fine("trial", "status", "--json", "-w", root).json
    assert [each["name"] for each in found] == ["spring", "夏季"]


@pytest.mark.usefixtures("summer")
def test_an_order_is_for_the_one_that_is_named_and_without_a_name_they_are_named(houdun: Shell, root: Path) -> None:
    ended = houdun("trial", "pause", "-w", root)
    assert (ended.code, "--trial: spring, 夏季" in ended.err) == (2, True)
    assert houdun("trial", "pause", "--trial", "autumn", "-w", root).code == 2
    houdun.fine("trial", "pause", "--trial", "夏季", "-w", root)
    assert phases(root) == [Phase.ASKING, Phase.PAUSED]
    houdun.fine("trial", "stop", "--yes", "--trial", "spring", "-w", root)
    assert phases(root) == [Phase.STOPPED, Phase.PAUSED]


@pytest.mark.usefixtures("spring")
def test_whether_a_process_runs_it_and_since_when_not_is_told(houdun: Shell, root: Path) -> None:
    assert "no process has run it yet" in houdun.fine("trial", "status", "-w", root).out
    with running.alone(root, "spring"):
        assert "A process runs it" in houdun.fine("trial", "status", "-w", root).out
        assert houdun.fine("trial", "status", "--json", "-w", root).json["running"]
    assert "No process runs it since" in houdun.fine("trial", "status", "-w", root).out
    found = houdun.fine("trial", "status", "--json", "-w", root).json
    assert (found["running"], bool(found["alive_at"])) == (False, True)


def test_a_process_that_gives_no_sign_of_life_is_told(
    houdun: Shell, root: Path, spring: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running.alone(root, spring.terms.name):
        now = clock.now()
        monkeypatch.setattr(clock, "now", lambda: now + HOUR)
        with app.open_workspace(root) as space:
            pulse = trials.pulse(space, spring.terms)
    assert (pulse.runs, clock.now() - pulse.seen_at >= HOUR if pulse.seen_at else None) == (True, True)


def test_what_waits_is_listed_over_all_and_answered_by_its_key(houdun: Shell, root: Path, spring: Trial, summer: Trial) -> None:
    """Of the same case ids nothing is in both; the brief to one and the same vendor is."""
    for trial in (spring, summer):
        go_on(trial, trial.terms.start - BRIEFED)
    listed = [json.loads(line) for line in houdun.fine("inbox", "--json", "-w", root).out.splitlines()]
    assert [(each["trial"], each["key"]) for each in listed] == [("spring", "brief/Acme"), ("夏季", "brief/Acme")]
    ended = houdun("inbox", "answer", "brief/Acme", "--sent", "-w", root)
    assert (ended.code, "waits in several trials: spring, 夏季" in ended.err) == (2, True)
    houdun.fine("inbox", "answer", "brief/Acme", "--sent", "--trial", "夏季", "-w", root)
    with app.open_workspace(root) as space:
        assert [each.held.terms.name for each in inbox.waiting(space)] == ["spring"]


def test_a_case_says_itself_which_trial_it_is_of(houdun: Shell, root: Path, spring: Trial, summer: Trial) -> None:
    for trial in (spring, summer):
        go_on(trial, trial.course.blocks[0].due)
    (first, *_), (second, *_) = spring.cases, summer.cases
    for case in (first, second):
        houdun.fine("stamp", case, "--text", f"It is fixed, {case}.", "-w", root)
    for trial, case in ((spring, first), (summer, second)):
        pasted = [entry.data["case"] for entry in trial.means.journal.read(record.ANSWER)]
        assert pasted == [case]
    assert houdun("stamp", "12", "--text", "Who?", "-w", root).code == 2


def test_mail_that_nobody_can_place_is_one_task_and_answered_for_all(
    houdun: Shell, root: Path, spring: Trial, summer: Trial
) -> None:
    stray = {"kind": "place", "subject": "Re:", "text": "Which encoder?", "source": "", "author": "vera@acme.example", "at": 5}
    for trial in (spring, summer):
        go_on(trial, trial.course.blocks[0].due)
        trial.means.journal.append_all([Happening(record.TASK, "place/m1", 5, stray)])
    assert houdun.fine("inbox", "-w", root).out.count("place/m1  ") == 1
    case = next(iter(summer.cases))
    houdun.fine("inbox", "answer", "place/m1", "--case", case, "-w", root)
    with app.open_workspace(root) as space:
        assert "place/m1" not in [each.entry.key for each in inbox.waiting(space)]
    (heard,) = summer.means.journal.read(record.ANSWER)
    assert (heard.data["case"], heard.data["message"]["text"]) == (case, "Which encoder?")
