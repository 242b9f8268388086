"""What the customer is told to do, and whether it is meant to last: the common ground of a change and a workaround."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from houdun.grading.text import Evidence, Sentence, Utterance, has
from houdun.grading.vocabulary import TEMPORARY
from houdun.grading.words import any_of, frames

CODE = (
    r"(?:`[^`\n]{2,80}`|[\w.\"]+ ?[=:] ?[\w\"-]+|\w+\([^()\n]{0,60}\)|--?[a-z][\w-]+|\w+_\w+|\w+\.\w+\.\w+|v?\d+\.\d+(?:\.\d+)?)"
)
ALTER_ZH = any_of(
    r"""改成, 改为, 改用, 改走, 改回, 改到, 改一下, 改 ?\d, 改, 换成, 换为, 换个, 换掉, 换, 调到, 调成, 调为, 调整为, 调整, 调低, 调高, 调大, 调小, 调, 设为, 设成, 设置为, 设到, 设, 配置为, 配成, 打开, 关闭, 关掉, 关了, 关, 开启, 启用, 开, 禁用, 勾上, 勾选, 去掉, 删除, 删掉, 加上, 添加, 补上, 加, 升级到, 升级至, 升级, 升到, 降到, 降级到, 降, 回退到, 回退, 退回, 切到, 切换到, 切换, 切, 指定为, 替换, 填, 补一个, 传, 用, 使用, 调用, 接入, 放行, 加入, 声明, 留, 执行, 跟着, 提到, 重签, 清一下, 走, 转成, 去重, 选, 起新的, 固定在, 重启, 拼, 去"""
)
ALTER_EN = any_of(
    """set, change, switch, upgrade, update, downgrade, bump, add, put, remove, delete, replace, enable, disable, turn (on|off), use, call, pass, run, install, reinstall, uninstall, rebind, increase, decrease, raise, lower, reduce, limit, restart, reboot, reset, clear, flush, point, move, configure, make it, keep, send, spread, push, swap, request, wrap, import, export, wait, override, patch, rename, specify, encode, resample, try using, try setting, try adding, try removing, try changing, try with, try to use, go to settings, open settings, uncheck, check the box, tick, select, choose, log out, sign out, unplug, power cycle, unsubscribe, stay on, roll back, rollback, revert to, fall back, route, proxy"""
)
LEAD_ZH = any_of(
    "请将, 请把, 请在, 请对, 请改, 请用, 请关, 请开, 请加, 请, 把, 将, 可以, 可, 建议, 需要, 需, 应该, 应, 得, 只改, 只要, 去, 要, 先, 让, 或者, 或, 改, 然后, 再, 直接, 您, 你们, 在"
)
LEAD_EN = any_of(
    "please, pls, you can, you could, you should, you need to, you'd need to, you have to, you'll need to, you must, you may, try, just, simply, then, and, or, so, to fix this, to fix it, to solve this, the fix is to, the solution is to, solution:, do this:, want to, recommend, suggest, suggested, could, should, better, instead, also, now, how about, need to, can, meanwhile, for now"
)
TO = any_of(
    "改成, 改为, 改用, 换成, 调到, 调成, 调整为, 设为, 设成, 指定为, 降到, 升级到, 升到, 切到, 改走, 跟着, 改回, 退回, 提到, 改成, 转成"
)
FRAMES = frames(
    f"{any_of('把, 将, 请将, 请把')} … {ALTER_ZH}",
    f'{TO} .. (?:{CODE}|[a-z0-9_]{{2,}}|\\d|[“"「])',
    f"{any_of('请在, 去, 在')} … {any_of('里, 中, 控制台, 后台, 页面, 设置')} … {ALTER_ZH}",
    f"{any_of('请, 可, 可以, 建议, 需要, 应, 先, 只要, 再, 让, 暂时, 临时')} {ALTER_ZH} … {CODE}",
    f"{any_of('请, 可先, 您可先, 可以先, 可以, 可, 建议, 先, 让, 暂时, 或者')} .. {any_of('改用, 改走, 换成, 使用, 关闭, 关掉, 打开, 开启, 升级, 降级, 回退, 切到, 退回, 走, 切, 换, 停, 去掉, 强制, 固定, 重启, 升到, 勾选')}",
    f"{CODE} .. {any_of('就, 即可, 打开, 关掉, 换掉, 关闭, 开启, 设, 改')}",
    f"{any_of('打开, 关闭, 关掉, 开启, 勾上, 关, 启用, 禁用, 设, 补, 填, 改, 调, 加')} ?{CODE}",
    f"{any_of('即可, 就行, 就好了, 就不会, 就能')}",
    f"(?:^|[,;:()-]\\s?|{LEAD_EN} ){ALTER_EN} ",
    f"{any_of('set, change, use, add, put, upgrade to, update to, switch to, call, pass, enable, disable, bump, install, downgrade to, revert to, run, try')} … {CODE}",
    f"{any_of('fixed in, available in, included in, fix is in, released in, is in')} .. v?\\d+\\.\\d+",
)
TEMPORARILY = frames(
    TEMPORARY,
    any_of(
        "先 ?[\\u4e00-\\u9fff]{0,6}(改|用|走|切|退|开|关|换|停|不|别|让|软解|把|给), 在.{1,20}之前, 等.{1,20}之前, 没.{1,8}之前"
    ),
)
NOT = frames(
    any_of(
        r"""已改, 已经改, 改了, 已把, 我们把, 我把, 不用改, 不用动, 不用, 不要动, 无需, 无须, 不必, 不需要, 别动, 吗, 已切, 已将, 已调整, 已关, 单子, 工单, 关单, 先关了, 此单, 转给, 转, 发我, 给我, 发给, 日志, 反馈, 提供, 告诉我, 没有, 请问, 用户把, 您把, 你把, 你们把, 复盘, 报告, 升级到研发""",
        r"""we've (set|changed|added), we (set|changed|added|will), i've, i'll, we'll, i will, we will, have (set|changed), was (set|changed), did you, do you, have you, don't need, no need, not need, let me know, send me, send us, send it, provide, share, attach, log*, escalat*, ticket, issue, close, closing, more info, information, dm, email, call us, reach out""",
    )
)


@dataclass(frozen=True, slots=True)
class Instruction:
    evidence: Evidence
    temporary: bool


def instructions(said: Utterance) -> Iterator[Instruction]:
    """What the customer is told to change, sentence by sentence. Questions and what was done already are none."""
    for sentence in said.sentences:
        found = next(sentence.matches(FRAMES, NOT), None) if not re.search(r"\?\s*$", sentence.text) else None
        if found:
            yield Instruction(found, temporary=_temporary(sentence))


def _temporary(sentence: Sentence) -> bool:
    return has(sentence.text, TEMPORARILY)
