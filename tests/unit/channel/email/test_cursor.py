from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email.cursor import MARGIN, Cursor, Mark
from houdun.channel.email.imap import Arrival, State
from houdun.facts.time import DAY, SECOND

marks = st.builds(Mark, st.integers(0, 2**32), st.integers(0, 2**32), st.integers(0, 2**42))


@given(st.dictionaries(st.text(max_size=20), marks, max_size=3))
def test_a_cursor_reads_back_as_it_was_written(held: dict[str, Mark]) -> None:
    assert Cursor.read(str(Cursor(held))) == Cursor(held)


def test_no_cursor_stands_before_everything() -> None:
    assert Cursor.read("") == Cursor()
    assert Cursor().after("INBOX", State(7, 9, 2)) == 0


@pytest.mark.parametrize("text", ["nonsense", "[1]", '{"INBOX":[1,2]}'])
def test_what_is_no_cursor_of_ours_is_a_bug(text: str) -> None:
    with pytest.raises((ValueError, TypeError, AttributeError)):
        Cursor.read(text)


def test_folders_go_forward_apart() -> None:
    cursor = Cursor().past("INBOX", State(7, 9, 2), Arrival(8, 50, 1)).past("Junk", State(3, 5, 1), Arrival(4, 40, 1))
    assert (cursor.after("INBOX", State(7, 12, 5)), cursor.after("Junk", State(3, 9, 2))) == (8, 4)


def test_the_latest_arrival_is_kept_whatever_the_order() -> None:
    state = State(7, 9, 2)
    assert Cursor().past("INBOX", state, Arrival(1, 50, 1)).past("INBOX", state, Arrival(2, 40, 1)).marks["INBOX"] == Mark(
        7, 2, 50
    )


def test_where_uids_were_given_anew_what_came_late_enough_is_offered_again() -> None:
    cursor = Cursor({"INBOX": Mark(7, 100, 10 * DAY)})
    rebuilt = State(8, 4, 3)
    assert cursor.after("INBOX", rebuilt) == 0
    arrivals = [Arrival(1, 10 * DAY - MARGIN - SECOND, 1), Arrival(2, 10 * DAY - MARGIN, 1), Arrival(3, 11 * DAY, 1)]
    assert [each.uid for each in cursor.unread("INBOX", rebuilt, arrivals)] == [2, 3]


class Folder:
    """A folder of a server: uids go up, mails are taken away, and now and then all uids are given anew."""

    def __init__(self) -> None:
        self.validity, self.next, self.made = 1, 1, 0
        self.mails: dict[int, int] = {}

    def arrive(self) -> int:
        self.made += 1
        self.mails[self.next] = self.made
        self.next += 1
        return self.made

    def rebuild(self) -> None:
        self.validity += 1
        self.mails = dict(enumerate(self.mails.values(), start=1))
        self.next = len(self.mails) + 1

    def look(self, after: int) -> tuple[State, list[Arrival]]:
        found = [Arrival(uid, 10 * DAY + made * SECOND, 1) for uid, made in self.mails.items() if uid > after]
        return State(self.validity, self.next, len(self.mails)), found


@given(st.lists(st.sampled_from(["arrives", "takes one", "takes all", "rebuilt", "oldest deleted"]), max_size=40))
def test_whatever_the_server_does_every_mail_is_offered_until_it_is_taken(events: list[str]) -> None:
    folder, cursor = Folder(), Cursor()
    taken: set[int] = set()
    owed: set[int] = set()
    for event in [*events, "takes all"]:
        if event == "arrives":
            owed.add(folder.arrive())
        elif event == "rebuilt":
            folder.rebuild()
        elif event == "oldest deleted" and folder.mails:
            owed.discard(folder.mails.pop(min(folder.mails)))
        elif event.startswith("takes"):
            state, _ = folder.look(0)
            arrivals = folder.look(cursor.after("INBOX", state))[1]
            for each in list(cursor.unread("INBOX", state, arrivals))[: 1 if event == "takes one" else None]:
                cursor = Cursor.read(str(cursor.past("INBOX", state, each)))
                taken.add(folder.mails[each.uid])
    assert owed <= taken
