from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from houdun.facts.case import Milestone
from houdun.facts.time import HOUR, MINUTE
from houdun.testing.factories import MONDAY
from houdun.verdict.viewers import viewer_losses, viewer_minutes, week_table
from tests.verdict_given import A, B, case, run

UTC = ZoneInfo("UTC")


def evenings(viewers: float) -> list[list[float]]:
    """Viewers from 20:00 to 22:00 on every day, nobody else."""
    return [[viewers if hour in (20, 21) else 0.0 for hour in range(24)] for _ in range(7)]


@pytest.mark.parametrize(
    ("from_hour", "minutes", "expected"),
    [
        (20, 60, 600),
        (20.5, 30, 300),
        (19.5, 60, 300),
        (10, 60, 0),
        (0, 7 * 24 * 60, 7 * 1200),
        (21, 24 * 60, 1200),
        (20, 15 * 24 * 60, 15 * 1200),
    ],
)
def test_viewers_times_minutes_over_the_wait(from_hour: float, minutes: float, expected: float) -> None:
    wait = run(minutes, opened=MONDAY + round(from_hour * HOUR))
    assert viewer_minutes(wait, week_table(evenings(10)), UTC) == pytest.approx(expected)


def test_the_hours_are_the_customers() -> None:
    wait = run(60, opened=MONDAY + 12 * HOUR)
    assert viewer_minutes(wait, week_table(evenings(10)), ZoneInfo("Asia/Shanghai")) == pytest.approx(600)


def test_an_unanswered_case_loses_viewers_up_to_its_horizon() -> None:
    opened = MONDAY + 20 * HOUR
    cases = {
        A: [case(run(6, opened=opened), opened=opened)],
        B: [case(run(120, opened=opened, answered=False), vendor=B, opened=opened, horizon=opened + 120 * MINUTE)],
    }
    losses = viewer_losses(cases, evenings(10), zone="UTC")
    assert [(each.vendor, each.milestone, each.cases) for each in losses] == [
        (A, Milestone.FIRST_RESPONSE, 1),
        (B, Milestone.FIRST_RESPONSE, 1),
    ]
    assert [each.total for each in losses] == pytest.approx([60, 1200])
    assert [each.per_case for each in losses] == pytest.approx([60, 1200])


def test_without_the_teams_viewers_nothing_is_said() -> None:
    assert viewer_losses({A: [case()]}, [], zone="UTC") == ()
