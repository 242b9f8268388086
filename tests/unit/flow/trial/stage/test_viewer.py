from __future__ import annotations

from collections.abc import Iterator

import pytest

from houdun import clock
from houdun.errors import OutsideError, UsageError
from houdun.facts.time import SECOND
from houdun.flow.trial.stage import viewer as stage_viewer
from houdun.flow.trial.stage.viewer import Viewer
from houdun.flow.trial.stage.watch import Watch
from houdun.language import Bilingual
from houdun.media.endpoints.address import Address
from houdun.media.endpoints.replay import Replay
from houdun.media.events import Event
from houdun.probe.session import Session
from houdun.testing.streams import encoded

NOBODY = OutsideError(Bilingual("无人应答", "nobody answers"), Bilingual("再试", "try again"))


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_viewer, "AGAIN_S", 0.01)
    monkeypatch.setattr(stage_viewer, "BEAT", 0.01)


class Far:
    """Gives what it holds, one after the other: a stream of so many seconds, or an error. Then it goes on with the last."""

    def __init__(self, *plays: float | Exception) -> None:
        self._plays, self.opened = plays, 0

    def open(self, address: Address, *, loop_filter: bool) -> Far:
        self.opened += 1
        return self

    def stop(self) -> None: ...

    def __iter__(self) -> Iterator[Event]:
        given = self._plays[min(self.opened, len(self._plays)) - 1]
        if isinstance(given, Exception):
            raise given
        yield from Replay(encoded(given), epoch=clock.seconds())


def looked(far: Far, times: int, onset: int | None = None) -> tuple[Viewer, Watch]:
    """Watches until the player was opened so often."""
    watch = Watch(Session("x", clock.seconds()), onset)
    viewer = Viewer("loop://x", watch, lambda events: events, far.open)
    viewer.look(lambda at: far.opened >= times)
    return viewer, watch


def test_it_comes_back_when_the_stream_breaks_off_and_keeps_what_it_saw() -> None:
    viewer, watch = looked(Far(1.0, NOBODY, 1.0), times=3)
    assert viewer.error is None
    assert len(watch.seconds) >= 2


def test_why_nothing_came_is_kept() -> None:
    viewer, watch = looked(Far(NOBODY), times=2)
    assert viewer.error is NOBODY
    assert watch.seconds == []


def test_a_stream_that_ends_after_the_onset_is_seen() -> None:
    began = clock.now()
    _, watch = looked(Far(1.0), times=2, onset=began - SECOND)
    assert watch.seen_at is not None
    assert watch.seen_at >= began
    assert looked(Far(1.0), times=2, onset=began + 3600 * SECOND)[1].seen_at is None


def test_an_address_that_makes_no_sense_is_said() -> None:
    wrong = UsageError(Bilingual("看不懂", "makes no sense"), Bilingual("改", "change it"))
    with pytest.raises(UsageError):
        looked(Far(wrong), times=9)


def test_what_stands_between_player_and_probe_sees_every_event() -> None:
    seen: list[Event] = []

    def between(events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            seen.append(event)
            yield event

    far = Far(1.0)
    watch = Watch(Session("x", clock.seconds()), None)
    Viewer("loop://x", watch, between, far.open).look(lambda at: far.opened >= 2)
    assert len(seen) > 60
