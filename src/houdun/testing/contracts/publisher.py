"""The contract of `Publisher`: a protocol's test inherits it, says how to open one, and adds its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from houdun import clock
from houdun.errors import OutsideError
from houdun.media.endpoints.port import Patience, Publisher
from houdun.media.track import Kind, Packet, Track
from houdun.testing.streams import encoded

SHORT = Patience(connect=0.6, silence=0.4)
KEY = "s3cr3t-K3y"
"""Stands in every address of the suite, and must never be seen again."""


def tracks_of(stream: Sequence[Track | Packet]) -> list[Track]:
    return [item for item in stream if isinstance(item, Track)]


def packets_of(stream: Sequence[Track | Packet]) -> list[Packet]:
    return [item for item in stream if isinstance(item, Packet)]


class PublisherContract:
    """Give `publisher` to a living far end, `taken`, what that got, and where nobody answers `to_nobody` (None if there is no such case)."""

    tolerance = 0.0006
    """Seconds by which a stamp may change on the way (FLV counts milliseconds)."""
    stream = staticmethod(lambda: encoded(1.0))
    """What is sent."""

    def publisher(self, tracks: Sequence[Track], patience: Patience) -> Publisher:
        raise NotImplementedError

    def taken(self) -> list[Track | Packet]:
        """What the far end has got, once the publisher has left."""
        raise NotImplementedError

    def to_nobody(self, tracks: Sequence[Track], patience: Patience) -> Publisher | None:
        raise NotImplementedError

    def test_every_packet_arrives_with_its_bytes_and_stamps(self) -> None:
        stream = self.stream()
        with self.publisher(tracks_of(stream), SHORT) as publisher:
            for packet in packets_of(stream):
                publisher.send(packet)
        taken = self.taken()
        for kind in Kind:
            sent = [packet for packet in packets_of(stream) if packet.kind is kind]
            got = [packet for packet in packets_of(taken) if packet.kind is kind]
            assert [packet.key for packet in got] == [packet.key for packet in sent]
            ticks = [next(track.time_base for track in tracks_of(each) if track.kind is kind) for each in (stream, taken)]
            moved = [float(b.pts * ticks[1] - a.pts * ticks[0]) for a, b in zip(sent, got, strict=True)]
            assert max(map(abs, moved)) <= self.tolerance

    def test_it_counts_what_it_sent(self) -> None:
        stream = self.stream()
        with self.publisher(tracks_of(stream), SHORT) as publisher:
            for packet in packets_of(stream):
                publisher.send(packet)
            sent = publisher.sent()
        assert sent.packets == len(packets_of(stream))
        assert sent.bytes >= sum(len(packet.data) for packet in packets_of(stream))
        assert -1 <= sent.queued <= sent.packets

    def test_a_packet_late_or_stamped_backwards_goes_through_like_any_other(self) -> None:
        stream = self.stream()
        first, *others = [packet for packet in packets_of(stream) if packet.kind is Kind.AUDIO]
        with self.publisher(tracks_of(stream), SHORT) as publisher:
            for packet in [*others, first]:
                publisher.send(packet)
        assert len([packet for packet in packets_of(self.taken()) if packet.kind is Kind.AUDIO]) == len(others) + 1

    def test_where_nobody_answers_it_says_so_in_time_and_shows_no_key(self) -> None:
        publisher = self.to_nobody(tracks_of(self.stream()), SHORT)
        if publisher is None:
            pytest.skip("nobody has to answer here")
        began = clock.steady()
        with pytest.raises(OutsideError) as caught, publisher:
            pass
        assert clock.steady() - began < SHORT.connect + 1.0
        assert all((*caught.value.problem, *caught.value.mend, caught.value.where))
        assert KEY not in f"{caught.value} {caught.value!r} {publisher!r}"
