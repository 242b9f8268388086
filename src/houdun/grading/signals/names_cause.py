"""Says what it was."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading import causes
from houdun.grading.causes import BECAUSE, DEFECT, DENIED
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, first
from houdun.grading.wishes import stated
from houdun.grading.words import any_of, frames

OPEN = frames(
    any_of(
        r"""(不|未|没有?|还没|无法|尚|仍|有待|待|难以|说不|解释不|不敢|看不)[一-鿿]{0,8}(原因|根因|明确|知道|定位|结论|解释|肯定|确认|弄清|查清|搞清), (原因|根因|缘由|起因|主因|症结)[一-鿿]{0,6}(未|还|尚|仍|待|不|没|请|呢|吗|查|分析|将|会|报告|排查|定位中|再), 什么原因, 什么(?=引起|导致), 怎么(?!说|配), 为止, 不劳, (?<=[位步签])的?(那个|经过), 何种原因, 为何, 为什么, 是否, 会不会, 是不是, 有没有, 疑似, 嫌疑, 不知, (?<!说)(?<!归根)到底, 究竟, 怀疑, 猜, 可能有, 没弄明白, 没搞(清|明白), 弄明白, 两种可能, 几种可能, 哪, 谁, 吗, 看不到, 还在查, 再看看, 先确认""",
        r"""(is|still|currently|as yet|yet) unknown, not known, not yet, not clear, unclear, don't know, do not know, can't say, hard to say, no idea, still (looking|digging|investigating|trying|analy\w+|checking|working), not sure, whether, could it, might it, could be, is it because, not because, not caused, isn't caused, not (the|a) (cause|culprit|reason), looking into, to (find|determine|see|understand|learn|know), find(ing)? (the|out), guess, ruled? out, once we, as soon as, let's, several factors, (i|we) wonder""",
    )
)
"""Not known yet."""
ELSE = frames(
    any_of(
        r"""如果, 若是?(?![干何]), 假如, (?<!主)要是, 万一, 一旦, 的话, 以后(?=再|请|若|如|会|不|要), 否则, 请(?!求), 麻烦, 劳驾, 烦请, 建议, 给我, 发我, 提供, 告诉, 不要, 别(?!的|人|家), 不用, 不必, 无须, 无需, 您说, 你说, 您提到, 你提到, 您觉得, 误以为, 以往, 历史上, 翻了翻, 他们当时, 上次, 上回, 去年, 那次, 前阵子, 例, 碰到过, 我们服务的, 早先, 那个客户, 那位客户, 家客户, 个客户, 别家, 另一家, 另外[一两]家, 别的客户, 其他客户, 其它客户, 有客户, 客户也, 也碰到, 也遇到, 已改, 已修, 修复了, 修了, 解决了, 换好, 回复, 回覆, 反馈, 未获, 长时间, 逾期, 多日, 久未, 作答, 音讯, 离职, 工单, 单子, 关单, 结案, 关闭(?=[,。!]|$|工|此|本), 归档, 结单, 完结, 没等到, 没有等到, 没等来, 结了, 复盘, 报告, 假期, 周末, 节日, 信息不足, 隐私, 保密, 合规, 人手, 没有?(过期|问题|发现|错|异常|任何|关系), 不是(因为|由于|因)(?![^,。]*[,]?(而)?是), 没写错, 不是(你|您|贵|客户)[^,。]{0,12}(?=[,。]|$), 开没开, 没配好的, 常见, 一般, 通常, 也许, 或许, 说不定, 会议""",
        r"""if, unless, in case, otherwise, could you, can you, would you, please, pls, let me know, let us know, tell us, you (said|say|mention\w*|wrote|think), makes you think, another (customer|client|case), other customers, (similar|earlier|previous|same) (case|report|issue)s?, last (time|year|month|spring|autumn|fall|summer|winter), back in, earlier this, (this|last|next) (weekend|holiday), holiday, confused, root cause (analysis|report|note|document|summary), rca, post-?mortem, agreement*, contract\w*, person responsible, (due|owing) to (inactivity|age|lack|no|your|high|the (holiday|weekend|volume)|many|privacy|security), because (there|you've been|of (the holiday|inactivity|age)), no longer (active|maintained), duplicate, closing, closed, stale, would not have, will be, has been (fixed|resolved|reverted|disabled in), we'll, i'll, we will, i will, thank\w*, sorry to, feedback, not (the|a) (bug|network), that's why (i|we), promise, known (blind|limit)\w*, i would like, screenshot, your (first |last )?(mail|message|ticket|report), plan, more (apps|customers|accounts|clients|teams), guess(ing)? a, so (i|we) (can|can't|don't|cannot|will|'ll|need|want|would), should (be|work|help|do), next (update|message|release|build), as you (said|say|wrote|can see), happy, glad, welcome, it's not, it is not, isn't (the|a|our|your|due|because), wasn't (us|the|a|our|your|due|because)""",
    )
)
"""Said of something else: what might happen, what to do, another case, the ticket itself."""


@signal(Signal.NAMES_CAUSE, zh="说出原因", en="names a cause")
def names_cause(said: Utterance) -> Evidence | None:
    """States what caused the problem, or most probably does.

    Said outright (because, due to, 原因是), or by stating what is wrong: expired, overwritten, never called, 被占用, 没加白名单. Not: still
    looking, or a possibility offered as a question.
    """
    return first(stated(said), _cause)


def _cause(sentence: Sentence) -> Evidence | None:
    return next(sentence.matches((*BECAUSE, *DEFECT, *causes.HAPPENS), (*OPEN, *ELSE, *DENIED)), None)
