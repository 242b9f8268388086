"""The sound card's clock is not the computer's."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, Moment, Sound, Source, fault
from houdun.scenario.remedies import MORE_AUDIO_BITRATE, SOUND_EARLIER
from houdun.scenario.setup import Setup


@fault(
    FaultFacts(
        id="clock_drift",
        name=Bilingual("声卡时钟漂移", "clock drift of the sound card"),
        layer=Layer.CAPTURE,
        true_cause=Bilingual(
            "声卡的晶振偏快，标称 48 kHz 实际给得更多；推流软件只按样本数累计音频时间戳，没有对齐到系统时钟，于是声音越落越远",
            "The sound card's crystal runs fast and gives more than its nominal 48 kHz. The streaming software stamps sound by counting samples "
            "and does not resample it to the computer's clock, so the sound falls further and further behind",
        ),
        notices=Bilingual(
            "刚开播时对得上，播得越久音画差得越多",
            "In sync at first; the longer the show, the further apart sound and picture are",
        ),
        reveals=(Evidence.PACKET_CAPTURE, Evidence.DEVICE_LIST, Evidence.SENDER_REPORTS),
        mistaken_for=("late_sound", "growing_jitter_buffer", "wrong_rate_label"),
        injectable_at_vendor=True,
        parameters=(
            Parameter(
                "ppm",
                1000.0,
                100.0,
                3000.0,
                "ppm",
                Bilingual("声卡时钟偏快多少（百万分之一）", "how much too fast the sound card's clock is, parts per million"),
            ),
        ),
        remedies=(
            Remedy(
                "resample_to_system_clock",
                {"audio_clock": "system"},
                cures=True,
                what=Bilingual(
                    "打开音频重采样，让声音对齐系统时钟",
                    "switch on audio resampling, so that the sound follows the computer's clock",
                ),
            ),
            SOUND_EARLIER,
            MORE_AUDIO_BITRATE,
        ),
    )
)
class ClockDrift(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, audio_clock="device")

    def sound(self, sound: Sound, source: Source, moment: Moment) -> Sound:
        if moment.setup.audio_clock != "device":
            return sound
        slower = self.values["ppm"] * 1e-6
        behind = moment.since * moment.setup.sample_rate * slower
        return replace(sound, samples=source.sound(sound.first - behind, sound.samples.shape[1], 1 - slower))
