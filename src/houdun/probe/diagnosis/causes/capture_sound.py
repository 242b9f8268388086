"""Causes where the sound is captured: microphone, sound card, driver, chain of effects."""

from __future__ import annotations

from houdun.facts.fault import Layer
from houdun.language import Bilingual
from houdun.probe.diagnosis.causes.capture_picture import device
from houdun.probe.diagnosis.causes.encoder import setting
from houdun.probe.diagnosis.clue import Cause, Clue
from houdun.probe.diagnosis.known import Known
from houdun.probe.diagnosis.signs import CONFIRMS, RULES_OUT, offset_moved, stamps_stay, steady_offset

STRETCHED = 0.02


def stretched(known: Known) -> bool:
    return abs(known.after("mark_stretch") - 1) > STRETCHED


def drifts(known: Known) -> bool:
    return 0.06 < abs(known.certain_slope("av_offset")) < 6 and not stretched(known)


def silent(known: Known) -> bool:
    return known.after("silence_share") > 0.95 and known.after("level") < -60


def other_rate(known: Known) -> bool:
    """The rate that the stream tells differs from the one it told before."""
    return known.measured("sample_rate") and known.rates_told > 1


def rates_differ(known: Known) -> bool:
    devices, settings = known.withheld.device_list, known.withheld.encoder_settings
    return devices is not None and settings is not None and devices.audio_rate != settings.sample_rate


CAUSES = (
    Cause(
        "late_sound",
        Layer.CAPTURE,
        Bilingual("声音采集链路有延迟", "the sound is late where it is captured"),
        (
            Clue(
                3.5,
                Bilingual("声音晚了 50 毫秒以上，之后不变", "sound is late by more than 50 ms, and stays so"),
                lambda known: offset_moved(known) > 50 and steady_offset(known),
            ),
            Clue(
                2.0,
                Bilingual(
                    "时间戳和到达都没有变：晚的是内容本身", "neither stamps nor arrival changed: it is the content that is late"
                ),
                lambda known: offset_moved(known) > 50 and stamps_stay(known),
            ),
            Clue(
                CONFIRMS,
                Bilingual("设备列表：声音经过一串效果处理", "the device list: the sound goes through a chain of effects"),
                device(lambda d: d.audio_source == "processing_chain"),
            ),
            Clue(
                RULES_OUT,
                Bilingual("设备列表里没有效果链", "there is no chain of effects in the device list"),
                device(lambda d: d.audio_source != "processing_chain"),
            ),
        ),
    ),
    Cause(
        "clock_drift",
        Layer.CAPTURE,
        Bilingual("声卡时钟漂移", "the sound card's clock drifts"),
        (
            Clue(4.0, Bilingual("音画偏移匀速变化，没有跳变", "the offset changes at a steady pace, without a jump"), drifts),
            Clue(
                1.0,
                Bilingual("延迟不变，说明不是排队", "latency stays, so nothing queues"),
                lambda known: drifts(known) and abs(known.slope("end_to_end_latency")) < 5,
            ),
            Clue(
                CONFIRMS,
                Bilingual("编码设置：音频时间戳只按声卡计数", "the settings: sound is stamped by the sound card's count alone"),
                setting(lambda s: s.audio_clock == "device"),
            ),
            Clue(
                RULES_OUT,
                Bilingual("编码设置：音频对齐系统时钟", "the settings: sound follows the computer's clock"),
                setting(lambda s: s.audio_clock != "device"),
            ),
        ),
    ),
    Cause(
        "wrong_rate_label",
        Layer.CAPTURE,
        Bilingual("采样率标错", "the sample rate is labelled wrongly"),
        (
            Clue(
                6.0,
                Bilingual(
                    "声音比发出时快了或慢了几个百分点，音高也变了",
                    "the sound runs some per cent too fast or too slow, and its pitch with it",
                ),
                stretched,
            ),
            Clue(
                CONFIRMS,
                Bilingual("声卡的采样率与推流设置不同", "the sound card's rate is not the stream's"),
                lambda known: rates_differ(known) and not other_rate(known),
            ),
        ),
    ),
    Cause(
        "rate_change",
        Layer.CAPTURE,
        Bilingual("中途切换了采样率", "the sample rate changed midway"),
        (Clue(7.0, Bilingual("流里的采样率中途变了", "the stream's sample rate changed midway"), other_rate),),
    ),
    Cause(
        "antiphase",
        Layer.CAPTURE,
        Bilingual("左右声道反相", "the channels are in antiphase"),
        (
            Clue(
                6.0,
                Bilingual("左右声道相反，混成单声道会抵消", "left and right are opposite and cancel out in mono"),
                lambda known: known.after("channel_correlation") < -0.5,
            ),
            Clue(
                CONFIRMS,
                Bilingual("设备列表：一个声道极性反了", "the device list: one channel's polarity is inverted"),
                device(lambda d: d.polarity == "inverted"),
            ),
            Clue(
                RULES_OUT,
                Bilingual("设备列表里极性正常", "the polarity in the device list is right"),
                device(lambda d: d.polarity != "inverted"),
            ),
        ),
    ),
    Cause(
        "muted",
        Layer.CAPTURE,
        Bilingual("没有采到声音", "no sound is captured"),
        (
            Clue(
                5.0,
                Bilingual("声音全静，但音频包照常到来", "all is silent, while packets of sound come as ever"),
                lambda known: silent(known) and known.measured("audio_bitrate"),
            ),
            Clue(
                CONFIRMS,
                Bilingual(
                    "设备列表：声音来自系统默认设备，不是麦克风",
                    "the device list: sound comes from the system's default device, not the microphone",
                ),
                device(lambda d: d.audio_source == "system_default"),
            ),
            Clue(
                RULES_OUT,
                Bilingual("设备列表里声音来自麦克风", "the sound in the device list comes from the microphone"),
                device(lambda d: d.audio_source != "system_default"),
            ),
        ),
    ),
)
