from __future__ import annotations

import pytest

from houdun.channel.fields import BadField, Fields
from houdun.channel.github.issue import Naming, head_of, is_pull_request, ref_of
from houdun.channel.github.mapping import GithubMapping
from houdun.channel.port import ReadOptions
from houdun.errors import UsageError
from houdun.facts.vendor import Vendor
from tests.github_given import issue

NOBODY = GithubMapping()


@pytest.mark.parametrize(
    "record",
    [
        {"html_url": "https://github.com/acme/player/issues/7", "url": "https://api.github.com/nonsense"},
        {"url": "https://api.github.com/repos/acme/player/issues/7"},
        {"url": "https://ghe.example.com/api/v3/repos/acme/player/issues/7"},
        {"issue_url": "https://api.github.com/repos/acme/player/issues/7", "url": "https://api.github.com/repos/acme/player/x/1"},
        {"html_url": "https://github.com/acme/player/issues/7#issuecomment-99"},
        {"owner": "acme", "repo": "player", "number": 7},
    ],
)
def test_every_shape_says_which_issue_it_is(record: dict[str, object]) -> None:
    assert ref_of(Fields(record)).id == "acme/player#7"


@pytest.mark.parametrize(
    "record", [{}, {"number": 7}, {"url": "https://github.com/acme"}, {"owner": {}, "repo": "x", "number": 1}]
)
def test_an_issue_of_no_repository_is_rejected_with_what_to_export(record: dict[str, object]) -> None:
    with pytest.raises(BadField) as caught:
        ref_of(Fields(record))
    assert "--json url" in caught.value.mend.en


@pytest.mark.parametrize(
    ("field", "vendor"),
    [
        (None, Vendor("acme")),
        ("owner", Vendor("acme")),
        ("repo", Vendor("player")),
        ("owner/repo", Vendor("acme/player")),
        ("label:vendor/", Vendor("LiveKit", "Ship")),
    ],
)
def test_the_vendor_comes_from_the_field_that_the_user_names(field: str | None, vendor: Vendor) -> None:
    record = Fields(issue(7, labels=[{"name": "bug"}, {"name": "Vendor/LiveKit@Ship"}]))
    naming = Naming.of(ReadOptions(vendor_field=field))
    assert head_of(record, naming, NOBODY).vendor == vendor


def test_the_vendor_of_the_import_wins() -> None:
    naming = Naming.of(ReadOptions(vendor=Vendor("zego"), vendor_field="repo"))
    assert head_of(Fields(issue(7)), naming, NOBODY).vendor == Vendor("zego")


@pytest.mark.parametrize(
    "labels", [[], [{"name": "vendor/"}], [{"name": "vendor/@x"}], [{"name": "vendor/a"}, {"name": "vendor/b"}]]
)
def test_an_issue_whose_labels_do_not_name_one_vendor_is_rejected(labels: list[object]) -> None:
    naming = Naming.of(ReadOptions(vendor_field="label:vendor/"))
    with pytest.raises(BadField) as caught:
        head_of(Fields(issue(7, labels=labels)), naming, NOBODY)
    assert caught.value.field == "labels"


@pytest.mark.parametrize("field", ["vendor", "label:", ""])
def test_a_field_that_issues_do_not_have_is_a_usage_error(field: str) -> None:
    if not field:
        assert Naming.of(ReadOptions(vendor_field=field)).field == "owner"
        return
    with pytest.raises(UsageError, match="owner/repo"):
        Naming.of(ReadOptions(vendor_field=field))


def test_a_machine_that_closed_is_known_unless_it_is_the_author_or_nobody() -> None:
    def machine(closer: object) -> str:
        record = Fields(issue(7, is_bot_close=True, closed_by=closer))
        return head_of(record, Naming.of(ReadOptions()), NOBODY).cast.machine

    assert [machine({"login": login}) for login in ("Stale", "cora")] == ["stale", ""]
    assert machine(None) == ""


@pytest.mark.parametrize(
    ("more", "is_pull"),
    [
        ({}, False),
        ({"pull_request": {"url": "…"}}, True),
        ({"pull_request": None}, False),
        ({"isPullRequest": True}, True),
        ({"html_url": "https://github.com/acme/player/pull/7"}, True),
        ({"issue": {"pull_request": {}, "number": 7}}, True),
    ],
)
def test_pull_requests_are_told_apart(more: dict[str, object], is_pull: bool) -> None:
    assert is_pull_request(Fields(issue(7, **more))) is is_pull


def test_who_closed_labelled_or_assigned_is_of_the_project_but_the_author_and_nobody() -> None:
    events = [{"event": kind, "actor": {"login": kind}} for kind in ("labeled", "assigned", "reopened", "mentioned")]
    record = Fields(
        issue(
            7, closed_by={"login": "Vera"}, events=[*events, {"event": "closed", "actor": {"login": "cora"}}, {"event": "closed"}]
        )
    )
    assert head_of(record, Naming.of(ReadOptions()), NOBODY).cast.insiders == {"vera", "labeled", "assigned"}
