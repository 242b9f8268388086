from __future__ import annotations

from houdun.desk.inside import Inside
from houdun.desk.mind import Mind
from houdun.facts.time import DAY
from tests.desks import MONDAY, ZONE, asked, of, persona, questions, says


def desk() -> Inside:
    return Inside(Mind(persona("qiushi"), questions(), 1, ZONE))


def test_nothing_is_due_before_anybody_wrote() -> None:
    assert desk().next_due() is None
    assert desk().advance(MONDAY) == []


def test_what_is_written_comes_in_order_and_never_after_the_time_given() -> None:
    book = desk()
    for number in range(5):
        book.take(f"q{number}@app.example", asked(of("no_voice"), number, at=MONDAY + number))
    due = book.next_due()
    assert due is not None
    assert book.advance(due - 1) == []
    written = book.advance(MONDAY + 20 * DAY)
    assert [turn.at for _, turn in written] == sorted(turn.at for _, turn in written)
    assert all(turn.ours and turn.at <= MONDAY + 20 * DAY for _, turn in written)
    assert {thread for thread, _ in written} <= {f"q{number}@app.example" for number in range(5)}
    assert len({turn.id for _, turn in written}) == len(written)


def test_an_answer_goes_to_its_thread() -> None:
    book = desk()
    book.take("q0@app.example", asked(of("no_voice")))
    (thread, turn), *_ = book.advance(MONDAY + 5 * DAY)
    before = book.next_due()
    book.take(thread, says("Here is everything.", turn.at + DAY, 1))
    assert book.next_due() != before or before is None


def test_a_warning_begins_a_thread_of_its_own() -> None:
    book = Inside(Mind(persona("qiushi"), questions(), 4, ZONE))
    brief = says("- 2026-03-07 20:00 … 2026-03-07 23:00 Spring gala", MONDAY, 0)
    book.take(brief.id, brief)
    threads = {thread for thread, _ in book.advance(MONDAY + 40 * DAY)}
    assert brief.id in threads
    assert {thread.split("-")[0] for thread in threads - {brief.id}} == {"warning", "review"}
