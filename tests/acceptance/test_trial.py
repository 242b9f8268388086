"""`houdun trial` as a user runs it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from houdun import app, clock
from houdun.app import trials
from houdun.desk.server.house import desks
from houdun.facts.time import from_millis
from houdun.flow.trial import kept
from houdun.flow.trial.told.overview import Phase
from tests.acceptance.conftest import Shell
from tests.acceptance.trial_begun import begin, plan
from tests.acceptance.trial_desks import keys, left, write_plan

EXAMPLE = Path(__file__).parents[2] / "examples" / "trials" / "three-vendors.toml"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//t//t//EN
BEGIN:VEVENT
UID:gala
DTSTAMP:20940101T000000Z
DTSTART:20940303T020000Z
DTEND:20940303T090000Z
SUMMARY:Peak: spring gala
END:VEVENT
END:VCALENDAR
"""


def to_come(houdun: Shell) -> Path:
    """The example, whose days are the same of the week, when it is ahead whatever today is."""
    file = houdun.folder / "ahead.toml"
    file.write_text(EXAMPLE.read_text(encoding="utf-8").replace("2027-", "2094-"), encoding="utf-8")
    return file


def by_hand(houdun: Shell, start: dt.date, *vendors: str) -> Path:
    file = houdun.folder / "by_hand.toml"
    head = f'[trial]\nname = "by hand"\nstart = {start}\ndays = 3\nblocks = 3\n'
    file.write_text(head + "".join(f'[[vendors]]\nname = "{name}"\nreached = "manual"\nto = "chat"\n' for name in vendors))
    return file


def test_a_plan_says_what_it_cannot_ask_and_what_cannot_come_of_it(houdun: Shell) -> None:
    said = houdun.fine("trial", "plan", by_hand(houdun, dt.date(2094, 3, 1), "Acme"), "--runs", "10").out
    assert "28 kinds of questions need a stream" in said
    assert "There is one vendor" in said


def test_nothing_is_planned_for_what_is_past(houdun: Shell) -> None:
    now = from_millis(clock.now())
    begun = houdun.fine(
        "trial", "plan", by_hand(houdun, now.date() - dt.timedelta(days=1), "Acme", "Brio"), "--runs", "10", "--json"
    ).json
    assert all(dt.datetime.fromisoformat(each["at"]) > now for block in begun["blocks"] for each in block["asked"])
    assert (
        "change start first"
        in houdun.fine("trial", "plan", by_hand(houdun, dt.date(2020, 3, 1), "Acme", "Brio"), "--runs", "10").out
    )


def test_a_plan_is_a_calendar_and_says_how_long_a_claim_will_take(houdun: Shell) -> None:
    told = houdun.fine("trial", "plan", to_come(houdun), "--runs", "200")
    assert "40 questions, each put to 3 vendors" in told.out
    assert "Mon 03-01" in told.out
    assert all(each in told.out for each in ("Acme@pro", "Brio", "Cora", "control", "night", "houdun trial approve"))
    assert "50% of the trials have their claim within" in told.out


def test_the_peaks_on_the_calendar_of_a_workspace_are_peaks_of_the_plan(houdun: Shell, workspace: Path) -> None:
    (houdun.folder / "team.ics").write_text(CALENDAR.replace("\n", "\r\n"))
    houdun.fine("occasions", "import", "team.ics", "-w", workspace)
    told = houdun.fine("trial", "plan", to_come(houdun), "--runs", "10", "--json", "-w", workspace).json
    assert any(block["asked"][0]["at"].startswith("2094-03-03") for block in told["blocks"] if block["stratum"] == "peak")
    assert {asked["vendor"] for asked in told["blocks"][0]["asked"]} == {"Acme@pro", "Brio", "Cora"}
    assert (len(told["blocks"]), told["outlook"]["unguessed"]) == (40, [])


def test_mistakes_in_a_plan_are_named_with_their_key(houdun: Shell) -> None:
    (houdun.folder / "bad.toml").write_text(
        EXAMPLE.read_text(encoding="utf-8").replace("blocks = 40", "blocks = 0"), encoding="utf-8"
    )
    ended = houdun("trial", "plan", "bad.toml")
    assert (ended.code, "trial.blocks" in ended.err) == (2, True)


