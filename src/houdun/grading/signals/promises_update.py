"""Promises the next word, and when."""

from __future__ import annotations

import re
from dataclasses import replace

from houdun.facts.signals import Signal
from houdun.grading.due import CHINESE_ZONE, ENGLISH_ZONE, due, times
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, has
from houdun.grading.words import any_of, frames

# Word that is to come, and what is to be handed over
WORD_ZH = any_of(
    r"""(给|向|回|覆|复)(您|你|贵司|贵公司|大家|客户)(?!们?(配|调|开|加)), (跟|和|与|同)(您|你|贵司|大家)们?.{0,6}(说|讲|同步|汇报|回|交代), 给个, 给出, 给到, 给(一个)?(结论|说法|方案|准信|书面|结果|答案|回复|明确|交代|答复|定论|时间), (能|会|可以|才能?)给, 告诉(?!我), 告知(?!我), 同步, 答[复覆], 回复, 回覆,  回电, 回函, 回音, 回信, 回一声, 回您?话, 即复, 回来(说|跟|告), 来回, 来信, 来报, 来说, 来告, 更新, 一更, 下一[条次更], 说一声, 吱声, 交代, 通知, 通报, 知会, 汇报, 反馈, 宣布, 公布, 报一?[下个次声], 各报, 播报, 再来(?!一)(问|看|报|说)?, 再看, 再与您, 联系[您你], 找[您你], 主动, 出(结果|结论|报告|方案|包|一个|一份|修复|补丁), 有(结果|结论|消息|答案|说法|准信|定论|交代), 提供, 发[您你给送出到群邮], (在|到)?群里(说|发|贴|同步|更新|讲), 在.{1,6}(里|上|中)(发|贴|更新|同步|回复), 贴(群|出|给|过来|到|在)?, 写(给|一条|信|好), 打电话, 电话, 加[您你]微信, 发版, 发包, 发新?版, 新版本?(上线|发布|出), 测试包, 修复版本?, 修复包, 补丁, 热修, 交付, 送达, 送到, 传(过来|给|到|上), 上线, 定稿, 修好, 方案, 带着, 说法, 书面说明, 进展, 看到邮件, 收到(邮件|回复|答复|结果|报告), 联络[您你], (?<!的)(?<!链路)回来(看|说|告|报|找|给), 回一?[次声个趟你您]了?, 回(结果|数值|数|话|音), (放|挂|传|丢)(到|进|在)[^,。]{0,8}(群|邮箱|文件|文档|工单|盘|空间|附件), 进[^,。]{0,6}(群|邮箱|信箱), 呈送?, 寄(给|到|出|送|去), (?<!旋)转(给)?[你您], 能出, 给(一份|个|你|您)[^,。]{0,10}(分析|说明|报告|日期|排期|版本|包|方案|数), 灰度, 合入, 再(来|进)[^,。]{0,4}(群|一趟|一次), 能看完, 跟进, 转告, ping [您你], 完结报告"""
)
WORD_EN = any_of(
    r"""report (back|at), next (report|update|message|status|post|note), (another|further|first|final|full|detailed|formal|written|more|a|an|our|the) (update|status|statement|reply|answer|message|summary|explanation|decision|note|news|word|result|verdict|response|mail|e-?mail|report|rca|post-?mortem|eta|feedback), updates? (in|by|within|from|you|every|at|tomorrow|tonight|before|later|follows|will|:), more (at|by|on|news), back (to you|with|w/|in|by|at|before|on), deliver\w*, (give|allow|bear with) (me|us), (lemme|let me) check, brb, (you|you'd|you'll|y'all) (get|have|hear|know|will|should|can expect|see), hear (from|back|something), (answer|news|word|result|results|reply|fix|patch|build|release|verdict|decision|rollout|hotfix|version|package|sdk|rca|it|them|nightly|train) (is |are |comes? |should be |will be |to be )?(by|on|at|before|tomorrow|tonight|next|within|in|due|out|ready|ships?|shipping|lands?|landing|leaves|follow\w*|arriv\w*|goes|go|planned|scheduled|expected|will|for), comes? to you, (will|should|shall|to) (be |have )?(it |this |that )?(ready|out|with you|available|released|shipped|deployed|live|delivered|fixed|done|published|in your|posted|there'll), plan to, aim to, aiming to, undertake to, scheduled, (call|ping|ring|write|tell|notify|inform|mail|e-?mail|update|brief|send|sending|give|text|message|contact|reach|answer|reply|paste|post|forward|relay|share|transmit)(ted|s)? (to )?(you|every|within|by|it|them|here|in this|on this|status|everything|the|new|what|whatever), tell you, circle back, touch base, check (in|again|back|on), drop (you|a|it|them), have (news|an? |something|it|the|another|your|more|results?|that), revert, i'll, i will, we'll, we will, they'll, will (have|write|get|send|post|reply|answer|follow|come|share|let|give|be back), let you know, keep you posted, follow(s)? (up|in|within|this|on), expect\w*, eta, i write, lands? in, we reply, tomorrow we, reply (comes|tonight|by|within|follows|tomorrow), should have, in your inbox, status (from|at|mail|in|by), write again, fix date, release date, ships?, shipping, promise, owe you, in writing, feedback to you, there('ll| will) be, get back, come back, going to, speak again, talk again, see you here, can have it, results?"""
)
WORD = frames(WORD_ZH, WORD_EN)
# A length of time is a limit only with such words about it
LIMIT = frames(
    any_of(
        """[天时分钟头日周刻期]\\s?(之?内|以内|后|之后|左右[,。]?$|里|一更|一报|一次(更新|同步)), 再(给|等|过), 给我, 等我, 最[晚迟多快], 预计, 估, 大概, 大约, 每, 不(超|出), 承诺,
        within, inside, in, about, t\\+, another, next, give (me|us|it), allow, every, wait, takes, needs?, under, less than, no later than, max\\w*, tops, brb, hang on, bear, please, half an hour"""
    )
)
NEAR, AFTER = 14, 8
"""Characters before and after a length of time in which its limit is worded."""
# Times of something else: past, conditional, the customer's part, an appointment, a term, a refusal
NOT = frames(
    any_of(
        r"""请(?!知悉|放心|留意|耐心|见谅|谅解|稍|等|您?(放心|知悉|稍|等))[^,。]{0,12}(提供|发|回复|确认|反馈|把|将|上传|补|告诉|告知|续|切|安排|操作|尽快|在)?, 麻烦[您你], 烦请, 您若, 如果您, 若[^,。]{1,10}(回复|反馈|无), 如[^,。]{1,8}(未|无)回复, (没|未|无)[一-鿿]{0,8}(反馈|消息|更新|回复|进展|回音|新|具体), 已逾, 只剩, 开了\d, 能否, 预计恢复, 尽快.{0,4}$, 上班后, 排队, 您可, 缓存, 你们安排, 您方便, 方便(?!的话|您|回)[^,。]{0,6}(一起|吗|测), 一起测, 联调, 连线, 哪一?[天日], 前[一二三两几半十\d]+(分钟|小时|天),
        (发|更新|修复|上线|回复|同步|给|通知|反馈|提供|联系|发布|出|改|修|处理|转)了(?!就|会|我|再|第一|结果|结论|之?后|给|跟|同步), 已经(?!是), 已于, 已在, 来不及, 已(发|回|给|同步|修|更新|提供|上线), 昨[天晚日夜], 前[天几两阵].{0,3}, (?<!早)(?<!晚)上[周个次回]说?, 之前先, (发|出)?过了?[您你]?$, 回复过, 超过, 周期, 满(?!意|足), 左右丢, 开始(的|出现), 期间, 持续, 到期, 过期, 有效期, 断电, 检修, 自动关, 会自动, 自动(?!化), 心跳, 上报, 工作时间, 服务时间, 营业时间, 保留, 删除,
        (?<![给跟和与向同])[您你]说, 您问, 您要求, 您提到, 承诺(?!.{0,10}(回|给|内)), 不(能|敢|好)(保证|承诺|打包票), 没法(承诺|保证), 无法(承诺|保证|给), 恕难, 收到了没, 拖了, 什么时候, 何时, 来得及, 是吗, 对吗, 对吧, 行吗$, 没有具体, 这一点, 那一点, 有一点, 稍[一-鿿]{1,2}一点, 拉个会, 喊我, 咱们?(?=[明今下周再对]), 让运营, 最近, 通常, 一般, 过去, 以来, 每 ?\d+ ?秒,
        not going to, while you, (can't|cannot|can not|won't) (promise|give|say|commit|guarantee|tell), no (eta|schedule|timeline|date), if you, could you, can you, please (send|call|provide|upload|share|reply|confirm|give us|try|test|check|let|attach|do|come|tell|write|update|answer|contact|restart), would you, do you, did you, let's, shall we, within 7 days of, last (week|night|month|time|mon|tue|wed|thu|fri), yesterday, business hours, office hours, opening hours, ago, closed for, since, for the last, in the last, for the past, we're closed, automatically, an agent, respond shortly, have been, has been, was, were, had, expires?, valid for, deleted, asked (for|us), need your, your (confirmation|answer|deadline|event|show|launch), deadline, promised, you (asked|wanted|said|need|report|wrote|told), restart, wait \d, missed, hopefully, every \d+ ?(s|sec|seconds|ms), replied, sent you, lasted, started, took, happened, occurred, retention, kept for, at least, typically, usually, normally, generally, please wait, your delivery, by then you, once you, after you, when you, for (tonight|today|this (evening|afternoon|morning|weekend)), (mon|tues|wednes|thurs|fri|satur|sun)day('s)? (note|update|news|report), there is (simply |still )?no"""
    )
)


