"""MPEG transport streams (ISO/IEC 13818-1): one programme of H.264 and AAC, written and read.

Read as HLS segments and our own loopback carry it: other streams in it are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from houdun.errors import InputError
from houdun.language import Bilingual
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.media.wire import aac, h264
from houdun.media.wire.stamps import Unwrap

SIZE, SYNC = 188, 0x47
PROGRAMMES, MAP = 0, 0x1000
PIDS = {Kind.VIDEO: 0x100, Kind.AUDIO: 0x101}
STREAM_TYPES = {Codec.H264: 0x1B, Codec.AAC: 0x0F}
CODECS = {number: codec for codec, number in STREAM_TYPES.items()}
HERTZ = 90_000
TIME_BASE = Fraction(1, HERTZ)
PATIENCE_BYTES = 1 << 20
"""So many bytes without a packet in them are no transport stream."""
LARGEST_UNIT = 1 << 24


def carried(tracks: Sequence[Track]) -> bool:
    """Can we write these tracks?"""
    return bool(tracks) and all(track.codec in STREAM_TYPES for track in tracks)


def crc32(data: bytes) -> int:
    """The CRC of annex A: polynomial 0x04C11DB7, not reflected."""
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


class Writer:
    """A stream as transport packets. `head()` may be sent again before any packet, so that readers can begin there."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        self._tracks = {track.kind: track for track in tracks}
        self._counters = dict.fromkeys((PROGRAMMES, MAP, *PIDS.values()), 0)
        self._tables = self._sections()
        video = self._tracks.get(Kind.VIDEO)
        self._sets = h264.parameter_sets(video.extradata) if video else []
        audio = self._tracks.get(Kind.AUDIO)
        self._sound = (aac.read_configuration(audio.extradata) if audio else None) or aac.Sound(2, 48_000, 2)

    def _sections(self) -> tuple[bytes, bytes]:
        clock = PIDS[Kind.VIDEO if Kind.VIDEO in self._tracks else Kind.AUDIO]
        streams = b"".join(
            bytes((STREAM_TYPES[track.codec],)) + (0xE000 | PIDS[kind]).to_bytes(2) + b"\xf0\x00"
            for kind, track in self._tracks.items()
        )
        programmes = section(0, b"\x00\x01" + (0xE000 | MAP).to_bytes(2))
        return programmes, section(2, (0xE000 | clock).to_bytes(2) + b"\xf0\x00" + streams)

    def head(self) -> bytes:
        """The programme's tables."""
        return b"".join(self._packets(pid, b"\x00" + table) for pid, table in zip((PROGRAMMES, MAP), self._tables, strict=True))

    def packet(self, packet: Packet) -> bytes:
        tick = self._tracks[packet.kind].time_base
        pts, dts = round(packet.pts * tick * HERTZ), round(packet.dts * tick * HERTZ)
        if packet.kind is Kind.AUDIO:
            data = aac.adts(self._sound, len(packet.data)) + packet.data
            return self._packets(PIDS[Kind.AUDIO], pes(0xC0, pts, pts, data), clock=None if Kind.VIDEO in self._tracks else dts)
        return self._packets(PIDS[Kind.VIDEO], pes(0xE0, pts, dts, self._access_unit(packet)), clock=dts)

    def _access_unit(self, packet: Packet) -> bytes:
        """With a delimiter, and once, at the first key frame, with the parameter sets of the track: later ones are the encoder's matter."""
        units = h264.nal_units(packet.data)
        sets = self._sets if packet.key and not any(h264.kind_of(unit) == h264.SPS for unit in units) else []
        if packet.key:
            self._sets = []
        return h264.annex_b([bytes((h264.AUD, 0xF0)), *sets, *(unit for unit in units if h264.kind_of(unit) != h264.AUD)])

    def _packets(self, pid: int, data: bytes, clock: int | None = None) -> bytes:
        parts, at = [], 0
        while at < len(data):
            reference = b"" if clock is None or at else b"\x10" + ((clock % (1 << 33)) << 15 | 0x7E00).to_bytes(6)
            filling = adaptation(reference, SIZE - 4 - (len(data) - at))
            piece = data[at : at + SIZE - 4 - len(filling)]
            control = (0x30 if filling else 0x10) | self._counters[pid]
            parts.append(bytes((SYNC, (0 if at else 0x40) | pid >> 8, pid & 255, control)) + filling + piece)
            self._counters[pid] = self._counters[pid] + 1 & 15
            at += len(piece)
        return b"".join(parts)


