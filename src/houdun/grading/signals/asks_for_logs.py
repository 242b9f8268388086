"""Asks the customer for what a machine wrote down."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, has
from houdun.grading.wishes import wishes
from houdun.grading.words import any_of, either, frames

RECORD = any_of(
    # text a program writes
    r"""(?<!更新)(?<!操作)日志(?!我还)(?!服务|下载权限|级别是|等级是), 记录档, 记录文件, 运行记录, 端上的?记录, 本地记录, 落盘文件, 调试(信息|输出|记录), 打印(?!机)(信息|输出)?(?=还|都|全|贴|发|拷|出来), 打印全部, 控制台(里|上|中|的)?(全部|完整)?(的)?(输出|报错|信息|内容|红字|截(?!图)), console(里|中|的|和|上|output|报错), 浏览器 ?console, rizhi,
    (?<![a-z0-9])logs?(?![a-z0-9])(?! (level|in|out|on|off|into|back|upload)\b(?! the| your| my))(?!级别), xlog, logcat, log ?files?, logfile*, syslog, dmesg, journalctl, stderr, stdout, \w+\.log, getlogpath, uploadlog, logging output, debug (output|info\w*|report|file|bundle), verbose output, console (output|errors?|messages?|tab), (the|your|js|browser|dev ?tools) console(?! or)(?! to), full error (message|output|text), (server|terminal|cli|shell|build|ffmpeg|encoder|player|app|program|command|gateway) output, output (of|from) (the|your|a|`), (full|complete|entire) (output|traceback), the output of, event viewer, what \w+ prints""",
    # what is left of a crash
    r"""堆栈, 调用栈, 栈(信息|贴|打|发), 转储, 转存, 崩溃(文件|报告|记录|现场|档), core ?文件, 诊断(档|文件|包|报告|信息|资料|数据), ips原?文件, dmp,
    dumps?(?! truck), minidump*, stack ?traces?, backtraces?, tracebacks?, call ?stack, traces?, traces\.txt, \w+_log, \w+\.logs?, tombstones?, crash (reports?|files?|dumps?), core files?, bug ?report (file|zip|archive), sysdiagnose, diagnostics?, diagnostic (file|data|package|report|bundle)s?, tarball, heap snapshot, thread dump, systrace, perfetto, (cpu|memory) profile""",
    # what went over the wire, and what was counted
    r"""抓包(?!位置)(文件)?, 抓个包, 抓一?下包, 抓一?份包, 抓(上|一段|一会儿?)包, 擷取封包, (擷|截|撷)取封包, 封包, 报文, 包文件, 统计(文件|数据导出), 网络面板, 会话记录, curl -v( 结果)?, (ffprobe|adb|netdiag|dumpsys|netstat|dig|ping|命令)[^,。;]{0,14}(输出|结果), 的输出(文本|结果)?(?!端|格式|流|码), logcat, dumpsys, heap snapshot, 控制台全文, console 打到, 本地的?那几个文件, file logging, har, har文件, 探测结果,
    pcap\w*, packet (captures?|capturing|dumps?|traces?), network (captures?|traces?|tab), ts capture, capture (file|both ends), wireshark, tcpdump, getstats, stats(?=[^.?!]{0,12}(导|发|给|export|dump|贴|page|panel|csv|output))(?![a-z0-9]), (export|dump|copy) of the (\w+ )?stats\w*, qos csv, webrtc-internals\w*, media-internals\w*, mtr, traceroute, dig output, pcm文件""",
)
PLEA = any_of(
    """请(?!知悉|放心|谅解|见谅|求|假|登录), 麻烦, 劳驾, 烦, 有劳, 辛苦, 能否, 能不能, 可否, 可不可以, 方便, 帮忙, 帮我, 协助, 需要, 还需, 还要, 希望, 想要, 想请, 要(?=一|下|个|份|两|完整|您|你), 得要, 得有, 得看, 具体得看, 求, 缺, 就差, 还差, 差, 有没有, 有无, (?<!我)还留着,
    please, pls, plz, kindly, (could|can|would|will|may|might) (you|i|we|ops), do you have, have you got, are there any, is there (a|an|any), need, needs, needed, want, wants, from your side, is it possible, is possible to, would be nice, would love, let me know once, would like, i'd like, we'd like, i'd love, grateful, thankful, glad (of|for|to have|to get), happy (with|to (get|have|see)), useful, properly, appreciate, would help, missing, waiting (for|on), reminder for, require, required, can't (proceed|go further|tell) (until|without), without, mind, let (me|us|'s) (have|see), let's have a look at, let's see, looking for, awaiting"""
)
HAND = any_of(
    """(?<!开)(?<!出)(?<!触)(?<!研)(?<!并)(?<!先)发(?!现|生|你|您|版|送端|布|起|版|热|货|出声), 传(?!输|到了), 上传, 回传, 导(?!致), 导出, 给(?=我|到|一|个|下|过|份|全|两), 贴, 抓, 捞, 拷, 寄, 甩, 扔, 丢(?!包|帧|失), 打包, 采集, 收集, 截(?=图|出|一|下|个), 附上?, 拿(?=到|来|一|给|出|下|过), 取(?=一|下|回|出|给), 拉(?=一|下|出|取|个|份), 下载, 录(?=一|下|个), 提供, 提交, 回复, 存(?=个|成|到), 要(?=[^,。]{0,4}过的), 也行, 打开(?=[^,。]{0,8}(日志|log|级别)), 开启, 来(?=一|份|个|点|段), 补(?=一|个|下|份|发|充|传), 给过来, 邮件(给|发), 留(?=一|存|着|好),
    send, share, attach, upload, provid*, post, paste, grab, collect, gather, pull, captur*, export*, dump, e?mail, forward, drop, dm, submit, supply, return, hand, copy, keep, include, zip, enable, turn on, switch on, run, execute, give, show, produce, obtain, fetch, get (me|us|the|a), take, reproduce with, fish out, pop, save, sharing, sending, pull it, record, are stuck since, copy all, attached? to"""
)
WANTED = frames(
    f"{PLEA} … {RECORD}",
    f"{HAND}(?!了|过|来的) … {RECORD}",
    f"{RECORD} … {PLEA}",
    f"{RECORD} … {HAND}(?!了|过|的)",
    rf"{RECORD} .. (?:有吗|有没有|还在|在吗|呢\??$|吗\?|\?|(?:has|have|needs?) to be|should be|must be|requested|would (?:help|tell|be)|if you (?:can|have|could)|is plenty|[:,]? both (?:ends|sides))",
    rf"(?:what does|what do|没有?|光看截图[^,。]{{0,8}},?|(?:full|any|complete|more|whole|did you (?:save|keep))) .. {RECORD}",
)
NO_NEED = any_of(
    """不用, 不需要, 无需, 不必, 无须, 不要(?=再|发|传), 别再, 用不着, 没必要, no need, not need, aren't needed, isn't needed, (is|are) not (needed|necessary|required), don't need, needn't, no longer need, don't have to, rather than, never mind, disabled"""
)
HAD = any_of(
    r"""没有日志, 已(经)?(?!经?申)(?=[^,。]{0,6}(收|取|拿|传|看|抓|导|提|发|分析)), 收到(?!后)(?!之后)(?!的日志), 取到了, 拿到了, 看了, 看过, 看完, 翻了, 查了, 读了, 从(?=[^,。]{0,10}(看|来看|里|上|中)), 根据, 依据, 结合, 对照, 您(发|传|提供|给)的, 你(发|传|提供|给)的, 分析了, 正在(看|分析|读|翻|抓|导|拉), 不会, 我留着(?!我), 我们?(先|再|这边|自己)*(去|来|会|在)*(抓|拉|导|翻|查|看|捞|调)(一?下)?(?=[^,。]{0,10}(日志|log|包|记录|dump|堆栈)), 我方[^,。]{0,6}(抓|查|看|翻|调|分析), 靠, 上次那?个?(客户|用户), 需要我们(提供|给), 期间,
    received, thanks for (the|your|these|those|sending|sharing|uploading|attaching), thank you for (the|your|these|those|sending|sharing|uploading|attaching), got (the|your), have (the|your), you (sent|attached|uploaded|posted|shared|provided|gave), from (the|your) (\w+ )?(?=log|trace|dump|capture|pcap), according to, looking at (the|your), looked (at|through|into), went through, going through, reading, (we|i) read, based on, per (the|your), judging by, in (the|your|our) (\w+ )?(?=logs?|traces?|dumps?|console|captures?|pcap), (we|i)('ve| have)? (checked|analy[sz]ed|reviewed|pulled|collected|sent|forwarded|passed|found|see|saw), (i'll|we'll|i will|we will|i'm|we're|let me) (\w+ )?(send|check|look|go|read|pull|collect|review|analy\w+|grab|forward|pass|parse|dig|checking|looking|reading|pulling|collecting|reviewing), our (own )?(side )?(logs?|traces?|monitoring), another (client|customer), should i send, turn off, switch off, we'll add, closing"""
)
TELLS = any_of(
    r"""里(?=[^,。]{0,4}(有|是|没|显示|写|看到|能|全|报|出现|说))(?!有没), 中(?=[^,。]{0,4}(有|是|没|显示|写|看到|报|出现)), 上看, 显示, 确实, 证实, 表明, 说明(?!一下), 看出, 看到, 看得, 收到了?, 已, 分析(过|了|完|中|显示|结果), 在我, 定位到, 我(看|翻|查)了,
    shows?, showed, says?, said, reveals?, confirms?, tells? (me|us) that, indicates?, suggests?, received, (is|are) (fine|clean|clear|enough|sufficient|complete|here|in|with|already|being), was (fine|clean|enough|useful|helpful), you (sent|attached|uploaded|posted|shared|provided|gave), above, looks?, look fine, seems?, point to, points to, aren't, isn't, not needed, disabled, helped"""
)
OURS = frames(
    f"\\bno (?:more |further |extra |other )?{RECORD} (?:are |is )?(?:needed|necessary|required)\\b",
    f"{either(NO_NEED, HAD)} … {RECORD}",
    f"{RECORD} .. {either(NO_NEED, TELLS)}",
)
NAMED = frames(RECORD)


@signal(Signal.ASKS_FOR_LOGS, zh="索要日志", en="asks for logs")
def asks_for_logs(said: Utterance) -> Evidence | None:
    """Log files, traces, dumps, stacks, console output, exported statistics, packet captures: wanted from the customer.

    Not: what the logs show, that they came, or that none are needed.
    """
    listed = wishes(said)
    wanted = listed.sentences if listed else ()
    found = (each.evidence(_listed if each in wanted else _wanted) for each in said.sentences)
    return next(filter(None, found), None)


def _wanted(sentence: Sentence) -> Evidence | None:
    if has(sentence.text, NAMED) and sentence.requests and len(sentence.text) <= SHORT:
        return _listed(sentence)
    return next(sentence.matches(WANTED, OURS), None) if has(sentence.text, NAMED) else None


def _listed(sentence: Sentence) -> Evidence | None:
    """In a list of wishes, the name alone will do."""
    return next(sentence.matches(NAMED, OURS), None)


SHORT = 12
"""Characters of a sentence that is no more than what is wanted: "logs?"."""
