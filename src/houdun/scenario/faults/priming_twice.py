"""The AAC encoder's delay is allowed for twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.media.track import Kind, Packet
from houdun.scenario.fault import Fault, Moment, fault
from houdun.scenario.remedies import MORE_AUDIO_BITRATE, SHORTER_GOP
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="priming_twice",
        name=Bilingual("编码延迟重复计算", "encoder delay counted twice"),
        layer=Layer.ENCODER,
        true_cause=Bilingual(
            "AAC 编码器开头有一段预填充样本（priming）。编码库已经在时间戳里扣过一次，封装时又算了一次，音频时间戳整体偏出一帧",
            "An AAC encoder begins with priming samples. The library has allowed for them in its stamps, and the muxer does so again: "
            "all sound is stamped a frame too late",
        ),
        notices=Bilingual("口型有一点点对不上，差得不多但一直都在", "Lips are slightly off; never by much, but always"),
        reveals=(Evidence.PACKET_CAPTURE, Evidence.ENCODER_SETTINGS),
        mistaken_for=("late_sound", "sender_reports_from_arrival", "bframes_in_webrtc"),
        injectable_at_vendor=True,
        parameters=(
            Parameter(
                "samples",
                1024.0,
                1024.0,
                2112.0,
                "samples",
                Bilingual(
                    "编码器的预填充样本数（FFmpeg 为 1024，苹果为 2112）",
                    "the encoder's priming samples (FFmpeg has 1024, Apple 2112)",
                ),
            ),
        ),
        remedies=(
            Remedy(
                "count_priming_once",
                {"priming_counted": 1},
                cures=True,
                what=Bilingual(
                    "关掉封装层的编码延迟补偿，只留编码库那一次",
                    "switch off the muxer's compensation of the encoder delay, since the library has its own",
                ),
            ),
            SHORTER_GOP,
            MORE_AUDIO_BITRATE,
        ),
    )
)
class PrimingTwice(Fault):
    def settings(self, setup: Setup) -> Setup:
        return replace(setup, priming_counted=2)

    def packet(self, packet: Packet, moment: Moment) -> Iterable[Packet]:
        if packet.kind is Kind.VIDEO:
            return (packet,)
        # A tick of a sound track is a sample.
        late = round(self.values["samples"]) * (moment.setup.priming_counted - 1)
        return (replace(packet, pts=packet.pts + late, dts=packet.dts + late),)
