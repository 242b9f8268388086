"""Nothing but zeros comes from the sound device."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from houdun.facts.fault import Evidence, FaultFacts, Layer, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, Moment, Sound, Source, fault
from houdun.scenario.remedies import MONO, MORE_AUDIO_BITRATE
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="muted",
        name=Bilingual("麦克风没有声音", "muted microphone"),
        layer=Layer.CAPTURE,
        true_cause=Bilingual(
            "系统默认输入被切到了一个没有接麦克风的设备（例如显示器自带的 HDMI 声卡），推流软件跟着系统默认走，采到的全是零",
            "The system's default input has moved to a device without a microphone (a monitor's HDMI sound card, say). "
            "The streaming software follows the default and records zeros",
        ),
        notices=Bilingual("画面正常，一点声音也没有", "The picture is fine and there is no sound at all"),
        reveals=(Evidence.DEVICE_LIST, Evidence.STREAM_FACTS),
        mistaken_for=("antiphase", "loss_bursts", "rate_change"),
        injectable_at_vendor=True,
        remedies=(
            Remedy(
                "choose_microphone",
                {"audio_source": "microphone"},
                cures=True,
                what=Bilingual(
                    "在推流软件里直接选定麦克风，不要用「系统默认」",
                    "choose the microphone itself in the streaming software, not the system's default",
                ),
            ),
            MORE_AUDIO_BITRATE,
            MONO,
        ),
    )
)
class Muted(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, audio_source="system_default")

    def sound(self, sound: Sound, source: Source, moment: Moment) -> Sound:
        if moment.setup.audio_source != "system_default":
            return sound
        return replace(sound, samples=np.zeros_like(sound.samples))