def adaptation(content: bytes, least: int) -> bytes:
    """An adaptation field around `content` (flags, clock reference), stuffed to `least` bytes; nothing where neither is asked for."""
    size = max(least, len(content) + 1 if content else 0)
    if size <= 1:
        return b"\x00" * max(size, 0)
    return bytes((size - 1,)) + (content or b"\x00").ljust(size - 1, b"\xff")


def section(table: int, body: bytes) -> bytes:
    """A programme table of one section, version 0."""
    head = bytes((table,)) + (0xB000 | len(body) + 9).to_bytes(2) + b"\x00\x01\xc1\x00\x00"
    return head + body + crc32(head + body).to_bytes(4)


def pes(stream: int, pts: int, dts: int, data: bytes) -> bytes:
    """A packetised elementary stream packet with one access unit; stamps at 90 kHz, modulo 2³³."""
    stamps = _stamp(2, pts) if pts == dts else _stamp(3, pts) + _stamp(1, dts)
    size = len(data) + 3 + len(stamps)
    head = b"\x00\x00\x01" + bytes((stream,)) + (size if size < 1 << 16 else 0).to_bytes(2)
    return head + bytes((0x84, 0x80 if pts == dts else 0xC0, len(stamps))) + stamps + data


def _stamp(prefix: int, value: int) -> bytes:
    high, middle, low = value >> 30 & 7, value >> 15 & 0x7FFF, value & 0x7FFF
    return (prefix << 36 | high << 33 | 1 << 32 | middle << 17 | 1 << 16 | low << 1 | 1).to_bytes(5)


def _read_stamp(data: bytes) -> int:
    bits = int.from_bytes(data[:5])
    return (bits >> 33 & 7) << 30 | (bits >> 17 & 0x7FFF) << 15 | bits >> 1 & 0x7FFF


