"""Closes the case because nobody spoke."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

CASE_ZH = "(?:工单|单子|单|此条|此案|案子|案件|case|ticket|issue|帖子?|讨论|问题|这[条张个件事]|会话|服务|咨询|它)"
CASE_EN = any_of(
    r"""it, this( one)?, that, these, ticket*, case*, issue*, thread*, (enquir|inquir)(y|ies), request*, report*, conversation*, chat, pr, discussion, topic, matter"""
)
CLOSES = frames(
    any_of(
        # what is done to a case, by its own verbs
        r"""关单, 结单, 销单, 暂结, 收尾, 先收(?=[。,了]|$), 按[^,。]{1,6}关, 收单, 撤单, 关帖, 锁帖, 结案, 销案, 办结, 完结, 归档, 存档, 关闭(?!(?:了?窗口|页面|应用|程序|浏览器|硬件|后|高|镜|自动|摄像|麦|防火墙)), (?<!不)先关, 关了, 关掉, 关哈, 关一下, 关下, 关啦, 关咯,
        (?:我|就|得|要|会|统一|给|这边|自动|月底|按时)关(?![注于系键心照联]), (?<![\u4e00-\u9fff])关(?:[。,!]|$), 关:, 关闭\[, 结了, 结掉, 作结, 先结, 安息, (?:收|撤|结|关|销|清)(?:了|掉)?(?:此|该|本|这)(?:单|帖|条), (?:予以|作|作出)(?:撤销|终止|注销), 失效, 让它结, 收了, (?:把它|单子我?|这边|那边|我)收(?:了|掉), 收掉, 收起, 要收, 先销, 锁定, 锁了, 不再保留, 不占坑, close,
        # what becomes of it
        (?:按|作|做)[^,。]{0,8}处理, (?:视为|视作|当作|标记?为|标成|置为|转为|变成|记为|默认)[^,。]{0,6}(?:解决|完成|结束|关闭|放弃|同意|处理完), 点(?:了)?(?:完成|解决|结束), 完成处理, 清理[^,。]{0,6}单, 旧单清理"""
    ),
    f"{any_of('set, mark, status, enter*, moved?, chang*')} … {any_of('closed, resolved, solved, expired')}",
    f"(?:结束|终止|了结|清掉|清理){any_of('了, 掉')}?(?:本次|此次|这次|该|本|此|这)?{CASE_ZH}|{CASE_ZH}[^,。]{{0,8}}(?:结束|终止|了结)",
    any_of(
        r"""clos(e|ed|es|ing), shut(ting)? (\w+ ){0,3}(this|it|down|one), lock(ed|ing)? (this|it), expired, archiv(e|ed|ing), auto-?closed, retir(e|ing) this, wrap(ping)? (this|it|up)\s?(up|this)?, bye, won't pursue, park(ing)? this, (call|put|putting|calling|lay|laying) (\w+ ){1,3}(done|to (rest|bed)), pull(ing)? the plug, fil(e|ed|es|ing) (\w+ )?away, sweep(ing)?,
        mark(ed|ing)? (\w+ ){0,3}as (resolved|solved|closed|stale|done|complete\w*), (set|setting|mark|marking|mark\w* it|moved?|moving|change\w*) (\w+ ){0,3}(to )?(resolved|solved|closed), consider(ed|ing)? (\w+ ){0,3}(closed|resolved|solved|done|settled), resolve this"""
    ),
    f"{CASE_EN} (?:\\w{{1,14}}\\s){{0,4}}{any_of('archived, resolved, solved, concluded, completed, terminated, ended, retired, cancelled, expire*')}",
    f"{any_of('end, ends, ending, terminates, terminat(e|es|ing), conclud(e|es|ing), retir(e|es|ing), cancel*')} (?:the|this|your|our)? ?{CASE_EN}|{CASE_EN} (?:\\w{{1,14}}\\s){{0,4}}{any_of('going to end, will end, ends')}",
    r"requests [^.]{0,60}are completed",
)
REPLY_ZH = r"(?:回复|回应|回音|回信|回答|答复|响应|作答|反馈|更新|消息|音讯|音信|信件|来信|动静|进展|后续|下文|互动|内容|资料|日志|补充|意见|提起|联系|理[我睬会]|人[动跟应理回]|等到|等来|到(?![位])|获|留言|上线|出现|声音|活动|可查的 ?id|一字)"
SILENCE = frames(
    rf"(?:没|未|无|不见|等不|缺|再无|毫无|尚无|迄今未|均未)[^,。;]{{0,14}}?{REPLY_ZH}",
    any_of(
        # silence
        r"""没回, 没人, 无人, 后文, 未复, 久候, 未回, 不回, 没理, 不理, 没应, 没再, 未再, 无新, 未(补充|提供|确认|按时|补|答), 没动, 没跟, 久未, 迟迟, 石沉大海, 杳无, 失联, 联系不上, 联络不上, 静默, 沉默, 一直没, 始终没, 后面没, 没有?后续, 没结果, 不在我, 在不在, 想是,
        # age
        太久, 许久, 很久, 长时间, 长期, 超期, 逾期, 超时, 过期, 搁置, 静置, 挂着, 挂了, 放了太久, 太老, 老单, 旧单, 老帖, 陈年, 时代的, 沉了, 停止维护, 保留期, 人不见了, 不活跃, 离职, 到期不回, 不回, 放了[一两半\d], 放到今天, (一|两|几)个?(季|年), 太久, [搁擱], stale, 超过[^,。]{1,5}[天日周月], 满\s?\w{1,3}\s?[天日], [两二三四五六七八九十几半\d]\w?个?(多)?(周|月|星期|礼拜)[^,。]{0,6}(没|未|无|前), 半个?多?月, 一周多, 一个多?月, 多[日天], 时限"""
    ),
    any_of(
        # silence
        r"""(no|not|never|without|nothing|nobody|none|any|lack of|absence of|lacking|hasn't|haven't|didn't|don't|n't|isn't|doesn't|there's no|no one) (\S+ ){0,7}?(repl(y|ies|ied)|respon\w+|answer\w*|feedback|activity|interaction\w*|contact|word|news|sign of life|reaction|confirmation|objections?|interest|follow-?ups?|heard|hear|message\w*|comment\w*|traction|movement|came back|provide\w*|arrived?|question|updates?|information|info|repro\w*|recieved|received), no (one|longer active), without (\w+ ){0,2}activity, in absence of an? answer, nothing (from|since), nobody, (reply|answer|response) (\w+ ){0,3}(never|didn't) (came|come|arrived),
        inactiv\w*, unresponsive, waited (\w+ ){0,3}for, not hearing, hasn't been done, w/o (response|reply|answer), no logs, since tue, you've been idle, no objections, silen(t|ce), quiet, idle, dormant, stale, crickets, abandon\w*, untouched, never came back, (author|reporter|op) (is|has) gone, dried up, gone (cold|dark|quiet), went (cold|dark|quiet), timed out, still (relevant|interested|needed), needs-info, (third|last|final|second) (follow-?up|reminder|ping|notice), unless (someone|anyone|you|somebody|we hear),
        # age
        (too|years?|months?|weeks?|month|days|so|very|pretty) old, old, (half a|a|two|three|\w+) (year|month|week)s? now, (in|for|after|over) (a|two|three|four|six|\d+) (month|week|year|day)s?, old issues?, been open (for|since), for ages, (has|have) come and gone, (weeks?|months?|days?|time) (have|has) (passed|gone by|elapsed), (gone|went) by, long enough, not a (word|sign|peep|line), no echo, (couldn't|could not|can't|cannot|haven't been able to|unable to|not able to|failed to) (reach|contact|get hold of) you, (assum\w+|presum\w+|guess|take it) (that )?(it|this|that|you|the \w+|all)('s|'ve| is| are| have| has| was)? (\w+ ){0,3}(solved|fixed|resolved|fine|ok|settled|sorted|moved on|gone|no longer|working|obsolete|done|over|happy), since (we|i) last (spoke|heard|talked|wrote), last (message|reply|comment|word|contact|update|activity) (was|is|from|on|dates|came|here), my (last|previous|earlier|two|three|second|third) (\w+ )?(mails?|messages?|questions?|reminders?|e-?mails?|pings?|requests?) (\w+ )?(remain|went|stay|unanswered|without|got no), unanswered, been a while, (due to|of its|its|the) age( of)?, outdated, eol, end of life, predates?, ancient, (from|since) 20[012]\d, housekeeping, tidying, sat (here|idle), days without, weeks without, open forever, bitrot\w*, \d+\+? days"""
    ),
)
NOT = frames(
    any_of(
        r"""不关, 不会关, 别关, 未关, (勿|不要|别|不用|不会|不能)(直接|先|再|急着)?(关|结|归), 保留, 会话保持, 录制, 账期.{0,4}关了, 关掉?(高|镜|agc|自动|硬|麦|摄), 自动收了, 吗\??$, 断开, 被.{0,8}关了, 按您的要求, 按.{0,6}故障处理, 控制台, 入口, 推流会?自动关闭, 无推流,
        not (be )?clos\w*, won't close, leav\w+ (this|it) open, keep\w* (this|it|the (ticket|case)) open, closely, close to, you complain, was closed without, closed? on, should i close, clos\w+ (the |your |all )?(app|browser|tab|window|connection*|socket|other|port), (room|connection|socket|port|office|session|stream|player)\w* (\w+ ){0,2}clos\w*"""
    ),
)


@signal(Signal.CLOSES_AS_STALE, zh="因无回复关单", en="closes as stale")
def closes_as_stale(said: Utterance) -> Evidence | None:
    """Closes the case, or announces that it will, because no answer came, nothing moved, or it is too old.

    Not: closing because it is solved, or keeping it open.
    """
    return said.evidence(CLOSES, NOT) if said.has(SILENCE) else None
