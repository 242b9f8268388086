"""One channel of the stereo input is upside down."""

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
        id="antiphase",
        name=Bilingual("左右声道反相", "antiphase stereo"),
        layer=Layer.CAPTURE,
        true_cause=Bilingual(
            "平衡输出的麦克风用错了转接线，右声道极性反了：左右两路大小相等、方向相反，一混成单声道就互相抵消",
            "A balanced microphone hangs on the wrong adapter, and the right channel's polarity is inverted: "
            "both channels are alike but opposite, and cancel out wherever they are mixed to mono",
        ),
        notices=Bilingual(
            "戴耳机有声音但发飘，手机外放几乎没声", "Hollow sound on headphones, next to none from a phone's single loudspeaker"
        ),
        reveals=(Evidence.STREAM_FACTS, Evidence.DEVICE_LIST),
        mistaken_for=("muted",),
        injectable_at_vendor=True,
        remedies=(
            Remedy(
                "right_polarity",
                {"polarity": "normal"},
                cures=True,
                what=Bilingual(
                    "换正确的转接线，或在调音台上按下反相键", "use the right adapter, or press the mixer's phase button"
                ),
            ),
            MONO,
            MORE_AUDIO_BITRATE,
        ),
    )
)
class Antiphase(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, polarity="inverted")

    def sound(self, sound: Sound, source: Source, moment: Moment) -> Sound:
        if moment.setup.polarity != "inverted":
            return sound
        if len(sound.samples) == 1:  # the two channels were mixed, and cancelled
            return replace(sound, samples=np.zeros_like(sound.samples))
        return replace(sound, samples=np.stack([sound.samples[0], -sound.samples[0]]))
