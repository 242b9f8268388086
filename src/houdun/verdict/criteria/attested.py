"""What a person recorded, because no case can show it."""

from __future__ import annotations

import numpy as np

from houdun.errors import UsageError
from houdun.facts.rubric import Rubric
from houdun.language import Bilingual
from houdun.verdict.evidence import Attested, Scale
from houdun.verdict.measures import Kind, measure
from houdun.verdict.record import Record

YES = frozenset({"yes", "y", "true", "是", "有"})
NO = frozenset({"no", "n", "false", "否", "没有", "无"})
HIGHEST_GRADE = 4.0
MEND = {
    "yes_no": Bilingual("请填 yes 或 no（是、否也可以）", "write yes or no"),
    "number": Bilingual("请填一个不小于 0 的数", "write a number of 0 or more"),
    "grade": Bilingual("请填 0 到 4 的分数", "write a grade from 0 to 4"),
}


@measure("attested")
def attested(record: Record, *, kind: Kind, full: float = 1.0) -> Attested | None:
    """`kind` is yes_no, number (scored 1 from `full` on) or grade (0–4). The weaker the assurance, the less it is worth and the
    less it weighs."""
    held = record.attestation
    if held is None:
        return None
    value = read_value(held.criterion, kind, held.value)
    trust = record.belief.assurance[held.assurance]
    top = {"yes_no": 1.0, "number": full, "grade": HIGHEST_GRADE}[kind]
    score = float(Scale(best=top, worst=0.0).score(np.asarray(value))) * trust.worth
    return Attested(value, score, trust.cases, held.assurance, held.document)


def read_value(criterion: str, kind: str, text: str) -> float:
    """The value as typed. Raises UsageError where it is not of the criterion's kind."""
    word = text.strip().lower()
    if kind == "yes_no" and word in YES | NO:
        return float(word in YES)
    if kind in ("number", "grade"):
        value = _number(word)
        if value is not None and 0 <= value <= (HIGHEST_GRADE if kind == "grade" else 1e9):
            return value
    raise UsageError(Bilingual(f"看不懂的取值“{text}”", f"cannot read the value “{text}”"), MEND[kind], where=criterion)


def check_attestation(rubric: Rubric, id: str, value: str) -> None:
    """Raises UsageError where the rubric has no such criterion, or it takes no attestation, or not this value."""
    criterion = rubric.criterion(id)
    mend = Bilingual("用 houdun rubric 查看哪些评估项需要由人填写", "run houdun rubric to see which criteria take an attestation")
    if criterion is None:
        raise UsageError(Bilingual("评估表里没有这一项", "the rubric has no such criterion"), mend, where=id)
    if criterion.measure != "attested":
        problem = Bilingual("这一项由工单算出，不能由人填写", "this criterion is read from cases and takes no attestation")
        raise UsageError(problem, mend, where=id)
    read_value(id, str(criterion.parameters["kind"]), value)


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None
