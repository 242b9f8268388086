"""An RTMP client's session: handshake, commands, what the server says, and what the protocol wants answered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from houdun import clock
from houdun.errors import HoudunError, InputError, OutsideError, RefusedError, UsageError
from houdun.inert import one_line
from houdun.keys import redacted
from houdun.language import Bilingual
from houdun.media.endpoints.connection import dial
from houdun.media.wire import amf, rtmp
from houdun.media.wire.rtmp import Message

PORTS = {"rtmp": 1935, "rtmps": 443}
CONTROL, COMMANDS = 2, 3
"""Chunk streams, as everybody numbers them."""
MISSING = "NetStream.Play.StreamNotFound"


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


def target_of(url: str) -> Target:
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
        """Waits for the next status, and says its code."""
        while True:
            values = self._command_in(self.next(self._left()))
            if values[:1] == ["onStatus"]:
                return self.code(values)

    def code(self, values: list[amf.Value]) -> str:
        """A status's code. Raises RefusedError for one of level error, unless it says that the stream is not there."""
        status = next((each for each in values if isinstance(each, Mapping)), {})
        if status.get("level") == "error" and status.get("code") != MISSING:
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

    def ready(self, timeout: float) -> bool:
        """Is there something for `next`? Waits for bytes up to `timeout` seconds."""
        return bool(self._inbox) or self.connection.ready(timeout)

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
