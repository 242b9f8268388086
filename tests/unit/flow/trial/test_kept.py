from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.happening import Happening
from houdun.facts.time import DAY
from houdun.flow.trial import kept, plan_file
from houdun.flow.trial.kept import Draft, Held, hold, last
from houdun.flow.trial.record import TRIAL, Memory
from houdun.scenario import question
from houdun.testing.trials import TUESDAY

TEXT = """
[trial]
name = "spring"
start = 2026-12-01
days = 14
blocks = 12

[conduct]
approval = false

[[vendors]]
name = "Acme"
to = "support@acme.example"
reached = "manual"
streams.rtmp = { publish = "rtmp://in.acme.example/{stream}?token=abcdef123", play = "loop://{stream}" }

[[vendors]]
name = "Brio"
to = "the console"
reached = "manual"
streams.rtmp = { publish = "loop://{stream}", play = "loop://{stream}" }
"""
NOW = TUESDAY - DAY


def draft(folder: Path, text: str = TEXT) -> Draft:
    path = folder / "trial.toml"
    path.write_text(text, encoding="utf-8")
    terms = plan_file.load(path)
    return Draft(text, folder, terms, question.load_all(terms.questions), ())


def begin(journal: Memory, held: Held, *numbers: int) -> None:
    for number in numbers:
        cases = [matter.case for matter in held.blocks[number - 1].matters]
        journal.append_all([Happening(TRIAL, f"block/{number}", held.blocks[number - 1].due, {"cases": cases})])


@pytest.fixture
def journal() -> Memory:
    return Memory()


def test_the_first_start_writes_the_plan_down_and_the_next_has_the_same(tmp_path: Path, journal: Memory) -> None:
    first = hold(journal, draft(tmp_path), NOW)
    again = hold(journal, draft(tmp_path), NOW + DAY)
    looked = last(journal)
    assert (len(first.blocks), first.anew) == (12, 12)
    assert again == replace(first, anew=0)
    assert looked is not None
    assert looked.blocks == first.blocks
    assert [entry.key for entry in journal.read(TRIAL)] == ["plan"]


def test_whether_blocks_wait_for_approval_stays_as_it_was_when_the_plan_was_begun(tmp_path: Path, journal: Memory) -> None:
    made = draft(tmp_path, TEXT.replace("approval = false", "approval = true"))
    free = replace(made, terms=replace(made.terms, conduct=replace(made.terms.conduct, approval=False)))
    for held in (hold(journal, free, NOW), hold(journal, made, NOW), last(journal)):
        assert held is not None
        assert not held.terms.conduct.approval


def test_where_none_was_begun_none_stands(journal: Memory) -> None:
    assert last(journal) is None


def test_what_looks_like_a_key_in_an_address_is_not_kept(tmp_path: Path, journal: Memory) -> None:
    assert hold(journal, draft(tmp_path), NOW).complete
    assert not [entry for entry in journal.read(TRIAL) if "abcdef123" in str(entry.data)]
    looked = last(journal)
    assert looked is not None
    assert not looked.complete


def test_what_names_its_keys_by_name_is_kept_whole(tmp_path: Path, journal: Memory) -> None:
    hold(journal, draft(tmp_path, TEXT.replace("abcdef123", "{key:PUSH}")), NOW)
    looked = last(journal)
    assert looked is not None
    assert looked.complete


def test_a_plan_that_cannot_be_kept_without_a_key_is_refused_and_not_kept(tmp_path: Path, journal: Memory) -> None:
    spoilt = TEXT.replace('publish = "loop://{stream}", play = "loop://{stream}"', 'publish="rtmp://ann:pw",play="rtmp:x@y"')
    with pytest.raises(UsageError, match="a key seems to stand"):
        hold(journal, replace(draft(tmp_path), text=spoilt), NOW)
    assert last(journal) is None


def test_a_changed_file_leaves_what_was_begun_and_plans_the_rest_anew(tmp_path: Path, journal: Memory) -> None:
    first = hold(journal, draft(tmp_path), NOW)
    begin(journal, first, 1, 2, 3)
    changed = TEXT.replace("days = 14", "days = 20").replace("approval = false", "approval = true")
    now = first.blocks[2].due + 1
    second = hold(journal, draft(tmp_path, changed), now)
    assert second.blocks[:3] == first.blocks[:3]
    assert {"days", "conduct"} == set(second.changed)
    assert (len(second.blocks), second.anew) == (12, 9)
    assert min(block.due for block in second.blocks[3:]) > now
    assert min(block.number for block in second.blocks[3:]) == 13, "what was approved of the old plan is not approved of the new"
    looked = last(journal)
    assert looked is not None
    assert looked.blocks == second.blocks


def test_questions_that_the_plan_no_longer_names_are_still_known_where_they_were_asked(tmp_path: Path, journal: Memory) -> None:
    first = hold(journal, draft(tmp_path), NOW)
    begin(journal, first, 1)
    asked = first.blocks[0].question.id
    others = [name for name in question.packaged() if name != asked]
    changed = TEXT.replace("blocks = 12", f"blocks = 6\nquestions = {others}")
    second = hold(journal, draft(tmp_path, changed), first.blocks[0].due + 1)
    assert [block.question.id for block in second.blocks].count(asked) == 1


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("blocks = 12", "blocks = 12\nseed = 5", "seed"),
        ('name = "Brio"', 'name = "Cora"', "vendors"),
        ("[conduct]", "[claim]\nlevel_worth = 3\n[conduct]", "endpoint"),
    ],
)
def test_once_something_was_asked_what_hangs_on_it_cannot_change(
    tmp_path: Path, journal: Memory, old: str, new: str, key: str
) -> None:
    first = hold(journal, draft(tmp_path), NOW)
    begin(journal, first, 1)
    with pytest.raises(UsageError, match=f"asked: {key} cannot change"):
        hold(journal, draft(tmp_path, TEXT.replace(old, new)), NOW + DAY)


def test_a_question_that_was_rewritten_meanwhile_is_named(tmp_path: Path, journal: Memory) -> None:
    hold(journal, draft(tmp_path), NOW)
    entry = next(iter(journal.read(TRIAL)))
    entry.data["blocks"][0][2][0]["instance"] = "gone-00000000-1"
    with pytest.raises(UsageError, match="gone-00000000-1"):
        last(journal)


def test_a_plan_is_called_as_the_newest_of_its_files_says(tmp_path: Path, journal: Memory) -> None:
    assert kept.name(journal) is None
    hold(journal, draft(tmp_path), NOW)
    assert kept.name(journal) == "spring"
    hold(journal, draft(tmp_path, TEXT.replace('name = "spring"', 'name = "autumn"')), NOW)
    assert kept.name(journal) == "autumn", "as earlier versions left it, which let a plan be renamed until something was asked"


def test_a_matter_is_found_by_its_case_and_others_are_named(tmp_path: Path, journal: Memory) -> None:
    held = hold(journal, draft(tmp_path), NOW)
    assert held.matter(held.blocks[1].matters[0].case) == held.blocks[1].matters[0]
    with pytest.raises(UsageError, match="no case 1"):
        held.matter("1")


def test_a_trial_that_begins_late_has_all_its_questions_in_the_days_that_are_left(tmp_path: Path, journal: Memory) -> None:
    late = TUESDAY + 6 * DAY
    held = hold(journal, draft(tmp_path), late)
    assert len(held.blocks) == 12
    assert held.blocks[0].due >= late
