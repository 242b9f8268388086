"""Reads like a machine's."""

from __future__ import annotations

from houdun.facts.case import Role
from houdun.facts.signals import Signal
from houdun.facts.signature import card
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance
from houdun.grading.words import any_of, frames

NUMBER = r"[a-z#]{0,6}[-#\s]?\d[\w-]{2,}"

# What was written to the desk, and what became of it without anybody's doing
MATTER_ZH = any_of(
    "消息, 工单, 单子?, 问题, 咨询, 邮件, 反馈, 请求, 内容, 来信, 来电, 留言, 案件, 申请, 开发者, 用户, 客户, 受理编号, 编号, 流水号, 会话, 服务单, issue"
)
DONE_ZH = any_of(
    r"已(经)?(为您)?(被)?(收到|收悉|提交|受理|生成|登记|记录|收录|同步|接收|进入|打开|创建|升入|分配|分派|派发|转接|自动|转入|排队|结束|超时|归档|由系统|提升), 收到(?!了?您的(日志|抓包|文件|截图)), 被接收, 被分派, 记录, 排队"
)
MATTER_EN = any_of(
    "request, ticket, case, message, e-?mail, mail, inquiry, enquiry, question, submission, report, feedback, issue, incident, ref"
)
DONE_EN = any_of(
    r"(has been|was|is|is now|have been|had been|will be) (\w+ )?(queued|routed|answered in|handled in|processed|reviewed in|reopened|prioriti[sz]ed|categori[sz]ed|transferred to|in queue|received|registered|logged|filed|created|assigned|submitted|queued|forwarded|merged|escalated automatically|in the queue|awaiting|set to|recorded|opened|acknowledged|paged), was auto\w*, became, has received, assigned to"
)
ACK_EN = any_of(
    "we have received, we've received, we received, has received, thank you for contacting, thanks for contacting, thank you for (your )?(e-?mail\\w*|writing to|reaching out to|getting in touch), thanks for (your )?(e-?mail\\w*|writing to|reaching out to|getting in touch), thank you for your (message|request|submission|inquiry|patience), thank you, thanks for your (message|request|submission), got it, received"
)
NEXT_EN = any_of(
    "an? (support |duty |on-call |human )?(agent|engineer|representative|specialist|human|colleague|maintainer), agent will, will respond, will reply, (will )?be in touch, shortly, ticket, case( (number|id|no))?, business hours, ref, reference, in the order, tier-1, on-call notified, your message became, (a )?member of, we require that, our team will, stay on the line, we (tweet|reply|answer) (back )?\\d+"
)

PLAIN = frames(
    # it says so
    any_of(
        r"""自动(回复|答复|应答|消息|邮件|通知|回信|提醒|确认)(】|:|,|。|!|$|功能已), 【自动, 自动发送, 自动的信, 系统(提示|通知|消息|提醒)(】|:|\s), ^\W*(系统|机器人|小助手|自动|客服机器人|智能[一-鿿]{0,4}|bot|system|auto\w*)\W{0,2}(:|】|\]|\)), ^【(?!根因|故障|结论|复盘|进展|更新|公告|修复|重要|紧急|通报)[^】]{2,12}】.{0,40}(工单|受理|单号|已收|已为|提交|分配), (由|为)系统(自动)?(发出|发送|产生|生成), 本(邮件|消息|信息|短信)(由|为|是), ^系统(繁忙|检测|将), 请勿(直接)?回复, 无需回复, (告警|服务|状态|工单|sla)\s?(通知|提醒):?, (温馨|友情)(提示|提醒), 官方帐号自动, [-—]+\s?自动(\s|$|回复), \((自动|机器人)\), 流程引擎, 系统规则关闭, 系统(将)?自动(完结|关闭|结束|分配|归档|关单),
        auto-?(reply|response|responder|ack\w*)(:|,|\s-|\.|$| message| from), automatic (reply|response)(:|,|\.|$), (this|message|mail|e-?mail|reply|notification) (is|was|has been) (an )?(auto\w*|sent automatically|generated), is an automat\w+, i'?a?m an? (bot|automated|virtual), i'm \w+[,.] your (virtual|digital|automated), sent automatically, automated (notification|system|message|response|reply|e-?mail), (do not|don't|please do not) (directly )?(reply|respond) to this, no-?reply, ^ack:, auto-triaged, ^(ci|stale|github|merge|cla|welcome) ?bot\b, beep boop, autoresponder\., \[bot\], system (notification|message), message from the system, notifications?$, (generated|sent) by (the )?\w+ (on \d|at \d|automat\w+), sent by watch\w+, dependabot, codecov, delivery status, delivery (has )?failed, undeliver\w*, \(trigger \d+\), ^\W*triage:, vacation responder"""
    ),
    # away
    any_of(
        r"""(本人|我(已|正|目前|现)).{0,12}(休假|出差|离职|年假|产假), 已离职.{0,20}(交接|联系), (休假|出差|外出|放假)期间,
        (i am|i'm|am) (currently )?(out of (the )?office|on (vacation|holiday|annual leave|leave|parental leave))(?! next), currently (not in|out of) the office, ^out of (the )?office, out of office until, will be read after my return, limited access to (my )?e-?mail, mailbox is not monitored, (we're|we are) (closed|at an? all-?hands), (in|for) urgent\s?(cases?|matters?|issues)?[,]?\s?(:|dial|call|contact|please)"""
    ),
    # no answer came: closed by the clock
    any_of(
        r"""(无|未)(更新|回复|活动|响应)[^。]{0,14}(自动|系统), (已)?自动(结束|关闭|完结|归档)(。|,|$), 将在\s?\d+\s?(天|小时)后自动, 系统检测到,
        (is being|has been|was|be|will be) (automatically )?(marked|closed|locked)( stale| as stale| automatically| as stale| due to inactivity| after \d+ days of), closed automatically as, automatically (closed|marked|locked|resolved) (as|due|because|after|since), because it has not had recent activity, if no further activity, it will be closed (if|in), gets closed in, stale label, has been idle, been inactive for, so this ticket was set, thank you for your contributions, no response to .{2,20} within, issue has been automatically, thanks for opening your first, will triage your, a maintainer will, sign our cla, template incomplete, missing "|label "[^"]*" added, patch coverage"""
    ),
)
"""A machine at work, whoever's name stands below."""

