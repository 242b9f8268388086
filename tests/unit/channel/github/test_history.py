from __future__ import annotations

from collections.abc import Sequence

import pytest

from houdun.channel.fields import BadField, Fields
from houdun.channel.github.history import Scribe
from houdun.channel.github.mapping import GithubMapping
from houdun.channel.github.people import Cast
from houdun.facts.case import Basis, Entry, Message, Milestone, OwnerSet, Role, Severity, SeveritySet, Stamp
from houdun.facts.time import DAY, iso
from tests.github_given import Json, comment, issue, user

MAPPING = GithubMapping(severity={"p1": Severity.CRITICAL, "p3": Severity.NORMAL})
CLOSED: Json = {"state": "closed", "closed_at": "2025-03-05T10:00:00Z"}


def entries(record: Json) -> list[Entry]:
    return Scribe(Cast("cora", MAPPING), "blob", 3).issue(Fields(record))


def stamps(record: Json) -> list[tuple[Milestone, Role]]:
    return [(entry.milestone, entry.role) for entry in entries(record) if isinstance(entry, Stamp)]


def event(kind: str, at: str = "2025-03-04T10:00:00Z", **more: object) -> Json:
    return {"event": kind, "created_at": at, "actor": user("vera"), **more}


def test_the_issues_text_is_the_customers_first_message_and_comments_follow() -> None:
    said = entries(issue(7, [comment(11, "2025-03-03T10:05:00Z")]))
    assert [(entry.uid, entry.at, entry.source.place) for entry in said if isinstance(entry, Message)] == [
        ("body", 1_740_996_000_000, "3"),
        ("comment:000000000011", 1_740_996_300_000, "3:comments[0]"),
    ]
    assert [entry.role for entry in said if isinstance(entry, Message)] == [Role.CUSTOMER, Role.VENDOR]


def test_an_issue_without_a_text_says_its_title() -> None:
    first = entries(issue(7, body=None, title="No audio"))[0]
    assert isinstance(first, Message)
    assert first.text == "No audio"


@pytest.mark.parametrize(
    "shape",
    [
        {"id": 426, "html_url": "https://github.com/a/b/issues/1#issuecomment-426"},
        {"id": "IC_kwDOAB", "url": "https://github.com/a/b/issues/1#issuecomment-426"},
        {"id": 426},
        {"id": "426"},
    ],
)
def test_a_comment_has_the_same_uid_in_every_shape(shape: Json) -> None:
    said = Fields({"created_at": "2025-03-03T10:05:00Z", "body": "hi", **shape})
    assert Scribe(Cast("cora", MAPPING), "blob", 3).comment(said).uid == "comment:000000000426"


def test_a_comment_without_a_number_is_known_by_its_content() -> None:
    def uid(body: str) -> str:
        return Scribe(Cast("cora", MAPPING), "b", 3).comment(Fields({"created_at": "2025-03-03T10:05:00Z", "body": body})).uid

    assert uid("a") == uid("a") != uid("b")


def test_rest_gives_a_number_where_comments_are_not_nested() -> None:
    assert len(entries(issue(7) | {"comments": 5})) == 1


@pytest.mark.parametrize(
    ("closer", "reason", "labels", "told"),
    [
        ("vera", "completed", [], [(Milestone.RESOLVED, Role.VENDOR), (Milestone.CLOSED, Role.VENDOR)]),
        ("vera", "COMPLETED", [], [(Milestone.RESOLVED, Role.VENDOR), (Milestone.CLOSED, Role.VENDOR)]),
        ("vera", "not_planned", [], [(Milestone.CLOSED, Role.VENDOR)]),
        ("vera", None, [], [(Milestone.CLOSED, Role.VENDOR)]),
        ("vera", "completed", ["status: won't do"], [(Milestone.CLOSED, Role.VENDOR)]),
        ("vera", "completed", ["Type:Duplicate"], [(Milestone.CLOSED, Role.VENDOR)]),
        ("vera", "completed", ["wontfix"], [(Milestone.CLOSED, Role.VENDOR)]),
        ("stale[bot]", "completed", [], [(Milestone.CLOSED, Role.BOT)]),
    ],
)
def test_closing_as_completed_claims_a_solution_unless_something_denies_it(
    closer: str, reason: str | None, labels: Sequence[str], told: list[tuple[Milestone, Role]]
) -> None:
    record = issue(7, **CLOSED, closed_by=user(closer), state_reason=reason, labels=[{"name": name} for name in labels])
    assert stamps(record) == told


