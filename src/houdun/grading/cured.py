"""The fault is gone, the state is good now: what a vendor claims and a customer confirms."""

from __future__ import annotations

from houdun.grading.words import any_of, frames

FAULT = any_of(
    r"errors?, exceptions?, crash(es|ing)?, drops?, drop-?outs?, freez(e|es|ing), stutter\w*, lags?, delays?, echo(es)?, noise, crackl\w+, artifacts?, artefacts?, issues?, problems?, bugs?, glitch(es)?, disconnects?, disconnections?, time-?outs?, fail(s|ures?), (black|green|frozen|blank|white) (screens?|frames?|pictures?|tiles?), gaps?, drift\w*, buffering, re-?buffer\w*, stalls?, desync, flicker\w*, jitter, (packet )?loss, spikes?, resets?, kicks?, complaints?, [45]\d\d('?s)?, warnings?, leaks?, duplicates?, hiccups?, hangs?, alerts?, alarms?, symptoms?, clicks?, pops?, distortion, blur\w*, pixel\w*, backlog, outage, interruptions?, retries, mismatch(es)?, refusals?, rejections?, denials?, trouble"
)
"""What a fault is called."""
WELL = any_of(
    r"ok, okay, okey, fine, good, great, perfect(ly)?, clean(ly)?, stable, smooth(ly)?, normal(ly)?, healthy, solid, green, quiet, clear, crisp, in sync, synced, fixed, solved, resolved, sorted, cured, restored, reliable, reliably, correct(ly)?, right, steady, rock[- ]solid, flawless(ly)?, properly, nicely, well, as expected, as it should, as before, up, back, online, available, reachable, alive, usable, better, happy, complete, like a charm, without (a |any |further )*\w+, with no \w+"
)
"""What a thing that works is like."""
IS = any_of(
    r"is, are, was, were, looks?, sounds?, seems?, feels?, runs?, running, plays?, playing, works?, working, worked, behaves?, behaving, stays?, stayed, remains?, remained, goes, came, comes, holds?, held, connects?, loads?, streams?, records?, been, it's, that's, all's, everything's, we're, they're, i'm"
)
WORKS = any_of(
    r"works, working, worked, plays, playing, runs, running, loads, connects, connecting, joins, starts, opens, arrives?, arriving, shows up, showing, passes, passed, (goes|went|going|comes|came|coming|gets) (through|up|back|in), holds, holding, succeeds, succeeded, flows, flowing, recovered, responds, resumed, streams, records, receives, delivers"
)
"""What it does."""
NOW = any_of(
    r"now, again, finally, at last, since( then)?, any\s?more, any longer, so far, once more, today, this (morning|afternoon|evening|week), tonight, overnight, immediately, instantly, right away, from then on, afterwards, after (the|your|that|this|your|updating|changing|switching|setting|adding|upgrading|applying|restarting|moving|removing|swapping|an? \w+) \w*, with (the|your|this|that|\d) \w+, for (\w+ )?(hours?|days?|minutes|nights?|weeks?), (in|over) the last, on (all|both|every|my|our), for (me|us|everyone|everybody|all), (all|the) (day|night|weekend|evening|morning|way)"
)
"""What tells that it was otherwise before."""
NONE = any_of(
    r"no, zero, 0, not (a|one|any)( single)?, not seeing( any)?, without (a|any)( single)?, never (a|any), free of, none of the, nobody (has|had), haven't (seen|had|got) (a|any|one)( single)?, (hasn't|haven't|not) been (a|any)( single)?"
)
ENDED = any_of(
    r"gone, gone away, over, away, history, cured, cleared( up)?, disappeared, vanished, stopped, ceased, subsided, ended, went away, fixed, solved, resolved, dropped to (0|zero|none|nothing), down to (0|zero|none), (at|back to) (0|zero|normal|baseline), no more"
)
MANY = any_of(
    r"\d+\w*, two, three, four, five, six, ten, hours?, minutes, days?, weeks?, full, whole, entire, all, both, new, retries"
)
LEVEL = any_of(r"normal\w*, baseline, usual, zero, \d\S*, single digits, expected, full")
AT_LAST = any_of(
    r"now, again, at last, finally, since, once more, without (a|any) \w+, like a charm, on (all|both|every|my|our) \w+"
)
ALL = any_of(r"everything, all, all of (it|them), both, everyone, everybody, nobody, every \w+")
DO = any_of("work, play, connect, join, load, publish, push, pull, stream, log in, hear, see, record, run, use")
EVENT = any_of(
    r"event, show, stream, match, class(es)?, lessons?, webinar, concert, broadcast, rehearsal, launch, run, session, call, night, weekend, test, tests, game, final, auction, sale, service, streams, calls, sessions"
)
MEDIUM = any_of(
    r"pictures?, image, video, sound, audio, voice, voices, stream, streams, chat, signal, feed, recordings?, files?, callbacks?, colou?rs?, lips?, subtitles, captions, thumbnails?, push, playback"
)
GONE = frames(
    rf"{NONE} (?:more |further |longer |new |other )?(?:[\w-]{{1,16}}\s){{0,3}}?{FAULT} (?:[\w-]{{1,16}}\s){{0,4}}?{NOW}",
    rf"{NOW}[^.,;]{{0,24}}?[,:]? ?{any_of('no, zero, not a single, not one, without a, none of the')} (?:more )?(?:[\w-]{{1,16}}\s){{0,2}}?{FAULT}",
    rf"{any_of('no more, no longer any, no further')} (?:[\w-]{{1,16}}\s){{0,2}}?{FAULT}",
    rf"{NONE} (?:[\w-]{{1,16}}\s){{0,2}}?{FAULT} (?:in|over|across|during|from|for|on|after|through|out of) (?:[\w-]{{1,16}}\s){{0,2}}?{MANY}",
    rf"{FAULT} (?:(?:is|are|was|were|has|have|had|'s|been|all|now|already|completely|also|both|really|too|seems?|to|be|it)\s){{0,4}}?{ENDED}(?! again)",
    rf"{any_of('cured, killed, got rid of, eliminated, removed, ended, stopped, solved, fixed, resolved, cleared')} (?:the|my|our|that|this|all|both|those) (?:[\w-]{{1,16}}\s){{0,2}}?{FAULT}",
)
"""The fault ended: no more drops, the echo is gone."""
BACK = frames(
    rf"{IS} (?:[\w-]{{1,12}}\s){{0,2}}?{WELL} (?:[\w-]{{1,12}}\s){{0,2}}?{any_of('now, again, once more, since')}",
    rf"{any_of('now, finally, at last, since then, so far')} (?:[\w-]{{1,16}}\s){{0,3}}?{IS} (?:[\w-]{{1,12}}\s){{0,1}}?{WELL}",
    rf"{any_of('back to, back at, back under, back below, returned to, recovered to, dropped to, fell to, settled at')} (?:[\w-]{{1,12}}\s){{0,2}}?{LEVEL}",
)
"""The state is good as it had not been: is fine again, back to normal."""
GOOD = frames(
    rf"{IS} (?:[\w-]{{1,12}}\s){{0,2}}?{WELL}[^.;,]{{0,16}}?{NOW}",
    rf"{any_of('now, finally, at last')} (?:[\w-]{{1,16}}\s){{0,4}}?{WORKS}",
    rf"{WORKS} (?:[\w-]{{1,16}}\s){{0,3}}?{AT_LAST}(?! and again)",
    rf"{ALL} (?:[\w-]{{1,16}}\s){{0,3}}?{IS} (?:[\w-]{{1,12}}\s){{0,1}}?{WELL}",
    rf"{any_of('able to, managed to, can, could')} (?:now )?(?:[\w-]{{1,12}}\s){{0,2}}?{DO}[^.;,]{{0,16}}?{any_of('now, again, at last')}",
    r"\b(?:started|begins?|began|starts) (?:to work|working)\b",
    rf"{EVENT} (?:[\w'-]{{1,12}}\s){{0,3}}?{any_of('went, ran, passed, was, were, stayed, finished, ended, held')} (?:[\w-]{{1,12}}\s){{0,2}}?{WELL}",
    rf"{MEDIUM} {any_of('is, are, was')} (?:[\w-]{{1,12}}\s){{0,1}}?{any_of('back, there, visible, audible, in sync, clean, clear, fine, ok, perfect')}(?! (?:but|for))",
    r"(?<![\d.:])(?P<n>\d{1,5}) ?(?:of|/|out of) ?(?P=n)(?![\d.:])(?= ?(?:[,.;!)]|$|ok|fine|good|clean|pass|arriv|receiv|work|play|connect|succe|stable|join|came|went))",
)
"""What else a customer says of a thing that works: the picture is there, 20 of 20, the show went well."""

