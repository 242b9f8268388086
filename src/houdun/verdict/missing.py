"""Why there is no evidence, and what would give some: in words."""

from __future__ import annotations

from houdun.facts.rubric import Criterion
from houdun.language import Bilingual

NEEDED: dict[str, Bilingual] = {
    "messages": Bilingual("服务商真人参与的对话原文", "conversations with the vendor's people"),
    "milestones": Bilingual("带时间的状态记录", "dated changes of status"),
    "severity": Bilingual("每个工单的严重级别", "the severity of each case"),
    "owners": Bilingual("处理人的变更记录", "a record of who held each case"),
    "grades": Bilingual("人工盲评", "blind grades by people"),
    "answer_key": Bilingual("已知真实原因的考题（试用考察）", "questions whose true cause is known (a trial)"),
    "probe": Bilingual("探针或客户对恢复情况的亲眼确认", "a probe, or a customer, that saw the recovery"),
    "attestation": Bilingual("由人填写的证明（houdun attest）", "a person's attestation (houdun attest)"),
    "promises": Bilingual("服务商套餐里写明的承诺", "the promises of the vendor's plan"),
    "notices": Bilingual(
        "团队的日历（houdun occasions import），以及服务商主动发来的通知",
        "the team's calendar (houdun occasions import), and the vendor's unasked notices",
    ),
}


def missing(criterion: Criterion, applicable: int | None) -> Bilingual:
    """What evidence is wanted. `applicable` cases could have spoken and none did; None where no case ever could."""
    needed = [NEEDED[kind] for kind in criterion.evidence]
    zh, en = "、".join(each.zh for each in needed), "; ".join(each.en for each in needed)
    if applicable is None:
        return Bilingual(f"没有证据。需要：{zh}", f"No evidence. Needed: {en}")
    if applicable == 0:
        return Bilingual(f"没有适用这一项的工单。需要：{zh}", f"No case that this applies to. Needed: {en}")
    return Bilingual(
        f"适用的工单 {applicable} 个，都没有证据。需要：{zh}",
        f"Cases that apply: {applicable}, with evidence: none. Needed: {en}",
    )
