"""Admits what it cannot do, does not know or did wrong."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.signals import Signal
from houdun.grading.causes import DEFECT
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, has
from houdun.grading.vocabulary import YOUR_OWN
from houdun.grading.words import any_of, frames

CANNOT = any_of(
    r"""不支持, 还不支持, 暂不支持, 尚不支持, 尚未支持, 没适配, 未适配, 还没适配, 没做适配, 没有计划, 没排期, 没有现成, 给不出, 能力有限, 水平有限, 手上没有, 没有真机, 没有这款, 没有覆盖, 覆盖不到, 管不到, 管不了, 控制不了, 干预不了, 改不了, 拦不住, 兜不住, 追不回, 找不回, 恢复不了, 补不回, 绕不开, 避免不了, 看不出来, 看不出, 读不到, 拿不到, 抓不到, 超出我们, 架构限制, 设计上的限制, 本身的限制, 硬伤, 瓶颈, 天花板, 上限就是, 默认上限, 做不了主, 没有备份, 没留存, 不留存, 不保存, 未支持, 没有支持, 不具备, 做不到, 做不了, 没法(?!查|子), 没办法, 没有办法, 没有能力, 无能为力, 暂无解, 没辙, 搞不定, 没招, 无法(支持|绕过|恢复|协商|自动|实现|保证|做到|给出|解释|判断|覆盖|得知|查看|定位|识别|区分|干预|提供|兼容|避免|还原|追溯), 不能恢复, 不能自动, 检测不到, 压不好, 算不对, 测不全, 变不出来, 不好许, 没有(更|太|什么)?好的?办法, 没有更好, 设计得?(确实)?(不|有)(合理|问题|好|足|缺陷), 不合理, (目前|现在|暂时)(只|仅)(支持|能|有|允许|提供), 没法判断, 无法判断, 判断不了, 漏通知, 忘了通知,  没有(这个|该)?(能力|功能|样机|测试样机|计划|权限), 还没有好, 没接过, 没测过, 没有测过, 没有测试, 没有样机, 不在支持列表, 没有这个, 没做, 这个防呆没有, 不拦, 识别率低, 不如别家, 确实不如, 累积的案例有限, 案例有限, 没有自建, 没有全部, 不检测, 不好去拦, 硬顶, 能力目前没有, 目前没有, 无从得知, 不对外, 说了不算, 看不到, 看不见, 权限看, 没有权限查看, 一线.{0,8}权限, 没遇到过, 以前没见过, 不会给报错, 会露怯"""
)
UNKNOWN = any_of(
    r"""不清楚,  不太懂, 不懂, 不太熟, 不熟, 不擅长, 没经验, 没有经验, 经验不足, 没研究过, 没碰过, 没见过, 没遇过, 头一回见, 第一次见, 超出我, 我不是专家, 我的知识, 不好说, 不敢说, 不敢讲, 不敢答, 不敢肯定, 没法保证, 没法承诺, 保证不了, 打不了包票, 说不准, 说不好, 答不上, 答不好, 解释不了, 不能解释, 未必答得好, 讲不出, 不敢保证, 不敢打包票, 不敢肯定, 不能保证, 无法保证, 无法给, 给不了, 拿不准, 不能确定, 无法确定, 不确定, 真不会, 读不太懂, 略知, 不是很懂, 没有数据, 没数据, 尚未找到, 还没找到, 仍不, 暂不清楚"""
)
FAULT = any_of(
    r"""我们(这边)?的 ?(问题|bug|错|毛病|责任|疏忽|失误|缺陷|锅|短板|疏漏|欠缺|不足|故障), 我方责任, 我们背, 我们的锅, 锅是我们, 我们理亏, 没做好, 没考虑到, 没考虑周, 考虑不周, 没想到这种, 没测到, 漏测了, 没覆盖到, (我们|监控)没发现, 没想通, 没法子, 漏签, 怎么漏, 问我没用, 大意, 低级错误, 乌龙, 历史遗留, 技术债, 做得不好, 做得不够, 不够完善, 不完善, 有待改进, 文档(写错|没更新|过时|滞后|没写|有误|不全|误导), 告警没(报|响|触发|发), 监控(没|未|盲区), 盲区, 没有监控, 漏报, 没报警, 写得不清楚, 没写清, 没讲清, 误导了, 我们这边的(问题|bug|错|责任|失误), 我们这边没, 我们的发布, 我们发版, 我们推错, 我们改错, 我们升级, 我们自己(的)?(问题|没|漏|错|签漏|测试), 误发, 发错, 推错, 配错了, 引入的 ?bug, 回归, 我方的?(问题|失误|疏忽|故障), 我司的?(问题|失误|疏忽), 是我们[\u4e00-\u9fff]{0,10}(问题|没做|不到位|漏|错|失误|疏忽|不好|欠缺|毛病|bug), 怪我们, 也怪我们, 我们(没|漏|忘|搞错|写错|签漏|自己签漏|疏忽|监控没|内部), 短板, 缺口, 设计缺陷, (设计|我们的?|产品)缺陷, 产品限制, 已知限制, 已知问题, 已知缺陷, 布点上的欠缺, 做得不到位, 没通知, 通知不到位, 发布流程的问题, 编译脚本的问题, 文档漏, 文件漏写, 漏写了, 名字起得也不好, 承认, 漏看, 看漏, 确实是我们, 是我们这边, 是我们(的|没|漏|忘|搞|误|理解|疏), 没搞明白, 没弄明白, 搞不清楚, 还没(搞|弄|想|查|看)(明白|清楚|通), 不再支持, 已(经)?不支持, 权限有限, 没有后台权限, 老实说, 确实有 ?bug, 有 ?bug, 有个 ?bug, 有处.{0,8}(不均|错误|缺陷), 操作失误, 监控.{0,6}(没|未|漏), 误报, 误封, 误判, 误删, 健康检查没, 系统不通, 防呆, """
)
CANNOT_EN = any_of(
    r"""(don't|doesn't|do not|does not|not|never|isn't|aren't|can't|cannot|won't|no longer) (yet |currently |officially |really |actually )*(support|supported|supports|supporting|offer|offered|available|implement\w*|possible|tested|maintained|handle|handled|something we (test|support|offer)), unsupported, no support for, can't promise, cannot promise, can't guarantee, cannot guarantee, (can't|cannot|can not|unable to|not able to|couldn't|not possible to) (tell|say|raise|restore|pull back|merge|reach|give|do|fix|change|access|check|find|explain|pick|share|disclose|assist|confirm|comment), not (today|yet|currently|implemented|planned|on our roadmap|something we), no (way|knob|plans?|safari expert|coverage|data|idea), there isn't (a|one|any), (there is|there's) (currently |really |simply )?no (way|event|support|such|option|api|simple|knob|setting), we have (no|basically zero|zero), we've no, i have no (data|say|idea|access), beyond us, out of our (control|hands), no better (idea|way|option), (badly|poorly) (designed|documented|tested|handled), i admit, we admit, (can't|cannot|can not) (judge|see|tell|determine|be sure|know), only (one|a single|two|\d+) \w+ (is|are) (supported|allowed|possible), not much we can do, (we|i) (forgot|overlooked|missed|neglected|mixed up|failed), only test on, only tested on, only support, (didn't|did not|hasn't|never|doesn't) (catch|cover|detect|notice|fire|alert) (this|it|that|anything|your), don't have access, do not have access, no access to, have no way, has no way, currently no, not (yet )?available, not (yet )?ready, doesn't exist, does not exist, isn't there yet, on our roadmap, we don't do, we do not do, no such feature, isn't built, not built for, not wired, out of my depth, beyond what i know, not my area, above my, won't (fix|be able), wontfix, no one, nobody (here|on our)"""
)
UNKNOWN_EN = any_of(
    r"""(don't|do not|doesn't|didn't) (really |actually |yet |even )*(know|understand|have (a|an|any|enough|the) (clue|idea|answer|eta|date|explanation|expertise|box|device|geo)),  no idea, no clue,     may be wrong, might be wrong, i'm no \w+, not an expert, no specialist, not (very |too )?familiar, beats me, puzzled, stumped,  have not (found|figured|tried|tested), hard to (say|tell),  i can only guess,  in territory we don't, out of ideas"""
)
FAULT_EN = any_of(
    r"""(our|my) (own )?(bug|fault|mistake|bad|error|oversight|side|end|problem|failure|regression|wrong|apologies for the (bug|mistake)), bug on our, (bug|issue|problem|fault|cause|error|mistake) is on us, gap on our, that's on us, on us here, we own (this|that), own that, our slip, slipped through, got that wrong, got this wrong, we goofed, my mistake, blind spot, no alert (fired|on), should've caught, should have caught, our docs (are|is|were), docs are (wrong|stale|old|out)\\w*, doc bug, docs bug, our alarm, our alert\\w* (missed|did|was|were), i've no say, no say in, cant reach, can't reach, is quite outdated, needs documentation, is on us, it's clearly us, clearly us, on our (side|end|part), we (broke|missed|forgot|messed|screwed|failed|overlooked|should have|shouldn't have|didn't (test|catch|document|notice|anticipate|communicate)|introduced|made a mistake|dropped the ball|caused|let you down|neglected), known (bug|issue|limitation|problem|defect), is a (known )?(bug|limitation|regression|defect|weakness), it's a (known )?(bug|limitation|regression|defect|weakness), that's a (known )?(bug|limitation|regression|defect|weakness), looks like a (bug|regression), this is a bug, a bug in (our|the sdk|\w+), there (is|was) a bug, limitation, limitations, definitely a bug, had a bug, my bad, oversight, impossible, can't be done, restriction for now, been a priority, by design, would be prohibitive, cannot avoid, haven't tested, we have not tried it, haven't tried, confirmed bug, doesn't help, not ideal, slipped, changed silently, not great, sorry about that regression, isn't great, weakness, shortcoming, missing feature, missing docs, doc doesn't mention, docs? (is|are|was|were) (wrong|missing|outdated|unclear), not documented, undocumented, isn't documented, not in the release notes, honest answer, truth is, i won't hide, sadly, wrong template, we rotated, bad deploy, outage on our, was never, monitoring (missed|didn't), due to (a|an) (error|mistake|bug|outage|issue) (on|in|by|at|from) (our|us), we're experiencing, we are experiencing, currently experiencing, temporary issue, technical (issue|difficult)\w*"""
)
FRAMES = frames(CANNOT, UNKNOWN, FAULT, CANNOT_EN, UNKNOWN_EN, FAULT_EN)
OURS = frames(
    any_of(
        """我们, 我方, 我司, 节点, 网关, 回源, 调度, 接入层, 路由表, 负载均衡, lb, 机房, 源站集群, 录制后台, 转推, 合流, 边缘, 集群, 核心交换, 发布流程, 编译脚本, 模板覆盖, 上行节点, 消息队列,
        our, we, ingest, origin in, edge, gateway, pop, cluster, load balancer, cdn, cache, scheduler, relay, transcoder, node, datacent*, region, backend, config push, log rotation"""
    )
)
YOURS = frames(
    YOUR_OWN,
    any_of(
        "客户, 运营商, 系统的规定, 就会, 把我们, 跟我们, 有没有, 没关系, customer*, browser, chrome, safari, firefox, isp, carrier"
    ),
)
NOT = frames(
    any_of(
        r"""不用, 不必, 原因, 根因, 如果, 其他租户, 缺陷单, 哪怕, 没有其他, 没有别的, 没有过期, 不是我们的问题, 不是我们的, 你们.{0,8}无法, 您.{0,6}(没法|无法), 贵司, 无法复现.{0,6}(请|吗), 用户.{0,6}不支持, 若, 没办法.{0,4}吗, 问题是否, 提供更多""",
        r"""not our (bug|fault|problem|issue|side), not on our, nothing on our, isn't our, if you, if it, could you, can you, did you, do you, have you, would you, let me know, please (check|try|provide|send|let), in case, no need, not sure if you, nothing wrong, not a bug, isn't a bug, make sure, you don't, you can't, you cannot, you didn't, your \w+ (doesn't|does not|didn't)""",
    )
)


@signal(Signal.ADMITS_LIMIT, zh="承认局限", en="admits a limit")
def admits_limit(said: Utterance) -> Evidence | None:
    """A limit, bug or fault of the vendor's own product, service, process or knowledge: not supported, our bug, we cannot tell,
    our monitoring missed it.

    Not: that it is the customer's, or that nothing is wrong on the vendor's side.
    """
    stated = (sentence for sentence in said.sentences if not sentence.asks)
    return next((evidence for each in stated for evidence in _admits(each)), None)


def _admits(sentence: Sentence) -> Iterator[Evidence]:
    """A limit said outright, or something wrong whose clauses speak of what is the vendor's and not of the customer's."""
    yield from sentence.matches(FRAMES, NOT)
    theirs = has(sentence.text, YOURS)
    for evidence in () if theirs else sentence.matches(DEFECT, NOT):
        if has(sentence.around(evidence.start - sentence.start, evidence.end - sentence.start), OURS):
            yield evidence
