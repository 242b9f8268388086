"""Says that it is done."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.cured import BACK, GONE, GONE_ZH
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, first
from houdun.grading.words import any_of, frames

# What is done to a fault, and what is done to a service that had one.
CURE_ZH = any_of(
    "恢复, 修复, 修好, 修正, 修掉, 修通, 修完, 更正, 纠正, 订正, 解决, 排除, 解除, 消除, 搞定, 弄好, 搞好, 治好, 处理好, 处理完, 处理妥当, 闭环, 改好, 改回, 改正, 调好, 调回, 堵上, 补上, 补好, 补齐, 补发, 补签, 补回, 补推, 重放, 改掉, 换好, 干掉, 收拾掉, 根治, 止住, 平息, 打通, 疏通"
)
UNDO_ZH = any_of(
    "回滚, 回退, 切回, 迁回, 切换, 解封, 解禁, 解锁, 解冻, 放行, 加白, 开通, 开好, 重启, 重做, 重传, 重新上传, 重新签发, 重新上电, 扩容完, 清干净, 清零, 消化完, 续上, 续期, 生效, 合入, 上线, 发布, 发版, 全量, 下发, 退回, 调整"
)
ALREADY = "(?:已经?|均已|全都|全部|全面|现已|业已|皆已|总算|终于|早就|刚刚?|昨[天夜晚]|今早|今晨|凌晨|顺利)"
WELL_ZH = any_of(
    "正常, 好了, 可以了, ok了, 稳了, 稳定, 通了, 没问题, 没事了, 可用, 能用, 能进, 能看(?!到|出|见), 能推, 能播, 能拉, 秒开, 顺畅, 流畅, 平稳, 平了, 绿了, 无误"
)
CURED_EN = any_of(
    r"fixed, resolved, solved, restored, repaired, recovered, rectified, remedied, corrected, patched, mended, cured, sorted( out)?, cleared( up)?, healed, reverted, rolled back, undone, lifted, unblocked, unlocked, unbanned, whitelisted, re-?enabled, reinstated, replaced, recycled, rebooted, rebuilt, re-?issued, re-?generated, renewed, purged, flushed, drained, rerouted, failed over, re-?balanced, mitigated, eliminated, released, merged, landed, deployed, rolled out, shipped, published, live now, back up, credited, refunded"
)
# done by the vendor to what it runs, and how that shows
MENDED_ZH = "(?:修|调优|调整|切回|切走|迁出|迁走|补|合入|上线|发布|恢复|回滚|回退|扩容|部署|全网|全量|生效|放行|清除|清理|替换|重跑|解决|订正|换|加白|打通|重启|隔离|开通)"
DONE = frames(
    f"(?:已经?|均已|都已|现已|已统一|已全部|已在[^,。]{{1,8}})(?:(?!无|还在)[^,。;转交提收报反发看了解分析定位安排拉]){{0,8}}?{MENDED_ZH}(?!后|之|,可|充|丁)",
    f"{any_of('重跑, 重放, 修复, 迁移, 切换, 扩容, 回滚, 发布, 清理, 补发, 补推, 刷新, 重算, 更换, 升级, 部署')}(?:已经?|都)?(?:完成|完毕|成功|完了)(?!后|之)",
    r"(?:→|->|降到|回到|归|都是|全是|均为) ?(?:0(?:\.0+)?%?|200|零|正常|100%)(?![\d.])|曲线(?:已|都)?(?:平|正常|回落|恢复)|可以(?:看|用|推|播|进)了",
    f"{ALREADY}[^,。;]{{0,14}}?{CURE_ZH}",
    f"{ALREADY}[^,。;]{{0,10}}?{UNDO_ZH}(?!中|单|到|给|至|个|请求|修改)",
    f"{CURE_ZH}(?:了(?!吗|没|再|会|请|告|我|就|通知|叫|喊|说|跟)|啦|咯|完毕|完成|成功|上线)|(?:故障|问题|服务|异常|功能|节点|线路|链路|缺陷|现象|毛病)[^,。]{{0,8}}?(?:恢复|修复|解决|排除|解除|消除|闭环|修好|修通)(?:[。!,]|$)|^(?:已)?(?:修复|恢复|解决|搞定|修好)[。!]?$",
    f"{UNDO_ZH}(?:了(?!吗|没|再|会|请|告|我|就|通知|没)|啦|完毕|完成|成功|好了|过了|回来)",
    f"(?:现在|目前|此刻|现|当前|应该|又|均已?|服务|已经?|https?|刚才)[^,。;]{{0,8}}?{WELL_ZH}",
    "恢复正常(?!水平)|(?:^|[,。: ])(?:ok了|绿了|通了)|已经?没(?:有)?这个问题|告警都?清了|[^,。]{0,8}过审上架了|恢复到?[^,。]{0,6}(?:水平|状态)|^好了|(?:^|[,:]) ?正常了",
    f"{any_of('降到, 降为, 降回, 回落到, 回落至, 回升到, 升回, 涨回')}(?: ?0(?![.\\d])|[^,。]{{0,6}}(?:以内|以下|正常|基线|了))|(?:回升|恢复|涨回)到 ?\\d|(?:降|落)下来了",
    f"不(?:再|会再)[^,。]{{0,6}}{any_of('出现, 超时, 崩, 卡, 断, 报, 闪, 黑, 花, 丢')}|不(?:崩|卡|断|闪|掉|黑|花|丢)了|恢复(?:服务|推流|使用|访问|可用)了?|(?:都|又|全)回来了|见不着了|早?已?(?:恢复|修复)上线",
    f"{any_of('补丁, 修复, 热修, 热更, 新版, 版本, 新包, 正式版')}[^,。]{{0,12}}{any_of('上线了, 发布了, 已发布, 已上线, 发出去了, 上去了, 已合入, 合进, 推完, 已推送, 已全量, 发了')}|v?\\d{1, 3}\\.\\d{1, 3}[^,。]{{0,6}}已?(?:发布|上线|发出)",
    r"\bfix(?:es)? (?:is|are) in [`v\d]|\b\d+ of \d+ (?:restored|recovered|fixed|back)\b",
    any_of(
        # English: the bare participle, the state, the active and the passive voice
        r"""^(fixed|resolved|solved|restored|reverted|released|deployed|repaired|rectified|patched|corrected|mended|sorted|cleared|mitigated|rolled back|done|completed)(?! (how|what|which|when)), fixed (in|by|with|via|on|at|as of|here|now|it|this|that|for), resolved (in|by|with|via|as of), fixed\.?$, status: (resolved|fixed|restored|ok), (closed|landed|merged|fixed|resolved) (by|via|in|to|into) #\d+,
        fix(es)? (is|are|has been|have been|was|just|went) (\w+ )?(out|live|merged|released|deployed|available|on|published|pushed|shipped), fix(es)? (landed|shipped|released|merged|deployed|published), (patch|hotfix|update|build) (is|went|are) (\w+ )?(live|out), ^(merged|landed|pushed|shipped), solved by, (shipped|pushed|deployed|released) the (\w+ )?(fix|patch|correction|hotfix), (released|published|shipped|landed) (in|with|as|v?\d|`), hit npm, is out with, out now, available (now|from today|in (the )?(latest|new|v?\d)), rolled out"""
    ),
    any_of(
        r"""(is|are|was|were|been|be|got|gets|now|already|just|it's|that's|this's|issue|all|fully|problem) (now |all |fully |already |been |also |just |completely |permanently |back )*(fixed|resolved|solved|restored|repaired|reverted|released|deployed|rolled back|merged|patched|corrected|mitigated|re-?enabled|unblocked|unbanned|cleared|eliminated|rectified|remedied|lifted|sorted|ironed out|straightened out|taken care of|put right|credited|regenerated|re-?issued|drained|purged|amended|reinstated|plugged|cured|taken out),
        (we|i)( have|'ve)? (just |just now |already |also |now |since |fully |finally )*(fixed|resolved|solved|restored|repaired|reverted|released|deployed|rolled back|merged|patched|corrected|rectified|pushed (a|the) fix|shipped|published|re-?enabled|switched (you )?back|lifted|unblocked|whitelisted|took care of|put (it|that|this) right|cleared|re-?issued|re-?generated|purged|replaced|plugged|sorted|put (a|the) fix|eliminated|mended|cured|undid|reinstated)"""
    ),
    # the participle alone, as a clause or with its time: "solved.", "pods recycled 03:40"
    rf"(?:^|[,;:–(-] ?)(?:all |now |already |just |fully |it's |is |and )?{CURED_EN}(?= ?(?:[.,;!)]|$)| (?:now|at|since|on|in|from|as of|today|this|just|for (?:you|all|everyone)|by|via|with|everywhere|yesterday|\d))",
    rf"(?:^|[,;:–(-] ?)(?:[\w'-]{{1,16}}\s){{1,3}}{CURED_EN}(?= ?[.!]?$| (?:at )?\d\d?:\d\d)",
    rf"{any_of('is, are, was, were, has been, have been, been, got, now, already, just, finally')} (?:now |all |just |already |fully |since |also )*{CURED_EN}(?! (?:to|how|when|if|the same))",
    rf"{any_of('i, we, i.ve, we.ve, they, they.ve, ops, sre, noc, engineering, the team, our team, my colleague')} (?:have |has |had |just |now |already |also |since |fully ){{0,3}}{CURED_EN}",
    any_of(
        r"""you're (all )?set, you are (all )?set, (good|ready) to go( now| again)?$, (should|ought to|will) (now )?(see|get|have) no (more|further), works? (here )?(correctly|properly|fine|again|as expected)(?! (with|only|for (you|me)\?)), correctly works?, no (\w+ ){0,2}(frames?|errors?|drops?|gaps?) (from|in|on|with) (\w+ )?(builds?|version|nodes?|streams?|sessions?), is in (v?\d+\.\d|the (latest|new|current) (version|release|build)), was released, just released, has shipped, is live(?! (stream|on air|show)), went live(?! (at|on) \d)"""
    ),
    any_of(
        r"""(back|up) and running, back (to normal|up|online|in service|in rotation|to (its |the )?(baseline|usual)|at (0|baseline|normal)), (works?|working|operational|healthy|fine|live|serving|flowing|accepting|stable|available|in service|up|good|normal|reachable|produced|connects?|ok)( \w+)? (again|once more), (working|fine|good|ok|stable|live|operational|healthy) now, all (good|clear|fine|green|done|set|sorted), (should|ought to) be (\w+ )?(fine|ok|okay|back|good|gone|fading out|sorted)( again| now)?, should work (now|again), (has|have) recovered, recovered (at|as of|fully), all regions recovered, service has resumed, (has|have) handled it, (now|is) (\w+ ){0,3}(normal|online)\s?(now|again)?, no (longer|more) (occurs?|happens?|appears?|errors?|drops?|failures?), can't happen any\s?more, nailed it, put it right, line's alive, plugged, (is|are) back, it's (done|gone), (is|are|'s) gone, (incident|outage) (is|was|has) (now )?(over|ended|closed), came to an end, is history, purge done, backlog (is |was )?(drained|cleared|gone), (has|have) (dropped|come|gone) back, put back, at baseline, (has )?stopped right away, took effect, you can (now )?(use|stream|publish|join|log in|connect|push)[^,]{0,12} again, should be (fixed|resolved|solved)( now)?( (in|with|by|as))?, everything (is |'s )?(back|working|up|fine), goes through now, (errors?|failures?|drops?|\d+s) (have )?stopped, re-sent"""
    ),
)
NOT = frames(
    any_of(
        r"""吗, 才算, 能不能, 能否, 是否, 好了没, 没回就当, 没有?[^,。]{0,3}(恢复|修|解决|包含), 未[^,。]{0,4}(恢复|修|解决|消除), 还没, 尚未, 仍, 不能, 无法, 会恢复, 会修, (恢复|修复|修好|修正|解决|上线|发布|合入|处理完|改好|排除|搞定)(之?后|以后|前|之前|的话|时|需|要|方案|计划|好了?[会再告]), 等[^,。]{0,10}(修|恢复|上|发|处理|合|好), 如果, 如, 若, 要是, 一旦, 待, 预计, 将(?!故障), 才能, 应该会, 正在, 在回落, 计划, 准备, 之前说, 恢复不了, 按.{0,3}已解决, 很高兴, 先结了, 我当, 就当, 权当, 尝试, (服务|平台|节点|系统)(侧)?(服务)?(一直)?正常, 一直正常, 按.{0,4}处理, 已转, 已提交, 提单, 关单, 归档, 您说, 你说, 以为, 上次, 去年, 当时, 别家, 客户, 自动, 默认, 恢复功能, 不算, 不保证, demo, 日志, 我知道, 需要, 希望, 争取, 尽快, 请您?确认是否, 请(?!您?查|知悉|再|刷|放), 可以先, 建议, 把[^,。]{1,16}(改|切|调)(?!.*了), 就能, 就会, 就可以, 就正常, 就好了, 就行, 即可, 太好了, 测试""",
        r"""not, (?!can't happen)[a-z]+n't, cannot, until, once(?! more), when, if, unless, will, 'll, would be, can be, could be, might be, may be, must be, needs? to be, (?<!ought\s)to be, is being, are being, going to, yet, working on, hope\w*, soon, as soon as, scheduled, planned, eta, glad, you say, whether, is in review, great to hear, good to hear, mark*, clos\w* as (stale|duplicate|inactive|no|won't|not), for another, last (year|month|week), similar, qa, ready but, by mistake, reopen, (get|gets|getting|want\w*|like|have) (it |this |that )?(fixed|resolved|merged|released|restored|deployed|solved), must, expect\w*, target\w*, before, able to, usually, normally, in review, strange, odd, please(?! check| retry| try| refresh), did you, have you, has the, ^setting, partly, partially, some of""",
    )
)


@signal(Signal.CLAIMS_FIXED, zh="声称已修复", en="claims it is fixed")
def claims_fixed(said: Utterance) -> Evidence | None:
    """The problem is fixed, solved, restored or the fix released: done, not to come.

    Not: a fix that is planned, conditional or asked about.
    """
    return first(said.sentences, _fixed)


def _fixed(sentence: Sentence) -> Evidence | None:
    return None if sentence.asks else next(sentence.matches((*DONE, *GONE, *BACK, *GONE_ZH), NOT), None)
