"""How a cause is worded: outright, or by stating what is wrong."""

from __future__ import annotations

from houdun.grading.words import any_of, frames

# Said outright.
CONNECTED_ZH = any_of(
    r"""(?<![查找明确])(?<!什么)(?<!具体)原因(是|为|在|就是|主要|:|,|[很比]?简单|找到|查到|查明|已?定位|看到|有了|清楚), (查到|找到|定位到?)(问题|根因|原因|点)?了[,:](?!先|我|稍|马上|辛苦|请|多谢)[^,。]{2}, 根因(是|为|在|就是|:|找到|查到|已), 根源, 之所以, 因为(?!就是有|您的|你的老板), 由于, 是因, 系因, (此次|这次|本次)[^,。]{0,10}[系由因](?!您|你), 导致(?!的后果)(?!您的?不便), 造成(?![^,。]{0,8}(不便|困扰|麻烦|影响您|误会|误解|损失)), 引起(?!重视|.{0,4}不便), 引发, 所致, 致使, 从而, (确认|查到|查下来|查出来|一查|定位|大概率|多半|八成|十有八九|其实|实际上|本质上|判断|根本上|基本确定|基本可以确定)(就)?是(?!否|不是|渲染|哪|谁|什么|我们这边看), 因此(?!请|建议|需|麻烦|您|我们), (干|搞|弄|闹)的(?=[,。]|$), 连带, 间接, (?<!成)(?<!造)就(会)?(被|断|卡|黑|掉|丢|崩|超时|踢|绿|失败|播不|拉不|推不|收不|进不|没声|没画|没有画|变成|对不上|越|拿不到|失效)(?!急), 源于, 源自, (主要)?来自, 耗在, 花在, 慢在, 堵在(?!哪), 卡在(?!哪|什么), 消耗在, (源头|锅|问题|毛病|根子)(就|还是|不在[^,。]{1,12}[,]?而)?在(?!查|哪|排|于), 同源, 缘于, 来自于, 归因, 归结, 缘由[是为在], 起因(?!\s?/), 诱因, 主因, 的缘故, 惹的, 干的好事, 捣[乱鬼], 搞的鬼, 罪魁祸首, 元凶, 真凶, 症结, 病根, 根子在, 毛病(就)?(出)?在, 问题(就|是|应该|多半)?(出)?在(?!哪), (?<!不是)出在(?!哪), 破案了, 真相(是|大白), 就是这么[来回], 跟[^,。]{1,16}有关, 与[^,。]{1,16}有关, 惹祸, 归根(到底|结底), 说到底是, 原来(是|你|您|如此|[^,。]{1,14}了), 触发了?(?!式|条件|器|过|时)[^,。]{0,8}(崩溃|保护|限|防护|bug|重试|降级|熔断|断), 拖累, 拖垮, 连累, 受[^,。]{1,12}影响, 难怪, (不|能)[^,。]{1,8}才怪, 才(会)?[^,。]{0,8}(卡|断|黑|慢|失败|收不到|崩|没|不|绿|花|丢|拒|冲突|掉|好时坏|这样), 所以(?!然|不是|说|请|麻烦|建议|您|你|需要|需|想|我|先|还|要|希望|得|能|可以|不用|不需|目前|暂|这|今|明|如果|关|把), (?<=[,。;])故(?!障|意|事|此|请|建议|需), 自然(就)?(会)?[^,。]{0,4}(掉|卡|慢|断|不|没|失败), 当然(会|就|要|卡|慢|断|飘|过期|不|没)"""
)
ASSERTED_ZH = any_of(
    r"那便是, 应该是, 多半(就)?是, 大概率是, 八成(就)?是, 十有八九是, 基本(上)?(可以)?(确定|确认|断定|肯定)(就)?是, 可以(确定|确认|断定)是, 初步(判断|认为|看)[是为], 初步(判断|认为)[^,。]{0,2}, 判断(为|是), 确认(是|系|为), 定位(是|为|到|了?[,:]), 查(下来|到|实|出来|明)?(是|系|为), 经查(?!证|看|询|阅)(是|系|为|,), 看下来是, 一看是, 一查是, 看(着|起来)?(就)?是, 其实是, 实际上?是, 本质(上)?是, 主要是, 就是, 纯粹是, 无非是, 真正的?[^,。]{0,6}是, 跟[^,。]{1,10}一样是, 不是[^,。]{1,20}[,]?(而)?是, 结论(是|为|:)"
)
BLAMED_ZH = any_of(
    r"问题, 的锅, 的毛病, 的原因, 的\s?bug, 的事, 不够, 不足, 不稳, 不对, 不一致, 太高, 太低, 太大, 太小, 太长, 太短, 太旧, 太老, 太慢, 太差, 满了, 没[开关配加设写传], 拦, 挡, 劫持, 限制, 冲突, 过期, 泄漏, 泄露, 死锁, 抖动, 故障, 中断, 帧, 超时, 丢包, 误, 错, 反了, 被, 把, 带宽, 防火墙, 兼容, 规定, 策略, 断网, 断流, 降频, 缓存"
)
BECAUSE_EN = any_of(
    r"""because, b/c, cuz, coz, due to, owing to, caused by, (it|that|this|which) (is |was )?(what )?(causes|caused), root cause( of .{1,40}?)?( is| was|:| found|,), the (\w+ )?cause (is|was|:), the reason[^.]{0,60}? (is|was), the reason (why|you|it|for[^.]{1,30}:), (turns|turned) out(?! fine| well| ok| to be fine), that's why, that is why, this is why, which is why, that's what, that is what, this is what (occurred|happened), that's where, culprit, to blame, is behind, explains? (why|the (?!pricing|process|steps)|it), therefore, hence, thus, no wonder, no mystery, mystery is solved, stems? from, stemm(ed|ing) from, (comes?|came|coming) (down to|from), boils down to, is down to, has to do with, (traces?|traced|tracked)( it| this| that)? (back |down )?to, (resulted|resulting|results) from, result of (?!the (test|survey|vote)), (attributed|attributable) to, (is|are|was) responsible, triggered by, brought on by, introduced (in|by|a), (broke|breaks) (it|us|the|this|in|on|when), side effect of, (my )?money's on, regression (from|since|of), which (makes|means|leads|led|breaks|broke|causes|drops|kills), and (that|this) (makes|breaks|broke|kills|drops|causes), leads to, led to, happens (when|if|because|since|as), shows when, trips it up, what you ran into is, found it[.,:!], as a (result|consequence), that means, [,;] (and )?so (the|your|it|every|all|each|viewers|players|clients|requests|packets|any|they|nothing|no|our) (?!team|engineers|logs?), which (then|in turn|triggers?|is what|caused), which is (where|how), after (the|a|your|our|last night's|yesterday's) (\w+ )?(update|upgrade|deploy\w*|release|change|rollout|migration|maintenance), made (the|your|it|them) \w+, the (trigger|root) (is|was), is what (makes|made|breaks|broke|causes|you), found: , found the (cause|culprit|bug|problem), (missing|stuck|black|slow|failing|fails?|failed|stalled|dropped|crash\w*|broken|lost|delayed|out) (since|as) (the|a|an|our|your|you|we|there|it|its)"""
)
BECAUSE = frames(CONNECTED_ZH, f"{ASSERTED_ZH}[^,。;?]{{0,24}}?{BLAMED_ZH}", BECAUSE_EN)
"""Said outright: because, 原因是."""

