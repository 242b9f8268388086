"""RTMP and RTMPS: publishing, playing. A client of our own: FFmpeg's waits without limit when publishing, and keeps the server's words to itself."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from houdun import clock
from houdun.errors import HoudunError, InputError, OutsideError, RefusedError, UsageError
from houdun.inert import one_line
from houdun.language import Bilingual
from houdun.media.endpoints.address import redacted
from houdun.media.endpoints.connection import dial
from houdun.media.endpoints.live import LivePlayer
from houdun.media.endpoints.port import Patience, Player, Publisher, Sent
from houdun.media.track import Kind, Packet, Track
from houdun.media.wire import amf, flv, rtmp
from houdun.media.wire.rtmp import Message

schemes = ("rtmp", "rtmps")
PORTS = {"rtmp": 1935, "rtmps": 443}
CONTROL, COMMANDS, AUDIO, VIDEO = 2, 3, 4, 6
"""Chunk streams, as everybody numbers them."""
LIVE = -2000
"""Play what is live, or else what is recorded under the name."""
PUBLISHING = "NetStream.Publish.Start"
MISSING = "NetStream.Play.StreamNotFound"
OVER = {"NetStream.Play.UnpublishNotify", "NetStream.Play.Stop", "NetStream.Play.Complete"}
CHANNELS = {Kind.AUDIO: (rtmp.AUDIO, AUDIO), Kind.VIDEO: (rtmp.VIDEO, VIDEO)}


def publish(url: str, tracks: Sequence[Track], patience: Patience) -> Publisher:
    return RtmpPublisher(_target(url), tracks, patience)


def play(url: str, patience: Patience, *, loop_filter: bool = False) -> Player:
    target = _target(url)
    return LivePlayer(lambda timeout, _: RtmpSource(target, timeout), patience, where=target.where, loop_filter=loop_filter)


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads. Its repr is the redacted address."""

    host: str
    port: int
    tls: bool
    app: str
    stream: str
    where: str

    def __repr__(self) -> str:
        return f"Target({self.where})"

    def app_url(self) -> str:
        default = PORTS["rtmps" if self.tls else "rtmp"]
        return f"{'rtmps' if self.tls else 'rtmp'}://{self.host}{'' if self.port == default else f':{self.port}'}/{self.app}"


def _target(url: str) -> Target:
    """Splits rtmp://host/app/stream?query: all but the last part of the path is the application, as encoders' settings pages have it."""
    parts = urlsplit(url)
    where = redacted(url)
    try:
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    except ValueError:
        host, port = "", 0
    app, _, stream = parts.path.strip("/").rpartition("/")
    if not host or not app or not stream:
        raise UsageError(
            Bilingual("RTMP 地址不完整", "this RTMP address is not whole"),
            Bilingual("应为 rtmp://主机/应用/流名", "write rtmp://HOST/APP/STREAM"),
            where=where,
        )
    query = f"?{parts.query}" if parts.query else ""
    return Target(host, port, parts.scheme == "rtmps", app, stream + query, where)


