from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

import pytest

from houdun.case.reading import read
from houdun.channel.port import Delivery, Fate, Letter, Undelivered
from houdun.errors import OutsideError, RefusedError
from houdun.facts.case import CaseLog, Message, Milestone, Role
from houdun.facts.promise import Terms
from houdun.facts.question import Sort
from houdun.facts.time import HOUR, MINUTE, SECOND, Millis
from houdun.flow.trial import operator, persons, record
from houdun.flow.trial.ahead.imagined import Imagined, Shelf
from houdun.flow.trial.case import Case
from houdun.flow.trial.letters.writing import Writing
from houdun.flow.trial.moves import End, Meaning
from houdun.flow.trial.post.inbox import Inbox
from houdun.flow.trial.post.outbox import Outbox
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.record import Memory
from houdun.flow.trial.stage.port import Order, Showing
from houdun.flow.trial.trial import Trial
from houdun.language import Bilingual
from houdun.testing.factories import message
from houdun.testing.post import Post
from tests.trial_given import BLOCKS, TERMS

WORDS = Bilingual("不行", "no")
MATTER = next(block.matters[0] for block in BLOCKS if block.question.sort is Sort.FAULT)


class Refusing(Imagined):
    """An endpoint that lets nobody in."""

    def show(self, order: Order, now: Millis) -> Showing:
        return Showing(began_at=now, ended_at=now, reason=WORDS)


class Manual:
    """A vendor that a person writes to."""

    kind: ClassVar[str] = "manual"

    def send(self, letter: Letter, now: Millis, attempted_at: Millis | None = None) -> Delivery:
        return Delivery(fate=Fate.ISSUED)


class Silent:
    """A mail server of which nobody can say whether it took the letter."""

    kind: ClassVar[str] = "silent"

    def __init__(self) -> None:
        self.tries: list[Millis | None] = []

    def send(self, letter: Letter, now: Millis, attempted_at: Millis | None = None) -> Delivery:
        self.tries.append(attempted_at)
        return Delivery(fate=Fate.UNKNOWN)


def trial(
    post: Post | Manual | Silent, stage: Imagined | None = None, journal: Memory | None = None
) -> tuple[Trial, Callable[[Millis], None]]:
    """A trial with nothing but what a case needs, and a function that plays it on to a moment."""
    journal = Memory() if journal is None else journal
    made = Trial(
        TERMS, BLOCKS, journal=journal, shelf=Shelf(journal), stage=stage or Imagined(),
        outboxes={contact.vendor: Outbox(journal, post) for contact in TERMS.contacts},
        writer=Writing(TERMS), judge=Reading(), told=lambda at, matter, thing: None,
    )  # fmt: skip

    def on(until: Millis) -> None:
        while True:
            dues = [(due, owner) for owner in made.cases if (due := made.due(owner)) is not None and due <= until]
            now, owner = min(dues, default=(until, ""))
            if dues:
                made.tick(owner, now)
            for owner in made.agenda.owners():
                while job := made.agenda.next_job(owner):
                    job(now)(now)
            if not dues:
                return

    return made, on


def begun(
    post: Post | Manual | Silent, stage: Imagined | None = None, journal: Memory | None = None
) -> tuple[Trial, Case, Callable[[Millis], None]]:
    made, on = trial(post, stage, journal)
    made.begins(MATTER, MATTER.due)
    on(MATTER.due + 3 * MINUTE)
    return made, made.cases[MATTER.case], on


def asked(case: Case) -> Millis | None:
    """Since when the clock runs."""
    return case.asked_at


def test_the_question_is_asked_when_the_probe_has_seen_the_fault() -> None:
    post = Post()
    _, case, _ = begun(post)
    assert len(post.letters) == 1
    assert case.asked_at is not None
    assert case.asked_at > MATTER.due
    assert [each.role for each in case.said] == [Role.CUSTOMER]


def test_a_media_endpoint_that_refuses_is_not_the_vendors_fault() -> None:
    post = Post()
    made, case, _ = begun(post, Refusing())
    assert post.letters == {}
    assert case.state.end is not None
    assert case.state.end.end is End.NOT_ASKED
    assert MATTER.block in made.course.void


