"""The capture gives black pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, Moment, Picture, fault
from houdun.scenario.remedies import LOWER_BITRATE, SHORTER_GOP
from houdun.scenario.setup import Setup

NO_COLOUR = 128


@fault(
    FaultFacts(
        id="black",
        name=Bilingual("黑屏", "black picture"),
        layer=Layer.CAPTURE,
        true_cause=Bilingual(
            "双显卡的电脑上，推流软件跑在独立显卡，要采集的窗口却由另一块显卡绘制：采集接口不报错，只给黑帧",
            "On a computer with two graphics cards the streaming software runs on one and the captured window is drawn by the other: "
            "the capture reports no error and gives black frames",
        ),
        notices=Bilingual("有声音，画面全黑", "Sound, and a black picture"),
        reveals=(Evidence.DEVICE_LIST, Evidence.PUBLISHER_LOG),
        mistaken_for=("parameter_sets_missing", "frozen_camera", "frozen_pipeline"),
        injectable_at_vendor=True,
        parameters=(
            Parameter(
                "luma",
                16.0,
                16.0,
                24.0,
                "level",
                Bilingual("黑帧的亮度（16 为纯黑）", "the luma of the black frames; 16 is black"),
            ),
        ),
        remedies=(
            Remedy(
                "capture_the_camera",
                {"video_source": "camera"},
                cures=True,
                what=Bilingual(
                    "让推流软件和被采集的画面用同一块显卡，或改为直接采集摄像头",
                    "run the streaming software on the card that draws the picture, or capture the camera itself",
                ),
            ),
            SHORTER_GOP,
            LOWER_BITRATE,
        ),
    )
)
class Black(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, video_source="second_gpu")

    def picture(self, picture: Picture, moment: Moment) -> Picture:
        if moment.setup.video_source != "second_gpu":
            return picture
        planes = {"y": round(self.values["luma"]), "u": NO_COLOUR, "v": NO_COLOUR}
        return replace(picture, **{name: np.full_like(getattr(picture, name), level) for name, level in planes.items()})

    def restrip(self, number: int, wall: float, moment: Moment) -> None:
        """The strip is part of the picture and is as black."""