class Session:
    """A connected client, whose stream is created. Every step raises OutsideError or RefusedError within `timeout` seconds of the beginning."""

    def __init__(self, target: Target, timeout: float) -> None:
        self._target = target
        self._deadline = clock.steady() + timeout
        self.connection = dial(target.host, target.port, timeout, tls=target.tls, where=target.where)
        self._reader = rtmp.Reader()
        self._window = self._acknowledged = self._transactions = 0
        self._inbox: list[Message] = []
        try:
            self._shake_hands()
            self.stream = self._create()
        except BaseException:
            self.connection.close()
            raise

    def _shake_hands(self) -> None:
        self._write(rtmp.VERSION + bytes(8) + os.urandom(rtmp.HANDSHAKE - 8))
        got = self._at_least(b"", 1 + rtmp.HANDSHAKE)
        self._write(got[1 : 1 + rtmp.HANDSHAKE])
        got = self._at_least(got, 1 + 2 * rtmp.HANDSHAKE)
        self._inbox += self._reader.feed(got[1 + 2 * rtmp.HANDSHAKE :])

    def _at_least(self, got: bytes, count: int) -> bytes:
        while len(got) < count:
            got += self._read()
            if got[:1] != rtmp.VERSION:
                raise rtmp.no_rtmp()
        return got

    def _create(self) -> int:
        self._write(rtmp.chunks(Message(rtmp.SET_CHUNK_SIZE, 0, 0, rtmp.CHUNK.to_bytes(4)), CONTROL))
        version = "FMLE/3.0 (compatible; houdun)"
        facts = {"app": self._target.app, "type": "nonprivate", "flashVer": version, "tcUrl": self._target.app_url()}
        self._result(self.command("connect", facts))
        number = self._result(self.command("createStream", None))[-1]
        return int(number) if isinstance(number, float) and 0 < number < 1 << 31 else 1

    def command(self, name: str, *values: amf.Value, stream: int = 0) -> int:
        """Sends a command; its transaction number."""
        self._transactions += 1
        body = amf.write(name, self._transactions, *values)
        self._write(rtmp.chunks(Message(rtmp.COMMAND, 0, stream, body), COMMANDS))
        return self._transactions

    def _result(self, transaction: int) -> list[amf.Value]:
        while True:
            values = self._command_in(self.next(self._left()))
            if values[:2] == ["_result", transaction]:
                return values
            if values[:2] == ["_error", transaction]:
                raise self.refused(words(values))

    def status(self) -> str:
        """Waits for the next status, and says its code. Raises RefusedError for one of level error."""
        while True:
            values = self._command_in(self.next(self._left()))
            if values[:1] == ["onStatus"]:
                return self.code(values)

    def code(self, values: list[amf.Value]) -> str:
        status = next((each for each in values if isinstance(each, Mapping)), {})
        if status.get("code") == MISSING:
            raise missing(self._target)
        if status.get("level") == "error":
            raise self.refused(words(values))
        return str(status.get("code", ""))

    def refused(self, said: str) -> RefusedError:
        said = one_line(redacted(said))
        return RefusedError(
            Bilingual(f"服务器拒绝：{said}", f"the server refuses: {said}"),
            Bilingual("请核对密钥、有效期和流名", "check the key, how long it holds, and the stream's name"),
            where=self._target.where,
        )

    def _command_in(self, message: Message | None) -> list[amf.Value]:
        return amf.read(message.body) if message is not None and message.kind == rtmp.COMMAND else []

    def next(self, timeout: float) -> Message | None:
        """The next message, waiting up to `timeout` seconds for bytes; None where they do not make one yet. Answers what the protocol wants answered."""
        if not self._inbox:
            self._inbox += self._reader.feed(self.connection.receive(timeout) or _closed())
            self._acknowledge()
        if not self._inbox:
            return None
        message = self._inbox.pop(0)
        self._answer(message)
        return message

    def pending(self) -> Iterator[Message]:
        """What has come in meanwhile, without waiting."""
        data = self.connection.waiting()
        if data is not None:
            self._inbox += self._reader.feed(data or _closed())
            self._acknowledge()
        while self._inbox:
            message = self._inbox.pop(0)
            self._answer(message)
            yield message

    def _answer(self, message: Message) -> None:
        body = message.body
        if message.kind == rtmp.USER_CONTROL and int.from_bytes(body[:2]) == rtmp.PING:
            self._write(rtmp.chunks(Message(rtmp.USER_CONTROL, 0, 0, rtmp.PONG.to_bytes(2) + body[2:6]), CONTROL))
        elif message.kind == rtmp.WINDOW:
            self._window = int.from_bytes(body[:4])
        elif message.kind == rtmp.PEER_BANDWIDTH:
            self._write(rtmp.chunks(Message(rtmp.WINDOW, 0, 0, body[:4]), CONTROL))

    def _acknowledge(self) -> None:
        if self._window and self._reader.total - self._acknowledged >= self._window // 2:
            self._acknowledged = self._reader.total
            total = (self._reader.total % (1 << 32)).to_bytes(4)
            self._write(rtmp.chunks(Message(rtmp.ACKNOWLEDGEMENT, 0, 0, total), CONTROL))

    def _left(self) -> float:
        return max(self._deadline - clock.steady(), 1e-3)

    def _write(self, data: bytes) -> None:
        self.connection.send(data, max(self._left(), 1.0))

    def _read(self) -> bytes:
        return self.connection.receive(self._left()) or _closed()