def test_a_trial_against_simulated_desks_is_over_in_seconds_and_can_be_run_again(
    houdun: Shell, workspace: Path, tmp_path: Path
) -> None:
    with desks(["chenfeng", "yunlian"], tmp_path / "desks", seed=3, virtual=True) as running:
        file = write_plan(tmp_path / "rehearsal.toml", running)
        first = houdun.fine("trial", "run", file, "-w", workspace, "--virtual", env=keys(running))
        again = houdun.fine("trial", "run", file, "-w", workspace, "--virtual", env=keys(running))
    assert "asked, case" in first.out
    assert "a person answers after" in first.out
    assert "rehearsal: over (questions: graded 3)" in first.out
    assert "asked, case" not in again.out
    assert "rehearsal: over (questions: graded 3)" in again.out
    with app.open_workspace(workspace) as space:
        assert len(list(space.store.cases())) == 6


def test_virtual_time_is_refused_for_anybody_who_is_not_on_this_machine(houdun: Shell, workspace: Path) -> None:
    ended = houdun("trial", "run", EXAMPLE, "-w", workspace, "--virtual")
    assert (ended.code, "this machine" in ended.err) == (2, True)
    with app.open_workspace(workspace) as space:
        assert kept.last(space.store.journal) is None, "the real trial can still be begun here"


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A workspace whose trial was begun, days before its first question."""
    begin(tmp_path / "mine", plan(days_ahead=30))
    return tmp_path / "mine"


def test_what_waits_for_approval_is_shown_as_it_would_go_out_and_approved_once(houdun: Shell, begun: Path) -> None:
    shown = houdun.fine("trial", "approve", "-w", begun).out
    assert "Block 1" in shown
    assert "→ Acme (the group Acme support)" in shown
    assert "4 wait" in shown
    assert "2 approved, 2 still wait" in houdun.fine("trial", "approve", "1", "2", "-w", begun).out
    assert "2 approved, 0 still wait" in houdun.fine("trial", "approve", "--all", "-w", begun).out
    assert "nothing waits for approval" in houdun.fine("trial", "approve", "-w", begun).out


def test_a_trial_is_paused_resumed_and_stopped_from_another_process(houdun: Shell, begun: Path) -> None:
    def phase() -> Phase:
        with app.open_workspace(begun) as space:
            return trials.standing(space)[1].phase

    told = houdun.fine("trial", "status", "-w", begun).out
    assert "by hand: going on (questions: to come 4)" in told
    assert "waits for your word: houdun trial approve 1" in told
    for order, then in (("pause", Phase.PAUSED), ("resume", Phase.ASKING)):
        houdun.fine("trial", order, "-w", begun)
        assert phase() is then
    houdun.fine("trial", "stop", "--yes", "-w", begun)
    assert phase() is Phase.STOPPED
    assert "0 of 4 questions begun" in houdun.fine("trial", "run", "-w", begun).out


def test_a_trial_that_runs_in_real_time_says_what_of_its_plan_has_changed(houdun: Shell, begun: Path) -> None:
    changed = begun / "trial.toml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("blocks = 4", "blocks = 5"), encoding="utf-8")
    told = left(houdun, "trial", "run", changed, "-w", begun)
    assert "The plan has changed (blocks): the 5 questions not asked yet are planned anew" in told


def test_where_no_trial_was_begun_every_command_says_how_to_begin_one(houdun: Shell, workspace: Path) -> None:
    for words in (("trial", "pause"), ("inbox",)):
        ended = houdun(*words, "-w", workspace)
        assert (ended.code, "houdun trial run" in ended.err) == (2, True)


def test_whole_trials_are_played_against_personas_and_told_as_json(houdun: Shell) -> None:
    told = houdun.fine("trial", "simulate", EXAMPLE, "--runs", "2", "--json", "found.json", env={"HOUDUN_LANG": "zh"}).out
    assert "2 场考察" in told
    found = json.loads((houdun.folder / "found.json").read_text(encoding="utf-8"))
    assert [each["persona"] for each in found["vendors"]] == ["chenfeng", "qiushi", "yunlian"]
    assert all(each["answered"] > 0.5 for each in found["vendors"])
    assert found["claims"] == found["right"] + found["wrong"]
    assert [each["seed"] for each in found["trials"]] == [1, 2]
