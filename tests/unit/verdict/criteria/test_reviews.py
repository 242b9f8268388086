from __future__ import annotations

from houdun.facts.case import CaseKey, Source
from houdun.facts.occasion import Prevention, ReviewTurn, Unasked
from houdun.facts.time import DAY
from houdun.verdict.judge import judge
from houdun.verdict.rubric_file import default_rubric
from tests.verdict_given import A, answered_in

HELD = Unasked(uid="w", vendor=A, at=50 * DAY, text="QBR", source=Source("", ""))
TURNS = (
    ReviewTurn(vendor=A, start=0, end=50 * DAY, review=HELD),
    ReviewTurn(vendor=A, start=50 * DAY, end=142 * DAY, review=None),
)


def test_the_share_of_turns_with_a_review_and_what_is_behind_it() -> None:
    cases, given = {A: answered_in([5.0, 10.0])}, {A: Prevention((), TURNS)}
    verdict = judge(default_rubric(), "growth", cases, [], zone="UTC", seed=1, draws=200, prevention=given)
    proactive = next(each for each in verdict.vendors[0].dimensions if each.id == "proactive")
    result = next(each for each in proactive.criteria if each.id == "proactive.review_cadence")
    assert result.value is not None
    assert (result.value.mean, result.n) == (0.5, 2)
    first, second = result.contributions
    assert (first.case, first.entry, first.value) == (CaseKey(A, "review", "1970-01-01T00:00:00Z"), "w", 1)
    assert (second.entry, second.value) == ("", 0)
