"""Asks how the problem can be made to happen."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.vocabulary import ASK, GIVE
from houdun.grading.words import any_of, either, frames

WAY = any_of(
    r"""复现步骤, 重现步骤, 操作步骤, 操作路径, 操作顺序, 操作流程, 触发顺序, 具体步骤, 步骤, 复现方法, 复现路径, 怎么复现, 如何复现, 怎样复现, 复现概率, 必现路径, 一步一步, 一步步, 按什么顺序, 什么顺序, 哪个顺序, 依次上来, 点击过程, 操作过程, 怎么推, 怎么操作, 如何操作,
    steps?, reproduction\w*, reproducible, repro\w*, reproducer, how to trigger, how to get there, exact clicks, which clicks, which order, what order, sequence of, what exactly do you"""
)
SAMPLE = any_of(
    r"""demo, 最小工程, 最小例子, 最小示例, 最小demo, 小工程, 空工程, 空壳工程, 空白工程, 示例工程, 样例, 范例, 小范例, 例子, 测试页面, 测试工程, 最短的程序, 那个工程, 复现工程, 精简工程, 精简版, 代码片段, 示例代码, 能跑的, 那几行代码, 空白小程序, 空壳,
    minimal \w+, minimal, minimum example, smallest \w+, stripped\S*, strip your app, strip it down, whittle it, sample project, sample app, sample repo, small project, tiny project, test project, example project, example repo, test case, testcase, simple example, code example, code sample, code snippet, snippet, script, standalone example, self-contained, self contained, small example, runnable,
    sandbox, codesandbox, stackblitz, jsfiddle, codepen, jsbin, plunker, fiddle, gist, mcve, sscce, mre, reduced case, something runnable, proof of concept, k6"""
)
REPRODUCE = any_of(
    r"复现, 重现, 必现, 稳定看到, 必然出现, 弄出来, 让它断, 出现/消失, reproduc\w*, recreate, repro, replicate, trigger*, repeat, make it happen, happen again"
)
FRAMES = frames(
    f"{any_of('给, 提供, 描述, 写, 说, 告诉, 发, 出, 贴, 附, 要, 问, 列, 请')} … {WAY}",
    f"{any_of('给, 提供, 写, 发, 出, 贴, 附, (?<![需不])要, 做, 建, 剥, 新建, 编')} … {SAMPLE}",
    f"{any_of('怎么, 如何, 怎样, 能不能, 能否, 可否, 是否, 有没有办法')} … {REPRODUCE}",
    f"{any_of('还需要有, 需要有, 需要, 要有')} … {any_of('可复现, 复现')}",
    f"{any_of('can you, could you, are you able to, able to, is there a way to, can this be, does this, is this, are you able to consistently, how do i, how can i, how can we, how do you, how did you, please, try to, tell me how, possible to, if you can, let me know how')} … {REPRODUCE}",
    f"{ASK} … {any_of('steps, reproduction*, reproducible, repro, reproducer')}",
    f"{GIVE} … {any_of('steps to, steps for, reproduction*, repro')}",
    f"{any_of('what, which')} … {any_of('steps')}",
    f"{ASK} … {SAMPLE}",
    f"{GIVE} … {SAMPLE}",
    f"{any_of('walk me through, walk us through, describe how, explain how, show me how, tell me exactly how, what i have to run, what do i run, what do i have to')}",
    f"{SAMPLE} .. {any_of('吗, 不, 呢')}? ?\\?",
    f"{any_of('a, any')} {SAMPLE} … \\?",
    f"{WAY} {any_of('给, 发, 写, 录')} .. {any_of('我, 一份, 两行')}",
    f"{any_of('怎么, 如何, 怎样')}[一-鿿a-z]{{0,4}}的? ?{any_of('写, 告诉, 列, 录')}",
    f"{any_of('做了什么, 怎么推, 怎么点, 怎么触发, 触发条件是, 触发方式, 怎么弄出来, 演示一下, 录一段操作,  照着来, 每次是否都, 是不是首次, 怎么做的, 怎么弄的, 先后顺序, 先登哪台')}",
    f"{any_of('if you have it, if you have, things from your side, from your side')} … {SAMPLE}",
    f"{any_of('needs a repro*, need a repro*, without a repro*, with a repro*, provide a repro*, create a repro*, share a repro*, have a repro*, got a repro*, add a repro*, repro steps, steps to repro*, test case that, repo where i can, minimum repro*, can you share your code, share the code, share your code, show your code, show us your code, post your code, some code, see your code, repository i can, repo i can, project i can, something i can run, something we can run, code that (shows|triggers|demonstrates)')}",
    f"{any_of('scripted way, way to trigger, way to reproduce')}",
    f"{any_of('step by step, exact clicks, exact steps, in which order, in what order, which order, what order')} … \\?",
    f"{any_of('先')} … {any_of('还是反过来, 再')} … {any_of('还是, 吗')}",
    f"{any_of('同样, 照样, 照着来, 照做, 照您的步骤, 按您的步骤, 走一遍, 我们也')} .. {any_of('跑一遍, 改一遍, 试, 断一断, 走一遍')}",
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
    return said.evidence(FRAMES, DONE)
