"""Reads like a machine's."""

from __future__ import annotations

from houdun.facts.case import Role
from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

NUMBER = r"[a-z#]{0,6}[-# ]?\d[\w-]{2,}"
THING = any_of(
    "request, ticket, case, message, email, e-mail, mail, inquiry, enquiry, question, submission, report, feedback, issue, incident, ref"
)
PLAIN = frames(
    any_of(
        r"""自动回复, 自动答复, 自动应答, 系统提示, 相关文章, 以下文章, 非工作时间, 请回复 ?\d, 表示已解决, 已分配给, 请留意(邮件|短信|站内信), 系统通知, 系统消息, 通知】, 咨询人数, 请稍候, 客服将尽快, 工单状态, 状态已变更, 状态变更, 状态更新为, 打分, 评分, 输入 ?\d, 按 ?\d ?键, 有什么可以帮您, 很高兴为您服务, 我是智能, 我是机器人, 留言我们已(经)?收到, 工作时间会, 稍后会有, 请稍等[,.。]?(正在|系统), 正在为您, 自动发送, 自动的信, 请勿直接回复, 请勿重复提交, 请勿回复, 智能助手, 智能客服, 小助手, 机器人, 转人工请, 回复数字, 回复1, 满意度, 请对本次服务, 请您评价, 服务评价, 工程师休息, 离职, 休假, \(自动\),  为您转接, 已转人工, 排队, 进入队列, 紧急队列, 排队位次, 优先级处理, 先后次序, 受理编号, 请您?耐心等待, 预计等待, 本邮件由, 无需回复, 坐席繁忙, 坐席忙, 如已解决请, 请输入, 请选择, 工作时间为, 客服专员将, 专员将, 将在.{1,10}(内|后)(联系|回复|为您|答复|处理)您?, 保持手机畅通, 先查看, 请先自助, 知识库, 已为您转接, 工单流水号, 敬请谅解, 已分配, 被分派, 系统规则关闭, 系统将自动, 由于超过.{0,4}天未, 值班经理会, 首次响应时限, 上班后第一时间, 夜间服务, 标准支持时段, 春节值班,  自动完结, 已提升为""",
        r"""i'm \w+[,.] your (virtual|digital|automated), ticket number is, your (ticket|case|reference) (number|id), be in touch shortly, these articles, articles may, may answer your question, outside (of )?(business|office|working) hours, been assigned to an?, reply (yes|no|stop|\d), virtual assistant, choose a topic, choose an option, how would you rate, rate the support, status (has )?changed, status was changed, status update:, usually replies? in, typically replies?, marked (as )?stale, your call is important, we've got your (email|message|request|ticket), limited access to (my )?e-?mail, is an automated, sent automatically, automated (notification|system), \[ticket, \[case, your request (was|has been), case has been (created|opened|assigned|updated), will respond within, respond within, one business day, within \d+ business, auto-?reply, autoreply, autoresponder, auto-?ack, automatic(ally)? (reply|response|generated|marked|closed|locked), automated (message|response|reply|email), this is an auto\w*, do not reply, don't reply to this, no-?reply, out of (the )?office, on (vacation|holiday|annual leave), auto-triaged, being closed automatically, closed automatically, mailbox is not monitored, position in the queue, estimated wait, higher than usual, higher than normal, we aim to respond, we typically reply, will get back to you within \\d+ (business|working), for urgent, please rate, how did we do, rate (your|our|this), survey, satisfaction, has been automatically, because it has not had recent activity, it will be closed if no further activity, to unsubscribe from, will triage, a member of the, thank you for your contributions, stale ?bot, press 1, reply stop, your feedback matters, i am a bot, i'm a bot, ^ack:, thanks for opening your first, a maintainer will, all hands, we're closed for, support is asleep, did you know, median first response, becomes? #""",
    ),
    any_of("您的, 您反馈的, 你的, 您提交的, 亲爱的, 感谢您的, 收到您的")
    + " .. "
    + any_of("消息, 工单, 问题, 咨询, 邮件, 反馈, 请求, 内容, 来信, 紧急工单, 开发者, 案件")
    + " .. "
    + any_of("已收到, 已提交, 已受理, 已生成, 已登记, 已记录, 已收录, 已被, 已同步, 收到, 被接收, 记录, 已进入, 已打开, 已创建"),
    any_of("工单, 单号, 案件, 编号, ref, 流水号") + " .. " + any_of("已提交, 已生成, 已受理, 已打开, 已创建, 已升入"),
    any_of("已受理, 已收到, 收到您的") + " … " + any_of("单号, 流水号, 编号, ref, 尽快, 先后, 排队, 马上回来, 优先级, 位"),
    any_of("感谢联系, 感谢您联系, 感谢您的来信, 感谢您的咨询, 欢迎使用, 欢迎咨询") + " … " + any_of("已, 将, 会, 通常"),
    f"{THING} … {any_of('has been received, was received, has been registered, is registered, was registered, has been logged, has been filed, has been created, was created, has been assigned, is in the queue, has been submitted, was auto*, became, has received')}",
    f"{any_of('we have received, we received, has received, received, thank you for contacting, thanks for contacting, thank you for your email, thanks for your email, thank you for reaching out to, thank you for your message, got it')} … {any_of('an agent, an engineer, agent will, will respond, will reply, shortly, ticket, case, request, business hours, ref, reference, in the order, tier-1, on-call notified, your message became, member of')}",
    f"{any_of('ticket, case, request, opened, ref, issue, incident, intake')}:? .. {NUMBER} .. {any_of('opened, received, created, registered, was received, has been, is registered')}",
    f"{any_of('queue, intake, helpdesk, autoresponder, care, support')} .. {any_of('your ticket, message received, we have received, has received your, received your')}",
)
NOT = frames(
    any_of(
        "不是机器人, 并非机器人, 我是人工, 转录机器人, 机器人进房, bot sdk, 机器人\\(bot, human here, not a bot, i'm human, 问题的, @值班机器人"
    )
)


@signal(Signal.AUTOMATIC_REPLY, zh="自动回复", en="automatic reply", speakers=frozenset({Role.VENDOR, Role.BOT}))
def automatic_reply(said: Utterance) -> Evidence | None:
    """The words themselves are plainly a machine's: an acknowledgement, out-of-office, a ticket number, a menu, a survey, a
    stale-bot. By the words, whoever is named as the author.
    """
    return said.evidence(PLAIN, NOT)