def test_a_customer_who_closes_as_completed_has_seen_the_solution_too() -> None:
    record = issue(7, **CLOSED, closed_by=user("cora"), state_reason="completed")
    told = [(entry.milestone, entry.basis, entry.role) for entry in entries(record) if isinstance(entry, Stamp)]
    assert told == [
        (Milestone.RESOLVED, Basis.CLAIMED, Role.CUSTOMER),
        (Milestone.RESOLVED, Basis.OBSERVED, Role.CUSTOMER),
        (Milestone.CLOSED, Basis.CLAIMED, Role.CUSTOMER),
    ]


def test_nobody_known_closed_it_so_the_project_did() -> None:
    assert stamps(issue(7, **CLOSED)) == [(Milestone.CLOSED, Role.VENDOR)]


def test_an_issue_that_is_open_again_has_no_closing() -> None:
    assert stamps(issue(7, state="open", closed_at="2025-03-05T10:00:00Z")) == []


def test_events_tell_every_closing_and_reopening() -> None:
    events = [
        event("closed"),
        event("reopened", "2025-03-05T10:00:00Z"),
        event("closed", "2025-03-05T11:00:00Z"),
        event("pinned"),
    ]
    for name in ("events", "timeline"):
        told = [milestone for milestone, _ in stamps(issue(7, **CLOSED, **{name: events}))]
        assert told == [Milestone.CLOSED, Milestone.REOPENED, Milestone.CLOSED]


def test_a_data_set_may_count_reopenings() -> None:
    metrics = {"reopen_timestamps": ["2025-03-04T10:00:00Z", "2025-03-06T10:00:00Z"], "time_to_reopen_seconds": 86_400}
    told = [entry for entry in entries(issue(7, reopen_metrics=metrics)) if isinstance(entry, Stamp)]
    assert [(entry.milestone, iso(entry.at)) for entry in told] == [
        (Milestone.CLOSED, "2025-03-03T10:00:00Z"),
        (Milestone.REOPENED, "2025-03-04T10:00:00Z"),
        (Milestone.REOPENED, "2025-03-06T10:00:00Z"),
    ]


def test_the_worst_label_is_the_severity_from_the_opening_on() -> None:
    found = [entry for entry in entries(issue(7, labels=["P3", "P1", "bug"])) if isinstance(entry, SeveritySet)]
    assert [(entry.severity, iso(entry.at)) for entry in found] == [(Severity.CRITICAL, "2025-03-03T10:00:00Z")]


def test_where_events_tell_when_a_label_came_the_severity_counts_from_then() -> None:
    record = issue(7, labels=["P1"], events=[event("labeled", label={"name": "P1"}), event("labeled", label={"name": "bug"})])
    found = [entry for entry in entries(record) if isinstance(entry, SeveritySet)]
    assert [(entry.severity, iso(entry.at), entry.role) for entry in found] == [
        (Severity.CRITICAL, "2025-03-04T10:00:00Z", Role.VENDOR)
    ]


def test_assignments_are_owners() -> None:
    record = issue(
        7, events=[event("assigned", assignee=user("vera")), event("assigned", "2025-03-05T10:00:00Z", assignee=user("paul"))]
    )
    assert [entry.owner for entry in entries(record) if isinstance(entry, OwnerSet)] == ["vera", "paul"]


def test_a_comment_in_the_timeline_and_in_the_list_is_one() -> None:
    said = comment(11, "2025-03-03T10:05:00Z")
    assert len(entries(issue(7, [said], timeline=[{"event": "commented", **said}]))) == 2


def test_a_reply_dated_before_its_question_stays_as_it_stands() -> None:
    early = entries(issue(7, [comment(11, "2025-03-02T10:00:00Z")]))
    assert early[1].at - early[0].at == -DAY


def test_within_one_second_a_solution_comes_before_its_closing_and_both_after_the_words() -> None:
    at = "2025-03-05T10:00:00Z"
    record = issue(7, [comment(12, at), comment(9, at)], **CLOSED, closed_by=user("vera"), state_reason="completed")
    late = sorted(entry.uid for entry in entries(record) if iso(entry.at) == at)
    assert [uid.partition(":")[0] for uid in late] == ["comment", "comment", "stamp", "stamp"]
    assert late[0].endswith("9")
    assert "resolved" in late[2]


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (issue(7, [comment(11, "yesterday")]), "comments[0].created_at"),
        (issue(7, [{"body": "hi"}]), "comments[0].created_at"),
        (issue(7, created_at=None), "created_at"),
        (issue(7, labels=3), "labels"),
        (issue(7, user="cora"), "user"),
        (issue(7, events=[event("assigned")]), "events[0].assignee.login"),
    ],
)
def test_an_issue_with_a_broken_part_is_rejected_whole_and_the_part_is_named(record: Json, field: str) -> None:
    with pytest.raises(BadField) as caught:
        entries(record)
    assert caught.value.field == field
