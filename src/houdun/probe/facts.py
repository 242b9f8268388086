"""What a stream is made of, as far as it has said: codecs, sizes, and of H.264 the sequence parameter set."""

from __future__ import annotations

from dataclasses import dataclass, replace

from houdun.media.events import Event, PacketSeen, TrackSeen
from houdun.media.track import Codec, Kind
from houdun.media.wire import h264
from houdun.probe import sps
from houdun.probe.sps import Sps


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFacts:
    """Empty or 0 is unknown, or not there. `full_range` is what the decoder took the samples for."""

    video_codec: str = ""
    width: int = 0
    height: int = 0
    full_range: bool | None = None
    sps: Sps | None = None
    configured: bool = False
    """The parameter sets travel beside the packets, in a configuration record."""
    audio_codec: str = ""
    sample_rate: int = 0
    channels: int = 0


class Facts:
    """Keeps `now` up to date. The same object stays as long as nothing changes."""

    def __init__(self) -> None:
        self.now = StreamFacts()
        self._unit = b""

    def see(self, event: Event) -> None:
        """Takes the next event; only tracks and key packets say anything."""
        if isinstance(event, TrackSeen):
            self._track(event)
        elif (
            isinstance(event, PacketSeen) and event.key and event.kind is Kind.VIDEO and self.now.video_codec in ("", Codec.H264)
        ):
            self._sets(h264.nal_units(bytes(event.data)))

    def _track(self, track: TrackSeen) -> None:
        if track.kind is Kind.AUDIO:
            heard = replace(self.now, audio_codec=str(track.codec), sample_rate=track.rate, channels=track.channels)
            self.now = self.now if heard == self.now else heard
            return
        is_h264 = track.codec == Codec.H264
        seen = replace(
            self.now,
            video_codec=str(track.codec),
            width=track.width,
            height=track.height,
            full_range=track.full_range,
            configured=is_h264 and h264.is_configuration(track.extradata),
            sps=self.now.sps if is_h264 else None,
        )
        self.now = self.now if seen == self.now else seen
        if is_h264:
            self._sets(h264.parameter_sets(track.extradata))

    def _sets(self, units: list[bytes]) -> None:
        for unit in units:
            if unit and h264.kind_of(unit) == h264.SPS and unit != self._unit:
                self._unit = unit
                if (found := sps.parse(unit)) is not None:
                    self.now = replace(self.now, sps=found)
