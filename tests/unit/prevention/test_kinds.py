from __future__ import annotations

import pytest

from houdun.facts.occasion import OccasionKind
from houdun.prevention.kinds import kind_of, kinds_in


@pytest.mark.parametrize(
    ("categories", "summary", "kind"),
    [
        ("PEAK", "anything", OccasionKind.PEAK),
        ("business, maintenance", "anything", OccasionKind.MAINTENANCE),
        ("", "SDK 3.x 停止支持", OccasionKind.END_OF_LIFE),
        ("", "v5.0 release", OccasionKind.RELEASE),
        ("", "周六晚高峰", OccasionKind.PEAK),
        ("", "Database cut-over", OccasionKind.MAINTENANCE),
        ("", "Lunch with Mia", None),
    ],
)
def test_categories_name_the_kind_and_else_the_summary(categories: str, summary: str, kind: OccasionKind | None) -> None:
    assert kind_of(categories, summary) is kind


def test_a_text_may_speak_of_several_kinds() -> None:
    assert kinds_in("发版后的第一个晚高峰") == (OccasionKind.RELEASE, OccasionKind.PEAK)
