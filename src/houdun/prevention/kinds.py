"""Which kind of occasion words speak of, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from houdun.facts.occasion import OccasionKind

NAMES: Mapping[OccasionKind, frozenset[str]] = {
    OccasionKind.PEAK: frozenset({"peak", "高峰", "峰值"}),
    OccasionKind.RELEASE: frozenset({"release", "发版", "版本"}),
    OccasionKind.MAINTENANCE: frozenset({"maintenance", "维护", "变更"}),
    OccasionKind.ADVISORY: frozenset({"advisory", "预警", "公告"}),
    OccasionKind.END_OF_LIFE: frozenset({"end_of_life", "end-of-life", "end of life", "eol", "下线", "停止支持"}),
}
"""What CATEGORIES may say outright."""

WORDS: Mapping[OccasionKind, re.Pattern[str]] = {
    OccasionKind.END_OF_LIFE: re.compile(
        r"停止(?:支持|服务|维护|更新)|停服|下线|关停|停用|不再(?:提供|支持|维护)|退役|生命周期结束|日落"
        r"|end[- ]of[- ](?:life|support|service)|\beol\b|sunset|deprecat|\bretire[ds]?\b|\bretirement\b|shut(?:ting)? down|discontinu"
        r"|no longer (?:be )?(?:available|supported|maintained)"
    ),
    OccasionKind.MAINTENANCE: re.compile(
        r"维护(?!您)|割接|检修|停机|机房搬迁|变更(?:窗口|预告|同步|通知)|有个变更|计划内|轮换|切换(?:信令|数据库|集群|机房)|主从切换"
        r"|滚动(?:重启|升级)|更换(?:负载|核心|设备|证书)"
        r"|maintenance|downtime|cut-?over|fail-?over|rolling restart|planned (?:upgrade|work|outage)|\brotated?\b|rotation of"
        r"|\bmigrat(?:e|es|ing) (?:the|our)\b|(?:swap|replace|repair)(?:s|ing)? (?:the|our|its|a)\b|change notice|note on a change"
    ),
    OccasionKind.ADVISORY: re.compile(
        r"安全公告|漏洞|风险(?:预警|提示)|预警|隐患|内存泄漏|不兼容|会连不上|盗播|会(?:失效|崩溃|掉到)|我们(?:发现|监测到)|关注到"
        r"|advisory|vulnerabilit|\bcve-|risk alert|\bwarning\b|memory leak|\bleaks\b|forged|incompatib|fails? to (?:connect|decode)"
        r"|we (?:found|see|saw|noticed) that|known issue|\bwill (?:fail|crash|break)\b"
    ),
    OccasionKind.RELEASE: re.compile(
        r"发版|(?:会|要|将|计划)(?:正式)?发布|新版本?|上线|灰度|推送|默认(?:开启|编码|启用)|要发的|升级到|发布会?前|大版本"
        r"|\breleas(?:e|es|ing)\b|\bship(?:s|ping)?\b|\broll(?:s|ed|ing)?[- ]?out\b|\blaunch(?:es)?\b|go(?:es)?[- ]live|canary|by default"
        r"|switch the default"
    ),
    OccasionKind.PEAK: re.compile(
        r"高峰|峰值|最高点|大促|并发|流量|容量|扩容|值守|护航|重保|保障|压测|待命|值班|大赛|决赛|晚会|盛典|周年庆|万人|活动|演唱会|跨年"
        r"|\bpeak|traffic|concurren|capacity|\bload\b|surge|stand(?:s|ing)? ?by|on duty|on[- ]call|big (?:night|show|event)|\bshow\b|\bfinal\b"
        r"|battle|concert|anniversary|high season|busy (?:hours|time|evening|night)|co-hosting night|\bevent\b|festival"
    ),
}
"""Words by which a text speaks of a kind; where several do, the first in this order counts most."""


def kind_of(categories: str, summary: str) -> OccasionKind | None:
    """The kind of a calendar's event: by its categories, else by the words of its summary; None where neither tells."""
    said = {each.strip().lower() for each in categories.split(",")}
    named = next((kind for kind, names in NAMES.items() if names & said), None)
    return named or next(iter(kinds_in(summary)), None)


def kinds_in(text: str) -> tuple[OccasionKind, ...]:
    """The kinds that a text speaks of, the weightiest first."""
    folded = text.lower()
    return tuple(kind for kind, words in WORDS.items() if words.search(folded))
