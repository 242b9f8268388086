"""Offers to see together whether it holds."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

TEST_ZH = any_of(
    "测, 试, 验证, 看, 盯, 跑, 压一, 压测, 过一遍, 过一下, 互看, 互登, 一条条对, 对一, 对照, 对下, 对表, 逐个, 逐一, 逐行, 确认, 观察, 连一, 点一, 点开, 听, 录一, 走一, 走三, 数断, 断线数, 比对, 守着, 陪测, 放满, 登几, 切几, 推一, 开满, 归零"
)
TOGETHER_ZH = any_of(
    "一起, 一同, 一块, 咱俩, 咱们, 双方, 两边, 跟你(?!说|们说|讲|提), 跟您(?!要|说|提|谈|道|讲), 与您, 和您, 陪您, 陪你, 和主播, 各拿, 和贵司, 与贵司, 我进, 进你房间, 进您, 拉我进, (?<!啸)叫我, 叫上我, 喊我, 我陪, 我在线, 我看, 我盯, 我这边看, 我这边数, 我这边拿, 我们连, 连线, 联测, 联调, 约个时间, 约个会, 远程会议, 腾讯会议, 开个会, 共享屏幕, 在你们直播间守,  我也装, 您也装, 同时盯"
)
AGAIN_ZH = any_of(
    "试过之后, 试完, 测完(告诉|说|回)?, 试试现在, 您试试, 你试试, 再播一, 再试, 再测, 测一下看, 试一下看, 跑一遍看, 跑一轮看, 看下好了没, 看看好了没, 看是否恢复, 看看是否, 看看还, 看还有, 看看现在, 看下还, 确认下, 确认一下是否, 帮忙验证, 麻烦验证, 帮忙确认是否, 刷新看看, 重推一次, 重新推, 重新拉, 重进试, 再推一, 再拉一, 再播一, 再开一次, 再跑, 再来一次, 再上麦, 回归验证, 联合测试, 压一轮, 压测一, 重试一下, 重新试, 重新测试, 重新进, 重新进一次, 试一下, 试试, 测一下, 再看看, 看下现在, 您看下现在, 看一下现在, 现在如何, 现在怎么样, 再观察, 刷新一下, 看好了没, 看好没,   验证一下, 复测, 回归一, 回测, 再跑一次, 再跑一遍, 再推一次, 试用一下, 装上试, 再验证, 再确认, 看看还有没有, 看还有没有, 看是否, 看它还, 看错误还在不在"
)
TEST_EN = any_of(
    "test, retest, re-test, try, retry, run, verify, check, confirm, see, watch, look, compare, go through, replay, do one, do a, join, step, hold, holds, open it, pull from, stream"
)
FRAMES = frames(
    f"{TOGETHER_ZH} … {TEST_ZH}",
    AGAIN_ZH,
    f"{any_of('改好, 改完, 修好, 补齐, 配好, 上线, 放行, 换完, 发布, 出包, 做好, 更新, 升级, 就绪, 恢复')} .. {any_of('以后, 之后, 后, 了, 告诉我, 喊我, 留言, 吱一声')} .. {any_of('再测, 再试, 测一, 试一, 验证, 我再看, 叫我, 喊我, 告诉我, 叫上我, 您看, 看看, 跟我说')}",
    any_of(
        r"""re-?test\w*, test (it |this |that )?(again|once more|now|together), try (it |this |that )?(again|once more|now), please try again, (can|could) you try (#\d+|this|the (fix|branch|build|pr|latest|new|next|beta|rc|nightly)), look at them both, see it together, try again, try that again, try on (the )?(latest|that|staging), (could|can|would|will) you (please |kindly |also |possibly |maybe )*(try|test|verify|confirm|check|re-?run|replay|retry|see) (\w+ )*(it|this|that|again|with|on|if|whether|now|the (latest|new|fix|master|main|nightly|release|branch|build|change)), please (try|test|verify|confirm|check) (\w+ ){0,3}(again|now|with|if|whether|the (latest|new|fix|master|nightly|release|branch|build)|that|on), let (me|us) know (if|whether|how) (\w+ ){0,6}(work|works|worked|solves?|fixes|fixed|resolves?|persists?|still|better|happens), tell (me|us) (if|whether|how), see if (it|that|this|the issue|the problem)? ?(\w+ ){0,3}(works?|helps?|fix\w*|solve\w*|resolve\w*|persist\w*|still), does (it|that|this) (work|help|fix|solve)( \w+){0,3} (now|for you)?, is it (working|better|ok|fixed) now, how (is|does) it (look|now), still (see|seeing|happening|happen|reproduce|occur\w*|having|an issue|a problem|experiencing)( \w+){0,6}\?, give (the|this|that) [^.,]{1,20} a (try|go|shot|spin|test|whirl), check the (metrics|logs|curve|graphs?) while, try and (report|tell|see|let), stream (once|one) more, once more\?, sit in while, stay on the line while, be there when you, regression run, test run, re-?run, run it again, mind (trying|running|re-?running|testing), dry run, rehears\w*, test stream together, test call, soak test, watch it together, (i'll|i will|we'll|we can) (watch|monitor|keep an eye|sit|be) [^,.]{0,20}(while|when|as) you, give (it|that|this) (a|another) (try|go|shot|spin|test|whirl), if (the|this) (issue|problem|error) (still )?(persist\w*|happens|continues|occurs|remains)"""
    ),
    f"{any_of('shall we, wanna, want to, do you wanna, would you, deal, together, both of us, we both, both eyes, side by side, with you watching, while i watch, while i, i will join, i join, ping me, i can join, with me, me as host, at your place or ours, are you around, i run your build, i will open it, keep the ingest console open, i sit on, sit on the analyzer, look at it together, look at them both, look at the result, before the other, i run your, i will run, i will open it, we will look at, i have a')} … {TEST_EN}",
    f"{TEST_EN} … {any_of('together, side by side, with you, while i, while we, we both, with both eyes, and compare, deal, and i will open it, and tell you if, look at them both')}",
    f"{any_of('put it on staging, on staging, send the apk, send me the build, send us the build, give me a build')} … {any_of('i will, i run, i open, i can, we will, we run')}",
    r"\blet's (?:do|run|test|try|replay|watch|verify|go)",
)
NOT = frames(
    any_of(
        """不用, 不必, 不需要, 无需, 免, 复现, 重现, 弄出来, 步骤, 日志, 日常, 一起给, 一起转, 转商务, 合在一起, 一起掉, 一起中, 一起发, 一起附, 一道给, 逐个提供, 原因, 看到, 报告, (?<!是)不是, 没有对, 计费, 一同提供,
        no need, not need, needn't, repro\\w*, logs?, minimal, strip\\w*, see if you can, smallest, steps, dm, reset your password"""
    )
)


@signal(Signal.OFFERS_RETEST, zh="提出复测", en="offers a retest")
def offers_retest(said: Utterance) -> Evidence | None:
    """Offers to test again or to verify the fix, together or by the customer who is asked to tell how it went.

    Not: a test that is to find or reproduce the fault.
    """
    return said.evidence(FRAMES, NOT)
