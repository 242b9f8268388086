"""The customer says that it works."""

from __future__ import annotations

from houdun.facts.case import Role
from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

GOOD = frames(
    any_of(
        r"""好了, 可以了, 正常了, 恢复了, 恢复正常, 解决了, ok ?了, (?<!放)行了, 有声了, 有了, 有画面了, 通了, 成功了, 搞定, 可以正常, 能正常, 已经恢复, 对得上了, 又能, 都能, 好使了, 妥了, 可以啦, 好啦, 好咯, 成了, 通啦, 恢复啦, 正常啦, 没问题啦, 解决啦, 已解决, 已恢复, 已正常, 不报错了, 不再出现, 没有再出现, 没再出现, 再没出现, 没出现了, 没复现, 没有复现, 没有再报, 消失了, 连上了, 能连上, 进去了, 能进去, 听得到了, 听到了, 听见了, 看得到了, 看到画面, 有回调了, 跑通了, 跑起来了, 测试通过, 验证通过, 验证 ?ok, 测了.{0,8}(没问题|ok|正常), 稳了, 改完就好, 确实(好|可以|有效|管用), 管用, 生效了, 见效, 果然好, 这下好, 顺畅了, 流畅了, 同步了, 对上了, 一致了, 回到了?\d, 涨回, 都回来了, 回来了, 恢复到, 没再报, 不会了, 已经正常, 都好了, 真的好, 真好了, 完全正常, 全都正常, 一切正常, 出来了, 能进了, 能看了, 能播了, 可以看了, 稳定了, 降下来了, 干净了, 没再, 不再, 没有再, 没有重复了, 不(闪|卡|掉|断|花|糊|黑|报错|崩|飘|歪|抖|转|丢|响|绿|偏|踢|堵|延迟|重复|冻|闷|吵|破|拖|慢|弹|串)了, (闪|卡顿|黑屏|花屏|报错|杂音|回声|断流|沙沙声|底噪|click|重复|延迟|丢包)没了, 没有重复了, 又好了, 干净了, 能用了, 能听到了, 有反应了, 收到了回调, 回调到了, 降到, 降了, 回落了, 没有.{1,6}了, 归零, 都 ?ok, 在跑, 可以播了, 对了, 少多了, 目前没歪, 没有飘, 不闪了, 不卡了, 不掉了, 没问题了, 普通窗口ok, lite 可以了, 看着 ?ok, 都正常了, 现在都正常, 没毛病, 没事了""",
        r"""works? (now|again|fine|great|perfectly|well|like a charm|for me|as expected|good|correctly|thanks), (it|that|this|all|everything|which) works, (it|that|this|everything) (did )?worked, working (now|again|fine|great|perfectly|well|as expected), (is|are|seems?|it's|all) (now |all |fully |back )?(fixed|resolved|solved|working|sorted|gone|restored|ok now|okay now|good now|fine now|better now|back to normal|back online|back up), (issue|problem|bug|error) (is |has been |was |got )?(fixed|resolved|solved|gone), fixed (it|the issue|the problem|my|for me|now), solved (it|the issue|the problem|my|for me), resolved (it|the issue|the problem|my), did the trick, (that|this|it) (helped|did it|fixed|solved|was it), no more (errors?|crash\w*|drops?|issues?|problems?|resets?|freez\w*|black\w*|disconnects?|delays?|echo|noise|stutter\w*|lag\w*|warnings?), sorted[,.! ], ^sorted, match(es)? now, (i|we) can \w+ again, (it's|its) (fine|ok|okay|good|better|fixed|stable) now, been (stable|fine|ok|good|quiet|working)( \w+)? since, problem solved, ^solved, ^fixed, ^resolved, ^works, ^working, all set, we're good, good to go, looks good now, looks fine now, seems fine now, seems ok now, came back, can confirm (it|that|this) (work\w*|fix\w*|help\w*), confirmed fixed, fixed for (me|us), yes[,.]? (that|it) (fixed|worked|did), nailed it, problem's gone, issue's gone, quiet since, stable since, solid since, clean since, smooth now, (is|are|runs?|running|looks?|stays?) (\w+ )?(smooth|stable|solid|clean|in sync|perfect)( again| now)?, back to (\d|under|below|0), down to \d, recovered, up again, live again, flowing again, no longer (see|seeing|happen\w*|occur\w*|get|getting|an issue|reproduc\w*), (can|able to) (now )?\w+ (again|now), back (again|now|to normal|online), all good, good now, fine now, ok now, much better, perfect[.!]* thank\w*, perfect thank\w*, no (resets?|drops?|crash\w*|errors?|issues?|problems?) (anymore|any more|since|now), gone now, streams back, users (come |are )?back, survived, \w+ held, held at, acceptable, is [^,.]{1,12} (again|now)[,. !]? ?(many )?thank\w*, (did|done) that [^.]{0,20}now, → no \w+, → (ok|good|fine|works|users), ^fixed\W*$, (is|has|been) (already |now )?solved, already solved, everything is working, all working, did that, sorry for the noise, thanks (that|it) work\w*, success\w*, up and running, working!""",
    )
)
BRIEF = frames(
    r"^[\w .`=/-]{1,40}?(?:"
    + any_of("works, worked, ok, okay, good, fine, back, better, held, stable, solved, sorted")
    + r")(?![a-z])[^?]*$",
    r"^[^,]{1,20}(?:ok|可以|正常|没事)[了啦。!]*$",
)
BRIEFLY = 9
"""Words of a first sentence that may say it as shortly as "login-b works"."""
NOT = frames(
    any_of(
        r"""吗, \?, 好像, 好多了, 好了一半, 不行, 没好, 还是, 昨天又, 今天又, 又有, 又(卡|断|黑|花|掉|糊|坏|不|变|出|来|是), 如果, 等, 之后, 就好了, 什么时候, 好了告诉, 修好了说, 怎么, 刷新就好, 刷新.{0,4}才, 重进.{0,4}又, 不了, 算了, 为了, 除了, 只要, 但还, 收不到了, 改好了$, 漏了, 别家, 其他, 其它, 别的(家|机|手机|都|平台), 换了, 小米, 三星, 不动了, 不见了, (声音|画面|图像|字|文件|数据|人|流)没了, 不回了, 没声音了, 没画面了, 不能, 先好了,
        not, [a-z]+n't, if, when, until, before, another, then, falls, the rest, always, ▤, ```, once, hope*, should, would, unless, except, but only, doesn't, used to, previously, it was working, worked (before|until|in|yesterday|fine until), works (on|in|fine on|fine in|fine with|without|before|only), working (before|until|yesterday), is there, still"""
    )
)


@signal(Signal.CONFIRMS_FIX, zh="客户确认修复", en="the customer confirms the fix", speakers=frozenset({Role.CUSTOMER}))
def confirms_fix(said: Utterance) -> Evidence | None:
    """The customer says that it works now, or is solved.

    Not: a hope, a question, half of it, or what works elsewhere.
    """
    first = said.sentences[0] if said.sentences else None
    if first and len(first.text.split()) <= BRIEFLY and (brief := next(first.matches(BRIEF, NOT), None)):
        return brief
    return said.evidence(GOOD, NOT)
