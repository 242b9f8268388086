"""The contract of `Player`: a protocol's test inherits it, says how to open one, and adds its own."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable

import pytest

from houdun import clock
from houdun.errors import OutsideError
from houdun.media.endpoints.port import Player
from houdun.media.events import AudioSeen, Event, PacketSeen, TrackSeen, Trouble, TroubleSeen, VideoSeen
from houdun.media.track import Kind
from houdun.testing.contracts.publisher import KEY, SHORT
from houdun.testing.streams import encoded

LAST = (Trouble.ENDED, Trouble.STALLED)


def troubles(events: Iterable[Event]) -> list[Trouble]:
    return [event.what for event in events if isinstance(event, TroubleSeen)]


class PlayerContract:
    """Give `player` of the two seconds in `stream`, which then end; one of an `endless` stream; and one `of_nobody`, or None."""

    stream = staticmethod(lambda: encoded(2.0))
    one_origin = True
    """Do the stamps of both tracks count from one moment, as in containers? In WebRTC each track has its own, and a common `time` beside."""

    def player(self) -> Player:
        raise NotImplementedError

    def endless(self) -> Player:
        """Plays the same, with no end and nothing after it."""
        raise NotImplementedError

    def of_nobody(self) -> Player | None:
        """Plays an address with KEY in it, where nobody answers."""
        raise NotImplementedError

    def test_pictures_and_sound_come_decoded_with_the_stamps_that_they_were_sent_with(self) -> None:
        events = list(self.player())
        pictures = [event for event in events if isinstance(event, VideoSeen)]
        sounds = [event for event in events if isinstance(event, AudioSeen)]
        assert len(pictures) == 60
        assert sum(event.samples.shape[1] for event in sounds) >= 1.9 * 48_000
        first = pictures[0].pts
        assert [event.pts - first for event in pictures] == pytest.approx([n / 30 for n in range(60)], abs=0.0006)
        times = [[(event.time, event.pts) for event in track] for track in (pictures, sounds)]
        if self.one_origin:
            assert sounds[0].pts - first == pytest.approx(0.0, abs=0.0006)
            assert all(math.isnan(time) or time == pts for track in times for time, pts in track)
        for known in ([time - pts for time, pts in track if not math.isnan(time)] for track in times):
            assert max(known, default=0.0) - min(known, default=0.0) < 0.1

    def test_a_track_is_told_of_before_its_first_picture_or_sound(self) -> None:
        told: set[Kind] = set()
        for event in self.player():
            if isinstance(event, TrackSeen):
                told.add(event.kind)
                assert (event.width, event.height) == (320, 180) or (event.rate, event.channels) == (48_000, 2)
            if isinstance(event, VideoSeen | AudioSeen):
                assert (Kind.VIDEO if isinstance(event, VideoSeen) else Kind.AUDIO) in told
        assert told == set(Kind)

    def test_arrivals_never_run_backwards(self) -> None:
        arrivals = [event.arrival for event in self.player() if isinstance(event, PacketSeen)]
        assert arrivals == sorted(arrivals)
        assert len(arrivals) > 100

    def test_the_end_of_the_stream_is_the_last_event_and_the_only_trouble(self) -> None:
        events = list(self.player())
        assert troubles(events[-1:]) == troubles(events)
        assert troubles(events)[0] in LAST

    def test_stop_ends_it_soon_from_any_thread_without_a_trouble(self) -> None:
        player = self.endless()
        seen = threading.Event()

        def stop() -> None:
            seen.wait(5)
            player.stop()

        threading.Thread(target=stop).start()
        events: list[Event] = []
        for event in player:
            events.append(event)
            if len(events) == 20:
                seen.set()
                began = clock.steady()
        assert clock.steady() - began < SHORT.silence
        assert troubles(events) == []

    def test_leaving_the_iteration_leaves_nothing_open(self) -> None:
        # An open socket or file would be a ResourceWarning, which is an error here.
        for _ in self.endless():
            break

    def test_where_nobody_answers_it_says_so_in_time_and_shows_no_key(self) -> None:
        player = self.of_nobody()
        if player is None:
            pytest.skip("nobody has to answer here")
        began = clock.steady()
        with pytest.raises(OutsideError) as caught:
            next(iter(player))
        assert clock.steady() - began < SHORT.connect + 1.0
        assert all((*caught.value.problem, *caught.value.mend, caught.value.where))
        assert KEY not in f"{caught.value} {caught.value!r} {player!r}"