@signal(Signal.PROMISES_UPDATE, zh="承诺何时更新", en="promises an update by a time")
def promises_update(said: Utterance) -> Evidence | None:
    """Says when, with any statement of time, the vendor will write again, give a result or deliver.

    `value` is the UTC milliseconds at which it is due, where the words tell: read in the utterance's zone, else in China's for
    Chinese and in UTC for English. Not: "soon", "as soon as possible".
    """
    zone = said.zone or (CHINESE_ZONE if said.chinese else ENGLISH_ZONE)
    for sentence in said.sentences:
        if promise := sentence.evidence(_promise):
            at = due(sentence.text, said.at, zone)
            return replace(promise, value="" if at is None else str(at))
    return None


def _promise(sentence: Sentence) -> Evidence | None:
    """The time by which something is promised."""
    if sentence.asks or not has(sentence.text, WORD):
        return None
    limits = (time.span() for time in times(sentence.text) if _limits(sentence.text, time))
    return next((Evidence(*span) for span in limits if not has(sentence.around(*span), NOT)), None)


def _limits(text: str, time: re.Match[str]) -> bool:
    """Whether the time is one by which something may happen: a moment, or a length of time with words of a limit."""
    return "unit" not in time.re.groupindex or has(text[max(0, time.start() - NEAR) : time.end() + AFTER], LIMIT)
