"""What the customer is told to do, and whether it is meant to last: the common ground of a change and a workaround."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from houdun.grading.text import Evidence, Sentence, Utterance, has
from houdun.grading.wishes import wishes
from houdun.grading.words import any_of, frames

CODE = r"(?:`[^`\n]{2,80}`|'[^'\n]{2,60}'|\"[^\"\n]{2,60}\"|[\w.]+=[\w.\"-]+|\w+\([^()\n]{0,60}\)|(?<![\w/])--?[a-z][\w-]+|[a-z]+_\w+|\w+\.\w+\.\w+|v?\d+\.\d+(?:\.\d+)?|(?<![\d:])\d+ ?(?:ms|kbps|k|s|m|fps|秒|分钟)?)"
ALTER_ZH = any_of(
    r"""改成, 改为, 改用, 改走, 改回, 改到, 改掉, 改一下, 改(?=[ \d"「`]), 换成, 换为, 换个, 换掉, 换用, 换一, 调到, 调成, 调为, 调整为, 调整到, 调低, 调高, 调大, 调小, 调整, 设为, 设成, 设置为, 设到, 配置为, 配成, 打开, 关闭, 关掉, 关上, 开启, 启用, 禁用, 勾上, 勾选, 勾掉, 去掉, 去除, 删除, 删掉, 加上, 添加, 补上, 加到, 加一个, 加个, 加入, 升级一下, 升级下, 更新到, 更新为, 更新下, 升级 ?v?\d, 加大到, 减小到, 缩短为?到?, 延长为?到?, 加上, 加一句, 加一行, 加前缀, 做前缀, 升级至,  限制在, 控制在, 补一个, 补个, 补一下, 放通, 放开, 不要带, 不带, 绑定, 注册, 移除, 卸载, 重装, 清除, 清空, 清理, 校准, 同步一下, 对齐, 调用, 声明为, 写成, 写死为, 传成, 传 ?[a-z], 保存, 重建, 拆成, 改写, 升级到, 升级至, 升级为, 升到, 降到, 降级到, 降为, 回退到, 退回, 切到, 切换到, 切换为, 切成, 指定为, 替换, 替换为, 填成, 填上, 填写为, 填 ?\d, 放行, 声明, 补齐, 提到, 重签, 转成, 去重, 固定在, 重启, 拼上, 走 ?[a-z], 跟着, 勾选上, 加白, 重新生成, 留 ?\d, 清一下, 再 install, 传 ?\d, 提前, 移到, 放到, 挪到"""
)
BEFORE_ZH = r"(?:^|暂时|临时|眼下|[,;:。、!(→]|请|您|贵司|可以|可|先|再|另|去|里|中|台|需要|需|要|建议|应|得|然后|直接|务必|让[^,。]{1,8}|并|同时|或者|或|麻烦|你们|只|[a-z]|后|时候|之前|端|上) ?"
STRONG_EN = any_of(
    "set, switch off, upgrade, downgrade, bump, replace, enable, disable, turn (on|off), install, reinstall, uninstall, rebind, increase, decrease, raise, lower, reduce, restart, reboot, reset, clear, flush, configure, override, patch, rename, encode, resample, wrap, uncheck, tick, unplug, power cycle, stay on, roll back, revert to, fall back, downgrade to, try using, try setting, try adding, try removing, try changing, try moving, try updating, try upgrading, try downgrading, try reinstalling, recreate, swap, spread, point, poll, build with, compile with, upgrading, update (to|your), navigate to, changing your, migrate to"
)
TECH_EN = any_of(
    "hls\\.?\\w*, stream name, stream, user id, uid, loop, chain, certificate, heartbeat, init, join, prefix, suffix, api, sdk, config*, setting*, param*, codec, bitrate, token*, callback*, buffer, firewall, port, ports, plist, manifest, version, encoder, decoder, stream key, permission*, header*, flag, option*, key, keys, cert*, dns, cache, timeout, interval, fps, resolution, rtmps?, https?, tls, udp, tcp, code, function, method, class, package, plugin, module, build, gradle, pod, npm, node, rule, string, integer, call to, call, listener, handler, event, endpoint, domain, template, profile, console, policy, bucket, role, proxy, app settings, usage description, lifetime, property, attribute, field, prop, script, dependency, dependencies, loader, import"
)
WEAK_EN = any_of(
    "prefix, await, make, open, regenerate, renew, register, bind, allow, whitelist, include, extend, shorten, rotate, save, change, add, put, remove, call, pass, use, run, send, push, move, request, specify, import, declare, make it, limit, consider, write, switch, wait, avoid, pin, keep, update, try, need, write"
)
LEAD_EN = any_of(
    "please, pls, plz, you can, you could, you should, you need to, you'd need to, you have to, you'll need to, you'll want to, you must, you may, try to, just, simply, then, and, or, so, to fix this, to fix it, to solve this, the fix is to, the solution is to, solution, do this, want to, recommend, suggest, better, instead, also, now, need to, can, meanwhile, meantime, for now, could, should, quick way out right now, what you can do is, in (\\w+ ){1,3}(config|console|settings|template|profile), put it back, until then, workaround, would be to, is to, best to, to dodge, to avoid it, to work around, might, right now, at once, just, tmrw, either, first"
)
HEAD_EN = rf"(?:^|[,;:()&]\s?|[–—-]\s|{LEAD_EN}[\s,:]\s?)"
FRAMES = frames(
    f"{any_of('try, do, like this, like so, something like, use, should, can, could, need to, following, instead, solution, fix, works, example, with')}[^.!?]{{0,60}}:? ?▤",
    BEFORE_ZH + r"(?:把|将)[^。;!?]{1,40}?" + ALTER_ZH + "(?!了|过)",
    BEFORE_ZH + ALTER_ZH + r"(?!了|过|的时候|时|后|之后)",
    f"(?<!我)(?<!们)(?<!已)(?<!被){any_of('改成, 改为, 改用, 换成, 调到, 调成, 调整为, 设为, 设成, 设置为, 指定为, 降到, 升级到, 升到, 改走')} ?(?:{CODE}|[a-z]|[“「])",
    f"{any_of('请用, 请使用, 请改用, 可使用, 可先使用, 可以使用, 建议使用, 直接用, 先用, 可用, 建议用, 可引导, 采用, 使用, 换用, 改走, 调用, 走')} ?[^,。]{{1,24}}",
    rf"{HEAD_EN}{STRONG_EN} ",
    rf"{HEAD_EN}{WEAK_EN} … (?:{CODE}|▤|{TECH_EN})",
    r"用 ?v?\d+\.\d+(?:\.\d+)? ?(?:这个|的|这)?版本|(?:更新|升级)[^,。]{0,12}(?:就好|就行|即可|解决)",
    f"{any_of('must not, must be, has to be, have to be, should be')} … {any_of('take it out, remove it, set to, true, false, string, integer, lower, higher, absolute')}",
    f"{any_of('switching, upgrading, updating, setting, changing, enabling, disabling, adding, removing, moving, downgrading, turning off, turning on, using')} … {any_of('fixes, solves, cures, should fix, should help, should solve, helps, will fix, to work')}",
    rf"{HEAD_EN}(?:push|switch|move|fall back|point) (?:\w+ ){{0,4}}to ",
    r"从[^,。]{1,12}改(?:成|到|为)? ?\d",
    f"{any_of('要在, 要用, 要从, 要放在, 得在, 得用')}[^,。]{{2,16}}?{any_of('打, 调, 设, 做, 传, 写, 取, 初始化')}",
    f"{any_of('试试用, 试试把, 试下用, 可以试试, 不妨, 要改就, 先改上')}[^,。]{{2,}}",
    f"(?:^|[,;:(] ?)(?:{CODE}) … {any_of('in the, for those, keeps, in engine, in axios, in your')}",
    any_of("must be on, has to be on, must be set, should be set, has to be set, needs correcting, workaround"),
    f"{any_of('fix is in, please update to, upgrade to, update to')} .. v?\\d+\\.\\d+",
)
TEMPORARILY = frames(
    any_of(
        r"""急的话, 应急的?办法, 应付过, 顶一顶, 顶住, 没修好之前, 出来之前, 暂时, 临时, 眼下, 目前可, 目前可以, 目前先, 现阶段可, 过渡, 顶着, 顶一下, 顶过, 扛一下, 应急, 救急, 止损, 变通, 绕开, 绕过去, 绕的, 规避, 替代方案, 创可贴, 缓解, 凑合, 兜底, 今晚就能, 先这么干, 只是今天, 今天不能发, 只有今天, 今晚先, 现在您可以, 先别(?!急|慌|叹|动|说|关|担心), 先不要, 今晚要, 能救, 先播, 先顶, 撑过, 撑一下, 挺过, 将就, 权宜, 垫一下, 挡一挡, 保底, 应付, 救场, 备用(线路|域名|节点|地址|流|通道), 旁路, 手动(补|拉|触发|重启|切)[^,。]{0,8}(先|着), 明显减轻, 先挡, 改好前,
        (修复|修正|修好|上线|发布|发版|审核通过|放行|出补丁|加白|新版本|解决|上新|查清|等[^,。]{1,12})[^,。]{0,8}(前|之前), 之前先, 之前[,]?可, 在[^,。]{1,20}之前, 没[^,。]{1,8}之前, 三天里, 今晚[^,。]{0,6}先, 今天[^,。]{0,6}先, 先[^,。;]{0,8}(改|用|走|切|退|开|关|换|停|让|软解|去掉|降|连|挂|使用|拿), 为您.{0,6}临时, 可让[^,。]{1,12}(走|改走|用|看), 可引导""",
        r"""workaround*, work around, work-around, for the next \\w+ days, temporarily, in a hurry, through the (weekend|night|day|show|event), till monday, live without, for now, for the moment, for the time being, for tonight, for today, tonight, meanwhile, in the meantime, meantime, until, till, temporar*, stopgap, stop-gap, quick fix, quick way out, way round, way around, get around, bypass, to dodge, dodge, plaster, band-aid, interim, if you can't, if you cannot, if you need something, at once, right now, right away, short term, short-term, as an alternative, alternatively, fall back, fallback, might save you, while we (fix|work|look|wait), unblock, stay on, roll back, in the short run, as a quick, ugly but, for this weekend, this weekend, takes effect on, as a workaround, you might try, one workaround, current workaround, tide you over, hold the fort, buy you time, buys you time, stop the bleeding, keep the show, keep you going, for this evening, crude but, hacky but, not pretty but, short of a fix, if you can't wait, older version, might get you, gets you past, side-?step, in a pinch, if it's urgent, before then, while that""",
    )
)
SOON = any_of(
    r"""暂时, 临时, 眼下, 现在(?!的|已), 今天, 今晚, 目前, 应急, 急的话, 过渡, 救急, 要不, 三天里, 低版本, [^,。]{1,10}之前, [^,。]{1,8}前,
    for now, until, till, meanwhile, in the meantime, meantime, for the moment, for the time being, tonight, at once, temporarily, short term, if you're for the next \\w+ days, temporarily, in a hurry, if you can't, if you cannot, a stopgap, as a stopgap, right now, interim"""
)
SOON_EN = any_of(
    "for now, until, till, meanwhile, in the meantime, for the moment, for the time being, tonight, tonight's, temporarily, through the (weekend|night|day|show|event), for today, instead"
)
ACT = any_of(
    """用, 走, 切, 换, 停, 关, 重启, 改, 刷新, 回退, 退回, 退到, 降, 重推, 重拉, 重进, 手动, 录着, 绕, 避开, 避免, 引导, 让, 只开, 不开, 别开, 不用, 别用, 别放, 别走, 不要用, 不要开, 不要停, 开, 拼, 连, 灰, 去掉, 开始新的, 保持, 固定, 转, 拉一把, 跑个, 清一下, init, 按钮, 脚本, 轮询,
    use, using, switch*, go with, moved?, put you on, drop, turn*, disable, disabling, roll*, restart*, reload, refresh, poll, stay, run, point*, set, avoid, keep*, fall*, downgrad*, revert*, unsubscribe, call, route, rerout\\w*, try, set up, open, close, encode, push, pull, stream, record, reboot, rejoin, reconnect, go through, live without, have (viewers|users|hosts|people), mark, do, spread, wait, request, send, add, remove, lower"""
)
STOPGAP = frames(
    f"{SOON} … {ACT}",
    f"{ACT} … {SOON_EN}",
    r"先(?!别急|别慌|别动|别关|别说|别担心|别自己|别叹|锋|生|前|后|说|看|查|问|确认|归档|关单|结|收|给我|发我|记|等|这样|不关|不动|跟|和|进|登|把[^,。]{0,8}(?:日志|信息|情况|单))[^,。;]{2,}",
    any_of(
        "workaround is, as a workaround, one workaround, workaround:, temporary fix, stop-?gap:, backup (url|line|ingest|domain|stream|route) works, get you through, tide you over"
    ),
)
"""What may be said of a way round, besides the frames of any instruction."""
NOT = frames(
    any_of(
        r"""已改, 已经改, 改了, 我们把, 我把, 我会, 我来, 我们会, 我们将, 会先, 若, 先关了, 先结, 不会关, close this, leaving this, closing this, 不用改, 不用动, 不用再, 不要动, 无需, 无须, 不必, 不需要, 别动, 吗, 已切, 已将, 已把, 已调整, 已关, 单子, 工单, 关单, 此单, 旧单, 转给, 发我, 给我, 发给, 写给我, 日志, 没有新, 反馈, 提供, 告诉我, 请问, 复盘, 报告, 升级到研发, 调用方式, 使用了, 感谢您使用, 声明哪, 截图, 录屏, 您用的, 你们用的, 能否, 能不能, 排查, 观察, 测试页, 范例, 空工程, 复现, 补齐后, 补齐原, 模板填写, 测试房, 一起, 陪您, 陪你, 进房间, 打开复现, 说清, 采用的亦, 原文件, dump, 维持现状, 重切, 走公网, 走的是, 走了, 走一遍, 走到, 走内部, 走完, 跟着您, 会用, 由.{1,12}(调用|使用), 归档, 关闭处理, 予以关闭, 自动关闭, 关闭哈, 关闭\[""",
        r"""we've (set|changed|added), we (set|changed|added|will), i've, i'll, we'll, we will, i will, i can, i have, was (set|changed), did you, do you, have you, don't need, no need, not need, let me know, send (me|us|it|over), provide, share, attach, logs?, sdk_trace, escalat*, ticket, closing, more info, information, dm, email, call us, reach out, which we, repro*, run it, run them, steps, join one, ping me, put the branch, together, thank*, put together, put to rest, put an incident, send you, call with, use it as, we need, we'd need, could you, can you, would you, kindly, changes? (the|this) status, i'd now, update from, at any time, request for a, experts can, is to avoid""",
    )
)


@dataclass(frozen=True, slots=True)
class Instruction:
    evidence: Evidence
    temporary: bool


def instructions(said: Utterance) -> Iterator[Instruction]:
    """What the customer is told to change, sentence by sentence. Questions, wishes, and what was done already are none."""
    listed = wishes(said)
    for sentence in said.sentences:
        if sentence.asks or (listed and sentence in listed.sentences):
            continue
        yield from _of(sentence)


def _of(sentence: Sentence) -> Iterator[Instruction]:
    """A sentence that says "for now" gives a way round, any other a change."""
    temporary = has(sentence.text, TEMPORARILY)
    wanted = (*FRAMES, *STOPGAP) if temporary else FRAMES
    evidence = next(sentence.matches(wanted, NOT), None)
    if evidence:
        yield Instruction(evidence, temporary)
