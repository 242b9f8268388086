"""Recorded files. Playing: arrivals go by the file's own stamps, as fast as it decodes, or with `?pace=own` at its own speed.

Publishing writes a file: `.flv` and `.ts` exactly as a network would get it, whatever the stamps.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from houdun import clock
from houdun.errors import OutsideError, UsageError
from houdun.language import Bilingual
from houdun.media.endpoints.container import Decoding, recorded
from houdun.media.endpoints.live import ended
from houdun.media.endpoints.port import Patience, Player, Publisher, Sent
from houdun.media.events import Event
from houdun.media.track import Packet, Track
from houdun.media.wire import flv, mpegts

schemes = ("file",)
WRITERS = {".flv": flv, ".ts": mpegts}


def publish(url: str, tracks: Sequence[Track], patience: Patience) -> Publisher:
    return FilePublisher(_path(url), tracks)


def play(url: str, patience: Patience, *, loop_filter: bool = False) -> Player:
    own = parse_qs(urlsplit(url).query).get("pace") == ["own"]
    return FilePlayer(_path(url), own_pace=own, loop_filter=loop_filter)


def _path(url: str) -> Path:
    parts = urlsplit(url)
    return Path(unquote(parts.netloc + parts.path) if parts.scheme == "file" else url)


class FilePlayer:
    """Plays a file from its first packet to its last. Raises InputError, before the first event, for what cannot be read."""

    def __init__(self, path: Path, *, own_pace: bool = False, loop_filter: bool = False) -> None:
        self._path, self._own_pace, self._loop_filter = path, own_pace, loop_filter
        self._stopped = threading.Event()

    def stop(self) -> None:
        self._stopped.set()

    def __iter__(self) -> Iterator[Event]:
        self._stopped.clear()
        decoding = Decoding(loop_filter=self._loop_filter)
        start = arrival = clock.seconds()
        for item in recorded(self._path):
            if isinstance(item, Packet):
                arrival = max(arrival, start + item.at)
                if self._own_pace:
                    self._stopped.wait(max(0.0, arrival - clock.seconds()))
            if self._stopped.is_set():
                return
            yield from decoding.feed(item, arrival)
        yield from decoding.flush(arrival)
        yield from ended(EOFError(), arrival)


class FilePublisher:
    """Writes a file. Raises UsageError for an ending, or codecs, that it cannot write."""

    def __init__(self, path: Path, tracks: Sequence[Track]) -> None:
        self._path = path
        framing = WRITERS.get(path.suffix.lower())
        if framing is None or not framing.carried(tracks):
            raise UsageError(
                Bilingual(
                    "只能写 .flv 和 .ts 文件，编码须为 H.264 和 AAC", "only .flv and .ts files can be written, of H.264 and AAC"
                ),
                Bilingual("请更换文件后缀或编码", "change the file's ending or the codecs"),
                where=str(path),
            )
        self._writer = framing.Writer(tracks)
        self._packets = self._bytes = 0

    def __enter__(self) -> Self:
        try:
            self._file = self._path.open("wb")
            self._file.write(self._writer.head())
        except OSError as error:
            raise self._failed(error) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self._file.close()
        except OSError as failed:
            if error is None:
                raise self._failed(failed) from failed

    def send(self, packet: Packet) -> None:
        try:
            self._bytes += self._file.write(self._writer.packet(packet))
        except OSError as error:
            raise self._failed(error) from error
        self._packets += 1

    def sent(self) -> Sent:
        return Sent(self._packets, self._bytes, queued=0)

    def _failed(self, error: OSError) -> OutsideError:
        return OutsideError(
            Bilingual(f"文件写不进去（{error.strerror}）", f"the file cannot be written ({error.strerror})"),
            Bilingual("请检查目录、权限和剩余空间", "check the folder, its rights and the room that is left"),
            where=str(self._path),
        )
