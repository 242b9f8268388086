from __future__ import annotations

import pytest

from houdun.facts.case import CaseKey
from houdun.facts.vendor import Vendor
from houdun.flow.blind.guessing import judge
from houdun.flow.blind.packing import Asked

DAWN, RIVER, SHENG, BARE = Vendor("晨风云直播", "Pro"), Vendor("River Cast", "Gold"), Vendor("声网", "Gold"), Vendor("云联")


def asked(vendor: Vendor, *aliases: str) -> Asked:
    return Asked(CaseKey(vendor, "trial", vendor.name), "slow_first_picture", 1, 0, aliases)


EVERYBODY = [asked(DAWN), asked(RIVER, "RVC", "help@rivers-of-light.example"), asked(SHENG), asked(BARE)]


@pytest.mark.parametrize(
    ("words", "vendor"),
    [
        ("晨风云直播", DAWN),
        ("晨风云直播@Pro", DAWN),
        ("晨风云直播 pro", DAWN),
        ("晨风", DAWN),
        ("PRO", DAWN),
        (" river\u3000cast ", RIVER),
        ("ＲＩＶＥＲＣＡＳＴ", RIVER),
        ("rvc", RIVER),
        ("Rivers-of-light", RIVER),
        ("Agora", SHENG),
        ("云联", BARE),
    ],
)
def test_a_guess_is_right_by_name_plan_or_alias_in_any_case_and_width(words: str, vendor: Vendor) -> None:
    right = judge(EVERYBODY)
    assert [each for each in (DAWN, RIVER, SHENG, BARE) if right(words, each)] == [vendor]


@pytest.mark.parametrize("words", ["Gold", "", "somebody", "云直播", "tencent"])
def test_a_plan_of_several_and_words_that_name_nobody_are_wrong(words: str) -> None:
    right = judge(EVERYBODY)
    assert not any(right(words, each) for each in (DAWN, RIVER, SHENG, BARE))
