"""A rubric of the usual shape, small enough to read: five dimensions, both base lines, three stages."""

from __future__ import annotations

from houdun.facts.rubric import Criterion, Dimension, Gate, Parameter, Rubric, Stage
from houdun.language import Bilingual

WEIGHTS = {"startup": (40, 15, 30, 10, 5), "growth": (30, 20, 30, 15, 5), "scale": (20, 25, 30, 20, 5)}
STAGES = {"startup": Bilingual("起步", "startup"), "growth": Bilingual("成长", "growth"), "scale": Bilingual("规模", "scale")}


def rubric() -> Rubric:
    """The stages weigh the dimensions as the packaged rubric does."""
    dimensions = _dimensions()
    ids = [dimension.id for dimension in dimensions]
    stages = {
        id: Stage(id=id, name=STAGES[id], weights=dict(zip(ids, (share / 100 for share in shares), strict=True)))
        for id, shares in WEIGHTS.items()
    }
    return Rubric(version="1", dimensions=dimensions, stages=stages)


def criterion(id: str, zh: str, en: str, unit: str, *evidence: str, gate: float | None = None, clock: str = "") -> Criterion:
    """A criterion that asks what its name says."""
    parameters: dict[str, Parameter] = {"clock": clock} if clock else {}
    return Criterion(
        id=id, name=Bilingual(zh, en), question=Bilingual(f"{zh}做得怎样？", f"How good is it: {en[0].lower()}{en[1:]}?"), measure="invented",
        parameters=parameters, evidence=evidence, weight=1.0, unit=unit, gate=None if gate is None else Gate(gate),
    )  # fmt: skip


def _dimensions() -> tuple[Dimension, ...]:
    first, located, mitigated = "time_to_first_response_human", "time_to_located", "time_to_mitigated"
    return (
        Dimension(id="response", name=Bilingual("响应机制", "Response"), question=Bilingual("周六晚上出事，多久有真人理我？", "It breaks on Saturday night: how soon does a human answer?"), criteria=(
            criterion("response.attained_15", "15 分钟内人工答复", "Human answer within 15 minutes", "share", "messages", gate=0.8, clock=first),
            criterion("response.night", "夜间与周末答复", "Answer at night and weekends", "share", "messages", gate=0.6, clock=first),
            criterion("response.tail", "九成首次答复用时", "Nine in ten first answers", "ms", "messages", clock=first),
        )),
        Dimension(id="team", name=Bilingual("服务团队", "Team"), question=Bilingual("接电话的人懂不懂我的业务？", "Does the person who picks up know the trade?"), criteria=(
            criterion("team.depth", "答复深度", "Depth of the answers", "grade", "messages"),
            criterion("team.asks_again", "不重复询问", "Does not ask twice", "share", "messages"),
        )),
        Dimension(id="closure", name=Bilingual("问题闭环", "Closure"), question=Bilingual("是真修好了，还是催一催就没下文？", "Is it really mended, or does it fade away?"), criteria=(
            criterion("closure.located", "定位原因用时", "Time to locate the cause", "ms", "milestones", clock=located),
            criterion("closure.mitigated", "缓解用时", "Time to mitigate", "ms", "milestones", clock=mitigated),
            criterion("closure.verified", "修复经过实测", "Fix verified on the stream", "share", "probe"),
        )),
        Dimension(id="proactive", name=Bilingual("主动服务", "Proactive"), question=Bilingual("大促之前，他们会不会先来找我？", "Before the big night, do they come to us first?"), criteria=(
            criterion("proactive.lead", "提前通知", "Notice lead", "days", "notices"),
            criterion("proactive.reviews", "定期回顾", "Review meetings", "share", "attestation"),
        )),
        Dimension(id="references", name=Bilingual("服务案例", "References"), question=Bilingual("谁用过？出过事吗？怎么收场的？", "Who used them, and how did it go when it broke?"), criteria=(
            criterion("references.concrete", "同类场景案例", "References in the same scene", "share", "attestation"),
        )),
    )  # fmt: skip
