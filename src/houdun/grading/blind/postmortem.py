"""What a post-mortem holds: the items that a rater looks for, each 0 absent, 1 present, 2 specific, 3 verified."""

from __future__ import annotations

import re
from collections.abc import Mapping

from houdun.language import Bilingual

VERIFIED = 3
"""An item goes from 0 to here."""
ITEMS: Mapping[str, Bilingual] = {
    "summary": Bilingual("摘要", "summary"),
    "timeline": Bilingual("时间线（UTC，含事前征兆）", "timeline in UTC, with the lead-up"),
    "impact": Bilingual("影响，有数字", "impact in numbers"),
    "detection": Bilingual("怎样发现的", "how it was detected"),
    "trigger": Bilingual("诱因，与根因分开", "trigger, apart from the cause"),
    "root_cause": Bilingual("根因", "root cause"),
    "contributing": Bilingual("促成因素", "contributing factors"),
    "workaround": Bilingual("临时办法", "workaround"),
    "resolution": Bilingual("最终怎样解决", "resolution"),
    "not_earlier": Bilingual("为什么没有更早发现", "why it was not caught earlier"),
    "lessons": Bilingual("哪些做得好、哪些不好、哪些靠运气", "what went well, what badly, what by luck"),
    "actions": Bilingual("改进项：负责人、日期、类别", "actions with owner, date and kind"),
    "advice": Bilingual("长期建议", "long-term advice"),
    "recurrence": Bilingual("是否核查过复发", "recurrence checked"),
    "retest": Bilingual("是否提出复测，是否通过", "retro test offered, and passed"),
    "limits": Bilingual("承认局限，不归咎于人", "limits admitted, nobody blamed"),
    "data": Bilingual("附有数据", "data attached"),
}
LONG = 200
"""Characters: shorter messages announce a post-mortem and are none."""
_NAMED = re.compile(
    r"复盘|(?:事故|故障|事件|根因|根本原因)(?:分析)?报告|根本?因分析|事后分析|post-?mortem|\brca\b|root[- ]cause analysis|(?:incident|outage) (?:report|review)",
    re.IGNORECASE,
)


def is_postmortem(text: str) -> bool:
    """Whether a vendor's message is one: it says so and is long enough to be one."""
    return len(text) >= LONG and bool(_NAMED.search(text))
