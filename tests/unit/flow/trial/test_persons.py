from __future__ import annotations

from collections.abc import Mapping

import pytest

from houdun.channel.manual.told import Told
from houdun.errors import InputError, UsageError
from houdun.facts.case import Basis, Milestone, Stamp
from houdun.facts.happening import Happening
from houdun.facts.time import DAY, MINUTE
from houdun.flow.trial import operator, persons, record, virtual
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.case import Case
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.trial import Trial
from houdun.language import Bilingual
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS

NOW = BLOCKS[0].due + 10 * MINUTE
SEND = {"kind": "send", "to": "the group", "subject": "Sound", "text": "It drifts."}
UNPLACED = {
    "kind": "place",
    "subject": "Re",
    "text": "Please lower it.",
    "author": "Ann",
    "source": "ab" * 32,
    "at": NOW - MINUTE,
}


@pytest.fixture
def world() -> World:
    return World(TERMS, BLOCKS, PERSONAS, questions(), seed=2)


@pytest.fixture
def trial(world: World) -> Trial:
    """A trial a few minutes into its first block."""
    made = world.trial()
    virtual.run(made, world.inboxes(), world.posts, until=NOW)
    return made


@pytest.fixture
def case(trial: Trial) -> Case:
    return next(iter(trial.open_cases()))


def task(trial: Trial, key: str) -> record.Entry:
    return persons.task(tuple(operator.tasks(trial.means.journal)), key)


def wait(trial: Trial, key: str, data: Mapping[str, object]) -> record.Entry:
    trial.means.journal.append_all([Happening(record.TASK, key, NOW, data)])
    return task(trial, key)


def test_a_task_is_found_by_as_much_of_its_key_as_tells_it_from_the_others(trial: Trial) -> None:
    for key in ("x1/letter/0", "x1/letter/01", "x2/abc"):
        wait(trial, key, SEND)
    assert task(trial, "x2").key == "x2/abc"
    assert task(trial, "x1/letter/0").key == "x1/letter/0"
    for key, told in (("x1", "several"), ("y", "nothing waits")):
        with pytest.raises(UsageError, match=told):
            task(trial, key)


def test_a_letter_that_was_sent_by_hand_is_sent_when_the_person_says(trial: Trial, case: Case) -> None:
    entry = wait(trial, f"{case.id}/letter/9", SEND)
    with pytest.raises(UsageError, match="before the task"):
        persons.sent(trial.means.journal, entry, Told(NOW - DAY), NOW)
    persons.sent(trial.means.journal, entry, Told(NOW + MINUTE, 30_000), NOW + MINUTE)
    answer = trial.means.journal.find(record.ANSWER, entry.key)
    assert answer is not None
    assert answer.data == {"sent_at": NOW + MINUTE, "plus_minus": 30_000}
    with pytest.raises(UsageError, match="nothing waits"):
        task(trial, entry.key)


def test_a_letter_that_may_have_gone_out_is_sent_before_somebody_was_asked(trial: Trial, case: Case) -> None:
    entry = wait(trial, f"{case.id}/letter/9", SEND | {"kind": "sent?"})
    persons.sent(trial.means.journal, entry, Told(NOW - DAY), NOW)
    other = wait(trial, f"{case.id}/letter/8", SEND | {"kind": "sent?"})
    persons.not_sent(trial.means.journal, other, NOW)
    assert not [each for each in operator.tasks(trial.means.journal) if "/letter/" in each.key]


@pytest.mark.parametrize("kind", ["send", "sent?", "brief", "meaning"])
def test_what_a_case_waits_for_is_not_done_with_by_looking_at_it(trial: Trial, case: Case, kind: str) -> None:
    entry = wait(trial, f"{case.id}/letter/9", SEND | {"kind": kind})
    with pytest.raises(UsageError, match="not how to see"):
        persons.seen(trial.means.journal, entry, NOW)
    persons.seen(trial.means.journal, wait(trial, "place/u1", UNPLACED), NOW)
    assert entry.key in [each.key for each in operator.tasks(trial.means.journal)]
    with pytest.raises(UsageError, match="nothing waits"):
        task(trial, "place/u1")


def test_nothing_is_told_of_a_time_before_the_case_began(case: Case) -> None:
    due = case.matter.due
    persons.check_begun(case.id, due, Told(due - MINUTE, 2 * MINUTE))
    with pytest.raises(UsageError, match="had not begun"):
        persons.check_begun(case.id, due, Told(due - MINUTE))


def test_what_a_person_has_yet_to_send_cannot_have_failed(trial: Trial, case: Case) -> None:
    with pytest.raises(UsageError, match="not how to see"):
        persons.not_sent(trial.means.journal, wait(trial, f"{case.id}/letter/9", SEND), NOW)


def test_a_reply_means_what_the_person_says_in_its_own_words(trial: Trial, case: Case) -> None:
    suggested = Meaning(names_cause=True, unclear=True, doubtful=True)
    entry = wait(
        trial, f"{case.id}/m1", {"kind": "meaning", "why": list(Bilingual("", "")), "suggestion": record.plain(suggested)}
    )
    assert persons.suggestion(entry) == Meaning(names_cause=True)
    persons.means(trial.means.journal, entry, persons.suggestion(entry), " Yes, it is. ", NOW)
    answer = trial.means.journal.find(record.ANSWER, entry.key)
    assert answer is not None
    assert record.meaning(answer.data["meaning"]) == Meaning(names_cause=True, answer="Yes, it is.")


def test_mail_that_a_person_has_placed_is_heard_in_its_case(trial: Trial, case: Case) -> None:
    entry = wait(trial, "place/u1", UNPLACED)
    persons.place(trial.means.journal, entry, case.matter, NOW)
    trial.look(NOW)
    assert (case.said[-1].uid, case.said[-1].text, case.said[-1].at) == ("u1", "Please lower it.", NOW - MINUTE)


def test_words_that_were_pasted_are_heard_once_and_kept(trial: Trial, world: World, case: Case) -> None:
    journal, key = trial.means.journal, case.thread.key
    before = len(case.said)
    sources = {persons.paste(journal, world.shelf, key, "Use 2 Mbit/s.", "", Told(NOW), NOW) for _ in range(2)}
    trial.look(NOW)
    assert [each.text for each in case.said[before:]] == ["Use 2 Mbit/s."]
    assert {source.blob for source in sources} == {world.shelf.keep(b"Use 2 Mbit/s.")}
    with pytest.raises(InputError):
        persons.paste(journal, world.shelf, key, "  ", "", Told(NOW), NOW)


def test_a_milestone_that_a_person_states_stands_in_the_case(trial: Trial, world: World, case: Case) -> None:
    key = case.thread.key
    source = persons.paste(trial.means.journal, world.shelf, key, "Fixed.", "Ann", Told(NOW), NOW)
    persons.stamp(trial.means.journal, key, Milestone.MITIGATED, Basis.OBSERVED, Told(NOW, MINUTE), "us", source)
    log = world.shelf.case(key)
    assert log is not None
    (stated,) = (each for each in log.entries if isinstance(each, Stamp) and each.author == "us")
    assert (stated.at, stated.until, stated.source) == (NOW - MINUTE, NOW + MINUTE, source)
