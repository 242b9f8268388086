"""B-frames, which WebRTC has no place for."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, fault
from houdun.scenario.remedies import SHORTER_GOP, SOUND_EARLIER
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="bframes_in_webrtc",
        name=Bilingual("WebRTC 里带 B 帧", "B-frames in WebRTC"),
        layer=Layer.ENCODER,
        true_cause=Bilingual(
            "沿用了 RTMP 的编码配置，开着 B 帧：帧要等后一帧编完才能发，时间戳一进一退；WebRTC 没有 DTS，浏览器按到达顺序播，画面来回抖，还比声音晚",
            "The encoder's profile was taken over from RTMP, B-frames included: a picture waits for the one after it, and stamps go back and forth. "
            "WebRTC has no decoding stamps; browsers play as it comes, so the picture stutters and is later than the sound",
        ),
        notices=Bilingual(
            "在浏览器里看画面前后抖动，口型略慢于声音；用 RTMP 拉则正常",
            "In the browser the picture jitters back and forth and lips lag the voice; over RTMP all is well",
        ),
        reveals=(Evidence.STREAM_FACTS, Evidence.ENCODER_SETTINGS, Evidence.PACKET_CAPTURE),
        mistaken_for=("loss_bursts", "encoder_overload", "late_sound", "priming_twice"),
        injectable_at_vendor=True,
        parameters=(
            Parameter(
                "count", 2.0, 1.0, 4.0, "frames", Bilingual("相邻参考帧之间的 B 帧数", "B-frames between two reference frames")
            ),
        ),
        remedies=(
            Remedy(
                "no_bframes",
                {"bframes": 0},
                cures=True,
                what=Bilingual("把 B 帧数设为 0（baseline，或 bf=0）", "set the number of B-frames to 0 (baseline, or bf=0)"),
            ),
            SHORTER_GOP,
            SOUND_EARLIER,
        ),
    )
)
class BframesInWebrtc(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, bframes=round(self.values["count"]))
