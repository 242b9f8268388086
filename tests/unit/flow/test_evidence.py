"""What keeps evidence sees all that happens, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from houdun import clock
from houdun.flow import probe as story
from houdun.media.endpoints.address import Address
from houdun.media.endpoints.replay import Replay
from houdun.media.events import Event
from houdun.probe.session import Second
from houdun.testing.streams import encoded


class Keeper:
    def __init__(self) -> None:
        self.seen: list[Event | Second] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """Nothing was opened."""

    def event(self, event: Event) -> None:
        self.seen.append(event)

    def second(self, second: Second) -> None:
        self.seen.append(second)


class Player:
    def __init__(self) -> None:
        self.events = list(Replay(encoded(3), epoch=clock.seconds()))

    def stop(self) -> None:
        self.events.clear()

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)


def test_every_event_and_every_second_is_seen_and_a_second_before_what_follows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, player = Keeper(), Player()
    monkeypatch.setattr(story, "evidence", lambda folder, stream: keeper)

    def play(address: Address, *, loop_filter: bool) -> Player:
        return player

    asked = story.Probing(address="rtmp://host/live/room1", bundle=tmp_path)
    summary = story.probe(asked, lambda second: None, play=play)
    events = [each for each in keeper.seen if not isinstance(each, Second)]
    assert events == player.events
    assert sum(isinstance(each, Second) for each in keeper.seen) == summary.seconds
    for before, after in zip(keeper.seen, keeper.seen[1:], strict=False):
        if isinstance(before, Second) and not isinstance(after, Second):
            assert after.arrival * 1000 >= before.at - 1
