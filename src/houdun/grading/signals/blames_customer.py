"""Puts it on the customer."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.signals import Signal
from houdun.grading.causes import DEFECT
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, has
from houdun.grading.vocabulary import YOUR_OWN
from houdun.grading.words import any_of, frames

THEIRS_ZH = any_of(
    "代码, 业务, 程序, 源站, 内网, 网络, 防火墙, 白名单, 路由器, 后台, 后端, 服务器, 脚本, 配置, 应用, 工程, 模块, 客户端, 自研播放器, 主程序, 逻辑, 页面, 声卡, 设备, 手机, 账号, 网管, 财务, 环境, 集成"
)
AT_FAULT_ZH = any_of(
    "没, 未, 漏, 遗漏, 问题, 错, 导致, 造成, 责任, 疏忽, 不慎, 误会, 误解, 自行, 自查, 自己, 修正, 掐, 封了, 堵了, 占着, 抢, 调了两遍, 改写, 换掉, 太慢, 关了, 写死, 传错, 用错, 配错, 勾成, 裁掉, 打自己人"
)
FRAMES = frames(
    f"{YOUR_OWN} .. {THEIRS_ZH}[^,。;]{{0,24}}?{AT_FAULT_ZH}",
    f"{YOUR_OWN} … {any_of('自行, 自己, 自查, 自己锅, 自己背, 自己改, 自己协调, 自己加白, 自己放, 自己的')}",
    f"{YOUR_OWN} .. {any_of('没配, 没加, 没设, 没写, 没开, 没调, 没留意, 没有留意, 没付, 没处理, 没释放, 没声明, 没申请, 没传, 没按, 未声明, 未将, 未配, 未加, 未按, 漏配, 漏了, 传错, 用错, 配错, 写错, 搞错, 误, 处理太慢, 拿错, 的问题(?=[,。]|$), 的锅, 的责任, 的疏忽, 遗漏, 负责, 维护, 没有签名, 没有发')}",
    any_of(
        "由(你们|您|贵司|贵方|接入方|客户)[\\u4e00-\\u9fff]{0,6}(负责|维护|承担|修正|处理|配置|解决|补齐), 须由贵, 需由贵, 需要贵司, 贵司自行, 贵司遗漏, 属贵司, 属于贵司, 属于客户, 在(你们|您|贵司|客户)[\\u4e00-\\u9fff]{0,3}(侧|那边|这边|一边|内网|端), 在您们那, 客户侧, 应用层的, 业务侧, 页面侧, 自己锅, 不在我司服务范围, 你们自己的?(代码|进程|模块|人|业务|问题|程序|工程), 你们自建, 你们业务, 你塞, 你(们)?代码的问题, 贵司策略, 人为设的, 自己人打自己人, 怪不得我们, 使用不当, 操作不当, 配置不当, 误操作, 接入时的不慎, 写在您的代码, 误会了参数, 该你们, 是你们该"
    ),
    any_of(
        "不是我们的?(问题|bug|故障|责任|原因), 跟我们[\\u4e00-\\u9fff]{0,4}(没|无)关, 与我们[\\u4e00-\\u9fff]{0,4}无关, 和我们[\\u4e00-\\u9fff]{0,4}(没|无)关, 跟 ?sdk ?(没|无)关, 与我(方|司)[\\u4e00-\\u9fff]{0,4}无关, 锅真不在, 不在我们, 不在我方, 不在转码, 不在平台, 我们这边没有问题, 我方无异常, 责任.{0,8}在(你|您|贵), 找你们, 得你们(自己)?(改|查|处理|调|放|修), 自行排查, 自行检查, 自行处理, 自行修改, 自行解决, 自行调整, 自行评估, 自查一下, 建议贵司自查, 用法不对, (你们|您|贵司|贵方|客户|用户)[^,。;]{0,14}(有问题|有误|不对|错了|太慢|太差|太低|误操作|误删|删了|关了|改了|没权限|关闭了权限|关了权限), 请检查[^,。]{0,6}自己, (问题|根子|原因)[^,。]{0,4}(在|出在)[^,。]{0,2}(你们|您|贵司|客户|用户), (用户|观众|主播)(的)?网络(差|不好|太差|太慢), 自身的?(问题|原因|环境|网络), 找你们的, 盗版, 我们不负责, 平台没有异常, (平台|服务端|云端|服务|我们这边|我们)一切正常, 用错了, 姿势不对, 不规范, 没按(文档|规范|要求), 没有按(文档|规范|要求|照), 未按(文档|规范|要求), 不符合规范, 不符合要求, 违反, 擅自, 私自, 自己改了, 自己关了, 自己删了, 自己加的, 自己写的, 自己配的, 你们(那边|这边|那侧|侧|端|自家)[^,。]{0,8}(问题|原因|配置|写法|逻辑|导致|造成|没|漏|改|处理|查|错), (您|贵司)(那边|这边|侧|端)[^,。]{0,8}(问题|原因|写法|逻辑|导致|造成|没|漏|错), 问题(在|出在)(你|您|贵|客户|业务|应用|接入), (sdk|平台|云端|服务端|服务器|节点|链路|引擎)[^,。]{0,6}(无关|没关系|没有关系), 不是(sdk|平台|云端|服务端|服务器|节点|链路|引擎|我们)[^,。]{0,6}(问题|bug|锅|毛病|原因|责任), 性能不足, 手机太老, 机型太老, 您(家|公司)的?网络, 你(家|公司)的?网络"
    ),
    any_of(
        r"""(on|at) your (own )?(end|side|part), (in|from|by) your (own )?(code|backend|activity|site|proxy|integration|module|player|cron|side|end), (your|the customer's) (\w+ ){0,4}(never|didn't|doesn't|does not|forgot|fails to|failed to|turned off|removed|is wrong|is misconfigured|is broken|was wrong|is missing|is outdated|is the problem|is the culprit|isn't|overrid\w*|forces|clamps|rewrote|stamps|is too old|not configured|bug|fault|mistake|error|signs),
        you (forgot|misconfigured|removed|broke|passed the wrong|are using it wrong|used the wrong|didn't|did not|never|turned off|changed|hit|load two|post|call|picked|weren't supposed|shouldn't|should have|are missing|have a typo|need to fix your), (because|since|caused by|due to) your, your end to fix, fixing on your, client-side (bug|issue|problem|code|mistake), outside our control, (someone|somebody|anyone|a colleague|a person) (in|on|at|from) your, check your own, your own (firewall|network|side|code|app|config\w*), your (devices?|phones?|network|uplink|isp|firewall|proxy|server|backend|encoder|router|laptop|machine|browser|wifi|wi-fi|connection|token|token server|integration|implementation|setup|account) (is|are|was|were|has|have|had|can't|cannot|could not|couldn't|hands?|sends?|returns?|drops?|blocks?|rejects?|uses?|runs?) (?!fine|ok|good|working|correct|not the|n't), you (disabled|enabled|deleted|changed|revoked|rotated|exceeded|misread|did not|didn't|never|aren't|are not|weren't|have not|haven't) (?!do anything|need), it is your, it's your, that's your, docs? (say|says|clearly|state|states|tell|warn), in your (test|staging|production|own|local) \w+, (have|has|on|with|their) (bad|poor|slow|weak) (network|connection|device|wifi|wi-fi|uplink)\w*, underpowered, incorrectly, improperly, not follow(ed|ing)? the, our (platform|service|side|servers?|end|network|sdk) (is|are|looks?|works?) (fine|ok|okay|healthy|normal|good), user error, client bug, your fault, your bug, your mistake, your own (code|player|app|cron|module|network|router), (that's|it's|is|are) yours to, up to you to, you'd better, the setting you picked, not (our|a) (bug|fault|problem|issue|sdk)( of ours)?, not in ours?, nothing (on|in) our (side|end|ingest), not (from |on |in )?our (auth|side|end|renderer|sdk|server|ingest|network), not (us|lumicast), isn't (our|a bug in), not a (bug|regression), = your \w+, your router, that you operate, correct in your app, something to correct, somebody on your end, someone at your end, that's on the app side, on the app side, on-prem network, came from your, incorrect usage, misuse, misconfigur\w*, works as (intended|designed|expected), working as (intended|designed|expected), wrong usage, you're (doing it wrong|using|calling|missing)"""
    ),
)
THEIRS = frames(any_of("你们, 你, 您, 贵司, 贵方, 你家, 客户自己, your, you, yours"))
OURS = frames(any_of("我们, 我方, 我司, we, our, us"))
NOT = frames(
    any_of(
        r"""不是(你们|您|贵|客户|主播|我说)[\u4e00-\u9fff]{0,8}(问题|错|责任|配置|没|代码)?, 与贵司无关, 跟你们代码没关系, 没有(任何)?(问题|差错|过错), 均无过错, 没发现, 没写错, 没差错, 没错, 一切正常, 都是对的, 不怪, 别动, 怪不得谁, 没通知(你|您), 可以, 请您, 有道理, 您观察, 你观察, 以便, 以供, 参考, 不用做, 不用管, 别误会, 方才, 作答, 请把, 请将, 麻烦您, 想麻烦, 自己点, 自己看, 自己就行, 自己开, 贵司(的)?反馈, 抱歉, 是我们(的|这边|自己), 我们(后台|文档|sdk)""",
        r"""nobody is blaming, not blaming, things from your, your guy, your ticket, not pointing, not your (fault|code|bug|mistake), isn't your (fault|code), you did nothing wrong, nothing wrong (with|on) your, your code's fine, your code is fine, no action on your, didn't do anything, if you, did you, do you, could you, can you, would you, please, thank*, sorry, whether""",
    )
)


@signal(Signal.BLAMES_CUSTOMER, zh="归责客户", en="blames the customer")
def blames_customer(said: Utterance) -> Evidence | None:
    """Holds the customer's side responsible: its code, network, device, use or configuration.

    Not: that it is not the customer's fault, or a question about its set-up.
    """
    stated = (sentence for sentence in said.sentences if not sentence.asks)
    return next((evidence for each in stated for evidence in _blame(each)), None)


def _blame(sentence: Sentence) -> Iterator[Evidence]:
    """Fault said outright, or something wrong whose clauses speak of what is the customer's."""
    yield from sentence.matches(FRAMES, NOT)
    for evidence in sentence.matches(DEFECT, (*NOT, *OURS)):
        if has(sentence.around(evidence.start - sentence.start, evidence.end - sentence.start), THEIRS):
            yield evidence
