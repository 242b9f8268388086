"""One track's stamps begin anew from another moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.media.encode import VIDEO_CLOCK
from houdun.media.track import Kind, Packet
from houdun.scenario.fault import Fault, Moment, fault
from houdun.scenario.remedies import LOWER_BITRATE, SOUND_EARLIER
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="timestamp_jump",
        name=Bilingual("时间戳跳变", "time stamp jump"),
        layer=Layer.PACKETISER,
        true_cause=Bilingual(
            "画面源重开之后，封装层给视频换了新的时间基准，音频仍用旧的：两条轨道从此不在同一条时间线上",
            "When the picture source was opened again, the packetiser gave the video a new time base and left the sound on the old one: "
            "the tracks no longer share a time line",
        ),
        notices=Bilingual(
            "播到一半卡一下，之后声音和画面差了好几秒",
            "A hitch in the middle of the show, and from then on sound and picture are seconds apart",
        ),
        reveals=(Evidence.PACKET_CAPTURE, Evidence.PUBLISHER_LOG),
        mistaken_for=("late_sound", "loss_bursts", "sender_reports_from_arrival"),
        injectable_at_vendor=True,
        parameters=(
            Parameter(
                "jump_s", 2.0, 0.3, 10.0, "s", Bilingual("视频时间戳往前跳多少", "how far ahead the stamps of the video jump")
            ),
        ),
        remedies=(
            Remedy(
                "shared_stamps",
                {"stamps": "shared"},
                cures=True,
                what=Bilingual(
                    "让音视频共用一个起点，并重开推流", "let both tracks count from one start, and start the stream again"
                ),
            ),
            SOUND_EARLIER,
            LOWER_BITRATE,
        ),
    )
)
class TimestampJump(Fault):
    def settings(self, setup: Setup) -> Setup:
        return replace(setup, stamps="per_track")

    def packet(self, packet: Packet, moment: Moment) -> Iterable[Packet]:
        if packet.kind is Kind.AUDIO or moment.setup.stamps == "shared":
            return (packet,)
        jump = round(self.values["jump_s"] * VIDEO_CLOCK)
        return (replace(packet, pts=packet.pts + jump, dts=packet.dts + jump),)
