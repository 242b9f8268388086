"""Causes between encoder and network: stamps, parameter sets, answers to the players' requests."""

from __future__ import annotations

from houdun.facts.fault import Layer
from houdun.language import Bilingual
from houdun.probe.diagnosis.clue import Cause, Clue
from houdun.probe.diagnosis.known import Known
from houdun.probe.diagnosis.signs import (
    CONFIRMS,
    RULES_OUT,
    bare_key_frames,
    by_playlist,
    moves_with_stamps,
    offset_moved,
    stamp_jump_s,
    unanswered_requests,
)

LONG_JOIN_S = 1.2


def waits_for_a_key_frame(known: Known) -> bool:
    if by_playlist(known):
        return False
    return known.after("join_time") > LONG_JOIN_S and not known.after("join_key_wait") > LONG_JOIN_S


def no_picture(known: Known) -> bool:
    return known.measured("video_bitrate") and not known.measured("join_time")


CAUSES = (
    Cause(
        "timestamp_jump",
        Layer.PACKETISER,
        Bilingual("视频时间戳跳变", "the video's stamps jumped"),
        (
            Clue(
                3.0,
                Bilingual("音画一下子差开 200 毫秒以上", "sound and picture are 200 ms or more apart all at once"),
                lambda known: abs(offset_moved(known)) > 200,
            ),
            Clue(
                3.0,
                Bilingual(
                    "同一时刻收到的两条轨道，时间戳也差开同样多：动的是时间戳，不是内容",
                    "the stamps of what arrives together are as far apart: stamps moved, and not the content",
                ),
                lambda known: abs(offset_moved(known)) > 100 and moves_with_stamps(known),
            ),
            Clue(
                2.0,
                Bilingual("时间戳跳变，到达时间却没有空档", "stamps jump where the arrival has no gap"),
                lambda known: abs(known.most("pts_jump")) > 250,
            ),
            Clue(
                CONFIRMS,
                Bilingual(
                    "抓包里视频时间戳在离开推流端时就跳了",
                    "in the packet capture the video's stamps jump as they leave the publisher",
                ),
                lambda known: stamp_jump_s(known, "video") > 0.2,
            ),
            Clue(
                RULES_OUT,
                Bilingual("抓包里视频时间戳连续", "in the packet capture the video's stamps are continuous"),
                lambda known: stamp_jump_s(known, "video") < 0.1,
            ),
        ),
    ),
    Cause(
        "parameter_sets_missing",
        Layer.PACKETISER,
        Bilingual("关键帧缺少 SPS/PPS", "key frames without SPS and PPS"),
        (
            Clue(
                4.0,
                Bilingual("收到的关键帧不带 SPS/PPS", "the key frames that come have no SPS and PPS"),
                lambda known: known.after("parameter_sets_share") < 0.5,
            ),
            Clue(
                3.0,
                Bilingual("视频数据一直在来，却一帧也解不出", "video comes all the time, and not one picture can be decoded"),
                no_picture,
            ),
            Clue(
                CONFIRMS,
                Bilingual(
                    "抓包里关键帧离开推流端时就没有 SPS/PPS",
                    "in the packet capture key frames leave the publisher without SPS and PPS",
                ),
                bare_key_frames,
            ),
        ),
    ),
    Cause(
        "key_requests_ignored",
        Layer.PACKETISER,
        Bilingual("不响应关键帧请求", "requests for key frames go unanswered"),
        (
            Clue(
                3.5,
                Bilingual(
                    "加入后很久才有第一幅画面，而此前没有来过视频",
                    "the first picture comes long after joining, and no video before it",
                ),
                waits_for_a_key_frame,
            ),
            Clue(
                1.5,
                Bilingual("关键帧间隔超过 5 秒", "key frames are more than 5 s apart"),
                lambda known: known.most("keyframe_interval") > 5,
            ),
            Clue(
                CONFIRMS + 1,
                Bilingual(
                    "推流日志里收到了关键帧请求，却没有关键帧跟上",
                    "the publisher's log has requests for a key frame that none followed",
                ),
                unanswered_requests,
            ),
            Clue(
                RULES_OUT,
                Bilingual("推流日志里没有未响应的请求", "no request is left unanswered in the publisher's log"),
                lambda known: bool(known.withheld.publisher_log) and not unanswered_requests(known),
            ),
        ),
    ),
)
