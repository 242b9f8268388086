"""Causes in the servers between publisher and player: ingest, SFU, CDN."""

from __future__ import annotations

from houdun.facts.fault import Layer
from houdun.language import Bilingual
from houdun.probe.diagnosis.clue import Cause, Clue
from houdun.probe.diagnosis.known import Known
from houdun.probe.diagnosis.signs import (
    CONFIRMS,
    RULES_OUT,
    moves_with_stamps,
    offset_moved,
    reports_moved_ms,
    stale_s,
    steady_offset,
    stopped,
)


def later_pictures(known: Known) -> bool:
    """Pictures became older by about as much as the sound became early."""
    moved = offset_moved(known)
    return moved < -40 and abs(known.change("end_to_end_latency") + moved) < max(25.0, -0.3 * moved)


def stale_while_published(known: Known) -> bool:
    log = known.withheld.publisher_log
    return stale_s(known) > 6 and log is not None and log[-1].pictures > 0


CAUSES = (
    Cause(
        "stale_playlist",
        Layer.SERVER,
        Bilingual("CDN 一直返回旧的播放列表", "the CDN serves an old playlist on and on"),
        (
            Clue(
                5.0,
                Bilingual("播放列表已经 6 秒以上没有前进", "the playlist has not advanced for more than 6 s"),
                lambda known: known.most("playlist_unchanged") > 6,
            ),
            Clue(2.0, Bilingual("播放停住了", "play has stopped"), stopped),
            Clue(
                2.0,
                Bilingual("HTTP 应答来自缓存，且越来越旧（Age 头）", "answers come from a cache and grow old (Age header)"),
                lambda known: known.most("http_age") > 6,
            ),
            Clue(
                CONFIRMS,
                Bilingual(
                    "播放日志里列表不再前进，推流日志里画面却照常发出",
                    "in the player's log the playlist stands still, while the publisher's log goes on sending pictures",
                ),
                stale_while_published,
            ),
        ),
    ),
    Cause(
        "sender_reports_from_arrival",
        Layer.SERVER,
        Bilingual("服务器按到达时间改写了发送者报告", "the server makes sender reports from arrival times"),
        (
            Clue(
                2.5,
                Bilingual("声音突然提前，之后不变", "sound is early all at once, and stays so"),
                lambda known: offset_moved(known) < -40 and steady_offset(known),
            ),
            Clue(
                3.0,
                Bilingual(
                    "画面变旧的毫秒数与声音提前的相同：是视频包晚到了，不是内容错位",
                    "pictures became older by as much as the sound became early: video packets come late, the content is not shifted",
                ),
                later_pictures,
            ),
            Clue(
                -4.0,
                Bilingual("偏移随时间戳一起变", "the offset moves with the stamps"),
                lambda known: offset_moved(known) < -40 and moves_with_stamps(known),
            ),
            Clue(
                CONFIRMS,
                Bilingual(
                    "服务器前后的发送者报告对不上，差出的正是音画偏移",
                    "sender reports before and behind the server differ, by what sound and picture are apart",
                ),
                lambda known: abs(reports_moved_ms(known)) > 25,
            ),
            Clue(
                RULES_OUT,
                Bilingual("服务器前后的发送者报告一致", "sender reports before and behind the server agree"),
                lambda known: abs(reports_moved_ms(known)) < 10,
            ),
        ),
    ),
)
