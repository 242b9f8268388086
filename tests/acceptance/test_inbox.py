"""`houdun inbox` and `houdun stamp` as a user runs them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from houdun.facts.case import Stamp
from houdun.facts.time import MINUTE, Millis, iso
from houdun.flow.trial import moves, operator
from houdun.flow.trial.case import Case
from houdun.flow.trial.trial import Trial
from tests.acceptance.conftest import Shell
from tests.acceptance.trial_begun import begin, go_on, plan, says


@dataclass(frozen=True)
class Begun:
    """A trial by hand whose first question is due."""

    root: Path
    trial: Trial
    case: Case
    due: Millis


@pytest.fixture
def begun(tmp_path: Path) -> Begun:
    trial = begin(tmp_path / "mine", plan(days_ahead=-10, approval=False))
    go_on(trial, trial.terms.start)
    due = trial.course.blocks[0].due
    go_on(trial, due)
    return Begun(tmp_path / "mine", trial, next(iter(trial.cases.values())), due)


def test_a_letter_by_hand_starts_its_clock_when_the_person_says_it_is_sent(houdun: Shell, begun: Begun) -> None:
    shown = houdun.fine("inbox", "-w", begun.root).out
    key = f"{begun.case.id}/letter/0"
    assert f"houdun inbox answer {key} --sent --at HH:MM -w {begun.root}" in shown
    assert "Now, please: write it in WeChat (the group Acme support), word for word" in shown
    assert "houdun inbox answer brief/Acme --sent" in shown
    at = begun.due + 5 * MINUTE
    houdun.fine("inbox", "answer", key, "--sent", "--at", iso(at), "--plus-minus", "30", "-w", begun.root)
    assert key not in [entry.key for entry in operator.tasks(begun.trial.means.journal)]
    go_on(begun.trial, at + MINUTE)
    assert begun.case.asked_at == at
    both = houdun("inbox", "answer", "brief/", "--sent", "--seen", "-w", begun.root)
    assert (both.code, "--not-sent" in both.err) == (2, True)


def test_a_reply_that_nobody_understands_is_judged_in_the_words_of_the_suggestion(houdun: Shell, begun: Begun) -> None:
    at = begun.due + 5 * MINUTE
    operator.confirmed(begun.trial.means.journal, f"{begun.case.id}/letter/0", at, 0, at)
    go_on(begun.trial, at + MINUTE)
    said = says(begun.trial, begun.case.id, "Well, would you say the moon is full over there?", at + 2 * MINUTE)
    key = f"{begun.case.id}/{said.uid}"
    (asked,) = (each for each in houdun.fine("inbox", "--json", "-w", begun.root).json_lines if each["key"] == key)
    assert (asked["kind"], asked["suggestion"]) == ("meaning", "nothing")
    wrong = houdun("inbox", "answer", key, "--means", "gibberish", "-w", begun.root)
    assert (wrong.code, "claims_fixed" in wrong.err) == (2, True)
    houdun.fine("inbox", "answer", key, "--means", "more_to_come", "--say", "It is not.", "-w", begun.root)
    go_on(begun.trial, at + 3 * MINUTE)
    assert said.uid in begun.case.state.decided
    assert [part.words for part in begun.case.state.parts if part.says is moves.Says.OWN_WORDS] == ["It is not."]


def test_words_and_milestones_from_elsewhere_are_noted_once(houdun: Shell, begun: Begun) -> None:
    at = begun.due + 5 * MINUTE
    operator.confirmed(begun.trial.means.journal, f"{begun.case.id}/letter/0", at, 0, at)
    words = (
        "stamp",
        begun.case.id,
        "located",
        "--claimed",
        "--at",
        iso(at + 9 * MINUTE),
        "--text",
        "It is the region.",
        "--by",
        "Ann",
    )
    for _ in range(2):
        houdun.fine(*words, "-w", begun.root)
    go_on(begun.trial, at + 10 * MINUTE)
    assert [each.text for each in begun.case.said[1:]] == ["It is the region."]
    log = begun.trial.means.shelf.case(begun.case.thread.key)
    assert log is not None
    assert [(each.milestone, each.author) for each in log.entries if isinstance(each, Stamp) and each.author == "Ann"] == [
        ("located", "Ann")
    ]


def test_what_cannot_be_stamped_says_what_can(houdun: Shell, begun: Begun) -> None:
    for words in (
        (begun.case.id,),
        (begun.case.id, "located"),
        ("1", "located", "--claimed"),
        (begun.case.id, "located", "--claimed", "--at", "soon"),
        (begun.case.id, "located", "--claimed", "--at", iso(begun.due - MINUTE)),
    ):
        assert houdun("stamp", *words, "-w", begun.root).code == 2
