"""RTMP (Adobe's specification 1.0): messages in chunks, written and read, and the simple handshake. The session is `endpoints/rtmp.py`'s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from houdun.errors import InputError
from houdun.language import Bilingual

VERSION = b"\x03"
HANDSHAKE = 1536
SET_CHUNK_SIZE, ACKNOWLEDGEMENT, USER_CONTROL, WINDOW, PEER_BANDWIDTH = 1, 3, 4, 5, 6
AUDIO, VIDEO, DATA, COMMAND, AGGREGATE = 8, 9, 18, 20, 22
PING, PONG = 6, 7
CHUNK = 60_000
"""Bytes of our chunks: nearly every packet is one. The largest that servers are known to take is 65536."""
EXTENDED = 0xFFFFFF
LARGEST = 1 << 24


class Message(NamedTuple):
    """`stamp` in milliseconds modulo 2³²."""

    kind: int
    stamp: int
    stream: int
    body: bytes


def chunks(message: Message, channel: int, size: int = CHUNK) -> bytes:
    """A message in chunks of `size` bytes, the first with a full header: no state, nothing to get out of step."""
    low = min(message.stamp, EXTENDED)
    more = message.stamp.to_bytes(4) if low == EXTENDED else b""
    head = low.to_bytes(3) + len(message.body).to_bytes(3) + bytes((message.kind,)) + message.stream.to_bytes(4, "little") + more
    parts = [bytes((channel,)), head, message.body[:size]]
    for at in range(size, len(message.body), size):
        parts += [bytes((0xC0 | channel,)), more, message.body[at : at + size]]
    return b"".join(parts)


@dataclass(slots=True)
class _Channel:
    """What the last header on one chunk stream said, and the message that is coming in on it."""

    stamp: int = 0
    step: int = 0
    size: int = 0
    kind: int = 0
    stream: int = 0
    extended: bool = False
    body: bytearray = field(default_factory=bytearray)


class Reader:
    """Bytes, in pieces of any size, become messages. Raises InputError for bytes that are no RTMP."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._channels: dict[int, _Channel] = {}
        self.chunk_size = 128
        self.total = 0
        """Bytes read so far, as acknowledgements count them."""

    def feed(self, data: bytes) -> Iterator[Message]:
        self._rest += data
        self.total += len(data)
        while (used := self._chunk()) is not None:
            channel, end = used
            del self._rest[:end]
            if len(channel.body) == channel.size:
                message = Message(channel.kind, channel.stamp, channel.stream, bytes(channel.body))
                channel.body = bytearray()
                if message.kind == SET_CHUNK_SIZE and len(message.body) >= 4:
                    self._resize(int.from_bytes(message.body[:4]))
                yield message

    def _resize(self, size: int) -> None:
        if not 0 < size < LARGEST:
            raise no_rtmp()
        self.chunk_size = size

    def _chunk(self) -> tuple[_Channel, int] | None:
        """The next chunk's channel, its bytes taken in, and where it ends; None while it is not whole."""
        rest = self._rest
        if not rest:
            return None
        form, number, at = rest[0] >> 6, rest[0] & 63, 1
        if number < 2:
            at += number + 1
            if len(rest) < at:
                return None
            number = 64 + int.from_bytes(rest[1:at], "little")
        length = (11, 7, 3, 0)[form]
        head = bytes(rest[at : at + length + 4])
        channel = self._channels.get(number) or _Channel()
        extended = int.from_bytes(head[:3]) == EXTENDED if form < 3 else channel.extended
        at += length + (4 if extended else 0)
        size = int.from_bytes(head[3:6]) if form < 2 else channel.size
        body = min(self.chunk_size, size - len(channel.body))
        if len(head) < length or len(rest) < at + body:
            return None
        if body < 0 or (form < 3 and channel.body):
            raise no_rtmp()
        self._channels[number] = channel
        self._header(channel, form, head, extended)
        channel.body += rest[at : at + body]
        return channel, at + body

    def _header(self, channel: _Channel, form: int, head: bytes, extended: bool) -> None:
        if form == 3:
            if not channel.body:
                channel.stamp = (channel.stamp + channel.step) % (1 << 32)
            return
        stamp = int.from_bytes(head[(11, 7, 3)[form] :][:4] if extended else head[:3])
        channel.extended = extended
        if form < 2:
            channel.size, channel.kind = int.from_bytes(head[3:6]), head[6]
        if form == 0:
            channel.stream, channel.stamp, channel.step = int.from_bytes(head[7:11], "little"), stamp, 0
        else:
            channel.step = stamp
            channel.stamp = (channel.stamp + stamp) % (1 << 32)


def parts_of(aggregate: Message) -> Iterator[Message]:
    """The messages within an aggregate; their stamps are moved to its own."""
    at, shift = 0, None
    while at + 11 <= len(aggregate.body):
        head = aggregate.body[at : at + 11]
        size, stamp = int.from_bytes(head[1:4]), int.from_bytes(head[4:7]) | head[7] << 24
        shift = aggregate.stamp - stamp if shift is None else shift
        yield Message(head[0], (stamp + shift) % (1 << 32), aggregate.stream, aggregate.body[at + 11 : at + 11 + size])
        at += 15 + size


def no_rtmp() -> InputError:
    return InputError(
        Bilingual("对方说的不是 RTMP", "the other side does not speak RTMP"),
        Bilingual("请核对地址和端口", "check the address and the port"),
    )
