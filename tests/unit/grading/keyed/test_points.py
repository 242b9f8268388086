from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from houdun.facts.question import Point
from houdun.grading.keyed.points import depth, held
from houdun.language import Bilingual

POINTS = (
    Point(Bilingual("说明报备渠道与提前多少天", "How to announce it, and how many days ahead"), 2),
    Point(Bilingual("费用影响", "Effect on cost"), 1),
    Point(Bilingual("建议怎样压测、何时压", "How to load-test, and when"), 2),
)


def test_a_point_is_held_in_either_language_and_in_like_words() -> None:
    assert held(POINTS, "报备走商务渠道，请提前 7 天。") == (True, False, False)
    assert held(POINTS, "Announcing works by mail, ten days ahead; the cost effects are small.") == (True, True, False)


def test_empty_courtesy_holds_no_point() -> None:
    assert held(POINTS, "没问题，放心用，有事随时联系我们！No problem, go ahead.") == (False, False, False)


@given(st.lists(st.booleans(), min_size=3, max_size=3), st.integers(0, 2))
def test_one_more_point_never_makes_it_shallower(found: list[bool], added: int) -> None:
    more = [there or number == added for number, there in enumerate(found)]
    assert 1 <= depth(POINTS, found) <= depth(POINTS, more) <= 4


def test_all_points_are_full_depth_and_none_is_1() -> None:
    assert (depth(POINTS, (False,) * 3), depth(POINTS, (True,) * 3)) == (1, 4)
