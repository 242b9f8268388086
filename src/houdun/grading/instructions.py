"""What the customer is told to change, and whether it is meant to last."""

from __future__ import annotations

from dataclasses import dataclass

from houdun.grading.text import Evidence, Sentence, Utterance, has
from houdun.grading.wishes import stated
from houdun.grading.words import any_of, frames

CODE = r"(?:`[^`\n]{2,80}`|'[^'\n]{2,60}'|\"[^\"\n]{2,60}\"|「[^」\n]{1,30}」|[\w.]{1,40}=[\w.\"-]|\w{1,40}\([^()\n]{0,60}\)|(?<![\w/-])--?[a-z][\w-]{1,30}|[a-z]{1,20}_\w|\w{1,20}\.\w{1,20}\.\w|v?\d{1,4}\.\d|(?<![\d:])\d{1,9}(?![\d:]) ?(?:ms|kbps|k|s|m|fps|秒|分钟|帧)?|▤)"
"""What is surely technical: code, a flag, an assignment, a version, a number."""
# The things that are changed.
THING_ZH = any_of(
    "b\\s?帧, 码率, 帧率, 分辨率, 参数, 采样率, 采样, 声道, 缓冲, 缓存, 端口, 白名单, 域名, 证书, 权限, 模板, 开关, 硬件加速, 硬解, 软解, 硬编, 软编, 关键帧, 间隔, 超时, 心跳, 重试, 重连, 混淆, 依赖, 版本, 镜像, 转码, 采集, 渲染, 签名, 时间戳, 推流地址, 播放地址, 回调地址, 推流域名, 后缀, 前缀, 字段, 属性, 声明, 插件, 驱动, 线程, 锁, 外层, 回声消除, 降噪, 安全组, 前面, 子码流, 低延迟, 编码, 格式, 水印, 画质, 有效期, 秒, 毫秒, 绝对时间, 回源, 鉴权, 手势, 主\\s?key, 信号源, 预加载, 备用, 线路, 合法域名"
)
THING = rf"(?:{CODE}|{THING_ZH}|(?<![a-z])[a-z][\w.*-]{{1,}})"
THING_EN = any_of(
    "hls\\.?\\w*, streams?, stream (name|key), user id, uid, loop, chain, certificate, cert\\w*, heartbeat, init, prefix, suffix, api, sdk, config\\w*, param\\w*, codec, bitrate, tokens?, callback\\w*, buffer, firewall, ports?, plist, manifest, version, encoder, decoder, permission\\w*, header\\w*, flag, options?, keys?, dns, cname, cache, timeout, interval, fps, resolution, rtmps?, https?, tls, udp, tcp, srt, code, function, method, class, package, plugin, module, build, gradle, pod, npm, node, rule, string, integer, call, listener, handler, event, endpoint, domain, template, profile, policy, bucket, role, proxy, app settings, lifetime, ttl, property, attribute, field, prop, script, dependenc\\w*, loader, import, b-frames, hardware (decoding|acceleration|decode), keyframes?, gop, driver, segment\\w*, playlist, layers, duplex, linker, localhost, thread, lock, surface, pods, sample rate, latency, encoders?, players?, browser\\w*, cookies, router, mode, transport, relays?, turn, ice, nat, region, edge, host\\w*, subdomain, payload, body, json, uuid, utc, seconds, minutes, retr(y|ies), back-?off, instance, singleton, objects?, workers?, queue, pool, process, sockets?, connections?, sessions?, canvas, textures?, video element, audio track, tracks?, autoplay, playsinline, gesture, entitlement, capability, background mode, foreground service, proguard, ndk, abi, framework, bundle, stride, width, height, pixel format, aspect ratio, preset, level, high profile, baseline, main profile, aec, agc, noise suppression, echo cancell\\w*, simulcast, svc, jitter buffer, pre-?roll, mp4, fmp4, webrtc, whip, websocket\\w*, secret, signature, nonce, license\\w*, licen[cs]e, drm, watermark, checkbox, toggle, library, libraries, sdks, webhooks?, worklet, iframe, csp, cors, mtu, qos, wi-?fi, cable, ethernet, device, drivers, mic\\w*, camera, headset, box, switch, aec, cbr, vbr, ip ranges?, ips, command, constructor, time base, media source, submodule, redux, webpack, transcod\\w*, low latency, main thread, release candidate, backup\\w*, hashing, sha-\\d+"
)
# What is done to them.
TO_ZH = any_of(
    "改成, 改为, 改用, 改走, 改回, 改到, 改采, 改(?=\\s?[\\d]), 换成, 换为, 换用, 调到, 调成, 调为, 调整为, 调整到, 调整至, 调(?=\\s?\\d), 修改为, 修改成, 设为, 设成, 设置为, 设到, 置为, 配置为, 配成, 指向, 升级到, 升级至, 升级为, 升到, 更新到, 更新为, 降到, 降为, 降至, 降级到, 回退到, 退回(到)?, 切到, 切换到, 切换为, 切成, 指定为, 替换(成|为)?, 填成, 填写为, 填(?=\\s?[\\d「]), 数值填, 选(?=\\s?[a-z「]), 传(?=\\s?[\\da-z]), 写成, 写为, 写死为, 拉到, 提到, 缩到, 缩短(为|到), 延长(为|到), 加大到, 减小到, 加到, 提高到, 降低到, 限制在, 控制在, 固定在, 钉死在, 翻成, 转成, 声明为, 换(?=\\s?\\d), 返回(?=\\s?http), 要用, 得用, gengxin到"
)
DO_ZH = any_of(
    "改成, 改为, 改一下, 改掉, 改, 调低, 调高, 调大, 调小, 调整, 调到, 设为, 设成, 设置, 置为, 换成, 换掉, 换, 打开, 开启, 启用, 关闭, 关掉, 关上, 关了, 禁用, 勾上, 勾选, 勾掉, 去掉, 去除, 删除, 删掉, 移除, 卸载, 重装, 升级, 升到, 降级, 降到, 加上, 加进, 加到, 加白, 放行, 放通, 放开, 挪到, 移到, 放到, 提到, 提前, 指向, 绑定, 绑到, 缩, 延长, 拉长, 填上, 填, 写成, 替换, 翻成, 修改, 拆成, 转成, 补上, 补齐, 声明, 重签, 对齐, 丢到, 写死, 固定, 恢复, 申请为, 置(?=\\s?(?:true|false|[01])), 对一?[下齐], 加入, 配上, 拼上, 包一层, 设, 留, 接入, 回退, 指定, 清空, 清一下, 刷新"
)
ADD_ZH = any_of(
    "加(一?[个条行句段]|上|入|进|白)?(?!急|班|载|快|密狗), 补(一?[个条行]|上|齐)?(?!偿|丁|发|充), 添(一?[个条行]|加)?, 带上?(?!宽|来|着), 写上, 填上?, 选(?!型|择题), 放行, 放通, 放开, 打开, 开启, 启用, 关闭, 关掉, 关(?=\\s?[a-z]), 开(?=\\s?[a-z]), 禁用, 勾选上?, 勾上, 绑一?个?定?, 声明, 去掉, 去除, 删掉, 删除, 移除, 装(?!了), 拼个?, keep, 监听, 调用?(?=\\s?[a-z]), 传(?=\\s?[\\da-z]), 用(?=\\s?[a-z\\d`]), 走(?=\\s?[a-z]|备), 使用, 采用, 注册, 重编, 重新(编|生成|签|绑定|apply), cherry-pick, 换(个|一下|掉|成)?, await, delete, 升级, 降级, 回退, 更新, 清空, 清除, 卸载, 重装, 引入, 配置?, 实现, 判断, 拉长, 调(低|高|大|小|整), 换一?下, 回(?=\\s?\\d), 改(?=\\s?\\d)"
)
BEFORE_ZH = r"(?:^|[,;:。!(]|请|您|贵司|贵方|可以|可|再|另|里|中|处|把|需要|需|要|建议|应|得|然后|直接|务必|必须|并|同时|或者|或|麻烦|你们|只要|后面|前面|末尾|时候?|之前|上|就|试试看?|先|台|标签|地址|方向|端|别的不动|那段|命令|赶紧|尽快|记得|麻烦|抓紧|顺手|长期是|长期|根治) ?"
DO_EN = any_of(
    "set, switch (off|on)?, switch, upgrade, downgrade, bump, replace, enable, disable, turn (on|off), install, reinstall, uninstall, rebind, increase, decrease, raise, lower, reduce, configure, override, patch, rename, encode, resample, wrap, uncheck, untick, tick, roll back, revert to, recreate, swap, spread, point, build with, compile with, rebuild (with|the|it|from), update (to|your|the), navigate to, migrate to, change, modify, add, put, remove, call, pass, use, using, run, move, specify, import, declare, limit, cap, write, avoid, pin, keep, whitelist, allow, open, bind, extend, shorten, renew, regenerate, register, implement, append, apply, ditch, get rid of, drop, unlink, relink, bring, copy, fill in, wire, go to, select, choose, pick, have your dev, include, create, make, await, chmod, pip install, npm i, npm install, git, helm, request, poll, don't use, do not use, send(?=\\s(header|\")), delete, flush, place, insert, export, push, convert, try with, flush, clear, restart, reboot, deploy, force, guard, subscribe, publish, assign, generate, re-?issue, reserve, double, halve, merge, split, serialize, serialise, stringify, debounce, throttle, sync, align, round, crop, feed, mix, mute, unmute, lock, tag, cache, stop \\w+ing, leave (out|the|it)?, route, map, mark, never \\w+, do not (?!hesitate|reply|worry|need|know|see), don.t (?!hesitate|reply|worry|need|know|see|use|have|think), decode, transcode, re-?encode, re-?sign, re-?create, re-?load, embed, expose, forward port, forward ports, build, link, strip, exclude, provision, ask your (it|admin|network|isp|provider) \\w*, hash, annotate, consider, wait, cherry-pick"
)
LEAD_EN = any_of(
    r"please, pls, plz, kindly, you can, you could, you should, you may want to, you need to, you.d need to, you have to, you.ll need to, you.ll have to, you.ll want to, you must, you gotta, gotta, try to, just, simply, then, and, or, so, fix, to fix this, to fix it, solution, do this, recommend, recommended to, suggest, better, instead, also, now, first, is to, would be to, alternatively, instead, permanent(ly)?, long[- ]term, properly, afterwards, additionally, otherwise, either, next, finally, once done, on your side, on your end, (i|we).d, guard it, line \\d+, step \\d+, option \\w, best to, hey there, ok, believe you.ll need to, could just, you guys should just, in (\w+ ){1,3}(config|console|settings|template|profile|file|xcode \d+)"
)
HEAD_EN = rf"(?:^|[,;:()&>] ?|[–—-] |@\w{{1,30}},? |{LEAD_EN},? ?)"
VING_EN = any_of(
    "switching, upgrading, updating, setting, changing, enabling, disabling, adding, removing, moving, downgrading, turning (off|on), using, putting, lowering, raising, increasing, reducing, replacing, passing, calling, installing, pinning, wrapping, swapping"
)
CURED_EN = any_of(
    "fix(es)?( it| this| that)?, solves?, cures?, (should|ought to|will|would|to) (fix|help|solve|cure|heal|sort|do|work|get), helps?, what helps, goes? away, will (be|go) (gone|through|away|connect|behave), no more, sort (this|it|that) out, to work, so that"
)
MUST_EN = any_of(
    "must be, has to be, have to be, should be, needs? to be, ought to be, should point, must point, must come, needs to come, needs to go, goes to, must be on, has to come, needs correcting"
)
KEEPS = any_of(r"in the \w+, for those, keeps, in \w+\.conf, in engine, fixes, please, bypasses, cures")
FRAMES = frames(
    rf"{CODE}[^,。;!?]{{0,8}}?(?:挪|移|放|提|换|改)(?:到|掉|成)",
    rf"{THING}[^,。;!?]{{0,8}}?(?:改|调|设|加|拉|缩)(?:长|短|大|小|高|低)一?[点些]",
    rf"{ADD_ZH}[^。;!?]{{1,30}}?(?:就(?:能|好|行|不|可以|没(?=[,。了]|问题|事))|即可|应该就|可解决)",
    r"(?:之后|前|之前|里)调用?\s?[a-z]",
    r"^(?:fix(?:es)?:? ?)?`?(?:ulimit|sysctl|npm i|npm install|pip install|pod\s|git |chmod|helm |kubectl|docker|ffmpeg|yarn add|apt|s/\w)[^。]",
    # code that is handed over among Chinese words: assigned, called, or run
    r"[一-鿿][^。;!?]{0,14}?`[^`\n]{0,60}?[=(:][^`\n]{1,60}`",
    r"[一-鿿][^。;!?]{0,14}?(?<![a-z0-9_])[a-z_]{6,40}\([^()\n一-鿿]{1,60}\)",
    r"(?<!没)(?<!有)(?:加|设置?|申请|跑|执行|回|返回|填|用|换|补|写|配)(?:上|一[句条行下]|个|为|成)?(?!了|过) ?(?:`|[a-z_][\w.-]{1,40} ?= ?[\w\"'.-])",
    r"^`[^`\n]{0,60}?[=(:][^`\n]{1,60}`[^。]{0,30}?[一-鿿]",
    r"[a-z一-鿿](?<![更修没不的已被会们])\s?(?:里|中|上|后|前|台)?\s?(?:加|补|勾|改)(?:上|一?个|一行|成|为)?\s?[\"`]?(?:[a-z]{2}|\d)(?![^,。]{0,4}[了次])",
    r"(?:丢|放|挪|移|搬)(?:到|进)[^,。;!?]{0,4}?(?:子线程|主线程|工作线程|后台线程|异步|外层|队列)",
    r"请(?:您|贵司|你们)?(?:尽快|及时|直接)?(?:更新|升级|替换|重装|换用新包)(?=[,。;!]|$|后|即可)",
    r"(?:需|须|得|要|应)(?:由)?(?:您|你们?|贵司)?(?:自行|自己)(?:去掉|删掉|移除|修改|改|加|补|调整|trim|统一)",
    r"(?:^|[,;。:]|再|还要?)(?:去掉|删掉|移除|加上|补上|关掉|取消勾选)(?!了|过|之|后|试)[^,。;!?]{1,12}",
    r"(?:你们?|您|贵司|那边)(?:先|再|去|就|自己|直接|赶紧)?(?:升|补|改|换|加|关|开|删|装|对)(?:一?下|上|掉|级|齐)(?=[,。!;]|$)",
    rf"{BEFORE_ZH}(?:把|将|由)[^。;!?]{{1,40}}?{DO_ZH}(?!过|了(?![,。;!]|$|就))",
    rf"(?<!我)(?<!们)(?<!已)(?<!被)(?<!没)(?<!谁)(?<!他)(?<!会)(?<!从){TO_ZH}(?!了)[^,。;!?]{{0,10}}?{THING}",
    rf"{BEFORE_ZH}{ADD_ZH}(?!了|过|时|后)[^,。;!?]{{0,14}}?{THING}",
    rf"{THING}[^,。;!?]{{0,12}}?(?:要|需|得|必须|应该?|务必)(?:放在|放到|提到|挪到|加在|写在|在)[^,。;!?]{{1,30}}?(?:前|后|里|上|外层|时|中|打|调用?|做)",
    r"(?:需|要|得|请|须|必须|记得|先)在[^,。;!?]{1,20}(?:前|后|时|里|中)[^,。;!?]{0,6}(?:调|传|设|声明|加|init|await|注册|申请)",
    r"(?:更新|升级)[^,。]{0,14}(?:就好|就行|即可|解决)|用\s?v?\d{1,3}\.\d{1,3}[^,。]{0,8}版本",
    r"(?:别|不要)(?:用|在|选|带|放)[^,。;!?]{1,20}[,，][^。;!?]{0,20}?(?:用|放|丢|钉|写|选|换|改|传|走|锁)",
    rf"{HEAD_EN}{DO_EN} (?!it as you see)[^.!?]{{0,80}}?(?:{CODE}|{THING_EN})",
    rf"{HEAD_EN}(?:upgrade|downgrade|update to|go back to|roll back to)\b",
    f"(?:i'd|i would|we|would|i) (?:also )?(?:recommend|suggest|advise) (?:that |you |to |your \\w+ ){{0,3}}(?:{VING_EN}|{DO_EN}) … (?:{CODE}|{THING_EN})",
    f"(?:{CODE}|{THING_EN})[^.!?]{{0,60}}?{MUST_EN}(?! (?:all|with|fine|good|ok|fading|back|quite|able))",
    f"{VING_EN}.{{0,90}}?{CURED_EN}",
    f"what you can do is [^.!?]{{0,60}}?{CODE}|try {VING_EN} [^.!?]{{0,40}}?{THING_EN}",
    f"what helps is {VING_EN}",
    f"(?:changes?|cure|solution|remedy|trick|answer|recipe|permanent(?:ly)?|properly|long[- ]term)(?: (?:is|would be|for \\w+|here|now))? ?: ?[^.!?]{{0,30}}?(?:{CODE}|{THING_EN})",
    f"{HEAD_EN}{DO_EN}\\s(?:[^!?]|[!?](?=\\w)){{0,30}}?(?:{CODE})",
    rf"{HEAD_EN}(?:uninstall|reinstall|re-?install|restart|reboot|power[- ]cycle|clear|flush|purge|empty)(?: and \w+)? (?:the|your|that|its|all|yours)\b",
    f"{any_of('do, like this, like so, something like, should, can, could, need to, following, solution, fix, works, example, here')}[^.!?]{{0,60}}:? ?▤",
    f"(?:^|[,;:(] ?)(?:`[^`]{{2,80}}`|[\\w.]{{1,40}}=[\\w.])[^.!?]{{0,40}}?{KEEPS}",
    rf"{any_of('here.s a patch, fix:, one line:, the fix is, the solution is, solution:, fix is in, contains the correction, fixed version is')}[^.!?]{{0,60}}?{CODE}",
)
NOT_TO_LAST = r"""for the (weekend|night|evening|show|event|day|moment|duration|match|class|launch|time|next \w+), for (this|tonight's|today's|tomorrow's) (\w+ )?(show|event|match|stream|class|concert|launch|session|run), (goes|go|gets|get|routes|steers) (a)?round, (it's|it is|which is|that one is|that's|is) (healthy|unaffected|not affected|clean|untouched|outside), costs (\w+ ){1,3}but, (backup|spare|alternative|alternate|secondary|standby|stand-by|fall-?back|neighbou?r\w*|healthy|unaffected)[- ]?(\w+ )?(host|edge|node|ingest|region|line|endpoint|cluster|route|path|url|domain|server|key|pop|link|stream|profile|cdn|relay), (if|when) (nothing else|you must|pressed|it can't wait|time is short), worst case, in an emergency, first aid, to (survive|get through|bridge|get you through|get you over|tide), (good|enough) (enough )?for (now|tonight|today), (not nice|not pretty|ugly|clumsy|crude|hacky|inelegant|not elegant|blunt)[, ]{1,2}(but|yet), (then|later|afterwards|after(wards)?) (revert|undo|switch back|go back|change back|put it back|remove (it|this) again), once (it|the (fix|patch|release)|we|that) (\w+ ){0,3}(out|back|released|fixed|live|lands?|ships?|shipped|ready), (fix|patch|build|release|cure) (\w+ ){0,3}(ships|lands|comes|follows|arrives|is due|is coming|is planned|goes out|needs), might (save|help) you (today|tonight|through), today with, today by, while that's"""
"""What tells in English that something is not to last, or not nice."""
TEMPORARILY = frames(
    any_of(
        r"""暂时, 暂且, 临时, 眼下, 现阶段, 过渡, 应急, 急的话, 救急, 顶一?[下顶着住过], 扛一下, 止损, 变通, 绕开, 绕过, 规避, 创可贴, 缓解, 凑合, 兜底, 将就, 权宜, 应付, 救场, 目前可以?先, 今[晚天](?!前)[^,。]{0,6}(先|就能|要播|可以), 先(别|不要)(放|用|开|停|init), 先(顶|播|撑), (修复|修正|修好|上线|发布|发版|改好|审核通过|放行|加白|出补丁|解决|更新)[^,。]{0,4}之?前, 之前[,]?(先|可), (?<!事)(?<!首)(?<!优)(?<!领)(?<!早)(?<!此)(?<!预)先(?![^。]{0,40}再)(?!于|后|前|生|进|例|调用|在), 目前可(以)?, 没[^,。]{1,8}之前, 退而求其次, 治标, (活动|盛典|大场|比赛|演出|直播|考试|这)期间, 卡住, 挡着, 止住, 先改上, 难看, 丑[,]?但, 土[,]?但, 救场""",
        r"""workaround\w*, work around, for now, for the moment, for the time being, for tonight, for today, tonight, this weekend, for the event, at once, takes effect, meanwhile, in the meantime, meantime, until, till, temporar\w*, stopgap, stop-gap, quick way out, way round, way around, to dodge, plaster, band-aid, interim, short[- ]term, if you need something, through the (weekend|night|show), if you can't (wait|deploy|change), while we (fix|work|look|wait)""",
        NOT_TO_LAST,
    )
)
NOT = frames(
    any_of(
        r"""已(经|补|重|改|将|把|为|切|开|升级), 我们(?!的|这边的?建议|建议|ingest), 我(把|来|会|已|这边|帮|先|将|再|去|们), 帮(您|你), 为(您|你), 给(我|您|我们), 发(我|给|来|到), 甩, 昨晚, 吗, (?<!时)呢, 是不是, 是否, 会不会, \d\s?里(改|修|加), 你们调, (不要|不用|无需|无须|不必|别)(改|动|升级|做任何|修改), 先不(要|用), 不建议, 暂不, 不保证, 反而, 还是(卡|不|没), 日志级别, loglevel, debug, verbose, 日志, 抓包, 抓一, 截图, 录屏, 复现, 复测, 再测, 工单, 单子, case, issue, 关单, 此单, 本单, 归档, [,]关[闭掉]吧?$, 有客户, 个客户, 客户把, 上次, 客服时间, 检查, 能否, 能不能, 可否, 默认(就)?是, 将于, 会在, 考虑, 未来, 文档里写, 参考, 报告, 复盘, 邮件, 群, 扫码, 电话, 优化(一下)?您, 走的, 走不通, 走流程, 使用不当, 使用的, 来自, 您开启, 改过, 改了, 写反, 调用方, 升到 ?99, 窗口, 总监, 商务, 费用, 转给, owner, 您提到, 你提到, 如果, 若(?!要|想)[^,。]{0,14}(仍|还), 没(匹配|编|打通), (拆|补|挪|加|删)了, 传上来, 导一段, 提交一次, 可以给, 一份, (改|调|设|换|写|降|升)(成|到|为|掉)[^,。]{0,8}了(?=[,。]|$), 写成了, 设成了, 回切, 已在, 看看是, 用的是, 排查, 结了, 清账, 测试页, 发一下, 提供""",
        r"""we've, we (set|changed|added|will|have|removed|rolled|put|moved|use), i've, i'll, we'll, i can, i have, let me, (was|were|been) (set|changed|moved|restored), did you, do you, have you, you've, you wrote, (don't|no|not) need, don't change, won't help, send (me|us|it|over), provide, share, attach, upload, logs?, logging, debug, verbose, trace, dump, pcap, tcpdump, screenshot, console output, escalat\w*, ticket, closing, more info, email, call us, reach out, repro\w*, ping me, meeting, plan, thank\w*, report, send you, we need, we'd need, need the, could you tell, would you, can you, whether, customer who, another customer, a customer, already, default \w+ (is|interval), as you see fit, your (settings|network environment), and (i|we)(.ll| will| can), we can, we could, (our|the) (\w+ )?team, need help, prompts, fix date, is good, during this, if this is, as soon as, tell your, read the docs, review your, docs on, support mailbox, forum, discussions, retest, test again, once more, try again, tell (me|us), and tell, let (me|us) know, incident, hostname of, status, next week, include (kernel|the|your), question, you said, there is no, to find out, to see, to reproduce, to check, to look, to understand, to learn more, visit, click, contact, check whether, check if, check your, make sure, to (have|get) (a|the) (look|date)""",
    )
)


@dataclass(frozen=True, slots=True)
class Instruction:
    evidence: Evidence
    temporary: bool


def instructions(said: Utterance) -> tuple[Instruction, ...]:
    """What the customer is told to change, sentence by sentence. Questions, wishes, and what was done already are none."""
    told = ((each, each.evidence(_told)) for each in stated(said))
    # A sentence that says "for now" gives a way round, any other a change.
    return tuple(Instruction(evidence, has(each.text, TEMPORARILY)) for each, evidence in told if evidence)


def _told(sentence: Sentence) -> Evidence | None:
    return next(sentence.matches(FRAMES, NOT), None)
