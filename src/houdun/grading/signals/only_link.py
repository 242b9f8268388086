"""Points at a page and says no more."""

from __future__ import annotations

import re

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import LINK, Evidence, Utterance
from houdun.grading.words import any_of, frames

GREETING = re.compile(
    any_of(
        "您好, 你好, 亲, hi, hello, hey, dear \\w+, good morning, good day, good afternoon, kind regards, best regards, regards, thanks, thank you, cheers, @\\S+, hi there, please, pls, 请, 谢谢, 感谢您的反馈"
    )
)
WORD = re.compile(r"[a-z0-9']+|[一-鿿]")
MOST_WORDS = 16
"""Of the rest, greetings aside: one short sentence, in English words or Chinese characters."""
SUBSTANCE = frames(
    any_of(
        """日志, 步骤, 原因, 因为, 改成, 改为, 已修, 修复, 恢复, 关闭, 转给, 复盘, 报告, 帮忙提供,
        fixed, fix, resolved, closing, closed, duplicate, dup, merged, also can you, send me, logs, because, dm, let me know if, workaround, released, pr, rca, incident, attached, push to, report"""
    )
)


@signal(Signal.ONLY_LINK, zh="只丢链接", en="only a link")
def only_link(said: Utterance) -> Evidence | None:
    """A pointer to documentation, a help article or another URL is the only substance: beside it greetings, and at most one
    sentence that introduces it.
    """
    link = LINK.search(said.folded)
    if link is None:
        return None
    rest = GREETING.sub(" ", LINK.sub(" ", said.folded))
    if len(WORD.findall(rest)) > MOST_WORDS or any(word.search(rest) for word in SUBSTANCE):
        return None
    return Evidence(*link.span())
