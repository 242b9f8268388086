"""Key frames come without the parameter sets that a decoder needs to begin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Remedy
from houdun.language import Bilingual
from houdun.media.track import Codec, Kind, Packet
from houdun.media.wire.h264 import PPS, SPS, annex_b, kind_of, nal_units
from houdun.scenario.fault import Fault, Moment, fault
from houdun.scenario.remedies import LOWER_BITRATE, SHORTER_GOP
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="parameter_sets_missing",
        name=Bilingual("缺少 SPS/PPS", "missing SPS and PPS"),
        layer=Layer.PACKETISER,
        true_cause=Bilingual(
            "推流端只在开播时发过一次 SPS/PPS，之后的关键帧都不带；中途进来的解码器有关键帧也无从解起",
            "The publisher sent SPS and PPS once at its start and leaves them out of later key frames: a decoder that joins has the key frame "
            "and cannot begin with it",
        ),
        notices=Bilingual(
            "先进房的人看得好好的，后进来的一直黑屏，只有声音",
            "Who was there first sees everything; who joins later hears the show and sees nothing",
        ),
        reveals=(Evidence.PACKET_CAPTURE, Evidence.STREAM_FACTS, Evidence.ENCODER_SETTINGS),
        mistaken_for=("key_requests_ignored", "long_gop", "black"),
        injectable_at_vendor=True,
        remedies=(
            Remedy(
                "repeat_parameter_sets",
                {"repeat_parameter_sets": True},
                cures=True,
                what=Bilingual(
                    "让每个关键帧前都带 SPS/PPS（repeat-headers）", "send SPS and PPS before every key frame (repeat-headers)"
                ),
            ),
            SHORTER_GOP,
            LOWER_BITRATE,
        ),
    )
)
class ParameterSetsMissing(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, repeat_parameter_sets=False)

    def packet(self, packet: Packet, moment: Moment) -> Iterable[Packet]:
        if not packet.key or packet.kind is Kind.AUDIO or not _lacking(moment.setup):
            return (packet,)
        left = [unit for unit in nal_units(packet.data) if kind_of(unit) not in (SPS, PPS)]
        return (replace(packet, data=annex_b(left)),)


def _lacking(setup: Setup) -> bool:
    return setup.video_codec is Codec.H264 and not setup.repeat_parameter_sets