def test_a_mail_server_that_is_down_for_an_hour_delays_the_question_and_loses_nothing() -> None:
    post = Post()
    post.failures.extend(OutsideError(WORDS, WORDS) for _ in range(20))
    _, case, on = begun(post)
    assert post.letters == {}
    on(MATTER.due + 2 * HOUR)
    assert len(post.letters) == 1
    assert case.asked_at is not None
    assert case.asked_at > MATTER.due + 30 * MINUTE


def test_a_mailbox_that_refuses_for_good_is_told_as_such() -> None:
    post = Post()
    post.failures.append(RefusedError(WORDS, WORDS))
    _, case, _ = begun(post)
    assert case.state.end is not None
    assert (case.state.end.end, case.state.end.reason) == (End.NOT_ASKED, WORDS)


BOUNCED = Undelivered(recipient="", final=True, reason=WORDS, said="550 5.1.1 user unknown")


def log_of(case: Case) -> CaseLog:
    log = case.means.shelf.case(case.thread.key)
    assert log is not None
    return log


@pytest.mark.parametrize("late", [HOUR, TERMS.rules.patience + HOUR])
def test_a_question_that_bounces_is_not_the_vendors_silence_however_late_we_hear_of_it(late: Millis) -> None:
    journal = Memory()
    made, case, on = begun(Post(), journal=journal)
    assert read(log_of(case), Terms()).clocks
    on(MATTER.due + late)
    case.returned(case.letters[0], BOUNCED, MATTER.due + late)
    assert MATTER.block in made.course.void
    assert read(log_of(case), Terms()).clocks == ()
    (task,) = operator.tasks(journal)
    assert task.data["kind"] == "returned"
    assert "550 5.1.1" in task.data["problem"][1]
    again, _ = trial(Post(), journal=journal)
    again.start(MATTER.due + late)
    assert MATTER.block in again.course.void


def test_a_bounce_beside_an_answer_is_none_of_the_opening() -> None:
    made, case, _ = begun(Post())
    case.heard(SURE)
    case.returned(case.letters[0], BOUNCED, MATTER.due + 2 * HOUR)
    assert MATTER.block not in made.course.void
    assert read(log_of(case), Terms()).clocks
    assert list(operator.tasks(made.means.journal)) == []


def test_what_the_mail_server_refuses_is_put_to_the_operator() -> None:
    post = Post()
    post.failures.append(RefusedError(WORDS, WORDS))
    made, _, _ = begun(post)
    (task,) = operator.tasks(made.means.journal)
    assert (task.data["kind"], task.data["problem"]) == ("returned", list(WORDS))


def test_for_a_vendor_reached_by_a_person_the_clock_runs_from_when_that_person_says() -> None:
    made, case, _ = begun(Manual())
    (task,) = operator.tasks(made.means.journal)
    assert task.data["kind"] == "send"
    assert task.data["text"]
    assert asked(case) is None
    operator.confirmed(made.means.journal, task.key, MATTER.due + 20 * MINUTE, 30 * SECOND, MATTER.due + HOUR)
    made.look(MATTER.due + HOUR)
    assert asked(case) == MATTER.due + 20 * MINUTE
    assert list(operator.tasks(made.means.journal)) == []


def test_a_letter_that_may_be_lost_once_more_is_put_to_a_person_once_more() -> None:
    silent = Silent()
    made, case, on = begun(silent)
    at = MATTER.due + HOUR
    for number in range(1, 4):
        (task,) = operator.tasks(made.means.journal)
        assert task.data["kind"] == "sent?"
        assert len(silent.tries) == number
        persons.not_sent(made.means.journal, task, at)
        made.look(at)
        on(at := at + MINUTE)
    assert silent.tries == [None, None, None, None]
    (task,) = operator.tasks(made.means.journal)
    operator.confirmed(made.means.journal, task.key, at, 0, at)
    made.look(at)
    assert asked(case) == at


