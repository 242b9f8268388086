from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.manual.pasting import pasted, stamp
from houdun.channel.manual.told import Told
from houdun.errors import InputError
from houdun.facts.case import Basis, CaseKey, Milestone, Role
from houdun.facts.time import MINUTE
from houdun.facts.vendor import Vendor
from houdun.testing.factories import MONDAY, SOURCE

CASE = CaseKey(Vendor("acme"), "manual", "c1")


def test_an_answer_is_kept_with_its_time_and_by_how_much_that_may_be_off() -> None:
    answer = pasted(CASE, "  请把 GOP 改成 2 秒。\r\n", "李工", Told(MONDAY, 2 * MINUTE))
    assert (answer.text, answer.author, answer.at, answer.plus_minus) == ("请把 GOP 改成 2 秒。", "李工", MONDAY, 2 * MINUTE)
    assert answer.source.blob == hashlib.sha256(answer.raw).hexdigest()


def test_pasted_twice_it_is_the_same_and_elsewhere_or_later_another() -> None:
    same = [pasted(CASE, "好的", "李工", Told(MONDAY)), pasted(CASE, "好的\n", "李工", Told(MONDAY))]
    others = [
        pasted(CaseKey(Vendor("acme"), "manual", "c2"), "好的", "李工", Told(MONDAY)),
        pasted(CASE, "好的", "李工", Told(MONDAY + 1)),
    ]
    assert len({each.uid for each in same}) == 1
    assert len({each.uid for each in (*same, *others)}) == 3


@given(
    st.text(st.characters(categories=["Zs", "Cc"], include_characters=" \t\r\n"), max_size=10).filter(
        lambda text: not text.strip()
    )
)
def test_nothing_pasted_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError):
        pasted(CASE, text, "李工", Told(MONDAY))


def test_what_no_database_takes_is_shown_as_such() -> None:
    assert pasted(CASE, "a\0b", "x\0", Told(MONDAY)).text == "a\ufffdb"


def test_what_was_seen_is_an_interval_and_what_was_claimed_a_moment() -> None:
    seen = stamp(CASE, Milestone.MITIGATED, Basis.OBSERVED, Told(MONDAY, MINUTE), "Cora", SOURCE, "viewers are back")
    assert (seen.at, seen.until, seen.role, seen.note) == (MONDAY - MINUTE, MONDAY + MINUTE, Role.CUSTOMER, "viewers are back")
    claimed = stamp(CASE, Milestone.MITIGATED, Basis.CLAIMED, Told(MONDAY, MINUTE), "Vera", SOURCE)
    assert (claimed.at, claimed.until, claimed.role) == (MONDAY, None, Role.VENDOR)
    exact = stamp(CASE, Milestone.MITIGATED, Basis.OBSERVED, Told(MONDAY), "Cora", SOURCE)
    assert (exact.at, exact.until) == (MONDAY, None)
    assert len({each.uid for each in (seen, claimed)}) == 2
