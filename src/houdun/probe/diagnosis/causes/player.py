"""Causes in the player."""

from __future__ import annotations

from houdun.facts.fault import Layer
from houdun.language import Bilingual
from houdun.probe.diagnosis.clue import Cause, Clue
from houdun.probe.diagnosis.signs import CONFIRMS, RULES_OUT, buffered_ms, fresh, in_sync, latency_grows

CAUSES = (
    Cause(
        "growing_jitter_buffer",
        Layer.PLAYER,
        Bilingual("播放缓冲只增不减", "the player's buffer only grows"),
        (
            Clue(
                3.0,
                Bilingual("画面越来越旧，延迟每秒增加 15 毫秒以上", "pictures get older by more than 15 ms each second"),
                lambda known: latency_grows(known) and fresh(known),
            ),
            Clue(
                2.5,
                Bilingual(
                    "数据包到达的节奏没有变，延迟是收到之后才增加的",
                    "packets arrive as steadily as before: the delay is added after that",
                ),
                lambda known: latency_grows(known) and known.change("arrival_jitter") < 1.5,
            ),
            Clue(
                1.0,
                Bilingual("两条轨道仍然一起到达，音画同步", "both tracks still arrive together and are in sync"),
                lambda known: latency_grows(known) and in_sync(known) and abs(known.slope("interleaving")) < 0.005,
            ),
            Clue(
                -3.0,
                Bilingual("包的到达本身变慢了", "the packets themselves arrive more slowly"),
                lambda known: known.change("arrival_jitter") > 3,
            ),
            Clue(
                CONFIRMS,
                Bilingual("播放日志里缓冲已超过 300 毫秒", "the player's log has more than 300 ms in its buffer"),
                lambda known: buffered_ms(known) > 300,
            ),
            Clue(
                RULES_OUT,
                Bilingual("播放日志里几乎没有缓冲", "the player's log has next to nothing in its buffer"),
                lambda known: buffered_ms(known) < 50,
            ),
        ),
    ),
)
