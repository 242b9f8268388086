"""Offers to write down what went wrong."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

REPORT = any_of(
    r"""复盘, 原因分析, 书面分析, 说明函, 盖章, 整改措施, 改进措施, 整改报告, 事件总结, 本次事件的总结, 总结(文档|材料|邮件), 书面材料, 书面的, 书面回复, 书面答复, 故障报告, 事故报告, 事件报告, 问题报告, 根因报告, 根因分析, 根因说明, 分析报告, 问题分析, 故障分析, 故障说明, 故障小结, 事故小结, 事故说明, 情况说明, 书面说明, 问题说明, 回溯报告, 回顾报告, 调查报告, 调查小结, 小结报告, 总结报告, 书面报告, 一份报告, 简短的报告, 写个小报告, 小报告, 报告, 一份检讨, 问题的报告, 说明文档, 故障总结, 写成一篇分析, 写一篇分析, 写个小的说明, 来龙去脉, 前因后果, 问题回顾, 漏签经过,
    post-?mortem\w*, conclusions, signed statement, statement about, incident review, review of the (incident|outage), what happened, what went wrong, (written )?root-?cause[ -](analysis|report|summary|doc\w*|note), explanation .{0,12}in writing, put it in writing, in writing, written (analysis|account|summary|statement|report|explanation), do a review, our findings, the findings, incident (doc\w*|statement|paper|briefing|debrief), debrief, full story, timeline and, post mortem, rca\w*, root cause (analysis|report|note|document|summary|write-?up), incident (report|review|note|write-?up|summary|analysis|paper), detailed incident analysis, post-incident \w+, retrospective, retro, write-?up, writeup, analysis paper, after-action \w+, written explanation, written report, formal report, full report, final report, summary of the (failure|incident|outage|issue), one-page summary, blog post, cause note, what happened into"""
)
OFFER = any_of(
    r"""写, 出, 发, 给, 提供, 整理, 提交, 寄, 送, 准备, 撰写, 归到, 奉上, 附件, 附上, 挂出来, 抄送, cc, 做, 形成, 会, 将, 在写, 放在, 已送达, 评审完, 送达, 后续, 稍后, 可以, 定稿, 可,
    will, 'll, send*, writ*, attach*, provid*, shar*, follow*, prepar*, deliver*, publish*, post*, put together, comes, lands, get, getting, going to, be with you, is here, report:, in your, is coming, been posted, in progress, you'll have, and, this week, tomorrow, being written, available, add, put, done, expect, underway"""
)
FRAMES = frames(f"{OFFER} … {REPORT}", f"{REPORT} … {OFFER}")
NOT = frames(
    any_of(
        r"""不写, 不出, 不用, 不需要, 不必, 免了, 就不写, 以后再说, 不能答应, 无法提供, 不提供, 不包含, 你们开, 你们自己, 是否出, 能给, 提交(日志|反馈)报告, 举报, 崩溃报告, 报告里, 数据报告, 质量报告, 报告发出后, 报告已发, 已于上周, 后续未,
        not, no need, skip*, won't, don't, doesn't, bug report, crash report*, thanks for the (report|write-?up), thank you for (the|your) (\w+ )?(report|write-?up), your report, reported, this report, was delivered, reports? of"""
    )
)


@signal(Signal.OFFERS_POSTMORTEM, zh="提供复盘", en="offers a post-mortem")
def offers_postmortem(said: Utterance) -> Evidence | None:
    """Offers, promises, announces or delivers a post-mortem, a root cause analysis or an incident report.

    Not: that there will be none, or that the customer should write one.
    """
    return said.evidence(FRAMES, NOT)