def test_a_restart_puts_a_letter_that_may_be_lost_to_a_person_only_once() -> None:
    journal = Memory()
    made, on = trial(Silent(), journal=journal)
    made.begins(MATTER, MATTER.due)
    on(MATTER.due + 3 * MINUTE)
    (task,) = operator.tasks(journal)
    persons.not_sent(journal, task, MATTER.due + HOUR)
    again, on = trial(silent := Silent(), journal=journal)
    for now in (MATTER.due + HOUR, MATTER.due + 2 * HOUR):
        again.start(now)
        again.look(now)
        on(now)
        assert len(list(operator.tasks(journal))) == 1
    assert len(silent.tries) == 2


def test_a_brief_that_may_be_lost_once_more_is_put_to_a_person_once_more() -> None:
    made, _ = trial(silent := Silent())
    vendor = made.terms.vendors[0]
    keys = []
    for now in (MATTER.due, MATTER.due + MINUTE):
        made.brief_again(vendor, now)
        made.brief_again(vendor, now)
        while job := made.agenda.next_job(""):
            job(now)(now)
        (task,) = operator.tasks(made.means.journal)
        keys.append(task.key)
        persons.not_sent(made.means.journal, task, now)
    assert keys == [f"brief/{vendor}", f"brief/{vendor}/2"]
    assert silent.tries == [None, None]


def test_a_letter_whose_case_is_over_does_not_go_out_any_more() -> None:
    post = Post()
    post.failures.extend(OutsideError(WORDS, WORDS) for _ in range(12))
    made, _, on = begun(post)
    operator.order(made.means.journal, operator.Order.STOP, MATTER.due + 3 * MINUTE)
    made.look(MATTER.due + 3 * MINUTE)
    on(MATTER.due + 2 * HOUR)
    assert post.letters == {}


def test_what_was_not_asked_before_a_long_absence_is_not_asked_after_it() -> None:
    journal, broken, works = Memory(), Post(), Post()
    broken.failures.extend(OutsideError(WORDS, WORDS) for _ in range(20))
    made, on = trial(broken, journal=journal)
    made.begins(MATTER, MATTER.due)
    on(MATTER.due + 2 * MINUTE)
    assert 0 < len(broken.failures) < 20
    again, on = trial(works, journal=journal)
    later = again.start(MATTER.due + TERMS.rules.patience + HOUR)
    again.tick(MATTER.case, later)
    on(later)
    assert works.letters == {}
    assert (finish := again.cases[MATTER.case].state.end) is not None
    assert finish.end is End.NOT_ASKED


def test_what_may_have_been_asked_before_a_long_absence_is_looked_up_before_it_is_given_up() -> None:
    journal, post = Memory(), Post()
    post.in_doubt.append(True)
    made, on = trial(post, journal=journal)
    made.begins(MATTER, MATTER.due)
    on(MATTER.due + MINUTE)
    (sent_at, _) = next(iter(post.letters.values()))
    again, on = trial(post, journal=journal)
    later = again.start(MATTER.due + TERMS.rules.patience + HOUR)
    again.tick(MATTER.case, later)
    on(later)
    assert asked(again.cases[MATTER.case]) == sent_at
    assert (finish := again.cases[MATTER.case].state.end) is None or finish.end is not End.NOT_ASKED


@pytest.mark.parametrize("killed", [False, True])
def test_an_answer_that_comes_before_the_letter_is_recorded_is_the_cases(killed: bool) -> None:
    journal, post = Memory(), Post()
    post.in_doubt.append(True)
    made, on = trial(post, journal=journal)
    made.begins(MATTER, MATTER.due)
    on(MATTER.due + MINUTE)
    if killed:
        made, _ = trial(post, journal=journal)
        made.start(MATTER.due + MINUTE)
    case = made.cases[MATTER.case]
    assert case.asked_at is None
    answer = post.arrive("Which device do you use?", MATTER.due + MINUTE, answers=tuple(post.letters))
    made.take(Inbox(journal, post, "box", ""), MATTER.due + MINUTE)
    assert [each.uid for each in case.said] == [answer.uid]
    assert journal.find(record.TASK, f"place/{answer.uid}") is None


