"""Admits what it cannot do, does not know or did wrong."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.signals import Signal
from houdun.grading import causes
from houdun.grading.causes import DEFECT
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, first, has
from houdun.grading.wishes import stated
from houdun.grading.words import any_of, frames

# What the product or the speaker cannot do.
CANNOT_ZH = any_of(
    r"""(还|暂|尚|并|都|目前|现在|其实|实际)?(并)?(?<!它)不支持(?!我们|也没关系), (没|未|尚未|没有|没做|还没)(支持|适配|实现|覆盖|部署|提供|测过|测试过|接过|打通|具备|做过|自建|编进), 尚不(?!需|清|确|明|知), 不具备, 暂无(此|该|这|解|法|能力|计划|方案|支持), 没(有)?(这个|该|这款|这种|更好|更快|更|太好|什么好|好|现成|其他|一键|全部)?的?(开关|接口|能力|功能|办法|法子|计划|排期|样机|真机|测试机|测试样机|备份|节点|接入点|选项|机制|手段|权限|告警|监控|途径|参数|数据|经验|自动|防呆)(?!吗), 没(法|办法)(?!子|往下|凭空|复现|查|定位|debug|triage|分析), 没辙, 没戏, 没招, 没门, 无能为力, 爱莫能助, 无解, 无法(?!(复现|联系|收到|登录|访问|打开|播放|连接|拉流|推流|使用|正常|进入|确认是|继续|接通|启动|排查|开始)), 无从, 不能(自动|恢复|支持|保证|解释|确定|承诺|改|回退|撤|跨|直接)(?!算), (做|办|管|干预|控制|改|绕|避免|拦|兜|追|找|恢复|补|救|给|搞|压|控|扛|撑|保证|承诺|解释|判断|定|调|测|覆盖|读|拿|抓|得知|检测|识别|区分|变|提供|满足)不(了|到|动|出来|出|回来?|住|全|准|清|下去|好)(?!的?(吗|么|话|版|视频|画面|直播|流))(?!您的(版本|日志)), 走不通(?=[,。]), 排不上, 达不到, 不拦, 不检测, 不保存, 不留存, 不对外, 不如, 有限(?!公司|责任), 短板, 缺口, 欠缺, 弱项, 硬伤, 瓶颈, 天花板, 半成品, 空实现, 隔离的(?=[,。]|$), (最多|最长|最低|最快|最高|顶多|至多)[^,。]{0,4}(只|就|也|能|可|支持)[^,。]{0,14}, (只|仅)(能做到|支持|保留(?!进)|留(?=[^,。]{0,3}[\d一二三七])|能拖|保证|提供|有软|有华|能改|剩)[^,。]{0,14}, (目前|现在|暂时|现阶段|眼下)[^,。]{0,4}(只能|只有|只在|只支持|仅支持|没有|没法|还不(?!知道|能下|好说|清楚|确定|需要)|做不|无法|不行|不能|不会), 上限(就)?(是|为|只有)[^,。]{0,10}, 硬顶, 限制(?=[,。]|$)(?<!没有任何限制), 产品限制, 架构限制, 不归我们管, 说了不算, 做不了主, 不在支持, 不再支持, 不修(?=[,。]|$), 免不了, 不是我们能, 超出(了)?(我|我们|基础版|能力|产品|服务)[^,。]{0,8}, 不[^,。]{0,2}符合[^,。]{0,4}预期, 滞后, 有[^,。]{1,6}延迟, 不是实时, 不提供(?!吗), 我们不做, (本|此|该)(模块|库|接口|产品|功能|插件)[^,。]{0,4}不, (率|质量|精度|性能)(很|较|比较|太|偏)?(低|差|弱)(?=[,。]|$), 上线不到"""
)
UNKNOWN_ZH = any_of(
    r"""(我|我们|暂|还|目前|也|真|确实|具体|现在|至今|并|真的|这[块边个]|研发|自己)(也|们|都|就|还|是)?(暂时|确实|真|真的)?不(太|大|很)?(清楚|知道|懂|熟|确定|了解|明白|会(?=[,。]|$))(?!您|你|是), 不擅长, 没(有)?经验, 没研究过, 没碰过, 没见过, 没遇(到)?过, 头一回, 第一次见, 外行, 我的知识, 不好(说|讲|许|判断|答), 不敢(说|讲|答|乱|保证|打包票|肯定|承诺|拍|全), 打不了包票, 说不(准|好|上|清), 答不(上|好|出), 讲不出, 未必(答|能), 拿不准, 心里没底, 吃不准, 读不太懂, 略知, (没|没有)(搞|弄|想|查|看|完全)(明白|清楚|通|懂), 没(想|弄|搞)(明白|通|清), 没数据, 没有数据, 看不(懂|出|到|见), 我这级, 我这个级别, 没有?权限, 权限有限, 只是猜, 露怯, 水平有限, 案例有限, 就这水平, 尚?无(此)?结论, 暂无头绪"""
)
# What a part of the vendor's does amiss or lacks, and what is owned up to.
OWN_ZH = (
    r"(?<![跟把和])(?:我们|我方|我司|我们家|平台侧|服务侧|(?:调度|信令|网关|录制|转码|合流|混流|渲染|水印|美颜|解码|采集|播放|计费|鉴权|边缘|接入|转推|聚合|监控|配置|发布|回调|统计)(?:模块|服务|集群|节点|组件|任务|系统|引擎|平台|机器?|器|侧))[^,。;?您你贵]{0,14}?(?:误(?!码|差)|漏|写错|做错|弄错|错了|没有?(?!收到|问题|看到|发现|用|关系|说|动|见|再|变|改|异常|停|断|任何|拿到|等|冻|卡|黑|崩|出现)|未能|失败|过期的?|缺|死锁|泄漏|崩(?!溃问题)|沿用|撞)",
    r"(?:示例|文档|样例|sample|demo|模板默认值?|默认值|接口名|名字|宣传页|提示语?|手册)[^,。;?您你]{0,10}?(?:错的?|坑|烂|旧|误导|没写|没更新|不全|不对|过时|漏|起得|缺|没说|没提|就这么)",
    r"(?:怪|赖)我们?(?!没法)|(?:[,。]|这个|这锅?|我)认(?=[,。!]|$|了[,。!])|(?:^|[,。 ])(?:那|这|确实|的确)?是我们?(?:家|这边|自己)?(?:的(?=[,。!]|$)|没|漏|误|错|疏|忘)|先前的?(?:判断|结论|说法)[^,。]{0,4}(?:误|错|不对)",
    r"能力(?:的)?边界|(?:超出|超过)[^,。;]{0,6}?(?:处理范围|职责|一线)|(?:缺的|缺一块|不会修|不修了|没人(?:维护|做|管|敢))(?=[,。了!]|$|[一-鿿]{1,4}[,。])|外包(?:做|写|维护)|够不着|没弄出来|没往这[儿里]想|误导(?:了|$)|不是我(?:批|定|做|管|能)|(?:决定)不是我|问我没用|没有[^,。]{1,12}权限|(?:列表|信息|文档|覆盖|机型)[^,。]{0,4}不全|(?:另|还有)一个 ?bug|(?:真|也|确实)没有(?=[。,]|$)|(?:^|[,。;])我(?:也|都|还|真|确实|这边|自己){0,2}(?:不能|没法|没办法|无法|没权)(?!排除|确认|查|复现|判断|定位)",
)
# What went wrong on the vendor's side.
FAULT_ZH = any_of(
    r"""(我们|我方|我司|敝司|敝方|咱|咱家|我们家|平台|我|自己)(这边|自己|内部|这儿|团队)?\s?的\s?(问题|bug|错|毛病|责任|疏忽|失误|缺陷|锅|短板|疏漏|欠缺|不足|故障|不是|过失|老毛病|漏洞|短处)(?!误码), (是|系|为|此次(确)?为|确实是|就是)(我们|我方|我司|敝司)[^,。?]{0,14}(问题|没|不到位|漏|错|失误|疏忽|疏漏|不好|欠缺|毛病|bug|缺陷|责任|导致|引起), 锅在我们, 怪我们, 我们(的)?锅, (我|我们)(来)?背锅, 我们背, 我们认(罚|栽|错|账), 理亏, 翻车, 惭愧, 对不住, 做得不(好|够|到位|地道|周), 不到位, 考虑不周, 没(有)?考虑(到|周), 没想到(?!好|更|办法), 没做好, 做得糙, 比较糙, 太粗, 大意, 乌龙, 低级错误, 历史遗留, 技术债, 不完善, 待改进, (我们|咱们?)改进, 不(太)?合理, (确实|也)?不应该(?=[,。]|$), 盲区, 短板, 监控[^,。]{0,8}(没|未|漏|晚|盲), 告警[^,。]{0,8}(没|未|漏|晚), 健康检查[^,。]{0,4}没, (文档|说明|手册|注释|示例|demo|名字|接口名|提示|公告|通知|变更|流程|售前|客服|测试|审核|计费系统|计费|评估)[^,。]{0,12}(写错|错了|漏|过时|没更新|没同步|没写|没讲|没说|写得不|起得|有误|不全|误导|失实|不到位|误判|重复|低估|答非所问|漏接|不足), (没|未)(提前|及时)?(通知|同步给|告知|知会)(到?)(您|你|客户|贵)?, 没提前, (响应|处理|回复)(超时|不及时|太慢了), 违反了, 承认, 已知(问题|缺陷|限制|bug|\s?bug), 设计(上)?(缺陷|的?限制|得?[^,。]{0,3}(不|太|粗|有问题)), (确实|确认)[^,。]{0,6}(有|是)[^,。]{0,6}(bug|缺陷|问题)(?=[,。]|$), (确实|的确)(没|漏|不|误|重复|是我)[^,。]{1,}, 引入的\s?bug, 有(内存)?泄漏, 有个?\s?bug(?!吗), (是|就是)[^,。?]{0,12}的\s?bug(?=[,。]|$), 丢了就是丢了, 误(封|判|杀|发|伤)了, 漏(看|测|签|报|审|发|接|掉|写)了?, 忘(了|记)(通知|更新|同步|改|加|发|回), (是我|我)(记错|看错|说错|搞错|弄错|理解错|没说清|没写|疏忽|应该写), 更正(?!规|常|式), 吃紧, 发布流程, 编译脚本, 容量[^,。]{0,8}(不足|低估|吃紧)"""
)
CANNOT_EN = any_of(
    r"""(we|i|it|api|sdk|product|platform|player|package\w*|architecture|stack|that|which|there|they|feature|function|support|side|service|currently|system|mixer|filter|tool|code) (still |currently |really |simply |just |actually |also |honestly |unfortunately |sadly )*(don't|dont|doesnt|cant|doesn't|do not|does not|isn't|aren't|is not|are not|can't|cannot|can not|won't|has no|have no|'ve no|had no|never|only|don't really|is not able|are not able|are unable|am unable|is unable|couldn't) (yet |currently |officially |really |actually |simply |fully |be able to |to |even )*(support\w*|offer\w*|implement\w*|test\w*|maintain\w*|handle\w*|guarantee|promise|restore|reach|fix|change|access|explain|raise|pull|merge|give|do (this|that|it)|allow\w*|work with|play nice|know|negotiate|have (access|a way|any|data|insight|visibility|enough|geo|a clue|an answer)|understand|keep|tell|judge|say(?! thank)|confirm|share|assist|help with|disclose|get|make|quicker|recover|prevent|avoid|resolve|way|visibility|node|nodes|plans?|data|idea|coverage|control|say in|specialist|expert\w*|api|toggle|access|part of|built|something we|available|possible|ideal|great|provide|cope|document\w*|tuned|check|find|do much|pick|learned), not (something we|possible|supported|available|implemented|on our|part of|guaranteed|able to|yet (supported|available|implemented|there|ready)|documented|in the release notes|ideal|great|well maintained|pretty|today|tested|a safari expert|our product|currently)(?! closing), n't (possible|supported|available|documented|something we|been a priority|offered|isn't), unsupported, the \w+ (can't|cannot|doesn't) (do|support|handle|cover), no (way to|support for|support from|api for|such (feature|option|switch)|plans (to|for)|roadmap|coverage|visibility|knob|toggle|switch for|alarms?|ip binding|rtsp|clue|idea why|say there|specialist|expert|geo|eta), there isn't (a|one|any|an), can't be done, cannot be done, impossible, not possible, (falls|fall|is|are|it's|that's) (outside|beyond) (what|our|us|my), beyond (us|what i|my|what the), out of our (control|hands), out of my depth, above my pay, not my area, (capped|limited|restricted) (at|to), is (the maximum|the limit|all the|all our), no more than, at most, best effort, only (one|a single|two|\d+|keep|test|works on|in)( \w+)? (audio|stream|track|day|days|logs|per|is|are|on|the|can)?, only keep, wontfix, won't (fix|be fixed|be able), doesn't exist, don't exist, does not exist, hasn't been a priority, on (my|the|our) (radar|roadmap|wishlist), as it stands, out of ideas, no better (idea|way|option), not much we can, ends here, i'm (first line|no \w+ (specialist|expert)), i am no, may be wrong, might be wrong, not (very |too |really )?familiar, unfamiliar, stumped, puzzled, beats me, (i|we) (honestly |really |still |also )?(don't|do not|dunno|can't|cannot|couldn't) (really |honestly |actually )?(know|say|tell|understand|explain|see|judge|promise|guarantee), dunno, hard to say, have no (idea|context|opinion), (^|[,;.] ?)no idea(?! is|,? from), i can only guess, only guess, just a guess, haven't (tested|tried|figured|found), have not (tested|tried|figured|found), never tested, was never (tuned|tested|designed|meant), in territory we don't, limitation\w*, shortcoming\w*, weakness\w*, restriction for, blind spot, missing feature, rough edges, lags by, is thin, chokes on"""
)
FAULT_EN = any_of(
    r"""(our|my) (own )?(bug|fault|mistake|bad|error|oversight|problem|failure|regression|omission|slip|doing)s?(?! tracker| report), (bug|issue|problem|fault|cause|error|mistake|outage|defect|gap|regression|failure) (is |was |lies |lay )?(on|at|in|with|of) (our|us|my)( side| end| part)?\b, (^|[,;.:] ?|this one |that one |that )(is|'s|one's|it's) (all )?on us, clearly us, it was us, we own (this|that|it), mea culpa, guilty as charged, shame on us, no excuses, dropped the ball, not pretty, (we|i) (broke|missed|forgot|messed|screwed|goofed|overlooked|neglected|introduced (a|the)|let you down|should have|should've|shouldn't have|mishandled|misread|mislabel\w+|mixed up|pushed the wrong|shipped (a|the) (bad|broken|wrong)|caused|retired|(did not|didn't) (announce|test|catch|document|notice|anticipate|communicate|tell|mention|inform|update)), we have (a |got a )?(bug|gap|hole|regression|leak), (our|the) (own )?(engineer|team|ops|monitoring|alarm\w*|alert\w*|status page|docs?|documentation|dashboard|billing|changelog|release|deploy\w*|capacity|edge\w*|gateway|lb|api|sdk|player|console( graph)?|graph|status|german text|answer( you got)?|text|scheduler|auth servers?|handover\w*|page|error|build system)( \w+){0,5} (missed|didn't|did not|never|was wrong|were wrong|is wrong|are wrong|pushed the wrong|is misleading|was misleading|are outdated|is outdated|is stale|was green|was insufficient|sucks|mishandled|miscalculates|failed|doesn't mention|promises|handed out|doesn't help|lacks|broke|is quite outdated|lag\w*|leaks?|was renamed), in our docs, doc(s)? bug, not in the (docs|release notes), undocumented, known (bug|issue|limitation|problem|defect), (is|it's|that's|this is|definitely|indeed|looks like|confirmed|acknowledge) (a|an) (known |real |genuine |glaring |confirmed )?(bug|limitation|regression|defect|weakness|oversight|flaw)(?! in your), confirmed (a )?(bug|defect), confirmed by (two|us), a (bug|race|leak|defect|regression|flaw) in our, had a bug, bug that (we|caused), regression from my, (acknowledge|admit) that, we admit, i admit, we are aware of it, we know\., we know it, i won't hide, honest answer, to be (frank|fair|honest), being honest, truth is, honestly, oversight, (that|it|this|api) should(n't| not) (complain|happen|say|throw|touch|fail), ^confirmed\W*$, (because|due to|from) (of )?(a|an|the) [^,.]{1,30} (in|of|on) our \w+, did not meet, outage (of|on|in) our, (an )?(outage|incident) (of|on|with) our, we're experiencing, we are experiencing, currently experiencing, temporary issue we, technical difficult\w*, apolog\w+: our, should(n't)? have (had|caught|been told), should've been, slipped (through|into), by mistake, one of ours, of ours (sent|overwrote|broke), is never the way, needs documentation, fell over, (leaks|crashes) (memory )?on (every|each)"""
)
NEGATED_ZH = r"(?:我们|我方|我司|咱们?)(?:这边|这里|目前|现在|暂时|确实|也|还|真|都|的[^,。]{1,8}){0,2}(?:没有|没|不|无法|未)(?!会|用|关|需|怕|建议|是|要|急|收|看到|查到|发现|拿到|见到|改|动|问|等|再|断|停|怪|追究|收费|担|能排除|打算收|同意|催|问题|异常|错|变)"
NEGATED_EN = any_of(
    r"(we|i) (also |still |really |currently |simply |unfortunately )?(don't|do not|can't|cannot|couldn't|haven't|have not|didn't|did not|aren't|won't) (?!need|want|mind|require|recommend|expect|think|blame|believe|hear|receiv|see |have (your|the log|any (log|trace|response))|reproduce|find|wait|rush|treat|charge|ask|close|have to|let|give up|forget|advise|worry|heard|received|seen|got|going|yet|offer|use|do that)\w+"
)
# English by parts: who has or does not have it, and how it is put.
OURS_EN = any_of(
    r"we, we've, we're, i, i've, i'm, there, there's, there are, sdk, api, platform, console, dashboard, portal, player, service, server, product, plan, model, mixer, recorder, transcoder, gateway, encoder, decoder, feature, tool, it, they, that, this, our \w+, our \w+ \w+, the \w+ team"
)
MISSES_EN = any_of(
    r"(have|has|had|got|is|are|was|were|offers?|provides?|comes with|keeps?|with|'s)? ?(\w+ )?(no|zero|nothing like|none) (?!issues?|problems?|bugs?|errors?|need|news|worr\w+|reason|change|limit|doubt|longer|matter|one|trouble|harm|rush|hurry|charge|cost|better than|answers?|repl(y|ies)|response|activity|news|\w+ (reports?|issues?|errors?|problems?|anomal\w+))(\w+ ){0,3}\w+",
    r"(can|could|will|would|does|do|is|are|was|were) (\w+ )?(only|merely|at most|never) (?!be (sent|due))",
    r"(has|have|keep|keeps|see|sees) (only|just) (one|a|two|three|\d+|the)",
    r"(lack|lacks|lacked|misses|is missing|are missing|was missing|falls short|fell short|struggles?|suffers?|chokes?)",
    r"(is|are|was|were)(n't| not) (\w+ )?(designed|meant|built|made|trained|intended|tuned|tested|exposed|configurable|adjustable|possible|implemented|available|covered|monitored|documented|planned|foreseen|supported|there|in (scope|place)|perfect|ideal|good enough|great|clear|obvious|helpful|accurate|correct|right|up to date|reliable|able|allowed|enough|ready|ours to)",
    r"(does|do|did|can|could|would|will)(n't| not) (\w+ )?(cover|carry|detect|alert|alarm|catch|tell|show|expose|log|store|keep|scale|offer|honou?r|validate|check|warn|mention|say|distinguish|guarantee|promise|know|happen|exist|come|go back|look (at|into|inside|up)|recover|restore|influence|control|steer|force|change (it|that|this)|bet on)",
)
WAYS_EN = any_of(
    r"(that|this|it)('s| is| was) (just |simply |still )?(how|the way) (it|we|the \w+|things)( is| was|'s)? ?(built|designed|made|works?|done)?, (that|this|it)('s| is) by design, not (planned|foreseen|presently|at present|on the roadmap|at this time|to my knowledge), (will|would) (not|never) be changed, (failing|shortcoming|gap|hole|weak point|weakness|blind spot|omission|lapse|flaw|defect|miss) (of ours|of mine|on our|in our|at our|from our), (must|should) (not|never) (have |touch|happen|be|do|be possible)(\w+)?, sorry[, ]{1,2}(but )?(you|that|this|it|we|i) (can ?not|can't|isn't|won't|don't), (we|i) (have to|need to|must|should|ought to) (improve|do better|fix our|get better|document|have \w+), do better, room for improvement, (my|our) (apologies|regrets?) for (the|our|my|that) (wrong|bad|error|mistake|oversight|confus\w+|mix-?up|outage|false|outdated), (was|were) (wrong|outdated|misleading|sloppy|incomplete|late|too slow) (on|in|of|from) (our|my), i was wrong, i stand corrected, i (misspoke|misread|misunderstood|mixed), (we|i) (were|was) (slow|late|wrong|too \w+), wrong (info\w*|answer|number|advice|link) (from|by) (me|us), not (our|my) (best|finest|proudest)\w*, (our|the) docs? (is|are|was|were) (wrong|outdated|unclear|misleading|behind|old|silent|thin|stale), not (in|covered by|mentioned in) (the|our) docs?, (hit|ran into|found|uncovered|exposed|tripped over) (a|an|our|another) (\w+ )?(bug|limit|limitation|regression|gap|hole|defect|race), (it's|it is|that's|this is|is) (indeed |clearly |really |definitely |actually )*(our|a|an) (\w+ )?(bug|defect|regression|limitation|gap|flaw|fault|failure|restriction|shortcoming|hole|mistake|oversight)(?! (tracker|report|in your|of yours|on your)), (fault|bug|problem|mistake|error|mess|slip|failure)( \w+)? (is|was|lies|sits) (all |entirely |fully )?(ours|mine|with us|on us|on our (side|end)), (on|at) our (side|end)(?= (failed|broke|crashed|died|went|was (wrong|down|full|misconfigured|missing)))"
)
FRAMES = frames(
    f"{OURS_EN} (?:[a-z]{{2,14}}\\s){{0,2}}?{MISSES_EN}",
    WAYS_EN,
    causes.OF_OURS,
    FAULT_ZH,
    *OWN_ZH,
    NEGATED_ZH,
    NEGATED_EN,
    CANNOT_ZH,
    FAULT_EN,
    CANNOT_EN,
)
UNKNOWN = frames(UNKNOWN_ZH)
STILL = frames(
    r"(?:原因|根因|缘由|结论|端倪|排期|哪里的问题|什么时候|时候)[^,。]{0,8}(?:还|暂|尚|现在|目前|我|也)",
    r"(?:还|尚|暂时?|目前)(?:还)?(?:不需要|不能下|不好说|不知道要|没看明白|不确定|不清楚|不知道|看不出|说不)|也可能|不确定[^,。]{0,4}(?:是|引起)",
)
"""Not known yet: it is being looked into."""
OURS = frames(
    any_of(
        "我们(?!看|查|收|发现|定位|比对), 我方, 我司, 敝司, 敝方, 咱们?家, 接入层, 网关, 上行节点, 机房, 集群, 调度, our, ours, ingest, edge, origin in, lb, load balancer, cluster"
    )
)
"""The vendor's, of which something wrong is the vendor's fault."""
YOURS = frames(
    any_of(
        "把我们, 跟我们, 就会, 你们, 你, 您, 贵司, 贵方, 客户, 主播, 用户, 运营商, 系统的规定, 苹果, 竞品, 第三方, your, you, yours, customer*, browser, chrome, safari, firefox, isp, carrier, apple, vendor of"
    )
)
NOT = frames(
    any_of(
        r"""不用, 不必, 设备本身, (这|并)?不是[^,。]{0,8}\s?bug, 锅我们不, 我们会出, 如果, 若(?!干), 假如, 哪怕, 没有(其他|别的|过期|任何)(?!办法), 不是(我们|我方|做不到|平台), (确认|排查|看看)是不是, 会不会, 是否, 是不是, (?<!对)(你们|您|贵司|客户|主播|摄像头|对方|运营商|苹果|竞品|第三方|用户|浏览器|手机)[^,。]{0,12}(不支持|无法|没法|余额|承认|没), 您说, 你说, 您提到, 您提到, 以前, 之前不支持, 已经(补|支持|修), 吗, 不算\s?bug, 不能算, 时间[^,。]{0,6}承诺, 挺好用, 没聽懂, 没听懂, 再描述, 没有(日志|信息|复现|环境), 光看, 凭空, 不够完整, 请(勿|不要), 安全起见, 回归测试, 跑回归, 排队(?!任务), 没有?没有, 见过这种(?=的), 一切正常, 未见, 下不为例, 没问题""",
        r"""not our, nothing (on|in) our, isn't our, no fault, no need, no limit, no problem, if, could you, can you, did you, do you, have you, would you, let me know, please, in case, post-?mortem, whether, nothing wrong, not a bug, isn't a bug, works as designed, by design(?! :), make sure, (you|your \w+) (don't|can't|cannot|didn't|doesn't|did not), you (say|said|wrote|claim), was lifted, fixed long ago, can't (reach you|reproduce|find your), we don't want, no idea is a bad, your (plan|camera|browser|device), the bug is in, bug tracker, from here, no (further|more|longer), is only the, no it isn't, (free|basic|plus) plan, are you sure, sorry for the wait, cannot reuse, rush you, maybe\?, perhaps""",
    )
)


@signal(Signal.ADMITS_LIMIT, zh="承认局限", en="admits a limit")
def admits_limit(said: Utterance) -> Evidence | None:
    """A limit, bug or fault of the vendor's own product, service, process or knowledge: not supported, our bug, we cannot tell,
    our monitoring missed it.

    Not: that it is the customer's, or that nothing is wrong on the vendor's side.
    """
    return first(stated(said), _limit)


def _limit(sentence: Sentence) -> Evidence | None:
    return next(_limits(sentence), None)


def _limits(sentence: Sentence) -> Iterator[Evidence]:
    """A limit said outright, or something wrong whose clauses speak of what is the vendor's and not of the customer's."""
    yield from sentence.matches(FRAMES, NOT)
    yield from sentence.matches(UNKNOWN, (*NOT, *STILL))
    for evidence in sentence.matches(DEFECT, (*NOT, *YOURS)):
        if has(sentence.around(evidence.start - sentence.start, evidence.end - sentence.start), OURS):
            yield evidence
