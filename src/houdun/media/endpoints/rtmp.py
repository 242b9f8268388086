"""RTMP and RTMPS: publishing, playing. A client of our own: FFmpeg's waits without limit when publishing, and keeps the server's words to itself."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from houdun import clock
from houdun.errors import HoudunError, OutsideError, UsageError
from houdun.language import Bilingual
from houdun.media.endpoints.live import LivePlayer
from houdun.media.endpoints.port import Patience, Player, Publisher, Sent
from houdun.media.endpoints.rtmp_session import COMMANDS, MISSING, Session, Target, begun, missing, target_of
from houdun.media.track import Kind, Packet, Track
from houdun.media.wire import amf, flv, rtmp
from houdun.media.wire.rtmp import Message

schemes = ("rtmp", "rtmps")
CHANNELS = {Kind.AUDIO: (rtmp.AUDIO, 4), Kind.VIDEO: (rtmp.VIDEO, 6)}
"""Message type and chunk stream."""
LIVE = -2000
"""Play what is live, or else what is recorded under the name."""
PUBLISHING = "NetStream.Publish.Start"
RETRY = 0.5
OVER = {"NetStream.Play.UnpublishNotify", "NetStream.Play.Stop", "NetStream.Play.Complete"}


def publish(url: str, tracks: Sequence[Track], patience: Patience) -> Publisher:
    return RtmpPublisher(target_of(url), tracks, patience)


def play(url: str, patience: Patience, *, loop_filter: bool = False) -> Player:
    target = target_of(url)
    return LivePlayer(
        lambda timeout, stopped: RtmpSource(target, timeout, stopped), patience, where=target.where, loop_filter=loop_filter
    )


class RtmpSource:
    """A `Source` of what a server plays. Where the stream is not there, it is asked for again until `timeout` seconds are over."""

    rhythm = 0.0

    def __init__(self, target: Target, timeout: float, stopped: threading.Event) -> None:
        self._target, self._stopped = target, stopped
        self._deadline = clock.steady() + timeout
        self._tags = flv.Tags()
        self._ask()

    def _ask(self) -> None:
        self._session = begun(self._target, max(self._deadline - clock.steady(), RETRY), self._begin)

    def _begin(self, session: Session) -> None:
        session.command("play", None, self._target.stream, LIVE, stream=session.stream)

    def interrupt(self) -> None:
        self._session.connection.interrupt()

    def close(self) -> None:
        self._session.connection.close()

    def ready(self, timeout: float) -> bool:
        return self._session.ready(timeout)

    def receive(self, timeout: float) -> Iterator[Track | Packet]:
        message = self._session.next(timeout)
        if message is None:
            return
        for part in rtmp.parts_of(message) if message.kind == rtmp.AGGREGATE else (message,):
            if part.kind in (rtmp.AUDIO, rtmp.VIDEO):
                item = self._tags.read(part.kind, part.stamp, part.body)
                if item is not None:
                    yield item
        if message.kind == rtmp.COMMAND:
            self._obey(self._session.code(amf.read(message.body)))

    def _obey(self, code: str) -> None:
        if code == MISSING:
            if clock.steady() + RETRY > self._deadline or self._stopped.wait(RETRY):
                raise missing(self._target)
            self.close()
            self._ask()
        elif code in OVER:
            raise EOFError


class RtmpPublisher:
    """`Publisher` over RTMP. `sent().queued` counts the packets that the kernel has not yet handed to the other side."""

    def __init__(self, target: Target, tracks: Sequence[Track], patience: Patience) -> None:
        if not flv.carried(tracks):
            raise UsageError(
                Bilingual("RTMP 只能推 H.264 和 AAC", "RTMP carries H.264 and AAC only"),
                Bilingual("请改用这两种编码，或改推 WebRTC 地址", "choose these codecs, or publish over WebRTC"),
                where=target.where,
            )
        self._target, self._patience = target, patience
        self._tracks = {track.kind: track for track in tracks}
        self._packets = self._bytes = 0

    def __repr__(self) -> str:
        return f"RtmpPublisher({self._target.where})"

    def __enter__(self) -> Self:
        self._session = begun(self._target, self._patience.connect, self._begin)
        try:
            self._put(Message(rtmp.DATA, 0, self._session.stream, self._metadata()), COMMANDS)
            for kind, track in self._tracks.items():
                self._media(kind, 0, flv.configuration_of(track))
        except HoudunError:
            self._session.connection.close()
            raise
        return self

    def _begin(self, session: Session) -> None:
        session.command("publish", None, self._target.stream, "live", stream=session.stream)
        while session.status() != PUBLISHING:
            pass

    def _metadata(self) -> bytes:
        facts: dict[str, amf.Value] = {"encoder": "houdun"}
        if (video := self._tracks.get(Kind.VIDEO)) is not None:
            facts |= {
                "width": video.width,
                "height": video.height,
                "framerate": video.fps,
                "videocodecid": flv.CODECS[video.codec],
            }
        if (audio := self._tracks.get(Kind.AUDIO)) is not None:
            facts |= {
                "audiosamplerate": audio.sample_rate,
                "stereo": audio.channels == 2,
                "audiocodecid": flv.CODECS[audio.codec],
            }
        return amf.write("@setDataFrame", "onMetaData", facts)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(OSError):
            self._session.command("deleteStream", None, self._session.stream)
        self._session.connection.close()

    def send(self, packet: Packet) -> None:
        stamp, payload = flv.payload_of(packet, self._tracks[packet.kind].time_base)
        self._media(packet.kind, stamp, payload)
        self._packets += 1

    def _media(self, kind: Kind, stamp: int, payload: bytes) -> None:
        number, channel = CHANNELS[kind]
        self._put(Message(number, stamp % (1 << 32), self._session.stream, payload), channel)

    def _put(self, message: Message, channel: int) -> None:
        data = rtmp.chunks(message, channel)
        try:
            self._session.connection.send(data, self._patience.silence)
            for heard in self._session.pending():
                if heard.kind == rtmp.COMMAND:
                    self._session.code(amf.read(heard.body))
        except (OSError, EOFError) as error:
            raise self._lost(error) from error
        self._bytes += len(data)

    def _lost(self, error: Exception) -> OutsideError:
        if isinstance(error, TimeoutError):
            problem = Bilingual("上行堵死，长时间发不出数据", "the uplink is stuck: nothing could be sent for too long")
        else:
            problem = Bilingual("推流途中连接断开", "the connection was lost while publishing")
        return OutsideError(
            problem,
            Bilingual("请检查网络和服务器，再重新推流", "check the network and the server, then publish again"),
            where=self._target.where,
        )

    def sent(self) -> Sent:
        return Sent(self._packets, self._bytes, self._session.connection.queued())
