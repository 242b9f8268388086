"""An SFU that makes its sender reports from the packets' arrival, and video that leaves late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.media.events import AudioSeen, Event, PacketSeen, SenderReport, VideoSeen
from houdun.media.track import Kind, Packet
from houdun.scenario.fault import Fault, Moment, MomentAt, fault
from houdun.scenario.remedies import MORE_AUDIO_BITRATE, SHORTER_GOP
from houdun.scenario.setup import Setup

REPORT_S = 1.0
"""Seconds from one sender report to the next."""


@fault(
    FaultFacts(
        id="sender_reports_from_arrival",
        name=Bilingual("SFU 按到达时间生成 SR", "sender reports made from arrival"),
        layer=Layer.SERVER,
        true_cause=Bilingual(
            "SFU 不转发推流端的 RTCP 发送者报告（SR），而是拿包的到达时间自己造。推流端的平滑发送让视频晚到几百毫秒（时间戳没错），"
            "SFU 就把这段排队时间当成了采集时间，播放器照着对齐，音画就错开了",
            "The SFU does not pass on the publisher's RTCP sender reports but makes its own from the packets' arrival. "
            "The publisher's pacer lets video leave some hundred milliseconds late, with right stamps; "
            "the SFU takes that wait for capture time, and players that align by its reports part sound and picture",
        ),
        notices=Bilingual(
            "同一场直播在 WebRTC 里声音偏早，用 RTMP 拉却是对的",
            "Sound comes early in WebRTC, while the same show over RTMP is in sync",
        ),
        reveals=(Evidence.SENDER_REPORTS, Evidence.PACKET_CAPTURE),
        mistaken_for=("late_sound", "loss_bursts", "timestamp_jump", "bframes_in_webrtc"),
        injectable_at_vendor=False,
        parameters=(
            Parameter(
                "delay_ms",
                300.0,
                80.0,
                800.0,
                "ms",
                Bilingual("视频包在平滑队列里等多久", "how long video packets wait in the pacer's queue"),
            ),
        ),
        remedies=(
            Remedy(
                "immediate_pacer",
                {"pacer": "immediate"},
                cures=True,
                what=Bilingual(
                    "关掉推流端的平滑发送，编完就发（绕开 SFU 的缺陷）",
                    "switch off the publisher's pacing, so that packets leave as they are made (a way round the SFU's defect)",
                ),
            ),
            SHORTER_GOP,
            MORE_AUDIO_BITRATE,
        ),
    )
)
class SenderReportsFromArrival(Fault):
    def settings(self, setup: Setup) -> Setup:
        return replace(setup, pacer="smoothed")

    def packet(self, packet: Packet, moment: Moment) -> Iterable[Packet]:
        if packet.kind is Kind.AUDIO or moment.setup.pacer != "smoothed":
            return (packet,)
        return (replace(packet, at=packet.at + self.values["delay_ms"] / 1000),)

    def served(self, events: Iterator[Event], moment: MomentAt) -> Iterator[Event]:
        """Such an SFU: it reports that what arrives now was captured now."""
        reports: dict[Kind, SenderReport] = {}
        for event in events:
            if isinstance(event, PacketSeen):
                last = reports.get(event.kind)
                if last is None or event.arrival - last.arrival >= REPORT_S:
                    reports[event.kind] = SenderReport(event.kind, event.arrival, ntp=event.arrival, rtp=event.pts)
                    yield reports[event.kind]
            elif isinstance(event, VideoSeen | AudioSeen):
                report = reports[Kind.VIDEO if isinstance(event, VideoSeen) else Kind.AUDIO]
                event.time = report.ntp + event.pts - report.rtp
            yield event
