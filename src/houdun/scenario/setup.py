"""How the customer's streaming software is set: what an encoder's settings page would show, and what a remedy changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Self

from houdun.errors import UsageError
from houdun.facts.fault import Value
from houdun.language import Bilingual
from houdun.media.track import Codec


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Defaults are those of a sound set-up. A fault that is a wrong setting changes one; a remedy sets it right."""

    video_source: str = "camera"
    """Where pictures come from: "camera" plugged in directly, "camera_on_hub", or "second_gpu", which captures a screen that is not there."""
    compositor: str = "gpu"
    """What puts the picture together: "gpu" or "software"."""
    width: int = 1280
    height: int = 720
    fps: int = 30
    video_codec: Codec = Codec.H264
    video_kbps: int = 500
    gop_s: float = 2.0
    bframes: int = 0
    frame_skip: bool = False
    """The rate control may leave out pictures."""
    preset: str = "veryfast"
    range_tag: str = "as_sent"
    """Whether the range tag tells what the samples are: "as_sent", or "wrong"."""
    repeat_parameter_sets: bool = True
    """SPS and PPS in front of every key frame."""
    answers_key_requests: bool = True
    """A key frame follows a PLI."""
    pacer: str = "immediate"
    """When video packets leave: "immediate" as they are made, or "smoothed" through a queue that sound does not pass."""
    stamps: str = "shared"
    """What both tracks' stamps count from: one "shared" moment, or each track's own ("per_track")."""
    audio_codec: Codec = Codec.AAC
    audio_kbps: int = 64
    sample_rate: int = 48_000
    """What the sound is labelled with."""
    device_rate: int = 48_000
    """What the sound card really gives."""
    channels: int = 2
    audio_delay_ms: float = 0.0
    """Added to the sound's stamps: a compensation, or a mistake."""
    priming_counted: int = 1
    """How many times the sound's stamps allow for the encoder's delay."""
    audio_source: str = "microphone"
    """The "microphone" directly, through a "processing_chain" of effects, or what the "system_default" is today."""
    audio_clock: str = "system"
    """What times the sound: "system" (resampled to the computer's clock), or the sound "device" alone."""
    polarity: str = "normal"
    """Of the stereo input: "normal", or "inverted" in one channel."""
    clock_source: str = "ntp"
    """What sets the computer's clock: "ntp" or "manual"."""
    access: str = "wired"
    """How the publisher is on the network: "wired" or "wifi"."""
    transport: str = "default"
    uplink_kbps: float = 0.0
    """A cap that the customer has put on the uplink; 0 for none."""
    token: str = "own"
    """Which credential is used: "own", or the wrong one's name."""
    playback: str = "edge"
    """Which address viewers are given: the CDN's "edge", or the "origin"."""
    player_buffer: str = "bounded"
    """Whether the player catches up when its buffer has grown: "bounded", or "unbounded"."""

    def changed(self, change: Mapping[str, Value]) -> Self:
        """With some settings changed. Raises UsageError for a setting that there is not."""
        known = {field.name for field in fields(self)}
        for name in change:
            if name not in known:
                raise UsageError(
                    Bilingual(f"没有名为 {name} 的推流设置", f"no setting is called {name}"),
                    Bilingual(f"可用：{'、'.join(sorted(known))}", f"there are: {', '.join(sorted(known))}"),
                )
        return replace(self, **change)  # type: ignore[arg-type]  # mypy cannot check names that are data
