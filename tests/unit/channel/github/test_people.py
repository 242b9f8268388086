from __future__ import annotations

import pytest

from houdun.channel.fields import Fields
from houdun.channel.github.mapping import GithubMapping
from houdun.channel.github.people import GHOST, Actor, Cast, actor_of
from houdun.facts.case import Role

MAPPING = GithubMapping(vendor=frozenset({"paul"}), bots=frozenset({"acme-triage"}))
CAST = Cast("cora", MAPPING)


def actor(comment: dict[str, object]) -> Actor:
    return actor_of(Fields(comment), MAPPING, "user", "author")


@pytest.mark.parametrize(
    ("comment", "role"),
    [
        ({"user": {"login": "Cora"}, "author_association": "NONE"}, Role.CUSTOMER),
        ({"user": {"login": "cora"}, "author_association": "MEMBER"}, Role.CUSTOMER),
        ({"user": {"login": "vera"}, "author_association": "OWNER"}, Role.VENDOR),
        ({"user": {"login": "vera"}, "author_association": "COLLABORATOR"}, Role.VENDOR),
        ({"author": {"login": "vera"}, "authorAssociation": "MEMBER"}, Role.VENDOR),
        ({"author": {"username": "vera", "author_association": "MEMBER"}}, Role.VENDOR),
        ({"user": {"login": "paul"}, "author_association": "NONE"}, Role.VENDOR),
        ({"user": {"login": "bob"}, "author_association": "CONTRIBUTOR"}, Role.BYSTANDER),
        ({"user": {"login": "bob"}, "author_association": "FIRST_TIME_CONTRIBUTOR"}, Role.BYSTANDER),
        ({"user": None}, Role.BYSTANDER),
    ],
)
def test_the_role_follows_from_who_opened_and_who_belongs_to_the_project(comment: dict[str, object], role: Role) -> None:
    assert CAST.role(actor(comment)) is role


@pytest.mark.parametrize(
    ("user", "rule"),
    [
        ({"login": "acme", "type": "Bot"}, "github:type"),
        ({"login": "acme", "is_bot": True}, "github:type"),
        ({"login": "renovate[bot]"}, "github:bot_suffix"),
        ({"login": "app/renovate"}, "github:bot_suffix"),
        ({"login": "github-actions"}, "github:known_app"),
        ({"login": "Acme-Triage"}, "mapping:bots"),
    ],
)
def test_a_machine_is_told_by_a_rule_that_is_named_even_where_it_is_a_member(user: dict[str, object], rule: str) -> None:
    machine = actor({"user": user, "author_association": "MEMBER"})
    assert (CAST.role(machine), CAST.automatic(machine)) == (Role.BOT, rule)


def test_an_issue_opened_by_a_machine_has_no_customer() -> None:
    assert Cast("renovate[bot]", MAPPING).role(Actor("renovate[bot]", automatic="github:bot_suffix")) is Role.BOT


def test_a_person_who_speaks_through_an_app_is_only_doubtful() -> None:
    through = actor(
        {"user": {"login": "vera", "type": "User"}, "author_association": "MEMBER", "performed_via_github_app": {"id": 1}}
    )
    assert (CAST.role(through), through.automatic, through.doubtful) == (Role.VENDOR, "", "github:via_app")


def test_two_accounts_that_are_gone_are_not_taken_for_one() -> None:
    assert Cast(GHOST, MAPPING).role(Actor(GHOST)) is Role.BYSTANDER


def test_the_author_of_an_issue_is_its_customer_also_where_the_account_is_gone() -> None:
    assert Cast(GHOST, MAPPING).opening_role(Actor(GHOST)) is Role.CUSTOMER
    assert Cast("renovate[bot]", MAPPING).opening_role(Actor("renovate[bot]", automatic="github:bot_suffix")) is Role.BOT


def test_an_account_that_closed_as_a_bot_is_a_bot_in_the_whole_issue() -> None:
    cast = Cast("cora", MAPPING, machine="stalebot")
    assert (cast.role(Actor("StaleBot")), cast.automatic(Actor("StaleBot"))) == (Role.BOT, "github:closed_by_bot")


@pytest.mark.parametrize(("login", "role"), [("cora", Role.CUSTOMER), ("someone", Role.VENDOR)])
def test_who_closes_an_issue_is_its_author_or_of_the_project(login: str, role: Role) -> None:
    assert CAST.acting_role(Actor(login)) is role


def test_somebody_who_closed_the_issue_is_of_the_project_whatever_their_association_says() -> None:
    cast = Cast("cora", MAPPING, insiders=frozenset({"vera"}))
    assert cast.role(Actor("Vera", "CONTRIBUTOR")) is Role.VENDOR
    assert cast.role(Actor("bob", "CONTRIBUTOR")) is Role.BYSTANDER
