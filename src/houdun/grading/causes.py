"""How a cause is worded: outright, or by stating what is wrong."""

from __future__ import annotations

from houdun.grading.words import any_of, frames

BECAUSE = frames(
    any_of(
        r"""原因(是|为|在|就是|主要|：|:|看到了|找到了|查到了), 的原因, 根因(是|为|在|就是|:), 根源, 因为(?!您|就是有), 由于, 导致, 造成, 引起, 引发, 所致, 致使, 从而, 因此, 遂, 产生您描述, 问题出在, 问题在, 出在, 主要来自, 源于, 源自, 在于, 同源, 干的, 破案了?[:：,], 定位到了, 查明, 这就对了, 消耗在, 耗在, 说到底是, 归因, 就会(这样|被|把), 当然(飘|过期|不|会|没), 是因, 的缘故, 罪魁祸首, 元凶, 症结, 根子在, 病根, 毛病在, 毛病出在, 锅在, 搞的, 弄的, 闹的, 惹的, 归根到底, 归根结底, 其实是, 实际上是, 本质上是, 说白了(是|就是), 主因, 起因, 诱因, 缘于, 一查是, 查下来是, 查出来是, 查到是, 查实, 定位(是|为), 确认是, 看下来是, 大概率是, 多半是, 八成是, 十有八九, 基本(可以)?(确定|确认)是, 可以确定是, 问题就出, 问题就在, 才会, 才导致, 连带, 拖累, 间接, 受.{1,10}影响, 引入的, 触发(崩溃|的|了), 所以(才|就|快|慢|卡|断|黑|没|会|长|旧|它|1)""",
        r"""because, b/c, cuz, due to, caused by, causes, cause (is|was), causing, root cause (is|was|:), the reason (is|was|for|why|that|being), reason (is|was|why), turns out, turned out, that's why, that is why, which is why, this is why, culprit, found it, found:, therefore, hence, comes from, came from, coming from, stems from, as a result, triggered by, explains, explained by, (issue|problem|error|bug) (is|was) (that|with|in|caused|on|related), happens (when|if|because|since), this happen*, introduced (in|by), broke (in|by|because), side effect, leads to, led to, resulting in, that's where, that's what, boils down to, is where .{1,20} from, cause is on us""",
    )
)
DEFECT = frames(
    r"把[^,。;!?]{1,24}(?:掐|掉|换|堵|裁|盖|降|覆盖|改写|勾成|清|摘|占|踢|抢|吃|丢|deactivate|关|拆|拒|限|标成|当成)[^,。;!?]{0,10}(?:了|掉|成|回)",
    r"被[^,。;!?]{0,16}(?:抢|轮换|拦|丢|调|覆盖|占|拒|限|踢|清|回收|掐|削|改|堵|驳回|摘|盖|重置|杀|当成|裁|封|截|吃|顶|释放|clear|限流|限速|拉黑|熔断|降级|劫持|截断|回滚|冲掉|挤|压|误|缓存|gc|占用|禁|锁|丢弃|吞|过滤|弃|转码成|识别成|代理|系统|防火墙|网关|策略)",
    r"(?<!有)(?<!还)(?<!开)(?:没有?|未|漏)(?:被|人重新|自动|把|将)? ?(?:加|配|设|开|写|声明|调|申请|签|刷|释放|编|打通|付|留意|续|授权|放行|生效|核销|带|处理|走|清|注册|初始化|leave|通知|传|对齐|匹配|等用户|防止|新的根|拉起|同步|兼容|适配|了它)",
    any_of(
        r"""过期, 到期, 失效, 越界, 超出, 溢出, 不均, 积压, 缺失, 丢弃, 写死, 错配, 有误, 冲突, 撞符号, 不一致, 太低, 太慢, 太小, 太大, 老化, 扣完, 互相堵, 走了, 加了.{1,12}(偏移|缓存|延迟|参数), 用的是, 用了, 调.{0,4}两[遍次], 发出两次, 两遍, 错误地, 设错, 配错, 标错, 传错, 拿.{1,8}做的, 混在, 踢了又, (池子)?只(剩\d|拆|给|认|开), 只有\d, 实际(是|输出), 按.{1,8}(打|标|过期), 回了, 返回了, 返回 ?[45]\d\d, 盖回去, 补了一个, 签漏, 命中, 打回, 重建了, 预热问题, 自动增益, 断流了, 存在缺陷, 限流, 打满, 跑满, 写满, 爆了, oom, 内存泄, 泄露, 竞态, 空指针, 野指针, 签名(错|不对|算错), 时间戳(不对|错|乱|跳|回退|重复), 时钟(不准|偏|快|慢|回拨|没), 超时了, 超限, 超配额, 宕机, 割接, 光缆, 误操作, 有个 ?bug, 不兼容, 兼容性?问题, 不匹配, 对不上, 不对齐, 写错, 填错, 配反, 写反, 传反, 弄反, 少传, 少了, 多传, 漏传, 漏配, 漏发, 漏了, 没填, 没关, 没销毁, 没生效, 没更新, 没重启, 没加锁, 没判空, 没跟上, 没回收, 不认识?, 版本太旧, 太旧, 太老, 过旧, 抢占, 抢了, 挂了, 断开了, 卡住了, 堵在, 排队, 改过, 换过, 换了, 动过, 同一个(账号|id|token|端口|流名|key), 重名, 同名, 拖垮, 打爆, 打满, 占满, 耗尽, 泄漏, 卡死在, 死锁, 误(封|判|删|摘|配|触), 回滚到, 切了, 漂移, 触顶, 上限是, 被限, 是我们.{1,14}发的, 会重试, 中间盒子, 重新生成的"""
    ),
    any_of(
        r"""(your|our|their) (\w+[\s-]){0,4}(sends|sent|signs?|stamps?|forces|turned off|overrid\w*|overwrit\w*|clamps?|re-?binds|rewr\w*|drops|dropped|resets|blocks|blocked|rejects|rejected|strips?|stripped|expire[sd]?|rotated|reload\w*|lost|leaks|caches|cached|ignores?|ignored|swallow\w*|throttl\w*|vanish\w*|misses|missed|falls back|treats?|consumes|creeps|reallocates), you('re| are| were|) (just )?(call|calls|calling|post|posting|load|loading|pass|passing|removed|added|set|setting|share|sharing|forgot|send|sending|use|using|mixing|mix|open|opening|create|creating)(?! it)(?! this), is called by, (was|were|is|are|got|gets|been) (\w+ )?(overloaded|rotated|expired|poisoned|stripped|cancelled|canceled|dropped|destroyed|overwritten|overridden|misconfigured|throttled|blocked|removed|deprecated|disabled|truncated|corrupted|missing|rejected|revoked|shadowed|retired|routed as|mis\w+|exceeded|exhausted|saturated|broken by|not (set|sent|passed|initiali[sz]ed|declared|released|included|exported|called|bound|signed|registered|installed|configured)), has (a|no) (\w+ ){0,3}(disk|manifest|root|limit|hevc|permission|field|key|header|bug|leak|race), full disk, never (re-?binds|falls?|calls?|sends?|arrives?|closes?|gets|set|returns?|releases?), vanished, memory leak, race condition, deadlock, typo, mismatch*, conflict(s|ed|ing)? with, collid*, incompatible, not compatible, out of sync, two copies, in the future, ahead, too (late|low|high|old|small|large|short|slow)\b, instead of, rather than \d+, we (rotated|changed|pushed|removed|retired|deployed|dropped|poll|moved|switched|upgraded|merged|introduced|treat|rate|enforce), rotated, doesn't know, never had, parses only, only (parses|probes|accepts|reads), reloads? certs"""
    ),
)
