"""`houdun trial` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from houdun.desk.server.house import desks
from tests.acceptance.conftest import Shell
from tests.acceptance.trial_begun import begin, plan
from tests.acceptance.trial_desks import keys, left, write_plan

EXAMPLE = Path(__file__).parents[2] / "examples" / "trials" / "three-vendors.toml"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//t//t//EN
BEGIN:VEVENT
UID:gala
DTSTAMP:20270101T000000Z
DTSTART:20270303T020000Z
DTEND:20270303T090000Z
SUMMARY:Peak: spring gala
END:VEVENT
END:VCALENDAR
"""


def test_a_plan_is_a_calendar_and_says_how_long_a_claim_will_take(houdun: Shell) -> None:
    told = houdun.fine("trial", "plan", EXAMPLE, "--runs", "200")
    assert "40 questions, each put to 3 vendors" in told.out
    assert "Mon 03-01" in told.out
    assert all(each in told.out for each in ("Acme@pro", "Brio", "Cora", "control", "night", "houdun trial approve"))
    assert "50% of the trials have their claim within" in told.out
    chinese = houdun.fine("trial", "plan", EXAMPLE, "--runs", "10", env={"HOUDUN_LANG": "zh"})
    assert "40 道考题，每题问 3 家" in chinese.out


def test_a_plan_for_programs_says_the_same_each_time(houdun: Shell) -> None:
    one, other = (houdun.fine("trial", "plan", EXAMPLE, "--runs", "50", "--json").json for _ in range(2))
    assert one == other
    assert len(one["blocks"]) == 40
    assert {asked["vendor"] for asked in one["blocks"][0]["asked"]} == {"Acme@pro", "Brio", "Cora"}
    assert one["outlook"]["unguessed"] == []


def test_the_peaks_on_the_calendar_of_a_workspace_are_peaks_of_the_plan(houdun: Shell, workspace: Path) -> None:
    (houdun.folder / "team.ics").write_text(CALENDAR.replace("\n", "\r\n"))
    houdun.fine("occasions", "import", "team.ics", "-w", workspace)
    blocks = houdun.fine("trial", "plan", EXAMPLE, "--runs", "10", "--json", "-w", workspace).json["blocks"]
    peaks = [block["asked"][0]["at"] for block in blocks if block["stratum"] == "peak"]
    assert any(at.startswith("2027-03-03") for at in peaks)


def test_mistakes_in_a_plan_are_named_with_their_key(houdun: Shell) -> None:
    (houdun.folder / "bad.toml").write_text(
        EXAMPLE.read_text(encoding="utf-8").replace("blocks = 40", "blocks = 0"), encoding="utf-8"
    )
    ended = houdun("trial", "plan", "bad.toml")
    assert (ended.code, "trial.blocks" in ended.err) == (2, True)
    assert houdun("trial", "plan", "none.toml").code == 2


def test_a_trial_against_simulated_desks_is_over_in_seconds_and_can_be_run_again(
    houdun: Shell, workspace: Path, tmp_path: Path
) -> None:
    with desks(["chenfeng", "yunlian"], tmp_path / "desks", seed=3, virtual=True) as running:
        file = write_plan(tmp_path / "rehearsal.toml", running)
        first = houdun.fine("trial", "run", file, "-w", workspace, "--virtual", env=keys(running))
        again = houdun.fine("trial", "run", file, "-w", workspace, "--virtual", env=keys(running))
        other = houdun("trial", "run", file, "-w", workspace, env=keys(running))
    assert "asked, case" in first.out
    assert "a person answers after" in first.out
    assert "rehearsal: over (questions: graded 3)" in first.out
    assert "asked, case" not in again.out
    assert "rehearsal: over (questions: graded 3)" in again.out
    assert (other.code, "another time" in other.err) == (2, True)
    assert len(houdun.fine("cases", "-w", workspace, "--json").json_lines) == 6


def test_virtual_time_is_refused_for_anybody_who_is_not_on_this_machine(houdun: Shell, workspace: Path) -> None:
    ended = houdun("trial", "run", EXAMPLE, "-w", workspace, "--virtual")
    assert (ended.code, "this machine" in ended.err) == (2, True)
    assert houdun("trial", "status", "-w", workspace).code == 2


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A workspace whose trial was begun, days before its first question."""
    begin(tmp_path / "mine", plan(days_ahead=30))
    return tmp_path / "mine"


def test_what_waits_for_approval_is_shown_as_it_would_go_out_and_approved_once(houdun: Shell, begun: Path) -> None:
    shown = houdun.fine("trial", "approve", "-w", begun).out
    assert "Block 1" in shown
    assert "→ Acme (the group Acme support)" in shown
    assert "0 approved, 4 still wait" in shown
    assert "2 approved, 2 still wait" in houdun.fine("trial", "approve", "1", "2", "-w", begun).out
    assert "2 approved, 0 still wait" in houdun.fine("trial", "approve", "--all", "-w", begun).out
    assert houdun("trial", "approve", "99", "-w", begun).code == 2


def test_a_trial_is_paused_resumed_and_stopped_from_another_process(houdun: Shell, begun: Path) -> None:
    def phase() -> str:
        return str(houdun.fine("trial", "status", "-w", begun, "--json").json["phase"])

    assert phase() == "asking"
    assert "waits for your word: houdun trial approve 1" in houdun.fine("trial", "status", "-w", begun).out
    for order, then in (("pause", "paused"), ("pause", "paused"), ("resume", "asking")):
        houdun.fine("trial", order, "-w", begun)
        assert phase() == then
    houdun.fine("trial", "stop", "--yes", "-w", begun)
    houdun.fine("trial", "resume", "-w", begun)
    assert phase() == "stopped"


def test_a_trial_that_runs_in_real_time_says_what_of_its_plan_has_changed(houdun: Shell, begun: Path) -> None:
    changed = begun / "trial.toml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("blocks = 4", "blocks = 5"), encoding="utf-8")
    told = left(houdun, "trial", "run", changed, "-w", begun)
    assert "The plan has changed (blocks): the 5 questions not asked yet are planned anew" in told


def test_where_no_trial_was_begun_every_command_says_how_to_begin_one(houdun: Shell, workspace: Path) -> None:
    for words in (("trial", "status"), ("trial", "approve"), ("trial", "pause"), ("trial", "stop", "--yes")):
        ended = houdun(*words, "-w", workspace)
        assert (ended.code, "houdun trial run" in ended.err) == (2, True)


def test_whole_trials_are_played_against_personas_and_told_as_json(houdun: Shell) -> None:
    told = houdun.fine("trial", "simulate", EXAMPLE, "--runs", "2", "--json", "found.json").out
    assert "2 trials" in told
    found = json.loads((houdun.folder / "found.json").read_text(encoding="utf-8"))
    assert [each["persona"] for each in found["vendors"]] == ["chenfeng", "qiushi", "yunlian"]
    assert all(each["answered"] > 0.5 for each in found["vendors"])
    assert found["claims"] == found["right"] + found["wrong"]
    assert [each["seed"] for each in found["trials"]] == [1, 2]
