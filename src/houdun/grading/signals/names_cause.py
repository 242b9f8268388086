"""Says what it was."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.vocabulary import YOUR_OWN
from houdun.grading.words import any_of, frames

BECAUSE = frames(
    any_of(
        r"""原因是, 原因为, 原因在, 的原因, 根因, 根源, 因为, 由于, 导致, 造成, 引起, 引发, 触发了, 所致, 致使, 从而, 因此, 产生您描述, 问题出在, 出在, 来自, 源于, 在于, 同源, 干的, 破案, 定位到, 查明, 就是, 这就对了, 主要消耗在, 耗在, 说到底是, 怪, 归因, 属于, 多为, 问题是, 是因, 被.{1,14}(掉|占|抢|拦|裁|掐|堵|覆盖|丢|改|踢|回收|驳回|拆|拒)了?, (没|未)[\u4e00-\u9fffa-z0-9 ]{1,14}(就会|所以|导致|被|,就)""",
        r"""because, b/c, since the, since our, due to, caused by, causes, cause is, cause was, causing, root cause, the reason, reason is, reason for this, reason why, turns out, turned out, that's why, that is why, which is why, the culprit, found it:?, found:?, therefore, comes from, came from, coming from, stems from, result of, as a result, triggered by, thanks to a, explains, explained by, the issue is that, the issue was, the problem is that, the problem was, the problem is, the issue is, the error is, the error means, what happened, this happens when, happens when, happens if, this is because, responsible for, introduced (in|by), regression (in|from), broke (in|by|because), was broken by, side effect of, leads to, led to, resulting in, which means, so it, this means, that's where, is where, boils down to, looks like, appears (to be|that), seems (to be|that|like), it's a bug in, is a bug in, was overloaded, in conflict with, conflicts with, collid\w*, mismatch""",
    )
)
SEEN = any_of(
    r"""日志里, 日志中, 日志显示, 从日志, 看到了, 看到, 看完了, 看完, 看明白了, 查到了, 查到, 查了, 找到了, 经分析, 经查看, 经查, 经排查, 经核实, 核查结果, 检查, 排查下来, 比较出来, 结论, 分析, 对比,
    from the log\w*, the logs? shows?, in the logs?, i see, we see, i can see, we can see, seeing, looked at, read through, have read, stepped through, went through, i've got it, confirmed, confirm, backtrace, it shows, your \w+ (is|are|was|were|has|have|sends?|sent|forces?|ends?|stamps?|sets?|turned|call|calls|load|loads|post|posts), you (call|post|load|pass|removed|added|changed|forgot|set|sent|are calling|are using|use|have|were|need to have)"""
)
STATE = any_of(
    r"""没有, 没, 未, 被, 把, 多了, 少了, 过期, 到期, 只有, 默认, 不一致, 错, 超过, 超出, 丢, 堵, 满了, 积压, 切换, 断流, 关了, 开着, 冲突, 缺失, 写死, 两遍, 两次, 重复, 返回, 勾成, 加了, 抢, 占着, 用的, 使用了, 采用, 走了, 拿, 踢, 调了, 同时开,
    never, not, [a-z]+n't, without, missing, expired, deprecated, wrong, invalid, empty, destroyed, too (late|low|high|many|old), instead of, twice, only, no longer, ahead, behind, gets?, full, dead, vanished, overload\w*, disabled, removed, turned off, rotated, retired, killed?s?, drops?, dropped, closes?, clos\w+, resets?, conflict\w*, mismatch\w*, public, takes, changed, cleared?, stopped, shadow\w*, but, while, before, after, so"""
)
FRAMES = frames(f"{SEEN} … {STATE}", f"{YOUR_OWN} .. {any_of('没|未|把|漏|误|少|多')} …")
NOT = frames(
    any_of(
        r"""(不|未|没|还没|暂时?|无法|尚|仍|说不|没有|解释不|不能|不敢)[\u4e00-\u9fff]{0,8}(原因|根因|清楚|明确|知道|定位|结论|解释|说明|查到|肯定|确认), 原因(暂|还|尚|未|仍|请|不), 根因(暂|还|尚|未|仍|不|报告), 什么原因, 不知道, 可能是.{0,20}(吗|\?), 是不是, 是否, 会不会, 不是因为, 为什么, 因为您, 根因报告, 根因\+, 因为有您, 因此次, 如果, 由于超过, 由于长时间, 多日, 未收到回复""",
        r"""unknown, not known, don't know, do not know, can't say why, cannot say why, no idea, still (looking|digging|investigating|trying), not sure (why|what|if), whether, could it be, might it be, is it because, not because, looking into, to find out, find the (root )?cause, finding the, guess a cause, can you see, do you see, i don't see, i see what, i see you, i see the same, root cause (analysis|report|note|document)\w*, since there, since there's, since it's been, since this, because there was no, due to inactivity, if you, would, if the, let me know if, unless, thank you, sorry""",
    )
)


@signal(Signal.NAMES_CAUSE, zh="说出原因", en="names a cause")
def names_cause(said: Utterance) -> Evidence | None:
    """States what caused the problem, or most probably does.

    Not: still looking, or a possibility offered as a question.
    """
    stated = (sentence for sentence in said.sentences if not sentence.asks)
    return next((evidence for each in stated for evidence in each.matches((*BECAUSE, *FRAMES), NOT)), None)
