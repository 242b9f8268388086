"""What the customer's side could hand over of a performance, gathered while it runs: it rides along, and changes nothing.

    witness = Witness(timeline, epoch)
    for event in witness.events(player(witness.packets(performance))): …
    witness.withheld()

Nothing here names a fault or its parameters: each part is what a log, a settings page or a measurement would show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import floor, inf
from typing import Protocol

from houdun.facts.withheld import (
    CapturedPacket,
    DeviceList,
    EncoderSettings,
    NetworkTest,
    PlayerLog,
    Playlist,
    PublisherLine,
    ReportedTime,
    ServerReply,
    Withheld,
)
from houdun.media.events import Event, HttpSeen, PacketSeen, SenderReport, Trouble, TroubleSeen, VideoSeen
from houdun.media.link.model import CLEAR, Impairment, Line
from houdun.media.track import Kind, Packet, Track
from houdun.media.wire.h264 import SPS, kind_of, nal_units
from houdun.scenario.setup import Setup
from houdun.scenario.timeline import Timeline

REPORT_S = 1.0
"""Seconds between two sender reports of a track, as the publisher sends them."""
DATAGRAM, TEST_KBPS, TEST_S = 1200, 4000.0, 20.0
"""A network test sends datagrams of so many bytes at that rate for that long."""


class Performed(Protocol):
    """What is watched of a performance."""

    tracks: tuple[Track, ...]

    @property
    def encoding_s(self) -> float: ...


class Witness:
    """Of one performance; `epoch` is the wall second of stream time 0."""

    def __init__(self, performance: Performed, timeline: Timeline, epoch: float, seed: int = 0) -> None:
        self._performance, self._timeline, self._epoch, self._seed = performance, timeline, epoch, seed
        self._captured: list[CapturedPacket] = []
        self._encode_ms: dict[int, float] = defaultdict(float)
        self._backlog_ms: dict[int, float] = defaultdict(float)
        self._up = Line(reliable=True, seed=seed)
        self._requests: Counter[int] = Counter()
        self._reports: list[ReportedTime] = []
        self._sent: dict[Kind, float] = {}
        self._player = _PlayerSide()

    def packet(self, packet: Packet) -> Packet:
        """A packet that leaves now."""
        second = floor(packet.at)
        tick = next(float(track.time_base) for track in self._performance.tracks if track.kind is packet.kind)
        self._encode_ms[second] = max(self._encode_ms[second], 1000 * self._performance.encoding_s)
        self._network(packet, second)
        self._captured.append(_captured(packet, tick))
        if packet.at - self._sent.get(packet.kind, -inf) >= REPORT_S:
            self._sent[packet.kind] = packet.at
            pts = packet.pts * tick
            self._reports.append(ReportedTime(kind=packet.kind, behind=False, ntp=self._epoch + pts, rtp=pts))
        return packet

    def key_requested(self, at: float) -> None:
        """A player asked for a key frame at that stream second."""
        self._requests[floor(at)] += 1

    def events(self, events: Iterable[Event]) -> Iterator[Event]:
        """What the player makes of them."""
        for event in events:
            self._player.see(event)
            if isinstance(event, SenderReport):
                self._reports.append(ReportedTime(kind=event.kind, behind=True, ntp=event.ntp, rtp=event.rtp))
            yield event

    def withheld(self, at: float) -> Withheld:
        """All that there is to hand over; settings, devices and the network as they are at stream second `at`."""
        setup = self._timeline.setup(at)
        return Withheld(
            publisher_log=tuple(self._lines()),
            encoder_settings=_settings(setup),
            device_list=_devices(setup),
            packet_capture=tuple(self._captured),
            player_log=self._player.log(),
            sender_reports=tuple(self._reports),
            network_test=network_test(self._impairment(at), self._seed),
        )

    def _network(self, packet: Packet, second: int) -> None:
        impairment = self._impairment(packet.at)
        if impairment != self._up.impairment:
            self._up.change(impairment, packet.at)
        self._backlog_ms[second] = max(self._backlog_ms[second], 1000 * self._up.backlog(packet.at))
        self._up.carry(packet.at, len(packet.data))

    def _impairment(self, at: float) -> Impairment:
        fault, moment = self._timeline.fault, self._timeline.moment(at)
        return (fault.uplink(moment) if fault and moment else None) or CLEAR

    def _lines(self) -> Iterator[PublisherLine]:
        seconds: dict[int, list[CapturedPacket]] = defaultdict(list)
        for packet in self._captured:
            seconds[floor(packet.at)].append(packet)
        for second, packets in sorted(seconds.items()):
            pictures = [packet for packet in packets if packet.kind is Kind.VIDEO]
            yield PublisherLine(
                at=self._epoch + second + 1,
                pictures=len(pictures),
                kbps=sum(packet.size for packet in packets) * 8 / 1000,
                encode_ms=self._encode_ms[second],
                backlog_ms=self._backlog_ms[second],
                key_frames=sum(packet.key for packet in pictures),
                key_requests=self._requests[second],
                clock_off_s=self._clock_off(second),
            )

    def _clock_off(self, at: float) -> float:
        fault, moment = self._timeline.fault, self._timeline.moment(at)
        told = fault.restrip(0, 0.0, moment) if fault and moment else None
        return told[1] if told else 0.0


class _PlayerSide:
    """The player's log as it is written."""

    def __init__(self) -> None:
        self._came: dict[float, float] = {}
        self._buffered: dict[int, float] = {}
        self._playlists: list[Playlist] = []
        self._broken = 0

    def see(self, event: Event) -> None:
        if isinstance(event, PacketSeen) and event.kind is Kind.VIDEO:
            self._came[event.pts] = event.arrival
        elif isinstance(event, VideoSeen):
            waited = event.arrival - self._came.pop(event.pts, event.arrival)
            self._buffered[floor(event.arrival)] = 1000 * waited
        elif isinstance(event, HttpSeen) and event.newest_segment is not None:
            age = event.headers.get("age", "0")
            self._playlists.append(
                Playlist(at=event.arrival, sequence=event.newest_segment, age_s=float(age) if age.isdecimal() else 0.0)
            )
        elif isinstance(event, TroubleSeen):
            self._broken += event.what is Trouble.BROKEN

    def log(self) -> PlayerLog:
        buffered = tuple((float(at), waited) for at, waited in sorted(self._buffered.items()))
        return PlayerLog(buffered_ms=buffered, playlists=tuple(self._playlists), broken=self._broken)