def missing(target: Target) -> OutsideError:
    return OutsideError(
        Bilingual("服务器上没有这一路流", "the server has no such stream"),
        Bilingual("请确认流名，并确认正在推流", "check the stream's name, and that it is being published"),
        where=target.where,
    )


def _closed() -> bytes:
    raise EOFError


def words(values: list[amf.Value]) -> str:
    """What the server says in a status or an error: description, or code."""
    status = next((each for each in reversed(values) if isinstance(each, Mapping)), {})
    return " · ".join(str(status[name]) for name in ("code", "description") if status.get(name))


def begun(target: Target, timeout: float, begin: Callable[[Session], None]) -> Session:
    """A session in which `begin` has been done. Whatever goes wrong until then becomes an OutsideError or a RefusedError."""
    session: Session | None = None
    try:
        session = Session(target, timeout)
        begin(session)
    except (OSError, EOFError, HoudunError) as error:
        if session is not None:
            session.connection.close()
        raise _not_begun(error, target, named=session is not None) from error
    return session


def _not_begun(error: Exception, target: Target, *, named: bool) -> HoudunError:
    """`named`: the server had been told the stream's name, with its key."""
    if isinstance(error, OutsideError | RefusedError):
        return error
    if isinstance(error, InputError):
        return OutsideError(error.problem, error.mend, where=target.where)
    if isinstance(error, TimeoutError):
        return OutsideError(
            Bilingual("服务器接受了连接，但不再应答", "the server takes the connection, then says nothing"),
            Bilingual("请核对端口，或稍后再试", "check the port, or try again later"),
            where=target.where,
        )
    if named:
        return RefusedError(
            Bilingual("出示流名和密钥后，服务器直接断开", "shown the stream's name and key, the server hangs up"),
            Bilingual("请核对密钥、有效期和流名", "check the key, how long it holds, and the stream's name"),
            where=target.where,
        )
    return OutsideError(
        Bilingual("服务器中途断开", "the server hung up"),
        Bilingual("请核对地址，或稍后再试", "check the address, or try again later"),
        where=target.where,
    )


class RtmpSource:
    """A `Source` of what a server plays."""

    rhythm = 0.0

    def __init__(self, target: Target, timeout: float) -> None:
        self._tags = flv.Tags()
        self._session = begun(target, timeout, lambda session: self._begin(session, target))
        self.interrupt, self.close = self._session.connection.interrupt, self._session.connection.close

    def _begin(self, session: Session, target: Target) -> None:
        session.command("play", None, target.stream, LIVE, stream=session.stream)

    def receive(self, timeout: float) -> Iterator[Track | Packet]:
        message = self._session.next(timeout)
        if message is None:
            return
        for part in rtmp.parts_of(message) if message.kind == rtmp.AGGREGATE else (message,):
            if part.kind in (rtmp.AUDIO, rtmp.VIDEO):
                item = self._tags.read(part.kind, part.stamp, part.body)
                if item is not None:
                    yield item
        if message.kind == rtmp.COMMAND and self._session.code(amf.read(message.body)) in OVER:
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
        self._put(Message(rtmp.DATA, 0, self._session.stream, self._metadata()), COMMANDS)
        for kind, track in self._tracks.items():
            self._media(kind, 0, flv.configuration_of(track))
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
