"""Gives the matter to somebody else."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, either, frames

# who takes it over
DESK_ZH = any_of(
    r"""研发, yanfa, 开发, 技术(?!文档|方案|上|原因|问题|指标|参数), 后台, 后端, 前端, 架构(?=组|部|师|同事|同学|团队|那边), 算法, (?<=[给到])产品, 产品(?=组|部|经理|团队|同事|同学|那边|线|侧), 商务, 法务, 财务, 计费, 账单组, 运维, 网络(?=组|部|同事|同学|团队|工程师|那边|侧), 基础网络, 二线, 三线, 专家, 主管, 经理, 总监, 领导, 老板, 上级, 上面, 总部, 值班, 夜班, 白班, 同事, 同学, 兄弟, 工程师, 小组, 项目组, 部门, 团队, 专线, 实验室, 平台(组|侧|方|同|那边|团队), 中台, 内核, 引擎, 底层, 网关, 安全(?=组|部|同|团队|那边), 测试(?=组|部|同事|同学|团队), 审批(?=组|部|人|同事), 质检, 售后, 售前, 销售, 客服(?!热线开放), 业务窗口, 专员, 专人, 负责人, 维护者, 对口, 供应商, 厂商, 芯片厂, 上游, 原厂, 机房, 运营商, 电信, 联通, 移动那边, cto, fae, tam, sre, noc, fb, apple, 苹果, google, 谷歌, release team, oncall, on-call, r&d, dev, owner, 看板, (?<=[到在])他们手里, 他们(?=了|[,。]|手里), 的人(?=[,。]|在|来|看|处), 老[一-鿿](?=[,。我去来看跟处那]), 小[一-鿿](?=[,。我去来看跟处那]), 阿[一-鿿](?=[,。来去]), 办公室, 委员会, 值守, [一-鿿]{2,6}(?<!内)(?<!全)(?<!局)(?<!外)(?<!头)(?<!底)部(?!分|署|门|位|件|落|长|委), (?<=转)\s?[a-z]{3,12}, @[\w一-鿿-]{1,12}, [一-鿿a-z0-9]{1,6}(?<!本)(?<!我们)(?<!这个)(?<!一)\s?组(?!件|合|成|播|织|图|帧)"""
)
# giving it
GIVE_ZH = any_of(
    r"""转给, 转交给?, 转到, 转至, 转接, 转派, 转去, 转由, 流转, 改派, 递到, 递交, 递给, 交给, 交到, 交由, 交接给?, 移交给?, 提交给?, 提交至, 提给, 提到, 反馈给?(?![:,]), 反馈至, 反馈到, 反映给, 反映到, 上报给?, 上报至, (?<!汇)报给, 报到, 汇报给?, (?<!书面)(?<!份)报告给, 同步给, 同步至, 同步到, 呼叫, 通知, 知会, 抄送给?(?!贵|您|你), 挂给, 挂在, 挂到, 丢给, 扔给, 甩给, 抛给, 推给(?!流), 派给, 派单给?, 指派给?, 分配给, 分派给, 写给, 发给, 贴给, 列给, 给到, 升级给?, 升级到, 升级至, 升到, 另开单给, 开单给, 提单给, 提需求给, 请示, 惊动, 留给, 移给, 拜托"""
)
CALL_ZH = any_of(
    r"请(?!您|你|贵), 提请, 托, 求, 劳烦, 由(?!于), 让(?!您|你|用户|主播), 叫, 喊, 拉(?!流), 找, 约(?=了|上|研|技|产|商|专|工), 需要?, 得, 要, 安排, 协调, 联系, 把, at了?, @, 换, 邀请, 摇, 对接, 派, 已有, 会有, 稍后有"
)
COME_ZH = any_of(
    r"""看(下|一下|看|一眼), 帮忙看, 帮看, 瞅, 瞄, 来查, 去查, 查一下, 查看, 进来, 进群, 进会, 入群, 介入, 接手, 接过去, 接力, 跟进, 跟一下, 来跟, 去跟, 接着跟, 来看, 过来, 研判, 对接, 联系您, 联系你, 与您联(系|繫), 与你联系, 和您(联系|说|沟通), 跟您(联系|说|沟通), 跟你(联系|说|沟通), 来(?=和|跟|说|给|帮|讲|对|顶), 正式回, 答复, 回复您, 回复你, 解释, 说明, 考虑, 检讨, 叫起来, 排查, 处理, 评估, 定夺, 拍板, 审批, 拉进来, 盯, 协助, 支援, 帮忙, 确认, 分析, 一起, 来接, 接(?=[,。!]|$|一下|力|管), 共同, 关注, 讨论, 研究, 复核, 定位, 会诊, 开\s?(bug|单|issue|缺陷|需求), 立项, 排期, 加(?=个|上|一), 改(?=一|,|。|掉), 修(?!好的), 出(?=个|方案|结论|意见)"""
)
TOOK_ZH = any_of(
    r"""已介入, 介入了, 已接手, 接手, 接过去, 接单, 已在跟进, 在跟, 已经在看, 正在看, 在看了, 跟进中, 排上了, 会?来联系, 会联系, 会与您联系, 会和您, 会主动联系, 跟您联系, 稍后联系, 剩下他跟, 会接着, 接着跟, 继续跟, 来跟进, 会跟进, 会介入, 来处理, 手(里|上)(?=[,。!]|$|了|呢), 接管, 接(?=了|着|走|过), 拉通, 在(查|弄|排|处理|改|修|啃|跟|评估|定位)(?!您|你), (直接)?对(你们|您|贵司), 正式回, 来解释, 来负责, 负责跟"""
)
# and colloquially, with who it is right behind
GRAB_ZH = any_of(
    "转(?!码|推|成|换|发|圈|存|储|化|播|屏|告|场|述|到|移), 拉(?!流|取|起|黑|回|到|长|满|伸), 叫(?!做), 喊, 呼, at, 艾特, 摇, 惊动, 催, 请示"
)
TELL_ZH = any_of(
    "跟(?!您|你), 和(?!您|你), 同(?!时|步|样|一), 与(?!您|你|贵), 向(?!您|你|贵), 给(?!您|你|贵), 找, 替您给, 归, 得, 要(?!求), 等(?=[^,。]{0,6}(批|审|定))"
)
TOLD_ZH = any_of(
    "提了, 提(?=[^,。]{0,4}(bug|单|缺陷|需求|紧急)), 讲了, 说了, 讲过, 汇报, 反映, 反馈, 报了, 报障, 递, 拍板, 来?定(?!位|时|义|制|期), 要审, 审批, 批, (写|开|建|提|挂|报)了?[^,。]{0,5}(单|bug|issue|任务|需求|票|卡片), 来回答, 解释, 对了一嘴, 一起给, 发帖, 认"
)
# said without naming who
RAISED_ZH = any_of(
    r"""已升级(?!到? ?v?\d|至? ?v?\d|完), 升级处理, 升级(为|成)? ?(p\d|最高|紧急|高优|重大|二线|三线|专家), 升为 ?p\d, 优先级[^,。]{0,6}提(到|升|为), 往上(升|报|提|递), 向上(升|报|反馈|反映), 递上去, (递|交|报|推|丢|转|提)过去了, 把(你们|您|他们|大家)?拉(到)?一起, 拉(个|了个|一个)群, 提上去, 反映上去, 报上去, 已上报, 上报(处理|总部|了), 提了? ?(bug|缺陷|工单|内部单|需求单|紧急单)(?!号), 提(个|一个|了个) ?(bug|缺陷|内部), 缺陷单(?=[^,。]{0,4}(已|提|建|开|给)), 内部(工单|单|立项|缺陷), 转内部, 转单(?!号), 转人工, 转过去了, 转出去了, 转走(?!样), 摇个?人, 摇人, 专人(联系|对接), 专员(联系|跟进|对接), 权限不够(?![,]?(您|你|导致|会)), (不归|不是)[^,。]{0,6}(我|我们)(组|们)?(管|负责|模块|这边管), 不在我(们)?[^,。]{0,4}(职责|权限), (报障|报修)(了|,), (?<=[已我们都也您你就,])转了(?![码推换发屏播一]), (?<!再)(?<!次)(移交|转交|转派|改派|提请|转办)(?!给?(您|你|贵)), 拉通, 进(了)?[^,。]{1,12}(的)?\s?(sprint|backlog|排期|看板|迭代|待办|需求池), 替您(转|提|报|反馈), 帮您(转|反馈|上报|升级|提交|呼叫)(?!码|推|人工吗|流), 催(一下|了)?(开发|研发|技术|后端|运维), 交班, (?<![一-鿿])owner(?= ?(改|是|换)), 名下, 已(反映|反馈)(?!过), (需求|bug|缺陷|建议|诉求|问题)(我|已|也|都|这边)?(已经|已|也|帮您|替您)?(提|报|递)(了|上去|过去|给), 提了(?=[,。]|$), 已提(?=[,。]|$)"""
)
# sending the customer elsewhere
GO_ZH = any_of(
    "联系(?!人|方式|上|[您你](?!的|们的)), 咨询, 拨打, 致电, 加(?=[^,。]{0,4}(群|微信|qq|企微)), 移步, 邮件至, 发邮件(给|到|至), 写信, (?<!来龙)去(?!脉|年|掉|重|除), (?<![发送寄找拿看听收达])到, 走(?!了|到), 问(?=下|一下|[^,。]{0,6}(官方|客服|运营商|厂商|小|老)), 找, 向(?!您|你|贵), 在(?=[^,。]{0,8}(提|发帖|反馈)), 改到, 转向, 跟(?=您|你|贵)"
)
PLACE_ZH = any_of(
    r"""客服, 热线, 商务, 销售, 400(?=[- ]?\d{3}|热线|电话|客服), 95\d+, 客户经理, 官方(?!文档|demo|示例), 支持(组|群|团队|邮箱|热线|中心), 工单系统, 工单中心, (?<!重新)(提|提交|开)(一?个|一张|交)?工单, 厂商, 原厂, 芯片商, 运营商, 财务(?!费), 代理商, 经销商, 渠道(商|经理), 群(里)?(问|提|反馈|找), 社区, 论坛, issue, github, jira, (?<![你您])(?<![你您]的)邮箱, \S+@\S+\.\w+, 备案系统, 退款申请, 提交申请, 管理员, 网管, (?<!我们)it部门"""
)
# ways of English
SOMEBODY_EN = any_of(
    r"""team\w*, engineer\w*, dev, devs, developer\w*, specialist\w*, colleague\w*, department, dept, desk, manager, second line, second-line, third line, tier ?[23-], tier-[23], l[23], level [23], backend, ops, on-call, oncall, product, experts?, folks, guys, guy, people, squad, lead, group, noc, core, maintainer\w*, r&d, qa, billing, sales, legal, commander, officer, management, headquarters, hq, higher-ups, upstream, board, architects?, vendor, manufacturer, carrier, supervisor, owner, po, developers?, queue, channel, authors?, someone, somebody, @[\w-]+, crew, agent, office, experts, support, security, finance, him, her, them"""
)
PASS_EN = any_of(
    r"""forward(ed|ing)? (it|this|that|your|these|them|the|everything|all), forwarded to, pass(ed|ing)? (this|it|that|them|your|the|everything|all|along|on)(?! (token|header|param)), hand(ed|ing)? (this|it|that|them|your|the case|the ticket|over|off)(?! phone), handed to, assigned (it |this |the \w+ )?to, re-?assign(ed|ing)?, rerouted?, rout(ed?|ing) (it|this|that|your \w+|the \w+) , transf?err?(ed|ing)?, loop(ed|ing)? (\w+ ){0,3}in, bring(ing)? (in|this to|it to), brought (in|this to|it to), pull(ed|ing)? (in|our|the|a|an), woken?, waking, paged, paging, moved? (it|this|the issue|the ticket|the case)?( on)? ?to, put (this|it|in a request|your request)( \w+)? (before|in front|into|with|to|on), rais(ed|ing) (this|it|with|a \w+) , report(ed|ing) (this|it|the issue)? ?to, been reported to, (been )?(raised|submitted|referred|forwarded|escalated|handed|passed|assigned|sent|moved|routed) (\w+ )?to, sent (this|it|that|everything) (over )?to, send(ing)? (this|it) (over to|to|the way of), shared (this|it|your \w+|the \w+) with, showed (it|this) to, let(ting)? (our|the) \w+ team know, notif(y|ied|ying), alert(ed|ing), inform(ed|ing) (our|the), submit(ted|ting)? (this|it) to, submitted your \w+ to, filed (a|an|this|it) (\w+ )?(bug|ticket|issue|case|report|request|radar)?, opened (a|an) (\w+ ){0,2}(bug|ticket|case|issue|request|jira), redirect(ed|ing)?, flag(ged|ging) (this|it), relay(ed|ing), pinged, pinging, nudged, poked, consult(ed|ing)?, check(ing)? with, asking (our|the|one of), asked (our|the|one of), ask (our|the), summon(ed|ing)?, invit(ed|ing), involv(ed|ing), engag(ed|ing), get (our|the|a|an) \w+( \w+)? (on|involved|to look), synchroni[sz]ed, add(ed|ing) (our|the) \w+, kick(ed|ing)? (it|this) , dropp?(ed|ing)? (it|this) (in|into|to) (the|our), bump(ed|ing)? (it|this), punt(ed|ing)? (it|this), toss(ed|ing)? (it|this) , hook(ed|ing)? (you|it) up with, connect(ing|ed)? you (with|to), put(ting)? you (through|in touch|in contact), introduce (you to|mr|ms|my)"""
)
TOOK_EN = any_of(
    r"""has got, have got, gets this, (has|have|got) (it|this) (now|on)?, 've got it, have been (notified|informed|alerted|engaged), has been (notified|informed|alerted|engaged|assigned), (is|are) (now )?(looking|investigating|working on|on it|engaged|checking|reviewing|taking|handling), will (look|take|contact|be in touch|reach out|continue|pick|follow|call|handle|join|review|get back|own|assist|answer), can (assist|help) you with, takes? (it|this|over), took (it|this|over), taking (it|this) over, picks? (it|this) up, picked (it|this) up, looks at it, owns? (it|this|the), who (owns|knows|wrote|maintain)"""
)
RAISED_EN = any_of(
    r"""(?<!not\s)escalating, i've escalated, (has|have|had) (now )?(been )?escalated, (i|we|was|were|is|now|just|also|and|then|you,) (already )?escalated, ^escalated, (?<!to\s)(?<!not\s)escalate (this|it|your|the)(?! to me), (will|'ll|can|to) escalate (this|it|your|the), roped in, roping in, tagged in, tagging in, dragged in, called in, in the hands of, up the chain, kicked (it|this) upstairs, upstairs, above my pay ?grade, outside (my|our) (area|remit|scope|team), not (my|our) (area|department|team|component), is owned by, now owned by, sits with, (it's|it is|this is|is now|that's|now) with (our|the|engineering|r&d|product|legal|billing|ops|dev|second|third|l2|l3|tier), on their (plate|board|table|desk|radar), in their (queue|court|hands), (one's|that's|is one) for (the|our) \w+, (internal|dev) (ticket|bug|case|issue) (is |was |has |been )*(filed|opened|raised|created)?, (bug|ticket) (is |was |has been )?filed, reported internally, (take|takes|pick|picks|takes over) (it )?(up )?from here, to the attention of, in front of the right people, on it from here, let our team know, cc('ed|'ing|ed|ing|:)(?= ?@?\w+), cc @\w+ (for|who|from|to), ptal, has to decide, (in|into) the (dev|engineering|internal) channel, raised to (p\d|sev|priority|severity|level), as ?sev ?\d, passed along, passing along, pass along, pass it along, handover to, hand(ing)? over to"""
)
GO_EN = any_of(
    r"""reach out to, contact(?! (person|details|info)), talk to, speak (with|to), get in touch with, call(?= (us|your|our|them|1?-?\d)),(?<!new\s)e?mail(?= (us|to|our|your|them|the|\S+@)), write to, (a|send) (message|dm|note|email) (to|us), message(?= us| them), messaging, dm(?= us), direct (your|this|the|all) \w+ to, address (your|this) \w+ to, submit (a|your) (\w+ )?(request|ticket|case|claim), (open|create|raise|submit|file|log|start) (a|an|another|new) (\w+ )?(ticket|case|request|issue|bug|report|claim), report (it|this|that) (to|at|in|on|upstream), raise (it|this) with, post (this|it)? ?(in|on|to) (the|our), ask (this|it|that)? ?(in|on|at) (the|our), better (ask|asked|off) (on|in|messaging|asking), go through (your|the|our), head (over )?to, switch to the, turn to (your|the), check with (your|the), consult (your|the), give (us|the|them|our) (\w+ )?a (call|ring|shout), reach (us|them) (at|on|by|via|through), visit (our|the|your), chat with, connect with(?= us| our| your| the| an)"""
)
PLACE_EN = any_of(
    r"""us, account manager, support, team\w*, desk, help ?line, line, hotline, repo, repository, forums?, tracker, provider, sales, bank, carrier, upstream, discord, slack, mailing list, stack ?overflow, gitter, csm, billing, service, services, customer care, customer service, developers?, reseller, administrator, admin, vendor, manufacturer, it department, apple, google, microsoft, specialists?, agents?, store, mailbox, \S+@\S+, https?, @\w+, 1?-?\d{3}-\d{3}-\d{4}, crew, group, channel, community, console, portal, department, office, isp, embassy"""
)
GONE_EN = any_of(
    r"""(cannot|can't|unable to|not able to) assist (you )?(with|over|here|via), follow this link so, dm us (your|the|so|and|with|a), (send|shoot|drop) us a (dm|direct message|private message|message|note|line|pm), (send|shoot|drop) us an e?-?mail, (please|plz|pls|you can|to|and) dm us, via dm, (in|through|by) (a )?dm, email us, call us(?! back), give us a call, stack ?overflow, belongs? (in|to|on) , wrong repo, upstream (issue|bug|report), (issue|report|bug|discussion) (on|in|over at|at) (the |their )?[\w/.-]+ (repo|repository|tracker), should be (reported|raised|filed|asked) (to|in|on|at|with), issue with (the )?upstream, (need|have) to (contact|reach), best to (raise|contact|ask|take|reach), mov(e|ed|ing) (this|it|the (issue|ticket|case|thread)) (on )?to, moved to (discussions|the backlog|the \w+ (queue|board|repo|team)), (create|open|submit|raise|file|log) (an? )?(support |service )?(ticket|request|case|claim)(?! (for you|on your)), (open|create|file|submit|raise) (an? )?(new |separate )?(issue|bug|report|pr|pull request) (in|on|at|with|against|over), call <phone>, (give|ring) (the|our|their) \w+ (a ring|a call), reply (back )?to ticket, report it so, (routed|re-?assigned|assigned|handed|passed|forwarded) to, pass(ed|ing)? (the|your|all|this|these|those) (\w+ )?(on|along)(?! (to )?(the )?(header|query|param)), (find|get) you (somebody|someone), introduce (mr|ms|mrs|my|you), into the queue, look at it as, is doing the \w+, only they have, let (our |the )?[\w-]+( \w+)? look at (it|this)"""
)
OTHERS_EN = any_of(
    r"teams?, engineers?, engineering, developers?, devs?, specialists?, colleagues?, departments?, dept, desk, manager, managers, (second|third|2nd|3rd|next)[- ](line|level|tier), tier[ -]?[23], l[234], level [234], back-?end, ops, devops, on-?call, product (team|owner|manager|management|people|folks), experts?, folks, guys, people, squad, lead, group, guild, chapter, noc, soc, sre\w*, core (team|devs?), maintainers?, r&d, research\w*, qa, billing, sales, legal, finance, accounting, procurement, commander, officer, upstream, board, architects?, vendor, supplier, carrier, supervisor, owners?, crew, lab, infra\w*, network(ing)? (team|people|side), platform (team|people|side), security, compliance, account manager, on duty, duty, shift, head of \w+, boss, director, cto, ceo, leadership, management, him, her, the (transcoding|playback|codec|media|packaging|cdn|ingest|player|audio|video|billing|recording) (side|guild|gang|owners?)"
)
HAND_EN = any_of(
    r"hand, handed, handing, pass, passed, passing, send, sent, sending, forward\w*, give, given, gave, giving, rout(e|ed|ing), transferr?\w*, move, moved, moving, assign\w*, push, pushed, submit\w*, deliver\w*, relay\w*, bring, brought, take, taking, taken, took, turn, turned, file, filed, log, logged, raise, raised, raising, report, reported, refer, referred, referring, escalat\w*, dispatch\w*, delegat\w*, direct\w*, discuss\w*, check, checking, talk, talking, talked, speak, speaking, spoke, spoken, share, shared, sharing, clarify, sync, confer, consult\w*, follow up, ask, asked, put, show, showed, shown, drop, dropped, post, posted, hook, involve\w*, loop, looped, present, queue, queued, park, parked, mail, mailed, wrote, written"
)
SOMEBODY_ZH = either(DESK_ZH)
# anybody who is surely another, behind any word of giving, calling or telling
ANOTHER_ZH = r"(?:[一-鿿a-z0-9]{1,8}(?<!我们)(?<!这个)(?<!本)\s?组(?!件|合|成|播|织|图|那)|研发|开发(?!者|板|期|模)|二线|三线|专家|工程师|[一-鿿]{2,4}(?:团队|部门)|上级|主管|负责人|专员|架构师|厂商|on-?call|财务|商务|法务)"
TOWARDS_ZH = r"(?:转|提|报|交|请|让|拉|找|叫|喊|约|@|跟|和|与|由|问|催|派|推|丢|递|抄|反馈|升级|通知|协调|联系|安排|向|托)[^,。;?:您你我]{0,12}?"
FRAMES = frames(
    RAISED_ZH,
    f"{TOWARDS_ZH}{ANOTHER_ZH}(?![^。]{{0,14}}(?:在线|进房|观察|[与和跟陪](?:您|你|贵)|过一遍|对测))",
    f"{GIVE_ZH}(?!吗|过您) .. {SOMEBODY_ZH}",
    f"{CALL_ZH}(?!吗) .. {SOMEBODY_ZH}(?!的|经理的|[^,。]{{0,6}}(?:在线|拿您)) .. {COME_ZH}",
    f"{SOMEBODY_ZH} .. {TOOK_ZH}",
    f"{GO_ZH} .. {PLACE_ZH}",
    rf"{GRAB_ZH}(?:了|上|一下|下)? ?[^,。;]{{0,6}}?{SOMEBODY_ZH}",
    rf"{SOMEBODY_ZH}.{{0,4}}(?:被我|我也?|我已|已经?)(?:们|帮您|让人)?(?:叫|拉|喊|找|催|通知|联系|报)",
    rf"{TELL_ZH} ?[^,。;]{{0,8}}?{SOMEBODY_ZH}[^。;]{{0,8}}?{TOLD_ZH}",
    f"@[^,。 ]{{1,12}} ?{COME_ZH}",
    r"(?:^|[,。 ]|我|们|就|已|先|都|也)转(?!码|推|成|换|发|播|屏|告|场|述|圈|存|储)[a-z0-9一-鿿 ]{1,8}(?:组|那边|平台|网络|中心|部|了)",
    RAISED_EN,
    f"{PASS_EN} … {SOMEBODY_EN}",
    f"{SOMEBODY_EN} .. {TOOK_EN}",
    f"{GO_EN} … {PLACE_EN}",
    GONE_EN,
    # English by parts: who of ours gives it to whom, and where the customer is sent
    f"{any_of('i, we, i.ve, we.ve, i.ll, we.ll, i.m, we.re, i.d, let me, have, has, been, also, and, then, will, is, are, was, were, now, just')} (?:[a-z']{{1,10}}\\s){{0,2}}?{HAND_EN} (?:\\S{{1,20}}\\s){{0,6}}?{any_of('to, with, over to, on to, onto, into, before, in front of, by, at')} (?:\\S{{1,16}}\\s){{0,3}}?{OTHERS_EN}",
    f"{any_of('let, letting, made, making')} (?!me|us|you)(?:the |our |my |their )?(?:\\S{{1,16}}\\s){{0,2}}?{OTHERS_EN} (?:know|aware)",
    f"{OTHERS_EN} (?:\\S{{1,12}}\\s){{0,2}}?{any_of('has, have, is, are, will, was, were, now, should, can')} (?:\\S{{1,12}}\\s){{0,2}}?{any_of('it, this, looking, on it, on this, notified, informed, alerted, aware, involved, engaged, paged, contact you, reach out, be in touch, get in touch, call you, take over, taking over, take it from here, on the case, digging, investigating, joining')}",
    f"{any_of('recommend, suggest, advise, encourage, ask, urge, invite, like, love')} (?:you |that you )?(?:to )?{any_of('sharing, suggesting, posting, contacting, reaching out, asking, submitting, sending, opening, filing, raising, reporting, checking with, talking, voting, share, suggest, post, contact, reach, submit, send, open, file, raise, report, check with, talk, vote')} [^.?!]{{0,40}}?{any_of('community, forum, forums, support, team, portal, desk, provider, vendor, upstream, repo, repository, tracker, manager, isp, carrier, store, bank, developers?, authors?, maintainers?')}",
    any_of(
        r"""(get|be|keep|stay) in touch with (?!us about|you), connect with (our|the|your) \w+, (use|fill in|fill out|follow) (this|the|our) (link|form|page|portal) (\w+ )?(to|and) (\w+ ){0,2}(make|open|submit|create|file|contact|reach|send|raise|log|report|request) , (filed|opened|tracked|reported|logged|raised|continued|created) (it |this |that )?(as|at|under|upstream|in|on)\W*$, (opened|created|filed|submitted|raised|logged) (a|an|another|this|it) (\S+ ){0,2}(upstream|in (the|our|their) (tracker|backlog|repo\w*)), out of (my|our) (scope|remit|hands|reach|area), not (my|our) (field|turf|desk|call|decision), (is|it's|that's|this is|one) (really |rather |more |actually )?(a|one|something|for|the job of|a job for|a matter for|a question for|a topic for) (\w+ )?(for )?(our|the) (\w+ ){0,2}(team|desk|people|folks|department|engineers|lawyers|lab|group|sales|legal|billing|finance), (over|up) to (our|the) (\w+ ){0,3}(team|engineers|people|folks|crew|guild|group|lab|desk|duty), second pair of eyes, (get|got|getting|bring|brought|bringing|put|putting|pull|pulled|add|added|invite|invited|ask|asked|asking|have|having|want|wake|woke|waking|call|called|ping|pinged|page|paged) (our|the|one of (our|the)|a|an|my|another|somebody|someone) (\S+ ){0,3}(engineer|team|guild|expert|specialist|architect|colleague|developer|lead|crew|sre|noc|duty|on-call|from (the |our )?\w+) (on (it|this|duty)|involved|in|to|here|who|join|look|into|from)"""
    ),
)
NOT = frames(
    any_of(
        r"""不用, 不需要, 不必, 无需, 无须, 暂不, 没有(?!权限), 不再, (?<!您)别(?!的), 没到, 未(?!解|能), 不要, 要不要, 需不需要, 上次, 上回, (?<![\u4e00-\u9fff0-9 ])之前(?![,]), 当时, 那次, 后来, 如果, 若(?!有), 要是, 万一, 需要的话, 吗\?,
        no need, don't need, needn't, not need, without, never, rather than, has not been, hasn't been, not been, do you want, would you like (me|us) to, last time, last (week|month|year)(?! we), previously, you said, you (were|had been|wrote|escalated|reported|asked|mentioned), should it, if it (fails|happens|comes|returns), could be, might be, did (someone|anyone|somebody|you), when you"""
    )
    + " … "
    + either(
        any_of(
            "升级, 转, 上报, 找, 拉, 联系, 提, 报, 交, 专人, escalat*, forward*, pass\\w*, relay*, transf?err?ed, hand\\w*, sales"
        ),
    ),
    any_of(
        r"""让你们, 不往上, 转交贵, 愿意, 请提供, 请您提供, (?<![跟和向同])[您你]说, 您要不要, 转给您, 转告, 给你们(?!转)(?!提)(?!报)(?!找)(?!拉), 给贵司, 网管在, 叫您的, 你们网管, 你们的(研发|开发|同事|技术), 您的(同事|研发|开发), 贵司的?(同事|研发|开发|技术), sdk.{0,4}升级, 升级sdk, 升级到 ?v?[0-9], 升级到新, 联系人信息, 反馈功能, 上报间隔, 第三方, 研发(回复|说|确认|反馈|那边说), 我就是, stay in contact, your call was, reach me, (the )?stream is, 随时(联系|找|提), 重新(提|开|打开), 新工单, 再次(联系|提), a new (ticket|issue|case|one|request), packets, port \d+, in your router, your email address, replied, is available, to you and, status from me, your (own )?(devs|developers|engineers|team|colleagues|it|admins?), feel free to, further (questions|concerns|queries), (other|more|further) questions"""
    ),
)


@signal(Signal.PASSES_ON, zh="转手或升级", en="passes on or escalates")
def passes_on(said: Utterance) -> Evidence | None:
    """To another team, person or level; says it was escalated, transferred or reported to engineers; or sends the customer to
    another channel or desk.

    Not: that no escalation is needed.
    """
    return said.evidence(FRAMES, NOT)
