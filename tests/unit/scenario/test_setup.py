"""A set-up is changed by name, and a setting that there is not is wrong use."""

from __future__ import annotations

import pytest

from houdun.errors import UsageError
from houdun.scenario.setup import Setup


def test_a_change_touches_what_it_names_and_nothing_else() -> None:
    changed = Setup().changed({"gop_s": 10.0, "bframes": 2})
    assert (changed.gop_s, changed.bframes) == (10.0, 2)
    assert changed.changed({"gop_s": Setup().gop_s, "bframes": Setup().bframes}) == Setup()


def test_a_setting_that_there_is_not_is_refused_and_those_that_there_are_are_named() -> None:
    with pytest.raises(UsageError, match=r"no setting is called gops.*gop_s"):
        Setup().changed({"gops": 1})
