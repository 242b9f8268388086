"""The first metres of the network lose packets, many at a time."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.media.link.model import Impairment
from houdun.scenario.fault import Fault, Moment, fault
from houdun.scenario.remedies import FASTER_PRESET, LOWER_BITRATE
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="loss_bursts",
        name=Bilingual("成串丢包", "bursts of loss"),
        layer=Layer.TRANSPORT,
        true_cause=Bilingual(
            "主播用的是拥挤的 Wi-Fi：受到干扰时一丢就是一串包，跟码率高低无关",
            "The host is on crowded Wi-Fi: interference takes out several packets in a row, whatever the bit rate",
        ),
        notices=Bilingual(
            "不时花屏、卡顿、声音断一下，过一会儿又好",
            "Now and then a broken picture, a freeze or a gap in the sound, and soon it is well again",
        ),
        reveals=(Evidence.NETWORK_TEST, Evidence.PLAYER_LOG, Evidence.PUBLISHER_LOG),
        mistaken_for=("narrow_uplink", "encoder_overload", "key_requests_ignored", "frame_dropping"),
        injectable_at_vendor=True,
        parameters=(
            Parameter("loss", 0.05, 0.02, 0.2, "", Bilingual("平均丢包率", "mean share of packets lost")),
            Parameter("burst", 4.0, 2.0, 12.0, "packets", Bilingual("一串平均丢几个包", "mean length of a burst")),
        ),
        remedies=(
            Remedy(
                "wired_network",
                {"access": "wired"},
                cures=True,
                what=Bilingual("主播改用网线", "put the host on a cable"),
            ),
            LOWER_BITRATE,
            FASTER_PRESET,
        ),
    )
)
class LossBursts(Fault):
    def settings(self, setup: Setup) -> Setup:
        return replace(setup, access="wifi")

    def uplink(self, moment: Moment) -> Impairment | None:
        """Gilbert and Elliott's chances for that mean share and that mean length of a burst."""
        if moment.setup.access != "wifi":
            return None
        loss, leave = self.values["loss"], 1 / self.values["burst"]
        return Impairment(burst_enter=leave * loss / (1 - loss), burst_leave=leave)