HINTS = frames(
    # a number, a place in the queue, a wait
    f"{any_of('您的, 您反馈的, 你的, 您提交的, 亲爱的, 尊敬的, 感谢您的, 收到您的, 您有一条, 你有一条')} .. {MATTER_ZH} .. {DONE_ZH}",
    f"^\\W*(?:您好\\W*|【[^】]*】\\W*)?{MATTER_ZH} [:：]? [a-z0-9-]{{0,24}} ?{DONE_ZH}",
    f"{any_of('已受理, 已收到, 收到您的, 已登记, 您的来信')} … {any_of('单号, 流水号, 编号, 受理编号, ref, 尽快, 先后, 排队, 马上回来, 优先级, 耐心, 留意')}",
    f"{any_of('感谢联系, 感谢您?联系, 感谢您?的?(来信|咨询|留言|来电), 欢迎使用, 欢迎咨询, 欢迎来到')} … {any_of('已, 将, 通常, 会在, 选择, 尽快, 专员')}",
    f"{MATTER_EN} … {DONE_EN}",
    f"{ACK_EN} … {NEXT_EN}",
    f"{any_of('ticket, case, request, opened, ref, issue, incident, intake')}:? .. {NUMBER} .. {any_of('opened, received, created, registered, was received, has been, is registered, acknowledg*, logged, is awaiting')}",
    f"{any_of('queue, intake, helpdesk, autoresponder, care, support')} .. {any_of('your ticket, message received, we have received, has received your, received your')}",
    any_of(
        r"""(当前|目前)?排队(人数|位次|位置|序号|第)|前面还有\s?\d, 当前排队, 排队顺序, 先后次序, 请您?(耐心)?(等待|等候)(?!几), 请稍等[,.。]?(正在|系统), 正在为您, 预计等待, 坐席(全)?忙, (系统|线路|热线|坐席|客服)(正|全部)?(繁)?忙, 请(稍后|在提示音), 提示音, 保持手机畅通, 请留意(邮件|短信|站内信), 客服(专员|代表|团队)?将, 专员(将|会), 客户经理将在, 稍后会有, 通常(会)?在.{1,12}(回复|答复), 首次响应时限, (当前|目前)(咨询|排队|会话|访问)(人数|量), (服务|工作|营业|人工|值守)时间(为|:|是)?\s?(周|工作日|每|早|\d|0), (紧急|加急|p0)(情况|问题|事项|事宜|故障)?请(直接)?(拨|致电), (将|会)(尽快|依次|按顺序|第一时间)(为|与|联系|回复|给)[您]?, 请勿重复, 查看(处理)?进度, 进度可在, 您已(进入|接入|成功), 标准支持时段, 夜间服务, 值班期间, 春节值班, 会话已, 未回复[,]?\s?(会话|本次), (由于|因|自|已).{1,16}(天|日|时间|一周|小时)(内)?(未|无|没有?)[^,。]{1,10}[,]\s?(本|该|此|您的|系统|会话|工单)[^,。]{0,6}(系统|自动|流程), 已为您转接, 转人工, 工程师休息, 首次响应, 验证码[:：]?\s?\d, 值班同学正在, 已提升为, 添加 [a-z-]+ 标签, 通过了你的好友申请, 缺少「, 附件大小超出, 等待系统, 登录控制台查看, 订阅了, 订阅的事件, 请另开, 已将 [a-z]+ 从, 尚未签署, 锁定|locking this, 值班经理会, 现在不在工位, 产假中, 休假[,，], 已离职, 正赶来的路上|赶来的路上, 上班后第一时间, 工作时间(为|会), 单号[:：]?\s?[a-z]{1,4}[-\d]""",
        r"""ticket number is, your (ticket|case|reference|request) (number|id|no), (position|number \d+|place) in (the|our) queue, you are number \d+, estimated wait\w*, higher than (usual|normal), our (agents|representatives) are (currently )?busy, all our agents are, your call is important, stay on the line, you have reached (the|our \w+ line|voicemail), leave a message, we aim to respond, (usually|typically) (replies|reply|respond|responds)\w*, usual reply time, will (get back to you|respond|reply|answer) (within|in) (\w+ ){0,2}(\d+ )?(business|working) (day|hour), we'll be back, will (answer|respond|reply) (in the morning|during business), (one|within \d+) business (day|hour), reference this number, in all correspondence, ticket received, we tweet back, a member of (our|the) (\w+ ){0,2}(team|crew|staff) will, (will|shall) be (with you|in touch) shortly, respond shortly, support is asleep, (engineer|agent|manager|team|staff|officer|on-call|duty) (\w+ )?(has|have) been (paged|notified|alerted|assigned), repl(y|ies) (may|might|can) (be|take), response times? (is|are|may|can|will), slower than, in case of (an? )?(emergency|outage|service|urgen\w+), for emergencies, urgent\W{1,2}(call|\+|dial), (office|support|desk|helpdesk) is (currently )?(closed|offline|away), most questions are, (in the meantime|meanwhile)[,]? (you can |please |feel free to )?(browse|visit|check|see|read) (our|the), thank you for (using|choosing|calling|opening), maintainers? (check|will|usually), this (issue|ticket|pr|thread|conversation|case) (has been|was|is|will be) (automatically|locked|marked|idle|inactive), ^\W*[\w\s-]{2,30}(support|care|helpdesk|desk|bot|noc|notifications?)\s?(:|\||has received|received), median first response, has joined the chat, session with .{1,20} has ended, transcript was sent, track the progress, (status|owner|priority) (has |was )?(changed|updated)( from| to|$), status update for \w+\d, status update:, ticket merged, alert (resolved|firing|triggered), we're away right now, outside (of )?(our )?(business|office|working|support) hours, closed for (the|today|business|maintenance|lunch|public|national|\w+ (holiday|day)), we've got your (e-?mail|message|request|ticket), \[(ticket|case)""",
    ),
    # a menu, a survey
    any_of(
        r"""小助手没, 非工作时间\(, (当前|现在|目前)(为|是|属于)?非工作时间,  状态(已)?(变更|更新)(为)?:, 未匹配到, 检测到关键词, 为您转接人工, \(自动应答\), 请在后续来信, (回复|输入|(?<![只仅依])按(?! ?\d{1,2}:\d)|发送|选择)\s{0,2}(数字)?\s{0,2}["“「]?\d["”」]?\s?(键|查|进入|转|号|,|:|为|表示|$), 请回复\s?\d, 回复(菜单|数字), 请输入, 请(先)?选择(产品|问题|服务|您|以下), 按井号键, 猜您想问, 您想咨询, 很高兴为您服务, 我是(智能|机器人|ai|您的(智能|专属)), 智能(助手|客服), ai\s?助手, 小助手[:：为], 没理解您的, 未能理解, 相关文章, 以下文章, 先自助, 自助查询, 请先查看, 人工请, 打分, 请(您)?(对|为)(本次|我们|客服|此次).{0,8}(服务|评价|打分), 请您?评价, 满意度(调查|评价|问卷)?[:：], ⭐⭐, 如(已解决|仍需|有帮助|未解决|需继续)[^,。]*(请?点击|请回复|请忽略|重新发送), 表示已解决, 点击["“「]|退订""",
        r"""press(ing)? \d, reply (yes|no|stop|\d|with \d)|send \d for, (type|choose|select|pick) (an?|your|one of the) (topic|category|option|options|department|language), choose one of, type "?agent, enter your (\d|\w+ id), followed by #, \[(yes|no|talk|1)[^\]\n]{0,20}\], virtual assistant, bot commands, these articles, articles (may|that may|might), may answer your question, found \d+ articles, did this (answer|article|solve), is that right\W+\[, (how would you|please) rate (?!-)(your|the|our|this|us), rate (your|our|this) (experience|support|chat|service|agent), how did we do, on a scale (from|of), how likely are you, satisfaction survey (:|link|takes|is), short survey, your feedback matters, take (our|a|this) (\w+ )?survey, did you know\?, suggested answer, 👍\s?👎$, \{\{\w+, above this line, to unsubscribe, replying to this e-?mail""",
    ),
)
"""Words of the house, which its machines say, and its people when they close a mail."""
NOT = frames(
    any_of(
        r"""不是机器人, 并非机器人, 我是人工, 真人, 不会因, 不是自动, 员工, 转录机器人, 机器人进房, bot sdk, 机器人\(bot, 不用理会, 不用管, 答得不对, 刚才, 自动应答太多, 功能, 问题的, @值班机器人, 我(来|先|手动|帮|看|已|给|把|这|们这|们排队), 帮您截图,
        human here, not a bot, i'm human, our bot, the stale bot, same automated, mistake, silly, i (created|marked|read|tell|looked|checked|will|have|had|keep|see|saw|think), i'll, i've, i'd, looking (at|into), he has left, is there, did the"""
    )
)