def refusal(address: str, tampered: str) -> ServerReply | None:
    """What a server says to whoever publishes to the second address when only the first would do."""
    return None if address == tampered else ServerReply(status=403, text="publish rejected: signature does not verify")


def network_test(impairment: Impairment, seed: int) -> NetworkTest:
    """Datagrams through such a link."""
    line, spacing = Line(impairment, reliable=False, seed=seed), DATAGRAM * 8 / (TEST_KBPS * 1000)
    count = round(TEST_S / spacing)
    lost = [line.carry(number * spacing, DATAGRAM) is None for number in range(count)]
    row = longest = 0
    for each in lost:
        row = row + 1 if each else 0
        longest = max(longest, row)
    share = sum(lost) / count
    return NetworkTest(loss=share, longest_loss=longest, rate_kbps=TEST_KBPS * (1 - share), sent_kbps=TEST_KBPS)


def _captured(packet: Packet, tick: float) -> CapturedPacket:
    video_key = packet.key and packet.kind is Kind.VIDEO
    return CapturedPacket(
        kind=packet.kind,
        at=packet.at,
        pts=packet.pts * tick,
        dts=packet.dts * tick,
        size=len(packet.data),
        key=packet.key,
        parameter_sets=video_key and any(kind_of(unit) == SPS for unit in nal_units(packet.data)),
    )


def _settings(setup: Setup) -> EncoderSettings:
    return EncoderSettings(**{name: getattr(setup, name) for name in EncoderSettings.__dataclass_fields__})


def _devices(setup: Setup) -> DeviceList:
    return DeviceList(
        video_source=setup.video_source,
        compositor=setup.compositor,
        audio_source=setup.audio_source,
        audio_rate=setup.device_rate,
        polarity=setup.polarity,
    )
