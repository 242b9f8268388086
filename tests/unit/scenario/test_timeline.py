from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from houdun.errors import UsageError
from houdun.scenario.fault import Fault
from houdun.scenario.setup import Setup
from houdun.scenario.timeline import Timeline


class LongGop(Fault):
    def settings(self, setup: Setup) -> Setup:
        return replace(setup, gop_s=10.0)


def test_a_fault_s_settings_hold_while_it_is_on() -> None:
    timeline = Timeline(Setup(), LongGop({}), (5.0, 9.0), [])
    assert [timeline.setup(at).gop_s for at in (0.0, 4.999, 5.0, 8.999, 9.0, 100.0)] == [2.0, 2.0, 10.0, 10.0, 2.0, 2.0]


def test_a_remedy_goes_over_the_fault_and_stays_when_it_is_gone() -> None:
    timeline = Timeline(Setup(), LongGop({}), (5.0, 20.0), [(8.0, {"gop_s": 1.0})])
    assert [timeline.setup(at).gop_s for at in (5.0, 7.9, 8.0, 19.0, 21.0)] == [10.0, 10.0, 1.0, 1.0, 1.0]


def test_a_wrong_remedy_leaves_the_fault_s_setting() -> None:
    timeline = Timeline(Setup(), LongGop({}), (0.0, inf), [(1.0, {"video_kbps": 900})])
    assert timeline.setup(2.0) == Setup(gop_s=10.0, video_kbps=900)


def test_later_remedies_go_over_earlier_ones_whatever_their_order() -> None:
    timeline = Timeline(Setup(), None, (0.0, inf), [(2.0, {"fps": 15}), (4.0, {"fps": 25})])
    assert [timeline.setup(at).fps for at in (1.0, 3.0, 5.0)] == [30, 15, 25]


def test_hooks_are_told_where_the_fault_stands_and_nothing_while_it_is_off() -> None:
    timeline = Timeline(Setup(), LongGop({}), (5.0, 9.0), [])
    moment = timeline.moment(6.5)
    assert moment is not None
    assert (moment.at, moment.since, moment.setup.gop_s) == (6.5, 1.5, 10.0)
    assert timeline.moment(4.0) is None
    assert timeline.moment(9.0) is None
    assert Timeline(Setup(), None, (0.0, inf), []).moment(1.0) is None


def test_a_remedy_of_a_setting_that_there_is_not_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="colour"):
        Timeline(Setup(), None, (0.0, inf), [(1.0, {"colour": 3})])
