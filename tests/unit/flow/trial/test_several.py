from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from houdun.facts.happening import Happening
from houdun.facts.time import DAY, Millis
from houdun.flow.trial import record, several, virtual
from houdun.flow.trial.ahead.imagined import Imagined, World
from houdun.flow.trial.letters.writing import Writing
from houdun.flow.trial.plan import schedule
from houdun.flow.trial.post.inbox import Inbox
from houdun.flow.trial.post.outbox import Outbox
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.record import ATTEMPT, EVENT, QUESTION, TRIAL, UNASKED, Journal, Memory
from houdun.flow.trial.told.declared import declare
from houdun.flow.trial.trial import Trial
from houdun.testing.trials import TUESDAY, questions, terms
from tests.trial_given import BLOCKS, PERSONAS, TERMS


def happened(topic: str, key: str = "k", **data: object) -> list[Happening]:
    return [Happening(topic, key, 1, data)]


def begun(*names: str) -> Memory:
    whole = Memory()
    for name in names:
        several.journal_of(whole, name).append_all([declare(terms(name=name), TUESDAY)])
        several.enlist(whole, name, TUESDAY)
        several.enlist(whole, name, TUESDAY + 1)
    return whole


def test_the_first_trial_has_the_topics_as_they_are_and_further_ones_have_their_own() -> None:
    whole = begun("spring", "summer", "autumn")
    assert several.names(whole) == ("spring", "summer", "autumn")
    assert several.journal_of(whole, "spring") is whole
    summer, autumn = several.journal_of(whole, "summer"), several.journal_of(whole, "autumn")
    assert whole.append_all(happened(EVENT, n=1)) == summer.append_all(happened(EVENT, n=2)) == 1
    assert summer.append_all(happened(EVENT, n=3)) == 0
    found = [journal.find(EVENT, "k") for journal in (whole, summer, autumn)]
    assert [entry.data["n"] if entry else None for entry in found] == [1, 2, None]
    assert [entry.key for entry in summer.read(TRIAL)] == ["declared"]


def test_what_concerns_all_is_common() -> None:
    whole = begun("spring", "summer")
    summer = several.journal_of(whole, "summer")
    summer.append_all([*happened(QUESTION, "c1"), *happened(UNASKED, "m1"), *happened(ATTEMPT, "a1")])
    assert [entry.key for topic in (QUESTION, UNASKED, ATTEMPT) for entry in whole.read(topic)] == ["c1", "m1"]


def test_what_is_new_in_any_part_is_seen_in_all() -> None:
    whole = begun("spring", "summer")
    summer, before = several.journal_of(whole, "summer"), whole.last()
    assert summer.last() == before
    several.journal_of(whole, "spring").append_all(happened(EVENT))
    assert summer.last() > before
    assert list(summer.read(EVENT, before)) == []


def test_a_trial_knows_the_parts_of_the_others() -> None:
    whole = begun("spring", "summer", "autumn")
    spring, summer, autumn = (several.journal_of(whole, name) for name in several.names(whole))
    assert list(several.others(spring)) == [summer, autumn]
    assert list(several.others(summer)) == [spring, autumn]
    assert several.whole_of(autumn) is several.whole_of(spring) is whole
    assert list(several.others(begun("spring"))) == []


def test_an_empty_workspace_has_none_and_its_first_takes_it_as_it_is() -> None:
    whole = Memory()
    assert several.names(whole) == ()
    assert several.journal_of(whole, "spring") is whole


@given(name=st.text())
def test_a_mark_is_a_name_for_files_and_tables_whatever_a_trial_is_called(name: str) -> None:
    mark = several.mark_of(name)
    assert len(mark) == 12
    assert mark.isalnum()
    assert mark.isascii()


class Both:
    """Two trials of different plans, made anew for every stretch of time, with the same desks behind the same mailboxes."""

    def __init__(self) -> None:
        self.world = World(TERMS, BLOCKS, PERSONAS, questions(), seed=3)
        other = replace(TERMS, name="summer", seed=11, blocks=4)
        self.plans = {TERMS.name: (TERMS, BLOCKS), other.name: (other, schedule(other, questions(), others=BLOCKS))}

    @property
    def whole(self) -> Memory:
        return self.world.shelf.journal

    def journal(self, name: str) -> Journal:
        return several.journal_of(self.whole, name)

    def live(self, name: str, until: Millis) -> bool:
        """Whether it is over then."""
        terms, blocks = self.plans[name]
        journal, posts = self.journal(name), self.world.posts
        trial = Trial(
            terms,
            blocks,
            journal=journal,
            shelf=self.world.shelf,
            stage=Imagined(),
            outboxes={vendor: Outbox(journal, post) for vendor, post in posts.items()},
            writer=Writing(terms),
            judge=Reading(),
            told=lambda at, matter, thing: None,
        )
        inboxes = {vendor: Inbox(journal, post, str(vendor), "") for vendor, post in posts.items()}
        virtual.run(trial, inboxes, posts, until=until)
        several.enlist(self.whole, name, until)
        return trial.is_over()


@pytest.fixture(scope="module")
def both() -> Both:
    made, until, over = Both(), TERMS.start, [False]
    while not all(over):
        over, until = [made.live(name, until) for name in made.plans], until + DAY // 3
    return made


def test_two_trials_at_once_ask_all_their_questions_and_come_to_their_ends(both: Both) -> None:
    for name, (_, blocks) in both.plans.items():
        cases = {matter.case for block in blocks for matter in block.matters}
        assert {entry.data["case"] for entry in both.journal(name).read(record.EVENT)} == cases
        assert {entry.key.partition("/")[0] for entry in both.journal(name).read(record.OUTCOME)} == cases


def test_each_reply_reaches_the_trial_that_it_is_meant_for_and_no_other(both: Both) -> None:
    mail = {name: [entry.data for entry in both.journal(name).read(record.INBOX)] for name in both.plans}
    letters = {name: {entry.data["letter"] for entry in both.journal(name).read(record.ATTEMPT)} for name in both.plans}
    ids = {name: [each["id"] for each in taken] for name, taken in mail.items()}
    assert sorted(ids[TERMS.name]) == sorted(ids["summer"]), "both have read all of it"
    for name, taken in mail.items():
        begun = {letter.partition("@")[0] for letter in letters[name]}
        for each in taken:
            answers = each["id"].partition(".")[2].partition("@")[0]
            assert bool(each["case"]) == (answers in begun)
            assert each["theirs"] == bool(answers and answers not in begun)
        assert not [entry for entry in both.journal(name).read(record.TASK) if entry.key.startswith("place/")]


def test_raters_get_the_threads_of_both(both: Both) -> None:
    asked = [entry.key for entry in both.whole.read(QUESTION)]
    planned = [matter.case for _, blocks in both.plans.values() for block in blocks for matter in block.matters]
    assert sorted(asked) == sorted(planned)
    assert len({log.key for log in both.world.shelf.cases()}) == len(planned)
