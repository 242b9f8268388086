"""What each kind of evidence holds. The customer's side has it and gives it when asked; it says what was, never why.

Times are Unix seconds unless said otherwise. A part that nobody has is None.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherLine:
    """A second of the publisher's log. `encode_ms`: longest time from a capture to its end of encoding; `backlog_ms`: how long what is handed to the network waits there."""

    at: float
    pictures: int
    """Encoded pictures that left."""
    kbps: float
    encode_ms: float
    backlog_ms: float
    key_frames: int
    key_requests: int
    """That came back from players in this second."""
    clock_off_s: float
    """By how much the host's clock is ahead, as its time service says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderSettings:
    """What the settings page of the streaming software shows."""

    fps: int
    video_kbps: int
    gop_s: float
    bframes: int
    preset: str
    frame_skip: bool
    range_tag: str
    repeat_parameter_sets: bool
    answers_key_requests: bool
    pacer: str
    stamps: str
    sample_rate: int
    audio_delay_ms: float
    priming_counted: int
    audio_clock: str
    clock_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceList:
    """What is plugged in and chosen, with the nominal rate of the sound card in Hz."""

    video_source: str
    compositor: str
    audio_source: str
    audio_rate: int
    polarity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedPacket:
    """A packet as it left the publisher, at `at` seconds since the stream's start; stamps in seconds."""

    kind: str
    at: float
    pts: float
    dts: float
    size: int
    key: bool
    parameter_sets: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Playlist:
    """An answer to a player that asked for the playlist: `sequence` is the number of its newest segment, `age_s` as its Age header says."""

    at: float
    sequence: int
    age_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerLog:
    """`buffered_ms`: (when, how long a picture waited in the player's buffer), a pair a second."""

    buffered_ms: tuple[tuple[float, float], ...]
    playlists: tuple[Playlist, ...]
    broken: int
    """Times that something could not be decoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedTime:
    """An RTCP sender report: NTP time of an RTP stamp, both in seconds. `behind` the server, or before it."""

    kind: str
    behind: bool
    ntp: float
    rtp: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerReply:
    status: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkTest:
    """Between the publisher and the ingest, apart from the stream. Loss is a share; `rate_kbps` what went through of what was sent at `sent_kbps`."""

    loss: float
    longest_loss: int
    """Datagrams lost in a row at most."""
    rate_kbps: float
    sent_kbps: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """By kind, named as in `facts.fault.Evidence`. What the stream is made of (`stream_facts`) any probe reads for itself."""

    publisher_log: tuple[PublisherLine, ...] | None = None
    encoder_settings: EncoderSettings | None = None
    device_list: DeviceList | None = None
    packet_capture: tuple[CapturedPacket, ...] | None = None
    player_log: PlayerLog | None = None
    sender_reports: tuple[ReportedTime, ...] | None = None
    server_reply: ServerReply | None = None
    network_test: NetworkTest | None = None
