from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from houdun.scenario.host.gifts import FADES, RISE_S, flying
from houdun.scenario.show import Gifts

BURST = Gifts(at_s=10.0, for_s=4.0, kind="rose", each_s=3.0)


def test_a_burst_brings_as_many_gifts_as_it_says() -> None:
    assert [len(list(flying([BURST], at))) for at in (9.9, 10.0, 10.5, 10 + 4 + RISE_S)] == [0, 1, 2, 0]
    seen = {gift.x for step in range(800) for gift in flying([Gifts(at_s=0.0, for_s=1.0, kind="star", each_s=5.0)], step / 100)}
    assert seen


def test_gifts_rise_and_fade() -> None:
    one = Gifts(at_s=0.0, for_s=0.1, kind="star", each_s=1.0)
    way = [next(iter(flying([one], at))) for at in (0.0, 1.0, 2.0, 3.1)]
    assert [gift.y for gift in way] == sorted((gift.y for gift in way), reverse=True)
    assert [gift.faded for gift in way] == sorted(gift.faded for gift in way)


@given(at=st.floats(0, 100), for_s=st.floats(0, 60), each_s=st.floats(0, 20))
@example(at=9.0, for_s=1.0, each_s=15.0)  # in the very moment at which one is gone
def test_at_any_moment_only_what_is_in_the_air_is_told(at: float, for_s: float, each_s: float) -> None:
    gifts = list(flying([Gifts(at_s=5.0, for_s=for_s, kind="heart", each_s=each_s)], at))
    assert len(gifts) <= each_s * RISE_S + 1
    assert all(0 <= gift.x <= 1280 and 200 <= gift.y <= 720 and 0 <= gift.faded < FADES for gift in gifts)