# Chinese
FAULT_ZH = any_of(
    r"影响, 故障, 异常, 告警, 报警, 卡顿, 报错, 错误, 花屏, 黑屏, 白屏, 绿屏, 闪屏, 闪退, 崩溃, 积压, 延迟, 延时, 丢包, 丢帧, 问题, 现象, 杂音, 噪音, 底噪, 回声, 啸叫, 爆音, 破音, 断流, 掉线, 断线, 重连, 超时, 失败, 抖动, 音画不同步, 缓冲, 转圈, 重复, 毛病, 症状, [45]\d\d"
)
GONE_ZH = frames(
    r"(?:延迟|延时|首帧|首屏|丢包|卡顿|报错|错误|失败率|耗时|温度|cpu|内存|占用|误差|偏移|功耗|流量|时长|误报)[^,。;]{0,8}?(?:降|落|掉|回|压|缩|跌|减|归)(?:到|回|至|下来|下去|零)",
    r"(?:帧率|fps|接通率|成功率|码率|人数|画质|送达率|命中率)[^,。;]{0,8}?(?:回|升|涨|恢复|提)(?:到|回|至|上来|起来)",
    f"{FAULT_ZH}(?:的?(?:问题|现象|情况))?(?:已经?|都|也|全|就|全部|基本|完全){{0,2}}{any_of('消失, 没了, 没有了, 不见了, 解除, (?<!回声)消除, 清零, 归零, 平了, 消停, 止住, 好转, 根除, 绝迹')}",
)
"""The fault ended, or its measure came back."""
STAYS_AWAY_ZH = frames(
    f"{any_of('不再, 没再, 没有再, 未再, 再没, 再没有, 再未, 再也没, 再也没有, 均未再, 都没再')}(?:有|出现|发生|复现|报|见|看到)?[^,。]{{0,4}}?(?:{FAULT_ZH}|出现|发生|复现|复发|掉|断|卡|黑|崩|丢|闪|抖|花|糊)",
)
"""It did not come again: what only a customer knows."""
