from __future__ import annotations

import select
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from houdun.media import endpoints
from houdun.media.endpoints.loopback import LoopPublisher
from houdun.media.endpoints.port import Patience, Player, Publisher
from houdun.media.endpoints.replay import Replay
from houdun.media.track import Packet, Track
from houdun.media.wire import flv, mpegts
from houdun.testing.contracts.player import PlayerContract
from houdun.testing.contracts.publisher import KEY, SHORT, PublisherContract, packets_of, tracks_of
from houdun.testing.far_ends import Page, RtmpServer, http, listening
from houdun.testing.streams import encoded

NOBODY = f"127.0.0.1:9/live/x?token={KEY}"
"""Port 9 is refused at once: nobody listens there."""


class TestRtmpPublisher(PublisherContract):
    @pytest.fixture(autouse=True)
    def far_end(self) -> Iterator[None]:
        self.server = RtmpServer()
        with listening(self.server) as port:
            self.url = f"rtmp://127.0.0.1:{port}/live/x?token={KEY}"
            yield

    def publisher(self, tracks: Sequence[Track], patience: Patience) -> Publisher:
        return endpoints.publish(self.url, tracks, patience)

    def taken(self) -> list[Track | Packet]:
        assert self.server.published.wait(2)
        tags = flv.Tags()
        read = [tags.read(message.kind, message.stamp, message.body) for message in self.server.streams[f"x?token={KEY}"]]
        return [item for item in read if item is not None]

    def to_nobody(self, tracks: Sequence[Track], patience: Patience) -> Publisher:
        return endpoints.publish(f"rtmp://{NOBODY}", tracks, patience)


class TestRtmpPlayer(PlayerContract):
    @pytest.fixture(autouse=True)
    def far_end(self) -> Iterator[None]:
        ends, hangs = RtmpServer(), RtmpServer(hangs=True)
        for server in (ends, hangs):
            server.put("x", self.stream())
        with listening(ends) as port, listening(hangs) as other:
            self.urls = [f"rtmp://127.0.0.1:{number}/live/x" for number in (port, other)]
            yield

    def player(self) -> Player:
        return endpoints.play(self.urls[0], SHORT)

    def endless(self) -> Player:
        return endpoints.play(self.urls[1], Patience(5, 5))

    def of_nobody(self) -> Player:
        return endpoints.play(f"rtmp://{NOBODY}", SHORT)


def written(module: type[flv.Writer] | type[mpegts.Writer], stream: Sequence[Track | Packet]) -> bytes:
    writer = module(tracks_of(stream))
    return writer.head() + b"".join(writer.packet(packet) for packet in packets_of(stream))


class TestFlvPlayer(PlayerContract):
    @pytest.fixture(autouse=True)
    def far_end(self) -> Iterator[None]:
        body = written(flv.Writer, self.stream())
        with listening(http(lambda path: Page(body, hangs="endless" in path))) as port:
            self.url = f"http://127.0.0.1:{port}"
            yield

    def player(self) -> Player:
        return endpoints.play(f"{self.url}/x.flv", SHORT)

    def endless(self) -> Player:
        return endpoints.play(f"{self.url}/endless.flv", Patience(5, 5))

    def of_nobody(self) -> Player:
        return endpoints.play(f"http://127.0.0.1:9/x.flv?token={KEY}", SHORT)


class TestHlsPlayer(PlayerContract):
    @pytest.fixture(autouse=True)
    def far_end(self) -> Iterator[None]:
        body = written(mpegts.Writer, self.stream())
        playlist = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:7\n#EXTINF:2,\nx.ts\n"

        def page(path: str) -> Page:
            end = b"#EXT-X-ENDLIST\n" if "endless" not in path else b""
            return Page(body if path.endswith(".ts") else playlist + end)

        with listening(http(page)) as port:
            self.url = f"http://127.0.0.1:{port}"
            yield

    def player(self) -> Player:
        return endpoints.play(f"{self.url}/x.m3u8", SHORT)

    def endless(self) -> Player:
        return endpoints.play(f"{self.url}/endless.m3u8", Patience(5, 5))

    def of_nobody(self) -> Player:
        return endpoints.play(f"http://127.0.0.1:9/x.m3u8?token={KEY}", SHORT)


class TestLoopPlayer(PlayerContract):
    @pytest.fixture(autouse=True)
    def far_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        self.over = threading.Event()
        self.publishing: list[threading.Thread] = []
        yield
        self.over.set()
        for thread in self.publishing:
            thread.join()

    def publish(self, *, ends: bool) -> None:
        """Sends it all to the first player that comes."""
        begun = threading.Event()

        def run() -> None:
            with endpoints.publish("loop://x", tracks_of(self.stream()), SHORT) as publisher:
                assert isinstance(publisher, LoopPublisher)
                begun.set()
                select.select([publisher._server], [], [], 5)
                for packet in packets_of(self.stream()):
                    publisher.send(packet)
                self.over.wait(0 if ends else 5)

        self.publishing.append(threading.Thread(target=run))
        self.publishing[-1].start()
        assert begun.wait(5)

    def player(self) -> Player:
        self.publish(ends=True)
        return endpoints.play("loop://x", SHORT)

    def endless(self) -> Player:
        self.publish(ends=False)
        return endpoints.play("loop://x", Patience(5, 5))

    def of_nobody(self) -> Player:
        return endpoints.play("loop://nobody", SHORT)


class Folder:
    @pytest.fixture(autouse=True)
    def far_end(self, tmp_path: Path) -> None:
        self.file = tmp_path / f"x{self.suffix}"

    suffix = ".flv"


class TestFlvFilePublisher(Folder, PublisherContract):
    def publisher(self, tracks: Sequence[Track], patience: Patience) -> Publisher:
        return endpoints.publish(str(self.file), tracks, patience)

    def taken(self) -> list[Track | Packet]:
        return list((flv.Reader() if self.suffix == ".flv" else mpegts.Reader()).feed(self.file.read_bytes()))

    def to_nobody(self, tracks: Sequence[Track], patience: Patience) -> Publisher:
        return endpoints.publish(f"{self.file}/nowhere{self.suffix}", tracks, patience)


class TestTsFilePublisher(TestFlvFilePublisher):
    suffix = ".ts"


class TestFilePlayer(Folder, PlayerContract):
    def player(self) -> Player:
        self.file.write_bytes(written(flv.Writer, self.stream()))
        return endpoints.play(f"file://{self.file}", SHORT)

    def endless(self) -> Player:
        self.file.write_bytes(written(flv.Writer, encoded(2.0)))
        return endpoints.play(f"file://{self.file}?pace=own", SHORT)

    def of_nobody(self) -> None:
        return None


class TestReplayPlayer(PlayerContract):
    def player(self) -> Player:
        return Replay(self.stream(), epoch=1e9)

    endless = player

    def of_nobody(self) -> None:
        return None
