"""Closes the case because nobody spoke."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

CLOSES = frames(
    any_of(
        "关闭, 结案, 完成处理, 关单, 关掉, 关了, 先关, 关哈, 结单, 结了, 结掉, 办结, 完结, 终止, 归档, 收掉, 收了, 收起, 要收, 先销, 销单, 按.{0,6}处理, 结束, 这边结, 已关, 让它结, 清理.{0,6}单, 旧单清理, 变成关闭, 关:, 关。?$"
    ),
    any_of(
        "clos(e|ed|es|ing), shut(ting)? (this|it|down)?, mark(ed|ing)? (it |this |as )*(resolved|solved|closed|stale), put this (one )?to rest, archiv(e|ed|ing), set(ting)? this ticket to, resolve this, lock(ed|ing)?, wrap(ping)? (this|it) up, park(ing)? this, retir(e|ing) this, auto-?closed, call(ing)? (this|it) done, put(ting)? (this|it) to bed, tidying"
    ),
)
SILENCE = frames(
    any_of(
        r"""(未|没有?|无|不|未见|没等|等不|未再)[\u4e00-\u9fff]{0,14}(回复|回应|反馈|更新|消息|新消息|动静|人动|进展|音讯|回音|答复|响应|来信|信件|内容|提起|意见|作答|回|等到|等来|可查的 ?id), 未在[^,。]{0,8}(时间|期限)[^,。]{0,4}内, 未按时, 未补充, 未提供, 放了太久, 太久, 许久, 很久, 久未, 迟迟, 未再, 没回, 没人动, 没动, 无新, 超期, 逾期, 超时, 超过\w{1,4}[天日周], 满\w{1,3}天, 静置, 长时间, 一周多, 两周, 半个?多?月, 三个星期, 多日, 多天, 旧单清理, 挂着, 没有?新的?消息, 再无, 没再, 在不在, 不在我, 一个多?月, 想是, 没有后续, 没有再, 后面没"""
    ),
    any_of(
        r"""inactiv\w*, without (an |any )?(answer|reply|response), didn't provide, did not provide, (not|never) provided, no further information, (don't|do not) hear (back|from), received no, got no (answer|reply|response), still relevant, old issues?, no (recent |further |new |other )?(reply|response|answer|activity|feedback|update|updates|interaction|word|follow-?up|technical question|news), no one, not (hear|heard|receiv\w*|respond\w*|repl\w*), didn't hear, did not hear, haven't heard, hasn't been, haven't (received|had), not had, without (a )?(reply|response|answer|news), stale, idle, dormant, quiet, silent, crickets, nothing from you, nothing since, no word, haven't heard, (days|weeks) without, for ages, old issue, over a (week|month|year) old, (a|\w+) (weeks?|months?|days) old, no longer active, abandoned, sat (here|idle), \d+\+? days, there was no, there's no reply, no log arrived, been open for, lack of (response|activity|information|info|feedback), too old, due to age, for a while, outdated, timed out, silence, no repro\w* (provided|given)"""
    ),
)
NOT = frames(
    any_of(
        "不关, 不会关, 先不关, 别关, 未关, 保留, 会话, 自动收了, 录制, 账期.{0,4}关了, 不要关, 关掉(高|镜|agc|自动), not clos\\w*, won't close, leav\\w+ (this|it) open, keep\\w* (this|it) open, closely, close to, clos\\w+ (the )?(app|browser|tab|window|connection*|socket)"
    ),
)


@signal(Signal.CLOSES_AS_STALE, zh="因无回复关单", en="closes as stale")
def closes_as_stale(said: Utterance) -> Evidence | None:
    """Closes the case, or announces that it will, because no answer came, nothing moved, or it is too old.

    Not: closing because it is solved, or keeping it open.
    """
    return said.evidence(CLOSES, NOT) if said.has(SILENCE) else None