# Enough where a machine is named as the author.
LIKELY = frames(
    any_of(
        # the matter came in, and where it stands; who is to come, and when; away; buttons, menus, surveys
        """收到, 收悉, 受理, 登记, 记录, 工单, 单号, 编号, 加急单, 创建, 生成, 分配, 派单, 转接, 状态, 告警, 系统, 自动, 机器人, 助手, 智能, 客服, 人工, 坐席, 专员, 同事, 值班, 值守, 通知, 提醒, 提示, 公告, 响应, 回复, 回覆, 排队, 等待, 等候, 稍候, 稍后, 稍等, 尽快, 联系, 午休, 服务, 谅解,
        感谢, 谢谢, 欢迎, 您好, 工作日, 工作时间, 服务时间, 非工作, 周末, 假期, 节假日, 休假, 外出, 出差, 不在, 下班, 夜间, 顺延, 延迟, 紧急, 点击, 选择, 输入, 菜单, 评价, 满意度, 评分, 打分, 退订, 链接, 知识库, 常见问题, 相关文章, 关闭, 归档, 超时, 无更新, 标签, 订阅, 【""",
        r"""received, get your, got your, logged, registered, opened, created, assigned, acknowledg\w*, ticket\w*, case, ref\w*, number, queue, status, priority, automat\w*, auto, bot, robot, assistant, system, notif\w*, reminder, alert\w*, update[sd]?, thank\w*, thanks, welcome, hello, hi, happy, business, hours, office, holiday\w*, weekend, closed, closing, away, shortly, soon, agent\w*, engineer\w*, team, on-call, respon\w+, repl\w+, wait\w*, patien\w+, press, type, choose, select, click, menu, option\w*, survey, rate, rating, feedback, satisf\w+, unsubscribe, article\w*, faq, knowledge, stale, inactiv\w+, idle, label\w*, merged, subscri\w+, expire[sd]?, resolved, escalat\w+, sla, no-?reply, your (request|message|e-?mail|question|report|issue), \[""",
    )
)


@signal(Signal.AUTOMATIC_REPLY, zh="自动回复", en="automatic reply", speakers=frozenset({Role.VENDOR, Role.BOT}))
def automatic_reply(said: Utterance) -> Evidence | None:
    """The words themselves are plainly a machine's: an acknowledgement, out-of-office, a ticket number, a menu, a survey, a
    stale-bot. By the words; fewer of them will do where a machine is named as the author, and more are wanted where a person has signed: the survey
    and the slogan below a name are the house's, and say nothing of who wrote what stands above.
    """
    if said.role is Role.BOT:
        return said.evidence((*PLAIN, *HINTS), NOT) or said.evidence(LIKELY)
    below = card(said.text)
    if below is None:
        return said.evidence((*PLAIN, *HINTS), NOT)
    found = (span.moved(sentence.start) for sentence in said.sentences for span in sentence.asked(_plain))
    return next((span for span in found if span.end <= below), None)


def _plain(sentence: Sentence) -> tuple[Evidence, ...]:
    return tuple(sentence.matches(PLAIN, NOT))
