"""The renderer is stuck: the encoder gets the same picture for ever, clock, overlays and all."""

from __future__ import annotations

from collections.abc import Mapping

from houdun.facts.fault import Evidence, FaultFacts, Layer, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, Moment, Picture, fault
from houdun.scenario.remedies import LOWER_BITRATE, SHORTER_GOP
from houdun.scenario.standstill import Standstill


@fault(
    FaultFacts(
        id="frozen_pipeline",
        name=Bilingual("渲染管线卡死", "frozen pipeline"),
        layer=Layer.ENCODER,
        true_cause=Bilingual(
            "合成画面的 GPU 线程死锁，编码器照样按帧率取图，但每次取到的都是同一块纹理",
            "The GPU thread that puts the picture together is deadlocked. The encoder goes on fetching pictures at its rate "
            "and gets the same texture every time",
        ),
        notices=Bilingual(
            "整个画面连同时钟、弹幕一起定住，声音照常",
            "The whole picture stands still, with its clock and overlays, while sound goes on",
        ),
        reveals=(Evidence.PUBLISHER_LOG, Evidence.PACKET_CAPTURE),
        mistaken_for=("frozen_camera", "narrow_uplink", "stale_playlist", "encoder_overload"),
        injectable_at_vendor=True,
        remedies=(
            Remedy(
                "software_compositor",
                {"compositor": "software"},
                cures=True,
                what=Bilingual(
                    "改用软件合成并重启推流软件", "put the picture together in software, and restart the streaming software"
                ),
            ),
            SHORTER_GOP,
            LOWER_BITRATE,
        ),
    )
)
class FrozenPipeline(Fault):
    encodes = True

    def __init__(self, values: Mapping[str, float], seed: int = 0) -> None:
        super().__init__(values, seed)
        self._still = Standstill()

    def picture(self, picture: Picture, moment: Moment) -> Picture:
        return self._still.picture(picture, moment) if moment.setup.compositor == "gpu" else picture

    def restrip(self, number: int, wall: float, moment: Moment) -> tuple[int, float] | None:
        return None if moment.setup.compositor == "gpu" else (number, wall)
