"""Mails find their conversation: by reference, else by subject, people and time."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email.headers import Address
from houdun.channel.email.mail import Mail
from houdun.channel.email.threads import Thread, threads
from houdun.facts.case import Source
from houdun.facts.time import DAY, HOUR, MINUTE
from houdun.testing.factories import MONDAY

US, COLLEAGUE, VENDOR = "ann@us.example", "bob@us.example", "support@acme.example"


def mail(
    id: str, *parents: str, subject: str = "drift", at: int = 0, sender: str = US, to: str = VENDOR, text: str = "x"
) -> Mail:
    return Mail(
        uid=f"uid {id}",
        id=id,
        parents=parents,
        subject=subject,
        at=MONDAY + at,
        sender=Address("", sender),
        recipients=(to,),
        to=(to,),
        text=text,
        machine=None,
        doubtful="",
        source=Source(blob="", place=""),
    )


def answer(id: str, *parents: str, subject: str = "Re: drift", at: int = HOUR) -> Mail:
    return mail(id, *parents, subject=subject, at=at, sender=VENDOR, to=US)


def shape(found: list[Thread]) -> list[tuple[str, list[str]]]:
    return [(thread.id, [each.id for each in thread.mails]) for thread in found]


def test_references_join_a_question_and_its_answers() -> None:
    found = threads([answer("2", "1"), mail("1"), mail("3", "1", "2", subject="other", at=2 * HOUR)])
    assert shape(found) == [("1", ["1", "2", "3"])]


def test_answers_to_a_missing_mail_meet_under_its_id() -> None:
    found = threads([answer("2", "1", subject="Re: a"), mail("3", "1", subject="Re: b", at=2 * HOUR)])
    assert shape(found) == [("1", ["2", "3"])]


def test_a_late_link_joins_two_conversations() -> None:
    found = threads([mail("1", subject="a"), answer("3", "2", subject="b"), mail("4", "1", "2", "3", subject="c", at=9 * HOUR)])
    assert shape(found) == [("1", ["1", "3", "4"])]


def test_mails_that_answer_each_other_in_a_circle_are_one_conversation() -> None:
    assert len(threads([mail("1", "3"), mail("2", "1", at=1), mail("3", "2", at=2)])) == 1


def test_the_opener_is_the_root_even_where_its_clock_is_late() -> None:
    (thread,) = threads([mail("1", at=2 * HOUR), answer("2", "1", at=HOUR)])
    assert thread.opener.id == "1"
    assert [each.id for each in thread.mails] == ["2", "1"]


def test_the_same_mail_from_two_folders_is_there_once() -> None:
    assert shape(threads([mail("1"), mail("1", text="longer copy")])) == [("1", ["1"])]


def test_a_reply_without_references_goes_by_its_subject() -> None:
    assert shape(threads([mail("1"), answer("2", subject="回复：drift")])) == [("1", ["1", "2"])]


def test_a_reply_to_an_unknown_mail_goes_by_its_subject_too() -> None:
    assert shape(threads([mail("1"), answer("2", "internal@desk.example")])) == [("1", ["1", "2"])]


def test_a_ticket_systems_bare_answer_goes_by_its_subject() -> None:
    assert shape(threads([mail("1"), answer("2", subject="[Ticket#7] drift")])) == [("1", ["1", "2"])]


def test_the_tag_counts_where_the_subject_was_changed() -> None:
    found = threads([mail("1", subject="[Ticket#7] drift"), answer("2", subject="Re: [Ticket#7] solved")])
    assert shape(found) == [("1", ["1", "2"])]


def test_different_tags_are_different_conversations() -> None:
    assert len(threads([mail("1", subject="[Ticket#7] drift"), answer("2", subject="Re: [Ticket#8] drift")])) == 2


def test_the_same_question_asked_again_is_a_new_case() -> None:
    assert len(threads([mail("1"), mail("2", at=DAY)])) == 2
    assert len(threads([mail("1"), mail("2", at=DAY, sender=COLLEAGUE)])) == 2


def test_a_bare_subject_from_the_one_who_was_asked_is_the_answer() -> None:
    assert shape(threads([mail("1"), answer("2", subject="drift")])) == [("1", ["1", "2"])]


def test_strangers_with_the_same_subject_stay_apart() -> None:
    assert len(threads([mail("1"), mail("2", subject="Re: drift", at=1, sender="x@y.example", to="z@w.example")])) == 2


def test_after_thirty_days_a_subject_joins_nothing() -> None:
    assert len(threads([mail("1"), answer("2", at=30 * DAY)])) == 1
    assert len(threads([mail("1"), answer("2", at=30 * DAY + MINUTE)])) == 2


def test_a_reply_joins_the_latest_of_several_conversations() -> None:
    found = threads([mail("1"), mail("2", at=DAY), answer("3", at=DAY + HOUR)])
    assert shape(found) == [("1", ["1"]), ("2", ["2", "3"])]


def test_mails_without_a_subject_join_nothing() -> None:
    assert len(threads([mail("1", subject=""), answer("2", subject="Re: ")])) == 2


ids = st.sampled_from("abcdef")
histories = st.lists(
    st.builds(mail, ids, ids, subject=st.sampled_from(["drift", "Re: drift", ""]), at=st.integers(0, 5).map(lambda n: n * HOUR)),
    max_size=8,
    unique_by=lambda each: each.uid,
)


@given(histories, st.randoms())
def test_every_mail_is_in_one_thread_and_the_order_given_does_not_matter(mails: list[Mail], chance: random.Random) -> None:
    found = threads(mails)
    assert sorted(each.uid for thread in found for each in thread.mails) == sorted(each.uid for each in mails)
    shuffled = mails[:]
    chance.shuffle(shuffled)
    assert shape(threads(shuffled)) == shape(found)


def test_ten_thousand_replies_with_one_subject_are_fast() -> None:
    mails = [
        mail(str(number), subject="Re: hello", at=number * DAY, sender=f"{number}@us.example", to=f"{number}@v.example")
        for number in range(10_000)
    ]
    assert len(threads(mails)) == 10_000


def test_ten_thousand_replies_into_one_conversation_are_fast() -> None:
    mails = [
        mail("1"),
        *(answer(str(number), at=number * MINUTE, subject="drift" if number % 2 else "Re: drift") for number in range(2, 10_000)),
    ]
    assert len(threads(mails)) == 1


def test_a_conversation_of_ten_thousand_mails_is_one() -> None:
    mails = [mail(str(number), *([str(number - 1)] if number else []), at=number) for number in range(10_000)]
    assert len(threads(reversed(mails))) == 1
