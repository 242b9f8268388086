"""Vocabularies that several signals share. Chinese (simplified) and English side by side."""

from __future__ import annotations

from houdun.grading.words import any_of

YOU = any_of(
    """你们, 你, 您, 您这边, 您那边, 贵司, 贵方, 贵公司, 客户, 客户端同学, 业务侧, 业务方, 接入方, 应用层, 页面侧, 主播端, 用户侧,
    you, your, yours, you're, you've, client, customer"""
)
YOUR_OWN = any_of(
    """你们, 你, 你家, 您, 您的, 您们, 贵司, 贵方, 贵公司, 业务侧, 业务层, 业务方, 业务代码, 接入方, 应用层, 应用侧, 页面侧, 客户侧, 主播端, 客户端侧, 客户自己, 用户侧, 你们自己,
    your, you, yours, customer's, client's"""
)
WE = any_of(
    """我们, 我, 咱们, 咱, 我方, 我司, 我这边, 我这里, 这边, 工程师, 同事, 研发, 技术,
    i, we, i'll, we'll, i'm, we're, i've, we've, me, us, my, our, team, engineer*, colleague*"""
)
ASK = any_of(
    """请, 麻烦, 劳驾, 烦请, 有劳, 还请, 能否, 能不能, 可否, 可以, 方便, 是否方便, 需要, 辛苦, 帮忙, 协助, 希望, 想要, 想请, 我要, (?<![需不必主重只将想还就])要(?![是么求不]), 得,
    please, pls, plz, kindly, could you, can you, would you, will you, may i, may we, could we, can we, can i, could i, might you, do you have, have you got, is there,
    would like, would be helpful, would help, would be great, would be nice, helpful if, if you could, if you can, if possible, is it possible, possible to, need, needs, needed, want, looking for, any chance, mind, let me have, let us have, we'd need, i'd need, i'd like, we'd like,
    you should, you'd, try to, waiting for, we require, required, request, appreciate"""
)
GIVE = any_of(
    """发, 传, 给, 导, 提供, 上传, 附, 打包, 抓, 取, 录, 贴, 补, 丢, 拿, 收集, 采集, 导出, 匯出, 提交, 反馈, 打开, 开一下, 看看, 看一下, 看下, 我看, 要一份, 来一份, 一份, 来一段, 给过来, 甩,
    send*, shar*, attach*, upload*, provid*, export*, post*, collect*, pull, drop, captur*, grab*, get me, get us, give*, past*, dump, record*, includ*, add, submit*, zip, run, produce, supply, forward, enable, turn on, email, show, fetch, obtain, gather, generate, look at, see"""
)
OTHERS = any_of("其他, 其它, 别的, 另外, 另, 有些, 好几, 不少, other, another, others, several, some, many, multiple, more, few")
CLIENTS = any_of(
    """客户, 用户, 厂家, 家, 伙伴, 平台, 商家, 租户, 公司, 项目, 团队, 公会, 同行, 案例, app, 直播间, 房,
    customer*, client*, user*, tenant*, app, apps, compan*, account*, team*, people, org*, shop*, site*, folks, vendor*, case*, project*"""
)
TEAM = any_of(
    r"""研发, 开发, 技术, 后台, 后端, 前端, 架构, 算法, 产品, 商务, 法务, 财务, 计费, 运维, 网络, 二线, 三线, 专家, 主管, 经理, 总监, 领导, 上级, 值班, 同事, 同学, 工程师, 小组, 部门, 团队, 专线, 专家组, 实验室, 平台组, [\u4e00-\u9fffa-z0-9]{1,8}[组部],
    team*, engineer*, engineering, dev, devs, developer*, specialist*, colleague*, department, dept, manager, second line, second-line, tier [23], tier-[23], l[23], backend, ops, on-call, oncall, product, experts?, folks, squad, lead, group, noc, core, maintainer*, r&d, qa, billing, sales, legal, commander, officer, specialists, management, higher-ups, upstream, board, them, him, her"""
)
TEMPORARY = any_of(
    """暂时, 临时, 先用, 先让, 先把, 先走, 先切, 先退, 先回退, 先开, 先关, 先别, 先去, 先不, 先改走, 先将, 先降, 先换, 先在, 先拿, 先接, 眼下, 目前可以, 目前可, 目前先, 现阶段可, 过渡, 顶着, 顶一下, 顶过, 扛一下, 应急, 救急, 止损, 之前先, 修复前, 修正前, 修好前, 上线前, 发布前, 发版前, 之前可, 之前可以, 临时方案, 变通, 绕开, 绕过, 绕行, 规避, 替代方案, 创可贴, 缓解, 今天可以先, 今天就能, 今晚先, 今晚就能, 等你们放行之前, 来不及发, 凑合, 兜底, 能救场,
    workaround*, work around, work-around, for now, for the moment, for the time being, for tonight, for today, tonight, meanwhile, in the meantime, meantime, until, till, temporar*, stopgap, stop-gap, as a stop gap, quick fix, quick way out, way round, way around, get around, bypass, to dodge, dodge, avoid, plaster, band-aid, interim, if you can't, if you cannot, if you need something, if you need it today, at once, right now, right away, short term, short-term, alternatively, as an alternative, instead, fall back, fallback, might save you, while we, get you going, get you through, unblock, stay on, roll back, rollback, pin"""
)
