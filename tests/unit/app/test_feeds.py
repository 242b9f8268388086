from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.app import feeds, jobs
from houdun.app.workspace import Workspace, create
from houdun.flow import feeds as remembered
from houdun.flow.feeds import Feed

NOW = 1_767_888_000_000


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    with create(tmp_path / "space") as made:
        yield made


@pytest.fixture
def feed(space: Workspace) -> Feed:
    """One whose fetch fails without asking the network."""
    return remembered.remember(space.store.journal, "https://127.0.0.1/team.ics", "", NOW)


def waiting(space: Workspace) -> list[str]:
    return [each.key for each in jobs.waiting(space)]


def do_all(space: Workspace, now: int) -> None:
    for key in waiting(space):
        jobs.do(space, key, now)


def test_a_feed_is_fetched_at_once_and_again_every_few_hours(space: Workspace, feed: Feed) -> None:
    feeds.ask_due(space, NOW)
    assert len(waiting(space)) == 1
    do_all(space, NOW)
    feeds.ask_due(space, NOW + feeds.EVERY - 1)
    assert waiting(space) == []
    feeds.ask_due(space, NOW + feeds.EVERY)
    assert len(waiting(space)) == 1


def test_a_clock_that_was_set_back_does_not_end_it(space: Workspace, feed: Feed) -> None:
    feeds.ask_due(space, NOW)
    do_all(space, NOW)
    feeds.ask_due(space, NOW - 30 * feeds.EVERY)
    assert len(waiting(space)) == 1


def test_who_asks_again_and_again_has_it_fetched_once(space: Workspace, feed: Feed) -> None:
    for moment in range(5):
        feeds.fetch_soon(space, feed, NOW + moment)
    assert len(waiting(space)) == 1


def test_what_came_of_the_last_fetch_is_seen_while_the_next_one_waits(space: Workspace, feed: Feed) -> None:
    assert feeds.seen(space) == (feeds.Seen(feed, waits=False, came=None),)
    feeds.fetch_soon(space, feed, NOW)
    assert feeds.seen(space) == (feeds.Seen(feed, waits=True, came=None),)
    do_all(space, NOW + 1)
    (seen,) = feeds.seen(space)
    assert not seen.waits
    assert seen.came is not None
    assert seen.came.problem is not None
    assert (seen.came.at, seen.came.problem.en) == (NOW + 1, "this address is not on the public internet")
    feeds.fetch_soon(space, feed, NOW + 2)
    assert feeds.seen(space) == (feeds.Seen(feed, waits=True, came=seen.came),)


def test_a_feed_that_was_forgotten_is_neither_seen_nor_fetched(space: Workspace, feed: Feed) -> None:
    remembered.forget(space.store.journal, feed.id, NOW)
    feeds.ask_due(space, NOW)
    assert (waiting(space), feeds.seen(space)) == ([], ())
