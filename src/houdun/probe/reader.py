"""Where events become arrays: the only place of the probe that touches pixels and samples, and the one whose cost counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from houdun.media.events import (
    AudioSeen,
    Event,
    HttpSeen,
    PacketSeen,
    RtcStats,
    SenderReport,
    TrackSeen,
    TroubleSeen,
    VideoSeen,
)
from houdun.media.track import Codec, Kind
from houdun.probe.reading.packets import PacketReader
from houdun.probe.reading.pictures import PictureReader
from houdun.probe.reading.sounds import SoundReader
from houdun.probe.reading.stamps import Stamps
from houdun.probe.window import Window

Seen = TypeVar("Seen")


class Reader:
    """Reads one stream, whatever comes: tracks that are missing or change, stamps that are nan, bytes that are garbage."""

    def __init__(self) -> None:
        self._pictures, self._sounds = PictureReader(), SoundReader()
        self._packets = {kind: PacketReader() for kind in Kind}
        self._stamps = Stamps()
        self._h264 = True
        """Until a track says otherwise: packets come before the first word of their track."""
        self._tracks: list[TrackSeen] = []
        self._rtc: list[RtcStats] = []
        self._reports: list[SenderReport] = []
        self._http: list[HttpSeen] = []
        self._troubles: list[TroubleSeen] = []
        # One look-up by type costs less than a row of isinstance; that each taker fits its type is plain from the table.
        self._takers: dict[type[Event], Callable[[Any], None]] = {
            PacketSeen: self._packet,
            VideoSeen: self._pictures.take,
            AudioSeen: self._sounds.take,
            TrackSeen: self._track,
            RtcStats: self._rtc.append,
            SenderReport: self._reports.append,
            HttpSeen: self._http.append,
            TroubleSeen: self._troubles.append,
        }

    def feed(self, event: Event) -> None:
        """Takes the next event, in the order of arrival."""
        self._takers[type(event)](event)

    def window(self, start: float, end: float) -> Window:
        """Everything fed since the last window, as the second [start, end): cut it before feeding what arrived at `end` or later.

        A mark is given in the window in which its last sample was fed; its arrival, that of its first one, may be earlier.
        """
        sounds, marks = self._sounds.cut()
        return Window(
            start=start,
            end=end,
            pictures=self._pictures.cut(self._stamps),
            sounds=sounds,
            marks=marks,
            video=self._packets[Kind.VIDEO].cut(),
            audio=self._packets[Kind.AUDIO].cut(),
            tracks=_emptied(self._tracks),
            rtc=_emptied(self._rtc),
            reports=_emptied(self._reports),
            http=_emptied(self._http),
            troubles=_emptied(self._troubles),
        )

    def _packet(self, event: PacketSeen) -> None:
        h264 = self._h264 and event.kind is Kind.VIDEO
        if h264:
            self._stamps.take(event.pts, event.data)
        self._packets[event.kind].take(event, h264)

    def _track(self, event: TrackSeen) -> None:
        self._tracks.append(event)
        if event.kind is Kind.VIDEO:
            self._h264 = event.codec == Codec.H264


def _emptied(seen: list[Seen]) -> list[Seen]:
    taken = seen[:]
    seen.clear()
    return taken