def test_the_thread_is_graded_at_its_horizon_with_what_was_said_by_then() -> None:
    made, case, on = begun(Post())
    assert case.asked_at is not None
    for wait in (5 * MINUTE, TERMS.rules.horizon + HOUR):
        case.heard(message("We are checking the stream on our side.", case.asked_at + wait, Role.VENDOR))
    on(case.asked_at + TERMS.rules.horizon + MINUTE)
    outcome = made.course.outcomes[MATTER.block][MATTER.vendor]
    assert outcome.waited_ms == 5 * MINUTE
    (kept,) = made.means.journal.read(record.OUTCOME)
    assert kept.data["by"] == "rule"


DOUBTFUL = replace(
    message("We are checking the stream on our side.", MATTER.due + 20 * MINUTE, Role.VENDOR), doubtful="precedence:bulk"
)
SURE = message("We have looked at your stream.", MATTER.due + HOUR, Role.VENDOR)


@pytest.mark.parametrize(("person", "first"), [(True, DOUBTFUL), (False, SURE)])
@pytest.mark.parametrize("graded", [False, True])
def test_who_wrote_a_message_counts_as_a_person_says_however_late(person: bool, first: Message, graded: bool) -> None:
    made, case, on = begun(Post())
    assert case.asked_at is not None
    for words in (DOUBTFUL, SURE):
        case.heard(words)
    end = case.asked_at + TERMS.rules.horizon + MINUTE
    on(end if graded else end - HOUR)
    (task,) = [each for each in operator.tasks(made.means.journal) if each.data["kind"] == "meaning"]
    persons.means(made.means.journal, task, Meaning(person=person), "", end - HOUR)
    made.look(end - HOUR)
    on(end)
    assert made.course.outcomes[MATTER.block][MATTER.vendor].waited_ms == first.at - case.asked_at
    log = made.means.shelf.case(case.thread.key)
    assert log is not None
    assert read(log, Terms()).milestones[Milestone.FIRST_RESPONSE].at == first.at


def test_a_trial_that_goes_on_knows_what_a_person_has_changed() -> None:
    journal = Memory()
    made, on = trial(Post(), journal=journal)
    made.begins(MATTER, MATTER.due)
    on(MATTER.due + 3 * MINUTE)
    case = made.cases[MATTER.case]
    for words in (DOUBTFUL, SURE):
        case.heard(words)
    on(MATTER.due + 2 * TERMS.rules.horizon)
    case.decided(DOUBTFUL.uid, Meaning(), MATTER.due + 2 * TERMS.rules.horizon)
    again, _ = trial(Post(), journal=journal)
    again.start(MATTER.due + 2 * TERMS.rules.horizon)
    assert again.course.outcomes == made.course.outcomes
    assert again.cases[MATTER.case].by_whom == case.by_whom != {}
    before = len(list(journal.read(record.OUTCOME)))
    again.cases[MATTER.case].decided(DOUBTFUL.uid, Meaning(), MATTER.due + 2 * TERMS.rules.horizon)
    assert len(list(journal.read(record.OUTCOME))) == before == 2


def test_a_message_is_heard_without_the_history_that_stands_below_it() -> None:
    _, case, _ = begun(Post())
    asked_for = message("Please send the log of your streaming software.", MATTER.due + HOUR, Role.VENDOR)
    case.heard(asked_for)
    ours = case.said[0].text.partition("\n\n")[2]
    below = f"Vera\n\n{asked_for.text}\n\nCora\n\n{ours}"
    case.heard(message(f"We are checking the stream on our side.\n\n{below}", MATTER.due + 2 * HOUR, Role.VENDOR))
    assert case.said[-1].text.startswith("We are checking the stream on our side.")
    assert "log" not in case.said[-1].text
    assert ours not in case.said[-1].text


def test_a_message_that_is_known_changes_nothing() -> None:
    _, case, _ = begun(Post())
    words = message("Please send the log of your streaming software.", MATTER.due + HOUR, Role.VENDOR)
    case.heard(words)
    state = case.state
    case.heard(replace(words))
    assert case.state == state
    assert sum(isinstance(each, Message) and each.uid == words.uid for each in case.said) == 1


def test_a_vendor_with_a_question_before_it_is_pressed_until_its_horizon() -> None:
    _, case, _ = begun(Post())
    assert case.asked_at is not None
    assert case.presses(case.asked_at + HOUR)
    assert not case.presses(case.asked_at + TERMS.rules.horizon)
