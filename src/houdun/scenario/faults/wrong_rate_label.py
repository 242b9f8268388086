"""Sound of 44.1 kHz is labelled 48 kHz."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Remedy
from houdun.language import Bilingual
from houdun.media.track import Kind, Packet
from houdun.scenario.fault import Fault, Moment, Sound, Source, fault
from houdun.scenario.remedies import MORE_AUDIO_BITRATE, SOUND_EARLIER
from houdun.scenario.setup import Setup

DEVICE_RATE = 44_100


@fault(
    FaultFacts(
        id="wrong_rate_label",
        name=Bilingual("采样率标错", "wrong sample rate label"),
        layer=Layer.CAPTURE,
        true_cause=Bilingual(
            "声卡实际工作在 44.1 kHz，推流软件却按 48 kHz 收，没有重采样：每秒少了 8% 的样本，播放时又被放快",
            "The sound card works at 44.1 kHz while the streaming software takes it for 48 kHz without resampling: "
            "8 % of the samples of each second are missing, and what there is plays too fast",
        ),
        notices=Bilingual(
            "主播声音变尖变快，像卡通人物，而且声音和画面很快就对不上",
            "The host sounds high and hurried, like a cartoon, and sound and picture quickly part",
        ),
        reveals=(Evidence.DEVICE_LIST, Evidence.ENCODER_SETTINGS),
        mistaken_for=("clock_drift", "rate_change"),
        injectable_at_vendor=True,
        remedies=(
            Remedy(
                "device_at_48k",
                {"device_rate": 48_000},
                cures=True,
                what=Bilingual("在系统里把声卡设为 48 kHz", "set the sound card to 48 kHz in the system's settings"),
            ),
            Remedy(
                "encoder_at_44k",
                {"sample_rate": DEVICE_RATE},
                cures=True,
                what=Bilingual("把推流采样率设为 44.1 kHz，与声卡一致", "set the stream's sample rate to the card's 44.1 kHz"),
            ),
            SOUND_EARLIER,
            MORE_AUDIO_BITRATE,
        ),
    )
)
class WrongRateLabel(Fault):
    encodes = True

    def settings(self, setup: Setup) -> Setup:
        return replace(setup, device_rate=DEVICE_RATE)

    def sound(self, sound: Sound, source: Source, moment: Moment) -> Sound:
        ahead = _excess(moment.setup) * moment.since * moment.setup.sample_rate
        if not ahead:
            return sound
        return replace(sound, samples=source.sound(sound.first + ahead, sound.samples.shape[1], 1 + _excess(moment.setup)))

    def packet(self, packet: Packet, moment: Moment) -> Iterable[Packet]:
        """A block cannot leave before the card has filled it."""
        if packet.kind is Kind.VIDEO:
            return (packet,)
        return (replace(packet, at=packet.at + _excess(moment.setup) * moment.since),)


def _excess(setup: Setup) -> float:
    """Seconds by which a labelled second of sound is longer in truth."""
    return setup.sample_rate / setup.device_rate - 1 if setup.device_rate == DEVICE_RATE else 0.0
