"""Says what it was."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.causes import BECAUSE, DEFECT
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

NOT = frames(
    any_of(
        r"""(不|未|没|没有|还没|暂时?|无法|尚|仍|说不|解释不|不敢|看不)[一-鿿]{0,10}(原因|根因|清楚|明确|知道|定位|结论|解释|肯定|确认|帧率来的), 原因(暂|还|尚|未|仍|请|不|待|呢|吗), 根因(暂|还|尚|未|仍|不|报告), 什么原因, 不知道, 是否, 会不会, 是不是, 不是因为, 为什么, 因为您的, 如果, 若, 看不到, 他们用, 还需核对, 哪, 到底, 猜, 先确认, 经过, 由于超过, 长时间, 多日, 回复, 反馈, 消息, 没动, 更新, 作答, 音讯, 收到, 请(?!求), 麻烦, 劳驾, 烦请, 给我, 发我, 提供, 告诉, 有没有, 是不是, 没有?过期, 没有问题, 没发现, 没写错, 没配好, 没关系, 没有?任何, 没错, 无须, 不用, 将在, 已改, 我们会, 我会, 复盘, 报告, 单子, 工单, 归档, 关单, 客户也, 也碰到, 还有客户, 样机, 试了, 分析(给|都), 好了, 哪一段, 不归, 没人信, 没有切, 怎么""",
        r"""unknown, not known, don't know, do not know, can't say why, no idea, still (looking|digging|investigating|trying), not sure, whether, could it be, might it be, is it because, not because, looking into, to find, find the, finding the, guess a cause, can you, could you, please, pls, let me know, let us know, if you, if the, if it, i'll, we'll, i will, we will, thank*, thx, sorry to, root cause (analysis|report|note|document|summary), since there, since this, because there was no, due to (inactivity|age|lack|no)*, unless, would you, what you can do, in the meantime, closing, closed, no longer (active|maintained), duplicate, ^\W*(please )?(use|set|put|call|switch|wait|try|send|make sure|point|add|upgrade|install)""",
    ),
)


@signal(Signal.NAMES_CAUSE, zh="说出原因", en="names a cause")
def names_cause(said: Utterance) -> Evidence | None:
    """States what caused the problem, or most probably does.

    Said outright (because, due to, 原因是), or by stating what is wrong: expired, overwritten, never called, 被占用, 没加白名单. Not: still
    looking, or a possibility offered as a question.
    """
    stated = (sentence for sentence in said.sentences if not sentence.asks)
    return next((evidence for each in stated for evidence in each.matches((*BECAUSE, *DEFECT), NOT)), None)
