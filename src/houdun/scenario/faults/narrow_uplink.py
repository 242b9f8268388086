"""The uplink carries less than the stream needs."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.media.link.model import Impairment
from houdun.scenario.fault import Fault, Moment, fault
from houdun.scenario.remedies import FASTER_PRESET, SHORTER_GOP
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="narrow_uplink",
        name=Bilingual("上行带宽不足", "narrow uplink"),
        layer=Layer.TRANSPORT,
        true_cause=Bilingual(
            "主播端路由器的限速规则把上行压到了码率以下：TCP 一个包不丢，全都堵在推流端的发送队列里",
            "A rule in the router at the host's place caps the uplink below the stream's bit rate. TCP loses nothing; "
            "everything waits in the publisher's send queue",
        ),
        notices=Bilingual("延迟越播越大，转圈，卡一阵快放一阵", "More and more delay, a spinning wheel, stops and starts"),
        reveals=(Evidence.PUBLISHER_LOG, Evidence.NETWORK_TEST),
        mistaken_for=("encoder_overload", "loss_bursts", "growing_jitter_buffer", "frame_dropping"),
        injectable_at_vendor=True,
        parameters=(
            Parameter("rate_kbps", 300.0, 150.0, 400.0, "kbit/s", Bilingual("上行还剩多少带宽", "what is left of the uplink")),
        ),
        remedies=(
            Remedy(
                "lift_uplink_cap",
                {"uplink_kbps": 0.0},
                cures=True,
                what=Bilingual("取消路由器上的上行限速", "lift the cap on the uplink in the router"),
            ),
            Remedy(
                "fit_stream_to_uplink",
                {"width": 426, "height": 240, "video_kbps": 40, "audio_kbps": 24},
                cures=True,
                what=Bilingual(
                    "画面降到 240p，音视频合计 64 kbps，让码率低于上行",
                    "go down to 240p and 64 kbit/s for picture and sound together, so that the stream fits the uplink",
                ),
            ),
            FASTER_PRESET,
            SHORTER_GOP,
        ),
    )
)
class NarrowUplink(Fault):
    def settings(self, setup: Setup) -> Setup:
        return replace(setup, uplink_kbps=self.values["rate_kbps"])

    def uplink(self, moment: Moment) -> Impairment | None:
        rate = moment.setup.uplink_kbps
        return Impairment(rate_kbps=rate) if rate else None
