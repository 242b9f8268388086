"""Sender reports become a mapping that one bad report does not bend, a clock's drift does not outrun, and a real change replaces."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media.endpoints.timeline import CONFIRMATIONS, REPORTS, SenderClock, Timeline
from houdun.media.track import Kind
from houdun.media.wire.stamps import Unwrap

NTP = 1_800_000_000.0
noise = st.floats(-0.002, 0.002)


def _told(clock: SenderClock, reports: int, *, start: float = 0.0, rate: float = 1.0, ntp: float = NTP) -> float:
    """Tells the clock one report a second; a stamp advances `rate` seconds in each. Returns the last stamp."""
    for second in range(reports):
        clock.report(ntp + second, start + second * rate)
    return start + (reports - 1) * rate


def test_nothing_is_known_before_the_first_report() -> None:
    assert math.isnan(SenderClock().time(5.0))


def test_the_first_report_is_enough() -> None:
    clock = SenderClock()
    clock.report(NTP, 100.0)
    assert clock.time(100.5) == pytest.approx(NTP + 0.5, abs=1e-6)


@given(st.lists(noise, min_size=REPORTS, max_size=40), st.floats(-1e6, 1e6))
def test_noise_of_the_reports_never_shows_larger_than_it_is(noises: list[float], start: float) -> None:
    clock = SenderClock()
    for second, error in enumerate(noises):
        clock.report(NTP + second + error, start + second)
    newest = start + len(noises) - 1
    assert abs(clock.time(newest + 0.5) - (NTP + newest - start + 0.5)) <= 0.005


@given(st.sampled_from([-1000, -100, 100, 1000]), st.lists(noise, min_size=20, max_size=60))
def test_a_drift_is_followed_within_a_few_milliseconds(ppm: int, noises: list[float]) -> None:
    clock, rate = SenderClock(), 1 + ppm * 1e-6
    for second, error in enumerate(noises):
        clock.report(NTP + second + error, second * rate)
    newest = len(noises) - 1
    assert abs(clock.time((newest + 0.5) * rate) - (NTP + newest + 0.5)) <= 0.005


@pytest.mark.parametrize("ppm", [-1000, 1000])
def test_a_drift_without_noise_is_followed_exactly(ppm: int) -> None:
    clock, rate = SenderClock(), 1 + ppm * 1e-6
    last = _told(clock, 30, rate=rate)
    assert clock.time(last + rate) == pytest.approx(NTP + 30, abs=1e-5)


@given(st.integers(0, 29), st.floats(-1e9, 1e9).filter(lambda error: abs(error) > 0.1))
def test_a_single_bad_report_changes_nothing_for_longer_than_it_is_alone(bad: int, error: float) -> None:
    clock = SenderClock()
    for second in range(30 + CONFIRMATIONS):
        clock.report(NTP + second + (error if second == bad else 0.0), float(second))
        if second >= max(CONFIRMATIONS, bad if bad else 0):
            assert clock.time(float(second)) == pytest.approx(NTP + second, abs=1e-5)


@pytest.mark.parametrize("jump", [-3600.0, -0.3, 0.06, 0.3, 2.0, 3600.0])
def test_a_real_change_is_followed_after_a_few_reports(jump: float) -> None:
    clock = SenderClock()
    _told(clock, 20)
    for second in range(20, 20 + CONFIRMATIONS):
        clock.report(NTP + second + jump, float(second))
    assert clock.time(30.0) == pytest.approx(NTP + 30 + jump, abs=1e-5)


def test_two_bad_reports_that_contradict_each_other_never_win() -> None:
    clock = SenderClock()
    _told(clock, 10)
    for second in range(10, 40):
        wrong = 5.0 if second % 2 else -5.0
        clock.report(NTP + second + wrong * second, float(second))
    assert clock.time(10.0) == pytest.approx(NTP + 10, abs=1e-5)


@pytest.mark.parametrize("garbage", [(math.nan, 1.0), (1.0, math.inf), (-math.inf, 1.0)])
def test_reports_of_no_number_are_passed_over(garbage: tuple[float, float]) -> None:
    clock = SenderClock()
    clock.report(*garbage)
    assert not clock.known


@given(st.integers(1, 20 * 90_000), st.integers(-1000, 1000))
def test_a_line_goes_on_where_the_stamps_wrap(before_the_wrap: int, ppm: int) -> None:
    clock, unwrap, rate = SenderClock(), Unwrap(32), 1 + ppm * 1e-6
    for second in range(30):
        raw = round((1 << 32) - before_the_wrap + second * 90_000 * rate) % (1 << 32)
        clock.report(NTP + second, unwrap(raw) / 90_000)
    assert raw < (1 << 31)
    assert clock.time(unwrap(raw) / 90_000) == pytest.approx(NTP + 29, abs=1e-4)


def test_a_stream_has_no_common_time_before_every_track_has_a_report() -> None:
    timeline = Timeline([Kind.VIDEO, Kind.AUDIO])
    timeline.report(Kind.VIDEO, NTP, 1.0)
    assert math.isnan(timeline.time(Kind.VIDEO, 1.0))
    timeline.report(Kind.AUDIO, NTP, 7.0)
    assert timeline.time(Kind.VIDEO, 1.5) == pytest.approx(timeline.time(Kind.AUDIO, 7.5))


def test_a_track_alone_needs_no_other() -> None:
    timeline = Timeline([Kind.AUDIO])
    timeline.report(Kind.AUDIO, NTP, 7.0)
    assert timeline.time(Kind.AUDIO, 7.0) == pytest.approx(NTP)
