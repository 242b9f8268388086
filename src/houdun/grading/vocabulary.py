"""Vocabularies that several signals share. Chinese (simplified) and English side by side."""

from __future__ import annotations

from houdun.grading.words import any_of

YOUR_OWN = any_of(
    """你们, 你, 你家, 您, 您的, 您们, 贵司, 贵方, 贵公司, 业务侧, 业务层, 业务方, 业务代码, 接入方, 应用层, 应用侧, 页面侧, 客户侧, 主播端, 客户端侧, 客户自己, 用户侧, 你们自己,
    your, you, yours, customer's, client's"""
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
TEAM = any_of(
    r"""研发, 开发, 技术, 后台, 后端, 前端, 架构, 算法, 产品, 商务, 法务, 财务, 计费, 运维, 网络, 二线, 三线, 专家, 主管, 经理, 总监, 领导, 上级, 值班, 同事, 同学, 工程师, 小组, 部门, 团队, 专线, 专家组, 实验室, 平台组, [\u4e00-\u9fffa-z0-9]{1,8}[组部],
    team*, engineer*, engineering, dev, devs, developer*, specialist*, colleague*, department, dept, manager, second line, second-line, tier [23], tier-[23], l[23], backend, ops, on-call, oncall, product, experts?, folks, squad, lead, group, noc, core, maintainer*, r&d, qa, billing, sales, legal, commander, officer, specialists, management, higher-ups, upstream, board, them, him, her"""
)
