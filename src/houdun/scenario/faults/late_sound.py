"""The sound takes a longer way to the encoder than the picture."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, Moment, Sound, Source, fault
from houdun.scenario.remedies import MORE_AUDIO_BITRATE, SHORTER_GOP
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="late_sound",
        name=Bilingual("声音滞后", "late sound"),
        layer=Layer.CAPTURE,
        true_cause=Bilingual(
            "麦克风经过降噪、混响等效果链才进编码器，每一级都要缓冲；时间戳在效果链之后才打，编码器不知道声音已经晚了",
            "The microphone goes through a chain of effects (noise reduction, reverb), each of which buffers. "
            "The sound is stamped behind the chain, so the encoder does not know that it is late",
        ),
        notices=Bilingual("嘴先动，声音后到，差距固定不变", "Lips move first and the words follow, always by the same time"),
        reveals=(Evidence.DEVICE_LIST, Evidence.ENCODER_SETTINGS),
        mistaken_for=("priming_twice", "sender_reports_from_arrival", "clock_drift", "bframes_in_webrtc"),
        injectable_at_vendor=True,
        parameters=(
            Parameter(
                "delay_ms",
                180.0,
                60.0,
                800.0,
                "ms",
                Bilingual("声音比画面晚多少", "how much later than the picture the sound is"),
            ),
        ),
        remedies=(
            Remedy(
                "direct_microphone",
                {"audio_source": "microphone"},
                cures=True,
                what=Bilingual("绕过效果链，让麦克风直接进编码器", "take the microphone directly, without the chain of effects"),
            ),
            MORE_AUDIO_BITRATE,
            SHORTER_GOP,
        ),
    )
)
class LateSound(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, audio_source="processing_chain")

    def sound(self, sound: Sound, source: Source, moment: Moment) -> Sound:
        if moment.setup.audio_source != "processing_chain":
            return sound
        late = self.values["delay_ms"] / 1000 * moment.setup.sample_rate
        return replace(sound, samples=source.sound(sound.first - late, sound.samples.shape[1]))