class Reader:
    """Transport packets, in pieces of any size, become tracks and packets. Damage is passed over until the next sync byte.

    Raises InputError after a mebibyte in which there was nothing.
    """

    def __init__(self) -> None:
        self._rest = bytearray()
        self._map = -1
        self._codecs: dict[int, Codec] = {}
        self._units: dict[int, bytearray] = {}
        self._unwrap = Unwrap(33)
        self._sound: aac.Sound | None = None
        self._barren = 0

    def feed(self, data: bytes) -> Iterator[Track | Packet]:
        self._rest += data
        self._barren += len(data)
        at = 0
        while len(self._rest) - at >= SIZE:
            if self._rest[at] != SYNC:
                at = self._next_sync(at + 1)
                continue
            for item in self._transport(self._rest[at : at + SIZE]):
                self._barren = 0
                yield item
            at += SIZE
        del self._rest[:at]
        if self._barren > PATIENCE_BYTES:
            raise _no_ts()

    def flush(self) -> Iterator[Track | Packet]:
        """What the last, unfinished units hold: call it at the end of the bytes."""
        self._rest.clear()
        for pid in list(self._units):
            yield from self._unit(pid)

    def _next_sync(self, at: int) -> int:
        while (at := self._rest.find(SYNC, at)) >= 0:
            if at + SIZE >= len(self._rest) or self._rest[at + SIZE] == SYNC:
                return at
            at += 1
        return len(self._rest)

    def _transport(self, packet: bytearray) -> Iterator[Track | Packet]:
        pid = (packet[1] & 31) << 8 | packet[2]
        begins, control = packet[1] & 0x40, packet[3] >> 4 & 3
        begin = 4 + (packet[4] + 1 if control & 2 else 0)
        if not control & 1 or begin >= SIZE:
            return
        if pid in self._codecs:
            yield from self._elementary(pid, bool(begins), packet, begin)
        elif begins and pid in (PROGRAMMES, self._map):
            yield from self._table(pid, bytes(packet[begin + 1 + packet[begin] :]))

    def _table(self, pid: int, data: bytes) -> Iterator[Track | Packet]:
        end = 3 + (int.from_bytes(data[1:3]) & 0xFFF) - 4
        if len(data) < 12 or end > len(data):
            return
        if pid == PROGRAMMES:
            self._map = int.from_bytes(data[10:12]) & 0x1FFF
            return
        at = 12 + (int.from_bytes(data[10:12]) & 0xFFF)
        while at + 5 <= end:
            codec, stream = CODECS.get(data[at]), int.from_bytes(data[at + 1 : at + 3]) & 0x1FFF
            at += 5 + (int.from_bytes(data[at + 3 : at + 5]) & 0xFFF)
            if codec is not None and self._codecs.get(stream) is not codec:
                self._codecs[stream] = codec
                if codec is Codec.H264:
                    yield Track(kind=Kind.VIDEO, codec=codec, time_base=TIME_BASE)

    def _elementary(self, pid: int, begins: bool, packet: bytearray, begin: int) -> Iterator[Track | Packet]:
        if begins:
            yield from self._unit(pid)
            self._units[pid] = packet[begin:]
        elif pid in self._units:
            self._units[pid] += packet[begin:]
        else:
            return
        unit = self._units[pid]
        size = unit[4] << 8 | unit[5] if len(unit) > 6 else 0
        if (size and len(unit) >= size + 6) or len(unit) > LARGEST_UNIT:
            yield from self._unit(pid)

    def _unit(self, pid: int) -> Iterator[Track | Packet]:
        unit = bytes(self._units.pop(pid, b""))
        if len(unit) < 14 or unit[:3] != b"\x00\x00\x01" or not unit[7] & 0x80:
            return
        pts = self._unwrap(_read_stamp(unit[9:14]))
        dts = self._unwrap(_read_stamp(unit[14:19])) if unit[7] & 0x40 and len(unit) > 19 else pts
        size = int.from_bytes(unit[4:6])
        data = unit[9 + unit[8] : size + 6 if size else None]
        if self._codecs[pid] is Codec.H264:
            key = any(h264.kind_of(each) == h264.SLICE_IDR for each in h264.nal_units(data))
            yield Packet(kind=Kind.VIDEO, data=data, pts=pts, dts=dts, duration=0, key=key, at=dts / HERTZ)
        else:
            yield from self._sounds(pts, data)

    def _sounds(self, pts: int, data: bytes) -> Iterator[Track | Packet]:
        for number, (sound, frame) in enumerate(aac.read_adts(data)):
            if sound != self._sound:
                self._sound = sound
                yield Track(
                    kind=Kind.AUDIO,
                    codec=Codec.AAC,
                    time_base=TIME_BASE,
                    extradata=sound.configuration(),
                    sample_rate=sound.rate,
                    channels=sound.channels,
                )
            duration = aac.FRAME * HERTZ / sound.rate
            stamp = pts + round(number * duration)
            yield Packet(kind=Kind.AUDIO, data=frame, pts=stamp, dts=stamp, duration=round(duration), key=True, at=stamp / HERTZ)


def _no_ts() -> InputError:
    return InputError(
        Bilingual("收到的字节不是 MPEG-TS", "what came is not an MPEG transport stream"),
        Bilingual("请核对地址和协议是否匹配", "check that the address is one of an MPEG-TS stream"),
    )
