from __future__ import annotations

import houdun.probe.metrics
from houdun.probe.detection.rules import AV_OFFSET, RULES
from houdun.probe.metric import names


def test_every_series_that_is_watched_is_measured() -> None:
    assert houdun.probe.metrics
    assert {rule.series for rule in RULES} <= set(names())


def test_a_series_has_one_rule() -> None:
    assert len({rule.series for rule in RULES}) == len(RULES)


def test_offsets_beyond_what_itu_r_bt_1359_calls_noticeable_exceed_from_the_first_second() -> None:
    assert (AV_OFFSET.lower, AV_OFFSET.upper) == (-45.0, 125.0)


def test_the_offset_gets_half_of_what_false_alarms_are_granted() -> None:
    others = sum(rule.weight for rule in RULES if not rule.told and rule is not AV_OFFSET)
    assert 0.4 <= AV_OFFSET.weight / (AV_OFFSET.weight + others) <= 0.6
