"""Asks how the problem can be made to happen."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, either, frames

WAY = any_of(
    r"""复现步骤, 重现步骤, 操作步骤, 操作路径, 操作顺序, 操作流程, 触发顺序, 具体步骤, 步骤, 复现方法, 复现路径, 怎么复现, 如何复现, 怎样复现, 复现概率, 必现路径, 一步一步, 一步步, 按什么顺序, 什么顺序, 哪个顺序, 依次上来, 点击过程, 操作过程, 怎么推, 怎么操作, 如何操作,
    steps?, reproduction\w*, reproducible, repro\w*, reproducer, how to trigger, how to get there, exact clicks, which clicks, which order, what order, get to that state, get into that state, sequence of, what exactly do you"""
)
SAMPLE = any_of(
    r"""demo, 最小工程, 最小例子, 最小示例, 最小demo, 小工程, 空工程, 空壳工程, 空白工程, 示例工程, 样例, 范例, 小范例, 例子, 测试页面, 测试工程, 最短的程序, 那个工程, 复现工程, 精简工程, 精简版, 代码片段, 示例代码, 能跑的, 那几行代码, 空白小程序, 空壳,
    minimal \w+, minimal, minimum example, smallest \w+, stripped\S*, strip your app, strip it down, whittle it, sample project, sample app, sample repo, small project, tiny project, test project, example project, example repo, test case, testcase, simple example, code example, code sample, code snippet, snippet, script, standalone example, self-contained, self contained, small example, runnable,
    sandbox, codesandbox, stackblitz, jsfiddle, codepen, jsbin, plunker, fiddle, gist, mcve, sscce, mre, reduced case, something runnable, proof of concept, k6"""
)
REPRODUCE = any_of(
    r"复现, 重现, 必现, 稳定看到, 必然出现, 弄出来, 让它断, 出现/消失, reproduc\w*, recreate, repro, replicate, trigger (it|the|this), repeat, make it happen, happen again"
)
MAKE = any_of(
    """给, 提供, 写, 发, 出, 贴, 附, 要, 做, 建, 剥, 新建, 编, 搭, 弄, 有, 上传,
    give, share, provide, send, make, create, build, put together, write, post, have, got, with, attach, come up with, strip, whittle, narrow, produce, need, see, add, is there, would help, upload, reduce"""
)
HOW = any_of(
    """必现, 偶现, 再操作一遍, 点了哪里, 点了什么, 会触发, 能复现, 每次都有, 什么规律,  偶发还是, 怎么操作, 如何操作, 怎样操作, 怎么触发, 如何触发, 触发路径, 触发条件是, (确认|说下|告诉|描述)[^,。]{0,4}触发条件, 触发方式, 固定的?路径, 怎么点, 怎么推, 怎么弄, 怎么进, 怎么出现, 还会出现, 也会出现, 是否出现, 会不会出现, 大概多久出现, 出现的频率, 做了什么, (?<!们)做了哪些, 什么顺序, 哪个顺序, 照着来, 照做, 照着试, 照着做, 本地跑, 我们跑, 跑跑看, 还是反过来, 每次都, 每次是否, 换一台, 换个(设备|浏览器|账号)[^,。]{0,6}(会|还|吗), 演示,
    how (to|do i|do we|can i|can we|do you|did you|could i) (trigger|get there|make|reproduce|recreate|reach|cause|provoke), exactly (you|do you|what you)( do| did| click| press)?, what (exactly )?(do|did|are) you (do|doing|click\\w*|press\\w*|call\\w*), which (steps|clicks|order|sequence|buttons|calls), what (steps|order|sequence|exact), in (which|what) order, step by step, walk (me|us) through, every time, happens? (with|in|on) (the|our|a) (demo|sample|example), does it (also )?(happen|occur|reproduce|fail|crash), is it (reproducible|consistent|deterministic), what you (click|did|do|press|call), tell (me|us) how, show (me|us) how, describe how, explain how, see (this|it) in action, what i have to run, get to that state, get into that state, sequence of"""
)
SMALL = (
    any_of(
        "small, smallest, tiny, minimal, simple, short, stripped, reduced, sample, example, test, demo, reduced, bare, trimmed, cut-down, standalone, self-contained"
    )
    + " .. "
    + any_of("repo*, project*, app, apps, script, page, program, example, case, snippet, code, html, demo, file, html page")
)
FRAMES = frames(
    WAY,
    f"{any_of('a, any, minimal, smallest')} {SAMPLE} … \\?",
    any_of(
        "怎么跑的, 照样改, 照样跑, 照样, strip your app, strip it, whittle it, narrow it down, cut it down, boil it down, scripted way, do i have to run"
    ),
    r"script .{0,20}(?:reaches|triggers|hits|shows|does)",
    REPRODUCE,
    HOW,
    f"{MAKE} … {SAMPLE}",
    f"{SAMPLE} … {any_of('给, 发, 提供, 贴, 吗, 呢, would help, would be, please, that shows, that does, that triggers')}",
    f"{MAKE} … {SMALL}",
    f"{any_of('贴, 发, 给, 看, 提供, share, show, see, post, send')} .. {any_of('相关代码, 关键代码, 代码片段, 那几行代码, 示例代码, 调用代码, your code, the code, relevant code, some code, code snippet')}",
    f"{any_of('能重现, 能复现, 可复现, 可重现')} .. {any_of('的')}",
    f"{any_of('能不能, 能否, 可否, 请, 麻烦')} .. {any_of('找到')} … {any_of('动作, 规律, 条件, 步骤')}",
)
DONE = frames(
    any_of(
        "troubleshooting steps, steps (here|below|on|in|provided|outlined|listed), the following steps, these steps, our steps, through the steps, fixing pr, a pr, an actual pr, unit test"
    ),
    any_of(
        "不用, 不必, 不需要, 无需, 别再, 已, 改好, 抄过来, 不做也可以, no need, don't need, needn't, not necessary, unable to, cannot, can't, couldn't, not able to, have reproduced, i reproduced, we reproduced, i can, we can, was able to, were able to, managed to, with your, in your, thanks for the, thank you for the, your, i used, using your"
    )
    + " .. "
    + either(WAY, SAMPLE, REPRODUCE),
    SAMPLE + " .. " + any_of("改好, 写死, 抄过来, 跑了, 写得, 编出来"),
    any_of("已, 已经, 成功, 在我方, 老 android, 那个 按录屏步骤, 您的, 你的, 你们")
    + " .. "
    + any_of("复现, 重现, 范例, demo写得"),
)


@signal(Signal.ASKS_FOR_REPRODUCTION, zh="要求复现", en="asks for a reproduction")
def asks_for_reproduction(said: Utterance) -> Evidence | None:
    """Steps, a minimal example or a repository, or whether and how it can be made to happen, so as to reproduce it.

    Not: that it was reproduced, or need not be.
    """
    asking = (sentence for sentence in said.sentences if sentence.requests)
    return next((evidence for sentence in asking for evidence in sentence.matches(FRAMES, DONE)), None)
