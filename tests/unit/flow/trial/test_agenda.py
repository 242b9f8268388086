from __future__ import annotations

from houdun.flow.trial.agenda import Agenda


def test_what_is_due_is_done_in_the_order_of_its_moments_and_the_rest_later() -> None:
    agenda, done = Agenda(), list[tuple[str, int]]()
    for name, at in (("b", 20), ("a", 10), ("c", 30)):
        agenda.at("case", at, lambda now, name=name: done.append((name, now)))  # type: ignore[misc]  # binds the loop's name
    assert agenda.due("case") == 10
    agenda.tick("case", 25)
    assert done == [("a", 25), ("b", 25)]
    assert agenda.due("case") == 30


def test_what_is_done_may_ask_for_more_at_the_same_moment() -> None:
    agenda, done = Agenda(), list[str]()
    agenda.at("", 10, lambda now: agenda.at("", now, lambda _: done.append("more")))
    agenda.tick("", 10)
    assert done == ["more"]


def test_owners_keep_to_themselves() -> None:
    agenda = Agenda()
    agenda.at("one", 5, lambda now: None)
    agenda.job("other", lambda now: 1, lambda result, now: None)
    assert agenda.due("other") is None
    assert agenda.next_job("one") is None
    assert set(agenda.owners()) == {"one", "other"}


def test_what_comes_first_of_all_is_told_with_its_owner_and_of_several_by_name() -> None:
    agenda = Agenda()
    assert agenda.first() is None
    for owner, moment in (("late", 9), ("two", 5), ("one", 5), ("one", 7)):
        agenda.at(owner, moment, lambda now: None)
    assert agenda.first() == (5, "one")
    agenda.tick("one", 5)
    assert agenda.first() == (5, "two")


def test_a_job_works_first_and_then_tells_its_result_and_the_moment() -> None:
    agenda, told = Agenda(), list[tuple[str, int]]()
    agenda.job("case", lambda now: f"seen at {now}", lambda result, now: told.append((result, now)))
    job = agenda.next_job("case")
    assert job is not None
    job(7)(8)
    assert told == [("seen at 7", 8)]
    assert agenda.is_empty()


def test_who_has_done_everything_is_not_asked_about_any_more() -> None:
    agenda = Agenda()
    agenda.at("one", 5, lambda now: agenda.again("other", lambda now: lambda now: None))
    assert agenda.busy() == ()
    agenda.tick("one", 5)
    assert agenda.busy() == ("other",)
    assert agenda.has_job("other")
    agenda.next_job("other")
    assert agenda.owners() == agenda.busy() == ()
