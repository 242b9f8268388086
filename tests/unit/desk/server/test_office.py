from __future__ import annotations

from dataclasses import replace

import pytest

from houdun.channel.email import subjects
from houdun.desk.server.office import STYLES, numbers
from tests.desk_given import OFFICE


def test_the_same_step_of_the_same_thread_is_the_same_mail_again_and_no_other_is() -> None:
    others = [OFFICE.id("a", "2"), OFFICE.id("b", "1"), replace(OFFICE, seed=8).id("a", "1")]
    assert OFFICE.id("a", "1") == replace(OFFICE).id("a", "1")
    assert len({OFFICE.id("a", "1"), *others}) == 4
    assert OFFICE.id("a", "1").endswith("@acme.example")


def test_a_ticket_s_mark_is_one_that_the_customer_s_program_knows_as_such() -> None:
    for style in STYLES:
        subject = f"Re: Sound [#4712] {style.format('12345678')}"
        assert subjects.tags(subject) == ("4712", "12345678")
        assert numbers(subject) == ["4712", "12345678"]
    assert OFFICE.mark("31415") in {style.format("31415") for style in STYLES}
    assert OFFICE.number("a") == OFFICE.number("a") != OFFICE.number("b")


def test_a_date_or_a_room_s_name_is_no_ticket() -> None:
    assert numbers("2026-03-07 room-8801 a8801 工单 62370 已创建：1080p30") == ["62370"]


def test_chances_lie_between_nothing_and_all() -> None:
    drawn = [OFFICE.chance("x", str(number)) for number in range(400)]
    assert all(0 <= each < 1 for each in drawn)
    assert 0.4 < sum(drawn) / 400 < 0.6


@pytest.mark.parametrize(
    ("id", "domain"), [("My vendor!", "my-vendor.example"), ("求是", "vendor.example"), ("..", "vendor.example")]
)
def test_a_persona_of_any_name_has_an_address(id: str, domain: str) -> None:
    assert replace(OFFICE, persona=replace(OFFICE.persona, id=id)).support == f"support@{domain}"
