from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from houdun.channel.github import Reader
from houdun.channel.port import Part, ReadOptions
from houdun.facts.case import CaseLog, Message, Milestone, Role, Stamp
from houdun.facts.time import iso
from houdun.testing.contracts.history_reader import facts_of, logs_of, raw_file, read_all, rejects_of
from tests.github_given import comment, issue, user

ISSUE_URL = "https://api.github.com/repos/acme/player/issues/1"
LOOSE = comment(11, "2025-03-09T10:05:00Z", issue_url=ISSUE_URL)


def read(folder: Path, *files: object, options: ReadOptions | None = None) -> list[Part]:
    raws = []
    for number, content in enumerate(files):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        raws.append(raw_file(path))
    return list(Reader().read(raws, options or ReadOptions()))


def messages(parts: Sequence[Part]) -> list[Message]:
    return [entry for log in logs_of(parts) for entry in log.entries if isinstance(entry, Message)]


@pytest.mark.parametrize("turn", [1, -1])
def test_comments_in_a_file_of_their_own_find_their_issue_in_any_order(tmp_path: Path, turn: int) -> None:
    parts = read(tmp_path, *[[issue(1) | {"comments": 1}], [LOOSE]][::turn])
    assert {log.key.id for log in logs_of(parts)} == {"acme/player#1"}
    assert sorted(message.role for message in messages(parts)) == [Role.CUSTOMER, Role.VENDOR]
    assert {log.title for log in logs_of(parts)} == {issue(1)["title"]}


def test_a_loose_comment_by_the_issues_author_is_the_customers(tmp_path: Path) -> None:
    mine = comment(12, "2025-03-09T10:05:00Z", "Cora", "NONE", issue_url=ISSUE_URL)
    assert [message.role for message in messages(read(tmp_path, [mine, issue(1)]))] == [Role.CUSTOMER] * 2


def test_a_comment_whose_issue_is_missing_is_rejected_with_the_mend(tmp_path: Path) -> None:
    (reject,) = rejects_of(read(tmp_path, [LOOSE]))
    assert (reject.field, reject.left_out) == ("issue_url", False)
    assert "together" in reject.mend.en


def test_an_event_with_its_issue_inside_is_read_and_one_that_says_nothing_passed_over(tmp_path: Path) -> None:
    closed = {"event": "closed", "created_at": "2025-03-09T10:05:00Z", "actor": user("vera"), "issue": {"url": ISSUE_URL}}
    parts = read(tmp_path, [issue(1), closed, {"event": "subscribed", "created_at": "nonsense"}])
    assert not rejects_of(parts)
    assert [entry.milestone for log in logs_of(parts) for entry in log.entries if isinstance(entry, Stamp)] == [Milestone.CLOSED]


def test_pull_requests_and_their_comments_are_left_out_and_counted(tmp_path: Path) -> None:
    pull = issue(2, pull_request={"url": "…"})
    about = LOOSE | {"html_url": "https://github.com/acme/player/pull/2#issuecomment-11"}
    parts = read(tmp_path, [issue(1), pull, about])
    assert len(logs_of(parts)) == 1
    assert [reject.left_out for reject in rejects_of(parts)] == [True, True]


def test_a_search_result_is_unwrapped(tmp_path: Path) -> None:
    parts = read(tmp_path, {"total_count": 2, "items": [issue(1), issue(2)]})
    assert len(logs_of(parts)) == 2


def test_what_gh_prints_reads_like_what_rest_gives(tmp_path: Path) -> None:
    (rest_folder := tmp_path / "rest").mkdir()
    said = comment(11, "2025-03-03T10:05:00Z", html_url="https://github.com/acme/player/issues/1#issuecomment-11")
    state = {"state": "closed", "closed_at": "2025-03-04T10:00:00Z", "state_reason": "completed"}
    rest = read(rest_folder, [issue(1, [said], **state)])
    gh = {
        "author": {"id": "U_1", "is_bot": False, "login": "cora", "name": ""},
        "body": issue(1)["body"],
        "closed": True,
        "closedAt": "2025-03-04T10:00:00Z",
        "comments": [
            {
                "id": "IC_kwDO",
                "author": {"login": "vera"},
                "authorAssociation": "MEMBER",
                "body": said["body"],
                "createdAt": said["created_at"],
                "url": said["html_url"],
            }
        ],
        "createdAt": issue(1)["created_at"],
        "labels": [{"id": "LA_1", "name": "bug", "description": "", "color": "d73a4a"}],
        "number": 1,
        "state": "CLOSED",
        "stateReason": "COMPLETED",
        "title": issue(1)["title"],
        "updatedAt": "2025-03-04T10:00:00Z",
        "url": "https://github.com/acme/player/issues/1",
    }
    assert facts_of(read(tmp_path, [gh])) == facts_of(rest)


def test_the_file_speaks_of_the_time_up_to_its_latest_change(tmp_path: Path) -> None:
    parts = read(tmp_path, [issue(1), issue(2, updated_at="2025-06-01T00:00:00Z")])
    assert {iso(log.horizon) for log in logs_of(parts)} == {"2025-06-01T00:00:00Z"}


def test_hostile_names_stay_data(tmp_path: Path) -> None:
    path = tmp_path / "issues.jsonl"
    path.write_text(json.dumps(issue(1, user=user("<b>\x1b[31m\u202e\ud800"))), encoding="utf-8")
    (log,) = (part for part in read_all(Reader(), path, ReadOptions()) if isinstance(part, CaseLog))
    assert [entry.author for entry in log.entries if isinstance(entry, Message)] == ["<b>\x1b[31m\u202e\ufffd"]


def test_a_folder_stands_for_its_json_files(tmp_path: Path) -> None:
    for name in ("a.json", "b.jsonl.gz", "c.csv"):
        (tmp_path / name).touch()
    assert [path.name for path in Reader().files(tmp_path)] == ["a.json", "b.jsonl.gz"]
