"""HLS playlists (RFC 8216), as far as a player of live streams needs them."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from houdun.errors import InputError
from houdun.language import Bilingual

ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"]*"|[^",]*)')
SHORTEST_TARGET, LONGEST_TARGET = 0.1, 60.0
"""A shorter or longer target duration is taken for these: nobody asks more often, nobody waits for longer."""
MOST_SEGMENTS = 10_000


@dataclass(frozen=True, slots=True)
class Segment:
    """`number` is its media sequence number; `map` the address of its initialisation section, or ""."""

    number: int
    url: str = field(repr=False)
    duration: float
    map: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Playlist:
    """`variants` are (bandwidth, address) of a master playlist, which has no segments. `target` in seconds."""

    media_sequence: int
    target: float
    ended: bool
    segments: tuple[Segment, ...]
    variants: tuple[tuple[int, str], ...]


def read(text: str, base: str) -> Playlist:
    """Addresses are resolved against `base`. Raises InputError for what is no playlist, or needs what we cannot (encryption, byte ranges)."""
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if not lines or not lines[0].startswith("#EXTM3U"):
        raise _error("不是 HLS 播放列表", "this is no HLS playlist")
    reading = _Reading(base)
    for line in lines[1:]:
        reading.line(line)
    return Playlist(reading.sequence, reading.target, reading.ended, tuple(reading.segments), tuple(reading.variants))


class _Reading:
    def __init__(self, base: str) -> None:
        self._base, self._map = base, ""
        self._duration = 0.0
        self._bandwidth: int | None = None
        self.sequence, self.target, self.ended = 0, 2.0, False
        self.segments: list[Segment] = []
        self.variants: list[tuple[int, str]] = []

    def line(self, line: str) -> None:
        tag, _, value = line.partition(":")
        if not line.startswith("#"):
            self._address(line)
        elif tag == "#EXT-X-MEDIA-SEQUENCE":
            self.sequence = int(_number(value))
        elif tag == "#EXT-X-TARGETDURATION":
            self.target = min(max(_number(value), SHORTEST_TARGET), LONGEST_TARGET)
        elif tag == "#EXTINF":
            self._duration = _number(value.partition(",")[0])
        elif tag == "#EXT-X-STREAM-INF":
            self._bandwidth = int(_number(_attributes(value).get("BANDWIDTH", "0")))
        elif tag == "#EXT-X-ENDLIST":
            self.ended = True
        elif tag == "#EXT-X-MAP":
            self._map = self._absolute(_attributes(value).get("URI", ""))
        elif tag == "#EXT-X-KEY" and _attributes(value).get("METHOD") != "NONE":
            raise _error("分片是加密的，无法分析", "its segments are encrypted: they cannot be analysed")
        elif tag == "#EXT-X-BYTERANGE":
            raise _error("暂不支持按字节范围切片的 HLS", "HLS by byte ranges is not supported")

    def _address(self, line: str) -> None:
        url = self._absolute(line)
        if self._bandwidth is not None:
            self.variants.append((self._bandwidth, url))
            self._bandwidth = None
        elif len(self.segments) < MOST_SEGMENTS:
            self.segments.append(Segment(self.sequence + len(self.segments), url, self._duration, self._map))

    def _absolute(self, address: str) -> str:
        with contextlib.suppress(ValueError):
            return urljoin(self._base, address)
        raise _error("播放列表里的地址不成立", "an address in the playlist makes no sense")


def _attributes(text: str) -> dict[str, str]:
    return {name: value.strip('"') for name, value in ATTRIBUTE.findall(text)}


def _number(text: str) -> float:
    """A number of 0 or more; 0 for anything else."""
    with contextlib.suppress(ValueError):
        value = float(text.strip()[:20])
        return value if 0 <= value < 1e15 else 0.0
    return 0.0


def _error(zh: str, en: str) -> InputError:
    return InputError(Bilingual(zh, en), Bilingual("请换一个播放地址", "give another address to play"))
