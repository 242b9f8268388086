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
from houdun.media.track import Kind
from houdun.probe.reading import packets
from houdun.probe.reading.pictures import PictureReader
from houdun.probe.reading.sounds import SoundReader
from houdun.probe.reading.stamps import Stamps
from houdun.probe.window import Window

Seen = TypeVar("Seen")


class Reader:
    """Reads one stream, whatever comes: tracks that are missing or change, stamps that are nan, bytes that are garbage."""

    def __init__(self) -> None:
        self._pictures, self._sounds, self._stamps = PictureReader(), SoundReader(), Stamps()
        self._packets: list[PacketSeen] = []
        self._blocks: list[AudioSeen] = []
        self._tracks: list[TrackSeen] = []
        self._rtc: list[RtcStats] = []
        self._reports: list[SenderReport] = []
        self._http: list[HttpSeen] = []
        self._troubles: list[TroubleSeen] = []
        # Any: that each taker fits its type of event is plain from the table, and beyond mypy.
        self._takers: dict[type[Event], Callable[[Any], None]] = {
            PacketSeen: self._packets.append,
            VideoSeen: self._pictures.take,
            AudioSeen: self._blocks.append,
            TrackSeen: self._tracks.append,
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
        sent = _emptied(self._packets)
        video = [packet for packet in sent if packet.kind is Kind.VIDEO]
        self._stamps.take(video)
        sounds, marks = self._sounds.read(_emptied(self._blocks))
        return Window(
            start=start,
            end=end,
            pictures=self._pictures.cut(self._stamps),
            sounds=sounds,
            marks=marks,
            video=packets.read(video, pictures=True),
            audio=packets.read([packet for packet in sent if packet.kind is Kind.AUDIO], pictures=False),
            tracks=_emptied(self._tracks),
            rtc=_emptied(self._rtc),
            reports=_emptied(self._reports),
            http=_emptied(self._http),
            troubles=_emptied(self._troubles),
        )


def _emptied(seen: list[Seen]) -> list[Seen]:
    taken = seen[:]
    seen.clear()
    return taken
