"""Gives a way round the problem."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.instructions import NOT_TO_LAST, instructions
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, first, has
from houdun.grading.wishes import wishes
from houdun.grading.words import any_of, frames

# that it is not to last, or makeshift
FOR_NOW_ZH = any_of(
    r"""暂时(?!还|没|无|不|关|未|查|看不)(?!性)(?!恢复), 暂且, 暂以, 暂(?=用|走|切|以|停|关|改), 临时(?!有|维护|会)(?!性故障), linshi, 应急, 救急, 急用, 急的话, 着急(?=[^,。]{0,8}(话|可|先)), 等不及, 过渡(?!方案。), 眼下, 目前(只能|可以|可|先|的(绕过|办法|做法)), 现阶段(可|先|建议), 这(两|几)天先, (今晚|今天|今日|眼前)(?=[^,。]{0,6}(可以|可|先|请|能|建议|您|你们)), 现在(您|你们?)可以?, 现在可(以|先), 如果今天, 只有今天, 实在不行, 断线后自己, 明天之前, 只能(先|这样),
    (在那|在此|在这)之?前, 修复前, 修好前, 上线前, 恢复前, 发版前, 通过前, 好之前, 没?(修|恢复|上线|发布|发版|解决|改|好|修复|修好|放行|下发|到位|出|稳定|升级|切换|查清|更新|补丁)[^,。]{0,6}之?前(?!端|面|后), [^,。]{1,16}之前[,]?[^,。]{0,6}(可以|可|先|请|建议|您|你们|用|走), (抖动|故障|维护|修复|恢复|拥塞|异常|这|这段|整改|活动|盛典|大场|比赛|演出|考试)[^,。]{0,2}期间, 那阵子, 等[^,。]{1,16}(修好|上线|恢复|放开|上了|改好|发版|发布|好了|修完|稳定|出来|更新|就绪|到位)(后|了|再|之后|,|我|就), (稳定|恢复|修好|跑完|修复|好了|升级|发版)(之?后|了)?[^,。]{0,6}(再)?(改回|切回|删掉|去掉|打开|恢复|换回|撤掉|放开|调回|还原), 改回即可, 还没(修|下发|上|好), (补丁|修复|新版|正式版)[^,。]{0,8}(在测|在路上|才发|才出|还要|还得|下周|下月),
    (?<!能力)(?<!没法)(?<!无法)绕过, 绕开, 绕行, 绕一下, 绕路, 规避, 变通, 替代(方案|办法|方法|做法), 备选方案, 退而求其次, 权宜, 治标, 不治本, 止血, 止损, 缓解, 兜底, 凑合, 将就, 应付, 对付(一|过|着), 扛(过|一|住), 撑(过|一|住|着), 顶(过|一|住|着|上), 挡一?(下|挡), 垫一下, 挺过, 熬过, 救场, 保底, 先救, 能救, 保住, 丑(点|是丑), 不优雅, 笨办法, 土办法, 野路子, 虽然(慢|麻烦|笨|丑|延迟), 总比, 至少能(看|播|用|推), 创可贴, 不影响今晚"""
)
FOR_NOW_EN = any_of(
    r"""(as a |one |the |current |known |temporary |possible |quick |our |simplest |only |easy |a |another )?(workaround|work-around|stop-?gap|band-?aid|plaster|first aid)(?! (is )?(no longer|not))(?! in place)(?! at the moment), work(s|ed)? around (it|this|that|the (issue|problem|bug)), to work around, way (round|around|out), get(s|ting)? (a)?round (it|this|that), bypass\w*, dodg\w+, side-?step\w*, evade\w*, sidestep, for now(?! we| i| the ticket), for the (time being|moment), for tonight, for today('s)?, for this (weekend|evening|event|show|stream|week|morning), this (evening|weekend)(?!'s), tonight(?!'s (call|meeting))|today's (show|stream|event|class), these days, for a few (days|hours), just this week, until(?! (you|i|we) (hear|reply|send|provide|have news|get back|confirm))(?! (further|then we)), till, 'til, (in the )?meantime, meanwhile, (in the )?interim, provisional\w*, temporar(y|ily)(?! (unavailable|channel))(?! team), short[- ]term, in the short run, as long as, while (we|the|our|that|this|they|engineering|it's|it is)(?! \w+ (stands|remains|said)), before the (fix|patch|release|repair|next), pending (the|a|our)(?! (invoice|reply|your)), if you (can't|cannot) (wait|deploy|upgrade|change|update|move)( \w+){0,3}, at once, takes effect (on|at), so (your|the) \w+ can go on, for the evening, today(?! we| i|'s call), if (it's|this is) urgent, in a (hurry|pinch), if you need something, through the (weekend|night|show|event|day), (real|proper|permanent|final|full|actual|app|true) (fix|cure|repair|solution)( \w+){0,2} (follows|is coming|comes|needs|later|lands|is in|ships), fix is (coming|in progress|on the way|under way|being), not a fix, not (pretty|elegant|ideal|great)[^.?!]{0,3}but, ugly but, crude but, hacky, quick (n|and|&) dirty, quick fix, bridge the gap, emergency plan, to survive, plan b, fall-?back( is|:| to), (hold the fort|tide (you|us) over|stop the bleeding|keep the show|keep (you|it|things) (going|running|on air)|keeps the|unblock), buys? (you|us) , get(s)? (you|them|users|it|things) (unstuck|going|through|past|by|back|out of), short of a fix, afterwards, will move back, be unnecessary, will (re-?enable|switch back|revert|undo), (can|may|will) go back, might save you, spare you, still works, right now you can, until then, before then, isn't dark, fallback""",
    NOT_TO_LAST,
)
# what is done: by the customer, or by the vendor for the customer
ACT_ZH = any_of(
    r"""(?<!使)(?<!作)(?<!不)(?<!启)(?<!占)(?<!应)(?<!费)用(?!户|了|的是|过|例|量|法|途|时|不了), 走(?!的是|了|完|查|进度|流程|一遍), 切(?!片|勿|记|实), 换(?!句), 停(?!留|机位), (?<!有)(?<!无)(?<!相)关(?!单|于|系|注|键|心|联|工单|闭工单|闭此|闭本)(?!掉工单), 重启, 重进, 重推, 重拉, 重连, 重试, 重新(进|推|拉|登|加入|连|创建|开), 退出, 改(?!好|完|了什么|动|造|进|签)(?=[^,。]), 刷新, 回退, 退回, 退到, 回滚, 降(?!噪|价), 调(?=度|到|成|低|高|小|大|用|整), 手动, 人工(?!客服|智能), 录(?=屏|制|着|在), 绕(?!过办法), 避开, 避免, 引导, 让(?=[^,。]{1,10}(用|走|改|切|进|看|播|重|静|听|在|先|退|软|换)), 开(?=个|着|启|两|第|一|软|双|备|无痕|[a-z]), 不开, 只开, 别(?=开|用|走|放|转|复|点|碰|切), 拼, 连(?=接|麦|有线|到|4g|热点), 去掉, 固定, 锁(?=定|住|在), 转(?=成|到|推|走|一道|码停|码关), 跑个, 清(?=一|理|空|缓存|掉), 轮询, 定时, 脚本, 屏蔽, 跳过, 忽略, 摘(?=掉|除|了|出), 拔, 插, 扫码, 贴图, 软编, 软解, 硬编, 静音, 掐(?=了|掉), 限制?(?=在|到|流|速|制), 控制在, 设(?=为|成|到|置), 绑(?=到|定|上), 指(?=到|向), 替(?=换|代), (?<!家)采用(?!的), 使用(?!的|了|量|时|过|中|情况|感), 先 ?init, init, rejoin, 退房, (?<![确])拿(?!到|了), 播(?=录|素|片|垫|备), 编过去, 点播, 放着, 订两路, 连 ?(?=[a-z]), 开始新的, 模式, 启用, 禁用, 延长, 缩短, 提前, 分批, 拆成, 套(?=一|个), 捕获, catch, 判断一下, 建(?=立|一个|个), 新建, 下(?=分片|载)|下载, 流量(打|切|调), 透传, 加(?=一|个|上|长|大), 挂(?=个|上|载|着)(?!着,), 起个, 点(?=无痕|一下|两|刷), 进(?=去|无痕), 热备, pin, 以[^,。]{1,10}(为准|方式|替代), 备用(线路|域名|节点|地址|流|通道|机)?, 备线, 备份流, 加白, 放宽, 补(?=推|传|录|拉), 手工, 双推, 拆分, 戴(?=个|上|着|耳机), 回落, sleep, 改成, 卡住"""
)
ACT_EN = any_of(
    r"""use, using, usage of, switch\w*, stick (with|to|on), go (with|for|through|via|back to), put (you|your|them|it), keep(?! you (posted|updated|informed))(?! (an eye|us|me|in mind)), turn\w* (off|on|it), disabl\w+, roll(ing)? back, rolled (it |you |this )?back, restart\w*, relaunch\w*, reload\w*, refresh\w*, poll(ing)?, stay(ing)? (on|with), run(ning)? , point\w*, set(?! up a (call|meeting))(?! a), avoid\w*, fall\w* back, downgrad\w*, revert\w*, call(?! me| us| you), route[ds]?, routing, rerout\w*, diver\w+, flip\w*, shift\w*, steer\w*, mov(e|ed|ing)(?! forward), served? , try(ing)?(?! to (find|reproduce|understand|locate)), open(ing)?(?! (a |an )?(ticket|case|issue))(?!s? (at|until)), encod\w+, transcod\w+, push(ing)?, pull(ing)?(?! (in|the logs)), stream (with|via|at|from|over|through|in|to|on), record(ing)?(?! is), reboot\w*, re-?join\w*, re-?connect\w*, retry\w*, wait at least, request(?=\s?[`?]), watch(ing)?, dial\w*, liv(e|ing) without, have (the |your |them |viewers|users|hosts|people|both), let (the|your|them|users|viewers), mut(e|ing), toggl\w+, unplug\w*, plug(ging)?, feed(ing)?, kill(ing)?, clear(ing)?, log(ging)? (out|in), sign(ing)? out, leav(e|ing) and, hard-?cod\w+, pin(ning)?(?! down), comment(ing)? out, monkey-?patch\w*, env \w+, ignor(e|ing), skip(ping)?, loop(ing)?(?! in), give (the|your|them), create (your|a new|the) , look up, load(ing)?, add(ing|ed)?(?! me)(?! to the ticket), remov(e|ing), lower(ing|ed)?, reduc\w+, limit-?\w*(?! is), rais(e|ed|ing) (the|your), cron, script, script to, bump\w*, spread\w*, do it (manually|by hand), manual\w*, by hand, backup, main line, hot standby, second (stream|encoder)\w*, old (recorder|version|sdk|console|api), web version, older version, previous version, desktop, propose to keep, whitelist\w*, bridg(e|ing)( the gap)? with, hls, rtmp, flv, h\.?264, srt, tcp, instead of, mark, do, (ask|tell|have|get|let) (your |the |all )?(hosts?|users?|viewers?|speakers?|customers?|streamers?|teachers?|moderators?|players|guests?|people|them|everyone|clients|studio|operators?) (to)?, wear, lock, force, forcing, prefer, choose, select, pick, send .{1,20}to, cap(ping)?, drop(ping)? to, pre-?load, cut, split, host, upload, share, broadcast, tether\w*, hotspot, plug, swap, change, bypass, delete, close, re-?open, re-?start, re-?create, re-?publish, re-?subscribe, wait, delay, stagger, start .{1,20}(earlier|before), enabl(e|ing), edge, host, endpoint, headphones, software (decoding|encoding)"""
)
# what says by itself that it is a way round
# first this, and the rest later; said to whom; for this show; not nice, but it works
STOPGAP_ZH = "(?:切|拉|调|藏|关(?![了,。]|$|单)|改|写死|缓存|停|换|走|用|播|装|降|绕|退|固定|顶|屏蔽|录|重启|重推|重进|手动|限|锁|放|拔|静音|刷|跑|挂|打开|加白|预付|存)"
FIRST_ZH = (
    "先(?!看|查|确认|了解|提供|发|测|抓|排|试|收|核|定位|别急|别慌|结|归档|帮|回|记|转|说|不用|前|后|生|进|行关|勿|关[了,。])"
)
OUTRIGHT = frames(
    f"(?<![事首优领原要还]){FIRST_ZH}(?:请|让|把|将|在|到|拿|给|对|从|以|由|按|别)?[^,。;?]{{0,16}}?{STOPGAP_ZH}",
    f"(?:让|叫|请|引导|建议)(?:主播|用户|他|她|播放器|运营|观众|客户(?!经理)|推流端|受影响)[^,。;?]{{0,12}}?{STOPGAP_ZH}",
    f"(?:今晚|今天|今日|明天|明早|这两天|这几天|本场|这场|开播|活动|眼下|这个月|本周|周末|直播)(?:期间|之?前)?[^。;?]{{0,14}}?(?:先|可以?|让|请|能|建议|要|只能)(?!发|提供|给我)[^。;?]{{0,12}}?{STOPGAP_ZH}",
    "(?:难看|土|丑|粗暴|笨|糙|性能差|效果差|不好看|延迟高|画质差)(?:了?一?点|些)?[,]?(?:但|不过|可)(?!能)",
    f"(?:不然|不行就|实在不|非要|不想[^,。]{{1,8}}就)[^。;?]{{0,20}}?{STOPGAP_ZH}",
    r"(?<!事)先 ?(?:把[^,。]{1,14}|让[^,。]{1,6}|在[^,。]{1,8}|拿)?(?:切(?!片)|调度|迁|挪|导到|以|tcp|rtmp|flv|hls|回滚|播|点无痕|停用|不要停|使用|-|init|别放|别 ?init|别在|跳过|换|降|回退|退回|退到|绕|改用|改走|改成|用着|用回|走|关掉|停掉|屏蔽|拔|软解|软编|静音|摘|顶|扛|扫码|手动|录着|别开|别用|不要用|不开|固定|拿[^,。]{1,10}(?:顶|播|推|兜)|用(?!户|的|例))[^,。;?]{0,30}",
    r"(?:刷新|重启|重进|重推|重连|拔插|退出|静音|切换?|重新)[^。;]{0,20}?(?:就好了?|就出来|能?暂时|可以恢复|能恢复|就恢复|救回来|就能(?:看|听|用|推|播|进)|就正常)",
    r"(?:临时|绕过|规避|变通|应急|过渡|救急|替代|权宜)(?:的)?(?:办法|方案|措施|做法|方法|手段|路子)?[:是为,](?!什么|吗|没|有吗|还在|正在)[^。;?]{3,}",
    r"(?:re-?\w+ing|logging|toggling|switching|clearing|muting|using|\w+ing) [^.?!]{2,60}?(?:brings? (?:it|them|\w+ \w+) back|gets? (?:it|the \w+|you|things) (?:back|going|unstuck|working)|works around|dodges|sidesteps|avoids (?:the|this|it)|restores|buys you|gets you)",
    r"(?:second|next) (?:attempt|try) (?:\w+ ){0,3}(?:gets through|works|succeeds)",
    r"(?:workaround|work-around|stop-?gap|fallback|plan b|emergency plan|band-?aid|quick fix|temporary (?:fix|solution|measure))(?: (?:is|would be|for (?:now|this|you|the \w+)|until[^:,.]{1,30}))?\s?[:=-]",
    r"(?:to|can|could|might) (?:work around|bypass|dodge|get around|sidestep|get round) (?:it|this|that|the \w+)(?: \w+)? by ",
    r"(?:workaround|work-around|way (?:round|around)(?: (?:it|this))?) (?:is|would be|for \w+ is|that works|until[^.?!]{1,30} is) (?!no|not|in place|being|still|under)",
    any_of(
        "have (the )?\\w+ (leave|log out|rejoin|exit|quit) and (come back|rejoin|log|re-?enter), here's a (private|special|custom|patched|hot-?fix) build, (you can|can) \\w+ [^.?!,]{2,40} manually, swap your \\w+( \\w+)? to, to work around (this|it|the \\w+), feel free to use (an )?older"
    ),
)
SUGGESTS = frames(
    any_of(
        "要不, 要么, 不如, 不妨, 可以先, 能否先, 能不能先, 可否先, 是否可以先, 先, could you, can you, could we, can we, would it be (ok|okay|acceptable|possible|feasible|an option), would you (mind|be ok|be okay), how about, what about, why not, shall (we|i), should we"
    )
)
WHICH = frames("还是|顺序|先后")
"""One of two, or an order: a question about what was done."""
NOT = frames(
    any_of(
        r"""不用, 不必, 无需, 无须, 不需要, 没有能力, 没有?(临时|规避|绕|变通|别的|什么)[^,。]{0,4}(办法|方案), 不建议, 不支持, 别重启, 先别(?!开|用|走|点|转|碰|放|推|连|进|播| ?init)[^,。]{0,6}, 保留现场, 还在评审, 问下研发, 可以撤, 撤掉了, 下线, 重启过, 吗\?, 还是[^,。?]{1,10}\?, 还没查, 关闭此, 此单, 本单, 工单, 单子, 关单, 归档, 关闭处理, 发我, 发给我, 传给我, 给我, 发一下, 发一份, 提供, 贴一下, 告诉我, 反馈给, 日志, 抓包, 复现, 排查, 定位一下, 观察(?!窗口), 复盘, 报告, 答复, 回复您, 联系您, 转给, 转交, 研发同事看, 升级到研发, 测试一下, 再试, 试试看还, 老客户, 上次, 当时, 去年, 之前有, 您说, 你说, 您现在用的是, 永久, 推荐值, 彻底解决, 已恢复, 截图, 录屏给, 请问, 会议, 喝口水, 等我们通知, 感谢, dump(?!了), 我不, 还要麻烦, 让他们, 递了话, 跟您对测, 想想有没""",
        r"""no workaround, need a workaround, no (other )?way (round|around), don't have a, there('s| is) (no|not), looking for, working on a (workaround|temporary), we('ll| will) (keep you|let you|get back|update|be in touch|monitor|look|check|investigat\w+|close|wait|send), i('ll| will) (keep you|let you|get back|update|be|look|check|investigat\w+|close|wait|send|leave), let (me|us) know, send (me|us|over)(?! to), logs?(?! (out|in)|ging), capture, pcap, ticket, closing, close this, no news, stay tuned, monitoring, unavailable, did you, do you, have you, didn't help, no longer, (please )?don't (use|switch), removed the, last (year|month|week|time), you said, you mentioned, around the clock, on leave, we can't, cannot, in principle, meeting, restored, discuss, reproduce, repro, hang tight, patien(t|ce), apologi\w+, still (investigating|looking|checking), please wait, thank\w*, more (info|information|details), automatically, escalat\w+, are looking, is looking, reply, report back, recommended value, feel free to (reach|contact)""",
    )
)


@signal(Signal.GIVES_WORKAROUND, zh="给出临时办法", en="gives a workaround")
def gives_workaround(said: Utterance) -> Evidence | None:
    """Something else to do for now: another protocol, an older version, another line, a restart, by the customer or by the
    vendor for the customer.

    Not: that there is none, that one was tried, or what is to last.
    """
    listed = wishes(said)
    asked = listed.sentences if listed else ()
    said_so = first((sentence for sentence in said.sentences if sentence not in asked), _way_round)
    return said_so or (next((told.evidence for told in instructions(said) if told.temporary), None))


def _way_round(sentence: Sentence) -> Evidence | None:
    if sentence.asks and (not has(sentence.text, SUGGESTS) or has(sentence.text, WHICH)):
        return None
    return next(sentence.matches((*OUTRIGHT, *MAKESHIFT), NOT), None)


MAKESHIFT = frames(
    f"{FOR_NOW_ZH} … {ACT_ZH}",
    f"{ACT_ZH} … {FOR_NOW_ZH}",
    f"{FOR_NOW_EN} … {ACT_EN}",
    f"{ACT_EN} … {FOR_NOW_EN}",
)
