"""Gives the matter to somebody else."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.vocabulary import TEAM
from houdun.grading.words import any_of, either, frames

GIVE_ZH = any_of(
    "转给, 转交, 转到, 转至, 转接, 转派, 转(?!码|推|成|换|发|圈|存|储|化|播|屏|直播|来|过来), 递到, 递交, 递给, 交给, 交到, 交由, 提交给, 提给, 反馈给, 反馈至, 反馈到, 上报给, 上报, 汇报给, 同步给, 同步至, 呼叫, 通知, 挂给, 挂在, 丢给, 扔给, 派给, 指派给, 分配给, 写给, 列给, 报给, 拉了, 已拉, 拉上, 叫了, 我拉, 我叫, 给了, 移交给, 升级给, 升级到, 升级至, 提交到, 一起给"
)
CALL_ZH = any_of("请, 由, 让, 叫, 拉, 归, 需要, 得, 要, 安排, 找, 把, at了, at 了")
COME_ZH = any_of(
    "看下, 看一下, 帮忙看, 那边看, 来查, 进来, 介入, 接手, 跟进, 跟一下, 来看, 过来看, 瞄一眼, 帮看, 接着跟, 过一遍, 研判, 对接, 联系您, 联系你, 一并考虑, 检讨, 叫起来, 查一下, 查看, 排查, 处理, 评估, 拉进来, 去查, 盯一下, 协助, 支援"
)
TOOK_ZH = any_of(
    "已介入, 介入了, 已接手, 接手了, 我也叫了, 我帮你排上, 被我叫, 已在跟进, 在跟, 已经在看, 跟进中, 来联系, 会联系, 剩下他跟, 会接着"
)
RAISED_ZH = any_of(
    "一起给他们了, 我跟.{1,6}提了, 已升级, 升级处理, 已上报, 提了bug, 提了 ?bug, 提缺陷单, 提交缺陷单, 缺陷单, 催(一下|了)?(开发|研发|技术|后端|运维), 拉(了)?[^,。]{1,8}进(群|来|会), 得(商务|法务|产品|运维|研发|老板|领导|财务)[^,。]{0,6}(定|看|批), 我去问(她|他|下|一下|问), 提上去, 往上提, 递上去, 转过去, 专人联系, 专人跟进, 专员联系, 资深工程师, 高级工程师, 专家团队, 升级到二线, 升级二线, 升级处理, 内部工单, 内部单, 提内部, 立项, 已反馈给, 升级为p, 升为p, 往上报, 递上去, 反映上去, 申请.{0,6}支援, 单子交到, 名下, 剩下他跟, 叫起来了"
)
OWNER_ZH = any_of(
    "平台, 网关, 权限平台, 法务, 商务, 周工, 老[一-鿿], 网络工程师, 维护者, 的人, 手里, 审批, 供应商, 厂商, 上游, 机房, 产品部, 中台, 计费, 算法, 内核, 引擎, 网络, 基础网络, 专线, 那边"
)
ELSEWHERE_ZH = (
    any_of("发邮件, 邮件, 联系, 咨询, 拨打, 致电, 加, 移步, 邮件至, 发邮件到, 提工单, 提个工单, 重新发送, 找")
    + " .. "
    + any_of(
        "客服热线, 商务, 销售, 热线, 400, 值班手机, 客户经理, 官方, 支持组, 工单系统, 厂商, 专线, 财务, 运营商, \\S+@\\S+, 邮箱, 工单"
    )
)

PASS_EN = any_of(
    "escalat*, forward(ed|ing)? (it|this|that|your|these|them), forwarded to, pass(ed|ing)? (this|it|that|them|your|the|along|on), passing this, hand(ed|ing)? (this|it|that|over|off), handed to, assigned (it |this )?to, assigned, re-?assign*, rout(ed|ing) (it |this )?to, transferr*, loop(ed|ing)? in, bring(ing)? in, brought in, pulled in, pulling in, woken, woke, paged, moved (it|this|the issue|on)?, moved it on to, put this before, put this in front of, raised (this|it|with|a), reported (this|it) to, sent (this|it|that) (over )?to, shared (this|it|your feedback)? ?with, showed it to, let (our|the) \\w+ team know, notified, submitted (this|it)? ?to, filed (a|an) (internal )?\\w+, redirect*, flagged (this|it)?, relay*, on their board, has it now, have it now, took over, takes over, taking this over, gets this from me, on their table, ping(ed|ing)? @, consult*, check(ing)? with, asking (our|the), ask(ed)? (our|the)"
)
ELSEWHERE_EN = frames(
    any_of(
        "reach out to, contact, talk to, speak (with|to), get in touch with, call, email, write to, message, dm, open a ticket with, open an? (issue|ticket|bug) (in|with|at|on), file (a|an) (\\w+ )?(issue|ticket|bug|report) (in|with|at|on|against), report (it|this) (to|at|in|on), post (this|it)? ?(in|on|to) (the|our), better asked (on|in), stack ?overflow, head (over )?to"
    )
    + " … "
    + any_of(
        "us, account manager, support, team, desk, line, hotline, repo, repository, forum*, tracker, provider, sales, bank, carrier, upstream, discord, slack, mailing list, stack ?overflow, gitter, csm, billing, service, at https?"
    ),
    any_of(
        "(send|shoot|drop) us an e?-?mail, e?mail us, give us a call, give us a ring, call us, please call, create a (support )?(ticket|request), open a (support )?(ticket|request), submit a (support )?(ticket|request), raise a (support )?(ticket|request), file a (support )?(ticket|request), create (an )?issue in, follow this link so, one-on-one, chat with us, chat with an agent, connect with our, contact (us|them|our|the|your|at&t|your \\w+) , need to contact, have to contact, need to reach out, have to reach, reach out to (the|your|our|their), report it so, share the details here, looped (our|the|in), moved it on to, moved the issue to, moved this issue to, look at it as, routed to, let network, please move it to, handed it to"
    ),
    any_of(
        "cannot assist with, can't assist with, unable to assist with, reply back to ticket, also open an issue, cc @\\S+, let me ask (the|our), i'll check with, will check with, (our|the) (\\w+ ){0,3}team (is|are|will|has|have), let our team know, with our team, to our team, to the team, to our engineers, to our developers, passed along, pass this along, pass along, passing along, pass it along, pass your feedback, shared with, share this with, share it with, forward this to, raise this with, reported this to, belongs in, belongs to, wrong repo, upstream issue, upstream bug, transferred to, moving this to, moved to, moving to, should be reported (to|in|on|at), is an issue (with|in) (upstream|the upstream), ask (this|it|that|your question)? ?(on|in|at) (the|our)"
    ),
)
SOMEBODY_ZH = either(TEAM, OWNER_ZH)
FRAMES = frames(
    f"{GIVE_ZH} .. {SOMEBODY_ZH}",
    f"{CALL_ZH} .. {SOMEBODY_ZH} .. {COME_ZH}",
    f"{SOMEBODY_ZH} .. {TOOK_ZH}",
    f"{any_of('我, 已, 就, 都, 也, 先, 的事, ^, 续期')} ?转(?!码|推|成|换|发|圈|存|储|化|播|屏|直播|来|过来|\\d)[一-鿿a-z0-9 ]{{1,10}}了",
    RAISED_ZH,
    f"{PASS_EN} … {TEAM}",
    f"{TEAM} … {any_of('has got, have got, gets this, has it now, have it now, have been notified, has been notified, is looking, are looking, will look, is doing, will take over, takes it from here, looks at it, is investigating, are investigating, will contact you, will be in touch')}",
    any_of(
        "kicked (it |this )?(over )?to, bumped (it |this )?(up )?to, punted (it |this )?to, tossed (it |this )?to, in the hands of, with our \\w+ team, with the \\w+ team, roped in, roping in, tagged in, tagging in, dragged in, called in, up the chain, to my lead, raising (it|this) with, opened a bug (for|with), filed internally, over to the, on it from here, get (our|the) \\w+ involved, i've asked (them|him|her), has to decide, need(s)? to decide, (internal|dev) (ticket|bug|case|issue), bug filed, ticket filed, reported internally, take it from here, takes it from here, moved the ticket, with our specialists, one's for the, that's for the, is one for the, hand(ed|ing)? over to, pass(ed|ing)? (this|it|that|everything) (on|over|along), escalated, escalating, i've escalated, have escalated, i'll escalate, will escalate, pulled in, looping in, looped in"
    ),
    ELSEWHERE_ZH,
)
NOT = frames(
    any_of(
        "不用, 不需要, 不必, 无需, 无须, 暂不, 没有, 不再, 别, 未, not, no need, don't need, needn't, without, never, rather than"
    )
    + " … "
    + any_of("升级, 转, 上报, 找, 拉, escalat*, forward*, pass, relay*"),
    any_of(
        "让你们, 请提供, 请您提供, 自行, 三个, 转给您, 给你们, 给贵司, 请将, 请把, 网管在, 叫您的, 你们网管, sdk.{0,4}升级, 升级sdk, 升级到 ?v?[0-9]"
    ),
)


@signal(Signal.PASSES_ON, zh="转手或升级", en="passes on or escalates")
def passes_on(said: Utterance) -> Evidence | None:
    """To another team, person or level; says it was escalated, transferred or reported to engineers; or sends the customer to
    another channel or desk.

    Not: that no escalation is needed.
    """
    return said.evidence((*FRAMES, *ELSEWHERE_EN), NOT)
