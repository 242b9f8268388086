"""The camera gives the same picture again and again, and everything behind it is well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, Moment, Picture, fault
from houdun.scenario.remedies import FASTER_PRESET, LOWER_BITRATE
from houdun.scenario.setup import Setup
from houdun.scenario.standstill import Standstill


@fault(
    FaultFacts(
        id="frozen_camera",
        name=Bilingual("摄像头画面定格", "frozen camera"),
        layer=Layer.CAPTURE,
        true_cause=Bilingual(
            "摄像头和别的设备共用一个 USB 集线器，带宽不够，驱动不报错，只反复交出最后一帧；编码和推流照常",
            "The camera shares a USB hub with other devices and gets no bandwidth. Its driver reports no error and hands over the last picture "
            "again and again; encoder and network do their work as ever",
        ),
        notices=Bilingual(
            "主播定住不动，声音照常，时钟和弹幕挂件还在走",
            "The host stands still while sound goes on and the clock in the picture runs",
        ),
        reveals=(Evidence.DEVICE_LIST, Evidence.PUBLISHER_LOG),
        mistaken_for=("frozen_pipeline", "narrow_uplink", "stale_playlist", "loss_bursts"),
        injectable_at_vendor=True,
        remedies=(
            Remedy(
                "camera_plugged_in_directly",
                {"video_source": "camera"},
                cures=True,
                what=Bilingual(
                    "把摄像头直接插到电脑上，不经过集线器", "plug the camera into the computer itself, not into a hub"
                ),
            ),
            LOWER_BITRATE,
            FASTER_PRESET,
        ),
    )
)
class FrozenCamera(Fault):
    encodes = True

    def __init__(self, values: Mapping[str, float], seed: int = 0) -> None:
        super().__init__(values, seed)
        self._still = Standstill()

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, video_source="camera_on_hub")

    def picture(self, picture: Picture, moment: Moment) -> Picture:
        return self._still.picture(picture, moment) if moment.setup.video_source == "camera_on_hub" else picture