# Stated as what is wrong. What was done to a thing:
HARM_ZH = any_of(
    "掐, 拦, 踢, 抢, 占, 独占, 顶掉, 顶, 挤, 杀, 覆盖, 冲掉, 盖, 改写, 改成, 改, 删, 清, 封, 限, 拒, 丢, 截, 掉包, 裁, 吃, 削, 堵, 驳回, 摘, 重置, 释放, 回收, 缓存, 劫持, 锁, 吞, 过滤, 挖断, 弃, 阻, 打断, 停, 轮换, 换, 当成, 识别成, 标成, 误, 降级, 熔断, 关, 拆, 混, 撑爆, 打爆, 打满, 拖, 压垮, 淹, 挂起, 冻结, 禁, 断, 打进, 写死, 延, 强制, 屏蔽, 降(?!低)"
)
ENDED_ZH = any_of("了, 掉, 住, 死, 光, 满, 走, 空, 爆, 断, 成, 回, 到, 所, 在")
# what was left undone:
UNDONE_ZH = any_of(
    "加(?!急|班), 配, 勾, 设, 开(?!始|放接口|会|工), 写(?!清|明|法), 声明, 调(?!整), 申请, 签, 刷, 释放, 编, 打通, 付, 续, 授权, 放行, 放通, 生效, 带, 处理(?!人|中|完), 注册, 初始化, 同步(?!给您|您), 兼容, 适配, 更新(?!回|进), 销毁, 重启, 关(?!系|注|于|联), 清, 拉起, 装, 绑, 订阅, 传(?!日志|给), 填, 判空, 加锁, 对齐, 回收, 收敛, 拿到, 请求, 发送, 发包, 发出, 往外, 匹配, 恢复, 继承, 放开, 监听, 预热, 落盘, 推成功, 重新, 自动(?!回复), 打包, 解绑, 退出, 命中, 跟上, 转(?!给|发|到), 登记, 报备, 留意, 覆盖, 透传, 校验, 去重, 过滤, 上报, 切(?!换)(?!没), 改, 换, 停, 备案, 复位, 合并, 限流, 退避, 压测, 落, leave, release, init, ack"
)
# how it is:
STATE_ZH = any_of(
    r"""(已经?|早就?|都|刚|昨[天晚日]|今[天早晚])[^,。]{0,6}(过期|到期|失效)(?!的话|后|前|时间), (过期|到期|失效|过期失效)了, 用(了)?过期的, 过期(?=[,。;!]|$|所), 越界, 溢出, 错配, 错位, 冲突(?!的话|测试), 撞(符号|库|车|了), 不一致(?!的话), 不匹配, 不兼容, 不对齐, 对不上, 没对上, 写死(?!成|为), 写反, 传反, 配反, 弄反, 接反, 写错, 传错, 填错, 配错, 设错, 标错, 算错, 签错, 用错, 选错, 搞混, 混了, (调用?|发|触发|执行|推|加入|初始化|join|释放|release|init)[^,。]{0,6}两[遍次], 两遍, (标|存|算|写)(成)?了\s?[两二三几多2-9]\s?份, 重复(入库|计费?|算|扣|跑|执行|推|订阅|加入|发送|注册|统计|调用|初始化), 互相(顶|踢|覆盖|冲突|堵|抢), 同一?个\s?(uid|id|token|端口|流名|key|账号|账户|设备), (性能|上行|供电|带宽|内存|磁盘|余额|权限|cpu|算力|并发|额度|容量|流量|电量|空间)[^,。]{0,6}(不足|不够|用完|用光|用尽|耗尽|满|爆|占满|打满|跑满), 写满, 满了, 打满, 跑满, 占满, 爆了, 扛不住, 撑不住, 跟不上, 解不了, 解不出, 挤占, 老化, 过热, 发热降频, 降频, 泄漏(?!了?吗), 泄露, 死锁, 竞态, 空指针, 野指针, oom, 没有?被?初始化, 时间戳(不对|错|乱|跳|回退|倒|重复|不单调), 时钟(不准|偏|快|慢|回拨|没|差|漂), 慢了[^,。]{1,5}(秒|分钟), 快了[^,。]{1,5}(秒|分钟), 宕机(?!吗), 光缆[^,。]{0,6}断, 误(用|开|关|拦|设|填|伤|认|绑|操作|删|配|触|判|杀|封|下发), 有(个|一处|一个)?[^,。]{0,4}\s?(bug|缺陷|空指针|竞态|泄漏|死锁), 漏(了|传|配|发|签|写|加|放)(?!了吗), 少(了|传|配|写)(一|个|参数|中间|字段|权限|声明), 坏了(?!吗|我们在修), 断了一?[下截段], 抢占, (播放器|手机|浏览器|驱动|芯片|系统|版本|硬件|网络|带宽|缓冲|延迟|间隔|gop|码率|帧率|分辨率|权限|超时|阈值|锁粒度|丢包|上行|网速|wi-?fi)[^,。]{0,10}(太|过)(低|慢|小|大|长|短|旧|老|高|多|差|弱|烂|频繁)(?!会|的话|吗), (太|过)(低|慢|小|大|长|短|旧|老|高|差|弱|烂)了[,。](?!关|,关), 丢包(率)?(到|达|高达|有|在|超过?)[^,。]{0,4}\d, 返回(了)?\s?[45]\d\d, 返回(的)?(是)?\s?(no-store|空), 拒绝(了)?(请求|连接|握手|加载), 不认(?!识您|账), 不允许[^,。]{1,16}(自动|后台|播放|采集), 停掉了, 存在缺陷, 乱(调|改|配|传), 超(过|出|了)[^,。]{0,14}(上限|配额|能力|限制|阈值|套餐|并发|额度), 被[^,。]{0,4}限(流|速|到), 停了采集, 回退(了)?$, 路由(推送|表|走|到|抖|不)[^,。]{0,8}, 解析到[^,。]{1,10}(旧|老|错|海外|别), 还(在)?(用|是|指向)[^,。]{0,6}(旧|老)的, (指向|落到|走到?)了[^,。]{0,6}(旧|错|海外|公网)[^,。]{0,8}, 欠(费|缴), 没付款, 未付款, (?<!权限)(?<!光)不够(用|写|播|推|传|解|,|。|$), 缺(少|了|失)(?!什么|哪), 挡(住|了), 不完整, 不正确, 限流(?!吗)(?=了|的|掉|,|。|$|阈), 割接, 失效(?=,|。|$|了), 卡死在, 漂移, (网络|链路|骨干|线路|上行|路由)[^,。]{0,6}(抖动|波动|中断|故障), 假死, 用的(还)?是(?!什么|哪)[^,。]{0,10}(旧|老|错|测试|同一|默认), 不均, 有误(?!请|差), (传|给|用|填|写|签|发|认|编)的(还?是)?[^,。;]{1,14}[,][^,。;]{0,8}?(用|传|要|填|认|签|写|按|解|给)的, 只(认|允许|接受|解)(?!为|您), 拥塞, 拥堵, (自己|主动)(回|发|关|断|踢|返回|退)了, 积压, (出现|关键帧)[^,。]{0,4}缺失, 丢弃了, 用[光完]了, (识别|压缩|成功|命中|利用|质量|精度|性能)率?(很|较|比较|太|偏)(低|差|弱), 实际(是|输出|只有|上限)[^,。]{0,10}\d, (遂|即)(出现|触发|被|失败), 在[^,。]{1,24}(之前|之后|前|后)就?(调用?|发|推|销毁|释放|init|join)了, 走不通(?=[,。]|$), 重建了, 乱序, 阻塞, 不连续, 堆积, 混(进|入)了?(?!房|流|音|屏), (匹配|对应|解析)不(到|上), (肯定|必然|一定)(会|要)?(糊|卡|断|黑|崩|掉|丢|慢|花|超时|失败|飘)(?!吗), 是必然, (?<!没)(?<!有没)(?<!没有)有问题(?=[,。])(?!,(请|可|再|随时|找)), [写推解播放]不下去, 就会(把|被)[^,。]{1,24}(掐|堵|踢|覆盖|拒|改|丢|断|清), 是[^,。?]{1,20}(干|弄|搞|惹|闹|带进来|触发|生成|引入)的, 是(我们|你们|您|客户|贵司|服务端|系统|平台)[^,。?]{1,12}(发|加|改|关|写|删|停)的, (一直|还)?(在|跟[^,。]{1,10})抢(?!修|购|先)"""
)
# that it was changed, at what time, by whom:
CHANGED_ZH = (
    r"(?:改|换|切|升|删|移|挪|搬|变|收紧|调整|轮换|迁移|重建|废弃|下线|开启|关闭)了(?![吗,。]|一?下|之?后|以后|就)",
    r"(?:上周|上月|上个月|昨[天晚日]|前[天晚]|今[早天]|最近|近期|[\d一二三四五六七八九十初]月|[日号]|节后|升级后|更新后|发版|版本|起|之后)[^,。;我]{0,16}?(?:改|换|切|升|降|调|删|加|移|变|收紧|开始|下线|关|停)[^,。;]{0,3}?(?:了(?!吗)|成|为|严|校验)",
    r"(?:从|由) ?[^,。;]{1,14}?(?:变|跳)(?:成|为|到|回)",
)
# that one thing was taken for another:
TAKEN_ZH = r"(?:当成|当作|当做|认成|认作|识别成|识别为|标成|标为|勾成|解析成|解释成|算成|误认|误判|继承|(?<!按)按(?!设计|规|照|流程|您|你) ?[^,。;您你]{1,10}?(?:计|算|标|走|读|解|裁|渲染)(?!划)(?!了算))"
# that it does not fit, or that nothing is left:
FULL_ZH = r"(?:塞|装|解|读|认|扛|撑|容|跑|跟|拉|连|吃|传|吐|接|够|压|放)不(?:下|了|动|住|上|起|进|开|及|完|够)(?!吗|了?的话)|(?:吃|占|挤|撑|打|拉|塞|跑|用|堆|写|灌|压)(?:满|光|爆|死|垮|干|穿)"
# that it happens over and over, or takes too much:
OVER_ZH = r"(?:来回|反复|不停地?|频繁|疯狂|无限)(?:在|地)?(?:切|建|销毁|重|拉(?!扯)|调|发|跳|请求|刷|申请|覆盖|抢|轮|抖|加载|踢)|(?:占|耗|攒|差)(?:了|掉|到|出来?) ?\d|(?:平台|系统|浏览器|机制)(?:的)?(?:限制|处理|不给|不让|不允许)"
# what the customer did or has:
THEIRS_ZH = (
    r"(?<![给为帮替跟和到挂向请看让])(?:你们|你|您|贵司|贵方|贵公司|贵账号|主播)(?!反馈|提供|提到|说)(?:(?!需要|可能|可以|报警|请|麻烦|刚才|这么)[^,。;?我]){0,16}?(?<![发传给说提报踩遇碰试看听测问到送馈认急苦累等解完堵好来是要齐们您\s`])(?:了(?!解|吗|多少|什么|哪|之?后|以后|就|再)|的是(?!什么|哪)|写死)",
    r"(?:你们|你|您|贵司|贵方|贵公司)(?!反馈|提供|提到|说)[^,。;?我]{0,10}?(?<!有)没(?:有?(?!有?(?:问题|毛病|关系|错|责任|必要|事|收到|回|提供|看到|说|反馈|人|其他|别的|任何|写错|再)))[^,。;?]",
    r"(?:自己|自行|主动)(?:在|回|发|关|断|踢|返|退|停|清|改|写|配|建|调|打|选|定|带)(?!看|试|测|排查|查|决定)",
)
WRONG_ZH = (
    rf"被(?!动|叫|拉|我们|您|邀|授|称|誉|迫)[^,。;!?]{{0,18}}?{HARM_ZH}",
    rf"(?<=[一-鿿a-z0-9) ])(?<![先请我就接暂且,;。,要别并可再以会来已们])把[^,。;!?]{{1,40}}?{HARM_ZH}[^,。;!?]{{0,6}}?了",
    rf"(?<![有还])(?:没有?|未|忘了?|忘记|漏了?)(?:能|及时|正确|显式|提前|有效|主动|完全|重新)?(?:被|人|自动|把[^,。]{{1,12}}|将[^,。]{{1,12}}|按[^,。]{{1,12}}|在[^,。]{{1,12}}|给[^,。]{{1,8}}|往[^,。]{{1,8}})? ?{UNDONE_ZH}",
    STATE_ZH,
    *CHANGED_ZH,
    TAKEN_ZH,
    FULL_ZH,
    OVER_ZH,
    *THEIRS_ZH,
)
# The same in English.
ISNT = any_of("isn't, aren't, wasn't, weren't, not")
WORDS1, WORDS4 = r"(?:[\w'-]{1,20}\s)?", r"(?:[\w'.-]{1,20}\s){0,4}?"
PARTICIPLE = any_of(
    "overloaded, rotated, expired, poisoned, stripped, cancell?ed, dropped, destroyed, overwritten, overridden, misconfigured, mis\\w+ed, throttled, blocked, deprecated, truncated, corrupt\\w*, rejected, revoked, shadowed, retired, exceeded, exhausted, saturated, congested, starved, stale, rate-?limited, blackholed, unreachable, unhealthy, overcommitted, leaked, evicted, cut off, kicked, killed, capped, swallowed, pegged, mislabell?ed, pointed (to|at) the wrong, switched to, hijacked, intercepted, oom-killed, getting oom, wrongly \\w+, underpowered, overheating, not (set|sent|passed|initiali[sz]ed|declared|released|included|exported|called|bound|signed|registered|installed|configured|renewed|enabled|whitelisted)"
)
HARMS = any_of(
    "is (throttling|blocking|eating|killing|dropping|stripping|rejecting|overriding|rewriting|intercepting|caching|swallowing), strips, drops, blocks, overrides, overwrites, rewrites, clamps, swallows, expires too, throttles, truncates, ignores the, leaks, crashes on, evicts, shadows, duplicates, mangles, rejects, rejected, caches the, cached a, kills, suspends, resets the, closes the, closes long, eats, collides, blows up, rate-limits, misreads, miscalculates, mishandles, renegotiates, never (re-?binds|calls?|called|sends?|sent|arriv\\w+|closes?|gets|set|returns?|released?|release|acks?), fights, times out, times? it out, can't decode, cannot decode, can't play, can't carry, can't parse, couldn't keep up, can't keep up, cannot keep up, keeps the old, changed how, (doesn't|does not|don't) (know|implement|release|declare|handle|expose|forward|include|parse|recognise|recognize), drifts, creeps, (arrives?|comes?) too late, forces (codec|the)"
)
BROKE = any_of(
    r"expired, lapsed, ran out, rotated, overwrote, wiped, removed, broke, vanished, dropped, misrouted, blocked, kicked, grabbed, filled up, crashed, fell over, failed, overflowed, stopped, swallowed, stripped, rewrote, deleted, turned off, switched off, disabled, cached, hit the, ran into, went (down|offline|to all|via), got (stuck|evicted|killed|wiped|handed), didn't (answer|reply|renew|catch|release|match|respond)"
)
FAILS = any_of(
    "(doesn't|does not|didn't|isn't|aren't|wasn't|can't|cannot|couldn't|never|no longer|only) (know|implement|release|declare|handle|expose|forward|include|parse|support|match|send|sent|reach|receive|open|get|got|fit|fire|call|return|carry|decode|play|allow|accept|listen|refresh|renew|sync|load|exist|contain|trust|work with|keep|see|wait)"
)
FAULT_NOUN = any_of(
    "misconfiguration, misrouted, regression (from|in|since|by), race( condition)?, deadlock, typo, clock skew, mismatch, memory leak, leak, packet loss, fib(er|re) cut, power (failure|cut|loss), stale cache, off-by-one, overload, congestion, bad deploy, config push, failed (disk|switch|node|deploy), faulty, null (pointer|surface), full disk, disk full, bug in, firewall, proxy, antivirus, vpn, wifi, wi-fi, carrier, driver, gpu error, mtu, firmware, network problem, conflict, browser (policy|bug), splitter, cable, throttling, out of memory, poisoned, bandwidth, hard-?coded, autoplay policy, library clash"
)
# English again, by parts: a thing, what it does amiss, what became of it, how it is.
THING_EN = any_of(
    r"aec, agc, ans, audio, backend, balancer, bandwidth, bitrate, box, browser, buffer, build, bundle, cache, callback, camera, cdn, cell, cert\w*, chipset, chunk, clock, cluster, code, codec, config\w*, connection, consumer, container, controller, counter, cron, daemon, database, db, decoder, default, deploy\w*, device, disk, dns, domain, driver, edge, encoder, endpoint, engine, event, extension, fader, field, filter, firmware, firewall, flag, frame\w*, function, gateway, gop, gpu, guard, handler, handshake, header, heartbeat, host, hook, index, ingest, interval, jitter buffer, job, key, keyframe\w*, lib\w*, licen[cs]e, line, link, listener, loader, lock, logic, loop, machine, manifest, memory, method, middleware, mixer, model, module, muxer, nat, network, node\w*, option, origin, os, packager, packet\w*, parameter, parser, path, peer, permission, pipeline, player, playlist, plugin, pod\w*, policy, pool, port, preset, probe, process, profile, property, proxy, query, queue, quota, rack, region, relay, release, render\w*, replica, request\w*, resolver, resource, response, retry, role, rotation, route, router, rule, sampler, scheduler, script, sdk, segment\w*, selector, server, service, session, setting, signature, sink, socket, source, splitter, stack, state, storage, stream key, surface, switch, table, task, template, texture, thread, timeout, timer, timestamp\w*, token\w*, tool, track, transcoder, trigger, tunnel, ttl, uplink, upstream, url, value, version, view, vm, watchdog, webhook, webview, worker, zone, pts, dts, sps, sdp, ice, turn, tls, migration, maintenance, update, upgrade, rollout, patch, refactor\w*, change, react, app, activity, component, phone, ipad, android, ios, chrome, safari, firefox, kernel, carrier, isp"
)
AMISS = any_of(
    r"dies, died, loses, lost, drops, dropped, leaks, leaked, fails, failed, breaks, broke, crashes, crashed, blocks, blocked, strips, stripped, swallows, swallowed, ignores, ignored, overrides, overrode, overwrites, overwrote, resets, re-?inits, re-?initiali[sz]es, kills, killed, evicts, evicted, expires, expired, times out, timed out, truncates, truncated, corrupts, corrupted, mangles, mangled, rejects, rejected, refuses, refused, denies, denied, throttles, throttled, starves, starved, stalls, stalled, hangs, hung, misses, missed, skips, skipped, duplicates, duplicated, doubles, doubled, collides, collided, clashes, clashed, conflicts, interferes, overflows, overflowed, saturates, saturated, exhausts, exhausted, deadlocks, drifts, drifted, jumps (back|forward), jumped, goes (backwards|missing|stale|down|away), lags, falls (behind|over|back), fell (behind|over|back|out), gets (stuck|lost|cut|dropped|reset|killed|confused), got (stuck|lost|cut|dropped|reset|killed|confused), steals, stole, hijacks, takes (away|the|over), took (away|over|down), grabs, grabbed, hogs, eats, ate, hit (the|a|its|your|our|max), hits (the|a|its|your|our|max), exceeds, exceeded, trips, tripped, chokes, choked, caps, capped, clips, clamps, clamped, disabled, removes, removed, deletes, deleted, wipes, wiped, omits, omitted, forgets, forgot, lacks, lacked, lapsed, ran out, runs out, ran into, went (down|away|offline|stale|missing|bad), goes offline, suspends, suspended, throws away, threw away, discards, discarded, purges, purged, cuts, tears down, tore down, closes the, closed the, double\w*, misroutes, misrouted, misreads, mistakes, miscounts, mis\w+s, treats, assumes, blows, blew, fires (twice|too), arrives late, never, gave (a|the|you) (wrong|empty|\d{3}), gives (\d{3}|a 4\d\d|a 5\d\d), returns (\d{3}|an empty|nothing|null|the wrong), returned (\d{3}|an empty|nothing|null|the wrong), sends (two|both|the wrong|no|only), sent (two|both|the wrong|no|only), reuses, reused, keeps (the|sending|using|open|opening), kept (the|sending|using), left, leaves, renamed, moved (the|it|to), changed (the|its|from|how), shadows, masks, masked, hides, pins, pinned, picks the wrong, picked the wrong, chose the wrong, falls asleep, sleeps, idles out, recycles, recycled the, outruns, outlives, races, fights?, competes?, resolves to, resolved to, points (at|to), pointed (at|to), still (points?|uses?|runs?|has|expects?|sends?|serves?|resolves?|carries|holds?), requires, required"
)
NEVER_EN = any_of(
    r"(doesn't|does not|don't|do not|didn't|did not|isn't|wasn't|aren't|weren't|can't|cannot|couldn't|won't|never|no longer|only) (know|implement|release|declare|handle|expose|forward|include|parse|support|match|send|sent|reach|receive|open|get|got|fit|fire|fires|call|return|carry|decode|play|allow|accept|listen|refresh|renew|sync|load|exist|contain|trust|keep|wait|survive|propagate|update|recover|restart|reconnect|answer|reply|respond|negotiate|offer|advertise|attach|bind|subscribe|publish|unpublish|leave|close|free|set|pass|start|stop|flush|signal|escape|encode|sign|verify|validate|retry|back off|scale|follow|honou?r|respect|agree|cope|get cleared|get freed|get called|apply|write|read|cover|cleaned|cleared|freed|released|closed|called|set|sent|refreshed|renewed|matched|registered|enabled|installed|included|initiali[sz]ed|updated|propagated|reached|allowed|supported|long enough|big enough|fast enough|enough|compatible|unique|valid|aligned|monotonic|thread[- ]safe)"
)
BECAME = any_of(
    r"(is|are|was|were|gets|got|being|been|has been|have been) (\w+ )?(overloaded|overwritten|overridden|dropped|blocked|rejected|refused|denied|filtered|stripped|throttled|capped|limited to|truncated|cut|cut off|lost|killed|evicted|expired|revoked|rotated|disabled|switched off|turned off|removed|deleted|wiped|purged|cached|left (at|on|in|over)|stuck (at|in|on)|set (to|too|twice|wrong\w*)|put (in|on|into)|reset|called (twice|by|from|before|after|on|too)|invoked (twice|by|from|before|after|on|too)|counted twice|sent twice|fired twice|created twice|initiali[sz]ed twice|loaded twice|shared (by|between|across)|used (twice|by two)|quanti[sz]ed|rounded|renamed|moved|swapped|mixed up|reversed|inverted|misconfigured|mis\w+ed|hard-?coded|pinned to|bound to|mapped to|routed (to|via|through)|sent (to|via|through) (the )?(wrong|old|far)|resolved to|pointed (at|to)|double-\w+|corrupted|mangled|re-?encoded|down-?scaled|starved|saturated|congested|exhausted|full|out of (sync|date|range|order|memory|disk)|missing|absent|wrong|incorrect|invalid|stale|outdated|obsolete|unsigned|self-signed|incomplete|empty|null|nil|undefined|inconsistent|incompatible|deprecated|broken|faulty|defective|corrupt|damaged|unstable|lossy|off by|behind|ahead of|slower than|larger than|longer than|shorter than|higher than|lower than|smaller than|older than|above the|over the|beyond the|below the)"
)
TOO_EN = r"\b(?:too|so) (?:low|high|old|small|large|big|short|long|slow|fast|weak|early|late|many|few|much|little|strict|aggressive|tight|busy|hot|narrow|far)\b"
PROBABLY = any_of(
    r"probably, most likely, very likely, presumably, (i|we) (strongly )?(suspect|bet|reckon), pretty sure, fairly sure, almost certain\w*, (looks|seems|appears|smells) like, seems to be, appears to be"
)
WRONG_EN = (
    f"{any_of('the, your, our, its')}\\s(?:[\\w.`-]{{1,24}}\\s){{1,3}}?{FAILS}",
    f"{any_of('was, were, is, are, got, gets, been, being, becomes, became, be')} {WORDS1}{PARTICIPLE}",
    HARMS,
    f"{any_of('the, your, our, a, an, its, their, this, that, someone, somebody')}\\s[\\w-]{{1,24}}\\s[^,.;:?!]{{0,40}}?{BROKE}",
    f"{any_of('it was, it is, this is, that is, this was, that was, there is, there was, (looks?|sounds?) like, has, have, had, seems?, suspect, believe, think, by, confirmed')} {WORDS4}{FAULT_NOUN}",
    f"(?:it|that|this|there|here)'s {WORDS4}{FAULT_NOUN}",
    f"{any_of('failover, power failure, power cut, release, upgrade, deploy, config push, update, refactoring, rollout, migration, patch, script, job')}[^.;?!]{{0,24}}? {any_of('left, took, made, broke, breaks?, killed, wiped, knocked, cut, put, sets?, removed, overwrote, changed')}",
    f"{ISNT} (?:being )?{any_of('released, closed, freed, sent, set, called, declared, awaited, included, initiali[sz]ed, renewed, refreshed, flushed, signed, whitelisted, hashed, escaped, synced')}",
    f"{any_of('you are, you were, you have been, they are, you keep')} {any_of('calling, passing, posting, loading, setting, sharing, sending, using, mixing, opening, creating, pushing, holding, blocking, initiali[sz]ing, misusing, mutating, hitting, recycling, starving, releasing, reusing')}|you're {any_of('calling, passing, posting, loading, setting, sharing, sending, using, mixing, opening, creating, pushing, holding, blocking, initiali[sz]ing, misusing, mutating, hitting, missing, recycling')}",
    f"you(?:'ve)? {any_of('forgot, removed, disabled, turned off, switched off, hardcoded, hard-coded, blew through, misread, load(ed)? two, added a, post, pass, passed, didn.t (call|set|pass|release|whitelist|declare|include|add|await|renew)')}|you (?:have|had|'ve) hit",
    any_of(
        r"""race condition, a (bug|race|leak|regression|flaw|defect) in, sent (you|them|viewers|users|traffic) to, (that|which|error|\d{3}) means, signing with, memory leak, deadlock, clock skew, typo in, off by (\d+|one|an|a few), (\w+ )?(minutes|seconds|hours|ms) (ahead|behind)(?! of schedule), out of (disk|memory|storage|space|quota|range|balance), maxed out, two copies of, (two|both) \w+ (share|shared|use|using|were using|write|publish|fight), twice(?! a)(?! as), (has|have) no (\w+ ){0,3}(manifest|root|permission|header|field|support for), is missing (the|from|in)|(differ|disagree|don't match|doesn't match|does not match|did not match|incompatible with|collide|collides|clash), too (low|high|old|small|large|short|slow|weak|many \w+) (for|to|and|on|attempts|reconnect)?, requires? a (faster|newer|bigger|higher), which \w+ (can't|cannot|doesn't) (play|decode|read|parse|handle|support), we (rotated|retired|shipped a|pushed the wrong|introduced a|removed|changed) [^,.]{0,40}(and|so|which|so that), is in the future, points? to the wrong, resolves? to the old, still (using|pointing|sending|on|resolves to) (the|an) old, (it|that) was us, had a bug, packets? (vanish|are lost|get lost)"""
    ),
)
DENIED = frames(
    r"(?:并非|并不是|并不属|不算|不像是?|不属于|谈不上|不能算|算不上)[^,。]{1,16}|没有?(?:写|用|配|传|填|调|做|设|弄|搞)错|(?:写得|用得|做得|代码|写法|用法|配置|接入|demo|示例)(?:都|也|是)?(?:没有?(?:任何)?(?:问题|毛病|错)|对的|正确)|一直正常|未见异常|没说|不是说|别紧张|没白|(?:^|[^一-鿿]|[一-鿿])([一-鿿])[没不]\1(?!一)"
)
"""Denied: 并非, 没写错."""
DEFECT = frames(*WRONG_ZH, *WRONG_EN)
"""Stated as what is wrong: expired, overwritten, 被占用, 没加白名单."""
HAPPENS = frames(
    f"(?:{any_of('the, your, our, its, their, this, that, these, those, a, an, each, every, one, both, all, some, newer, older, old, new, two, which, and')})\\s(?:[\\w.`'/-]{{1,24}}\\s){{0,2}}?{THING_EN}(?: [\\w-]{{1,14}})? (?:(?:then|also|just|simply|always|silently|already|itself|actually|sometimes|and)\\s)?(?:{AMISS}|{NEVER_EN})",
    f"{THING_EN} (?:[\\w-]{{1,14}}\\s)?{BECAME}",
    f"(?:is|are|was|were|be|being|'s) (?:just |simply |far |much |way |a bit |already )?{TOO_EN}",
    f"{PROBABLY} (?:[\\w'.`/-]{{1,20}}\\s){{0,5}}?(?:{FAULT_NOUN}|{AMISS}|{PARTICIPLE}|{BECAME})",
    f"(?:there's|there is|there was|there are|there were|found|see|saw) (?:[\\w'.`/-]{{1,20}}\\s){{0,3}}?{any_of('geo-?blocking, blocking, limit, restriction, collision, conflict, mismatch, clash, typo, leak, loop, lock, deadlock, race, bug, regression, gap, hole, bottleneck, two copies, duplicate, duplicates, packet loss, loss on, cut, flap, flapping, congestion, clock (skew|drift), drift')} (?:in|on|at|between|with|from|of|inside|within)",
    r"\d{1,3} ?% (?:packet )?loss|\bpacket loss (?:of |is |was )?\d|\bloss (?:of|is|was) \d{1,3} ?%",
    r"(?:[,;]|\b(?:and|which|that))\s(?:then |that |this )?(?:makes?|made|takes?|took|forces?|forced|turns|turned|pushes|pushed|leaves|left|puts|knocks|knocked|throws|threw|wakes|keeps|kept|cuts|pulls) (?:the|your|our|it|them|us|each|every|all|what|any|everything)\b",
    r"[,;] (?:and )?so\s(?!i\b|we\b|i'|we'|you can|let\b|please\b|the \w+ team|that (?:i|we|you))(?:[\w'-]{1,16}\s){1,4}?(?:dies|fails|breaks|drops|freezes|stalls|crashes|expires|never|can't|cannot|doesn't|don't|gets?|got|is|are|was|were|has|have|goes|went|sees?|saw|loses|lost|stops?|stopped|ends?|ended|starts?|times|keeps|kept|waits?)\b",
    any_of(
        r"""there's (the|your) (\w+ )?(flicker|drift|delay|echo|kick|error|\d{3}|freeze|gap|loss|leak|cause|problem|culprit|reason), the (culprit|offender|villain|trigger|origin|source of (the|it|this)), is (only |just )?the victim, (comes|came|originates|originated|stems|arises) from, (is|was) (doing|playing) something, interfer\w+ with, (is|was) (the )?(trigger|triggering it), (expected|normal) (behaviou?r|consequence|result) (of|when|since), (that|this|it)'s (where|how|why|what) (the|your|it|they|all|you|we), (that|this|it) is (where|how|why) (the|your|it|they|all|you|we), points (at|to) (a|an|the|your|our), w/o (it|that|this) (you|the|your), without (it|that|this) (you|the|your|it) \w+, (all|only) (the|a) (consequence|symptom|side effect) of, on top of each other, at the same time as (the|a|another|your), falls? through, fall(s|ing)? back to, (not|isn't|is not) one of the \w+ that, must be followed by, requires? that"""
    ),
)
"""Stated as what a thing does or became, and what that brings about, whoever's it is (English)."""
OF_YOURS = f"your (?:own )?(?:[\\w.`'/-]{{1,24}}\\s){{0,3}}?{THING_EN} (?:[\\w-]{{1,14}}\\s)?(?:{AMISS}|{NEVER_EN}|{BECAME})"
OF_OURS = f"our (?:own )?(?:[\\w.`'/-]{{1,24}}\\s){{0,3}}?{THING_EN} (?:[\\w-]{{1,14}}\\s)?(?:{AMISS}|{NEVER_EN}|{BECAME})"
"""The same of what is the customer's, and the vendor's own."""
