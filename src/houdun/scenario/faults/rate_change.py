"""The sound's rate changes in the middle of the show."""

from __future__ import annotations

from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, fault
from houdun.scenario.remedies import MONO, MORE_AUDIO_BITRATE
from houdun.scenario.setup import Setup

RATES = (16_000, 24_000, 32_000, 44_100)
"""What sound devices offer below 48 kHz and encoders take; Opus takes the first two."""


@fault(
    FaultFacts(
        id="rate_change",
        name=Bilingual("中途切换采样率", "sample rate changes midway"),
        layer=Layer.CAPTURE,
        true_cause=Bilingual(
            "主播中途连上蓝牙耳机，系统把声音切到通话模式，采样率从 48 kHz 掉下来；推流软件跟着换，重开了音频编码器",
            "The host connects a Bluetooth headset in the middle of the show. The system goes over to its call mode at a lower sample rate, "
            "and the streaming software follows with a new audio encoder",
        ),
        notices=Bilingual(
            "中途声音断一下，之后发闷；有的播放器从此没声，或变调",
            "A gap in the middle of the show, then dull sound; some players fall silent or play at the wrong pitch",
        ),
        reveals=(Evidence.STREAM_FACTS, Evidence.DEVICE_LIST, Evidence.PUBLISHER_LOG),
        mistaken_for=("wrong_rate_label", "muted", "loss_bursts"),
        injectable_at_vendor=True,
        parameters=(
            Parameter(
                "rate_hz",
                16_000.0,
                16_000.0,
                44_100.0,
                "Hz",
                Bilingual("切换后的采样率（取最近的可用值）", "the rate afterwards; the nearest that there is"),
            ),
        ),
        remedies=(
            Remedy(
                "fixed_48k",
                {"sample_rate": 48_000},
                cures=True,
                what=Bilingual(
                    "把推流采样率固定为 48 kHz，设备变了就重采样",
                    "keep the stream at 48 kHz and resample whatever the device gives",
                ),
            ),
            MORE_AUDIO_BITRATE,
            MONO,
        ),
    )
)
class RateChange(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, sample_rate=min(RATES, key=lambda rate: abs(rate - self.values["rate_hz"])))
