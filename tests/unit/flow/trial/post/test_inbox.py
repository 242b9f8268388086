from __future__ import annotations

from dataclasses import replace

import pytest

from houdun.channel.port import Undelivered
from houdun.facts.case import Role
from houdun.facts.happening import Happening
from houdun.flow.trial.post.inbox import BRIEF, Inbox, Taken, Thread, parties, tied
from houdun.flow.trial.record import INBOX, Memory
from houdun.language import Bilingual
from houdun.testing.mail_servers import USER, account
from houdun.testing.post import Post
from houdun.testing.trials import ACME, BRIO, contact

OURS = "l1@us.example"


@pytest.fixture
def thread() -> Thread:
    return Thread(contact(ACME), "12345678", {OURS})


def written(journal: Memory, taken: Taken) -> None:
    incoming = taken.incoming
    kept = {"mailbox": "box", "uid": incoming.uid, "cursor": incoming.cursor}
    journal.append_all([Happening(INBOX, f"box/{incoming.uid}", incoming.at, kept)])


def test_an_answer_belongs_to_the_case_whose_letter_it_answers(thread: Thread) -> None:
    post = Post()
    post.arrive("Which encoder?", 1000, answers=(OURS,), address="vera@acme.example")
    (taken,) = Inbox(Memory(), post, "box", "").new([thread, Thread(contact(BRIO), "87654321", {"l2@us.example"})])
    assert taken.thread is thread
    assert taken.message is not None
    assert (taken.message.role, taken.message.text) == (Role.VENDOR, "Which encoder?")
    assert taken.incoming.id in thread.ids


def test_what_was_written_down_is_not_taken_again_after_a_kill(thread: Thread) -> None:
    journal, post = Memory(), Post()
    for number in range(3):
        post.arrive(f"word {number}", number, answers=(OURS,))
    first = Inbox(journal, post, "box", "").new([thread])
    written(journal, next(first))
    next(first)  # taken, and the kill comes before it is written down
    again = [taken.incoming.text for taken in Inbox(journal, post, "box", "").new([thread])]
    assert again == ["word 1", "word 2"]


def test_a_message_offered_again_is_passed_over(thread: Thread) -> None:
    journal, post = Memory(), Post()
    arrived = post.arrive("word", answers=(OURS,))
    journal.append_all([Happening(INBOX, f"box/{arrived.uid}", 0, {"mailbox": "box", "uid": arrived.uid, "cursor": ""})])
    assert list(Inbox(journal, post, "box", "").new([thread])) == []


def test_another_mailbox_has_a_cursor_of_its_own(thread: Thread) -> None:
    journal, post = Memory(), Post()
    arrived = post.arrive("word", answers=(OURS,))
    journal.append_all([Happening(INBOX, "other/1", 0, {"mailbox": "other", "uid": "1", "cursor": arrived.cursor})])
    assert len(list(Inbox(journal, post, "box", "").new([thread]))) == 1


def test_a_word_unasked_has_no_case_but_its_vendor_is_known(thread: Thread) -> None:
    post = Post()
    post.arrive("We maintain our nodes on Saturday.", address="noc@acme.example")
    (taken,) = Inbox(Memory(), post, "box", "").new([thread])
    assert (taken.thread, taken.message, taken.vendor) == (None, None, ACME)


def test_a_stranger_is_nobodys_and_for_a_person(thread: Thread) -> None:
    post = Post()
    post.arrive("Buy our watches", address="spam@elsewhere.example")
    (taken,) = Inbox(Memory(), post, "box", "").new([thread])
    assert (taken.thread, taken.vendor) == (None, None)


def test_a_stranger_who_answers_a_case_is_in_doubt(thread: Thread) -> None:
    post = Post()
    post.arrive("I am the engineer on duty.", answers=(OURS,), address="someone@elsewhere.example")
    (taken,) = Inbox(Memory(), post, "box", "").new([thread])
    assert taken.message is not None
    assert taken.message.doubtful


def test_what_answers_the_brief_belongs_to_no_case(thread: Thread) -> None:
    post = Post()
    post.arrive("Thank you, noted.", answers=("b@us.example",))
    (taken,) = Inbox(Memory(), post, "box", "").new([Thread(contact(ACME), BRIEF, {"b@us.example"}), thread])
    assert taken.thread is not None
    assert taken.thread.case == BRIEF


def test_the_vendors_own_number_ties_what_comes_later_even_after_a_restart() -> None:
    thread, later = Thread(contact(ACME), "12345678", {OURS}), replace(Post().arrive("And the second thing."), tags=("8812",))
    assert tied(later, [thread]).thread is None
    shown = tied(replace(Post().arrive("Set bf=0.", answers=(OURS,)), tags=("8812", "12345678")), [thread])
    assert shown.numbers == frozenset({"8812"})
    assert tied(later, [thread]).thread is thread
    assert tied(later, [Thread(contact(ACME), "12345678", {OURS}, set(shown.numbers))]).thread is not None


def test_our_own_letter_brought_back_to_us_is_no_message_of_the_case() -> None:
    ours = contact(ACME, mailbox=account(9, 9))
    back = replace(Post().arrive("The sound is late.", tags=("12345678",), address=USER), id=OURS)
    taken = tied(back, [Thread(ours, "12345678", {OURS})])
    assert (taken.thread is not None, taken.message) == (True, None)


def bounced(recipient: str, text: str = "", *, final: bool = True, answers: tuple[str, ...] = (OURS,)) -> Taken:
    report = Undelivered(recipient=recipient, final=final, reason=Bilingual("没有", "none"), said="550")
    arrived = replace(Post().arrive(text, 1000, answers=answers), automatic="bounce:multipart_report", undelivered=report)
    return tied(arrived, [Thread(contact(ACME), "12345678", {OURS})])


def test_a_bounce_names_the_letter_that_did_not_reach_the_vendor() -> None:
    letters = [OURS, "l3@us.example"]
    for taken in (bounced("support@acme.example"), bounced("", "to support@acme.example: no such user")):
        assert (found := taken.returned(letters)) is not None
        assert found[0] == OURS
    later = replace(bounced("support@acme.example"), incoming=replace(bounced("support@acme.example").incoming, answers=()))
    assert (found := later.returned(letters)) is not None
    assert found[0] == "l3@us.example"


def test_a_delay_or_a_bounce_of_somebody_behind_the_vendors_address_is_none() -> None:
    for taken in (bounced("support@acme.example", final=False), bounced("vera@acme.example"), bounced("", "it was read")):
        assert taken.returned([OURS]) is None


def test_a_vendor_with_a_domain_of_its_own_may_write_from_all_of_it() -> None:
    assert "bob@rtc.acme.example" in parties(contact(ACME)).supplier.side
    assert "bob@brio.example" not in parties(contact(ACME)).supplier.side
    shared = parties(contact(ACME, to="acme@qq.com")).supplier.side
    assert "acme@qq.com" in shared
    assert "other@qq.com" not in shared
