"""GitHub's JSON, as its REST interface gives it: name only what a test is about."""

from __future__ import annotations

from collections.abc import Sequence

Json = dict[str, object]


def user(login: str, kind: str = "User") -> Json:
    return {"login": login, "type": kind}


def issue(number: int, comments: Sequence[Json] = (), /, **more: object) -> Json:
    return {
        "html_url": f"https://github.com/acme/player/issues/{number}",
        "number": number,
        "title": f"Audio drifts <b>{number}</b> \u202e",
        "body": "After an hour of co-hosting.\u0000",
        "user": user("cora"),
        "author_association": "NONE",
        "state": "open",
        "labels": [{"name": "bug"}],
        "created_at": "2025-03-03T10:00:00Z",
        "updated_at": "2025-03-04T10:00:00Z",
        "comments": list(comments),
        **more,
    }


def comment(number: int, at: str, login: str = "vera", association: str = "MEMBER", /, **more: object) -> Json:
    return {
        "id": number,
        "user": user(login),
        "author_association": association,
        "created_at": at,
        "body": "Which version is it?",
        **more,
    }
