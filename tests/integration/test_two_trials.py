"""Two trials of one workspace, each a process, at the same time, behind the same mailboxes; one of them is killed and goes on."""

from __future__ import annotations

import json
import signal
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

from houdun.desk.server.ledger import Side
from houdun.flow.trial import record, running, several
from houdun.flow.trial.record import Journal
from houdun.store import Store
from tests.trial_killed import ROOT, Trial, opened
from tests.trial_real import blocks, terms_of


def test_each_asks_all_its_questions_once_and_every_reply_reaches_the_one_it_answers(tmp_path: Path, either: str | None) -> None:
    with opened(tmp_path, either) as spring:
        (tmp_path / "summer").mkdir()
        plan = replace(spring.plan, name="summer", asked=("all_stands_still", "which_region"))
        summer = Trial(tmp_path / "summer", plan, spring.desks)
        with subprocess.Popen(spring.command(), stdout=subprocess.PIPE, cwd=ROOT) as first:
            assert first.stdout is not None
            while b'"turn"' not in first.stdout.readline():
                pass
            assert summer.live("after-send").code == -signal.SIGKILL
            assert running.pulse(Path(plan.workspace), "spring").runs is False, "nobody is called so"
            assert running.pulse(Path(plan.workspace), spring.plan.name).runs
            summer.live()
            told = [json.loads(line)["what"] for line in first.stdout]
        assert summer.is_over()
        assert told[-1] == "over"
    check(spring, summer)


def check(*trials: Trial) -> None:
    """What the journal says of each against what the desks have kept."""
    said = {id for desk in trials[0].desks.values() for side, _, id in desk.kept() if side is Side.SAID}
    heard = Counter(id for desk in trials[0].desks.values() for side, _, id in desk.kept() if side is Side.HEARD)
    with Store.open(Path(trials[0].plan.workspace), trials[0].plan.url) as store:
        parts = [several.journal_of(store.journal, each.plan.name) for each in trials]
        sent = Counter(entry.key for part in parts for entry in part.read(record.LETTER))
        taken = Counter(entry.data["id"] for part in parts for entry in part.read(record.INBOX) if entry.data["case"])
        for trial, part in zip(trials, parts, strict=True):
            assert openings(part) == sorted(
                matter.case for block in blocks(terms_of(trial.plan), trial.plan) for matter in block.matters
            )
            assert [entry.key for entry in part.read(record.TASK) if entry.key.startswith("place/")] == []
    assert set(heard) == set(sent)
    assert {*heard.values(), *sent.values(), *taken.values()} == {1}
    assert set(taken) <= said
    assert len(taken) > len(said) / 2, "what is said after a trial's end is nobody's"


def openings(part: Journal) -> list[str]:
    return sorted(entry.data["case"] for entry in part.read(record.LETTER) if entry.data.get("number") == 0)
