"""Puts it on the customer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from houdun.facts.signals import Signal
from houdun.grading import causes
from houdun.grading.causes import BECAUSE, DEFECT, DENIED
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, first, has
from houdun.grading.wishes import stated
from houdun.grading.words import Frame, any_of, frames

# Whose it is.
YOU_ZH = any_of(
    "你们, 你, 您, 贵司, 贵方, 贵公司, 贵企业, 贵账号, (?<![个家位些类的商名他别])客户(?!经理), 用户侧, 用户端, 主播, 推流端, 业务侧, 业务层, 业务方, 接入方, 甲方, 用户(?!侧|端|反馈|量|数|号|名|体验|说), 应用层, 应用侧, 页面侧, 场地方"
)
THINGS_ZH = any_of(
    "代码, 业务, 程序, 工程, 模块, 主程序, 逻辑, 页面, 应用, app, 客户端, 播放器, 配置, 参数, 用法, 写法, 集成, 接入, 网络, 内网, 办公网, 专线, 带宽, wifi, wi-fi, 防火墙, 路由器, 代理, proxy, 网关, waf, cdn, dns, 源站, 机房, 服务器, 后台, 后端, 前端, 信令, 脚本, 回调, 编码器, 设备, 手机, 机器, 声卡, 摄像头, 环境, 证书, 凭证, 账号, 余额, 套餐, 财务, 网管, 运维, 同事, 人, 侧, 端, 那边, 这边, 那头, 一侧, 方面, 自己, 自家, 自身, 内部"
)
SURELY_YOU = "(?:你们|你|您|贵司|贵方|贵公司)"
PARTS_ZH = any_of(
    "业务(侧|上|代码|层|方|端), 接入方, 应用层, 调用方, 公司(出口|代理|内网|防火墙|网络|那台), 内网, 用户(侧|网络|设备|手机|自己), (设备|机器|手机|电脑|网络)(本身|自身), 工程里, 自己的"
)
OURSELVES_ZH = any_of(
    "我们, 我方, 我司, 平台, sdk, 节点, 服务端?, 转码, 录制, cdn, 后台, 系统, 产品, 引擎, 播放器, 接口, 插件, 控制台"
)
SIDE_EN = any_of(
    "side, end, part, code, app, application, backend, server, site, proxy, integration, module, player, cron, network, firewall, lan, router, dns, encoder, request, device, phone, machine, build, setup, config\\w*, activity, page, service, webhook, script, team, wifi, wi-fi, isp, uplink, hardware, implementation, pipeline, encoder profile, frame processor, infrastructure, environment"
)
FAULT_ZH = any_of(
    "问题, 原因, 根因, 责任, 锅, 毛病, 故障点?, 故障, 根子, 源头, 异常, 错误, 过错, 疏漏, 疏忽, 缺陷, 事故, 断流, 误会"
)
FAULT_EN = any_of(
    "problem, issue, fault, faulty, mistake, bug, error, cause, culprit, responsib\\w*, blame, lies, wrong, leak, caused by, due to, because of, something to correct, non-compliance, typo, misuse"
)
# What they did amiss.
AMISS_ZH = any_of(
    "误, 忘, 漏, 擅自, 私自, 乱, 没按, 未按, 没有按, 没续, 没付, 欠, 用错, 传错, 写错, 填错, 配错, 设错, 签错, 弄错, 搞错, 搞混, 写反, 写死, 传反, 自己(改|关|删|加|写|签|配|选|调|停|占|背|把|在|的[^,。]{0,6}(问题|锅|选择|责任|事)), 自行(改|关|删|加|修改|关闭|调整|负责|承担), 没开权限, 处理(得)?太慢, 不规范, 违反, 老化, 太老, 太旧, 太烂, 太差, 不够, 不稳, 没留意, 没注意, 遗漏, 疏忽, 有问题, 有误, 主动发, 占满, 不支持我们, 断网, 太慢, 太差, 网络差, 网络不好, 过滤, 掐, (设|勾|选|配)成了, 没报备, 拦, 堵"
)
# English by parts: what the customer does, or what is the customer's, amiss.
DOES_EN = any_of(
    r"call, called, calling, set, setting, send, sent, sending, pass, passed, passing, post, publish, published, publishing, subscribe, push, pushed, pushing, create, created, creating, open, opened, opening, load, loaded, init\w*, use, used, using, leave, left, keep, kept, keeping, run, ran, running, start, started, hold, share, shared, sharing, mix, sign, signed, signing, build, built, bundle, ship, shipped, upload, uploaded, put, switched, disabled, enabled, removed, changed, added, forgot, miss, missed, hard-?coded?, hit, hitting, exceed\w*, request, requested, poll, polling, reuse, reused, reusing, recycle, release, released, destroy, destroyed, block, blocked, blocking, cache, caching, encode, encoding, return, answer, ask(ed)? for, loop, subscribed, render, decode, configured, deployed, upgraded, copied, typed, deleted, picked, chose, let, skip, skipped, ignore, ignored, stay, went, go"
)
AMISS_EN = any_of(
    r"twice, two times, before, too (early|late|often|many|much|fast|soon|high|low|long|short|big|small|old), every time, each time, on (each|every), per (second|frame|render), instead of, rather than, without, never, wrong, same, old, expired, invalid, only, in parallel, at once, at the same time, simultaneously, still, again and again, on the (main|ui) thread, in a loop, from two, two, three, both, no longer, so (it|the|that|your|we|our), which (makes|is|kills|breaks|then|means|causes|leads), and that('s| is)?, hence, therefore, by hand, yourself, yourselves, not (the|a|in|allowed|supported)"
)
FRAMES = frames(
    f"\\byou(?:'re|'ve| are| have| were| had)? (?:still |also |just |only |always |probably |apparently |never |both |all |accidentally ){{0,2}}{DOES_EN}[^.;?]{{0,80}}?{AMISS_EN}",
    f"your (?:own )?(?:[\\w.`'/-]{{1,24}}\\s){{0,3}}?(?:{SIDE_EN}|{causes.THING_EN}) (?:[\\w-]{{1,14}}\\s)?{any_of('is, are, was, were, has, have, had, does, did, answers?, answered, returns?, returned, sends?, sent, calls?, called, sets?, uses?, used, runs?, ran, gives?, gave, keeps?, kept, opens?, opened, puts?, holds?, goes, went, asks?, requests?, publishes, creates?')}[^.;?]{{0,24}}?{AMISS_EN}",
    causes.OF_YOURS,
    f"{FAULT_ZH}[^,。;]{{0,8}}?(?:在|归|属|由|来自|于|是){{1,2}}[^,。;我]{{0,4}}?{YOU_ZH}(?!反馈|说|提)",
    f"{YOU_ZH}[^,。;我]{{0,10}}?{THINGS_ZH}[^,。;我]{{0,10}}?的{FAULT_ZH}|(?:就是|真是|属于?|算)(?:你们|您|贵司|贵方)的{FAULT_ZH}",
    f"{YOU_ZH}[^,。;我?]{{0,14}}?{AMISS_ZH}",
    f"(?:属于?|归|由|须由|需由|得由|应由|只能由|(?<!免)得|该){YOU_ZH}[^,。;]{{0,10}}?{any_of('自行, 自己, 负责, 承担, 修正, 补齐, 的事, 的责任, 背, 解决, 遗漏, 疏漏, 优化, 维护, 改')}",
    f"(?:属于?|是|算|怪|赖|归){SURELY_YOU}[^,。;?]{{0,6}}?(?:那边|侧|的(?!工单|单)|客户|用户|自己|内部|网络|环境|代码|配置)",
    f"(?:是|由){SURELY_YOU}(?!对面)[^,。;?]{{1,12}}?(?<![听看说提到馈要见])的(?=[,。!…]|$)",
    f"{SURELY_YOU}[^,。;?我]{{0,8}}?(?:自己|自行|自家)(?:去|来|的[^,。]{{1,8}})?(?:定|拍|协调|对齐|改|写|下|配|加|关|开|删|搭|做|实现|封装|维护|排查|理|承担|处理|调|回|发|打|签|负责|评估|检查|优化|掐|把)(?!看|一?下|就行|即可)",
    f"(?:得|要|该|应当?|应该|只能|须|必须|需要?)(?:由|让|靠)?{SURELY_YOU}[^,。;?]{{0,8}}?(?:自己|自行|负责|承担|评估|处理|协调|对齐|解决|优化|排查|整改)",
    f"{PARTS_ZH}[^,。;?我]{{0,14}}?(?:没|不|只|被|把|太|错|旧|老|乱|掐|拦|改|重复|要|得|应)",
    f"(?:不是|不在|与|跟|和|不属于?|不关|轮不到|怪不到|赖不到|并非|非)[^,。;?你您贵]{{0,6}}?{OURSELVES_ZH}[^,。;?]{{0,8}}?(?:问题|的事|锅|无关|没关系|bug|异常|责任|毛病|头上|造成|引起|质量|原因)",
    f"{any_of('问题, 锅, 责任, 事, 故障点, 毛病')}[^,。;]{{0,6}}?(?:在|归){YOU_ZH}",
    f"(?:在|是){YOU_ZH}[^,。;]{{0,4}}?{any_of('内网, 侧, 那边, 那头, 一边, 自己的, 现场')}(?![^,。]{{0,6}}(?:复现|测|看|试|抓|操作|改))",
    any_of(
        r"客户侧(配置|网络|代码|问题|原因|的?采样)?(错误|有误|异常|问题), 使用不当, 操作不当, 配置不当, (代码|逻辑|配置|参数|业务)(写|配|设|搞|做)成(这样|这么|那样), 用法不对, 姿势不对, 人为设的, 自己人打自己人, 自己锅, 自己 ?ddos, 不在(保障|服务|我司服务)范围, 自行(排查|检查|修改|解决|优化), 自查(后|一下|下), (不算|不是|非)(缺陷|故障)(?=[,。]|$), (跟|和|与)\s?(我们|我方|我司|本平台|本服务|平台|sdk|节点|转码|服务端|cdn)\s?[^,。]{0,8}(没关系|无关|不相干|八竿子|无涉|没有关系), (不是|不在|非|不算)(我们|我方|我司|本平台|平台|sdk|转码|节点|服务端|库)(这边)?\s?的?\s?(问题|bug|责任|故障|锅|缺陷|错)?(?=[,。:]|$), 锅真?不在, (赖不着|怪不到|怪不得|不能怪)我们, 管不着, 盗版, 我们不负责, 要找(你|您|贵), 怪(你们|您|贵)(?!们?没), 正常[,]请(检查|自查)"
    ),
    f"{FAULT_EN} (?:\\S{{1,14}}\\s){{0,6}}?(?:on|in|at|with|from|by|inside|of|rests?|your)?\\s?(?:your|the customer's|the client's|customer|client)(?:'s)?\\s(?:\\S{{1,14}}\\s){{0,2}}?{SIDE_EN}",
    f"(?:that's|that is|it's|it is|this is|this one's|this one is) (?:on|in|at|from|within|inside|down to) (?:you\\b|your (?:\\S{{1,14}}\\s){{0,2}}?{SIDE_EN})",
    f"(?:it's|it is|that's|that is|=|was|is|be|suspect) (?:\\w+ )?your (?:own )?(?:\\S{{1,14}}\\s)?{SIDE_EN}",
    any_of(
        r"""(some(one|body)|a colleague|a person|anyone) (in|on|at|from) your, customer('s)? side, client-side (bug|issue|problem|code|mistake), (at|on) the client's end, user error, pebkac, rtfm, self-inflicted, your own (code|player|app|cron|module|network|router|firewall|api key|frame|doing|side), your (fault|bug|mistake|choice), you did(n't| not) follow, you misread, you probably misread, misus\w+, incorrect usage, wrong usage, doing it wrong, closer to home, (bad|poor|slow|weak) (network|connection|device|uplink)s?, your side( code)? (have|has|is) (a )?(problem|wrong|issue)\w*, (started|began)( the \w+)?( when| after)? you \w+ed, you aren't \w+ing, needs? correcting, that one's yours, is yours( to \w+)?(?=[.,;]|$), yours to (sort|fix|solve), your end to, on the app side, you deleted it yourselves, (not|isn't) (our|a) (bug|fault|problem|issue)(?= of ours|[.,:;]), not a platform (matter|issue|problem), that isn't us, not (us|ours)(?=[.,;]), not in our (code|renderer|sdk|side|auth), not from our, our (library|sdk|code) isn't, platform is healthy, rule out the platform, (sdk|system|platform|service|it) (behaves?|works?|worked|behaved) as (specified|designed|intended|expected), we (just )?(deliver|see|receive) exactly what, so the (kick|403|error|rejection) is expected, so it's the setting you picked, you should have, you weren't supposed, had you (kept|called|set|used|followed), garbage in, on-prem network, that you operate, (the|your) docs (say|says|clearly|state|tell|warn|note), migration notes tell you, you'd better, you (forgot|misconfigured|broke|passed the wrong|used the wrong|blew through|exceeded|hardcoded|misread|turned off|disabled|removed|deleted|didn't (call|set|pass|release|whitelist|declare|include|add|await|renew|read)), you didnt, you've (hit|exceeded|hardcoded|removed|disabled|been pushing), you're (calling|using|missing|passing|misusing|mutating|holding|blocking|sending|mixing|reusing|initiali[sz]ing), you are (calling|missing|passing|misusing|holding|initiali[sz]ing|mixing|blocking|reusing), you guys are, you (post|pass|load) (?!it|us|me|a), (incorrectly|improperly), wrong \w+( id)? in your"""
    ),
)
DOING_YOU = frames(
    rf"(?<![把给为对跟让帮向替请])(?<!告诉|感谢|影响|建议)(?!主播|推流端|用户){YOU_ZH}(?!反馈|好|看|说|提|描述|不是|的?工单|的?单)",
    r"\byour (?!viewers?|users?|audience|streams?|tickets?|case|report|customers?|rooms?|feedback|recordings?|question|message|issue|account manager|thoughts|patience|script|finding)|\byou\b|\byours\b|(?:customer|client)'s",
)
"""The customer as the one who does or has."""
BROUGHT = frames(any_of("导致, 造成(?!不便|困扰), 引起, 引发, 所致, 致使, 触发了"))
OURS = frames(
    any_of(
        "我们, 我方, 我司, 敝司, sdk(?!的)(?!里), 服务端, 平台, 引擎, 模块, 微信, 运营商, 苹果, we, our, us, ours, apple, carrier"
    )
)
WINDOW = 45
"""Characters before and, by half, behind what is wrong in which it says whose it is."""
NOT = frames(
    any_of(
        r"""不是(?!我|sdk|平台|节点|转码|服务端|库)[一-鿿]{0,10}(你|您|贵|客户|主播)[^,。]{0,14}, 不怪, 没有?(任何)?(问题|差错|过错|错|关系(?=你|您)), (和|跟|与)(你|您|贵|咱)[^,。]{0,8}(没|无), 均无, 没发现, 写得没, 是对的, 没写错, 一致, 别误会, 以为, 收回, 是不是, 会不会, 有没有, 是否, 疑似, 什么(?=引起|导致|原因), 不清楚, 没有新, 听到的, (未|没有?)(收|等|见)到, 没有?[您你贵][^,。]{0,4}(消息|回), 互动, 如果, 若, 假如, 以后, 万一, 还不确定, 不能判断, 不能说, 您说, 你说, 你们总说, 上次, 上回, 那位客户, 麻烦[^,。]{0,4}(检查|看|提供|发|把), 请(您|你|贵|把|将|提供|问|检查|先), 方便, 感谢, 抱歉(?!让), 理解, 反馈, 单子, 工单, 以便, 等(您|你), 辛苦, 帮(您|你), 给(您|你), (?<!因)为(您|你), 可以, 我们(的|这边)?(误|没|漏|忘|搞)""",
        r"""nobody is blaming, nobody, not blaming, not pointing, not your, isn't your, no (log|steps|more|response|reply|reaction|action), (received|expect|expecting|awaiting|needed|required|happy|test|look|good|ok|fine|correct|right) (\w+ )?(from|on|at) your (side|end|part), you did nothing, nothing wrong, on our (side|end), of ours, your (code|side|config\w*|integration|setup|app)('s| is| was| looks?) (fine|ok|good|correct|right), didn't do anything, if, did you, do you, could you, can you, would you, please (send|check|share|try|provide|tell), thank\w*, whether, could it, might be, perhaps, not saying, first suspected, (you|he|she|they|colleague's statement that you) (wrote|said|mentioned|misused the api was), another customer, last year, we'd see, your account manager, let's find, until you, before you, should i, let me know, what \w+ you, (when|once|whenever|after|where|as|how|what|that|until|before|unless|why|which|the moment|the way) you (?!had|forgot), you can, you'll, you will, you should(?! have), you need, you may, you might, as you, do you, we use, put (this|that|it) in, your (first |last |next )?(mail|message|ticket|report|screenshot), as (agreed|asked|requested), you (saw|sent us|gave us|shared|told|reported|described|noticed)""",
    )
)

