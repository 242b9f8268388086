"""What clocks and meanings are called on the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from houdun.facts.question import Given
from houdun.language import Bilingual

FIRST, NEXT = "time_to_first_response_human", "next_response_human"
"""Clocks: while the first answer is waited for, so is the next."""
CLOCKS: Final[Mapping[str, Bilingual]] = {
    FIRST: Bilingual("等第一次人工答复", "waiting for a person's first answer"),
    "time_to_first_response": Bilingual("等第一声回应", "waiting for any answer"),
    NEXT: Bilingual("等下一次人工答复", "waiting for a person's next answer"),
    "update_kept": Bilingual("等对方说好的进展", "waiting for the update that was promised"),
    "time_to_located": Bilingual("等对方找到原因", "waiting for the cause"),
    "time_to_mitigated": Bilingual("等对方说恢复了", "waiting for “it works again”"),
    "time_to_mitigated_observed": Bilingual(
        "等画面声音恢复（以探针所见为准）", "waiting for the stream to recover, as the probe sees it"
    ),
    "time_to_resolved": Bilingual("等对方说解决了", "waiting for “it is solved”"),
    "time_to_resolved_observed": Bilingual("等真正解决（以所见为准）", "waiting to be solved, as observed"),
    "time_to_resolved_total": Bilingual("等彻底解决", "waiting to be solved for good"),
    "time_to_rca": Bilingual("等复盘报告", "waiting for the post-mortem"),
    "time_to_close": Bilingual("等结单", "waiting to be closed"),
}
ALWAYS_SHOWN: Final = (
    FIRST,
    NEXT,
    "update_kept",
    "time_to_mitigated_observed",
)
"""Others are shown where the vendor's plan promises them,"""
NEVER_SHOWN: Final = frozenset({"time_to_first_response", "time_to_resolved_total"})
"""but for these: one that says more stands beside them."""

MEANINGS: Final[Mapping[str, Bilingual]] = {
    "names_cause": Bilingual("说出了原因", "names a cause"),
    "claims_fixed": Bilingual("说已经修好", "says that it is fixed"),
    "other_change": Bilingual("建议了别的改动", "proposes a change that is not listed"),
    "more_to_come": Bilingual("还会再答复，或已转给别人", "more is to come, or it was passed on"),
    "brief": Bilingual("问开场已介绍过的背景", "asks for what the brief had said"),
    "reproduction": Bilingual("要复现步骤", "asks how to reproduce it"),
    "everything": Bilingual("笼统地什么都要", "asks for everything at once"),
    "offers_retest": Bilingual("提出再测一次", "offers to test again"),
    "promises_postmortem": Bilingual("答应给复盘", "promises a post-mortem"),
    "delivers_postmortem": Bilingual("给出了复盘", "delivers the post-mortem"),
}
"""By the fields of `Meaning`."""
GIVEN: Final[Mapping[Given, Bilingual]] = {
    Given.STREAM: Bilingual("流名", "the stream's name"),
    Given.SINCE: Bilingual("何时开始", "since when"),
    Given.PUBLISHED: Bilingual("推流参数", "how it is published"),
    Given.PLAYED: Bilingual("观看地址", "where it is watched"),
}
KINDS: Final[Mapping[str, Bilingual]] = {
    "meaning": Bilingual("这封回复是什么意思？", "What does this reply mean?"),
    "doubtful": Bilingual("这是人写的，还是自动回复？", "Did a person write this, or a machine?"),
    "send": Bilingual("请把这封信发出去", "Please send this"),
    "brief": Bilingual("请把业务背景发给对方", "Please send the brief"),
    "sent?": Bilingual("这封信发出去了吗？", "Did this letter go out?"),
    "place": Bilingual("这封来信属于哪个工单？", "Which case does this mail belong to?"),
    "leak": Bilingual("这封信会泄露答案，没有发出", "This letter would have told the answer: it was not sent"),
    "returned": Bilingual("有一封信没有送到", "A letter did not arrive"),
    "mailbox": Bilingual("邮箱不能用了", "A mailbox refuses"),
}
ORDERED: Final[Mapping[str, Bilingual]] = {
    "pause": Bilingual("已暂停：不再发新的考题", "paused: no further question goes out"),
    "resume": Bilingual("继续发考题", "it goes on"),
    "stop": Bilingual("已停止", "stopped"),
}
