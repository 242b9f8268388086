"""Causes in the encoder and what feeds it: load, rate control, profile, key frames, tags."""

from __future__ import annotations

from collections.abc import Callable

from houdun.facts.fault import Layer
from houdun.facts.withheld import EncoderSettings
from houdun.language import Bilingual
from houdun.probe.diagnosis.clue import Cause, Clue
from houdun.probe.diagnosis.known import Known
from houdun.probe.diagnosis.signs import (
    CONFIRMS,
    RULES_OUT,
    by_playlist,
    encode_ms,
    fresh,
    jerky,
    latency_grows,
    latency_stays,
    moves_with_stamps,
    offset_moved,
    steady_offset,
    unanswered_requests,
)

SLOW_MS = 200.0
"""Encoding times from which on pictures queue before the encoder."""
LONG_GOP_S = 5.0


def setting(holds: Callable[[EncoderSettings], bool]) -> Callable[[Known], bool]:
    """Does it hold of the settings? False where they were not handed over."""

    def test(known: Known) -> bool:
        settings = known.withheld.encoder_settings
        return settings is not None and holds(settings)

    return test


def priming_size(known: Known) -> bool:
    """Between 15 and 50 ms: an AAC encoder's delay of 1024 to 2112 samples."""
    return 15 < offset_moved(known) < 50 and steady_offset(known)


def steady_losses(known: Known) -> bool:
    return known.after("frames_lost") >= 5 and known.share("frames_lost", 0.5) > 0.95 and known.after("codes_read") > 0.95


