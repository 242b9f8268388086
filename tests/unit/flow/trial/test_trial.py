from __future__ import annotations

from dataclasses import replace

import pytest

from houdun.channel.port import Incoming
from houdun.facts.time import HOUR, Millis
from houdun.flow.trial import record, virtual
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.moves import End, Finish, Stopped
from houdun.flow.trial.post.inbox import BRIEF, Inbox
from houdun.flow.trial.protocol import NOT_SEEN
from houdun.flow.trial.trial import TRIAL, Trial
from houdun.testing.post import Post
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS

NOW = BLOCKS[0].due + 3 * HOUR
VENDOR = TERMS.vendors[0]
ADDRESS = TERMS.contact(VENDOR).to


def running() -> Trial:
    world = World(TERMS, BLOCKS[:1], PERSONAS, questions(), seed=2)
    made = world.trial()
    virtual.run(made, world.inboxes(), world.posts, until=NOW)
    return made


def arrived(
    made: Trial,
    *,
    answers: tuple[str, ...] = (),
    address: str = ADDRESS,
    text: str = "We maintain our nodes on Saturday.",
    at: Millis = NOW,
    subject: str = "",
    automatic: str = "",
) -> Incoming:
    post = Post()
    incoming = replace(post.arrive(text, at, answers=answers, address=address), subject=subject, automatic=automatic)
    made.receive(Inbox(made.means.journal, post, "box", ""), incoming, at)
    return incoming


def settled(made: Trial) -> Trial:
    """No question is before the vendor any more."""
    for case in made.cases.values():
        case.happened(Stopped(at=NOW))
    return made


def is_notice(made: Trial, incoming: Incoming) -> bool:
    return made.means.journal.find(record.UNASKED, incoming.uid) is not None


def is_for_a_person(made: Trial, incoming: Incoming) -> bool:
    return made.means.journal.find(record.TASK, f"place/{incoming.uid}") is not None


@pytest.mark.parametrize("automatic", ["", "notice:precedence"])
def test_a_word_unasked_is_written_down_for_the_calendar_to_read(automatic: str) -> None:
    made = settled(running())
    incoming = arrived(made, automatic=automatic)
    (kept,) = [each for each in made.means.journal.read(record.UNASKED) if each.key == incoming.uid]
    assert kept.data["vendor"] == VENDOR.name
    assert kept.data["text"] == incoming.text
    assert not is_for_a_person(made, incoming)


def test_while_a_question_is_before_the_vendor_a_word_that_quotes_nothing_is_for_a_person_too() -> None:
    made = running()
    asked = next(case.matter.vendor for case in made.open_cases() if case.presses(NOW))
    incoming = arrived(made, address=TERMS.contact(asked).to, subject="Your stream", text="Set bf=0.")
    assert (is_notice(made, incoming), is_for_a_person(made, incoming)) == (True, True)


@pytest.mark.parametrize(("subject", "automatic"), [("Re: Late sound", ""), ("", "reply:auto_submitted")])
def test_what_answers_something_is_no_notice(subject: str, automatic: str) -> None:
    made = settled(running())
    incoming = arrived(made, subject=subject, automatic=automatic)
    assert (is_notice(made, incoming), is_for_a_person(made, incoming)) == (False, True)


def test_what_nobody_can_place_is_for_a_person() -> None:
    made = running()
    incoming = arrived(made, address="someone@elsewhere.example")
    assert made.means.journal.find(record.TASK, f"place/{incoming.uid}") is not None


def test_what_answers_the_brief_is_kept_and_belongs_to_no_case() -> None:
    made = running()
    brief = next(iter(made.briefs[VENDOR].ids))
    incoming = arrived(made, answers=(brief,), text="Thank you.")
    kept = made.means.journal.find(record.INBOX, f"box/{incoming.uid}")
    assert kept is not None
    assert kept.data["case"] == BRIEF
    assert made.means.journal.find(record.UNASKED, incoming.uid) is None


def test_what_answers_the_brief_before_that_is_recorded_is_no_riddle() -> None:
    made = World(TERMS, BLOCKS[:1], PERSONAS, questions(), seed=2).trial()
    made.start(TERMS.start)
    incoming = arrived(made, answers=(made.means.writer.brief(VENDOR).id,), address="someone@elsewhere.example")
    kept = made.means.journal.find(record.INBOX, f"box/{incoming.uid}")
    assert kept is not None
    assert kept.data["case"] == BRIEF


def test_an_answer_to_a_case_lands_in_its_log_with_the_mailboxs_cursor() -> None:
    made = running()
    case = next(case for case in made.cases.values() if case.matter.vendor == VENDOR)
    incoming = arrived(made, answers=(case.letters[0],), text="Which device do you use?")
    log = made.means.shelf.case(case.thread.key)
    assert log is not None
    assert incoming.uid in {entry.uid for entry in log.entries}
    kept = made.means.journal.find(record.INBOX, f"box/{incoming.uid}")
    assert kept is not None
    assert kept.data["cursor"] == incoming.cursor


def test_a_block_that_begins_is_written_down_before_its_cases() -> None:
    made = running()
    begun = made.means.journal.find(record.TRIAL, "block/1")
    first = next(iter(made.means.journal.read(record.QUESTION)))
    assert begun is not None
    assert begun.seq < first.seq
    assert set(begun.data["cases"]) == {matter.case for matter in BLOCKS[0].matters}


def test_the_same_stream_is_played_for_every_vendor_of_a_block() -> None:
    made = running()
    orders = [made.means.orders(matter, ()) for matter in BLOCKS[0].matters]
    assert len({(order.seed, order.stream, order.ingest) for order in orders}) == 1


def test_the_trial_itself_owns_what_belongs_to_no_case() -> None:
    made = running()
    assert TRIAL in made.owners()
    assert made.due(TRIAL) is None


def test_a_block_whose_hour_has_passed_is_written_down_as_void() -> None:
    world = World(TERMS, BLOCKS[:1], PERSONAS, questions(), seed=2)
    made = world.trial()
    made.start(BLOCKS[0].due + 5 * HOUR)
    made.tick(TRIAL, BLOCKS[0].due + 5 * HOUR)
    assert made.means.journal.find(record.TRIAL, "void/1") is not None


def test_a_question_that_could_not_be_asked_voids_its_block_with_its_reason() -> None:
    made = running()
    case = next(iter(made.cases.values()))
    made.means.finished(case.matter, Finish(end=End.NOT_ASKED, reason=NOT_SEEN), case.state.now)
    void = made.means.journal.find(record.TRIAL, "void/1")
    assert void is not None
    assert (void.data["case"], void.data["why"]) == (case.id, list(NOT_SEEN))
