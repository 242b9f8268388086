"""Gives the matter to somebody else."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.vocabulary import TEAM
from houdun.grading.words import any_of, frames

HAND_ZH = any_of(
    "转, 转给, 转交, 转到, 转至, 转接, 转派, 递到, 递交, 递给, 交给, 交到, 交由, 提交给, 提给, 反馈给, 反馈至, 反馈到, 上报, 上报给, 汇报, 同步给, 同步至, 拉, 拉了, 拉上, 请, 叫, 叫起来, 呼叫, 通知, 挂给, 挂在, 丢给, 扔给, 派给, 指派, 分配给, 写给, 列给, 抄送, 报给, 找, at 了, at了, 给了, 排上, 让"
)
COMES_ZH = any_of(
    "进来, 介入, 接手, 跟进, 跟一下, 看一下, 看看, 来看, 过来, 进来看, 处理, 排查, 评估, 研判, 核查, 审阅, 瞄一眼, 帮看, 接着, 过一遍, 对接, 联系您, 联系你, 进来处理, 一并考虑, 一起看, 跟您谈, 跟你们, 核实, 检讨, 查"
)
TOOK_ZH = any_of(
    "已介入, 介入了, 已接手, 接手, 接手了, 已升级, 升级到, 升级给, 升级至, 已上报, 已转, 转了, 提了bug, 提了工单, 提缺陷单, 提交缺陷单, 内部工单, 已提单, 提单, 立项, 已反馈, 加急, 升级为, 升为"
)
ELSEWHERE_ZH = (
    any_of("联系, 咨询, 找, 拨打, 致电, 加, 移步, 邮件至, 发邮件到, 提工单, 提个工单, 重新发送")
    + " .. "
    + any_of("客服, 商务, 销售, 热线, 400, 值班手机, 客户经理, 官方, 支持组, 工单系统, 群内, 厂商, 邮箱")
)
PASS_EN = any_of(
    "escalat*, forward(ed|ing) (it|this|that|your|these|them|the), forwarded to, pass(ed|ing)? (this|it|that|them|your|the|along|on), passing this, hand(ed|ing)? (this|it|that|over|off), handed to, assigned (it |this )?to, assigned, re-?assign*, rout(ed|ing) (it |this )?to, transferr*, loop(ed|ing)? in, bring(ing)? in, brought in, pulled in, pulling in, woken, woke, paged, moved (it|this|the issue|on)?, moved it on to, put this before, put this in front of, raised (this|it|with|a), reported (this|it) to, sent (this|it|that) (over )?to, shared (this|it|your feedback)? ?with, showed it to, let (our|the) \\w+ team know, notified, submitted (this|it)? ?to, filed (a|an) (internal )?\\w+, redirect*, flagged (this|it)?, relay*, on their board, has it now, have it now, took over, takes over, taking this over, gets this from me, on their table, cc'?(ed|ing)?, ping(ed|ing)? @, consult*, check(ing)? with, asking (our|the), ask(ed)? (our|the)"
)
ELSEWHERE_EN = frames(
    any_of(
        "reach out to, contact, talk to, speak (with|to), get in touch with, call, email, write to, message, dm, ask, open a ticket with, open an? (issue|ticket|bug) (in|with|at|on), file (a|an) (\\w+ )?(issue|ticket|bug|report) (in|with|at|on|against), report (it|this) (to|at|in|on), post (this|it)? ?(in|on|to) (the|our), better asked (on|in), stack ?overflow, head (over )?to"
    )
    + " … "
    + any_of(
        "us, account manager, support, team, desk, line, hotline, repo, repository, forum*, tracker, provider, sales, bank, carrier, upstream, here, dm, discord, slack, mailing list, stack ?overflow, gitter, csm, billing, service, at https?"
    ),
    any_of(
        "dm us, send us a dm, send us a direct message, via dm, private message, direct message, follow and dm, pop us a dm, drop us a dm, shoot us a dm, please dm, give us a call, give us a ring, call us"
    ),
    any_of(
        "belongs in, belongs to, wrong repo, upstream issue, upstream bug, transferred to, moving this to, moved to, moving to, tracked in"
    ),
)
FRAMES = frames(
    f"{HAND_ZH} … {TEAM} … {COMES_ZH}",
    f"{any_of('转, 转给, 转交, 转到, 转至, 转接, 转派, 递到, 递交, 递给, 交给, 交到, 交由, 提交给, 提给, 反馈给, 反馈至, 反馈到, 上报, 同步给, 呼叫, 通知, 挂给, 挂在, 丢给, 扔给, 派给, 指派, 分配给, 写给, 列给, 报给, 已拉, 拉了, 已经拉了, 请')} .. {TEAM} {any_of('了, 进来, 跟进, 介入, 名下, 手里, 评估, 请他们, 处理, 一起, 看, 刷, 帮')}?",
    f"{TEAM} .. {TOOK_ZH}",
    TOOK_ZH,
    f"{any_of('由, 让, 请, 叫, 拉')} .. {TEAM} .. {any_of('跟进, 处理, 联系, 介入, 接手, 来看, 进来, 看看, 瞄一眼')}",
    f"{PASS_EN} … {TEAM}",
    f"{TEAM} … {any_of('has it now, have it now, have been notified, has been notified, is looking, are looking, will look, is doing, will take over, takes it from here, looks at it, is investigating, are investigating, will contact you, will be in touch')}",
    any_of(
        "escalated, escalating, i've escalated, have escalated, i'll escalate, will escalate, pulled in, looping in, looped in"
    ),
    ELSEWHERE_ZH,
)
NOT = frames(
    any_of(
        "不用, 不需要, 不必, 无需, 无须, 暂不, 没有, 不再, 别, 未, not, no need, don't need, needn't, without, never, rather than"
    )
    + " … "
    + any_of("升级, 转, 上报, 找, 拉, escalat*, forward*, pass, relay*"),
    any_of("网络运维, 让你们, 叫您的, 你们网管, sdk.{0,4}升级, 升级sdk, 升级到 ?v?[0-9]"),
)


@signal(Signal.PASSES_ON, zh="转手或升级", en="passes on or escalates")
def passes_on(said: Utterance) -> Evidence | None:
    """To another team, person or level; says it was escalated, transferred or reported to engineers; or sends the customer to
    another channel or desk.

    Not: that no escalation is needed.
    """
    return said.evidence((*FRAMES, *ELSEWHERE_EN), NOT)
