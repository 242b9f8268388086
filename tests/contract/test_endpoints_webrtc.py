"""WebRTC keeps the same contracts as every other protocol, through a server of pure Python that passes packets on."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pytest

from houdun.media import endpoints
from houdun.media.endpoints.port import Patience, Player, Publisher
from houdun.media.endpoints.receiver import Encoded
from houdun.media.endpoints.whip import WhipPublisher
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.testing.contracts.player import PlayerContract
from houdun.testing.contracts.publisher import KEY, PublisherContract, packets_of, tracks_of
from houdun.testing.rtc_server import RtcServer
from houdun.testing.streams import encoded

NOBODY = f"127.0.0.1:9/live/x?token={KEY}"
PATIENCE = Patience(connect=5, silence=5)


class Gentle(WhipPublisher):
    """UDP has no back pressure: a second of packets at once would overflow the socket's buffer."""

    def send(self, packet: Packet) -> None:
        super().send(packet)
        threading.Event().wait(0.0005)


class TestWhipPublisher(PublisherContract):
    stream = staticmethod(lambda: encoded(1.0, codecs=(Codec.H264, Codec.OPUS)))

    @pytest.fixture(autouse=True)
    def far_end(self) -> Iterator[None]:
        with RtcServer(token=KEY) as self.server:
            yield

    def publisher(self, tracks: Sequence[Track], patience: Patience) -> Publisher:
        return Gentle(self.server.publish_url("x"), tracks, PATIENCE)

    def taken(self) -> list[Track | Packet]:
        """RTP hides where a track's stamps begin, so each track begins where the one that was sent did."""
        frames = self.server.frames("x")
        return [*tracks_of(self.stream()), *(each for kind in Kind for each in self._packets(kind, frames))]

    def _packets(self, kind: Kind, frames: list[Encoded]) -> list[Packet]:
        mine = [each for each in frames if each.kind is kind]
        begin = next(packet.pts for packet in packets_of(self.stream()) if packet.kind is kind) - (
            mine[0].frame.stamp if mine else 0
        )
        return [
            Packet(kind=kind, data=each.frame.data, pts=pts, dts=pts, duration=0, key=each.key, at=each.frame.arrival)
            for each in mine
            for pts in [each.frame.stamp + begin]
        ]

    def to_nobody(self, tracks: Sequence[Track], patience: Patience) -> Publisher:
        return endpoints.publish(f"whip://{NOBODY}", tracks, patience)


class TestWhipPublisherOfVp8(TestWhipPublisher):
    stream = staticmethod(lambda: encoded(1.0, codecs=(Codec.VP8, Codec.OPUS)))


class TestWhepPlayer(PlayerContract):
    stream = staticmethod(lambda: encoded(2.0, codecs=(Codec.H264, Codec.OPUS)))
    one_origin = False
    offers = False

    @pytest.fixture(autouse=True)
    def far_end(self) -> Iterator[None]:
        self.over, self.threads = threading.Event(), list[threading.Thread]()
        with RtcServer(token=KEY, counter_offers=self.offers) as self.server:
            yield
            self.over.set()
            for thread in self.threads:
                thread.join()

    def player(self) -> Player:
        self._publish(ends=True)
        return endpoints.play(self.server.play_url("x"), PATIENCE)

    def endless(self) -> Player:
        self._publish(ends=False)
        return endpoints.play(self.server.play_url("x"), PATIENCE)

    def _publish(self, ends: bool) -> None:
        """Sends the stream as soon as somebody watches; a second of it in a tenth of a second."""
        ready = threading.Event()

        def run() -> None:
            stream = self.stream()
            with endpoints.publish(self.server.publish_url("x"), tracks_of(stream), PATIENCE) as publisher:
                ready.set()
                self.server.wait_for_watcher("x")
                for packet in packets_of(stream):
                    publisher.send(packet)
                    self.over.wait(0.0005)
                if not ends:
                    self.over.wait(10)

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()
        assert ready.wait(5)

    def of_nobody(self) -> Player:
        return endpoints.play(f"whep://{NOBODY}", Patience(0.6, 0.4))


class TestWhepPlayerOfAServerThatOffers(TestWhepPlayer):
    stream = staticmethod(lambda: encoded(2.0, codecs=(Codec.VP8, Codec.OPUS)))
    offers = True