CAUSES = (
    Cause(
        "encoder_overload",
        Layer.ENCODER,
        Bilingual("编码过载", "the encoder is overloaded"),
        (
            Clue(
                3.0,
                Bilingual("画面变卡，且越来越旧", "the picture is jerky and gets older and older"),
                lambda known: jerky(known) and latency_grows(known),
            ),
            Clue(
                4.0,
                Bilingual(
                    "视频比声音到得越来越晚：声音不受影响，延迟是画面自己的",
                    "video arrives later and later than the sound: the sound is spared, the delay is the picture's own",
                ),
                lambda known: latency_grows(known) and known.slope("interleaving") > 0.015,
            ),
            Clue(
                -3.0,
                Bilingual("声音一样变慢", "the sound is as slow"),
                lambda known: latency_grows(known) and abs(known.slope("interleaving")) < 0.005,
            ),
            Clue(
                CONFIRMS,
                Bilingual(
                    "推流日志里一帧从采集到编完用了 200 毫秒以上",
                    "in the publisher's log a picture takes more than 200 ms from capture to encoded",
                ),
                lambda known: encode_ms(known) > SLOW_MS,
            ),
            Clue(
                RULES_OUT,
                Bilingual("推流日志里编码耗时正常", "encoding times in the publisher's log are normal"),
                lambda known: encode_ms(known) < SLOW_MS / 2,
            ),
        ),
    ),
    Cause(
        "frame_dropping",
        Layer.ENCODER,
        Bilingual("编码器主动丢帧", "the rate control drops frames"),
        (
            Clue(
                3.0,
                Bilingual("每一秒都丢差不多多的帧，很有规律", "about as many frames are missing in every second"),
                steady_losses,
            ),
            Clue(
                2.0,
                Bilingual("帧率降了，但画面不变旧", "the frame rate fell, but pictures do not get older"),
                lambda known: jerky(known) and latency_stays(known) and known.after("framesPerSecond") > 0,
            ),
            Clue(
                CONFIRMS,
                Bilingual("编码设置里允许跳帧", "the settings allow frames to be skipped"),
                setting(lambda s: s.frame_skip),
            ),
            Clue(RULES_OUT, Bilingual("编码设置不允许跳帧", "the settings do not allow it"), setting(lambda s: not s.frame_skip)),
        ),
    ),
    Cause(
        "frozen_pipeline",
        Layer.ENCODER,
        Bilingual("画面合成卡死", "the composition of the picture is stuck"),
        (
            Clue(
                6.0,
                Bilingual("帧照常到来，画面里的编号却不再前进", "frames come as ever, but the number coded in them stands still"),
                lambda known: known.after("frames_repeated") > 8,
            ),
        ),
    ),
    Cause(
        "bframes_in_webrtc",
        Layer.ENCODER,
        Bilingual("视频带 B 帧", "the video has B-frames"),
        (
            Clue(
                5.0,
                Bilingual("收到的视频里有 B 帧，此前没有", "the video that comes has B-frames, and had none before"),
                lambda known: known.change("bframe_share") > 0.1,
            ),
            Clue(CONFIRMS, Bilingual("编码设置开了 B 帧", "the settings ask for B-frames"), setting(lambda s: s.bframes > 0)),
            Clue(RULES_OUT, Bilingual("编码设置没有 B 帧", "the settings ask for none"), setting(lambda s: s.bframes == 0)),
        ),
    ),
    Cause(
        "colour_range",
        Layer.ENCODER,
        Bilingual("色彩范围标错", "the colour range is tagged wrongly"),
        (
            Clue(
                6.0,
                Bilingual(
                    "暗格更暗、亮格更亮：画面被多拉伸了一次",
                    "dark cells are darker and bright ones brighter: the picture was stretched once more",
                ),
                lambda known: known.change("strip_low") < -5 and known.change("strip_high") > 5,
            ),
            Clue(
                CONFIRMS,
                Bilingual("编码设置的范围标记与采集不符", "the range in the settings is not that of the capture"),
                setting(lambda s: s.range_tag == "wrong"),
            ),
            Clue(
                RULES_OUT,
                Bilingual("编码设置的范围标记正确", "the range in the settings is right"),
                setting(lambda s: s.range_tag != "wrong"),
            ),
        ),
    ),
    Cause(
        "long_gop",
        Layer.ENCODER,
        Bilingual("关键帧间隔过长", "key frames are too far apart"),
        (
            Clue(
                4.0,
                Bilingual("关键帧间隔超过 5 秒，画面本身正常", "key frames are more than 5 s apart; the picture itself is sound"),
                lambda known: known.most("keyframe_interval") > LONG_GOP_S and fresh(known),
            ),
            Clue(
                1.0,
                Bilingual("加入后等了很久才有画面", "a long wait for the first picture after joining"),
                lambda known: known.after("join_time") > 1.2 and not by_playlist(known),
            ),
            Clue(
                CONFIRMS,
                Bilingual(
                    "编码设置的关键帧间隔超过 5 秒，也没有未响应的关键帧请求",
                    "the settings ask for more than 5 s, and no request for a key frame is left unanswered",
                ),
                lambda known: setting(lambda s: s.gop_s > LONG_GOP_S)(known) and not unanswered_requests(known),
            ),
            Clue(
                RULES_OUT,
                Bilingual("编码设置的关键帧间隔正常", "the interval in the settings is normal"),
                setting(lambda s: s.gop_s <= LONG_GOP_S),
            ),
        ),
    ),
    Cause(
        "priming_twice",
        Layer.ENCODER,
        Bilingual("编码器延迟计了两次", "the encoder's delay is counted twice"),
        (
            Clue(
                4.0,
                Bilingual(
                    "声音固定晚 20 到 50 毫秒，约是 AAC 编码器的延迟",
                    "sound is late by a steady 20 to 50 ms, about an AAC encoder's delay",
                ),
                priming_size,
            ),
            Clue(
                1.5,
                Bilingual("音频时间戳移动了同样多", "the sound's stamps moved by as much"),
                lambda known: priming_size(known) and moves_with_stamps(known),
            ),
            Clue(
                CONFIRMS,
                Bilingual("编码设置里编码器延迟被算了不止一次", "the settings allow for the encoder's delay more than once"),
                setting(lambda s: s.priming_counted > 1),
            ),
            Clue(
                RULES_OUT,
                Bilingual("编码设置里延迟只算一次", "the settings allow for it once"),
                setting(lambda s: s.priming_counted <= 1),
            ),
        ),
    ),
)
