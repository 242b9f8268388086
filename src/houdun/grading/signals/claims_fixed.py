"""Says that it is done."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

DONE = frames(
    any_of(
        r"""(已|已经|都|刚|现已|均已|目前已|全部|也|就)[\u4e00-\u9fff0-9a-z. ]{0,12}(恢复|修复|解决|切回|修好|改回|补发|补回|处理完|处理好|解除|开好|弄好|搞好|消化完毕|调整|重传|重新上传|回滚|合入|清零|修正|发布|重启|放行|开通|加白|补签|生效|续上|续期), 恢复正常, 恢复了, 恢复啦, 已经好了, 现在好了, 应该好了, 应该可以了, 应该恢复, 应该正常了, 可以正常, 已上线, 已发布, 已修, 修掉了, 修复上线, 全量完成, 发完了, 推完了, 止住了, 已下发, 已切换, 已经切换, 切回来了, 回滚了, 回滚完成, 已回退, 已补, 补上了, 补齐了, 补推了, 已重新(生成|下发|推送|录制|拉起), 已重启, 已扩容, 扩完了, 已解除, 解封了, 已加白, 已开通, 开通了, 都通了, 通了, 包出了, 已经清零, 降到 ?0, 归零了,  修好了, 修复了, 解决了, 恢复, 处理完成, 修复完成, 刷新完成, 重放完成, 重做完成, 切完了, 刷完了, 已更新到, 问题解除, 故障解除, 已处理, 消化完毕, 到账了.{0,12}已, 调度.{0,6}已调整""",
        r"""(is|are|was|were|been|has been|have been|got|now|already|just|it's|that's|this's|issue) (now |all |fully |already |been |also )*(fixed|resolved|solved|restored|reverted|released|deployed|rolled back|merged|patched|corrected|mitigated|re-?enabled|unblocked|up and running|back (up|online|to normal|in service|and running)|working again|live again|cleared), (we|i) (have |just |already |also )*(fixed|resolved|solved|restored|reverted|released|deployed|rolled back|merged|patched|corrected|pushed a fix|shipped|published|re-?enabled|switched back), we've (\w+ )?(fixed|resolved|solved|restored|reverted|released|deployed|rolled back|merged|patched|corrected|pushed|shipped), i've (\w+ )?(fixed|resolved|solved|restored|reverted|released|deployed|rolled back|merged|patched|corrected|pushed|shipped), fixed (in|by|with|via|on|at|as of|here|now|it|this), fixed\.?$, ^fixed, resolved (in|by|with|via), fix (is|has been|was) (in|out|live|merged|released|deployed|available|on|published|pushed|shipped), fix(es)? (in|released|merged|deployed|published|available), ^reverted, ^resolved, ^released, ^done, purge done, is out with, out now, working again now, should be working, all done, it's done, serving again, in service again, lifted, unbanned, (fully )?restored as of, you can (now )?use it again, (can|should) (now )?(stream|publish|join|log in|connect) again, rolled out, has recovered, have recovered, recovered at, (is|are|now) live (now|again)?, works again, healthy again, all green, backlog (is )?(drained|cleared|gone), re-?issued, re-?generated and, back in rotation, switched you back, put back, we've put (a|the) fix, fix landed, patched it, (is|are) sorted( now| out)?, (disk|queue|cache|backlog|node) (is |was )?(cleared|back|purged|drained), accepting again, back to normal, up again, (should|ought to) be (\w+ )?(fine|ok|okay|back|good|fixed|resolved|fading out)( again| now)?, is back, are back, everything (is )?(back|works|working|fine), all (good|clear|fine|green) (now|again)?, restored, closed by, closed (via|in) #, all fine, re-sent, available in (the )?(latest|new|v?\d), (landed|merged) (in|on|to|into), published""",
    )
)
NOT = frames(
    any_of(
        r"""吗, 才算, 能不能, 太好了, 好了没, 没回就当, 现在(可|您|的|还|没|说), 没有恢复, 未恢复, 没恢复, 还没, 尚未, 不能恢复, 无法恢复, 会恢复, 恢复后, 修复后, 修好后, 等, 如果, 若, 预计, 将, 彻底修复, 修复需要, 之前, 能否, 才能, 是否, 应该会, 正在, 在回落, 一旦, 待, 要是, 不会, 恢复不了, 按已解决, 先结了, 按.{0,4}处理, 已解决关, 已转, 已提交, 提单, 关单, 补丁做好后,
        not, [a-z]+n't, until, once, when, after, before, will be, to be, if, unless, would be, can be, could be, should get, going to be, yet, working on, hope*, soon, as soon as, needs to be, need to be, must be, might be, may be, please, mark*, closing, clos\w* as"""
    )
)


@signal(Signal.CLAIMS_FIXED, zh="声称已修复", en="claims it is fixed")
def claims_fixed(said: Utterance) -> Evidence | None:
    """The problem is fixed, solved, restored or the fix released: done, not to come.

    Not: a fix that is planned, conditional or asked about.
    """
    stated = (sentence for sentence in said.sentences if not sentence.asks)
    return next((evidence for each in stated for evidence in each.matches(DONE, NOT)), None)
