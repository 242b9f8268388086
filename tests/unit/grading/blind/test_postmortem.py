from __future__ import annotations

import pytest

from houdun.grading.blind.postmortem import ITEMS, is_postmortem


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("复盘报告：" + "时间线、影响、根因、改进项。" * 20, True),
        ("Incident report. " + "Timeline, impact, root cause, actions with owners. " * 5, True),
        ("三天内给您复盘报告", False),
        ("时间线很长。" * 60, False),
    ],
)
def test_a_post_mortem_says_so_and_is_long_enough_to_be_one(text: str, is_one: bool) -> None:
    assert is_postmortem(text) is is_one


def test_there_are_seventeen_items_named_in_both_languages() -> None:
    assert len(ITEMS) == 17
    assert len({name for names in ITEMS.values() for name in names}) == 34
