from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media.link.model import CLEAR, RETRANSMISSION, Impairment, Line

impairments = st.builds(
    Impairment,
    delay_ms=st.floats(0, 500),
    jitter_ms=st.floats(0, 100),
    loss=st.floats(0, 0.5),
    burst_enter=st.floats(0, 0.1),
    burst_leave=st.floats(0.1, 1),
    rate_kbps=st.sampled_from([0.0, 300.0, 5000.0]),
    growth_ms_per_s=st.floats(0, 50),
)


def carried(line: Line, count: int, every: float = 0.01, size: int = 1000) -> list[float | None]:
    return [line.carry(index * every, size) for index in range(count)]


def test_a_clear_line_carries_everything_at_once() -> None:
    assert carried(Line(CLEAR, reliable=False), 5) == [0.0, 0.01, 0.02, 0.03, 0.04]


def test_delay_and_jitter_have_the_asked_mean_and_spread() -> None:
    took = [
        arrival - i * 0.01
        for i, arrival in enumerate(carried(Line(Impairment(delay_ms=50, jitter_ms=10), reliable=False), 4000))
        if arrival
    ]
    assert statistics.mean(took) * 1000 == pytest.approx(50, abs=0.7)
    assert statistics.stdev(took) * 1000 == pytest.approx(10, abs=0.5)


def test_random_loss_has_the_asked_share() -> None:
    assert carried(Line(Impairment(loss=0.05), reliable=False), 20_000).count(None) / 20_000 == pytest.approx(0.05, abs=0.006)


def test_bursts_have_the_mean_loss_and_the_mean_length_of_gilbert_and_elliott() -> None:
    fates = [arrival is None for arrival in carried(Line(Impairment(burst_enter=0.01, burst_leave=0.25), reliable=False), 60_000)]
    bursts = sum(lost and not before for lost, before in zip(fates, [False, *fates], strict=False))
    assert sum(fates) / len(fates) == pytest.approx(0.01 / 0.26, abs=0.006)
    assert sum(fates) / bursts == pytest.approx(1 / 0.25, abs=0.4)


def test_a_datagram_that_would_wait_too_long_is_dropped() -> None:
    fates = carried(Line(Impairment(rate_kbps=400, queue_ms=200), reliable=False), 400)  # 800 kbit/s offered
    assert fates.count(None) / len(fates) == pytest.approx(0.5, abs=0.06)
    assert max(arrival - i * 0.01 for i, arrival in enumerate(fates) if arrival is not None) <= 0.2 + 0.02 + 1e-9


def test_a_byte_stream_behind_a_small_rate_comes_ever_later_and_whole() -> None:
    line = Line(Impairment(rate_kbps=400), reliable=True)
    fates = carried(line, 100)
    assert None not in fates
    assert fates[-1] == pytest.approx(100 * 0.02)
    assert line.backlog(1.0) == pytest.approx(1.0)


def test_a_loss_holds_up_all_that_follows_in_a_byte_stream() -> None:
    fates = [arrival or 0.0 for arrival in carried(Line(Impairment(loss=0.02), reliable=True, seed=3), 500)]
    held = max(arrival - i * 0.01 for i, arrival in enumerate(fates))
    assert held >= RETRANSMISSION
    assert fates == sorted(fates)


def test_a_stall_loses_datagrams_and_holds_up_bytes() -> None:
    assert Line(Impairment(stall=True), reliable=False).carry(0, 100) is None
    assert Line(Impairment(stall=True), reliable=True).carry(0, 100) == math.inf


def test_growing_delay_starts_anew_with_each_change() -> None:
    line = Line(Impairment(growth_ms_per_s=20), reliable=False, now=100.0)
    assert line.carry(110.0, 1) == pytest.approx(110.2)
    line.change(Impairment(growth_ms_per_s=20, delay_ms=1), now=110.0)
    assert line.carry(110.0, 1) == pytest.approx(110.001)


@given(impairments, st.integers(0, 2**32), st.booleans())
def test_nothing_arrives_before_it_left_and_the_same_seed_says_the_same(held: Impairment, seed: int, reliable: bool) -> None:
    first, second = (carried(Line(held, reliable=reliable, seed=seed), 60) for _ in range(2))
    assert first == second
    assert all(arrival is None or arrival >= i * 0.01 for i, arrival in enumerate(first))
    if reliable:
        assert first == sorted(arrival for arrival in first if arrival is not None)
