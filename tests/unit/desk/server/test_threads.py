from __future__ import annotations

from dataclasses import replace

from houdun.desk.server.reading import Read
from houdun.desk.server.threads import Due, Threads
from tests.desk_given import OFFICE, Parrot

AT = 1_772_888_651_000


def mail(id: str, *answers: str, subject: str = "Sound [#4712]") -> Read:
    return Read(
        id=id, answers=answers, author="Cora", address=OFFICE.customer, subject=subject, text=f"Room {id}", files=(),
        automatic=False, virtual_at=None,
    )  # fmt: skip


def due(threads: Threads) -> Due:
    found = threads.next()
    assert found is not None
    return found


def say(threads: Threads) -> Due:
    """What is due is said."""
    said = due(threads)
    subject = "Ticket 31415 was opened: Sound [#4712]" if said.thread else said.act.subject
    answers = (said.thread.key,) if said.thread else ()
    threads.add(replace(mail(said.id, *answers, subject=subject), automatic=said.act.automatic), said.at, ours=True)
    return said


def test_what_is_due_first_in_any_thread_is_next_and_nothing_is_where_all_is_said() -> None:
    threads = Threads(OFFICE, Parrot(quick=3, slow=100))
    assert threads.next() is None
    threads.add(mail("a@x"), AT, ours=False)
    threads.add(mail("b@x"), AT + 50, ours=False)
    assert [say(threads).at - AT for _ in range(4)] == [3, 53, 100, 150]
    assert threads.next() is None


def test_a_mail_belongs_to_what_it_answers_or_to_the_ticket_in_its_subject_or_begins_a_thread() -> None:
    threads = Threads(OFFICE, Parrot(quick=3, slow=100))
    threads.add(mail("a@x"), AT, ours=False)
    first = say(threads)
    threads.add(mail("b@x", "stranger@x", first.id), AT + 5, ours=False)
    threads.add(mail("c@x", subject="Sound (31415)"), AT + 6, ours=False)
    threads.add(mail("d@x"), AT + 7, ours=False)
    threads.add(mail("e@x", "d@x", subject="Sound (31415)"), AT + 8, ours=False)
    keys = {turn.id: thread.key for thread in threads.all for turn in thread.turns}
    assert [keys[f"{each}@x"] for each in "abcde"] == ["a@x", "a@x", "a@x", "d@x", "d@x"]
    assert [thread.number for thread in threads.all] == ["31415", OFFICE.number("d@x")]


def test_a_mail_is_never_due_before_the_last_one_of_its_thread() -> None:
    threads = Threads(OFFICE, Parrot(quick=3, slow=100))
    threads.add(mail("a@x"), AT, ours=False)
    threads.add(mail("b@x", "a@x"), AT + 60, ours=False)
    assert due(threads).at == AT + 60


def test_what_has_been_said_is_not_said_again_though_the_mind_should_ask_for_it() -> None:
    class Forgetful(Parrot):
        unasked = Parrot.unasked

        def next(self, turns: object) -> None:
            return None

    threads = Threads(OFFICE, Forgetful(warns_at=AT))
    threads.add(mail("a@x"), AT - 1, ours=False)
    warning = due(threads)
    assert warning.thread is None
    threads.add(mail("other@x", warning.id), AT, ours=False)
    threads.add(mail(warning.id, "a@x"), AT, ours=True)
    assert threads.next() is None


def test_the_same_mails_make_the_same_next_step_again() -> None:
    def played() -> Due:
        threads = Threads(OFFICE, Parrot(warns_at=AT + 10**9))
        threads.add(mail("a@x"), AT, ours=False)
        say(threads)
        say(threads)
        return due(threads)

    assert played() == played()
