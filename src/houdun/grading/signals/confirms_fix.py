"""The customer says that it works."""

from __future__ import annotations

from houdun.facts.case import Role
from houdun.facts.signals import Signal
from houdun.grading import cured
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance, has
from houdun.grading.words import any_of, frames

WELL_ZH = any_of(
    # what a thing that works again is
    r"""好, 可以, 正常, ok, 行, 通, 成功, 恢复, 解决, 搞定, 稳, 稳定, 顺畅, 流畅, 顺, 同步, 一致, 对得上, 对上, 干净, 清净, 清楚, 清晰, 有声音?, 有画面, 有图, 有回调, 有反应, 连上, 连得上, 进去, 进得去, 听到, 听得到, 听见, 看到, 看得到, 出来, 回来, 上去, 推上, 跑通, 跑起来, 起来, 收到, 管用, 生效, 见效, 能[用进看播听推拉连登录开]\S?, 跟上, 达标, 绿, 妥, 成, 对, 秒开"""
)
ILL_ZH = any_of(
    # what a fault does, or is called
    "卡, 卡顿, 闪, 闪退, 掉, 掉线, 断, 断流, 断线, 断连, 花, 花屏, 糊, 黑, 黑屏, 白屏, 绿屏, 报错, 报, 崩, 崩溃, 飘, 漂, 歪, 抖, 转圈, 丢, 丢包, 丢帧, 响, 绿, 偏, 偏色, 踢, 堵, 延迟, 重复, 冻, 闷, 吵, 破, 破音, 拖, 慢, 弹, 串, 烫, 发烫, 叫, 啸叫, 回声, 杂音, 噪, 噪音, 底噪, 沙沙声, 爆音, 错位, 不同步, 超时, 失败, 出现, 复现, 发生, 发作, 犯, 遇到, 见过, 问题, 毛病, \\d{3}"
)
GOOD = frames(
    f"(?<![不没未放执运进举])(?<!还没)(?<!不能){WELL_ZH}(?:了|啦|咯|喽)(?!吗|么|没|再|告|跟|说|之后|以后|后|就|一半|[会又才])",
    f"(?:不|没|没有|没再|未再|再没|再也没|不再|再未|未再|均未再?|都没|没有再|不会再?){ILL_ZH}[^,。]{{0,2}}(?:了|过|啦)|(?:不再|没再|没有再|未再|再没|再也没有?|不会再)[^,。]{{0,6}}{ILL_ZH}",
    f"{ILL_ZH}(?:的?(?:问题|现象|情况))?(?:都|也|全|就)?(?:没有?了|没啦|消失|不见了|解决)|一次[都也]?(?:没|未)",
    "(?:一切|完全|全都|全程|恢复|已经?|现在|目前|均已|皆已|运行|确实)[^,。]{0,4}(?:无异常|如预期|正常|稳定|ok|恢复|没事|没问题|好使|流畅|很好|挺好|顺)(?!吗|么|的话)",
    f"(?:测试|实测|[重压再]测|测到|跑到|验证|验收|回归|复测|测了|试了|跑了|播了|观察)[^。]{{0,16}}?{any_of('通过, 无误, 没问题, 正常, ok, 稳, 没再, 没有再, 不再, 没出现, 没复现, 没断, 没卡, 没掉, 没歪, 可以, 有效, 达标')}",
    f"{any_of('看着, 用着, 跑着, 果然, 确实, 真的, 这下, 这回, 终于, 总算, 改完, 换完, 升级后, 重启后')}[^,。]{{0,6}}{any_of('ok, 好, 可以, 正常, 有效, 管用, 稳, 没问题, 行')}",
    f"(?:一(?:晚上?|整?天|宿|上午|下午|夜)|[\\d一两三四五六七八几半十]+ ?个?(?:多?小时|钟头|天|轮|场|遍))[^,。;?]{{0,8}}?(?:没有?(?:再)?(?:一次)?{ILL_ZH}|(?:都|全程|一直)[^,。;?]{{0,4}}?(?:顺|稳|正常|没事|没问题|流畅|ok))",
    r"从[^,。:]{1,8}(?:降到|降至|降为|回到|缩到|压到) ?[\d一二三四五六七八九十几](?!.{0,4}:)|(?:降|落|回)(?:下来|去)了",
    # short, and over: "止住了"
    r"(?:^|[,。!])[^,。?!]{0,8}?(?:止住|压住|稳住|跑通|通过|对齐|正|清|消停|降下来|停|(?<![发传看提给试说问走来点通用])过)了(?:[,。!~]|$)(?!.{0,8}(?:吗|没))|(?<!\d)(\d{2,5})/\1(?!\d)|\d ?(?:fps|帧|ms)了|全(?:部|都)?(?:通过|到齐|跑通|过了)|(?:能|可以)(?:恢复|自动恢复|用了|推了|进了|看了|播了)(?!吗)",
    any_of(
        r"^搞定, 可以接受, 够用了, 顺利(?:结束|完成|播完|进行), (?:办法|方法|方案|参数|改法)[^,。]{0,4}(?:有效|管用|可行), 出[画声图]了, (?:结|关|关单|结单)了?吧(?!\?), (?:可以|能够?)正常(?!吗)[^,。]{0,6}了?, 稳得一批, 在跑, 啥事没有, 没毛病, 没事了, 一次过, 都过了, 编译过了, 翻篇, lgtm, 同意(结单|关单|关闭|结案), 可以(结单|关单|关闭|结案|close), 烦请关单, 请予关闭, 请关单, 撒花, 问题已解决, 终于(看见|看到|听到|听得到|能)[^,。]{0,8}, 丝滑, 拉平了, 归零, 也不[涨卡掉断], 得[咗左]喇?, 掂㗎?喇?, (冇|無)再, (逕行|径行)关闭, (颜色|画面|声音)也对, 全程无, 秒开, (?:\d{3}|报错|杂音|回声) ?没有了, pr 可以合, \d+ ?个?都 ?ok"
    ),
    any_of(
        # English: it works, it is cured, the fault is gone
        r"""(works?|worked|working|runs?|running|plays?|looks?|looking|seems?|sounds?|behaves?|stays?) (\w+ )?(now|again|fine|great|perfectly|well|smooth(ly)?|stable|solid|clean|as expected|good|correctly|properly|flawlessly|normal(ly)?|ok|okay|like a charm|beautifully|for (me|us)|on (my|our) (end|side)), (it|that|this|all|everything|which|version|build|patch|fix|one) (now |really |did |all )?(works|worked), (it|that|this|everything|all)('s| is) (now )?working, working!, (work(s|ed)|went) (like a charm|without a (hitch|single))""",
        r"""(is|are|was|seems?|looks?|it's|that's|this's|has|been|got|have|being|issue|problem|bug|error|already|itself|everything's) (now |all |fully |already |also |completely |totally |been |back |finally )*(fixed|resolved|solved|sorted|cured|restored|ok now|okay now|good now|fine now|better now|back to normal|back online|back up|up and running|back|recovered|healthy|normal|live again|stable|clean)(?! (but|in the office|on))""",
        r"""(fixed|solved|resolved|resolves|fixes|solves|sorted|cured|cures) (it|the (issue|problem|bug|error)|the \w+|my|our|for (me|us)|this|that), ^(yes|yep|yeah|great|perfect|confirmed)[,.! ]+(it |that |this |'?s )*(works|worked|fixed|did|solved|resolved|is working), ^(solved|fixed|resolved|works|sorted|back to normal|lgtm|all good|all set), confirmed (fixed|working|resolved), (that|this|it) (has |'s )?(helped|did it|did the trick|was it|fixed it|made it go away), did the trick, nailed it, (you )?saved (our|my|the|us)""",
    ),
    any_of(
        r"""no (more|longer|further) (\w+ )?(errors?|crash\w*|drops?|issues?|problems?|resets?|freez\w*|black\w*|disconnects?|delays?|echo|noise|stutter\w*|lag\w*|warnings?|occur\w*|happen\w*|an issue|reproduc\w*|see\w*|get\w*), (not|n't|never|no longer|haven't|stopped) (\w+ )?(see|seeing|seen|get|getting|happen\w*|occur\w*|reproduc\w*|had|crash\w*|drop\w*|fail\w*|freez\w*) (\w+ ){0,3}(any\s?more|again|since|now), without (a|any) (single )?(drop|hitch|crash|error|issue|problem|glitch|freeze), (problem|issue|error|bug|crash|echo|noise|lag|delay|crackling|freeze|drift)\w*('s| is| has| are)? (\w+ )?(gone|disappeared|vanished|stopped|went away), no (\w+ ){0,2}(resets?|drops?|crash\w*|errors?|issues?|problems?|complain\w*|assert|freez\w*|stutter|disconnects?|black \w+)( any\s?more| since| now| at all), not one (disconnect|drop|crash|error), (finally|now) (it )?(plays|works|connects|arrives?|shows|runs), (it|they) (\w+ )?(plays|connects|works) (\w+ )*now, (connects|plays|works|starts|loads) (in|within) (\w+ ){1,5}now, finally it (plays|works|connects|runs), can (\w+ ){1,2}(normally|already), everyone can \w+, (is|are) (back )?in sync, (match|play|connect|load|run|record|arrive)(es|s)? (\w+ )?now, desired effect, signed it off, so far so good, (isn't|not) needed any\s?more, works since, thing of the past, case closed, night and day, stays constant, shows up, built successful\w*, is \d+\s?m?s again, got it (going|working|running), arrives? now, gone (now|after|since),
        (can|able to) (now )?(?!tell|see it|see that)(\w+ ){1,3}(again|now)(?! i), (i|we|they) can (\w+ )?(hear|see|join|log in|connect|stream|publish|play) \w+ now, (we're|we are|i'm|i am|streams?|users|viewers|sound|picture|video|audio|service|everyone) (\w+ ){0,2}(back|live again|up again|good|up)( again| now| online| up)?, (stable|quiet|solid|clean|fine|good|smooth|ok|okay|normal) (since|now|again), came (back|out complete), back to (normal|\d|under|below|0|where it was), down to \d, (runs?|running|is|was|everything was) (\w+ )?(smooth|stable|solid)"""
    ),
    any_of(
        r"""(you can|feel free to|please|pls|we can|i'm|i'll|to|proceed to) (\w+ )?(close|mark|closing) (\w+ ){0,3}(ticket|case|issue|this|done|solved|whenever), close please, closing this (myself|since|as), good to go, all set, much better, (all|everything) (is |'s )?(good|fine|ok|okay|green|clean|well)( here| now)?, sorry for the noise, ^acceptable, survived, held (at|up), (hotfix|fix|patch) holds, nothing to complain, green across, can confirm(?! (it|that|this) (is )?(still|not))"""
    ),
    r"→ ?(?:no \w+|ok|good|fine|works|users)",
)
BRIEF = frames(
    r"^(?:and |so )?(?!that|it's|sounds|look|if|a |am |thank|good|fine|also|not)(?:[\w.`=/+'-]{1,20}[ :]{1,2}){1,5}?(?:"
    + any_of(
        "works, worked, ok, okay, okey, good, fine, back, much better, held, stable, solved, sorted, clean, smooth, all green, perfect, passed, healthy, normal, in sync, great, cured"
    )
    + r")[ ]?(?:now|again|too|here|there|all)?[ ,.!)]*$",
    r"^(?:that|this|it) (?:was|did|does|helped|works|worked)(?: (?:it|the (?:trick|reason|cause|culprit|problem|issue|one)|indeed|exactly it|help\w*))?[ ,.!]*$",
    r"^(?:yes|yep|yeah|great|perfect|super|excellent|bingo|confirmed|wow|hooray|works|solved|fixed|done|brilliant|awesome|indeed)[ ,.!]*(?:thanks|thank you|it (?:does|did|works|worked|is)|that (?:was it|helped|works|worked))[ ,.!]*$",
    rf"^(?:\w{{1,14}} ){{0,2}}no (?:more )?(?:\w{{1,12}} )?{cured.FAULT}[ ,.!]*(?:now|here|any ?more|since|today)?[ ,.!]*$",
    r"^[^,a-z]{1,20}(?:ok|可以|正常|没事)[了啦。!]*$",
)
BRIEFLY = 4
"""So many sentences at the start may say it as shortly as "login-b works"."""
APPOINTS = frames(
    any_of(
        r"\d\d?:\d\d, \d+ ?[ap]m, [ap]m, (mon|tues|wednes|thurs|fri|satur|sun)day, tomorrow, tonight, today is, time, idea, fair, with (me|us), by me, sounds, deal, audio is ok, either way, only, normally"
    )
)
"""Agreement to a date or a plan is none."""
COMPLAINS = frames(
    any_of(
        "老是, 总是, 经常, 时不时, 打不开, 进不去, 没画面, 没声音, 帮看, 帮忙看, 求助, 怎么办, 咋办, 紧急",
        r"can't, cannot, unable, doesn't, don't, didn't(?! (see|have|get|happen)), not working, won't, fails, failing, stuck, wrong, hurry, help!, affected, since (this|yesterday|last|today), \?\?, !!, complain\w*, black screen, happens, always, sometimes, whenever, every time, \d not, never arrives, black (video|tile|frame)\w*, none of, lost, couldn't, no idea, have no, no sound, only (on|in|for|when), do better",
    )
)
"""Who says so much that is amiss speaks of what still works."""
NOT = frames(
    any_of(
        # asked, wished, conditional, elsewhere, half of it
        r"""吗, 么, 呢, 好了没, (传|发|导|打包|上传|提供|填|写|准备|截|录|切|贴|建)好了, 行了[,]?投诉, 要的是, 没事别家, \d都正常, 看到了要, (别的|其[他它]|别家|国内|国外|电脑上?|昨[天晚]|友商|竞品|不开|不换|不用|关掉|非[一-鿿]{2}|隔壁|单独|以前|\d ?[-~到] ?\d)[^,。]{0,12}(正常|没事|可以|没问题|ok|好的), 好像(?!对), 似乎, 好多了, 好了一半, 不行, 没好, 没解决, 没有解决, 还是, 昨天又, 今天又, 又有, 又(卡|断|黑|花|掉|糊|坏|不|变|出|来), 如果, 若, 要是, 等(?!等), 之后(?=再|告|我), 什么时候, 何时, 怎么, 刷新就好, 刷新.{0,4}才, 重启能好, 重进.{0,4}又, 算了, 为了, 除了, 只要, 但还, 收不到了, 改好了$, 漏了, 别家, 其他, 其它, 别的(家|机|手机|都|平台|端|直播间|房间), 一直是正常, 不动了, 不见了$, (声音|画面|图像|字|文件|数据|人|流)没了, 不回了, 没声音了, 没画面了, 不能, 先好了, 试试, 临时用, 之前, 以前, 原来, 本来, 你们说, 客服说, 希望, 看似, 收到了?(通知|日志|邮件|报告), 知道了, 明白了, 分钟[,]?(之后|后|又), 就好了$, 就行了, 就可以了, 升级了还, 发了, 传了, 给了, 上次那个, 修好了说""",
        r"""\?, not(?! see| sure| one| needed), (does|did|is|was|are|do|would|could|can|wo|ca)n't(?! see| happen| occur| have| get| sure| make it| needed), if, when, until, before, another, then, falls, the rest, always, ▤, ```, hope*, should, would, unless, except, but only, used to, previously, it was working, worked (before|until|in|yesterday|fine until), works (on|in|fine on|fine in|fine with|without|before|only)(?! (my|our|all|every|both)), working (before|until|yesterday), is there, still, don't, as broken, i'll test, will try, i will, nothing has, the other, (is|are|go|went) down, in the office, yours, plugged into, but it seems, behave correctly, says, got another, rewind, (you|support|he|she|they|agent|rep|colleague|page) (said|say|told|claim\w*|wrote|promised), marked, was told, apparently, supposedly, allegedly, as (solved|fixed|resolved), to be (fixed|solved|resolved), any (news|update|eta), (fixed|solved|resolved) (soon|asap|today), you can (see|hear|tell), please (fix|solve|resolve), for (a|one|two|few|some|\d+) (seconds?|minutes?|hours?|days?)( and)? (then|but|before)""",
    )
)
PERSISTS = frames(
    any_of(
        # what spoils it elsewhere in the message: it is back, or the main thing still is
        r"""还是(?!出|给|发|得|要|你们|我们|麻烦|希望|想|建议|请)[^,。]{0,6}(没|不|卡|黑|断|有(?!点)|掉|花|糊|响|踢|失败|老样|一样|这样|报), (依旧|依然|仍然?|照样|照旧|原样)[^,。]{0,6}(没|不|卡|黑|断|有|掉|报|花|在|糊|响|失败)?, (?<!要)没解决, 别关单, 没动静, 又(卡|断|黑|花|掉|糊|崩|坏)了, 搞不定, 主要问题还在, (但是?|不过|可是|然而)[^。;?]{0,14}(又|还是|还在|还有|仍|闪|变成)(?!点), 还在(?!跑|用|看|观察|测),
        still (the same|not|no|broken|happen\w*|see|get|fail\w*|there), doesn't work, don't work, not working, isn't (solved|fixed|working), not (solved|fixed), then (it )?(froze|crashed|dropped|failed|stopped), (froze|crashed|dropped|failed) again, as broken"""
    )
)


@signal(Signal.CONFIRMS_FIX, zh="客户确认修复", en="the customer confirms the fix", speakers=frozenset({Role.CUSTOMER}))
def confirms_fix(said: Utterance) -> Evidence | None:
    """The customer says that it works now, or is solved.

    Not: a hope, a question, half of it, or what works elsewhere.
    """
    if said.has(PERSISTS):
        return None
    found = said.evidence((*GOOD, *cured.GONE, *cured.BACK, *cured.GONE_ZH, *cured.STAYS_AWAY_ZH), NOT)
    if found or said.has(COMPLAINS):
        return found
    return _brief(said) or said.evidence(cured.GOOD, NOT)


def _brief(said: Utterance) -> Evidence | None:
    """A clause that is no more than "Chrome ok"."""
    for sentence in said.sentences[:BRIEFLY]:
        for clause in sentence.clauses:
            text = sentence.text[clause.start : clause.end].strip(" ,-–:")
            if has(text, BRIEF) and not has(sentence.text, (*NOT, *APPOINTS)):
                return Evidence(sentence.start + clause.start, sentence.start + clause.end)
    return None
