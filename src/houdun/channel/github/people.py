"""Who acts in an issue: the one who opened it, somebody of the project, a machine, or anybody else."""

from __future__ import annotations

from dataclasses import dataclass

from houdun.channel.fields import Fields
from houdun.channel.github.mapping import GithubMapping
from houdun.facts.case import Role

OF_THE_PROJECT = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
GHOST = "ghost"
"""GitHub's own name for the account of somebody who left."""

KNOWN_APPS = frozenset(
    {
        "allcontributors",
        "codecov",
        "coveralls",
        "dependabot",
        "dependabot-preview",
        "dosubot",
        "github-actions",
        "greenkeeper",
        "imgbot",
        "k8s-ci-robot",
        "k8s-triage-robot",
        "mergify",
        "msftbot",
        "netlify",
        "no-response",
        "renovate",
        "renovate-bot",
        "rustbot",
        "semantic-release-bot",
        "snyk-bot",
        "sonarcloud",
        "stale",
        "vercel",
        "vue-bot",
    }
)
"""Accounts of apps and their robots, as GraphQL (and so `gh`) writes them: without the `[bot]` of REST."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`login` as written; `automatic` names the rule by which it is a machine, `doubtful` one by which it might be."""

    login: str
    association: str = ""
    automatic: str = ""
    doubtful: str = ""


def actor_of(record: Fields, mapping: GithubMapping, *names: str) -> Actor:
    """Who stands in the first of these fields of a comment, an issue or an event. Raises BadField."""
    account = record.inner(*names)
    login = account.text("login", "username", "name") or GHOST
    return Actor(
        login=login,
        association=(record.text("author_association") or account.text("author_association")).upper(),
        automatic=_machine(login.lower(), account, mapping),
        doubtful="github:via_app" if record.inner("performed_via_github_app") else "",
    )


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of one issue, in lower case. `machine` is an account that the issue itself shows to be one. `insiders` closed,
    labelled or assigned it: GitHub lets nobody do so but the project's people (and the author), also where their association
    does not tell, because a membership is private or has ended."""

    customer: str
    mapping: GithubMapping
    machine: str = ""
    insiders: frozenset[str] = frozenset()

    def acting_role(self, actor: Actor) -> Role:
        """The role of one who closed, reopened or labelled."""
        role = self.role(actor)
        return Role.VENDOR if role is Role.BYSTANDER else role

    def opening_role(self, actor: Actor) -> Role:
        """The role of the issue's author: the customer, also where the account is gone, unless it is a machine."""
        return Role.BOT if self.automatic(actor) else Role.CUSTOMER

    def automatic(self, actor: Actor) -> str:
        if actor.automatic or not self.machine:
            return actor.automatic
        return "github:closed_by_bot" if actor.login.lower() == self.machine else ""

    def role(self, actor: Actor) -> Role:
        login = actor.login.lower()
        if self.automatic(actor):
            return Role.BOT
        if login == self.customer and login != GHOST:
            return Role.CUSTOMER
        if login in self.mapping.vendor | self.insiders or actor.association in OF_THE_PROJECT:
            return Role.VENDOR
        return Role.BYSTANDER


def _machine(login: str, account: Fields, mapping: GithubMapping) -> str:
    if login in mapping.bots:
        return "mapping:bots"
    if account.text("type").lower() == "bot" or account.flag("is_bot"):
        return "github:type"
    if login.endswith("[bot]") or login.startswith("app/"):
        return "github:bot_suffix"
    return "github:known_app" if login in KNOWN_APPS else ""
