from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from houdun.scenario.host.speech import LEAST_PAUSE_S, spoken


@given(hosts=st.integers(1, 3), loop_s=st.sampled_from([8.0, 24.0, 40.0]), seed=st.integers(0, 1000))
def test_syllables_follow_one_another_and_leave_a_pause_at_the_loop_s_end(hosts: int, loop_s: float, seed: int) -> None:
    said = spoken(hosts, loop_s, seed)
    assert said
    assert all(earlier.start + earlier.seconds <= later.start + 1e-9 for earlier, later in pairwise(said))
    assert said[-1].start + said[-1].seconds < loop_s - LEAST_PAUSE_S / 2


def test_all_hosts_come_to_speak_and_nobody_speaks_all_the_time() -> None:
    said = spoken(3, 40.0, 0)
    assert {syllable.host for syllable in said} == {0, 1, 2}
    assert 0.5 < sum(syllable.seconds for syllable in said) / 40 < 0.9


def test_the_same_seed_says_the_same() -> None:
    assert spoken(2, 24.0, 5) == spoken(2, 24.0, 5) != spoken(2, 24.0, 6)
