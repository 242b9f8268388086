"""Offers to write down what went wrong."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

NAMED = any_of(
    # papers that are nothing else: to speak of them is to offer them, unless denied, asked or another's
    r"""复盘, 复个盘, 事后(报告|材料|说明|总结|记录), 事件记录, 写?成?一页纸, (技术)?总结报告, (情况|经过|过程|事情|始末|为什么[^,。;]{1,10}|这次|本次|昨[天晚]|那一?段)[^,。;]{0,16}?(写|整理|汇总|归纳|形成|做成)(成|个|一|份|了|为)[^,。;]{0,8}?(说明|文档|报告|纪要|note|docx|小结|材料|通报|一份|记录), 为什么[^,。;]{1,8}的(那份|报告|docx|文档|说明), (事故|故障|事件|中断|断讯|根因|问题|调查|整改|质量|善后|检讨|回溯|异常|漏测|漏签|失败)[^,。;]{0,6}(报告|说明|小结|总结|纪要|材料|文档|回顾|回溯|分析文档|分析报告|经过), 根因分析, 根本原因分析, (incident|outage|failure)\s?(文档|报告|总结|说明), 事后分析, (溯源|定级)报告, (复盘|书面|总结)?材料[^,。]{0,6}(寄出|送达|寄送), 书面的?(报告|说明|[^,。]{0,4}分析|材料|解释), 情况说明, 说明函, 案例文档, 整改(清单|措施|方案|承诺), 检讨会, 8d\s?报告, coe\s?文档,
    post-?mortems?, post mortems?, rcas?, rca\w+, (written )?root[ -]cause (analysis|report|notes?|documents?|docs?|summary|write-?up), (incident|outage|accident|failure|fault|disruption|interruption) (\w+ )?(report|review|note|write-?up|summary|analysis|paper|dossier|recap|statement|debrief|doc\w*|briefing), post-?incident \w+, retrospective, write-?up, after-?action \w+, lessons[- ]learned, rfos?, reason for outage, capa report, pir, 8d report, pm doc, debrief, investigation report, (management )?summary of the (disruption|outage|incident), joint review, 5[- ]whys, wash-?up, autopsy, failure analysis, cause note"""
)
PAPER = any_of(
    # papers that may be about anything: only where they are given
    r"""报告, 小报告, 一份检讨, 分析报告, [份篇][^,。]{0,8}分析, (?<!归纳)小结, 总结, 说明(文档|文件|函|书), 个小的说明, 详版, 时间轴, 解释, 调查结果, 汇报, 长文, 整改材料, 书面材料, 写材料, 纪要, 来龙去脉, 前因后果, 时间线, 经过, 教训, 改进(项|措施|计划), 白纸黑字, 从头讲到尾, 掰开揉碎, 每一步都过, 回顾[^,。]{0,4}过程, 说明并附,
    chain of events, what failed, come clean, (review|debrief\w*|go over|go through|walk \w+) (\w+ ){0,4}(incident|outage|failure), in a report, after event \w+ do review, full report, final report, formal report, written (account|explanation|report|analysis|summary|statement), (in|put it in) writing, what (happened|went wrong), conclusions, (our|the) findings, (summary|written|detailed|full|final|formal|short|official|closing|complete|proper|internal) (incident |technical )?report, report (of|on|about|with) (what|how|why|the|all), account of (what|how|why|the), (what|how|why) (it|this|that) (happened|failed|broke|went wrong|slipped), (chain|sequence|course) of events, minutes of the, (cause|impact)[^.?!]{0,20}(actions|timeline|prevention|measures), signed statement, statement about, timeline, chronology, (improvement|corrective) (plan|and preventive)\w*, official explanation, explanation (of|about|for) the, whole (saga|story), full story, report (on|about) the, give you (a )?report, summary of the (failure|incident|outage|issue), analysis (paper|of), blog post, led the incident, causes and, actions are"""
)
GIVES = any_of(
    r"""写, 贴, 后补, 做(?=一|个|份|次), 出(?!现|口|错|去|来), 发(?!生|现), 给, 提供, 整理, 提交, 递交, 提出, 寄, 送, 准备, 撰写, 起草, 归到, 奉上, 呈, 附, 见附件, 挂, 抄送, cc, 做成, 形成, 分享, 公开, 发布, 同步, 列出, 讲, 过一?[遍下], 回顾, 开权限, 查收, 过目, 如下, 放,
    \w+'ll, will, document, is on, send*, writ*, attach*, append*, enclosed, provid*, shar*, prepar*, deliver*, publish*, post*, put together, get, give, hand, compile, present, receive, walk, offer, expect, is here, being, ready, coming, follow*, on pages?"""
)
FRAMES = frames(
    NAMED,
    f"{GIVES} … {PAPER}",
    f"{PAPER} … {GIVES}",
)
NOT = frames(
    any_of(
        # there is none, it is asked about, or it is another's
        r"""不写, 不出, 不再, 就不, 不用, 不需要, 不必, 不走, 不算, 不含, 基础版, 回放, 多机位, 主播的表现, 直播间, 赛事, 向.{0,6}报告, 备案, 您提到, 烦请, 一并, 更新日志, 免了, 以后再说, 先别, 不能答应, 无法提供, 不提供, 不包含, (看|收到|写|读)[^,。]{0,8}吗, 有[^,。]{0,8}吗, 什么\??$, 还是.{1,10}\?, 是否, 看了, 你们开, 你们自己, 你们写, 您写, 贵司先, 请(贵司|您|你们)?(先)?提供, 贵司内部复, 麻烦.{0,12}(导|发), 能给, 举报, (崩溃|检测|压测|体验|测试|数据|质量|诊断|联合测试|抓包|日报|周报)报告(?!书|.{0,8}(经过|本次)), 提交(日志|反馈)报告, 报告(里|显示|发出后|已发), 没有?(复盘|报告), 上个月那次, 客服报告, 事件(订阅|回调|通知)(文档|说明), 问题说明(?!文|给|会)""",
        r"""there (is|are|was) no, no (need|rca|post\w*|report), not (going|planning|able|provide\w*|offer\w*|include\w*|write\w*|do|a|an), skip*, won't, don't (write|do|offer|provide|have|publish), doesn't, can't, isn't, never, there won't, bug report*, crash report*, usage report*, thanks for, thank you for, your (own )?(\w+ )?(report|post-?mortem|rca|retro\w*), send (us|me), did you, have you, you (wrote|sent), too early, template, unrelated, you asked for, thread for, was delivered, still looking, looking for the, reports? of, from whom, reported, this report, reproduc\w*, could you, can you""",
    )
)


@signal(Signal.OFFERS_POSTMORTEM, zh="提供复盘", en="offers a post-mortem")
def offers_postmortem(said: Utterance) -> Evidence | None:
    """Offers, promises, announces or delivers a post-mortem, a root cause analysis or an incident report.

    Not: that there will be none, or that the customer should write one.
    """
    return said.evidence(FRAMES, NOT)
