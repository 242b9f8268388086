from __future__ import annotations

from houdun.channel.port import Incoming
from houdun.facts.happening import Happening
from houdun.facts.time import Millis
from houdun.flow.trial import several
from houdun.flow.trial.post.inbox import Inbox, Taken, Thread
from houdun.flow.trial.post.neighbours import Neighbours
from houdun.flow.trial.record import ATTEMPT, INBOX, QUESTION, Journal, Memory
from houdun.flow.trial.told.declared import declare
from houdun.testing.post import Post
from houdun.testing.trials import ACME, TUESDAY, contact, terms

OURS, THEIRS, CASE = "l1@us.example", "l2@us.example", "22222222"


def workspace() -> tuple[Journal, Journal]:
    """The parts of two trials: the second has just tried to send the opening of its case."""
    whole = Memory()
    whole.append_all([declare(terms(name="spring"), TUESDAY)])
    several.enlist(whole, "summer", TUESDAY)
    second = several.journal_of(whole, "summer")
    second.append_all([Happening(QUESTION, CASE, TUESDAY), tried(THEIRS, TUESDAY)])
    return whole, second


def tried(letter: str, at: Millis) -> Happening:
    return Happening(ATTEMPT, f"{letter}/1", at, {"letter": letter, "failed": False})


def written(taken: Taken, at: Millis = TUESDAY) -> Happening:
    """As a trial writes it down."""
    incoming, case = taken.incoming, taken.thread.case if taken.thread else ""
    data = {
        "mailbox": "box",
        "uid": incoming.uid,
        "cursor": incoming.cursor,
        "id": incoming.id,
        "case": case,
        "theirs": taken.theirs,
    }
    return Happening(INBOX, f"box/{incoming.uid}", at, data)


def arrived(*answers: str, tags: tuple[str, ...] = (), address: str = "vera@acme.example") -> tuple[Post, Incoming]:
    post = Post()
    return post, post.arrive("Which encoder?", 1000, answers=answers, tags=tags, address=address)


def taken_in(journal: Journal, post: Post) -> list[Taken]:
    found = []
    for taken in Inbox(journal, post, "box", "").new([Thread(contact(ACME), "11111111", {OURS})]):
        journal.append_all([written(taken)])
        found.append(taken)
    return found


def test_a_reply_to_another_trial_s_letter_is_left_to_it_however_soon_it_comes() -> None:
    first, second = workspace()
    post, _ = arrived(THEIRS, address="vera@acme.example")
    assert [(each.theirs, each.thread) for each in taken_in(first, post)] == [(True, None)]
    theirs = Thread(contact(ACME), CASE, {THEIRS})
    (taken,) = Inbox(second, post, "box", "").new([theirs])
    assert (taken.theirs, taken.thread) == (False, theirs)


def test_so_is_what_carries_its_tag_whoever_wrote_it() -> None:
    first, _ = workspace()
    post, _ = arrived(tags=(CASE,), address="someone@elsewhere.example")
    assert [each.theirs for each in taken_in(first, post)] == [True]


def test_a_vendor_s_second_word_answers_its_first_one_and_is_left_to_the_other_trial_too() -> None:
    """After a restart as well: what was left is written down."""
    first, _ = workspace()
    post, word = arrived(THEIRS)
    taken_in(first, post)
    post.arrive("And which version?", 2000, answers=(word.id,))
    assert [each.theirs for each in taken_in(first, post)] == [True]


def test_what_the_other_took_in_before_we_came_is_its_own() -> None:
    first, second = workspace()
    post, word = arrived(THEIRS)
    (taken,) = Inbox(second, post, "box", "").new([Thread(contact(ACME), CASE, {THEIRS})])
    second.append_all([written(taken)])
    late = Post()
    late.arrive("And which version?", 2000, answers=(word.id,))
    assert [each.theirs for each in taken_in(first, late)] == [True]


def test_our_letter_answered_under_another_trial_s_tag_is_ours_and_in_doubt() -> None:
    first, _ = workspace()
    post, _ = arrived(OURS, tags=(CASE,))
    (taken,) = taken_in(first, post)
    assert taken.message is not None
    assert (taken.theirs, bool(taken.message.doubtful)) == (False, True)


def test_tags_of_both_are_for_a_person() -> None:
    first, _ = workspace()
    post, _ = arrived(tags=(CASE, "11111111"))
    assert [(each.theirs, each.thread) for each in taken_in(first, post)] == [(False, None)]


def test_a_word_unasked_belongs_to_no_trial_and_every_trial_knows_its_vendor() -> None:
    first, _ = workspace()
    post, _ = arrived(address="noc@acme.example")
    assert [(each.theirs, each.vendor) for each in taken_in(first, post)] == [(False, ACME)]


def test_where_there_is_one_trial_there_are_no_neighbours() -> None:
    assert Neighbours(Memory()).case("vera@acme.example", ()) is None


def test_a_trial_that_begins_later_is_a_neighbour_from_then_on() -> None:
    whole = Memory()
    whole.append_all([declare(terms(name="spring"), TUESDAY)])
    neighbours = Neighbours(whole)
    assert neighbours.case("vera@acme.example", ()) is None
    several.enlist(whole, "summer", TUESDAY)
    several.journal_of(whole, "summer").append_all([tried(THEIRS, TUESDAY)])
    case = neighbours.case("vera@acme.example", ())
    assert case is not None
    assert case.ids == {THEIRS}
