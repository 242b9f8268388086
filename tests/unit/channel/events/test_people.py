from __future__ import annotations

from houdun.channel.events import people
from houdun.channel.events.people import People
from houdun.facts.case import Role

RULES = {"ann": Role.CUSTOMER, "agent *": Role.VENDOR, "agent robot*": Role.BOT, "*": Role.BYSTANDER}


def test_the_exact_name_goes_before_a_beginning_and_the_longest_beginning_before_a_shorter_one() -> None:
    who = People(RULES)
    roles = [who.role(name) for name in ("ann", "agent 7", "agent robot 2", "anna")]
    assert roles == [Role.CUSTOMER, Role.VENDOR, Role.BOT, Role.BYSTANDER]


def test_nobody_is_anybody_without_a_rule() -> None:
    assert People({}).role("ann") is None


def test_more_names_than_it_remembers_are_still_told() -> None:
    who = People(RULES)
    assert {who.role(f"agent {number}") for number in range(people.REMEMBERED + 2)} == {Role.VENDOR}
    assert who.role("ann") is Role.CUSTOMER
