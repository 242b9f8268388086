"""The publisher does not answer a request for a key frame."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, fault
from houdun.scenario.remedies import FASTER_PRESET, LOWER_BITRATE
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="key_requests_ignored",
        name=Bilingual("不响应关键帧请求", "key frame requests ignored"),
        layer=Layer.PACKETISER,
        true_cause=Bilingual(
            "WebRTC 里新观众靠 PLI/FIR 向推流端要关键帧；这个推流端只发 RTP，不处理收到的 RTCP 反馈，关键帧只按自己的间隔出",
            "In WebRTC a new viewer asks the publisher for a key frame by PLI or FIR. This publisher sends RTP and does not read the RTCP "
            "that comes back, so key frames come at its own interval only",
        ),
        notices=Bilingual(
            "进房黑屏好几秒；丢过包之后花屏，很久才恢复",
            "A black picture for seconds after joining; after a loss it stays broken for as long",
        ),
        reveals=(Evidence.PACKET_CAPTURE, Evidence.PUBLISHER_LOG, Evidence.ENCODER_SETTINGS),
        mistaken_for=("long_gop", "parameter_sets_missing", "loss_bursts"),
        injectable_at_vendor=True,
        parameters=(
            Parameter(
                "gop_s", 10.0, 7.0, 20.0, "s", Bilingual("推流端自己的关键帧间隔", "the publisher's own key frame interval")
            ),
        ),
        remedies=(
            Remedy(
                "answer_key_requests",
                {"answers_key_requests": True},
                cures=True,
                what=Bilingual(
                    "换用会处理 PLI/FIR 的推流端，收到请求就出关键帧",
                    "use a publisher that reads PLI and FIR and answers with a key frame",
                ),
            ),
            LOWER_BITRATE,
            FASTER_PRESET,
        ),
    )
)
class KeyRequestsIgnored(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, answers_key_requests=False, gop_s=self.values["gop_s"])
