"""Says that others had it too."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.words import any_of, frames

OTHER_ZH = any_of(
    "其他, 其它, 别的, 另外, 另, 某, 有位, 有个, 有一家, 有家, 一家, 一个, 两家, 三家, 两位, 好几, 几家, 几个, 七八个, 不少, 许多, 很多, 多家, 隔壁, 那家, 同样报这个, 做[\\u4e00-\\u9fff]{1,8}的, 同区域, 同时段, 同一时段, 同一, 老, 欧洲, 荷兰, 某些, 之前, 前阵子, 前不久, 上周, 上个?月, 上星期, 昨天, 去年, 今早, 这周, 上回, 早先, 前两周, 也有"
)
CLIENT_ZH = any_of(
    "客户, 用户, 家, 伙伴, 平台, 商家, 租户, 公司, 公会, 同行, app, 直播间, 社区, 案例, 客人, 团队, 项目, 接入方, 那家, 医院, 学校, 的(?=.{0,4}(也|和|跟|一样)), 机构, 厂商, 小程序, 唱歌房"
)
SAME_ZH = any_of(
    "也, 同样, 一样, 类似, 一模一样, 一毛一样, 遇到, 碰到, 碰过, 遇过, 踩, 踩过, 中过, 反映, 反馈过, 反映过, 提过, 提的, 提了, 来问, 来询问, 咨询同一, 问过, 差不多, 接近, 同源, 相符, 一起掉, 一起中, 做过, 下线, 重签, 有一家, 同一个, 出现过, 几乎一致, 绕的, 失望过, 丢失, 告知, 咨询, 最后, 开的, 都是, 如此, 才开, 报告过"
)
FRAMES = frames(
    f"{OTHER_ZH} .. {CLIENT_ZH} … {SAME_ZH}",
    any_of(
        "不是头一个, (多起|几起|好几起|数起|若干)(同类|类似|相同|一样)?的?(反馈|报障|投诉|案例|情况), 好多(主播|客户|用户|家|人), 很多(主播|客户|用户|家|人), (和|跟|与)[^,。]{0,12}(案例|情况|客户|公司)[^,。]{0,6}(像|类似|差不多|一样|接近), 也中招, 中招了, 别家也, 别的客户也, 其他客户也, 其他用户也, 好几个客户, 好几家, 多个客户, 不少客户, 有客户也, 也有客户, 也有人, 有人也, 有人(遇|碰|踩|报|反馈)(到)?过, 同行, 前两天刚(处理|遇|碰), 刚处理过, 刚碰到, 刚遇到, 处理过类似, 处理过一个, 碰到过类似, 一样的(案例|情况|问题|单子), 都(报|反馈|提|问)(了|过), 同样的(案例|情况|单子|反馈), 有过(这样|这种|同样|一样), 出过(这样|这种|同样|一样), 不是第一个, 不是个例, 不止(你|您|贵)[\\u4e00-\\u9fff]{0,2}(一)?家, 不只(你|您)们, 第[二三四五六七八九十几]+个了, 不是唯一, 以前见过, 之前见过, 见过类似, 遇到过类似, 有过类似, 有过先例, 类似案例, 类似的案例, 类似情况的客户, 也有其[他它]"
    ),
    any_of(
        "(another|other|different|second|third) (client|customer|user|team|studio|shop|company|app|vendor|partner|platform|publisher|tenant), someone else, somebody else, (two|three|four|five|some|several|a few|few|many|a couple of|a handful of|multiple|\\d+) (other |more |similar )?(reports?|cases?|tickets?|complaints?|customers|clients|users|partners|teams), resembles a, reminds me of, the same report, same report from, lots of \\w+ (mention|report|ask|complain|have|had|see|saw)\\w*, (tenants|customers|clients|users|others) are (hit|affected|seeing|reporting), of our (partners|customers|clients|users), (saw|seen|had|hit) (this|it|that) (before|with|at|last|in|once|twice), same as (ticket|case|issue), similar case, a similar (one|issue|ticket), you're not the (first|only)\\w*, you are not the (first|only)\\w*, not the only (one|shop|team|app|customer), not alone, you aren't the (first|only), you're the (second|third|fourth|2nd|3rd), welcome to the club"
    ),
    any_of(
        "another, other, others, several, some, two, two more, three, few, a few, many, multiple, more, seven other, one, a, an, most, different, second, numerous, various"
    )
    + r" (?:\w+[ -]){0,3}"
    + any_of(
        "customers?, clients?, apps?, users?, tenants?, shops?, accounts?, teams?, people, folks, companies, company, orgs?, organi[sz]ations?, streamers?, sellers?, channel, parties, others, streamer*, players, members, subscribers, school, church, broadcaster, studio, partner, agency, platform, publisher, retailer, operator, station, league, university, radio, brand, startup, merchant"
    )
    + " … "
    + any_of(
        "had, has had, have had, hit, report*, same, also, bitten, saw, seen, sees, see it, see this, experienc*, affected, complain*, run into, ran into, fac*, similar, suffer*, were kicked, confirmed, noticed, mention*, wanted, trap, lost, did, shipped, do this, ask*, too, as well, encounter*, experience, the very same, like this, like yours, got"
    ),
    any_of(
        "(seen|had|hit|met|encountered) (this|it|that|the same|similar|something similar|the same thing|these) (\\w+ ){0,3}(before|elsewhere|with other|at other|at another|on other|with another|from other|from another|in other)"
    ),
    any_of(
        "same (issue|problem|bug|error|crash|thing) as (#|in|another|the one|other), sees it as well, sees it too, see it as well, same as #\\d+, similar to #\\d+, dup(licate)? of #?\\d*, others have reported, already reported by, also reported by, startup with .{1,12} also, same crash, in their history, was bitten, were bitten, bitten too, got bitten, similar (issue|issues|problem|thing|case|cases|report|reports) (\\w+ ){0,3}(before|elsewhere|with|at|from|by|bit|another|here), same (issue|thing|problem|line) (\\w+ ){0,4}(last|before|at|with|by|from), reported by (\\w+ ){0,3}(other|client|customer|user|too), others (did|do|have|had|are|report\\w*|too|with), two others, affecting (other|several|some|many|multiple), with (other|several|some|many) (users|customers|clients), another dating customer, known (issue|problem) (for|affecting) (some|many|several)"
    ),
)
NOT = frames(
    any_of(
        "没有其他, 没有别的, 目前没有, 没有客户, 没有人, 没有记录, 查不到, 没人, 不是, 倒没有, 没听说, 未收到其他, 没有其它, no other, no one else, nobody else, not aware of, no complaints, haven't seen, have not seen, never seen, any other, anyone else, in other words, some users may, some people may, other than, on the other"
    ),
)


@signal(Signal.CITES_PRECEDENT, zh="提及先例", en="cites a precedent")
def cites_precedent(said: Utterance) -> Evidence | None:
    """Another customer, other users or earlier cases had the same or something like it.

    Not: that nobody else had it.
    """
    return said.evidence(FRAMES, NOT)