UNLESS = (*NOT, *DENIED)


@signal(Signal.BLAMES_CUSTOMER, zh="归责客户", en="blames the customer")
def blames_customer(said: Utterance) -> Evidence | None:
    """Holds the customer's side responsible: its code, network, device, use or configuration.

    Not: that it is not the customer's fault, or a question about its set-up.
    """
    return first(stated(said), _blame)


def _blame(sentence: Sentence) -> Evidence | None:
    return next(_blames(sentence), None)


def _blames(sentence: Sentence) -> Iterator[Evidence]:
    """Fault said outright, or something wrong that the customer does or has."""
    yield from sentence.matches(FRAMES, UNLESS)
    for evidence in sentence.matches(BECAUSE, UNLESS):
        end = evidence.end - sentence.start
        if has(sentence.text[end : end + WINDOW // 2], DOING_YOU):
            yield evidence
    for evidence in sentence.matches((*DEFECT, *BROUGHT), UNLESS):
        if _agent(sentence.text, evidence.start - sentence.start, evidence.end - sentence.start):
            yield evidence


def _agent(text: str, start: int, end: int) -> bool:
    """Whether, of those named about `text[start:end]`, the customer is the one who does it: the last named before its end, or behind."""
    before, behind = text[max(0, start - WINDOW) : end], text[end : end + WINDOW // 2]
    behind = re.split(r"[,;](?=[^a-z]{4})", behind)[0]
    yours, ours = _last(before, DOING_YOU), _last(before, OURS)
    return yours > ours or (yours == ours == -1 and has(behind, DOING_YOU) and not has(behind, OURS))


def _last(text: str, wanted: Sequence[Frame]) -> int:
    return max((match.start() for frame in wanted for match in frame.finditer(text)), default=-1)
