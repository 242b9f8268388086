"""Causes on the network between publisher and ingest."""

from __future__ import annotations

from houdun.facts.fault import Layer
from houdun.language import Bilingual
from houdun.probe.diagnosis.clue import Cause, Clue
from houdun.probe.diagnosis.known import Known
from houdun.probe.diagnosis.signs import CONFIRMS, RULES_OUT, backlog_ms, by_playlist, by_rtp, in_sync, latency_grows

ROW = 60
"""Datagrams lost in a row at most, of 4 Mbit/s, that are a burst of losses and no bottleneck's full queue."""

GAPS = 0.8
"""Share of the marks: one of the eight in four seconds may fall to the seconds before or after, where sound comes unevenly."""


def irregular_losses(known: Known) -> bool:
    """Frames are missing in some seconds and not in others."""
    return 0.02 < known.share("frames_lost", 0.5) < 0.95


def in_fits(known: Known) -> bool:
    """Retransmissions hold a reliable flow up for a fifth of a second now and then."""
    if by_playlist(known) or by_rtp(known):
        return False
    held_up = known.most("end_to_end_latency") - known.after("end_to_end_latency")
    return held_up > 100 and not latency_grows(known) and known.share("arrival_jitter", known.least("arrival_jitter") + 5) > 0.1


def bursts(known: Known) -> bool:
    test = known.withheld.network_test
    return test is not None and 0.005 < test.loss < 0.35 and not known_backlog(known)


def narrow(known: Known) -> bool:
    test = known.withheld.network_test
    return test is not None and test.rate_kbps < 0.4 * test.sent_kbps and backlog_ms(known) > 500


def known_backlog(known: Known) -> bool:
    return backlog_ms(known) > 500


def clean_network(known: Known) -> bool:
    test = known.withheld.network_test
    return test is not None and test.loss < 0.002


CAUSES = (
    Cause(
        "loss_bursts",
        Layer.TRANSPORT,
        Bilingual("上行网络成串丢包", "bursts of loss on the uplink"),
        (
            Clue(
                3.0,
                Bilingual("有的秒丢帧，有的秒不丢，没有规律", "frames are missing in some seconds and not in others"),
                irregular_losses,
            ),
            Clue(
                2.0,
                Bilingual("声音也有缺损：有的标记读不出", "the sound has gaps too: some marks are not read"),
                lambda known: 0.2 < known.least("marks_read") < GAPS and known.after("silence_share") < 0.9,
            ),
            Clue(
                4.0,
                Bilingual("RTP 统计里有丢包", "the RTP counters show loss"),
                lambda known: known.most("packet_loss") > 0.01,
            ),
            Clue(
                3.0,
                Bilingual(
                    "包的到达一阵一阵：有时晚几百毫秒，随后又追上",
                    "packets come in fits: hundreds of milliseconds late, and then caught up",
                ),
                in_fits,
            ),
            Clue(
                CONFIRMS,
                Bilingual("网络测试测到丢包，发送队列却不长", "the network test finds loss, while the send queue stays short"),
                bursts,
            ),
            Clue(RULES_OUT, Bilingual("网络测试没有丢包", "the network test finds no loss"), clean_network),
        ),
    ),
    Cause(
        "narrow_uplink",
        Layer.TRANSPORT,
        Bilingual("上行带宽不够", "the uplink is too narrow"),
        (
            Clue(3.0, Bilingual("画面越来越旧", "pictures get older and older"), latency_grows),
            Clue(
                2.5,
                Bilingual("数据包到达变慢，音频视频一样慢", "packets arrive more slowly, sound and video alike"),
                lambda known: (
                    latency_grows(known) and known.change("arrival_jitter") > 2 and abs(known.slope("interleaving")) < 0.01
                ),
            ),
            Clue(
                1.0,
                Bilingual(
                    "不丢帧，音画同步：数据一件不少，只是排队", "no frame is lost and sync holds: everything arrives, and queues"
                ),
                lambda known: latency_grows(known) and in_sync(known) and known.after("frames_lost") < 1,
            ),
            Clue(
                CONFIRMS,
                Bilingual(
                    "推流日志里数据在发送队列里越积越多，网络测试的速率也上不去",
                    "in the publisher's log the send queue piles up, and the network test does not get its rate",
                ),
                narrow,
            ),
            Clue(
                RULES_OUT,
                Bilingual("推流端没有积压", "nothing waits at the publisher"),
                lambda known: backlog_ms(known) < 200,
            ),
        ),
    ),
)
