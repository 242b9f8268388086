"""The rate control leaves out pictures."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, Moment, Picture, fault
from houdun.scenario.remedies import FASTER_PRESET, SHORTER_GOP
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="frame_dropping",
        name=Bilingual("编码器主动丢帧", "frames dropped by the rate control"),
        layer=Layer.ENCODER,
        true_cause=Bilingual(
            "编码器开了「允许跳帧」的码率控制：画面一复杂就整帧不编，只为守住码率；网络和 CPU 都没有问题",
            "The encoder's rate control may skip frames: as soon as the picture is complex it leaves out whole frames to keep to the bit rate. "
            "Neither network nor CPU are short",
        ),
        notices=Bilingual(
            "画面一顿一顿，像幻灯片，但不花、不延迟",
            "The picture moves in steps, like slides, without artefacts and without delay",
        ),
        reveals=(Evidence.ENCODER_SETTINGS, Evidence.PUBLISHER_LOG, Evidence.PACKET_CAPTURE),
        mistaken_for=("encoder_overload", "loss_bursts", "narrow_uplink"),
        injectable_at_vendor=True,
        parameters=(
            Parameter("one_in", 3.0, 2.0, 6.0, "frames", Bilingual("每几帧才编一帧", "of how many frames one is encoded")),
        ),
        remedies=(
            Remedy(
                "no_frame_skip",
                {"frame_skip": False},
                cures=True,
                what=Bilingual("在编码设置里关掉跳帧", "switch off frame skipping in the encoder's settings"),
            ),
            FASTER_PRESET,
            SHORTER_GOP,
        ),
    )
)
class FrameDropping(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, frame_skip=True)

    def picture(self, picture: Picture, moment: Moment) -> Picture | None:
        dropped = moment.setup.frame_skip and picture.number % round(self.values["one_in"])
        return None if dropped else picture
