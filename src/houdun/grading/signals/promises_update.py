"""Promises the next word, and when."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.due import CHINESE_ZONE, ENGLISH_ZONE, due, times
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, has
from houdun.grading.words import any_of, frames

WORD = frames(
    any_of(
        """给你, 给您, 给个, 给出, 给结论, 给说法, 给方案, 给准信, 告诉你, 告诉您, 告知, 同步, 答复, 回复, 回你, 回您, 回一声, 回电, 回来, 更新, 说一声, 跟您说, 跟你说, 通知, 发你, 发您, 发给, 发送, 发群里, 贴群里, 在群里发, 贴, 写给, 写一条, 再来, 再看, 再与您联系, 联系您, 联系你, 出结果, 有结果, 出结论, 有结论, 出报告, 提供, 反馈, 汇报, 来信, 再来问, 电话, 回函, 一更, 加你微信, 出一个, 给书面, 发版, 交付, 出方案, 有消息, 给结果, 给答案, 给回复, 打电话, 出包, 跟您对, 跟你对, 和您对, 发新包, 发包, 新版本, 修复版本, 给到, 知会, 通报, 报一下, 报个, 吱声, 交代, 回音, 回信, 写信, 补丁, 修好, 方案, 带着, 下一条, 主动给, 出包, 说法""",
        """report at, next report, more at, more by, back to you, deliver, give me until, give us until, (by|at|before) then, you get, ready (by|on|at), ship, (answer|news|word|result|reply|fix|patch|build|release) (by|on|at|before|tomorrow|next|within|in|is due), update in, report back, we plan to have, plan to, aim to, call you, have the (build|fix|patch|result|answer), ping you, ring you, circle back, touch base, check in, drop you a, drop a note, have news, have an answer, have something, revert, report, i'll, i will, we'll, we will, you'll, you will, will be, will have, will write, will get back, get back to you, come back to you, back w/, back with, let you know, update you, next update, next message, update from, update by, hear from, follow up, keep you posted, send you, sending you, expect, answer, eta, i write, comes to you, lands in, delivered, going to, reply comes, should have, will follow, follows in, follow this, in your inbox, will send, report back, status from, drop it here, write again, fix date, release date, check again, check back, by then, release""",
    )
)
NOT = frames(
    any_of(
        r"""请(?!知悉|放心|留意|耐心), 您若, (没|未|无)[一-鿿]{0,8}(反馈|消息|更新|回复|进展|回音|新), 已逾, 只剩, 开了\d, 前两周, 前几天, 来问了, 了哈, 连线, 如果您, 能否, 预计恢复, 尽快.{0,4}$, 请在.{0,8}(前|内)(回|提供), 工作时间内, 上班后, 排队, 您可, 缓存保留, 你们安排, 您方便, 已经, 前阵子, 昨天, 上周, 上个月, 之前先, 超过, 周期, 满,
        not going to, while you, can't promise, if you, could you, can you, please send, would you, let's, shall we, within 7 days of, last week, yesterday, business hours, ago, closed for, since, for the last, in the last, for the past, we're closed, automatically, an agent, respond shortly, have been"""
    )
)


@signal(Signal.PROMISES_UPDATE, zh="承诺何时更新", en="promises an update by a time")
def promises_update(said: Utterance) -> Evidence | None:
    """Says when, with any statement of time, the vendor will write again, give a result or deliver.

    `value` is the UTC milliseconds at which it is due, where the words tell: read in the utterance's zone, else in China's for
    Chinese and in UTC for English. Not: "soon", "as soon as possible".
    """
    zone = said.zone or (CHINESE_ZONE if said.chinese else ENGLISH_ZONE)
    for sentence in said.sentences:
        for time in times(sentence.text):
            if _promises(sentence, *time.span()):
                at = due(sentence.text, said.at, zone)
                return Evidence(sentence.start + time.start(), sentence.start + time.end(), "" if at is None else str(at))
    return None


def _promises(sentence: Sentence, start: int, end: int) -> bool:
    return has(sentence.text, WORD) and not has(sentence.around(start, end), NOT) and not sentence.asks
