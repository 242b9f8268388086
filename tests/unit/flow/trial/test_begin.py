from __future__ import annotations

from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.happening import Happening
from houdun.facts.time import DAY, Millis
from houdun.flow.trial import begin as beginning
from houdun.flow.trial import kept, operator, plan, plan_file, several
from houdun.flow.trial.begin import begin
from houdun.flow.trial.kept import Draft, Held
from houdun.flow.trial.record import TRIAL, Memory
from houdun.scenario import question
from houdun.testing.trials import TUESDAY

TEXT = """
[trial]
name = "{name}"
start = 2026-12-01
days = 17
blocks = {blocks}

[[vendors]]
name = "{vendor}"
to = "the console"
reached = "manual"
"""
NOW = TUESDAY - DAY


def draft(folder: Path, name: str, vendor: str = "Acme", *, blocks: int = 8, virtual: bool = False) -> Draft:
    path = folder / f"{name}.toml"
    path.write_text(TEXT.format(name=name, vendor=vendor, blocks=blocks), encoding="utf-8")
    terms = plan_file.load(path)
    return Draft(path.read_text(encoding="utf-8"), folder, terms, question.load_all(terms.questions), (), virtual)


class Workspace:
    """A folder of plans and a journal."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.journal = folder, Memory()

    def begin(self, name: str, vendor: str = "Acme", now: Millis = NOW, *, blocks: int = 8, virtual: bool = False) -> Held:
        return begin(self.journal, draft(self.folder, name, vendor, blocks=blocks, virtual=virtual), now)


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def cases(held: Held) -> set[str]:
    return {matter.case for block in held.blocks for matter in block.matters}


def hours_apart(ours: Held, theirs: Held) -> float:
    return min(abs(one.due - other.due) for one in ours.blocks for other in theirs.blocks) / 3_600_000


def situations(held: Held) -> set[str]:
    return {block.situation for block in held.blocks}


def test_a_further_trial_stands_beside_the_first_and_goes_on_as_it_was_begun(space: Workspace) -> None:
    spring, summer = space.begin("spring"), space.begin("summer")
    assert several.names(space.journal) == ("spring", "summer")
    assert (spring.others, summer.others) == ((), ("spring",))
    again = space.begin("summer")
    assert (again.blocks, again.anew) == (summer.blocks, 0)
    assert cases(spring).isdisjoint(cases(summer))


def test_the_same_people_are_asked_nothing_twice_and_not_in_a_rush(space: Workspace) -> None:
    spring, summer = space.begin("spring"), space.begin("summer", "Acme")
    assert situations(spring).isdisjoint(situations(summer))
    assert hours_apart(spring, summer) >= 2


def test_other_vendors_calendars_do_not_matter(space: Workspace) -> None:
    space.begin("spring")
    beside, alone = space.begin("summer", "Brio"), Workspace(space.folder).begin("summer", "Brio")
    assert beside.blocks == alone.blocks


def test_what_a_stopped_trial_had_not_asked_is_free_again(space: Workspace) -> None:
    spring = space.begin("spring")
    first = spring.blocks[0]
    asked = {"cases": [matter.case for matter in first.matters]}
    space.journal.append_all([Happening(TRIAL, f"block/{first.number}", first.due, asked)])
    operator.order(space.journal, operator.Order.STOP, first.due)
    assert list(beginning.beside(space.journal, "summer", first.due)) == [first]


def test_case_ids_are_unique_in_a_workspace(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are eight digits: two may well fall on the same."""
    narrow = plan.case_id
    monkeypatch.setattr(plan, "case_id", lambda *what: str(int(narrow(*what)) % 20))
    spring, summer = space.begin("spring"), space.begin("summer", "Brio")
    assert len(cases(spring)) == len(cases(summer)) == 8
    assert cases(spring).isdisjoint(cases(summer))


def test_rehearsals_and_real_trials_keep_apart(space: Workspace) -> None:
    space.begin("spring", virtual=True)
    space.begin("summer", virtual=True)
    for name in ("spring", "autumn"):
        with pytest.raises(UsageError, match="another time"):
            space.begin(name)
    assert several.names(space.journal) == ("spring", "summer")


def test_a_plan_that_cannot_be_held_begins_no_trial(space: Workspace) -> None:
    space.begin("spring")
    with pytest.raises(UsageError, match=r"trial\.blocks"):
        space.begin("summer", blocks=900)
    assert several.names(space.journal) == ("spring",)


def test_a_changed_file_is_planned_around_the_others_too(space: Workspace) -> None:
    summer = space.begin("summer", "Acme")
    spring = space.begin("spring")
    changed = space.begin("summer", "Acme", blocks=12)
    assert len(changed.blocks) == 12
    assert changed.blocks != summer.blocks
    assert hours_apart(changed, spring) >= 2


def test_where_others_have_taken_the_questions_that_is_said(space: Workspace) -> None:
    space.begin("spring", blocks=40)
    with pytest.raises(UsageError, match="the situations of 40 more belong to this workspace's other trials"):
        space.begin("summer", blocks=40)


def test_a_trial_that_an_earlier_version_began_is_the_first_one_and_goes_on(space: Workspace) -> None:
    """It knew of one trial, whose topics are as they are."""
    before = kept.hold(space.journal, draft(space.folder, "spring"), NOW)
    assert several.names(space.journal) == ("spring",)
    summer = space.begin("summer")
    again = space.begin("spring")
    assert (again.blocks, again.anew, again.others) == (before.blocks, 0, ("summer",))
    assert cases(again).isdisjoint(cases(summer))
    assert several.journal_of(space.journal, "spring") is space.journal
    assert [entry.key for entry in several.journal_of(space.journal, "summer").read(TRIAL)] == ["plan"]
