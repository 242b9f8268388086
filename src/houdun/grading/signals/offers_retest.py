"""Offers to see together whether it holds."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

TEST_ZH = any_of(
    # what two do to see whether it holds
    "测, 试, 验, 看(?!到), 盯, 跑, 压, 过一遍, 过一下, 互看, 互登, 对照, 对下, 对一, 对表, 对数, 逐个, 逐一, 逐行, 一条条, 确认, 观察, 连一, 连麦, 点一, 点开, 听, 录一, 走一, 走全, 数断, 断线数, 比对, 守着, 放满, 登几, 切几, 推, 播一, 开播, 归零, 回归, 彩排, 演练, 联调"
)
TOGETHER_ZH = any_of(
    r"""一起(?!给|转|掉|中|发|附|寄), 一同(?!提供), 一块, 咱俩, 咱们?(?=[各一连对比同再来]), 双方, 两边(?=[^,。]{0,4}[对看]), (?:跟|与|和)(?:你们?|您|贵司)(?!说|讲|提|要|谈|道|确认|联系), 陪[您你], 和主播, 各拿, 各出, 共同(?!关注), 我进, 进您, 拉我进, 叫上我, 喊我, 我陪, 我在线, 我(?:这[边里])?(?:们)?(?:同步)?[看盯数](?!到|了|过), 我在后台, 我们连, 连线, 联测, 联合, (?:约|开|拉)个(?:时间|会), 远程会议, 腾讯会议, 视频会议, 共享屏幕, 开共享, 我也装, 您也装, 同时盯, 你推我拉, 我推你拉, 全程(?:在线|\w{0,4}值守), 派[^,。]{0,6}到现场, 他会在[^,。]{1,8}守"""
)
ASKED_ZH = "(?:请|麻烦|烦请|烦|劳烦|劳驾|帮忙?|辛苦|恳请|恳切|让|叫|得|可以|能否|可否|方便|您|你们?|贵司|贵方|@|有空|现在|此刻|要不|告诉我|[,。:!] ?|^)"
ONCE_MORE_ZH = any_of(
    # one more time
    r"""再次?[^,。]{0,5}?(?:测|试|验|跑|推|播|拉|连|压|录|进|打|走|做|来|开|join|上麦|看|确认|触发)(?:一|下|次|试|几|遍|看|个|两|三|轮|回), 再(?:测|试|验|跑|播|压|推|上麦|入房|开播|验证|确认)(?:试|[,。!]|$), 再(?:看看|重试), 再(?:试|测|验)(?![了过算图]), 再(?!写|说|发|传|给|补|show|贴)[^,。]{0,6}?(?:测|试|看|跑|推|播|拉|压|验|听|刷|开|进|连|确认)[^,。]{0,3}一下, 重来一, 重新?(?:推|拉|进|试|测|登|连|播|上传|打开|开播|验证|录|跑|入会|进房)(?:一|下|试|看|几|两|次|那|验)"""
)
VERIFY_ZH = any_of(
    "验证, 验收一下, 复测, 复验, 复核, 回测, 回归, 重测, 顺便确认, 顺带确认, 看是否恢复, 现在如何, 现在怎么样, 能不能解决, 是否解决"
)
CHECK_ZH = any_of(
    # whether it is cured: said of what was changed
    r"""试试, 试一下, 试下, 测一下, 测下, 验证, 验一?下, 验收一下, 验收下, 顺[带便]确认, 能不能解决, 是否解决, 解决了?没, 好没好, 复测, 复验, 复核, 回测, 回归, 重测, 刷新(?:看|一下|瞅|试|下|后看), (?:看|听|瞅|睇|告诉我|留意|确认)[^,。]{0,10}?(?:还(?:.不|有没|有|会|报|卡|在|是不|发|出|疼)|是否(?:还|仍|恢复|正常|消)|是不是(?:好|降|正常)|好了没|好没|对不对|顺不顺|掉没掉|有没有(?:改善|恢复|好)|收到没|降到|现在|正常了|行不行), 现在(?:如何|怎么样|怎样), (?:测|试|跑|推|播|拉|连|压|看|验|重启|重推|重进|拉)[一几两](?:下|遍|次|把|轮|场|通)?看, (?:试|测|装|改|看|跑)(?:了|完|过)之?后?(?:[^,。]{0,4})(?:告诉|说|回|给个|跟我|喊)"""
)
AFTER_ZH = f"{any_of('改好, 改完, 修好, 补齐, 补完, 配好, 上线, 放行, 换完, 换了, 发布, 出包, 做好, 更新, 升级, 升完, 升完级, 装完, 装上, 就绪, 恢复, 加好, 加回去, 补完, 重启, 刷新, 清掉, 下发, 对齐, 推过去了, 放开')}"
LOOK_ZH = any_of(
    "再测, 再试, 测一, 试一, 验证, 我再看, 叫我, 叫上我, 喊我, 告诉我, 跟我说, 吱一声, 给个回音, 说一声, 留言, 观察, 反馈结果, 您看, 看看, 看一, 再看, 走一轮, 走一遍, 过一遍, 核对, 挂一, 给我个, 录一, 重新, 触发一, 点下"
)
AGAIN_EN = any_of(
    # one more time
    r"""re-?test\w*, re-?tries, re-?check\w*, re-?verif\w*, re-?run\w*, re-?dial\w*, re-?join, retry(?! (store|behav|count|limit|after|time|logic|interval)), (try|attempt|test|check|run|push|stream|play|publish|join|connect|go|going|call|launch|start|do|reproduce|repeat|upload|dial in|go through)( \w+){0,6} (again|once more|once again|afresh|anew|one more time), (another|one more|a second|a fresh) (\w+ )?(try|go|shot|spin|test|whirl|run|round|attempt|trial|look|upload|session), give (it|that|this|the \w+) (a|another) (\w+ )?(try|go|shot|spin|test|whirl), for a spin, (kick|through) (the tyres|its paces), (trial|dry|test|regression) run, rehears\w*, joint (test|session), (load|soak|acceptance|verification|sanity) (test|session|check|run), test (round|together), a/b test, thumbs-up"""
)
LEAD_EN = r"(?:(?:^|[,;:.!–-] ?|\b(?:please|pls|plz|kindly|you|and|then|to|we|u|your|mind|now|me) ))"
CHECK_EN = any_of(
    # whether it is cured
    r"""(please|pls|kindly) (re-?)?(verify|validate|confirm|test|try|retry|check)\W*$, (verify|validate|confirm|check|checking|test|see|make sure) (again|now|whether|if|that|how|with|on) (\w+ ){0,3}(fix\w*|works?|cures?|plays?|gone|back|still|now|helps?|holds?|join|down|solve\w*|resolve\w*|better|new|updated|latest|real|corrected|crash\w*|drops?|comes), (try|test|run|install|use|pull) (it |this |that )?(with |on |again with )?(the|my|our|this) (\w+ )?(fix|branch|build|pr|latest|new|next|beta|rc|nightly|apk|patch\w*|updated?|staging), try #\d+, try now, please try again, (have|take) a (peek|look) (now|again|on your), refresh( please| and| now), validate (the|this|that), confirm with, u try, feed\s?back from your"""
)
RESULT_EN = any_of(
    r"""(tell|write|inform|ping|let) (me|us) (know )?(\w+ ){0,2}(if|whether|how|what|which|of)?\s?(\S+ ){0,5}?(works?|worked|looks?|better|gone|still|persists?|see|good|outcome|result|behaves?|freezes), report back, drop a note, shout if, your impression, complain loudly, send me the (stats|result\w*), and tell"""
)
CHANGED = frames(
    any_of(
        # something was, or is about to be, changed for it
        r"""fix(ed|es)?, patch(ed)?, branch, build, nightly, canary, beta, rc\d*, hotfix, firmware, apk, deployed, rolled out, released, merged, reset, swapped, purged, drained, corrected, replaced, updated?, moved you, switched, the switch, restart, should be (gone|better|ok|good|fine), re-?enabled, raised, new (key|token|version|profile|node|ingest|endpoint|host), done my side, v?\d+\.\d+\.\d+\S*"""
    ),
    "(?:已经?|刚|帮[您你]|替[您你])[^,。]{0,12}(?:改|修|调|切|换|更新|恢复|升级|加|清|下发|放|发布|回滚|处理|扩|解)|[改修调配清换加发升装切降](?:好|完|了|回|过|掉|到|成|级)|新(?:包|版|参数|配置|地址)|补丁|分支|修复|恢复|更新|对齐|[好完]了|您试了",
)
WITH_EN = any_of(
    r"""together, both eyes, side by side, with you (watching|on)?, while (we|i|you), we both, (you|u) \w+[,;] (i|we) \w+, me as host, ping me, (i|we)('ll| will| can)? (join|watch|sit|open it|run your|look at|stay late), i'm watching, i watch, i'm around, i'm online, join you, under our supervision, deal, to go through, screen share, i have a, at the result"""
)
TEST_EN = any_of(
    r"""re-?test, test, testing, try, do one, run, verif\w*, check, confirm, see, watch, look, compare, replay, invite, stream, push, phone, holds?, steps?, toggles, room*, browsers, host, rebuild, rehears\w*"""
)
# Both do something, at an hour, to see whether it holds.
BOTH_ZH = "(?:测|试|跑|播(?!放)|压|过(?!去|来|程|了)|验|看(?!到|了|过)|盯|比(?!特|例)|挂|轮|推(?!流)|点(?!击)|拔|演练|对(?!外|应|方|接|md5)|核|观察|印证|拉(?!扯|流)|录|听|掐表|直播|同时播)"
HOUR_ZH = "(?:今晚|明天|明早|下午|上午|晚上|周[一二三四五六日末]|\\d ?点|开播前?|活动前|发版|到时候?)"
# English by parts: who proposes, what is done once more, with whom or to what end
PROPOSES_EN = any_of(
    r"shall, should, can, could, may, might, want (me )?to, wanna, would you (like|mind|be), do you (want|wanna|have time), how about, what about, why don't (we|you), let's, let us, let me, i can, we can, i could, we could, i'd like to, we'd like to, i'd love to, happy to, ready to, willing to, glad to, free to, keen to, available (to|for), okay to, are you (around|free|available|willing|up|ok|okay|game|ready|online|there), if you('re| are) (ok|okay|up|around|free|ready|willing), whenever you('re| are)?, when you('re| are) (ready|around|back|there|online), i'll, we'll, i will, we will, propose, suggest, please, pls, kindly, worth, time (to|for)"
)
RETEST_EN = any_of(
    r"do, redo, re-?do, repeat, replay, re-?run, run, try, test, check, watch, count, fill, fire, push, open, join, listen, verify, validate, go through, look, measure, compare, load, ramp, simulate, stream, publish, play, call, dial in, fetch, request, record, walk through, rehearse, drive, send, start, launch, restart, hammer, soak, confirm"
)
TO_SEE_EN = any_of(
    r"again, together, with you, with me, with us, jointly, side by side, both (ends|sides|of us)( \w+)?, from (both|either|each|two) (ends|sides), at the same time, in parallel, on (a|the|one) (call|bridge|screen share), to be (sure|certain|safe|on the safe side), to (confirm|verify|prove|validate|see (that|if|whether|it)|make sure|be sure|double-?check|convince), see (that|if|whether|how) (it|the|that|all|everything|they), and (see|check|count|compare|tell me|tell us|watch|listen|confirm|verify|report|look|let (me|us) know)(?! (where|what|why)), once more, one more time, another (time|round|go|run|test|try), whether (it|this|that|the \w+|they)('s| is| are)? (\w+ )?(gone|fixed|better|holds?|good|ok|fine|works?), that (it|this|the \w+|number \w+|they)('s| is| are| can)? (\w+ )?(be )?(gone|fixed|holds?|better|ok|fine|works?|heard|seen|there), from (my|our) (side|end) (too|as well), some (evening|morning|time), go live, before you (close|go|release|roll)"
)
WATCH_EN = any_of(
    r"(tell|ping|call|message|shout|say|write)( me| us| go)? when (you're|you are|ready|to start|to go|you want|you start|it suits), when you say (go|so), ready (when you are|whenever|to fire|to go when|on your), on your (signal|mark|word|go), (i|we)('ll| will|'m| am| are|'re)? (be )?(watch\w*|monitor\w*|on the line|on standby|stand(ing)? by|listen\w*|follow\w*|look\w*|sit\w*|stay\w*|keep an eye)( \w+){0,4} (while|when|as) you, while (i|we) (watch|look|listen|monitor|count|follow|sit|keep an eye|check the), (you|u) (\w+ ){1,4}(and )?(i|we)('ll| will)? (watch|count|listen|look|check|compare|see), (try|give|take) (it|that|this|the (new|latest|fixed|patched) \w+|build \w+|version \S+) (out|for a (spin|ride|drive|test)|a (go|try|spin|whirl|shot)), (test|trial|verification|validation|acceptance|load|dress|dry|joint|live|soak|confirmation|rehearsal) (run|test|session|call|window|round|slot|stream|broadcast|rehearsal), (your|a) (test )?(window|slot) (for|to) (test|verif|re-?test|check)\w*, curious (if|whether|how) (it|this|that), does (it|this|that|the \w+) (hold|look|work|sound|play|feel|behave) (\w+ )?(now|for you|better|ok|okay|fine|right|good|on your)[^?]{0,20}\?, (is|are) (it|this|that|the \w+|things|they|all|everything) (\w+ )?(ok|okay|fine|better|good|gone|back|stable|clean|solved|fixed|working)( \w+){0,4}\?, (how|what) (does|do|is|are) (it|this|that|the \w+|things|they) (look|looking|sound|sounding|doing|behave|behaving|going)( \w+){0,4}\?"
)
FRAMES = frames(
    f"{PROPOSES_EN}[^.!;]{{0,30}}?{RETEST_EN} [^.!;]{{0,50}}?{TO_SEE_EN}",
    WATCH_EN,
    rf"(?:^|[,;:.–-] ?|and |then |please |kindly |pls ){RETEST_EN} [^.!?;]{{0,40}}?{any_of('again, once more, now')}[^.!?;]{{0,24}}?{any_of('and, please, pls, tell, let, confirm, report, say')}",
    f"(?:一起|一块(?!是)|一道|一同|咱俩|咱们?(?!就)|我们俩|双方(?!的|uid)|连线|视频会议|会议里|远程(?!更新)|约个时间|约一次|预约|同时(?=[^,。]{{0,4}}播)|陪(?:你|您|贵|着)|[跟与](?:您|你们?|贵司)(?!要|说|讲|确认|联系|们?网管))(?!给|发|提供|传)[^。;:]{{0,20}}?{BOTH_ZH}",
    f"(?:你们?|您|贵司|主播)(?!好|的)[^,。;?:]{{1,16}}[,]?(?<!那份)我(?:们)?(?:也|在|这边|来|就|再|远程|拿|后台){{1,2}}[^,。;:]{{0,10}}?{BOTH_ZH}",
    f"{HOUR_ZH}[^。;]{{0,20}}?(?:我|我们|咱)[^,。;]{{0,12}}?(?:进房|在线(?!回)|守|盯|陪|拉你|在场|远程看)",
    "(?:装上|换上|到时候?|(?:改|切|修|加|升|配|补|换|弄|好|放行|上线|重建|升级|更新|生效|灰度到[^,。]{1,12})(?:完|了|好|之?后|的时候))[^。;]{0,20}?(?:挂|给(?:我)?个?准[信话]|喊我|叫我|吱一声|掐表|比一次)",
    f"(?:麻烦|请|你们?|您|让他|方便)[^。;]{{0,20}}?(?:再|重新)[^,。;]{{0,6}}?{BOTH_ZH}[^,。;]{{0,3}}?(?:一|几|两|三|遍|次|轮|场)",
    f"{TOGETHER_ZH} … {TEST_ZH}",
    f"{ASKED_ZH}[^。]{{0,16}}?{ONCE_MORE_ZH}",
    f"{ASKED_ZH}[^。]{{0,16}}?{VERIFY_ZH}",
    f"{AFTER_ZH}[^。]{{0,16}}?{LOOK_ZH}",
    rf"{LEAD_EN}(?:[\w']{{1,14}}\s){{0,3}}?{AGAIN_EN}",
    f"{WITH_EN} … {TEST_EN}",
    f"{TEST_EN} … {WITH_EN}",
    "(?:新|最新)的?(?:参数|包|配置|地址|版|节点|线路|链路|固件|证书|key|token)[^,。]{0,8}?(?:推|测|跑|试|拉|录|播|走|连|装)",
    any_of(
        r"(can|could|would|will) you (please |kindly |also |maybe )?(verify|validate|retest|confirm|try|test|check|re-run) (\w+ ){0,3}(it|this|that|again|if|whether|now|the (latest|new|fix|master|main|nightly|release|branch|build|change)), (please|pls) (try|test|verify|confirm|check) (\w+ ){0,3}(again|now|whether|the (latest|new|fix|nightly|release|branch|build)), let (me|us) know (if|whether) (it|that|this|the \w+|you) (\w+ ){0,4}(works?|worked|fixes|fixed|solves?|persists?|still|resolved?|resolves), if the (issue|problem|error) (still )?(persists|happens|occurs|remains), (verify|check|confirm|checking) (\w+ ){0,3}on your (side|end), (check|confirm|verify|see) (whether|if|that) it('s| is)? (\w+ )?(fixed|ok|working|works?|gone|better|back|holds), give (the|this|that)( \w+){1,3} a (try|go|shot|spin|test|whirl), try and (report|tell|let), watch the (next|show), call and run through, while you (stream|push|test|publish), try now, try #\d+, any (change|difference|improvement) (now|after|since), when you want to try, (verify|confirm|check|validate|checking) (\w+ ){0,4}(whether|if|that) (\S+ ){0,6}(now|still|again|stable|gone|down|back|fixed|solved|cured?|cures), see (if|whether) (\w+ ){0,3}(now|still|plays|works), does it still \w+, (how|is) (does|is|it) (it )?(\w+ )?(behave|look|behaving|looking|working|ok|better|fixed)( \w+)? now, now ok or, ok or not"
    ),
    r"\blet's (?:do|run|test|try|replay|watch|verify)\b",
)
ONCE_CHANGED = frames(
    f"{ASKED_ZH}[^。]{{0,16}}?{CHECK_ZH}",
    CHECK_EN,
    RESULT_EN,
    any_of("fire up, hop in, install it, observe for, reload in, same test"),
)
NOT = frames(
    any_of(
        # not wanted, done already, for finding the fault, something else
        """不用, 不必, 不需要, 无需, 免(?!疫), 勿, 先不, 从头, 按平时, 交叉验证, 同事(再|一起)?看, 丢给[^,。]{1,8}看, 照着, 挂了, 挂起, 对后来, 重测就不, 复现, 重现, 弄出来, 步骤, 日常, 转商务, 合在一起, 一道给, 逐个提供, 原因, 看到了, 报告, 结论, (?<!是)不是, 计费, 自动, 次数, 昨晚已, 已经联调, 您说, 过吗, 自测, 内部在跑, 试用, (?<![跟陪和请])我[再重]试, 我这里重试, 想试试, 昨天, 上周, 我再[看来], (?<!跟)我再\\w?看, 我再来, 来看一眼, 半我再, 截图, 版本号, 归档, 再拉群, 材料,
        no need, not need, needn't, don't try, (?<!to\\s)repro(?!duce it again)\\w*, minimal, strip\\w*, see if you can (?!join), smallest, steps to, dm, password, thanks for, have you tried, you tried, you asked, automatically, can't offer, not allowed, i tested, i('ll| will) (check again|try|look into), let me try, our qa, you want to permanently, (we|they) tested, try to find, e-mail address, your account, invoice, patient, did you, article, they ran, as planned, this page, we retry, do it properly, word and, re-?open\\w*, capture\\w*, pcap, tcpdump, trace, logs?, dump, debug\\w*, to find, see where, see why, see what, narrow, isolate, happens, reproduce[sd]?, (open|raise|file) a (pr|ticket|issue|case), look into, close (it|this|the)"""
    )
)


@signal(Signal.OFFERS_RETEST, zh="提出复测", en="offers a retest")
def offers_retest(said: Utterance) -> Evidence | None:
    """Offers to test again or to verify the fix, together or by the customer who is asked to tell how it went.

    Not: a test that is to find or reproduce the fault.
    """
    again = said.evidence(FRAMES, NOT)
    return again or (said.evidence(ONCE_CHANGED, NOT) if said.has(CHANGED) else None)
