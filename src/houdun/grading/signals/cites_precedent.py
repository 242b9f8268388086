"""Says that others had it too."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, first
from houdun.grading.words import any_of, frames

# Chinese: another party, and what it went through
OTHER_ZH = any_of(
    r"其[他它余], 别的, 别家, 另, 隔壁, 某, 不少, 许多, 很多, 好多, 大批, 多[家位个名], 几[家位个名十], 有[家位个名些], 有一?些, [一两三四五六七八九十\d]+[多几]?\s?[家位个名所件], 唱歌主播里, 同(区域|时段|一时段|一运营商|地区), 做[一-鿿a-z\s]{1,8}的, 老, 上周, 上个?月, 去年, 之前, 前阵子, 先前, 部分, 一些, 每个, 体育类, 欧洲, 海外, 三甲, 跟, 同款, 约[一二三四五六七八九]成, region"
)
PARTY_ZH = any_of(
    "客户, 用户, 客人, 伙伴, 商家, 商户, 租户, 公司, 公会, 同行, 友商, 直播间, 社区, 团队, 项目, 接入方, 开发者, 业者, 代理商, 厂商, 机构, 医院, 银行, 学校, 高校, 课堂, 电视台, 主播, 平台, app, 小程序, 网友, 企业, 单位, 朋友, 家, 兄弟"
)
SAME_ZH = any_of(
    "也(?![许能可会请没不别要需]), 同样, 一样, 类似, 相似, 相同, 雷同, 如出一辙, 差不多, 相近, 一模一样, 一毛一样, 一致, 相符, 同源, 双胞胎, 同一个?(问题|现象|原因|事|诉求|情况), 同款"
)
HAD_ZH = any_of(
    "遇[到过上见], 碰[到过上], 撞[到过上], 踩, 中[过招], 栽, 翻车, 经历过?, 反[映馈](?!」), 报(?!表|告会|告请|价|告发), 提[过了到的], 投诉, 告知, 来问, 问过, 咨询, 喊, 贴过, 吃过, 抱怨, 吐槽, 出现, 发生过, 出过, 掉过?线, 一起[掉中], 受影响, 绕过?的, 这(样|么干)"
)
CASE_ZH = any_of(
    "案例, 案子, case, 情况, 问题, 工单, 单子?, 反馈, 报障, 报修, 投诉, 申诉, 症状, 状况, 现象, 例子, 事, 故障, 毛病, 报告, 记录, 路数, 客户, issue, 机型"
)
BEFORE_ZH = any_of(
    "(?<!没)(?<!未)(遇|碰|见|撞|踩|处理|经手|接|受理|排查|解决|搜|查|出|发生|有|报|提|做)[到上]?[过了], 陆续, 屡见, 时有, 多次, 收到, 接到, 共有"
)

# English
OTHER_EN = any_of(
    r"another, other, others, several, some, two, three, four, five, six, seven, (?<!\d)\d{1,4}(?!\w), few, handful of, many, multiple, more, most, half of, lots of, plenty of, dozens of, one of our, different, second, numerous, various, everybody, pretty much every, all"
)
PARTY_EN = any_of(
    "customers?, clients?, apps?, users?, tenants?, shops?, accounts?, teams?, people, ppl, folks, guys?, companies, company, orgs?, organi[sz]ations?, organi[sz]ers?, streamers?, sellers?, publishers?, subscribers?, players, members, schools?, church, studios?, partners?, agenc(y|ies), platforms?, retailers?, operators?, stations?, leagues?, universit(y|ies), radio, brands?, startups?, merchants?, broadcasters?, channel, vendors?, developers?, devs?, projects?, newcomers?, competitors?, houses, banks?, casinos?, deployments?, someone, somebody, bank"
)
HAD_EN = any_of(
    "had, has had, have had, have it, hit, hits, hitting, report*, saw, seen, sees?, seeing, experienc*, complain*, (ran|run|runs|running) into, faced, facing, suffer*, encounter*, mention*, notic*, confirmed, bitten, got, met, ask*, rais*, fought, stumbl*, struggl*, trip*, falls?, fell, went through, affected, kicked, wanted, describ*, lost, solved, was told"
)
SAME_EN = any_of(
    "same, identical, similar, also, too, as well, likewise, like (this|yours|that), comparable, exactly this, bitten, (exactly|precisely) (this|that|the), did it, complained, that it was"
)
CASES_EN = any_of(
    "tickets?, cases?, reports?, reported, incidents?, complaints?, occurrences?, behaviou?r, accounts?, ones?, patterns?"
)

WHEN_ZH = any_of(
    r"上周, 上个?月, 上礼拜, 上个?星期, 上上周, 去年, 年初, 年底, 今年, 前阵子, 前不久, 前几天, 前两天, 前天, 昨天, 昨晚, 上午, 早上, 刚才, 近期, 最近, 此前, 之前, 以前, 早先, 先前, 曾, [一二三四五六七八九十\d]+月, 春节, 双十一, 618, 节前, 节后, 上个?季度, 本周, 这周, 这个月, 本月"
)
# any of them, and what it went through, said or did about it
THEM_ZH = "(?:客户(?!端|经理|侧)|用户(?!侧|端|名)|[那一两三几]家|家(?=[^里庭]{0,8}(?:客户|平台|公司|团队|app|也))|平台(?!侧|方)|公司|团队|主播(?!端)|app|项目组?|社区|商家|同行|友商|伙伴|机构|直播间|接入方|开发者|产品(?!组|部|经理|侧|线|上|的)|学校|网校|医院|银行|电台|工作室)"
WENT_ZH = "(?:也(?![许能可会请没不别要需])|过(?!来|程|期|滤|渡)|同样|类似|一样|栽|踩|遇[到上见]|碰[到上]|撞[到上]|来问|问(?!题)|报(?!告|表|价|送)|反馈|中招|掉[了过]|受影响|吐槽|投诉|咨询|坑|差不多|炸了?|漏了|(?:勾|改|换|装|用|关|开|调|绕)了|最后是)"
FRAMES = frames(
    f"{WHEN_ZH}[^,。;?您你]{{0,16}}?{THEM_ZH}[^,。;?]{{0,24}}?{WENT_ZH}",
    f"{THEM_ZH}[^,。;?您你]{{0,6}}?{WHEN_ZH}[^,。;?]{{0,20}}?{WENT_ZH}",
    f"(?:做|搞|玩|教|卖)[^,。;?您你]{{1,10}}?的(?:那?[家个位]|客户|团队|公司|平台|app|朋友|兄弟|主播|用户)?[^,。;?]{{0,20}}?{WENT_ZH}",
    f"(?:某|另|有|几|两|三|数|多|不少|好多|很多|那|不止|别的|其[他它]|隔壁|同)[^,。;?您你]{{0,12}}?{THEM_ZH}[^,。;?]{{0,16}}?{WENT_ZH}",
    r"第[二三四五六七八九十\d]+(?:家|起|例)|(?:这周|本周|今天|今年|这个月|最近|节后|近期)[^,。;]{0,6}?(?:[二三四五六七八九十两几\d]+[家起例]|好几[家个]|不少|多起)",
    r"有一?[家位](?!问题|置)[^,。;?]{0,14}?(?:更绝|也(?!许|可|能)|他们|漏|炸)|同病相怜|同样报|(?:不少|很多|好多|许多|挺多)(?:人|朋友|同学|用户)[^,。]{0,6}?(?:问|反馈|遇|碰|报|踩|提)",
    "[跟和与同](?:您|你们?|贵司)[^,。;]{0,6}?(?:一样|一模一样|一字不差|同款|同样|类似|差不多|相同|如出一辙)(?!的(?:版本|机型|环境|步骤|配置))",
    f"{OTHER_ZH} .. {PARTY_ZH} … (?:{SAME_ZH}|{HAD_ZH})",
    f"(?:有|另|某|隔壁|别|上|前)[一几两三]?[家位](?!置) … (?:{SAME_ZH}|{HAD_ZH})",
    f"(?:[一-鿿a-z]那|[一-鿿]类)(?:家|客户|团队) … (?:{SAME_ZH}|{HAD_ZH})",
    "(?:昨天|昨晚|上周|上回|上次|上个?月|上?个?星期|去年|今早|前阵子|之前|前两天)[^,。您你我]{2,14}(?:也是|也这|也遇|也碰|也报|他们也)",
    f"{any_of('类似, 相似, 同样, 一样, 相同, 同类, 雷同, 同型号, 同款')} 的? .. {CASE_ZH} .. {BEFORE_ZH}",
    f"{BEFORE_ZH} .. {any_of('类似, 相似, 同样, 一样, 相同, 同类, 雷同, 几乎没差, 差不多, 这种(问题|情况|现象), 同型号')}",
    any_of(
        r"""(以前|之前|以往|先前|曾经?|早就|前[阵几两].{0,3}|去年.{0,6}|上[周个次回].{0,6}|昨天)(就|也)?(见|碰|遇|出|处理|接)[到上]?[过了].{0,4}(这|类似|同样|一样|一次),
        不是(头|第)一(回见|个|家|次|回|位), 不止(您|你|贵), 不只是?(您|你|贵), 不光是?(您|你|贵), (不是|并非)(个例|孤例|唯一), 不是[您你贵].{0,2}一[家个](?!的), 第[一二三四五六七八九十几\d]{1,4}(个|家|位|起|例)(了|来问|来报|客户|反馈), 中招, 如出一辙, (经手|处理|遇到|碰到)过(不下|不少|好几|很多|几|多|十|几十), 报上来的有, (论坛|社区|群)[里上]?(也|都)?有人,
        (多|数|几|若干|\d{1,4}|[两三四五六七八九十]{1,3})\s?(起|宗|单|例|件)(类似|同类|相同|一样)?的?(报|反馈|投诉|案例|情况|工单|申诉|事件), 接了[仨俩一-十几]{1,3}[个起]?,
        (?<!没)有(过)?先例(?!可), 有迹可循, 既往(记录|案例), (以往|过往|历史)(上)?的?(同类|类似|相似)?(案例|案子|事件|经验|单|记录)看, 历史(同类|类似|相似), 从以往, 碰到过的, (客户|用户)的(处理)?经验, 出过一次(一样|类似), 有(客户|用户|人|主播|商家|朋友|同学)(也|在(报|喊|问|反馈|投诉)|刚|遇|碰|踩|报|反馈|提|问|投诉|说)(?!没),
        (客户|用户|开发者|大家|主播)(里|中|们)?.{0,12}(普遍|都会(遇|碰|撞|踩)|都(遇|碰|撞|踩|经历)), 十个.{1,6}有[一-十]个, 见(得)?多了, 见怪不怪, 老毛病"""
    ),
    f"{OTHER_EN}" + r" (?:[\w-]+[\s-]){0,4}" + f"{PARTY_EN} … {HAD_EN}",
    f"{OTHER_EN}" + r" (?:[\w-]+[\s-]){0,3}" + f"{PARTY_EN} … {SAME_EN}",
    any_of("a, an, one, the, our, last, by two, to the") + r" (?:[\w-]+[\s-]){0,4}" + f"{PARTY_EN} … (?!like){SAME_EN}",
    f"{any_of('raised, reported, seen, confirmed, mentioned, experienced, observed')} {any_of('by, at, from, with')}"
    + r" (?:(?!you)\w+ ){0,4}"
    + f"{PARTY_EN}",
    any_of("same, similar, identical, comparable, exact")
    + r" (?:\w+ ){0,6}"
    + any_of("as|from|with|at|for|on|to|in|reported by|by")
    + r" (?:\w+ ){0,3}"
    + f"(?:{PARTY_EN}|(?<!your\\s)#\\d)",
    any_of(
        "similar, comparable, identical, such, previous, earlier, past, prior, older, more, many, several, other, dozens of, few"
    )
    + r" (?:similar |such )?"
    + f"{CASES_EN}(?! {any_of('number, id')})",
    f"{CASES_EN} {any_of('like, similar to, resembling, identical to, of this kind')} {any_of('this, yours, that, it, these')}",
    any_of(
        r"""dup(licate)?s? of #?\d*, same as #\d+, similar to #\d+, (matches|resembles|looks like|duplicates|see also) (\w+ )?#?\d{3,}, same (issue|bug|problem|thing|error|crash) as, like yours, just like here, carbon copy, d[eé]j[aà] vu, rings a bell,
        (?<!never\s)(?<!not\s)(seen|hit|met|had|handled|encountered) (this|that|it|these|something similar|the same( thing)?|a similar \w+|similar \w+) (\w+ ){0,3}(before|elsewhere|already|once|twice|in the wild|with other|on other|at other|with another|at another|from other|from another|in other), seen in the wild, reminds me of,
        not the (first|only)( \w+)? (time|one|to|shop|team|app|customer|i|we|who), not the (first|only), not alone, aren't (alone|the first|the only), (isn't|not) unique to, in good company, welcome to the club, you're the (second|third|fourth|fifth|2nd|3rd|4th|\d+th), (second|third|fourth|fifth|sixth|\d+th) (report|ticket|customer|case|client|complaint) (of|like|with|about|today|this), (previous|last) (two|three|four|few) were, (someone|somebody) else (had|has|hit|saw|sees|report\w*|ran|met|got|with), already reported, reported by @, as with the \w+ (account|customer|client|one), same crash, two others, others (have|had|did|do|are|report\w*|too|complained),
        (seeing|hearing) (more|many|several|a few|other) (people|users|reports|cases), keeps coming (up|back|in), comes up (a lot|often|regularly|every|quite), known from, (we've|we have|we had|there's|there is|there was|there are|i've|i have|i had|i know) (?!no\b)(\w+ )?([\w-]+ ){1,3}(customers?|clients?|apps?|users?|tenants?|accounts?|teams?|studios?|partners?|publishers?|broadcasters?|platforms?|compan(y|ies)) (with|who|whose|where|that|on|in|having|running into|complaining|reporting|seeing), (customers?|clients?|apps?|users?|tenants?|accounts?|teams?|studios?|partners?|publishers?|broadcasters?|platforms?|compan(y|ies)|people|ppl|guys) ([\w-]+ ){0,3}(sees?|saw|has|had|have|gets?|got|hits?|reports?|reported|shows?|lost|did|experiences?d?|noticed) (it|this|that|the same( \w+)?|the (identical|very) \w+|exactly (this|that)|something (like|similar))( \w+){0,2} (too|also|as well|last \w+|yesterday|this \w+|before|in \w+|back then|first|already|since), known pattern, known to (hit|affect|bite), a classic, (people|everyone|everybody|folks) (always |often |regularly |frequently )?(run|trip|stumble|fall|bump)s? (in|over|on)\w*, (we|i) (do |often |regularly |frequently |sometimes |usually )?(get|see|hear|hearing|seeing) (this|it|that|these|complaints?|reports?|those|tickets) (like this |about this )?(a lot|often|regularly|quite|about|every|whenever|from|all the time|once|now and then|since), (we're|been) (seeing|hearing|getting) (this|it|more|reports|several|many) (\w+ )?(from|with|on|people|across), according to (past|previous|earlier)"""
    ),
)
NOT = frames(
    any_of(
        """没有?(其他|其它|别的|任何|客户|用户|人|先例|记录|收到|听说|见|遇|碰|发现), 也没有?(类似|同样|这), 没人, 没听说, 没收到, 从没, 从未, 未(收到|见|发现|有|接到), 尚无, 暂无, 倒没有, (?<!不是)(?<!并非)头一[次回], 第一次(见|遇|碰|听), 查不到, 对不上, (只|仅)有(贵|您|你), 唯独, 如果, 若, 万一, 一旦, 倘, 要是, (避免|防止|以免|免得|杜绝)(再|类似|此类|同样|出现|发生),  再(次|有|出现|遇|发生|碰), 以后, 今后, 下次, 有没有, 是否, 是不是, 会不会, 请, 麻烦, 隐私, 续费, 在用, 定制, 没关系, 无关, 正常,
        您上次, 您上回, 您之前, 您以前, 你上次, 你之前, 你们上次, 你们之前, 贵司(上次|之前|此前), 您同事, 您的两, (您|你们|贵司)(的)?(其他|别的|另|用户|客户|主播),
        no other, no one else, nobody else, none of (our|the) other, not aware of, no (similar )?(complaints|reports), haven't seen, have not seen, never, isn't any, any other, anyone else, anybody else, in other words, may, hopefully, might want, other than, on the other, if, whether, another (engineer|colleague|agent|team member|time|option|way), ask my, your (other|previous|earlier|last|users|customers|viewers), you (report|see|mention|had|have|can|could|need|should)\\w*, were fine, are fine, works? fine, treat*, please, test with, try"""
    )
)


@signal(Signal.CITES_PRECEDENT, zh="提及先例", en="cites a precedent")
def cites_precedent(said: Utterance) -> Evidence | None:
    """Another customer, other users or earlier cases had the same or something like it.

    Not: that nobody else had it, that somebody may, or a question whether anybody has.
    """
    return first(said.sentences, _precedent)


def _precedent(sentence: Sentence) -> Evidence | None:
    return None if sentence.asks else next(sentence.matches(FRAMES, NOT), None)
