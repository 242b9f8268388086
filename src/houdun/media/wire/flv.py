"""FLV (Adobe's Video File Format specification 10.1, annex E): the tags that RTMP and HTTP-FLV carry, written and read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from houdun.errors import InputError
from houdun.language import Bilingual
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.media.wire import aac, h264
from houdun.media.wire.stamps import Unwrap

AUDIO, VIDEO, SCRIPT = 8, 9, 18
CODECS = {Codec.H264: 7, Codec.AAC: 10}
TIME_BASE = Fraction(1, 1000)
HEADER = b"FLV\x01%c\x00\x00\x00\x09\x00\x00\x00\x00"
LARGEST_TAG = 1 << 24


def configuration_of(track: Track) -> bytes:
    """The sequence header that goes before a track's first packet: FLV's own one or two bytes and the decoder's configuration."""
    if track.kind is Kind.AUDIO:
        return b"\xaf\x00" + track.extradata
    record = (
        track.extradata if h264.is_configuration(track.extradata) else h264.configuration(h264.parameter_sets(track.extradata))
    )
    return b"\x17\x00\x00\x00\x00" + record


def payload_of(packet: Packet, tick: Fraction) -> tuple[int, bytes]:
    """A packet's stamp (milliseconds, not below 0) and tag payload. `tick` is the track's time base."""
    dts = max(0, round(packet.dts * tick * 1000))
    if packet.kind is Kind.AUDIO:
        return dts, b"\xaf\x01" + packet.data
    shift = round(packet.pts * tick * 1000) - dts
    head = (b"\x17\x01" if packet.key else b"\x27\x01") + (shift & 0xFFFFFF).to_bytes(3)
    return dts, head + h264.length_prefixed(packet.data)


def carried(tracks: Sequence[Track]) -> bool:
    """Can FLV carry these tracks?"""
    return bool(tracks) and all(track.codec in CODECS for track in tracks)


def tag(kind: int, stamp: int, payload: bytes) -> bytes:
    """A tag with its closing size. `stamp` in milliseconds, modulo 2³²."""
    low, high = stamp & 0xFFFFFF, stamp >> 24 & 0xFF
    head = bytes((kind,)) + len(payload).to_bytes(3) + low.to_bytes(3) + bytes((high, 0, 0, 0))
    return head + payload + (len(payload) + 11).to_bytes(4)


class Writer:
    """A stream as FLV bytes."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        self._tracks = {track.kind: track for track in tracks}

    def head(self) -> bytes:
        flags = (4 if Kind.AUDIO in self._tracks else 0) | (1 if Kind.VIDEO in self._tracks else 0)
        return HEADER % flags + b"".join(tag(TAGS[kind], 0, configuration_of(track)) for kind, track in self._tracks.items())

    def packet(self, packet: Packet) -> bytes:
        stamp, payload = payload_of(packet, self._tracks[packet.kind].time_base)
        return tag(TAGS[packet.kind], stamp, payload)


TAGS = {Kind.AUDIO: AUDIO, Kind.VIDEO: VIDEO}


class Tags:
    """Tag payloads become tracks (at every sequence header) and packets. Tags of other kinds and codecs are passed over."""

    def __init__(self) -> None:
        self._unwrap = Unwrap(32)
        self._aac = b""

    def read(self, kind: int, stamp: int, payload: bytes) -> Track | Packet | None:
        if kind == VIDEO and len(payload) > 5 and payload[0] & 15 == CODECS[Codec.H264]:
            return self._video(stamp, payload)
        if kind == AUDIO and len(payload) > 2 and payload[0] >> 4 == CODECS[Codec.AAC]:
            return self._audio(stamp, payload)
        return None

    def _video(self, stamp: int, payload: bytes) -> Track | Packet | None:
        if payload[1] == 0:
            return Track(kind=Kind.VIDEO, codec=Codec.H264, time_base=TIME_BASE, extradata=payload[5:])
        if payload[1] != 1:
            return None
        dts = self._unwrap(stamp)
        shift = (int.from_bytes(payload[2:5]) ^ 0x800000) - 0x800000
        key = payload[0] >> 4 == 1
        return Packet(kind=Kind.VIDEO, data=payload[5:], pts=dts + shift, dts=dts, duration=0, key=key, at=dts / 1000)

    def _audio(self, stamp: int, payload: bytes) -> Track | Packet | None:
        if payload[1] == 0:
            sound = aac.read_configuration(payload[2:]) or aac.Sound(2, 0, 0)
            return Track(
                kind=Kind.AUDIO,
                codec=Codec.AAC,
                time_base=TIME_BASE,
                extradata=payload[2:],
                sample_rate=sound.rate,
                channels=sound.channels,
            )
        pts = self._unwrap(stamp)
        return Packet(kind=Kind.AUDIO, data=payload[2:], pts=pts, dts=pts, duration=0, key=True, at=pts / 1000)


class Reader:
    """FLV bytes, in pieces of any size, become tracks and packets. Raises InputError for bytes that are no FLV."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._tags = Tags()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[Track | Packet]:
        self._rest += data
        if not self._begun and not self._begin():
            return
        at = 0
        while at + 11 <= len(self._rest):
            kind, size = self._rest[at], int.from_bytes(self._rest[at + 1 : at + 4])
            if kind & 0xC0 or any(self._rest[at + 8 : at + 11]):
                raise _no_flv()
            if at + 15 + size > len(self._rest):
                break
            stamp = int.from_bytes(self._rest[at + 4 : at + 7]) | self._rest[at + 7] << 24
            item = self._tags.read(kind & 31, stamp, bytes(self._rest[at + 11 : at + 11 + size]))
            at += 15 + size
            if item is not None:
                yield item
        del self._rest[:at]

    def _begin(self) -> bool:
        head = bytes(self._rest[:9])
        if not b"FLV\x01".startswith(head[:4]):
            raise _no_flv()
        length = int.from_bytes(head[5:9]) if len(head) == 9 else 0
        if len(self._rest) < 13 or len(self._rest) < length + 4:
            return False
        if length < 9 or length > 1024:
            raise _no_flv()
        del self._rest[: length + 4]
        self._begun = True
        return True


def _no_flv() -> InputError:
    return InputError(
        Bilingual("收到的字节不是 FLV", "what came is not FLV"),
        Bilingual("请核对地址和协议是否匹配", "check that the address is one of an FLV stream"),
    )
