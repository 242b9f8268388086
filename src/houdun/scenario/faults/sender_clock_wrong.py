"""The host's computer does not know what time it is."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, Moment, fault
from houdun.scenario.remedies import LOWER_BITRATE, SHORTER_GOP
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="sender_clock_wrong",
        name=Bilingual("主播端时钟不准", "the sender's clock is wrong"),
        layer=Layer.CAPTURE,
        true_cause=Bilingual(
            "主播端电脑的时间是手动设的，走快了几秒，没有用 NTP 校时；画面里和上报里的时间都带着这个误差，媒体本身没有问题",
            "The host's computer was set by hand, is seconds ahead and does not follow NTP. "
            "Every time in the picture and in the reports carries that error; the media are sound",
        ),
        notices=Bilingual(
            "观看正常；但延迟大盘显示负数，弹幕、礼物和画面对不上",
            "The picture is fine, but latency charts go below zero, and comments and gifts do not match what is seen",
        ),
        reveals=(Evidence.PUBLISHER_LOG, Evidence.SENDER_REPORTS, Evidence.ENCODER_SETTINGS),
        mistaken_for=("growing_jitter_buffer", "narrow_uplink", "timestamp_jump"),
        injectable_at_vendor=True,
        parameters=(
            Parameter("ahead_s", 3.5, 1.0, 60.0, "s", Bilingual("主播端时钟快了多少", "how far ahead the sender's clock is")),
        ),
        remedies=(
            Remedy(
                "ntp",
                {"clock_source": "ntp"},
                cures=True,
                what=Bilingual("主播端打开 NTP 自动校时", "let the host's computer follow NTP"),
            ),
            LOWER_BITRATE,
            SHORTER_GOP,
        ),
    )
)
class SenderClockWrong(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, clock_source="manual")

    def restrip(self, number: int, wall: float, moment: Moment) -> tuple[int, float]:
        ahead = self.values["ahead_s"] if moment.setup.clock_source == "manual" else 0.0
        return number, wall + ahead
