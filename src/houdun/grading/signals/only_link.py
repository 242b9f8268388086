"""Points at a page and says no more."""

from __future__ import annotations

import re

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import LINK, Evidence, Utterance, has
from houdun.grading.words import any_of, frames

COURTESY = re.compile(
    any_of(
        r"""您好, 你好, 亲, 请, 谢谢, 感谢您的反馈, 感谢您的咨询, 抱歉, 让您久等了,
        hi there, hey there, hello there, hi, hello, hey, dear \w+, good (morning|day|afternoon|evening), kind regards, best regards, regards, thanks for (reaching out|checking in|the info\w*|your \w+|asking|the tag|letting us know), thank you for your (patience|\w+), thanks, thank you, cheers, please, pls, just to confirm, sorry to hear (this|that|about this), we're, my apologies for the delay\w*, (if|should) you have any (other|more|further) questions[^.!?]{0,40}, let us know if (this|that|it) helps, hope (this|that|it) helps, additionally, @\S+, \(?edited\)?"""
    )
    + r"|[\^*/~-][a-z]{2,10}\s*$"
)
"""Greetings, thanks, apologies, names and signatures: they say nothing."""
WORD = re.compile(r"[a-z0-9']+|[一-鿿]")
FEW_WORDS, SOME_WORDS = 6, 36
"""English words or Chinese characters beside the link and the courtesies: bare, and where they introduce the page."""
INTRODUCES = frames(
    any_of(
        """参考, 参见, 查看, 看下, 看看, 看一下, 详见, 请看, 文档, 链接, 说明, 教程, 指引, 帮助中心, 见,
        see, check, check out, checking out, checking, here, visit, look at, refer to, read, article, guide, docs?, documentation, faq, tips, page, link, website, help site, info, information, details, found at, find, steps, e-?mail at, ticket, request here, one-on-one, by visiting, covered in, described in, under, at, explained, answer"""
    )
)
SUBSTANCE = frames(
    any_of(
        r"""日志, 步骤(发|给), 原因, 因为, 改成, 改为, 已修, 修复, 恢复, 关闭, 转给, 复盘, 报告,
        fixed, fix, resolved, closing, closed, duplicate, merged, also can you, send (me|us) (the|your|a copy|more|an? \w+ (of|with)), logs, because, workaround, released, rca, incident, attached, push to, fill out, can not, cannot, not possible, contractual, your console, know the outcome, does it say, keep us posted, feedback on, feedback forum, attach, does not, doesn't, isn't, can't, different issue, waiting, option, looking into, forward this, when we, only be used, dev team, chat with us, share the details, call, is waiting, this address"""
    ),
    (r"`[^`]+`"),
)


@signal(Signal.ONLY_LINK, zh="只丢链接", en="only a link")
def only_link(said: Utterance) -> Evidence | None:
    """A pointer to documentation, a help article or another URL is the only substance: beside it courtesies, and at most a
    sentence or two that introduce it.
    """
    link = LINK.search(said.folded)
    if link is None:
        return None
    rest = COURTESY.sub(" ", LINK.sub(" ", said.folded).strip())
    most = SOME_WORDS if has(rest, INTRODUCES) else FEW_WORDS
    if len(WORD.findall(rest)) > most or has(rest, SUBSTANCE):
        return None
    return Evidence(*link.span())
